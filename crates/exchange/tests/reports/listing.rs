//! The list of all indicators: what is in it, and that every way of writing it says the same.

use domain::{
    ids::VillageCode,
    indicators::{self, Of},
};
use exchange::reports::{
    Listing,
    listing::{Entry, Line},
};
use jiff::civil::date;
use serde_json::json;

use crate::book::{Book, Opened, TODAY, V1, V2, month, number, numbers, rules, simulated, text};

fn listing(book: &Book, at: &str, village: Option<&str>) -> Listing {
    let register = book.register();
    let rules = rules(&register);
    let numbers = numbers(&register, &rules, TODAY, at);
    Listing::of(&numbers.sums(), month(at), village.map(VillageCode::new).as_ref())
}

fn entry<'a>(listing: &'a Listing, id: &str) -> &'a Entry {
    listing.indicators.iter().find(|entry| entry.id == id).unwrap()
}

fn of<'a>(entry: &'a Entry, code: &str) -> &'a Line {
    let is = |line: &&Line| line.village.as_ref().is_some_and(|village| village.as_str() == code);
    entry.villages.iter().find(is).unwrap()
}

fn book() -> Book {
    let mut book = Book::new();
    book.birth(V1, "a", json!({"on": "2025-01-05"}), json!({}));
    book.birth(V1, "b", json!({"on": "2025-02-05"}), json!({}));
    book.birth(
        V2,
        "c",
        json!({"on": "2025-02-06", "attendants": ["dukun"], "place": "mothers_home"}),
        json!({}),
    );
    book
}

#[test]
fn a_number_says_of_how_many_and_how_sure() {
    let listing = listing(&book(), "2025-02", None);
    let line = of(entry(&listing, "PF"), V1);
    assert_eq!((line.month_numerator, line.numerator), (1, 2));
    assert_eq!((line.denominator, line.basis, line.basis_year), (Some(21.0), Some("PROYEKSI"), Some(2025)));
    assert_eq!(line.month_denominator, Some(21.0 / 12.0));
    assert_eq!(line.coverage, Some(2.0 / 21.0));
    assert_eq!((line.interval_method, line.trend), (Some("wilson"), Some("tetap")));
    assert!(line.interval_low < line.coverage && line.coverage < line.interval_high);
    assert_eq!((line.goal, line.status, line.no_status), (None, None, Some("no_goal")));
    let total = entry(&listing, "PF").total.as_ref().unwrap();
    assert_eq!((total.numerator, total.denominator, total.coverage), (2, Some(42.0), Some(2.0 / 42.0)));
    let solo = of(entry(&listing, "KBD-04"), V2);
    assert_eq!((solo.basis, solo.coverage, solo.no_status), (Some("RIIL"), Some(1.0), Some("few_people")));
}

#[test]
fn what_is_missing_says_why() {
    let mut book = book();
    book.village("62.03.12.2003", "Tiga", json!({}));
    let listing = listing(&book, "2025-02", None);
    let line = of(entry(&listing, "PF"), "62.03.12.2003");
    assert_eq!((line.coverage, line.denominator, line.no_coverage), (None, None, Some("target_missing")));
    assert_eq!(entry(&listing, "PF").total.as_ref().unwrap().no_coverage, Some("targets_missing"));
    assert_eq!(of(entry(&listing, "ANEMIA"), V1).no_coverage, Some("of_none"));
    assert_eq!(of(entry(&listing, "PNON"), V2).no_coverage, Some("count_only"));
    let deaths = of(entry(&listing, "AKB_CASE"), V1);
    assert_eq!((deaths.no_coverage, deaths.interval_method), (Some("rare"), Some("poisson")));
    assert_eq!((deaths.coverage, deaths.interval_low), (None, Some(0.0)));
    let unnoted = entry(&listing, "KEK_PMT");
    assert_eq!(unnoted.not_counted, Some("not_recorded"));
    assert!(unnoted.villages.is_empty() && unnoted.total.is_none());
    let nowhere = entry(&listing, "PF").villages.iter().find(|line| line.village.is_none());
    assert!(nowhere.is_none(), "nothing counts for no village");
}

#[test]
fn one_village_comes_alone() {
    let listing = listing(&book(), "2025-02", Some(V2));
    assert!(listing.indicators.iter().all(|entry| entry.total.is_none() && entry.villages.len() <= 1));
    assert_eq!(of(entry(&listing, "PNON"), V2).numerator, 1);
}

#[test]
fn the_listing_has_every_indicator_as_the_pages_count_it() {
    let register = simulated();
    let rules = rules(&register);
    let numbers = numbers(&register, &rules, date(2026, 5, 20), "2025-12");
    let listing = Listing::of(&numbers.sums(), month("2025-12"), None);
    assert_eq!(listing.indicators.len(), indicators::all().len());
    for (entry, row) in listing.indicators.iter().zip(indicators::all()) {
        let coverage = numbers.sums().coverage(row, month("2025-12"));
        assert_eq!(coverage.is_none(), entry.not_counted.is_some());
        let Some(coverage) = coverage else { continue };
        let total = entry.total.as_ref().unwrap();
        assert_eq!(total.numerator, coverage.unit.n);
        assert_eq!(
            total.numerator,
            entry.villages.iter().map(|line| line.numerator).sum::<u64>(),
            "{}",
            row.id
        );
        if let Of::Target(target) = coverage.unit.of {
            assert_eq!(total.denominator, Some(target.people));
        }
        for line in entry.villages.iter().chain([total]) {
            assert_eq!(line.coverage.is_none(), line.no_coverage.is_some(), "{}", row.id);
            assert_eq!(line.status.is_none(), line.no_status.is_some(), "{}", row.id);
        }
    }
}

#[test]
fn csv_and_workbook_have_the_same_rows() {
    let listing = listing(&book(), "2025-02", None);
    let csv = listing.to_csv();
    assert!(csv.ends_with("\r\n") && csv.starts_with("month,id,name,group,counts,level,village,"));
    let lines: Vec<_> = csv.split_terminator("\r\n").collect();
    let expected: usize = listing.indicators.iter().map(|entry| entry.villages.len() + 1).sum();
    assert_eq!(lines.len(), 1 + expected);
    let pf = lines.iter().find(|line| line.starts_with("2025-02,PF,") && line.contains(V1)).unwrap();
    assert!(pf.contains(",birth,births,village,62.03.12.2001,Satu,1,1.75,2,21,PROYEKSI,2025,0.0952"), "{pf}");
    assert!(pf.contains(",wilson,,,tetap,,no_goal,,\"Renstra Kemenkes, "), "{pf}");
    let unnoted = lines.iter().find(|line| line.starts_with("2025-02,KEK_PMT,")).unwrap();
    assert!(unnoted.contains(",not_recorded,"), "{unnoted}");

    let bytes = listing.to_xlsx().unwrap();
    assert!(bytes == listing.to_xlsx().unwrap(), "the same listing gives the same bytes");
    let opened = Opened::of(&bytes);
    let rows = opened.sheet("Indikator");
    let at = |id: &str, village: &str| {
        rows.iter().find(|row| text(&row[0]) == id && text(&row[4]) == village).unwrap()
    };
    assert_eq!(number(&at("PF", "Satu")[6]), Some(2.0));
    assert_eq!(number(&at("PF", "Jumlah")[9]), Some(2.0 / 42.0));
    assert_eq!(text(&at("KEK_PMT", "Jumlah")[17]), "tidak dicatat");
    let body = rows.iter().filter(|row| indicators::find(text(&row[0])).is_some()).count();
    assert_eq!(body, expected);
}
