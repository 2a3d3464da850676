//! The agreement that was signed at the workshop, an addendum, and a receipt that follows from it.

use jiff::civil::date;

use super::{HALL, LAW, SEI_HANYO, head_of_district, head_of_unit, signatory, text, texts};
use crate::{
    papers::{Addendum, Agreement, Capacity, Clause, Party, ReadAloud, Receipt, Witness},
    parts::{Mark, Signatory},
};

const NUMBER: &str = "400.7.27.2/064/PKM-SH/TU/V.2025";
const ABOUT: &str = "KEMITRAAN BIDAN DAN DUKUN UNTUK KESELAMATAN IBU DAN BAYI";

pub(super) fn agreement() -> Agreement {
    Agreement {
        number: Some(text(NUMBER)),
        between: text("BIDAN UPT PUSKESMAS SEI HANYO DAN DUKUN KAMPUNG"),
        about: text(ABOUT),
        date: date(2025, 5, 21),
        place: text(HALL),
        villages: texts(["Desa Sei Hanyo", "Desa Hanyo Hulu (contoh)"]),
        midwives: midwives(),
        dukun: dukun(),
        legal_bases: vec![
            text("Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan;"),
            format!("{LAW};"),
            text(
                "Peraturan Menteri Kesehatan Nomor 21 Tahun 2021 tentang pelayanan kesehatan masa sebelum hamil, \
                 masa hamil, persalinan, dan masa sesudah melahirkan.",
            ),
        ],
        preamble: texts([
            "Kesepakatan ini lahir sebagai bentuk komitmen bersama untuk menurunkan angka kematian ibu dan \
             bayi, dengan pendekatan kemitraan tanpa mengesampingkan nilai-nilai adat dan budaya masyarakat.",
        ]),
        clauses: clauses(),
        valid_from: date(2025, 5, 21),
        valid_until: Some(date(2026, 5, 20)),
        reviews: vec![date(2025, 8, 20), date(2025, 11, 19), date(2026, 2, 18)],
        read_aloud: Some(ReadAloud {
            language: text("bahasa Indonesia dan bahasa Dayak Ngaju"),
            by: text("Kepala Desa Sei Hanyo"),
        }),
        witnesses: vec![
            witness(signatory("Danramil Kapuas Hulu", ""), Capacity::Witness),
            witness(signatory("Wakapolsek Kapuas Hulu", ""), Capacity::Witness),
            witness(signatory("Tokoh masyarakat", ""), Capacity::Witness),
            witness(head_of_district(), Capacity::Acknowledges),
            witness(head_of_unit(), Capacity::Acknowledges),
        ],
        originals: 2,
    }
}

fn witness(signatory: Signatory, capacity: Capacity) -> Witness {
    Witness { signatory, capacity }
}

fn midwives() -> Vec<Party> {
    vec![
        party("Yuliana Tuah, A.Md.Keb.", 31, "Bidan Desa", "Desa Sei Hanyo RT 003", Mark::Ink),
        party("Kristina Ewa, A.Md.Keb.", 28, "Bidan Desa", "Desa Hanyo Hulu", Mark::Ink),
    ]
}

fn dukun() -> Vec<Party> {
    vec![
        party("Indu Rambang", 63, "Dukun Kampung", "Desa Sei Hanyo RT 001", Mark::Thumbprint),
        party("Tambi Lanting", 58, "Dukun Kampung", "Desa Hanyo Hulu", Mark::Thumbprint),
    ]
}

pub(super) fn addendum() -> Addendum {
    Addendum {
        number: None,
        agreement_number: text(NUMBER),
        agreement_date: date(2025, 5, 21),
        about: format!("PERUBAHAN NOTA KESEPAKATAN {ABOUT}"),
        date: date(2025, 8, 20),
        place: text(HALL),
        midwives: midwives(),
        dukun: dukun(),
        reasons: texts([
            "Perubahan ini disepakati karena jarak tempuh dari Desa Hanyo Hulu pada musim kemarau.",
        ]),
        clauses: vec![Clause {
            heading: text("Rumah Tunggu Kelahiran"),
            opening: String::new(),
            points: texts([
                "PIHAK KESATU menyiapkan tempat di rumah tunggu kelahiran mulai minggu ke-37.",
                "PIHAK KEDUA mengajak keluarga memakai rumah tunggu kelahiran sebelum air surut.",
            ]),
        }],
        witnesses: vec![
            witness(signatory("Kepala Desa Hanyo Hulu", ""), Capacity::Witness),
            witness(head_of_unit(), Capacity::Acknowledges),
        ],
        originals: 1,
    }
}

