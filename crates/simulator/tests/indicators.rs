//! The indicators of a whole simulated unit: sums over villages are the unit, months are the year, and every
//! number opens to just those whom it counts.

#![expect(
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

use std::collections::BTreeSet;

use domain::{
    indicators::{self, Counts, Coverage, Mark, Month, Months, Of, Rows, Sums, lists},
    register::Register,
    rules::Rules,
};
use jiff::civil::date;
use simulator::{Plan, event, simulate};

fn register() -> Register {
    let until = date(2026, 5, 20);
    let plan = Plan { pregnancies_per_year: 120, ..Plan::example(until) };
    Register::load(simulate(&plan).chain(event(&plan)))
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

struct Unit {
    register: Register,
    rules: Rules,
    rows: Rows,
    counts: Counts,
}

impl Unit {
    fn new() -> Self {
        let register = register();
        let rules = Rules::of(register.unit().map(|unit| &**unit));
        let rows = Rows::of(&register, &rules, date(2026, 5, 20));
        let counts = Counts::of(&rows, &register, Months::between(month("2024-05"), month("2026-05")));
        Self { register, rules, rows, counts }
    }

    fn coverages(&self, at: &str) -> Vec<(&'static str, Coverage)> {
        let sums =
            Sums { register: &self.register, rules: &self.rules, rows: &self.rows, counts: &self.counts };
        let all = indicators::all().iter();
        all.filter_map(|row| Some((row.id.as_str(), sums.coverage(row, month(at))?))).collect()
    }
}

#[test]
fn the_villages_together_are_the_unit() {
    let unit = Unit::new();
    for (id, coverage) in unit.coverages("2025-12") {
        let sum: u64 = coverage.villages.iter().map(|(_, value)| value.n).sum();
        assert_eq!(sum, coverage.unit.n, "{id}");
        let people: f64 = coverage.villages.iter().map(|(_, value)| of(value.of)).sum();
        assert!((people - of(coverage.unit.of)).abs() < 1e-6, "{id}: {people}");
    }
}

fn of(of: Of) -> f64 {
    match of {
        Of::Target(target) => target.people,
        Of::Counted(n) => f64::from(u32::try_from(n).unwrap()),
        Of::Nothing | Of::Unknown => 0.0,
    }
}

#[test]
fn the_months_together_are_the_year_and_something_is_counted() {
    let unit = Unit::new();
    let mut nothing = Vec::new();
    // Services are counted for reports alone, which ask for them.
    for mark in Mark::all().filter(|mark| !matches!(mark, Mark::Service(_))) {
        let months = Months::between(month("2025-01"), month("2025-12"));
        let sum: u64 = (0..unit.rows.villages.len())
            .flat_map(|village| months.iter().map(move |month| (village, month)))
            .map(|(village, month)| unit.counts.month(mark, village, month))
            .sum();
        let year: u64 = (0..unit.rows.villages.len())
            .map(|village| unit.counts.between(mark, village, months.first, month("2025-12")))
            .sum();
        assert!(mark.is_state() || sum == year, "{mark}");
        // Services are worked out for reports alone.
        if sum == 0 && !matches!(mark, Mark::Service(_)) {
            nothing.push(mark.name());
        }
    }
    // What this small unit happens not to have, or nobody simulates; everything else happens within a year.
    let rare = [
        "birth_with_12t",
        "concern_verified",
        "danger_told",
        "died_late",
        "died_post_neonatal",
        "incentive_in_time",
        "k8",
        "mother_died",
        "mother_died_late",
        "neither_birth",
        "newborn_referred",
        "newborn_treated",
    ];
    let strange: Vec<_> = nothing.iter().filter(|name| !rare.contains(*name)).collect();
    assert!(strange.is_empty(), "never counted: {strange:?}");
}

#[test]
fn a_number_lists_each_of_those_it_counts_once() {
    let unit = Unit::new();
    let at = month("2025-12");
    for (id, coverage) in unit.coverages("2025-12") {
        let mark = indicators::find(id).unwrap().numerator.unwrap();
        let period = if mark.is_state() { at.period() } else { at.year_so_far() };
        let list = lists::reached(&unit.rows, &unit.register, mark, period);
        assert_eq!(list.len() as u64, coverage.unit.n, "{id}");
        if !matches!(mark, Mark::Event(_)) {
            let once: BTreeSet<_> = list.iter().map(|listed| listed.who).collect();
            assert_eq!(once.len(), list.len(), "{id}");
        }
    }
}

#[test]
fn nobody_is_reached_and_missing_at_once() {
    let unit = Unit::new();
    let at = month("2025-12");
    for row in indicators::all() {
        let (Some(mark), Some(missing)) = (row.numerator, lists::missing(&unit.rows, row, at)) else {
            continue;
        };
        let reached = lists::reached(&unit.rows, &unit.register, mark, at.year_so_far());
        let reached: BTreeSet<_> = reached.iter().map(|listed| listed.who).collect();
        assert!(missing.iter().all(|listed| !reached.contains(&listed.who)), "{}", row.id);
    }
}
