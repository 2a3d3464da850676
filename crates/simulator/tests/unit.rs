//! What a simulated unit is like.

use std::collections::{HashMap, HashSet};

use domain::{
    facts::{Attendant, Fact},
    moment::Moment,
    note::Note,
    register::Register,
};
use jiff::{
    civil::{Date, date},
    tz::Offset,
};
use simulator::{Plan, simulate};

const UNTIL: Date = date(2026, 5, 20);

fn example() -> Vec<Note> {
    simulate(&Plan::example(UNTIL)).collect()
}

#[test]
fn the_same_plan_gives_the_same_notes() {
    let plan = Plan { years: 1, ..Plan::example(UNTIL) };
    let notes: Vec<_> = simulate(&plan).collect();
    assert_eq!(notes, simulate(&plan).collect::<Vec<_>>());
    let other: Vec<_> = simulate(&Plan { seed: 2, ..plan }).collect();
    assert_ne!(notes, other);
}

#[test]
fn notes_come_in_order_of_time_with_ids_of_their_own_and_none_after_the_last_day() {
    let notes = example();
    assert!(notes.is_sorted_by_key(|note| note.noted_at.timestamp()));
    let ids: HashSet<_> = notes.iter().map(|note| note.id).collect();
    assert_eq!(ids.len(), notes.len());
    assert!(notes.iter().all(|note| note.noted_at.date() <= UNTIL));
    assert!(notes.iter().all(|note| note.id.0.get_version_num() == 7));
    for note in &notes {
        let text = note.fact.to_value();
        let on = text.get("on").and_then(|on| on.as_str()).and_then(|on| on.parse::<Date>().ok());
        assert!(
            on.is_none_or(|on| on <= note.noted_at.date()),
            "{} on {on:?} noted {}",
            note.fact.kind(),
            note.noted_at
        );
    }
}

#[test]
fn three_years_are_those_of_a_real_puskesmas() {
    let notes = example();
    let mut kinds: HashMap<&str, usize> = HashMap::new();
    for note in &notes {
        *kinds.entry(note.fact.kind()).or_default() += 1;
    }
    let count = |kind: &str| kinds.get(kind).copied().unwrap_or(0);
    assert!((650..850).contains(&count("pregnancy.registered")), "{kinds:?}");
    assert!((480..760).contains(&count("birth")), "{kinds:?}");
    assert!(count("antenatal.contact") > 4 * count("birth"), "{kinds:?}");
    assert!(count("death.recorded") > 5, "{kinds:?}");
    assert_eq!(count("dukun.described"), 25);
    assert_eq!(count("village.described"), 14);
    let plan = Plan::example(UNTIL);
    let now = Moment::at_civil(UNTIL.at(10, 0, 0, 0), Offset::constant(7));
    let event = simulator::event(&plan);
    let written = simulator::messages(&plan, notes.iter().chain(&event).cloned(), now);
    let told: HashSet<&str> = event.iter().chain(&written).map(|note| note.fact.kind()).collect();
    for (kind, _) in Fact::KINDS.iter().filter(|(kind, _)| !NOT_TOLD.contains(kind)) {
        assert!(count(kind) > 0 || told.contains(kind), "no {kind}");
    }
}

/// What the example leaves to those who try it.
const NOT_TOLD: &[&str] = &[
    "consent",
    "newborn.essentials",
    "settled",
    "agreement.addendum",
    "agreement.suspended",
    "agreement.resumed",
    "agreement.ended",
    "incentive.paid",
    "concern.raised",
    "concern.step",
    "workshop.presented",
    "workshop.cancelled",
    "paper.cancelled",
    "file.attached",
];

#[test]
fn the_article_is_told_as_it_happened_and_nothing_before_its_day() {
    let notes = simulator::event(&Plan::example(UNTIL));
    let text: String = notes.iter().map(|note| note.fact.to_value().to_string()).collect();
    for fact in [
        "2025-05-21",
        "Aula Kantor Camat Kapuas Hulu",
        "Jalan Beringin RT 002, Desa Sei Hanyo",
        "Nomor 19 Tahun 2024",
        "000.4.7.2/063/PKM-SH/TU/V.2025",
        "2025-05-17",
        "Suwigno, S.H.",
        "Yohanes Fransiskus, S.Kep., Ners.",
        "Danramil",
        "Wakapolsek",
        "Kami optimis",
    ] {
        assert!(text.contains(fact), "{fact}");
    }
    assert!(notes.is_sorted_by_key(|note| note.noted_at.timestamp()));
    let ids: HashSet<_> = notes.iter().map(|note| note.id).collect();
    assert_eq!(ids.len(), notes.len());
    let before = simulator::event(&Plan { until: date(2025, 5, 20), ..Plan::example(UNTIL) });
    assert!(before.iter().all(|note| note.noted_at.date() <= date(2025, 5, 20)));
    assert!(before.len() < notes.len() && before.iter().all(|note| note.fact.kind() != "agreement.signed"));
}

