//! LB3: every cell of a small register, and that sums are sums.

use calamine::Data;
use domain::indicators::Mark;
use exchange::reports::{Mapping, Stretch, lb3::What};
use jiff::civil::date;
use serde_json::json;

use crate::book::{
    Book, Opened, V1, V2, child_of, in_month, month, monthly, number, preg, simulated, subject,
};

const BIRTHS: &str = "Persalinan dan nifas";

fn known() -> Book {
    let mut book = Book::new();
    book.dukun();
    book.birth(
        V1,
        "a",
        json!({"on": "2025-10-31", "at": "23:59:00"}),
        json!({"sex": "male", "weight_g": 2400}),
    );
    book.birth(V1, "b", json!({"on": "2025-11-01", "at": "00:00:00"}), json!({"sex": "female"}));
    let solo = json!({"on": "2025-10-05", "place": "mothers_home", "attendants": ["dukun"]});
    book.birth(V1, "c", solo, json!({"sex": "female", "weight_g": 3000}));
    let home = json!({"on": "2025-10-06", "place": "mothers_home"});
    book.birth(V2, "d", home, json!({"sex": "female", "outcome": "stillborn"}));
    let died = json!({"pregnancy": preg("c"), "child": child_of("c"), "on": "2025-10-11"});
    book.note(V1, subject("c"), "death.recorded", died);
    book
}

fn cell(report: &Opened, sheet: &str, heading: &str, village: &str) -> f64 {
    let cell = report.cell(sheet, heading, village);
    number(&cell).unwrap_or_else(|| panic!("{sheet}, {heading}, {village}: {cell:?}"))
}

#[test]
fn a_small_month_cell_by_cell() {
    let report = known().lb3(in_month("2025-10"));
    for (sheet, heading, one, two, sum) in [
        ("ANC", "Jumlah penduduk", 1000.0, 1000.0, 2000.0),
        ("ANC", "Sasaran ibu hamil setahun", 22.0, 22.0, 44.0),
        (BIRTHS, "Persalinan", 2.0, 1.0, 3.0),
        (BIRTHS, "Ditolong nakes (PN)", 1.0, 1.0, 2.0),
        (BIRTHS, "Ditolong nakes (PN) (%)", 1.0 / 21.0, 1.0 / 21.0, 2.0 / 42.0),
        (BIRTHS, "Ditolong nakes di fasyankes (PF)", 1.0, 0.0, 1.0),
        (BIRTHS, "Ditolong nakes di luar fasyankes", 0.0, 1.0, 1.0),
        (BIRTHS, "Ditolong non nakes", 1.0, 0.0, 1.0),
        (BIRTHS, "Non fasyankes: di luar fasyankes atau tanpa nakes", 1.0, 1.0, 2.0),
        (BIRTHS, "Di antaranya ditolong dukun tanpa nakes", 1.0, 0.0, 1.0),
        ("Neonatus", "Lahir hidup L", 1.0, 0.0, 1.0),
        ("Neonatus", "Lahir hidup P", 1.0, 0.0, 1.0),
        ("Neonatus", "Lahir hidup jumlah", 2.0, 0.0, 2.0),
        ("Neonatus", "Lahir mati P", 0.0, 1.0, 1.0),
        ("Neonatus", "BBLR L", 1.0, 0.0, 1.0),
        ("Neonatus", "BBLR P", 0.0, 0.0, 0.0),
        ("Kematian", "Kematian 0-6 hari P", 1.0, 0.0, 1.0),
        ("Kematian", "Kematian 0-6 hari L", 0.0, 0.0, 0.0),
        ("Kematian", "Kematian bayi semua umur jumlah", 1.0, 0.0, 1.0),
        ("SDM dan fasilitas", "Jumlah desa", 1.0, 1.0, 2.0),
        ("SDM dan fasilitas", "Jumlah dukun (keadaan akhir masa)", 2.0, 0.0, 2.0),
        ("SDM dan fasilitas", "Dukun bermitra (keadaan akhir masa)", 1.0, 0.0, 1.0),
    ] {
        for (village, expected) in [("Satu", one), ("Dua", two), ("Jumlah", sum)] {
            let found = cell(&report, sheet, heading, village);
            assert!((found - expected).abs() < 1e-9, "{sheet}, {heading}, {village}: {found}");
        }
    }
    let half = cell(&report, "Neonatus", "BBLR (%)", "Jumlah");
    assert!((half - 0.5).abs() < 1e-9, "of those weighed: {half}");
    assert_eq!(report.cell("Neonatus", "BBLR (%)", "Dua"), Data::String("–".to_owned()), "nobody weighed");
}

