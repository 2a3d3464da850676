//! Windows, profiles, intervals and readiness: vectors on both sides of every limit.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

use std::sync::Arc;

use domain::{
    answer::Answer,
    facts::{Fact, Unit},
    family::Family,
    gestation::{GestationalAge, plus_days},
    ids::{AuthorId, DeviceId, EntryId, SubjectId, VillageCode, derived},
    milestones,
    moment::Moment,
    note::Note,
    readiness::{self, CHECKS},
    rules::Rules,
    tasks::{Due, TaskKind, Urgency},
    visits::{At, Placed, Visits, Whom, trimester},
};
use jiff::{
    civil::{Date, date, time},
    tz::Offset,
};
use serde_json::{Value, json};

fn place(whom: Whom, born: Date, day: i32) -> Option<u8> {
    let placed =
        Visits::builtin().place(whom, &Rules::default(), At::day(born), At::day(plus_days(born, day)));
    match placed {
        Placed::No(no) => Some(no),
        Placed::Outside | Placed::HourUnknown => None,
    }
}

#[test]
fn windows_of_today() {
    let born = date(2025, 10, 1);
    let mother = [(1, 1), (2, 1), (3, 2), (7, 2), (8, 3), (28, 3), (29, 4), (42, 4)];
    for (day, no) in mother {
        assert_eq!(place(Whom::Mother, born, day), Some(no), "mother, day {day}");
    }
    let newborn = [(1, 1), (2, 1), (3, 2), (7, 2), (8, 3), (28, 3)];
    for (day, no) in newborn {
        assert_eq!(place(Whom::Newborn, born, day), Some(no), "newborn, day {day}");
    }
    assert_eq!(place(Whom::Mother, born, 43), None);
    assert_eq!(place(Whom::Mother, born, -1), None);
    assert_eq!(place(Whom::Newborn, born, 29), None);
    let infant =
        |on: Date| Visits::builtin().place(Whom::Infant, &Rules::default(), At::day(born), At::day(on));
    let days = [
        (date(2025, 10, 29), Placed::Outside),
        (date(2025, 10, 30), Placed::No(1)),
        (date(2025, 12, 31), Placed::No(1)),
        (date(2026, 1, 1), Placed::No(2)),
        (date(2026, 3, 31), Placed::No(2)),
        (date(2026, 4, 1), Placed::No(3)),
        (date(2026, 6, 30), Placed::No(3)),
        (date(2026, 7, 1), Placed::No(4)),
        (date(2026, 9, 30), Placed::No(4)),
        (date(2026, 10, 1), Placed::Outside),
    ];
    for (on, wanted) in days {
        assert_eq!(infant(on), wanted, "{on}");
    }
}

#[test]
fn windows_of_the_older_forms() {
    let born = date(2019, 10, 1);
    for (day, no) in [(3, 1), (4, 2), (28, 2), (29, 3), (42, 3)] {
        assert_eq!(place(Whom::Mother, born, day), Some(no), "day {day}");
    }
    let windows = Visits::builtin().windows_of(Whom::Mother, &Rules::default(), born).count();
    assert_eq!(windows, 3);
}

#[test]
fn the_first_six_hours() {
    let born = |hour: Option<i8>| At { on: date(2025, 10, 1), at: hour.map(|hour| time(hour, 0, 0, 0)) };
    let seen =
        |day: i8, at: Option<(i8, i8)>| At { on: date(2025, 10, day), at: at.map(|(h, m)| time(h, m, 0, 0)) };
    let vectors = [
        (born(Some(6)), seen(1, Some((11, 59))), Placed::Outside),
        (born(Some(6)), seen(1, Some((12, 0))), Placed::No(1)),
        (born(Some(22)), seen(2, Some((3, 59))), Placed::Outside),
        (born(Some(22)), seen(2, Some((4, 0))), Placed::No(1)),
        (born(Some(6)), seen(1, None), Placed::HourUnknown),
        (born(None), seen(1, Some((12, 0))), Placed::HourUnknown),
        (born(None), seen(1, Some((5, 0))), Placed::Outside),
        (born(Some(20)), seen(1, None), Placed::Outside),
        (born(None), seen(1, None), Placed::HourUnknown),
        (born(Some(23)), seen(2, None), Placed::No(1)),
        (born(None), seen(2, Some((1, 0))), Placed::No(1)),
    ];
    for (born, seen, wanted) in vectors {
        assert_eq!(
            Visits::builtin().place(Whom::Newborn, &Rules::default(), born, seen),
            wanted,
            "{born:?} {seen:?}"
        );
    }
}

