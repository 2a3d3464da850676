//! What people live through: two midwives and one mother, a midwife who is moved, a phone that is old.

use domain::{
    family::Family,
    ids::{EntryId, SubjectId},
    note::Note,
    register::Register,
    rights::Role,
};
use jiff::{Timestamp, tz::Offset};
use store::Entry;
use sync::{guest::Trouble, wire::reason};

use crate::support::{
    ledger::{Ledger, visits},
    line::{Fault, Wire},
    run,
};

fn meet(ledger: &Ledger, no: usize) -> sync::guest::Outcome {
    run(Wire::new(&ledger.host, &ledger.phones[no], no as u64, 0).meet()).unwrap()
}

/// Two midwives of one village, their coordinator, and a mother whom both have on their phones.
fn two_midwives() -> (Ledger, [Note; 2]) {
    let mut ledger = Ledger::new();
    ledger.phone(Role::Bidan, &[0], None);
    ledger.phone(Role::Bidan, &[0], None);
    ledger.phone(Role::Coordinator, &[], None);
    let mother = ledger.mother(None, 0);
    run(ledger.host.receive(&mother.clone().map(|note| Entry::of(&note, &ledger.host.unit).unwrap())));
    (0..3).for_each(|no| drop(meet(&ledger, no)));
    (ledger, mother)
}

fn family(register: &Register, subject: SubjectId) -> Family {
    Family::clone(register.family(subject).unwrap())
}

fn conflicts(register: &Register, entry: EntryId) -> Vec<usize> {
    let records = register.families().flat_map(|family| &family.records);
    let of = records.filter(|record| record.note.id == entry);
    of.flat_map(|record| &record.conflicts).map(|conflict| conflict.values.len()).collect()
}

#[test]
fn two_midwives_visit_one_mother_and_both_visits_stand() {
    let (ledger, [mother, _]) = two_midwives();
    let both = [0, 1].map(|no| ledger.visit(Some(no), mother.subject, Some(0), 50 + no as u32));
    both.iter().zip(&ledger.phones).for_each(|(visit, phone)| phone.note(visit));
    for no in [0, 1, 0] {
        meet(&ledger, no);
    }
    for no in 0..2 {
        let register = ledger.phones[no].register();
        assert_eq!(visits(&register), both);
        assert_eq!(family(&register, mother.subject), family(&ledger.host.register(), mother.subject));
    }
}

#[test]
fn two_corrections_differ_on_every_phone_until_the_coordinator_settles_them() {
    let (ledger, [mother, _]) = two_midwives();
    let visit = ledger.visit(Some(0), mother.subject, Some(0), 50);
    ledger.phones[0].note(&visit);
    [0, 1].into_iter().for_each(|no| drop(meet(&ledger, no)));
    let amends = [0, 1].map(|no| ledger.amend(Some(no), &visit, 60 + no as u32));
    amends.iter().zip(&ledger.phones).for_each(|(amend, phone)| phone.note(amend));
    for no in [0, 1, 0, 2] {
        meet(&ledger, no);
    }
    for phone in &ledger.phones {
        assert_eq!(conflicts(&phone.register(), visit.id), [2]);
    }
    let settled = ledger.settle(Some(2), &visit, &amends.map(|note| note.id), 61);
    ledger.phones[2].note(&settled);
    for no in [2, 1, 0] {
        meet(&ledger, no);
    }
    for phone in &ledger.phones {
        let register = phone.register();
        assert!(conflicts(&register, visit.id).is_empty());
        assert_eq!(family(&register, mother.subject), family(&ledger.host.register(), mother.subject));
    }
}

#[test]
fn a_midwife_who_is_moved_away_loses_nothing_she_noted() {
    let (ledger, [mother, _]) = two_midwives();
    let phone = &ledger.phones[0];
    let visit = ledger.visit(Some(0), mother.subject, Some(0), 50);
    let [born, pregnant] = ledger.mother(Some(0), 0);
    [&visit, &born, &pregnant].into_iter().for_each(|note| phone.note(note));
    ledger.give(0, 0, false);
    ledger.give(0, 5, true);
    let outcome = meet(&ledger, 0);
    assert_eq!((outcome.sent, outcome.held), (3, 0));
    assert!(phone.register().families().next().is_none(), "nothing of her old village is left");
    assert_eq!(phone.placed(), run(ledger.host.due(phone.device())));
    meet(&ledger, 1);
    assert_eq!(visits(&ledger.phones[1].register()), [visit]);
    // And she is given it back.
    ledger.give(0, 0, true);
    meet(&ledger, 0);
    assert_eq!(phone.register().families().count(), 2);
}

