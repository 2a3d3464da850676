//! The books of paper: what stands in them is what the workbook and the milestones say, and no line is lost.

use std::collections::BTreeMap;

use domain::{
    facts::{Ending, Moved, WomanRegistered},
    ids::VillageCode,
    milestones,
    note::Note,
    register::Register,
    rules::Rules,
};
use exchange::cohort::{
    Book, Ledger, SheetKind, Workbook, export,
    ledger::{Leaf, years},
};
use jiff::civil::{Date, date};
use simulator::Plan;

const TODAY: Date = date(2026, 5, 1);

fn notes() -> Vec<Note> {
    let plan = Plan { years: 2, villages: 4, seed: 5, until: TODAY, pregnancies_per_year: 30 };
    simulator::simulate(&plan).collect()
}

fn book(register: &Register, book: Book, year: i16) -> Ledger {
    Ledger::of(book, register, &Rules::default(), TODAY, year, None)
}

/// The lines of all chapters, each by the heads of its columns; of two with one head the first.
fn lines(ledger: &Ledger) -> Vec<BTreeMap<&str, &str>> {
    let heads = || ledger.columns.iter().map(|column| column.head.as_str());
    let all = ledger.chapters.iter().flat_map(|chapter| &chapter.lines);
    all.map(|line| heads().zip(line.iter().map(String::as_str)).rev().collect()).collect()
}

fn short(day: Date) -> String {
    format!("{:02}/{:02}/{:02}", day.day(), day.month(), day.year() % 100)
}

#[test]
fn every_registered_pregnancy_and_every_child_stands_in_one_year_and_village() {
    let register = Register::load(notes());
    let of_years =
        |which| years(&register, TODAY).into_iter().map(|year| book(&register, which, year).len()).sum();
    let pregnancies = register.families().flat_map(|family| &family.pregnancies);
    let registered: Vec<_> = pregnancies.filter(|one| one.registered.is_some()).collect();
    let children: usize = registered.iter().map(|one| one.children.len()).sum();
    let (mothers, infants): (usize, usize) = (of_years(Book::Mothers), of_years(Book::Children));
    assert_eq!((mothers, infants), (registered.len(), children));
    assert!(mothers > 50 && infants > 30);
    for which in [Book::Mothers, Book::Children] {
        let whole = book(&register, which, 2025);
        let parts = register
            .villages()
            .keys()
            .map(|village| Ledger::of(which, &register, &Rules::default(), TODAY, 2025, Some(village)));
        let parts: Vec<_> =
            parts.flat_map(|part| part.chapters).filter(|one| !one.lines.is_empty()).collect();
        assert_eq!(whole.chapters, parts, "a village's own book is its chapter");
    }
}

#[test]
fn a_line_says_what_the_workbook_says_and_when_milestones_were_reached() {
    let register = Register::load(notes());
    let workbook = Workbook::read("kohort.xlsx", &export::workbook(&register).unwrap()).unwrap();
    let mut cells: BTreeMap<String, BTreeMap<&str, String>> = BTreeMap::new();
    for sheet in workbook.of(SheetKind::Ibu) {
        for row in &sheet.rows {
            let read = sheet.as_read(row);
            let text = |name: &str| read.get(name).cloned().unwrap_or_default();
            let own = ["nama_ibu", "nama_suami", "nik"].map(|name| (name, text(name)));
            cells.insert(text("no_ibu"), own.into_iter().collect());
        }
    }
    let reached: BTreeMap<_, _> = register
        .families()
        .flat_map(|family| &family.pregnancies)
        .filter_map(|one| {
            Some((one.registered.as_ref()?.cohort_no.clone()?, milestones::of(one, &Rules::default(), TODAY)))
        })
        .collect();
    // As in the workbook, a miscarriage stands where a birth would.
    let ends: BTreeMap<_, _> = register
        .families()
        .flat_map(|family| &family.pregnancies)
        .filter_map(|one| {
            let lost = one.ended.as_ref().filter(|ended| ended.ending == Ending::Abortion);
            Some((one.registered.as_ref()?.cohort_no.clone()?, lost.map(|ended| ended.on)))
        })
        .collect();
    let mut dated = 0;
    for year in years(&register, TODAY) {
        let ledger = book(&register, Book::Mothers, year);
        for line in lines(&ledger) {
            let own = &cells[line["No. kohort"]];
            assert_eq!(line["Nama ibu, NIK"].split('\n').next().unwrap(), own["nama_ibu"]);
            assert!(line["Nama ibu, NIK"].ends_with(&own["nik"]));
            assert_eq!(line["Nama suami"], own["nama_suami"]);
            let Some(milestones) = reached.get(line["No. kohort"]) else { continue };
            let days = [
                ("K1", milestones.k1),
                ("K4", milestones.k4),
                ("K6", milestones.k6),
                ("KF1", milestones.kf1),
            ];
            for (head, day) in days {
                assert_eq!(line[head], day.map(short).unwrap_or_default(), "{head}");
                dated += usize::from(day.is_some());
            }
            let over = milestones.birth.or(ends[line["No. kohort"]]);
            assert_eq!(line["Tanggal"], over.map(short).unwrap_or_default());
        }
    }
    assert!(dated > 100, "{dated}");
}