#[test]
fn dukun_alone_attend_about_a_quarter_before_the_agreement_and_few_after_it() {
    let agreement = date(2025, 5, 21);
    let notes = example();
    let births: Vec<_> = notes
        .iter()
        .filter_map(|note| if let Fact::Birth(birth) = &note.fact { Some(birth) } else { None })
        .collect();
    let share = |after: Date, before: Date| {
        let then: Vec<_> = births.iter().filter(|birth| birth.on >= after && birth.on < before).collect();
        let alone = then
            .iter()
            .filter(|birth| !birth.is_skilled() && birth.attendants.contains(&Attendant::Dukun))
            .count();
        alone as f64 / then.len() as f64
    };
    let before = share(date(2023, 5, 21), agreement);
    let after = share(date(2025, 12, 1), UNTIL);
    assert!((0.16..0.34).contains(&before), "{before}");
    assert!(after < before * 0.75, "{after}");
}

#[test]
fn the_register_folds_with_nothing_astray_and_one_open_conflict_at_least() {
    let register = Register::load(example());
    assert!(register.families().all(|family| family.strays.is_empty()));
    assert!(
        register.families().all(|family| family.pregnancies.iter().all(|p| p.birth_duplicates.is_empty()))
    );
    assert!(register.families().any(|family| family.has_conflicts()));
    assert!(register.families().any(|family| family.pregnancies.len() > 1));
    let unreadable = register
        .families()
        .flat_map(|family| &family.records)
        .filter(|record| !record.unreadable.is_empty())
        .count();
    assert_eq!(unreadable, 0);
}

#[test]
fn a_unit_can_be_larger_than_the_example() {
    let plan = Plan { villages: 40, pregnancies_per_year: 700, years: 1, seed: 3, until: UNTIL };
    let register = Register::load(simulate(&plan));
    assert_eq!(register.villages().len(), 40);
    assert!(register.families().count() > 400);
}

#[test]
fn every_sign_factor_and_dose_is_one_of_the_tables() {
    let tables = domain::tables::Tables::builtin();
    let signs: HashSet<_> = tables.signs.iter().map(|row| row.id.as_str()).collect();
    let factors: HashSet<_> = tables.kspr.iter().map(|row| row.id.as_str()).collect();
    let history: HashSet<_> = tables.history.iter().map(|row| row.id.as_str()).collect();
    let doses: HashSet<_> = tables.doses.iter().map(|row| row.id.as_str()).collect();
    for note in example() {
        match &note.fact {
            Fact::AntenatalContact(contact) => {
                assert!(contact.signs.0.keys().all(|id| signs.contains(id.as_str())), "{:?}", contact.signs);
                assert!(
                    contact.factors.0.keys().all(|id| factors.contains(id.as_str())),
                    "{:?}",
                    contact.factors
                );
            }
            Fact::PregnancyRegistered(pregnancy) => {
                assert!(
                    pregnancy.history.0.keys().all(|id| history.contains(id.as_str())),
                    "{:?}",
                    pregnancy.history
                );
            }
            Fact::PostnatalContact(contact) => {
                assert!(contact.signs.0.keys().all(|id| signs.contains(id.as_str())), "{:?}", contact.signs);
            }
            Fact::NewbornContact(contact) => {
                assert!(contact.signs.0.keys().all(|id| signs.contains(id.as_str())), "{:?}", contact.signs);
            }
            Fact::Immunisation(dose) => assert!(doses.contains(dose.dose.as_str()), "{}", dose.dose),
            _ => {}
        }
    }
}

#[test]
fn numbers_in_the_cohort_register_are_given_once() {
    let mut seen = HashSet::new();
    for note in example() {
        if let Fact::PregnancyRegistered(pregnancy) = &note.fact {
            assert!(seen.insert(pregnancy.cohort_no.clone()), "{:?} twice", pregnancy.cohort_no);
        }
    }
}