#[test]
fn a_birth_of_the_last_minute_of_october_counts_in_october() {
    let births = |at| cell(&known().lb3(in_month(at)), BIRTHS, "Persalinan", "Satu");
    assert!((births("2025-10") - 2.0).abs() < 1e-9);
    assert!((births("2025-11") - 1.0).abs() < 1e-9);
}

#[test]
fn services_count_once_in_the_month_of_the_first() {
    let mut book = Book::new();
    let first = json!({"on": "2025-03-10", "examiners": ["doctor"], "weight_kg": 50, "height_cm": 150, "hiv": "reactive",
        "hemoglobin": 8.0, "tetanus_status": 2, "ultrasound": "yes", "urine_protein": "plus1"});
    book.contact(V1, "siti", first);
    let again = json!({"pregnancy": preg("siti"), "edition": "2025", "on": "2025-04-10", "weight_kg": 51,
        "hiv": "non_reactive", "hemoglobin": 6.5, "tetanus_status": 3, "glucose_mg_dl": 141.0});
    book.note(V1, subject("siti"), "antenatal.contact", again);
    let (march, april) = (book.lb3(in_month("2025-03")), book.lb3(in_month("2025-04")));
    for (sheet, heading, in_march, in_april) in [
        ("ANC", "K1 murni", 1.0, 0.0),
        ("ANC", "K1 akses (K1 murni + K1 lebih dari 12 minggu)", 1.0, 0.0),
        ("ANC", "K1 oleh dokter", 1.0, 0.0),
        ("ANC", "USG pada K1 akses", 1.0, 0.0),
        ("ANC", "Timbang BB dan ukur TB", 1.0, 0.0),
        ("ANC", "Hb trimester 1", 1.0, 0.0),
        ("ANC", "Periksa HIV", 1.0, 0.0),
        ("Status T", "T2", 1.0, 0.0),
        ("Status T", "T3", 0.0, 1.0),
        ("Status T", "T2+", 1.0, 0.0),
        ("Gizi", "Anemia sedang", 1.0, 0.0),
        ("Gizi", "Anemia berat", 0.0, 1.0),
        ("Penyakit dan lab", "HIV reaktif", 1.0, 0.0),
        ("Penyakit dan lab", "Protein urin diperiksa", 1.0, 0.0),
        ("Penyakit dan lab", "Gula darah lebih dari 140", 0.0, 1.0),
    ] {
        assert!((cell(&march, sheet, heading, "Satu") - in_march).abs() < 1e-9, "March: {heading}");
        assert!((cell(&april, sheet, heading, "Satu") - in_april).abs() < 1e-9, "April: {heading}");
    }
}

#[test]
fn what_is_not_recorded_is_empty_and_told() {
    let report = known().lb3(in_month("2025-10"));
    for village in ["Satu", "Dua", "Jumlah"] {
        assert_eq!(report.cell("ANC", "Ibu hamil punya Buku KIA", village), Data::Empty);
        assert_eq!(report.cell("Kelas ibu hamil", "Peserta", village), Data::Empty);
    }
    assert!(report.says("Tidak dicatat", "Pemberian Buku KIA tidak dicatat."));
    let told = report.sheet("Tidak dicatat").len();
    let columns = &Mapping::builtin().columns;
    let unnoted = columns.iter().filter(|column| matches!(column.what, What::NotRecorded(_))).count();
    assert_eq!(told, unnoted + 4, "each of them, below a title, a note, a free line and the headings");
}

#[test]
fn a_village_without_figures_leaves_the_sum_without_a_share() {
    let mut book = known();
    book.village("62.03.12.2003", "Tiga", json!({}));
    let report = book.lb3(in_month("2025-10"));
    let no = Data::String("–".to_owned());
    assert_eq!(report.cell("ANC", "Sasaran ibu hamil setahun", "Tiga"), no);
    assert_eq!(report.cell("ANC", "Sasaran ibu hamil setahun", "Jumlah"), no);
    assert_eq!(report.cell(BIRTHS, "Ditolong nakes (PN) (%)", "Jumlah"), no);
    assert!((cell(&report, BIRTHS, "Ditolong nakes (PN)", "Jumlah") - 2.0).abs() < 1e-9);
    assert!(report.says("Keterangan", "Sasaran belum ada untuk Tiga"));
}

