//! The columns of "kohort ibu" (domain.md §10.2): at the left who she is and what she brings, at the right what
//! was done and when.

use domain::facts::Referral;

use super::{
    Filled,
    Leaf::{Left, Right},
    NUMBER, column,
    line::{Line, day, day_of, lines},
};
use crate::cohort::{
    export,
    layout::SheetKind::{Ibu, Kematian, Kunjungan, Persalinan},
    value::words::{self, Deceased, written},
};

/// The columns, page by page.
pub(super) fn columns() -> Vec<Filled> {
    let mut columns = who();
    columns.extend(antenatal());
    columns.extend(birth());
    columns
}

fn who() -> Vec<Filled> {
    let one = |group, head, width, says| column(Left, group, head, width, false, says);
    let mid = |group, head, width, says| column(Left, group, head, width, true, says);
    vec![
        mid("", NUMBER, 7, |_| String::new()),
        one("", "No. kohort", 17, |line| line.first(Ibu, "no_ibu")),
        one("", "Nama ibu, NIK", 37, |line| lines(["nama_ibu", "nik"].map(|name| line.first(Ibu, name)))),
        one("", "Nama suami", 26, |line| line.first(Ibu, "nama_suami")),
        one("", "Alamat, telepon", 25, address),
        mid("", "Lahir, umur", 15, born),
        mid("", "Gol. darah", 10, |line| line.first(Ibu, "golongan_darah")),
        mid("", "G P A", 14, parity),
        mid("Kehamilan", "HPHT", 13, |line| line.first(Ibu, "hpht")),
        mid("Kehamilan", "HPL", 13, |line| day_of(line.pregnancy().edd())),
        mid("Kehamilan", "UK K1 (mgg)", 11, |line| line.first_week()),
        mid("Kehamilan", "Jarak (th)", 9, |line| line.first(Ibu, "jarak_anak_tahun")),
        mid("Ukuran", "TB (cm)", 10, |line| line.first(Ibu, "tinggi_cm")),
        mid("Ukuran", "BB awal (kg)", 10, |line| line.first(Ibu, "bb_sebelum_hamil_kg")),
        mid("Ukuran", "LiLA (cm)", 10, |line| line.first(Kunjungan, "lila_cm")),
        one("Risiko", "Riwayat, tanda bahaya", 40, risks),
        mid("Risiko", "Skor KSPR", 12, |line| line.score()),
        one("", "Kabar pertama dari", 24, told),
    ]
}

fn antenatal() -> Vec<Filled> {
    let mid = |group, head, width, says| column(Right, group, head, width, true, says);
    let contacts = "Tanggal periksa per trimester";
    let reached = "Tercapai tanggal";
    let tested = "Pemeriksaan";
    vec![
        mid("", NUMBER, 7, |_| String::new()),
        column(Right, "", "Nama ibu", 25, false, |line| line.first(Ibu, "nama_ibu")),
        mid(contacts, "I", 10, |line| line.contacts(1)),
        mid(contacts, "II", 16, |line| line.contacts(2)),
        mid(contacts, "III", 16, |line| line.contacts(3)),
        mid(reached, "K1", 12, |line| day_of(line.reached.k1)),
        mid(reached, "K1 murni", 12, |line| day_of(line.reached.k1_t1)),
        mid(reached, "K4", 12, |line| day_of(line.reached.k4)),
        mid(reached, "K6", 12, |line| day_of(line.reached.k6)),
        mid(tested, "Hb awal, akhir", 10, |line| line.ends(Kunjungan, "hb")),
        mid(tested, "Status T", 10, |line| line.last(Kunjungan, "status_t")),
        mid(tested, "TTD", 8, |line| line.sum(Kunjungan, "ttd")),
        mid(tested, "Tripel elim.", 13, tested_for),
    ]
}

