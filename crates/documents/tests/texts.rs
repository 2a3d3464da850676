//! What stands in the papers, read back from the PDF files as anybody else would read them.

mod reading;

use std::collections::HashMap;

use documents::{Paper, Style, example};
use reading::{normal, text};

fn texts() -> HashMap<&'static str, String> {
    let read = |(name, paper, style): (&'static str, Paper, Style)| (name, text(&paper, &style));
    example::all().into_iter().map(read).collect()
}

#[test]
fn every_paper_says_what_it_said() {
    for (name, text) in texts() {
        insta::assert_snapshot!(name, text);
    }
}

/// Each fact of the report of 21 May 2025, and the papers in which somebody must find it.
const FACTS: &[(&str, &[&str])] = &[
    ("000.4.7.2/063/PKM-SH/TU/V.2025", &["keputusan-panitia", "siaran-pers", "daftar-periksa-spj"]),
    (
        "Peraturan Menteri Kesehatan Nomor 19 Tahun 2024 tentang Pusat Kesehatan Masyarakat",
        &["keputusan-panitia", "kerangka-acuan", "nota-kesepakatan", "siaran-pers"],
    ),
    ("PENUNJUKAN PANITIA PELAKSANA LOKAKARYA MINI LINTAS SEKTOR", &["keputusan-panitia"]),
    ("17 Mei 2025", &["keputusan-panitia", "siaran-pers"]),
    ("Rabu, 21 Mei 2025", &["undangan", "susunan-acara", "daftar-hadir", "notulen", "siaran-pers"]),
    (
        "Rabu tanggal Dua Puluh Satu bulan Mei tahun Dua Ribu Dua Puluh Lima (21-05-2025)",
        &["nota-kesepakatan"],
    ),
    (
        "Aula Kantor Camat Kapuas Hulu, Jalan Beringin RT 002, Desa Sei Hanyo",
        &["undangan", "susunan-acara", "nota-kesepakatan", "notulen", "siaran-pers"],
    ),
    ("Suwigno, S.H.", &["keputusan-panitia", "susunan-acara", "nota-kesepakatan", "notulen", "siaran-pers"]),
    (
        "Yohanes Fransiskus, S.Kep., Ners.",
        &["keputusan-panitia", "undangan", "nota-kesepakatan", "siaran-pers"],
    ),
    ("Plt. Kepala UPT Puskesmas Sei Hanyo", &["keputusan-panitia", "undangan", "nota-kesepakatan"]),
    ("Danramil Kapuas Hulu", &["undangan", "nota-kesepakatan", "siaran-pers"]),
    ("Wakapolsek", &["nota-kesepakatan", "siaran-pers"]),
    ("tokoh masyarakat", &["nota-kesepakatan", "siaran-pers"]),
    ("TNI/Polri", &["notulen", "siaran-pers"]),
    ("Angka Kematian Ibu (AKI)", &["keputusan-panitia", "kerangka-acuan", "undangan", "siaran-pers"]),
    ("Angka Kematian Bayi (AKB)", &["keputusan-panitia", "kerangka-acuan", "undangan", "siaran-pers"]),
    ("menolong persalinan secara mandiri di luar fasilitas kesehatan", &["nota-kesepakatan", "notulen"]),
    ("tanpa mengesampingkan nilai-nilai adat dan budaya masyarakat", &["nota-kesepakatan", "notulen"]),
    (
        "“Kami optimis, kolaborasi ini akan meningkatkan kesadaran masyarakat akan pentingnya persalinan yang aman \
         dan sehat, sekaligus tetap menjaga nilai tradisi lokal,” ujar",
        &["siaran-pers"],
    ),
    ("lima puluh ribu rupiah", &["kwitansi", "nota-kesepakatan"]),
    ("Rp50.000", &["kwitansi", "nota-kesepakatan"]),
];

#[test]
fn the_facts_of_the_day_are_found_in_the_papers() {
    let texts = texts();
    for (fact, papers) in FACTS {
        for name in *papers {
            let said = texts[name].to_lowercase();
            assert!(
                said.replace(' ', "").contains(&normal(fact).to_lowercase().replace(' ', "")),
                "{name} does not say: {fact}"
            );
        }
    }
}

#[test]
fn only_papers_without_their_number_are_drafts() {
    for (name, text) in texts() {
        let draft = ["undangan", "adendum", "siaran-pers"].contains(&name);
        assert_eq!(text.contains("DRAF – belum bernomor"), draft, "{name}");
    }
}

#[test]
fn the_wall_shows_the_picture_and_the_hand_its_numbers_too() {
    let texts = texts();
    assert!(texts["bahan-lokakarya-cetak"].contains("belum ada"));
    for sentence in ["Kemitraan tiap desa", "Dukun bermitra tiap desa, keadaan 21 Mei 2025 (contoh)"] {
        assert!(texts["bahan-lokakarya-layar"].contains(sentence), "{sentence}");
        assert!(texts["bahan-lokakarya-cetak"].contains(sentence), "{sentence}");
    }
}
