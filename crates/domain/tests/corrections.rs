//! What an entry says after its corrections.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

use std::sync::Arc;

use domain::{
    correction::{Corrections, Record, VILLAGE_FIELD},
    facts::Fact,
    ids::{AuthorId, DeviceId, EntryId, SubjectId, VillageCode, derived},
    moment::Moment,
    note::Note,
};
use jiff::{civil::date, tz::Offset};
use serde_json::{Value, json};

fn id(name: &str) -> EntryId {
    EntryId(derived(&["entry", name]))
}

fn note(name: &str, about: Option<&str>, kind: &str, fields: Value) -> Arc<Note> {
    Arc::new(Note {
        id: id(name),
        village: Some(VillageCode::new("A")),
        subject: SubjectId(derived(&["woman"])),
        author: AuthorId::SYSTEM,
        device: DeviceId::SERVER,
        noted_at: Moment::at_civil(date(2025, 3, 1).at(9, 0, 0, 0), Offset::constant(7)),
        amends: about.map(id),
        fact: Fact::read(kind, 1, fields).unwrap(),
    })
}

fn amend(name: &str, about: &str, changes: Value, over: &[&str]) -> Arc<Note> {
    let over: Vec<_> = over.iter().map(|name| id(name)).collect();
    note(name, Some(about), "amended", json!({"changes": changes, "reason": "salah tulis", "over": over}))
}

fn settle(name: &str, about: &str, values: Value, over: &[&str]) -> Arc<Note> {
    let over: Vec<_> = over.iter().map(|name| id(name)).collect();
    note(name, Some(about), "settled", json!({"values": values, "over": over}))
}

fn void(name: &str, about: &str) -> Arc<Note> {
    note(name, Some(about), "voided", json!({"reason": "salah orang"}))
}

/// A contact with Hb 11 and 30 tablets, after these corrections, in either order.
fn record(corrections: &[Arc<Note>]) -> Record {
    let pregnancy = derived(&["pregnancy"]);
    let fields = json!({"pregnancy": pregnancy, "on": "2025-03-01", "edition": "2021", "hemoglobin": 11.0, "iron_tablets": 30});
    let contact = note("contact", None, "antenatal.contact", fields);
    let forwards = Record::new(&contact, &Corrections::among(corrections));
    let mut again: Vec<_> = corrections.iter().rev().cloned().collect();
    again.extend_from_slice(corrections);
    assert_eq!(forwards, Record::new(&contact, &Corrections::among(&again)));
    forwards
}

fn hb(record: &Record) -> Value {
    record.fact.to_value()["hemoglobin"].clone()
}

fn conflicts(record: &Record) -> Vec<&str> {
    record.conflicts.iter().map(|conflict| conflict.field.as_str()).collect()
}

#[test]
fn an_amendment_changes_its_fields_and_no_other() {
    let record = record(&[amend("a", "contact", json!({"hemoglobin": 10.2, "remark": "Hb ulang"}), &[])]);
    assert_eq!(hb(&record), json!(10.2));
    assert_eq!(record.fact.to_value()["iron_tablets"], json!(30));
    assert_eq!(record.changed, ["hemoglobin", "remark"]);
    assert_eq!(record.corrections.len(), 1);
}

#[test]
fn null_clears_a_field_but_not_one_that_must_be() {
    let record = record(&[amend("a", "contact", json!({"hemoglobin": null, "on": null}), &[])]);
    assert_eq!(hb(&record), Value::Null);
    assert_eq!(record.fact.to_value()["on"], json!("2025-03-01"));
    assert_eq!(record.unreadable, [id("a")]);
}

#[test]
fn two_that_differ_are_a_conflict_and_the_first_value_stays() {
    let (one, two) = (
        amend("a", "contact", json!({"hemoglobin": 10}), &[]),
        amend("b", "contact", json!({"hemoglobin": 9.5}), &[]),
    );
    let record = record(&[one, two]);
    assert_eq!(conflicts(&record), ["hemoglobin"]);
    assert_eq!(record.conflicts[0].values.len(), 2);
    assert_eq!(hb(&record), json!(11.0));
}

