//! The cohort register as a book of paper, for whoever may have it as a workbook.

use app::{Caller, Failure, failure::Kind};
use axum::{
    extract::{Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use documents::{
    Paper,
    papers::{CohortRegister, Leaf, RegisterChapter, RegisterColumn},
    parts::Size,
};
use domain::{ids::VillageCode, register::Register, rights::Act};
use exchange::cohort::{Book, Ledger, ledger};
use jiff::civil::Date;
use serde::Deserialize;

use super::{Office, house, set};

/// What somebody wants printed.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// Which book: `bayi`, else that of the mothers.
    #[serde(default)]
    buku: String,
    /// Which year; this one, where none is said.
    #[serde(default)]
    tahun: String,
    /// The code of a village; empty for all.
    #[serde(default)]
    desa: String,
    /// The sheet: `a4`, else F4.
    #[serde(default)]
    kertas: String,
}

/// The book of a year.
pub(super) async fn book(
    State(office): State<Office>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    caller.must(Act::ExchangeRegisters)?;
    let on = caller.today();
    let year = asked.tahun.parse().unwrap_or_else(|_| on.year());
    let village = Some(VillageCode::new(&asked.desa)).filter(|_| !asked.desa.is_empty());
    let register = office.world.snapshot();
    if village.as_ref().is_some_and(|code| !register.villages().contains_key(code)) {
        return Err(caller.failure(Kind::Missing));
    }
    // Noted first, as with the workbook: a file that left without a word of it would be worse than a word
    // too many.
    caller.world.note_reading_all(caller.who.id, caller.who.device, "export");
    let (book, word) = match asked.buku.as_str() {
        "bayi" => (Book::Children, "bayi"),
        _ => (Book::Mothers, "ibu"),
    };
    let size = if asked.kertas == "a4" { Size::A4 } else { Size::F4 };
    let rules = caller.rules();
    let made = tokio::task::spawn_blocking(move || {
        let ledger = Ledger::of(book, &register, &rules, on, year, village.as_ref());
        paper(&register, book, ledger, year, on, village.as_ref())
    });
    let paper = made.await.map_err(|_| caller.failure(Kind::Ours))?;
    let bytes = set(&office, &caller, Paper::Cohort(paper), Some(size)).await?;
    let name = format!("attachment; filename=\"kohort-{word}-{year}-{on}.pdf\"");
    let headers = [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}

fn paper(
    register: &Register,
    book: Book,
    ledger: Ledger,
    year: i16,
    on: Date,
    village: Option<&VillageCode>,
) -> CohortRegister {
    let named = |name: &str| if name.starts_with("Desa ") { name.to_owned() } else { format!("Desa {name}") };
    let (title, about, nobody) = words(book, year);
    let chapters = ledger.chapters.into_iter().map(|chapter| RegisterChapter {
        village: chapter.village.as_deref().map_or_else(|| "Desa belum dicatat".to_owned(), named),
        lines: chapter.lines,
    });
    CohortRegister {
        title: title.to_owned(),
        unit: house::unit(register),
        year,
        scope: village.map_or_else(|| "semua desa".to_owned(), |code| named(register.village_name(code))),
        date: on,
        about,
        secret: "Berisi data ibu dan anak: simpan terkunci.".to_owned(),
        nobody,
        columns: ledger.columns.into_iter().map(column).collect(),
        chapters: chapters.collect(),
    }
}

fn column(column: ledger::Column) -> RegisterColumn {
    RegisterColumn {
        leaf: match column.leaf {
            ledger::Leaf::Left => Leaf::Left,
            ledger::Leaf::Right => Leaf::Right,
        },
        group: column.group.to_owned(),
        head: column.head,
        width: column.width,
        centred: column.centred,
        names: column.names,
    }
}

/// Title, how to read it, and what stands in place of lines.
fn words(book: Book, year: i16) -> (&'static str, Vec<String>, String) {
    let own = match book {
        Book::Mothers => MOTHERS,
        Book::Children => CHILDREN,
    };
    let about = own.about.iter().chain(BOTH).map(|sentence| sentence.replace("{tahun}", &year.to_string()));
    (own.title, about.collect(), own.nobody.replace("{tahun}", &year.to_string()))
}

struct Words {
    title: &'static str,
    about: &'static [&'static str],
    nobody: &'static str,
}

const MOTHERS: Words = Words {
    title: "Register Kohort Ibu",
    about: &[
        "Satu baris ialah satu kehamilan yang didaftar pada tahun {tahun}, menurut urutan hari pendaftaran. Ibu diikuti \
         sampai masa nifas selesai, juga bila melewati akhir tahun.",
        "K1, K1 murni, K4, K6 dan KF1–KF4: hari ketika semua syaratnya pertama kali terpenuhi. Kosong berarti belum \
         tercapai atau belum dicatat.",
        "G P A: kehamilan, persalinan, keguguran. UK K1: umur kehamilan pada K1. TTD: semua tablet tambah darah yang \
         diberikan. Skor KSPR: KRR risiko rendah, KRT tinggi, KRST sangat tinggi.",
        "Tripel elim. (tripel eliminasi): tes yang sudah dilakukan. Hasil tes dan riwayat penyakit yang peka tidak \
         dicetak; semuanya ada di Betang.",
    ],
    nobody: "Belum ada kehamilan yang didaftar pada tahun {tahun}.",
};

const CHILDREN: Words = Words {
    title: "Register Kohort Bayi",
    about: &[
        "Satu baris ialah satu anak yang lahir pada tahun {tahun}, menurut urutan hari lahir.",
        "KN1–KN3 dan kunjungan bayi 1–4: hari kunjungan pertama di dalam jangka waktunya. Kosong berarti belum tercapai \
         atau belum dicatat.",
        "Imunisasi: nomor dosis dan tanggalnya. IDL / IBL: hari ketika semua dosis dasar atau dosis bayi lengkap.",
        "IMD: inisiasi menyusu dini. SDIDTK: hari tumbuh kembang diperiksa.",
    ],
    nobody: "Belum ada anak yang lahir pada tahun {tahun}.",
};

const BOTH: &[&str] = &[
    "Setiap baris berjalan dari halaman kiri ke halaman kanan di hadapannya, dengan nomor yang sama. Cetak bolak-balik \
     dan jilid di sisi pendek.",
    "Tanggal: hari/bulan/tahun. Kotak kosong berarti tidak dicatat, bukan tidak ada.",
];
