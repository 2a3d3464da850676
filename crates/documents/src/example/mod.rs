//! One of every paper, about the workshop of UPT Puskesmas Sei Hanyo on 21 May 2025. Offices, names and
//! numbers of that day are public; midwives, dukun, mothers and everybody else are invented.

mod after;
mod agreement;
mod cohort;
mod mother;
mod pack;
mod workshop;

use jiff::civil::{date, time};

use crate::{
    Paper,
    papers::Shown,
    parts::{Event, Letterhead, Picture, PictureKind, Signatory, Style},
};

/// Every paper with a name for its file and how it looks.
#[must_use]
pub fn all() -> Vec<(&'static str, Paper, Style)> {
    let papers = [
        ("keputusan-panitia", Paper::Decree(workshop::decree())),
        ("kerangka-acuan", Paper::Terms(workshop::terms())),
        ("undangan", Paper::Invitation(workshop::invitation())),
        ("susunan-acara", Paper::Agenda(workshop::agenda())),
        ("daftar-hadir", Paper::Attendance(after::attendance())),
        ("nota-kesepakatan", Paper::Agreement(agreement::agreement())),
        ("adendum", Paper::Addendum(agreement::addendum())),
        ("kwitansi", Paper::Receipt(agreement::receipt())),
        ("notulen", Paper::Minutes(after::minutes())),
        ("rencana-tindak-lanjut", Paper::Commitments(after::commitments())),
        ("siaran-pers", Paper::Press(after::press())),
        ("daftar-periksa-spj", Paper::Checklist(after::checklist())),
        ("bahan-lokakarya-layar", Paper::Pack(pack::pack(Shown::Projector))),
        ("bahan-lokakarya-cetak", Paper::Pack(pack::pack(Shown::Handout))),
        ("register-kohort-ibu", Paper::Cohort(cohort::register())),
        ("amanat-persalinan", Paper::BirthPlan(mother::birth_plan())),
        ("stiker-p4k", Paper::Sticker(mother::sticker())),
        ("surat-rujukan", Paper::Referral(mother::referral())),
    ];
    papers.into_iter().map(|(name, paper)| (name, paper, style())).collect()
}

/// The letterhead of the unit, with two invented signs.
#[must_use]
pub fn style() -> Style {
    Style {
        letterhead: Letterhead {
            lines: texts(["PEMERINTAH KABUPATEN KAPUAS", "DINAS KESEHATAN", "UPT PUSKESMAS SEI HANYO"]),
            address: texts([
                "Desa Sei Hanyo, Kecamatan Kapuas Hulu, Kabupaten Kapuas",
                "Provinsi Kalimantan Tengah",
            ]),
            left: Some(sign("Lambang daerah (contoh)", include_bytes!("arms.svg"))),
            right: Some(sign("Lambang Puskesmas (contoh)", include_bytes!("unit.svg"))),
        },
        size: None,
    }
}

fn sign(alt: &str, bytes: &[u8]) -> Picture {
    Picture { kind: PictureKind::Svg, bytes: bytes.to_vec(), alt: alt.to_owned() }
}

/// The number of the decree, as the office gave it.
pub(crate) const DECREE_NUMBER: &str = "000.4.7.2/063/PKM-SH/TU/V.2025";
const WORKSHOP: &str = "Lokakarya Mini Lintas Sektor";
const HALL: &str = "Aula Kantor Camat Kapuas Hulu, Jalan Beringin RT 002, Desa Sei Hanyo";
const LAW: &str = "Peraturan Menteri Kesehatan Nomor 19 Tahun 2024 tentang Pusat Kesehatan Masyarakat";
const SEI_HANYO: &str = "Sei Hanyo";

fn workshop() -> Event {
    Event {
        title: WORKSHOP.to_owned(),
        date: date(2025, 5, 21),
        from: Some(time(8, 0, 0, 0)),
        until: None,
        zone: "WIB".to_owned(),
        place: HALL.to_owned(),
    }
}

fn head_of_unit() -> Signatory {
    signatory("Plt. Kepala UPT Puskesmas Sei Hanyo", "Yohanes Fransiskus, S.Kep., Ners.")
}

fn head_of_district() -> Signatory {
    signatory("Camat Kapuas Hulu", "Suwigno, S.H.")
}

fn signatory(office: &str, name: &str) -> Signatory {
    Signatory { office: office.to_owned(), name: name.to_owned(), ..Signatory::default() }
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn texts<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(str::to_owned).to_vec()
}