#[test]
fn what_waits_stays_when_its_mother_leaves_the_phone() {
    let (ledger, [mother, _]) = two_midwives();
    let phone = &ledger.phones[0];
    ledger.give(0, 0, false);
    let wire = Wire::new(&ledger.host, phone, 1, 0);
    // The midwife saves a visit while the answer that drops the mother is on its way.
    let visit = ledger.visit(Some(0), mother.subject, Some(0), 50);
    run(async {
        let (met, ()) = tokio::join!(wire.meet(), async {
            while wire.requests.get() < 2 {
                tokio::task::yield_now().await;
            }
            phone.note(&visit);
        });
        met.unwrap();
    });
    let left: Vec<_> = phone.disk.borrow().entries.keys().copied().collect();
    assert_eq!((left, phone.waits()), (vec![visit.id], 1));
    meet(&ledger, 0);
    assert!(phone.ids().is_empty());
    assert_eq!(visits(&ledger.host.register()), [visit]);
}

#[test]
fn a_clock_that_is_wrong_by_years_changes_nothing_but_what_it_says() {
    let merged = |years: i64| {
        let (ledger, [mother, _]) = two_midwives();
        let wrong: Timestamp = "2025-05-21T02:00:00Z".parse().unwrap();
        let wrong = wrong + jiff::SignedDuration::from_hours(24 * 365 * years);
        let at = domain::moment::Moment::new(wrong, Offset::constant(7));
        let visit = ledger.visit(Some(0), mother.subject, Some(0), 50);
        let amends = [0, 1].map(|no| ledger.amend(Some(no), &visit, 60 + no as u32));
        let [early, late] = amends.clone();
        ledger.phones[0].note(&Note { noted_at: at, ..visit.clone() });
        ledger.phones[0].note(&Note { noted_at: at, ..early });
        meet(&ledger, 0);
        meet(&ledger, 1);
        ledger.phones[1].note(&late);
        [1, 0].into_iter().for_each(|no| drop(meet(&ledger, no)));
        let registers = [&ledger.phones[0], &ledger.phones[1]].map(|phone| phone.register());
        assert_eq!(ledger.phones[0].placed(), ledger.phones[1].placed());
        let of = |register: &Register| {
            let record = family(register, mother.subject).records.last().unwrap().clone();
            (record.fact.clone(), record.conflicts.len(), record.corrections.len())
        };
        (registers.each_ref().map(of), ledger.phones[0].disk.borrow().cursor)
    };
    assert_eq!(merged(0), merged(-20));
    assert_eq!(merged(0), merged(30));
}

#[test]
fn a_kind_that_the_host_does_not_know_is_held_with_every_byte() {
    let (ledger, [mother, _]) = two_midwives();
    let text = r#"{ "of" :"the future",  "n": 1.50 }"#;
    let visit = ledger.visit(Some(0), mother.subject, Some(0), 50);
    let entry = Entry {
        kind: "river.level".to_owned(),
        fact: serde_json::value::RawValue::from_string(text.to_owned()).unwrap(),
        ..Entry::of(&visit, &ledger.host.unit).unwrap()
    };
    ledger.phones[0].keep(entry.clone());
    assert_eq!(meet(&ledger, 0).held, 1);
    let held = run(ledger.host.held());
    assert_eq!(held[0].reason, reason::UNKNOWN_KIND);
    assert!(held[0].body.contains(text), "{}", held[0].body);
    let disk = ledger.phones[0].disk.borrow();
    assert_eq!((disk.held.len(), disk.waiting.len()), (1, 0));
    assert_eq!(disk.entries[&entry.id].1, entry);
    drop(disk);
    assert_eq!(meet(&ledger, 0).held, 0, "it is not sent again");
}

#[test]
fn a_kind_that_the_phone_does_not_know_stays_as_it_is() {
    let (ledger, [mother, _]) = two_midwives();
    let text = r#"{ "of" :"the future",  "n": 1.50 }"#;
    let entry = Entry {
        kind: "river.level".to_owned(),
        fact: serde_json::value::RawValue::from_string(text.to_owned()).unwrap(),
        ..Entry::of(&ledger.visit(None, mother.subject, Some(0), 50), &ledger.host.unit).unwrap()
    };
    run(ledger.host.receive(std::slice::from_ref(&entry)));
    meet(&ledger, 0);
    let phone = &ledger.phones[0];
    assert_eq!(phone.disk.borrow().entries[&entry.id].1.fact.get(), text);
    assert_eq!(phone.waits(), 0);
    let outcome = meet(&ledger, 0);
    assert_eq!((outcome.sent, outcome.received), (0, 0));
}

#[test]
fn what_was_held_and_is_taken_by_a_person_is_no_longer_held_on_the_phone() {
    let (ledger, _) = two_midwives();
    // About a mother of another village: no midwife's business, unless a person says so.
    let [strange, _] = ledger.mother(Some(0), 7);
    ledger.phones[0].note(&strange);
    assert_eq!(meet(&ledger, 0).held, 1);
    run(ledger.host.receive(&[Entry::of(&strange, &ledger.host.unit).unwrap()]));
    ledger.give(0, 7, true);
    meet(&ledger, 0);
    let phone = &ledger.phones[0];
    assert!(phone.disk.borrow().held.is_empty());
    assert_eq!(phone.placed(), run(ledger.host.due(phone.device())));
}

