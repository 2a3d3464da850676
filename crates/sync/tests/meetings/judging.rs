//! Who may note what: a table, one line for each act.

use domain::{
    ids::{DeviceId, SubjectId},
    note::Note,
    rights::{Role, Scope},
};
use serde_json::json;
use store::Entry;
use sync::{
    host::{Guest, judge},
    wire::reason,
};

use crate::support::{
    ledger::{Ledger, village},
    run,
};

/// All roles in the order of [`Role::ALL`]: midwife, coordinator, head, office, sector, district.
const ROLES: [Role; 6] = Role::ALL;

struct Case<'a> {
    what: &'a str,
    note: Note,
    /// For each role whether it may.
    may: [bool; 6],
}

fn case(what: &str, note: Note, may: [u8; 6]) -> Case<'_> {
    Case { what, note, may: may.map(|may| may == 1) }
}

/// A Puskesmas with a mother in village 0, one in village 1, and a dukun.
fn ledger() -> (Ledger, [Note; 3]) {
    let mut ledger = Ledger::new();
    ledger.phone(Role::Bidan, &[0], None);
    let [hers, _] = ledger.mother(None, 0);
    let [other, _] = ledger.mother(None, 1);
    let dukun = ledger.dukun(None);
    for note in [&hers, &other, &dukun] {
        run(ledger.host.note(note));
    }
    (ledger, [hers, other, dukun])
}

fn cases<'a>(ledger: &Ledger, [hers, other, dukun]: &[Note; 3]) -> Vec<Case<'a>> {
    let visit = |subject: SubjectId| ledger.visit(Some(0), subject, Some(0), 50);
    let on_dukun = |note: Note| Note { subject: dukun.subject, ..note };
    let on_mother = |note: Note| Note { subject: hers.subject, ..note };
    let village_fact = json!({ "code": "62.03.12.2009", "name": "Desa" });
    let [new, _] = ledger.mother(Some(0), 0);
    let [far, _] = ledger.mother(Some(0), 7);
    vec![
        case("a visit to her mother", visit(hers.subject), [1, 1, 1, 0, 0, 0]),
        case("a visit to another's mother", visit(other.subject), [0, 1, 1, 0, 0, 0]),
        case("a new mother of her village", new, [1, 1, 1, 0, 0, 0]),
        case("a new mother of another village", far, [0, 1, 1, 0, 0, 0]),
        case("a correction of her mother", ledger.amend(Some(0), hers, 50), [1, 1, 1, 0, 0, 0]),
        case("a correction of another's mother", ledger.amend(Some(0), other, 50), [0, 1, 1, 0, 0, 0]),
        case("her mother's entry voided", ledger.void(Some(0), hers), [1, 1, 1, 0, 0, 0]),
        case("a conflict settled", ledger.settle(Some(0), hers, &[], 50), [0, 1, 1, 0, 0, 0]),
        case("her mother moves", ledger.moves(Some(0), hers.subject, Some(1)), [1, 1, 1, 0, 0, 0]),
        case("a new dukun", ledger.dukun(Some(0)), [1, 1, 1, 1, 0, 0]),
        case("a correction of a dukun", on_dukun(ledger.amend(Some(0), dukun, 50)), [1, 1, 1, 1, 0, 0]),
        case("a dukun voided", on_dukun(ledger.void(Some(0), dukun)), [1, 1, 1, 1, 0, 0]),
        case("a village", ledger.described(Some(0), "village.described", village_fact), [1, 1, 1, 1, 0, 0]),
        case(
            "the unit",
            ledger.described(Some(0), "unit.described", json!({ "code": "P1", "name": "P" })),
            [0, 0, 1, 0, 0, 0],
        ),
        // Places are on every phone: nothing of a mother is ever filed under one.
        case("a visit under a dukun", visit(dukun.subject), [0; 6]),
        case("a mother who becomes a dukun", on_mother(ledger.dukun(Some(0))), [0; 6]),
    ]
}

fn guest(ledger: &Ledger, role: Role) -> Guest {
    let villages = if role == Role::Bidan { vec![village(0)] } else { Vec::new() };
    Guest { sender: ledger.phones[0].sender.clone(), scope: Scope { role, villages }, once: Vec::new() }
}