#[test]
fn a_quarter_has_the_sum_of_events_and_the_last_of_states() {
    let book = {
        let mut book = known();
        book.birth(V1, "e", json!({"on": "2025-04-05"}), json!({}));
        book.birth(V1, "f", json!({"on": "2025-06-05"}), json!({}));
        book
    };
    let quarter = book.lb3(Stretch::Quarter(month("2025-05")));
    assert!((cell(&quarter, BIRTHS, "Persalinan", "Satu") - 2.0).abs() < 1e-9);
    assert!(
        (cell(&quarter, "SDM dan fasilitas", "Jumlah dukun (keadaan akhir masa)", "Satu") - 2.0).abs() < 1e-9
    );
    assert!(
        (cell(&quarter, "SDM dan fasilitas", "Dukun bermitra (keadaan akhir masa)", "Satu") - 1.0).abs()
            < 1e-9
    );
    assert!(quarter.says("ANC", "Triwulan II 2025 (April-Juni)"));
    let first = book.lb3(Stretch::Quarter(month("2025-01")));
    assert!(cell(&first, "SDM dan fasilitas", "Dukun bermitra (keadaan akhir masa)", "Satu").abs() < 1e-9);
}

/// Every count of a simulated unit: months are the quarter, villages are the sum.
#[test]
fn months_are_the_quarter_and_villages_are_the_sum() {
    let register = simulated();
    let on = date(2026, 5, 20);
    let open = |stretch| Opened::of(&monthly(&register, stretch, on));
    let months: Vec<_> = ["2025-04", "2025-05", "2025-06"].map(|at| open(in_month(at))).into();
    let quarter = open(Stretch::Quarter(month("2025-06")));
    let names: Vec<_> = register.villages().values().map(|village| village.name.clone()).collect();
    let mut counted = 0;
    for column in &Mapping::builtin().columns {
        let What::Count(sum) = &column.what else { continue };
        let of = |report: &Opened, village: &str| cell(report, &column.sheet, &column.name, village);
        let together: f64 = names.iter().map(|name| of(&quarter, name)).sum();
        assert!((together - of(&quarter, "Jumlah")).abs() < 1e-9, "{}", column.id);
        let is_state = sum.marks.iter().all(|mark| mark.is_state());
        for village in names.iter().map(String::as_str).chain(["Jumlah"]) {
            let each = months.iter().map(|report| of(report, village));
            let expected = if is_state { of(&months[2], village) } else { each.sum() };
            assert!((of(&quarter, village) - expected).abs() < 1e-9, "{}, {village}", column.id);
        }
        counted += u32::from(together > 0.0);
    }
    assert!(counted > 50, "{counted} columns have something to add up");
}

#[test]
fn boys_and_girls_are_all_children_where_every_sex_is_known() {
    let register = simulated();
    let report = Opened::of(&monthly(&register, Stretch::Quarter(month("2025-06")), date(2026, 5, 20)));
    let of = |heading: &str| cell(&report, "Neonatus", heading, "Jumlah");
    assert!(of("Lahir hidup jumlah") > 5.0);
    assert!((of("Lahir hidup L") + of("Lahir hidup P") - of("Lahir hidup jumlah")).abs() < 1e-9);
}

#[test]
fn the_same_register_gives_the_same_bytes() {
    let register = known().register();
    let made = || monthly(&register, in_month("2025-10"), date(2025, 12, 31));
    assert!(made() == made());
}

#[test]
fn a_month_that_still_runs_says_so() {
    let register = known().register();
    let report = |on| Opened::of(&monthly(&register, in_month("2025-10"), on));
    assert!(report(date(2025, 10, 20)).says("ANC", "Belum selesai: dihitung sampai 20/10/2025."));
    assert!(!report(date(2025, 11, 20)).says("ANC", "Belum selesai"));
}

#[test]
fn a_quarter_that_still_runs_has_the_states_of_its_running_month() {
    let register = known().register();
    let quarter = Stretch::Quarter(month("2025-05"));
    let report = Opened::of(&monthly(&register, quarter, date(2025, 5, 25)));
    let of = |heading: &str| cell(&report, "SDM dan fasilitas", heading, "Satu");
    assert!((of("Dukun bermitra (keadaan akhir masa)") - 1.0).abs() < 1e-9);
    assert!((of("Dukun bermitra (%)") - 0.5).abs() < 1e-9);
}

#[test]
fn every_column_of_the_table_has_a_heading_of_its_own_sheet_and_counts_something_that_exists() {
    let mapping = Mapping::builtin();
    for sheet in mapping.sheets() {
        let mut names: Vec<_> =
            mapping.columns.iter().filter(|c| c.sheet == sheet).map(|c| c.name.as_str()).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "{sheet}");
    }
    // All services are for the report; one that no column counts would be worked out for nothing.
    let counted = |mark: Mark| {
        mapping.columns.iter().any(|column| match &column.what {
            What::Count(sum) | What::Percent(sum, _) => sum.marks.contains(&mark),
            _ => false,
        })
    };
    let idle: Vec<_> =
        Mark::all().filter(|mark| matches!(mark, Mark::Service(_)) && !counted(*mark)).collect();
    assert_eq!(idle, []);
}
