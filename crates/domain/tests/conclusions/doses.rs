//! The immunisation schedule on children built fact by fact (domain.md §6.3).

use domain::{
    answer::Answer,
    facts::{Death, Essentials, Immunisation, Unit},
    gestation::{expected_birth, plus_days},
    immunisation::{self, DueDose, Series},
    rules::Rules,
};
use jiff::civil::{Date, date};

use super::mother::{Mother, birth, child_id, pregnancy, pregnancy_id};

const BORN: Date = date(2025, 10, 1);

fn born() -> Mother {
    Mother::new().with(birth(BORN))
}

fn given(dose: &str, on: Date) -> Immunisation {
    Immunisation { child: child_id(1), on, dose: dose.to_owned(), batch: None, place: None }
}

fn due_by(mother: &Mother, rules: &Rules, on: Date) -> Vec<DueDose> {
    let family = mother.family();
    immunisation::due(pregnancy(&family).children.first().unwrap(), rules, on)
}

fn due(mother: &Mother, on: Date) -> Vec<&'static str> {
    due_by(mother, &Rules::default(), on).into_iter().map(|dose| dose.dose).collect()
}

fn complete(mother: &Mother) -> Option<Date> {
    let family = mother.family();
    immunisation::complete(pregnancy(&family).children.first().unwrap(), &Rules::default())
}

#[test]
fn hb0_is_due_at_once_and_too_late_after_a_week() {
    assert!(expected_birth(super::mother::LMP) > BORN, "the child is born before its time");
    assert_eq!(due(&born(), BORN), ["HB0"]);
    assert_eq!(due(&born(), plus_days(BORN, 7)), ["HB0"]);
    assert_eq!(due(&born(), plus_days(BORN, 8)), [""; 0]);
}

#[test]
fn hb0_among_the_essentials_counts() {
    let mut with_hb0 = birth(BORN);
    let essentials = Essentials { hb0: Answer::Yes, ..Essentials::default() };
    with_hb0.children.iter_mut().for_each(|child| child.essentials = essentials);
    assert_eq!(due(&Mother::new().with(with_hb0), BORN), [""; 0]);
}

#[test]
fn doses_fall_due_on_the_day_of_the_month() {
    assert_eq!(due(&born(), date(2025, 10, 31)), [""; 0]);
    assert_eq!(due(&born(), date(2025, 11, 1)), ["BCG", "OPV1"]);
    assert_eq!(due(&born(), date(2025, 12, 1)), ["BCG", "OPV1", "DPT1", "PCV1", "RV1"]);
}

#[test]
fn a_later_dose_waits_for_the_one_before_it() {
    let first = born().with(given("DPT1", date(2025, 12, 20)));
    let dpt2 = |on| due(&first, on).contains(&"DPT2");
    assert!(!dpt2(date(2026, 1, 16)), "four weeks after the first, and not at three months");
    assert!(dpt2(date(2026, 1, 17)));
}

#[test]
fn rotavirus_is_not_begun_after_fourteen_weeks() {
    assert!(due(&born(), plus_days(BORN, 98)).contains(&"RV1"));
    assert!(!due(&born(), plus_days(BORN, 99)).contains(&"RV1"));
}

#[test]
fn encephalitis_only_where_the_unit_gives_it() {
    let on = date(2026, 8, 1);
    assert!(!due(&born(), on).contains(&"JE"));
    let choices = [("japanese_encephalitis".to_owned(), "true".to_owned())].into();
    let rules = Rules::of(Some(&Unit { choices, ..Unit::default() }));
    assert!(due_by(&born(), &rules, on).iter().any(|dose| dose.dose == "JE"));
    assert!(!due_by(&born(), &rules, date(2026, 7, 31)).iter().any(|dose| dose.dose == "JE"));
}

#[test]
fn complete_on_the_day_of_the_last_dose() {
    let all = [
        "HB0", "BCG", "OPV1", "OPV2", "OPV3", "OPV4", "DPT1", "DPT2", "DPT3", "PCV1", "PCV2", "RV1", "RV2",
        "RV3", "IPV1", "IPV2",
    ];
    let most =
        (0..).zip(all).fold(born(), |mother, (day, dose)| mother.with(given(dose, plus_days(BORN, day))));
    assert_eq!(complete(&most), None);
    let whole = most.with(given("MR1", date(2026, 7, 3)));
    assert_eq!(complete(&whole), Some(date(2026, 7, 3)));
    assert_eq!(
        complete(&whole.with(given("MR1", date(2026, 9, 1)))),
        Some(date(2026, 7, 3)),
        "the first time counts"
    );
}

#[test]
fn which_series_holds_follows_from_the_birth() {
    let series = |on| {
        let family = Mother::new().with(birth(on)).family();
        immunisation::series_of(pregnancy(&family).children.first().unwrap(), &Rules::default())
    };
    assert_eq!((series(date(2022, 12, 31)), series(date(2023, 1, 1))), (Series::Idl, Series::Ibl));
}

#[test]
fn nothing_is_due_for_a_child_that_died() {
    let death = Death {
        pregnancy: pregnancy_id(),
        child: Some(child_id(1)),
        on: date(2025, 11, 1),
        at: None,
        place: None,
        presumed_cause: None,
        accidental: Answer::NotAssessed,
        heard_on: None,
    };
    assert_eq!(due(&born().with(death), date(2025, 12, 1)), [""; 0]);
}
