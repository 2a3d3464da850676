//! Numbers of letters: without gaps in each class and year, and never one twice.

use std::collections::BTreeMap;

use domain::{
    facts::{Fact, Letters, PaperCancelled, PaperKind, PaperNumbered, Unit},
    ids::{AuthorId, DeviceId, EntryId, SubjectId, derived},
    moment::Moment,
    note::Note,
    numbering::{Free, next},
    register::Register,
};
use jiff::{Timestamp, civil::date, tz::Offset};

fn note(no: u32, subject: &str, fact: impl Into<Fact>) -> Note {
    Note {
        id: EntryId(uuid::Uuid::from_u128(0x0197_0000_0000_7000_8000_0000_0000_0000 + u128::from(no))),
        village: None,
        subject: SubjectId(derived(&["subject", subject])),
        author: AuthorId::SYSTEM,
        device: DeviceId::SERVER,
        noted_at: Moment::new(Timestamp::UNIX_EPOCH, Offset::UTC),
        amends: None,
        fact: fact.into(),
    }
}

fn unit() -> Unit {
    let letters = Letters {
        unit: "PKM-SH".to_owned(),
        sub: "TU".to_owned(),
        classes: BTreeMap::from([("decree".to_owned(), "000.4.7.2".to_owned())]),
        ..Letters::default()
    };
    Unit { name: "UPT Puskesmas Sei Hanyo".to_owned(), letters: Some(letters), ..Unit::default() }
}

fn given(no: u32, free: &Free) -> Note {
    let paper = PaperNumbered {
        kind: PaperKind::Decree,
        class: free.class.clone(),
        year: free.year,
        seq: free.seq,
        number: free.number.clone(),
        on: date(free.year, 5, 17),
        about: SubjectId(derived(&["subject", "workshop"])),
        matter: "Panitia".to_owned(),
        file: None,
    };
    note(no, &format!("paper {no}"), paper)
}

#[test]
fn the_number_of_the_article_comes_out() {
    let mut register = Register::load([note(1, "unit", unit())]);
    for no in 2..64 {
        let free = next(&register, PaperKind::Decree, date(2025, 5, 17)).unwrap();
        assert_eq!(free.seq, no - 1);
        register.apply([given(no, &free)]);
    }
    let free = next(&register, PaperKind::Decree, date(2025, 5, 17)).unwrap();
    assert_eq!(free.number, "000.4.7.2/063/PKM-SH/TU/V.2025");
}

#[test]
fn a_cancelled_number_is_not_given_again_and_each_class_and_year_counts_for_itself() {
    let mut register = Register::load([note(1, "unit", unit())]);
    let first = next(&register, PaperKind::Decree, date(2025, 5, 17)).unwrap();
    let cancelled = PaperCancelled { on: date(2025, 5, 18), reason: "Salah tanggal".to_owned() };
    register.apply([given(2, &first), note(3, "paper 2", cancelled)]);
    assert_eq!(next(&register, PaperKind::Decree, date(2025, 12, 31)).unwrap().seq, 2);
    assert_eq!(next(&register, PaperKind::Decree, date(2026, 1, 1)).unwrap().seq, 1);
    assert_eq!(next(&register, PaperKind::Invitation, date(2025, 5, 17)).unwrap().seq, 1);
}

#[test]
fn a_unit_that_said_nothing_of_its_letters_is_told_what_is_missing() {
    let register = Register::load([note(1, "unit", Unit::default())]);
    let fault = next(&register, PaperKind::Decree, date(2025, 5, 17)).unwrap_err();
    assert!(fault.to_string().contains("unit"), "{fault}");
}