#[test]
fn each_act_is_for_its_roles() {
    let (ledger, known) = ledger();
    let register = ledger.host.register();
    for case in cases(&ledger, &known) {
        let entry = Entry::of(&case.note, &ledger.host.unit).unwrap();
        for (role, may) in ROLES.into_iter().zip(case.may) {
            let expected = if may { Ok(()) } else { Err(reason::NO_RIGHT) };
            assert_eq!(
                judge(&register, &guest(&ledger, role), &entry),
                expected,
                "{} by {role:?}",
                case.what
            );
        }
    }
}

#[test]
fn a_midwife_reports_on_what_her_own_sector_promised() {
    let (ledger, _) = ledger();
    let promised = |ledger: &Ledger, sector: &str| {
        ledger.described(None, "commitment.made", json!({ "activity": "Mendata dukun", "sector": sector }))
    };
    let [ours, theirs] = ["health", "police"].map(|sector| promised(&ledger, sector));
    for note in [&ours, &theirs] {
        run(ledger.host.note(note));
    }
    let register = ledger.host.register();
    let judged = |role, of: &Note| {
        let fields = json!({ "on": "2026-05-20", "status": "running" });
        let step = ledger.described(Some(0), "commitment.progressed", fields);
        let step = Note { subject: of.subject, ..step };
        judge(&register, &guest(&ledger, role), &Entry::of(&step, &ledger.host.unit).unwrap())
    };
    assert_eq!(judged(Role::Bidan, &ours), Ok(()));
    assert_eq!(judged(Role::Bidan, &theirs), Err(reason::NO_RIGHT));
    assert_eq!(judged(Role::Coordinator, &theirs), Ok(()));
}

#[test]
fn nobody_speaks_for_another_or_for_another_phone() {
    let (ledger, [hers, ..]) = ledger();
    let (register, guest) = (ledger.host.register(), guest(&ledger, Role::Head));
    let visit = ledger.visit(Some(0), hers.subject, Some(0), 50);
    let judged = |note: Note| judge(&register, &guest, &Entry::of(&note, &ledger.host.unit).unwrap());
    assert_eq!(judged(visit.clone()), Ok(()));
    let of_another = Note { author: domain::ids::AuthorId(ledger.id()), ..visit.clone() };
    assert_eq!(judged(of_another), Err(reason::NO_RIGHT));
    assert_eq!(judged(Note { device: DeviceId(ledger.id()), ..visit }), Err(reason::NO_RIGHT));
}

#[test]
fn what_is_known_may_be_said_again_by_anybody() {
    let (ledger, [hers, ..]) = ledger();
    let entry = Entry::of(&hers, &ledger.host.unit).unwrap();
    assert_eq!(judge(&ledger.host.register(), &guest(&ledger, Role::District), &entry), Ok(()));
}

#[test]
fn a_village_that_was_hers_counts_for_what_she_noted_there() {
    let (ledger, [_, other, _]) = ledger();
    let register = ledger.host.register();
    let visit = Entry::of(&ledger.visit(Some(0), other.subject, Some(1), 50), &ledger.host.unit).unwrap();
    let [new, _] = ledger.mother(Some(0), 1);
    let new = Entry::of(&new, &ledger.host.unit).unwrap();
    let now = guest(&ledger, Role::Bidan);
    let once = Guest { once: vec![village(1)], ..now.clone() };
    for entry in [&visit, &new] {
        assert_eq!(judge(&register, &now, entry), Err(reason::NO_RIGHT));
        assert_eq!(judge(&register, &once, entry), Ok(()));
    }
    // A role that is gone does not come back with the village.
    let office = Guest { scope: Scope { role: Role::Office, villages: Vec::new() }, ..once };
    assert_eq!(judge(&register, &office, &visit), Err(reason::NO_RIGHT));
}

#[test]
fn what_cannot_be_read_is_held_with_its_reason() {
    let (ledger, [hers, ..]) = ledger();
    let (register, guest) = (ledger.host.register(), guest(&ledger, Role::Bidan));
    let entry = Entry::of(&ledger.visit(Some(0), hers.subject, Some(0), 50), &ledger.host.unit).unwrap();
    let unknown = Entry { kind: "river.level".to_owned(), ..entry.clone() };
    assert_eq!(judge(&register, &guest, &unknown), Err(reason::UNKNOWN_KIND));
    let later = Entry { version: 99, ..entry.clone() };
    assert_eq!(judge(&register, &guest, &later), Err(reason::UNKNOWN_KIND));
    let broken = serde_json::value::RawValue::from_string("{\"weight_kg\":\"river\"}".to_owned()).unwrap();
    assert_eq!(judge(&register, &guest, &Entry { fact: broken, ..entry }), Err(reason::UNREADABLE));
}