#[test]
fn lines_are_numbered_by_village_and_stand_in_the_order_of_their_days() {
    let register = Register::load(notes());
    let ledger = book(&register, Book::Children, 2025);
    for chapter in &ledger.chapters {
        for (no, line) in (1..).zip(&chapter.lines) {
            let numbers = ledger.columns.iter().zip(line).filter(|(column, _)| column.head == "No.");
            let numbers: Vec<_> = numbers.map(|(column, cell)| (column.leaf, cell.clone())).collect();
            assert_eq!(numbers, [(Leaf::Left, no.to_string()), (Leaf::Right, no.to_string())]);
        }
    }
    let names = ledger.columns.iter().filter(|column| column.names).count();
    assert_eq!(names, 2, "either page names her");
}

#[test]
fn an_empty_register_is_a_book_without_lines() {
    let register = Register::default();
    let ledger = book(&register, Book::Mothers, 2026);
    assert!(ledger.is_empty() && ledger.chapters.is_empty() && ledger.columns.len() > 30);
    assert_eq!(years(&register, TODAY), [2026]);
    let nowhere = VillageCode::new("62.03.12.2001");
    let asked = Ledger::of(Book::Mothers, &register, &Rules::default(), TODAY, 2026, Some(&nowhere));
    assert_eq!(asked.chapters.len(), 1, "who asked for a village gets its page");
}

/// Tests for infections are told as done: how they came out is not for a sheet that lies open.
#[test]
fn outcomes_of_tests_are_not_printed() {
    let register = Register::load(notes());
    let ledger = book(&register, Book::Mothers, 2025);
    let told: Vec<_> = lines(&ledger).iter().map(|line| line["Tripel elim."].to_owned()).collect();
    assert!(told.iter().any(|told| told.contains("HIV")));
    let allowed = ["HIV", "Sif.", "HBsAg", ""];
    assert!(told.iter().flat_map(|told| told.split(' ')).all(|word| allowed.contains(&word)), "{told:?}");
}

/// What the workbook has no column for: that she moved.
#[test]
fn who_moved_is_remarked_on() {
    let mut notes = notes();
    let woman = |note: &&Note| matches!(note.fact, domain::facts::Fact::WomanRegistered(_));
    let register = Register::load(notes.clone());
    let during = |note: &&Note| {
        let family = register.family(note.subject).unwrap();
        let registered = family.pregnancies.last().and_then(|one| one.registered.as_ref());
        registered.is_some_and(|registered| registered.on.year() == 2026) && family.moves.is_empty()
    };
    let mut moved = notes.iter().filter(woman).find(during).unwrap().clone();
    let whom: WomanRegistered = match &moved.fact {
        domain::facts::Fact::WomanRegistered(woman) => (**woman).clone(),
        _ => unreachable!("the filter chose it"),
    };
    moved.id = domain::ids::EntryId(domain::ids::derived(&["ledger", "moved"]));
    moved.fact = Moved { on: date(2026, 4, 30), to_village: None, to: Some("Palangka Raya".into()) }.into();
    notes.push(moved);
    let ledger = book(&Register::load(notes), Book::Mothers, 2026);
    let all = lines(&ledger);
    let hers: Vec<_> = all.iter().filter(|line| line["Nama ibu"] == whom.name).collect();
    assert!(
        hers.iter().any(|line| line["Keterangan"].contains("pindah 30/04/26 ke Palangka Raya")),
        "{hers:#?}"
    );
}