#[test]
fn trimesters_and_intervals() {
    let rules = Rules::default();
    let age = GestationalAge::weeks_days;
    let of = |weeks, days| trimester(age(weeks, days), &rules);
    assert_eq!([of(12, 6), of(13, 0), of(24, 6), of(25, 0)], [1, 2, 2, 3]);
    let after = |weeks, days| Visits::builtin().interval_after(Some(age(weeks, days)));
    assert_eq!([after(0, 0), after(27, 6), after(28, 0), after(35, 6), after(36, 0)], [28, 28, 14, 14, 7]);
    assert_eq!(Visits::builtin().interval_after(None), 28);
}

#[test]
fn every_limit_that_is_asked_for_is_in_the_table() {
    let sources = [
        include_str!("../src/tasks/mother.rs"),
        include_str!("../src/tasks/child.rs"),
        include_str!("../src/tasks/trouble.rs"),
        include_str!("../src/readiness.rs"),
    ];
    let asked: Vec<&str> = sources
        .iter()
        .flat_map(|text| text.split("limit(\"").skip(1))
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(asked.len() > 10);
    for id in asked {
        assert!(Visits::builtin().limit(id) > 0, "{id}");
    }
}

fn note(no: u8, kind: &str, fields: Value) -> Arc<Note> {
    Arc::new(Note {
        id: EntryId(derived(&["entry", &no.to_string()])),
        village: Some(VillageCode::new("A")),
        subject: SubjectId(derived(&["woman"])),
        author: AuthorId::SYSTEM,
        device: DeviceId::SERVER,
        noted_at: Moment::at_civil(date(2025, 9, 1).at(9, 0, 0, 0), Offset::constant(7)),
        amends: None,
        fact: Fact::read(kind, 1, fields).unwrap(),
    })
}

fn family(blood: Value, plan: &Value) -> Family {
    let mut plan = plan.clone();
    plan["pregnancy"] = json!(derived(&["pregnancy"]));
    plan["on"] = json!("2025-09-01");
    let notes = [
        note(1, "woman.registered", json!({"name": "Rahel", "blood": blood})),
        note(
            2,
            "pregnancy.registered",
            json!({"pregnancy": derived(&["pregnancy"]), "on": "2025-03-01", "lmp": "2025-01-10"}),
        ),
        note(3, "plan.agreed", plan),
    ];
    Family::fold(SubjectId(derived(&["woman"])), &notes)
}

fn check(id: &str, plan: Value) -> Answer {
    check_on(id, json!({"group": "O"}), plan, Some(120), date(2025, 9, 1))
}

fn check_on(id: &str, blood: Value, plan: Value, minutes: Option<u32>, on: Date) -> Answer {
    let family = family(blood, &plan);
    let checks = readiness::of(&family, &family.pregnancies[0], minutes, &Rules::default(), on);
    assert_eq!(checks.map(|check| check.id), CHECKS);
    checks.iter().find(|check| check.id == id).unwrap().answer
}

#[test]
fn what_nobody_talked_about_is_not_assessed() {
    for id in CHECKS {
        assert_eq!(check(id, json!({})), Answer::NotAssessed, "{id}");
    }
}

