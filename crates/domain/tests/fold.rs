//! The same notes fold to the same register, in any order, in any portions, and repeated.

use domain::{
    facts::*,
    ids::{AuthorId, ChildId, DeviceId, EntryId, PregnancyId, SubjectId, VillageCode, derived},
    moment::Moment,
    note::Note,
    register::Register,
};
use jiff::{civil::date, tz::Offset};
use proptest::prelude::*;
use serde_json::{Value, json};

const SUBJECTS: usize = 4;
const NOTES: usize = 24;

fn entry(no: usize) -> EntryId {
    EntryId(derived(&["entry", &no.to_string()]))
}

fn subject(no: usize) -> SubjectId {
    SubjectId(derived(&["subject", &no.to_string()]))
}

fn pregnancy(no: usize) -> PregnancyId {
    PregnancyId(derived(&["pregnancy", &no.to_string()]))
}

fn child(no: usize) -> ChildId {
    ChildId(derived(&["child", &no.to_string()]))
}

fn read(kind: &str, fields: Value) -> Fact {
    Fact::read(kind, 1, fields).unwrap_or_else(|error| panic!("{kind}: {error}"))
}

/// A fact of care: ids collide on purpose, so that records meet, repeat and miss each other.
fn care() -> impl Strategy<Value = Fact> {
    (0..14_usize, 0..2_usize, 0..3_usize, 1..28_i8).prop_map(|(what, p, c, day)| {
        let (on, p) = (date(2025, 6, day), pregnancy(p));
        let child = child(c);
        match what {
            0 => read(
                "pregnancy.noticed",
                json!({"pregnancy": p, "name": "Rahel", "told_by": "dukun", "told_on": on}),
            ),
            1 => read("woman.registered", json!({"name": format!("Rahel {c}")})),
            2 => read(
                "pregnancy.registered",
                json!({"pregnancy": p, "on": on, "lmp": "2025-01-10", "gravida": c}),
            ),
            3 | 4 => read(
                "antenatal.contact",
                json!({"pregnancy": p, "on": on, "edition": "2021", "hemoglobin": 11.0}),
            ),
            5 => read("plan.agreed", json!({"pregnancy": p, "on": on})),
            6 => read("referral.made", json!({"pregnancy": p, "on": on, "to": "RSUD", "reason": "x"})),
            7 | 8 => read(
                "birth",
                json!({"pregnancy": p, "on": on, "attendants": ["bidan"],
                    "children": [{"child": child, "outcome": "alive", "essentials": {}}]}),
            ),
            9 => read("postnatal.contact", json!({"pregnancy": p, "on": on, "edition": "2021"})),
            10 => read(
                "newborn.contact",
                json!({"child": child, "on": on, "edition": "2021", "essentials": {}}),
            ),
            11 => read(
                "pregnancy.ended",
                json!({"pregnancy": p, "on": on, "ending": if c == 0 { "lost" } else { "abortion" }}),
            ),
            12 => {
                read("death.recorded", json!({"pregnancy": p, "child": (c > 0).then_some(child), "on": on}))
            }
            _ => read("family.moved", json!({"on": on, "to_village": (c > 0).then(|| format!("V{c}"))})),
        }
    })
}

/// A fact about a place or person, or about the unit.
fn place() -> impl Strategy<Value = Fact> {
    (0..5_usize, 0..2_usize).prop_map(|(what, n)| match what {
        0 => read("unit.described", json!({"code": "P1", "name": format!("Puskesmas {n}")})),
        1 | 2 => read("village.described", json!({"code": format!("V{n}"), "name": "Sei Hanyo"})),
        3 => read("dukun.described", json!({"name": format!("Tambi {n}")})),
        _ => read("staff.described", json!({"name": "Ani", "profession": "bidan"})),
    })
}

/// A correction of some entry, be it a correction itself, or of one that never came.
fn correction() -> impl Strategy<Value = (Fact, usize)> {
    let over = prop::collection::vec(0..NOTES, 0..3);
    (0..9_usize, 0..NOTES + 2, over, 0..3_usize).prop_map(|(what, target, over, n)| {
        let over: Vec<_> = over.into_iter().map(entry).collect();
        let values = match n {
            0 => json!({"on": "2025-06-05", "remark": "a"}),
            1 => json!({"on": "2025-06-06", "code": "V1", "name": "Siti"}),
            _ => {
                json!({"hemoglobin": 10, "@village": "V2", "on": "no date", "shoe_size": 3, "gravida": null})
            }
        };
        let fact = match what {
            0..4 => read("amended", json!({"changes": values, "over": over})),
            4..6 => read("settled", json!({"values": values, "over": over})),
            _ => read("voided", json!({"reason": "x"})),
        };
        (fact, target)
    })
}

fn fact() -> impl Strategy<Value = (Fact, Option<usize>)> {
    prop_oneof![
        5 => care().prop_map(|fact| (fact, None)),
        1 => place().prop_map(|fact| (fact, None)),
        4 => correction().prop_map(|(fact, target)| (fact, Some(target))),
    ]
}

/// Notes whose corrections mostly name an entry of the same subject.
fn notes() -> impl Strategy<Value = Vec<Note>> {
    prop::collection::vec((fact(), 0..SUBJECTS), 1..NOTES).prop_map(|facts| {
        let subjects: Vec<usize> = facts.iter().map(|(_, about)| *about).collect();
        let note = |(no, ((fact, target), about)): (usize, ((Fact, Option<usize>), usize))| Note {
            id: entry(no),
            village: Some(VillageCode::new("V1")),
            subject: subject(target.and_then(|target| subjects.get(target).copied()).unwrap_or(about)),
            author: AuthorId::SYSTEM,
            device: DeviceId::SERVER,
            noted_at: Moment::at_civil(date(2025, 6, 1).at(8, 0, 0, 0), Offset::constant(7)),
            amends: target.map(entry),
            fact,
        };
        facts.into_iter().enumerate().map(note).collect()
    })
}

/// The register as values that can be compared.
fn believed(register: &Register) -> String {
    let families: Vec<_> = (0..SUBJECTS).map(|no| register.family(subject(no))).collect();
    let people = (register.dukun(), register.staff());
    format!("{families:#?}{:#?}{:#?}{people:#?}{}", register.unit(), register.villages(), register.len())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_and_repetition_folds_to_the_same_register(
        (notes, shuffled, cuts) in notes().prop_flat_map(|notes| {
            let mut twice = notes.clone();
            twice.extend(notes.iter().step_by(2).cloned());
            (Just(notes), Just(twice).prop_shuffle(), prop::collection::vec(1..6_usize, 1..40))
        })
    ) {
        let at_once = Register::load(notes.clone());
        let mut in_portions = Register::default();
        let mut rest = shuffled.as_slice();
        for size in cuts.into_iter().cycle() {
            let (portion, later) = rest.split_at(size.min(rest.len()));
            in_portions.apply(portion.to_vec());
            rest = later;
            if rest.is_empty() {
                break;
            }
        }
        prop_assert_eq!(believed(&at_once), believed(&in_portions));
    }

    #[test]
    fn nothing_that_came_is_lost(notes in notes()) {
        let register = Register::load(notes.clone());
        prop_assert_eq!(register.len(), notes.len());
        let kept: usize = (0..SUBJECTS).map(|no| register.notes_of(subject(no)).len()).sum();
        prop_assert_eq!(kept, notes.len());
    }
}
