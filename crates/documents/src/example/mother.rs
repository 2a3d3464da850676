//! The papers of an invented mother: birth plan, sticker, referral letter.

use jiff::civil::date;

use super::{SEI_HANYO, signatory, text, texts};
use crate::papers::{BirthPlan, Fact, ReferralLetter, Sticker};

const MOTHER: &str = "Rina Contoh";

pub(super) fn birth_plan() -> BirthPlan {
    BirthPlan {
        mother: text(MOTHER),
        address: text("Desa Hanyo Hulu RT 002"),
        expected: Some(date(2025, 8, 14)),
        attendants: texts(["Bidan Kristina Ewa, A.Md.Keb.", "dr. Contoh (Puskesmas Sei Hanyo)"]),
        birth_place: text("Puskesmas Sei Hanyo"),
        companions: texts(["Suami, Budi Contoh", "Tambi Lanting (dukun mitra)"]),
        money: text("JKN; tabungan ibu bersalin Rp300.000"),
        transport: texts(["Kelotok Pak Anang, 0800-0000-001", "Kelotok siaga desa, 0800-0000-002"]),
        donors: texts(["Dedi Contoh (O), 0800-0000-003", "Lina Contoh (O), 0800-0000-004"]),
        blood_group: text("O, Rh+"),
        family_planning: text("KB pascasalin: IUD"),
        waiting_home: text("Rumah tunggu kelahiran Sei Hanyo, mulai minggu ke-37"),
        customs: texts(["Doa keluarga sebelum berangkat", "Pemberian nama setelah tali pusat lepas"]),
        agrees_to_referral: Some(true),
        place: text("Hanyo Hulu"),
        date: date(2025, 6, 3),
        family: signatory("Suami / keluarga", "Budi Contoh"),
        mother_signs: signatory("Ibu", MOTHER),
        midwife: signatory("Bidan", "Kristina Ewa, A.Md.Keb."),
    }
}

pub(super) fn sticker() -> Sticker {
    Sticker {
        mother: text(MOTHER),
        expected: Some(date(2025, 8, 14)),
        attendant: text("Bidan Kristina Ewa, A.Md.Keb."),
        birth_place: text("Puskesmas Sei Hanyo"),
        companion: text("Suami dan Tambi Lanting"),
        transport: text("Kelotok Pak Anang"),
        donors: texts(["Dedi (O)", "Lina (O)"]),
        date: date(2025, 6, 3),
    }
}

pub(super) fn referral() -> ReferralLetter {
    let fact = |(label, value): (&str, &str)| Fact { label: text(label), value: text(value) };
    ReferralLetter {
        number: Some(text("400.7.14.3/009/PKM-SH/TU/VII.2025")),
        to: text("Dokter IGD Kebidanan"),
        facility: text("RSUD Kabupaten Kapuas (contoh)"),
        patient: [
            ("Nama", MOTHER),
            ("Umur", "27 tahun"),
            ("Suami", "Budi Contoh"),
            ("Alamat", "Desa Hanyo Hulu RT 002"),
            ("Nomor JKN", "0000000000000"),
        ]
        .map(fact)
        .to_vec(),
        condition: [
            ("GPA, umur kehamilan", "G2 P1 A0, 35 minggu"),
            ("Keadaan umum", "sadar, nyeri kepala"),
            ("Tekanan darah", "160/110 mmHg"),
            ("Nadi, suhu", "92 kali/menit, 36,8 °C"),
            ("Denyut jantung janin", "144 kali/menit"),
            ("Protein urin", "+2"),
        ]
        .map(fact)
        .to_vec(),
        reasons: texts(["Preeklampsia berat"]),
        treatment: texts(["MgSO4 4 g intravena pukul 09.10 WIB", "Nifedipin 10 mg per oral pukul 09.15 WIB"]),
        transport: text("ambulans air, pukul 09.40 WIB"),
        companions: texts(["Bidan Kristina Ewa, A.Md.Keb.", "suami", "Tambi Lanting (dukun mitra)"]),
        place: text(SEI_HANYO),
        date: date(2025, 7, 10),
        signatory: signatory("Bidan yang merujuk", "Kristina Ewa, A.Md.Keb."),
    }
}