#[test]
fn attendant_place_companion_and_consent() {
    use Answer::{No, NotAssessed, Yes};
    assert_eq!(check("attendant", json!({"attendant": "bidan"})), Yes);
    assert_eq!(check("attendant", json!({"attendant": "dukun"})), No);
    assert_eq!(check("place", json!({"place": "pustu"})), Yes);
    assert_eq!(check("place", json!({"place": "mothers_home"})), No);
    assert_eq!(check("companion", json!({"companion": "Suami"})), Yes);
    assert_eq!(check("companion", json!({"companion": " "})), NotAssessed);
    assert_eq!(check("companion", json!({"dukun": derived(&["dukun"])})), Yes);
    assert_eq!(check("referral_consent", json!({"referral_consent": "no"})), No);
}

#[test]
fn transport_must_have_been_phoned_within_the_month() {
    let plan = json!({"transport": "Kelotok", "transport_confirmed_on": "2025-09-01"});
    let on = |on| check_on("transport", Value::Null, plan.clone(), None, on);
    assert_eq!(on(date(2025, 10, 1)), Answer::Yes);
    assert_eq!(on(date(2025, 10, 2)), Answer::No);
    assert_eq!(check("transport", json!({"transport": "Kelotok"})), Answer::No);
    assert_eq!(check("transport", json!({"transport_confirmed_on": "2025-09-01"})), Answer::NotAssessed);
}

#[test]
fn donors_must_be_two_and_fit() {
    use Answer::{No, NotAssessed, Yes};
    let donors = |groups: &[&str]| {
        let donors: Vec<_> = groups
            .iter()
            .map(|group| {
                if *group == "?" {
                    json!({"name": "X"})
                } else {
                    json!({"name": "X", "blood": {"group": group}})
                }
            })
            .collect();
        json!({"donors": donors})
    };
    assert_eq!(check("donors", donors(&["O", "O"])), Yes);
    assert_eq!(check("donors", donors(&["O"])), No);
    assert_eq!(check("donors", donors(&["O", "A"])), No);
    assert_eq!(check("donors", donors(&["O", "?"])), NotAssessed);
    assert_eq!(check("donors", donors(&["A", "A", "?"])), No);
    let unknown = |plan| check_on("donors", Value::Null, plan, None, date(2025, 9, 1));
    assert_eq!(unknown(donors(&["O", "O"])), NotAssessed);
    let negative = |plan| {
        check_on("donors", json!({"group": "O", "rhesus_positive": false}), plan, None, date(2025, 9, 1))
    };
    assert_eq!(negative(donors(&["O", "O"])), NotAssessed);
}

#[test]
fn money_and_waiting_place() {
    use Answer::{No, NotAssessed, Yes};
    assert_eq!(check("money", json!({"jkn": "yes"})), Yes);
    assert_eq!(check("money", json!({"savings_rupiah": 500_000, "cost_rupiah": 500_000})), Yes);
    assert_eq!(check("money", json!({"savings_rupiah": 499_999, "cost_rupiah": 500_000})), No);
    assert_eq!(check("money", json!({"jkn": "no", "savings_rupiah": 500_000})), NotAssessed);
    let far = |minutes, plan| check_on("waiting_place", Value::Null, plan, minutes, date(2025, 9, 1));
    assert_eq!(far(Some(60), json!({})), Yes);
    assert_eq!(far(Some(61), json!({})), NotAssessed);
    assert_eq!(far(Some(61), json!({"waiting_place": "no"})), No);
    assert_eq!(far(None, json!({"waiting_place": "yes"})), Yes);
}

#[test]
fn the_plan_presses_from_32_and_36_weeks() {
    let family = family(Value::Null, &json!({}));
    let due = |on| readiness::due(&family.pregnancies[0], &Rules::default(), on);
    assert_eq!(due(date(2025, 8, 21)), readiness::Due::NotYet);
    assert_eq!(due(date(2025, 8, 22)), readiness::Due::Warn);
    assert_eq!(due(date(2025, 9, 18)), readiness::Due::Warn);
    assert_eq!(due(date(2025, 9, 19)), readiness::Due::Escalate);
}