/// The server is set up again from a copy, others go on, and its log has grown beyond what it was: at
/// the places of what it lost stand other entries.
#[test]
fn what_the_host_has_lost_comes_back_from_the_phones() {
    let (ledger, [mother, _]) = two_midwives();
    let copy = run(ledger.host.copy());
    let lost: Vec<_> = (0..3).map(|no| ledger.visit(Some(0), mother.subject, Some(0), 50 + no)).collect();
    lost.iter().for_each(|visit| ledger.phones[0].note(visit));
    [0, 1].into_iter().for_each(|no| drop(meet(&ledger, no)));
    run(ledger.host.restore(&copy));
    let others: Vec<_> = (0..9).flat_map(|_| ledger.mother(None, 0)).collect();
    others.iter().for_each(|note| run(ledger.host.note(note)));
    // The second midwife comes first: she may not speak for her colleague, and what she has is held.
    let second = meet(&ledger, 1);
    assert_eq!((second.sent, second.held), (0, 3));
    let first = meet(&ledger, 0);
    assert_eq!((first.sent, first.held), (3, 0));
    meet(&ledger, 1);
    for no in 0..2 {
        let phone = &ledger.phones[no];
        assert_eq!(phone.placed(), run(ledger.host.due(phone.device())));
        assert_eq!(visits(&phone.register()), lost);
        assert!(phone.disk.borrow().held.is_empty());
    }
}

/// A mother that was registered after the copy is unknown to the host: she does not leave the phone.
#[test]
fn a_mother_whom_the_host_has_lost_is_not_dropped() {
    let (ledger, _) = two_midwives();
    let copy = run(ledger.host.copy());
    let lost = ledger.mother(Some(0), 0);
    lost.iter().for_each(|note| ledger.phones[0].note(note));
    meet(&ledger, 0);
    run(ledger.host.restore(&copy));
    meet(&ledger, 0);
    assert!(ledger.host.register().family(lost[0].subject).is_some());
    assert_eq!(ledger.phones[0].register().families().count(), 2);
}

#[test]
fn much_that_waits_goes_in_pieces_by_number_and_by_bytes() {
    let (ledger, [mother, _]) = two_midwives();
    let phone = &ledger.phones[0];
    let long = "a".repeat(30_000);
    for no in 0..450 {
        let note = ledger.visit(Some(0), mother.subject, Some(0), 50);
        let mut entry = Entry::of(&note, &ledger.host.unit).unwrap();
        if no < 20 {
            let fact = format!(
                r#"{{"edition":"{long}",{}"#,
                &entry.fact.get()[1..].replace(r#""edition":"2024","#, "")
            );
            entry.fact = serde_json::value::RawValue::from_string(fact).unwrap();
            assert!(entry.read().is_ok());
        }
        phone.keep(entry);
    }
    let wire = Wire::new(&ledger.host, phone, 1, 0);
    let outcome = run(wire.meet()).unwrap();
    assert_eq!((outcome.sent, phone.waits()), (450, 0));
    assert!(wire.requests.get() >= 6, "{}", wire.requests.get());
    assert!(wire.largest.get() < 230_000, "{}", wire.largest.get());
}

#[test]
fn one_entry_larger_than_a_piece_still_goes() {
    let (ledger, [mother, _]) = two_midwives();
    let mut entry =
        Entry::of(&ledger.visit(Some(0), mother.subject, Some(0), 50), &ledger.host.unit).unwrap();
    let fact = entry.fact.get().replace("2024", &"a".repeat(300_000));
    entry.fact = serde_json::value::RawValue::from_string(fact).unwrap();
    ledger.phones[0].keep(entry);
    assert_eq!(meet(&ledger, 0).sent, 1);
}

#[test]
fn a_full_phone_says_so_and_goes_on_when_there_is_room() {
    let (ledger, [mother, _]) = two_midwives();
    let phone = &ledger.phones[0];
    phone.note(&ledger.visit(Some(0), mother.subject, Some(0), 50));
    phone.room.set(0);
    let wire = Wire::new(&ledger.host, phone, 1, 0);
    assert!(matches!(run(wire.meet()), Err(Trouble::Store(_))));
    assert_eq!(phone.waits(), 1);
    phone.restart();
    run(wire.meet()).unwrap();
    assert_eq!(phone.placed(), run(ledger.host.due(phone.device())));
    assert_eq!(visits(&ledger.host.register()).len(), 1);
}

#[test]
fn a_phone_learns_that_the_host_failed_or_refused() {
    let (ledger, _) = two_midwives();
    let wire = Wire::new(&ledger.host, &ledger.phones[0], 1, 0);
    wire.next.set(Some(Fault::Status(503)));
    assert_eq!(run(wire.meet()), Err(Trouble::Failed(503)));
    wire.next.set(Some(Fault::Lost));
    assert!(matches!(run(wire.meet()), Err(Trouble::Away(_))));
}
