//! PWS: villages in order, months beside each other, and words where there is no status.

use calamine::Data;
use exchange::reports::{Stretch, pws};
use jiff::civil::{Date, date};
use serde_json::json;

use crate::book::{Book, Opened, TODAY, V1, V2, in_month, month, number, numbers, rules, simulated, text};

const SHEET: &str = "Persalinan dan nifas";

fn opened(book: &Book, stretch: Stretch) -> Opened {
    opened_on(book, stretch, TODAY)
}

fn opened_on(book: &Book, stretch: Stretch, on: Date) -> Opened {
    let register = book.register();
    let rules = rules(&register);
    let numbers = numbers(&register, &rules, on, &stretch.last().to_string());
    Opened::of(&pws::workbook(&numbers.sums(), stretch).unwrap())
}

/// The rows of an indicator's table, without headings, and the notes below them.
fn block(book: &Opened, id: &str) -> Vec<Vec<Data>> {
    block_on(book, SHEET, id)
}

fn block_on(book: &Opened, sheet: &str, id: &str) -> Vec<Vec<Data>> {
    let rows = book.sheet(sheet).iter();
    let rows = rows.skip_while(|row| !text(&row[0]).ends_with(&format!("({id})"))).skip(4);
    rows.take_while(|row| !text(&row[0]).ends_with(')') || text(&row[0]).starts_with("Sumber"))
        .cloned()
        .collect()
}

fn book() -> Book {
    let mut book = Book::with_goals(json!({"PF": {"2025": 12.0}}));
    book.village("62.03.12.2003", "Tiga", json!({"2025": {"population": 100, "birth_rate_per_1000": 20.0}}));
    for (village, name, on) in [
        (V1, "a", "2025-04-05"),
        (V2, "b", "2025-04-06"),
        (V2, "c", "2025-05-06"),
        (V2, "d", "2025-05-07"),
        ("62.03.12.2003", "e", "2025-05-07"),
    ] {
        book.birth(village, name, json!({"on": on}), json!({}));
    }
    book
}

#[test]
fn villages_stand_from_the_highest_down_and_small_ones_have_no_status() {
    let table = block(&opened(&book(), in_month("2025-05")), "PF");
    let row = |at: usize| -> Vec<String> { table[at].iter().map(ToString::to_string).collect() };
    let names: Vec<_> = table.iter().take(4).map(|row| text(&row[1]).to_owned()).collect();
    assert_eq!(names, ["Tiga", "Dua", "Satu", "Jumlah"], "1 of 2.1, 3 of 21, 1 of 21");
    assert_eq!(row(0)[12], "1 dari 2,1", "fewer than twelve are expected");
    // Goal 12 % of the year: 5 % by May. Two: 14 %, rising; one: 5 %, falling.
    let stands = |at: usize| [8, 9, 10, 12].map(|column| row(at)[column].clone());
    assert_eq!(stands(1), ["2", "1", "naik", "Baik"].map(str::to_owned));
    assert_eq!(stands(2), ["0", "1", "turun", "Jelek"].map(str::to_owned));
    assert!((number(&table[1][11]).unwrap() - 0.05).abs() < 1e-9 && row(1)[3] == "proyeksi 2025");
    assert_eq!(number(&table[1][5]), Some(3.0 / 21.0));
    assert!(number(&table[1][6]).unwrap() < 3.0 / 21.0 && 3.0 / 21.0 < number(&table[1][7]).unwrap());
    assert_eq!(number(&table[3][4]), Some(5.0));
    assert_eq!(number(&table[3][5]), Some(5.0 / 44.1), "the share of the sums");
}

#[test]
fn a_quarter_has_its_months_and_their_sum() {
    let table = block(&opened(&book(), Stretch::Quarter(month("2025-06"))), "PF");
    let months =
        |at: usize| -> Vec<_> { table[at][8..12].iter().map(|cell| number(cell).unwrap()).collect() };
    assert_eq!(months(1), [1.0, 2.0, 0.0, 3.0], "April, May, June and the quarter");
    assert_eq!(months(3), [2.0, 3.0, 0.0, 5.0]);
}

#[test]
fn a_quarter_that_still_runs_stands_where_its_running_month_does() {
    let mut book = Book::new();
    book.dukun();
    let quarter = Stretch::Quarter(month("2025-05"));
    let opened = opened_on(&book, quarter, date(2025, 5, 25));
    let table = block_on(&opened, "Kemitraan", "KBD-01");
    let satu = table.iter().find(|row| text(&row[1]) == "Satu").unwrap();
    assert_eq!((number(&satu[2]), number(&satu[4]), number(&satu[5])), (Some(2.0), Some(1.0), Some(0.5)));
    let months: Vec<_> = satu[8..12].iter().map(number).collect();
    assert_eq!(months, [Some(0.0), Some(1.0), None, Some(1.0)], "June has not begun; May's is the quarter's");
    assert!(table.iter().any(|row| text(&row[0]) == "Belum selesai: dihitung sampai 25/05/2025."));
}

#[test]
fn notes_tell_of_missing_targets_and_of_more_than_there_should_be() {
    let mut book = book();
    book.village("62.03.12.2004", "Empat", json!({}));
    for name in ["f", "g"] {
        book.birth("62.03.12.2003", name, json!({"on": "2025-05-09"}), json!({}));
    }
    let book = opened(&book, in_month("2025-05"));
    let table = block(&book, "PF");
    let says = |words: &str| table.iter().any(|row| text(&row[0]).contains(words));
    assert!(says("Sasaran belum ada: Empat.") && says("Lebih dari 100 %: Tiga."));
    let empat = table.iter().find(|row| text(&row[1]) == "Empat").unwrap();
    assert_eq!((text(&empat[2]), text(&empat[5]), text(&empat[12])), ("–", "–", "0"));
    let sum = table.iter().find(|row| text(&row[1]) == "Jumlah").unwrap();
    assert_eq!(text(&sum[5]), "–", "the unit's share waits for the village's figures");
    assert!(!opened(&Book::new(), in_month("2025-05")).says(SHEET, "Lebih dari 100 %"));
}

#[test]
fn deaths_are_cases_and_the_talks_stay_within() {
    let register = simulated();
    let rules = rules(&register);
    let numbers = numbers(&register, &rules, date(2026, 5, 20), "2025-12");
    let made = || pws::workbook(&numbers.sums(), in_month("2025-12")).unwrap();
    let bytes = made();
    assert!(bytes == made(), "the same register gives the same bytes");
    let book = Opened::of(&bytes);
    assert!(book.says("Kematian", "Kematian bayi (AKB_CASE)") && book.says("Kematian", "Jumlah kasus."));
    assert!(book.says("Kemitraan", "(KBD-04)") && !book.says("Kemitraan", "(KBD-11)"));
    assert!(book.says("Tidak dicatat", "KEK_PMT"));
    let cases: Vec<_> = book.sheet("Kematian").iter().filter(|row| text(&row[3]) == "riil").collect();
    assert!(cases.len() > 10);
    for row in cases {
        assert_eq!((&row[5], &row[10]), (&Data::Empty, &Data::Empty), "no rate and no trend of a few deaths");
        assert!(text(&row[12]).ends_with(" kasus"), "{row:?}");
    }
}