#[test]
fn children_of_a_birth_noted_twice_are_the_same_children() {
    let pregnancy = derived(&["pregnancy"]);
    let birth = |no: u8, child: &str| {
        let child = json!({"child": derived(&[child]), "outcome": "alive", "essentials": {}});
        note(
            no,
            "birth",
            json!({"pregnancy": pregnancy, "on": "2025-10-01", "attendants": ["bidan"], "children": [child]}),
        )
    };
    let contact = |no: u8, child: &str, on: &str| {
        note(
            no,
            "newborn.contact",
            json!({"child": derived(&[child]), "on": on, "edition": "2021", "essentials": {}}),
        )
    };
    let notes = [birth(1, "a"), birth(2, "b"), contact(3, "a", "2025-10-02"), contact(4, "b", "2025-10-05")];
    let family = Family::fold(SubjectId(derived(&["woman"])), &notes);
    let child = &family.pregnancies[0].children[0];
    let reached = milestones::of_child(child, &Rules::default(), date(2025, 10, 6));
    assert_eq!((reached.kn1, reached.kn2), (Some(date(2025, 10, 2)), Some(date(2025, 10, 5))));
    assert_eq!((family.strays.len(), family.pregnancies[0].birth_duplicates.len()), (0, 1));
}

#[test]
fn urgency_follows_from_kind_and_day() {
    let mut task = domain::tasks::Task {
        kind: TaskKind::Kf(1),
        subject: SubjectId(derived(&["woman"])),
        pregnancy: None,
        child: None,
        village: None,
        opens: date(2025, 10, 1),
        due: Due::Day(date(2025, 10, 3)),
        entry: None,
        args: Vec::new(),
    };
    assert_eq!(task.urgency(date(2025, 9, 30).at(8, 0, 0, 0)), Urgency::Planned);
    assert_eq!(task.urgency(date(2025, 10, 1).at(8, 0, 0, 0)), Urgency::Soon);
    assert!(!task.is_overdue(date(2025, 10, 3).at(23, 59, 0, 0)));
    assert!(task.is_overdue(date(2025, 10, 4).at(0, 0, 0, 0)));
    task.kind = TaskKind::HomeBirthVisit;
    assert_eq!(task.urgency(date(2025, 9, 1).at(8, 0, 0, 0)), Urgency::Now);
}

#[test]
fn a_unit_that_keeps_the_old_rule_has_no_k6() {
    let choices = [("anc_profile".to_owned(), "K4_LEGACY".to_owned())].into();
    let rules = Rules::of(Some(&Unit { choices, ..Unit::default() }));
    let pregnancy = derived(&["pregnancy"]);
    let days = ["2025-02-20", "2025-05-20", "2025-07-10", "2025-08-10"];
    let contacts = (2..).zip(days).map(|(no, on)| {
        note(
            no,
            "antenatal.contact",
            json!({"pregnancy": pregnancy, "on": on, "edition": "2021", "examiners": ["doctor"]}),
        )
    });
    let begin = note(
        1,
        "pregnancy.registered",
        json!({"pregnancy": pregnancy, "on": "2025-02-20", "lmp": "2025-01-10"}),
    );
    let notes: Vec<_> = std::iter::once(begin).chain(contacts).collect();
    let family = Family::fold(SubjectId(derived(&["woman"])), &notes);
    let reached = milestones::of(&family.pregnancies[0], &rules, date(2025, 8, 10));
    assert_eq!((reached.k4, reached.k6), (Some(date(2025, 8, 10)), None));
    let before = milestones::of(&family.pregnancies[0], &rules, date(2025, 8, 9));
    assert_eq!(before.k4, None);
}