fn party(name: &str, age: u8, position: &str, address: &str, mark: Mark) -> Party {
    Party {
        name: text(name),
        age: Some(age),
        position: text(position),
        address: text(address),
        below: Vec::new(),
        mark,
    }
}

fn clauses() -> Vec<Clause> {
    let clause = |heading: &str, opening: &str, points: Vec<String>| Clause {
        heading: text(heading),
        opening: text(opening),
        points,
    };
    vec![
        clause(
            "Tujuan",
            "",
            texts([
                "Menurunkan angka kematian ibu dan bayi melalui persalinan yang aman di fasilitas kesehatan, \
                    dengan tetap menghormati adat dan budaya setempat.",
            ]),
        ),
        clause(
            "Kewajiban PIHAK KEDUA",
            "PIHAK KEDUA:",
            texts([
                "tidak menolong persalinan secara mandiri di luar fasilitas kesehatan;",
                "memberitahukan setiap ibu hamil baru dan ibu yang akan melahirkan kepada PIHAK KESATU;",
                "mengarahkan dan mengantar ibu untuk bersalin di fasilitas kesehatan;",
                "segera merujuk ibu hamil, ibu bersalin, ibu nifas, dan bayi yang berisiko tinggi;",
                "tidak melakukan tindakan yang membahayakan ibu dan bayi;",
                "menghubungi bidan terdekat bila PIHAK KESATU tidak berada di tempat.",
            ]),
        ),
        clause(
            "Kewajiban PIHAK KESATU",
            "PIHAK KESATU:",
            texts([
                "mendata ibu hamil, ibu bersalin, ibu nifas, dan bayi;",
                "memberikan pelayanan kehamilan, persalinan, nifas, dan bayi sesuai standar;",
                "menolong persalinan di fasilitas kesehatan dan mengajak PIHAK KEDUA mendampingi;",
                "memberikan penggantian kepada PIHAK KEDUA sebesar Rp50.000 (lima puluh ribu rupiah) bila merujuk \
                 dan mengantar ibu, atau Rp25.000 (dua puluh lima ribu rupiah) bila hanya merawat bayi.",
            ]),
        ),
        clause(
            "Adat dan Budaya",
            "",
            texts([
                "Upacara adat yang tidak membahayakan ibu dan bayi tetap dihormati dan diberi tempat oleh kedua \
                    belah pihak.",
            ]),
        ),
        clause(
            "Musyawarah",
            "",
            texts([
                "Hal yang perlu dibicarakan diselesaikan dengan musyawarah bersama Kepala Desa.",
                "Bila belum selesai, dibawa kepada Kepala Puskesmas dan Camat.",
            ]),
        ),
    ]
}

pub(super) fn receipt() -> Receipt {
    Receipt {
        number: Some(text("900/017/PKM-SH/TU/VI.2025")),
        received_from: text("Bendahara BOK UPT Puskesmas Sei Hanyo"),
        sum: 50_000,
        for_what: text(
            "Penggantian bagi dukun yang merujuk dan mengantar satu ibu bersalin ke fasilitas kesehatan, \
                        bulan Juni 2025, sesuai Nota Kesepakatan Nomor 400.7.27.2/064/PKM-SH/TU/V.2025",
        ),
        fund: text("BOK Tahun Anggaran 2025"),
        budget_line: None,
        place: text(SEI_HANYO),
        date: date(2025, 6, 16),
        receiver: Signatory {
            office: text("Yang menerima,"),
            name: text("Indu Rambang"),
            below: texts(["Dukun Kampung, Desa Sei Hanyo"]),
            mark: Mark::Thumbprint,
        },
        payer: signatory("Bendahara BOK", "Elisabet Nanyan, A.Md."),
        approver: Some(head_of_unit()),
        stamp: false,
    }
}