fn birth() -> Vec<Filled> {
    let one = |group, head, width, says| column(Right, group, head, width, false, says);
    let mid = |group, head, width, says| column(Right, group, head, width, true, says);
    let birth = "Persalinan";
    let after = "Nifas, tanggal";
    vec![
        mid(birth, "Tanggal", 12, |line| line.first(Persalinan, "tanggal")),
        one(birth, "Tempat", 16, |line| line.first(Persalinan, "tempat")),
        one(birth, "Penolong", 16, attended),
        one(birth, "Anak", 20, born_children),
        mid(after, "KF1", 12, |line| day_of(line.reached.kf1)),
        mid(after, "KF2", 12, |line| day_of(line.reached.kf2)),
        mid(after, "KF3", 12, |line| day_of(line.reached.kf3)),
        mid(after, "KF4", 12, |line| day_of(line.reached.kf4)),
        one("", "Keterangan", 20, remarks),
    ]
}

pub(super) fn address(line: &Line<'_>) -> String {
    let rt = line.first(Ibu, "rt");
    let rt = if rt.is_empty() { rt } else { format!("RT {}", rt.trim_start_matches("RT").trim_start()) };
    lines([rt, line.first(Ibu, "no_hp")])
}

fn born(line: &Line<'_>) -> String {
    let age = line.age().map(|age| format!("{age} th")).unwrap_or_default();
    lines([line.first(Ibu, "tanggal_lahir"), age])
}

fn parity(line: &Line<'_>) -> String {
    let part = |letter: &str, column: &str| {
        let number = line.first(Ibu, column);
        if number.is_empty() { number } else { format!("{letter}{number}") }
    };
    [part("G", "gravida"), part("P", "para"), part("A", "abortus")].join(" ").trim().to_owned()
}

fn risks(line: &Line<'_>) -> String {
    let pregnancy = line.pregnancy();
    let history = pregnancy.registered.iter().map(|registered| export::history_found(registered).join("; "));
    let signs = pregnancy.contacts.iter().filter_map(|contact| {
        let found = export::danger_found(contact);
        (!found.is_empty()).then(|| format!("{}: {}", day(contact.on), found.join("; ")))
    });
    lines(history.chain(signs))
}

fn told(line: &Line<'_>) -> String {
    let who = ["pemberi_kabar", "nama_dukun"].map(|column| line.first(Ibu, column)).join(" ");
    lines([who.trim().to_owned(), line.first(Ibu, "tanggal_kabar")])
}

/// That she was tested, and not with what outcome: the sheet lies open on a table.
fn tested_for(line: &Line<'_>) -> String {
    let tests = [("hiv", "HIV"), ("sifilis", "Sif."), ("hbsag", "HBsAg")];
    let done = tests.into_iter().filter(|(column, _)| !line.all(Kunjungan, column).is_empty());
    done.map(|(_, name)| name).collect::<Vec<_>>().join(" ")
}

fn attended(line: &Line<'_>) -> String {
    let by = line.first(Persalinan, "penolong");
    let beside = line.first(Persalinan, "dukun_hadir") == "ya" && !by.contains("dukun");
    lines([by, if beside { "dukun hadir".to_owned() } else { String::new() }])
}

/// The children in the order of birth: sex, weight, and how it was.
fn born_children(line: &Line<'_>) -> String {
    let rows = line.together(Persalinan, ["jk", "bb_gram", "keadaan"]);
    lines(rows.into_iter().map(|[sex, weight, state]| {
        let weight = if weight.is_empty() { weight } else { format!("{weight} g") };
        [sex, weight, state].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }))
}

fn remarks(line: &Line<'_>) -> String {
    let referred = line.pregnancy().referrals.iter().filter(|referral| referral.child.is_none());
    let referred = referred.map(|referral| referral_words(referral));
    let mother = written(Deceased::Mother, words::DECEASED);
    let deaths = line.together(Kematian, ["siapa", "tanggal"]).into_iter();
    let died = deaths.filter(|[who, _]| *who == mother).map(|[_, on]| format!("ibu meninggal {on}"));
    lines(referred.chain(line.remarks()).chain(died))
}

/// A referral in few words.
pub(super) fn referral_words(referral: &Referral) -> String {
    format!("dirujuk {} ke {}", day(referral.on), referral.to)
}