#[test]
fn two_that_say_the_same_are_none_however_the_number_is_written() {
    let record = record(&[
        amend("a", "contact", json!({"hemoglobin": 10}), &[]),
        amend("b", "contact", json!({"hemoglobin": 10.0}), &[]),
    ]);
    assert_eq!(conflicts(&record), Vec::<&str>::new());
    assert_eq!(hb(&record), json!(10.0));
}

#[test]
fn a_later_one_replaces_the_one_it_names_in_its_own_fields_only() {
    let first = amend("a", "contact", json!({"hemoglobin": 10, "iron_tablets": 60}), &[]);
    let record = record(&[first, amend("b", "contact", json!({"hemoglobin": 9.5}), &["a"])]);
    assert_eq!(conflicts(&record), Vec::<&str>::new());
    assert_eq!(hb(&record), json!(9.5));
    assert_eq!(record.fact.to_value()["iron_tablets"], json!(60));
}

#[test]
fn a_settlement_settles_until_another_differs() {
    let mut notes = vec![
        amend("a", "contact", json!({"hemoglobin": 10}), &[]),
        amend("b", "contact", json!({"hemoglobin": 9.5, "iron_tablets": 90}), &[]),
        settle("s", "contact", json!({"hemoglobin": 9.5}), &["a", "b"]),
    ];
    let settled = record(&notes);
    assert_eq!(conflicts(&settled), Vec::<&str>::new());
    assert_eq!((hb(&settled), settled.fact.to_value()["iron_tablets"].clone()), (json!(9.5), json!(90)));
    notes.push(amend("late", "contact", json!({"hemoglobin": 8}), &[]));
    assert_eq!(conflicts(&record(&notes)), ["hemoglobin"]);
    notes.push(settle("s2", "contact", json!({"hemoglobin": 8}), &["s", "late"]));
    assert_eq!(hb(&record(&notes)), json!(8.0));
    notes.push(void("v", "s2"));
    assert_eq!(conflicts(&record(&notes)), ["hemoglobin"]);
}

#[test]
fn what_does_not_fit_changes_nothing_and_makes_no_conflict() {
    let record = record(&[
        amend("a", "contact", json!({"hemoglobin": "tinggi"}), &[]),
        amend("b", "contact", json!({"hemoglobin": 10.5}), &[]),
        amend("c", "contact", json!({"shoe_size": 38}), &[]),
    ]);
    assert_eq!(hb(&record), json!(10.5));
    assert_eq!(conflicts(&record), Vec::<&str>::new());
    let mut unreadable = record.unreadable.clone();
    unreadable.sort();
    let mut wanted = [id("a"), id("c")];
    wanted.sort();
    assert_eq!(unreadable, wanted);
}

#[test]
fn a_void_and_the_void_of_a_void() {
    let mut notes = vec![void("v1", "contact")];
    assert!(!record(&notes).stands());
    notes.push(void("v2", "v1"));
    assert!(record(&notes).stands());
    notes.push(void("v3", "v2"));
    assert!(!record(&notes).stands());
    notes.push(amend("a", "contact", json!({"hemoglobin": 10}), &[]));
    notes.push(void("v4", "a"));
    assert_eq!(hb(&record(&notes)), json!(11.0));
}

#[test]
fn a_long_chain_of_voids_is_followed_to_its_end() {
    let chain = |length: usize| -> Vec<_> {
        let about = |no: usize| if no == 0 { "contact".to_owned() } else { format!("v{}", no - 1) };
        (0..length).map(|no| void(&format!("v{no}"), &about(no))).collect()
    };
    assert!(!record(&chain(11)).stands());
    assert!(record(&chain(12)).stands());
}

#[test]
fn the_village_can_be_corrected() {
    let moved = record(&[amend("a", "contact", json!({VILLAGE_FIELD: "B"}), &[])]);
    assert_eq!(moved.village, Some(VillageCode::new("B")));
    assert_eq!(moved.note.village, Some(VillageCode::new("A")));
    let odd = record(&[amend("a", "contact", json!({VILLAGE_FIELD: 7}), &[])]);
    assert_eq!((odd.village, odd.unreadable), (Some(VillageCode::new("A")), vec![id("a")]));
}
