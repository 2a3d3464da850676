//! Numbers: the rows of a unit, and all indicators counted from them, also beside `DuckDB`.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use domain::{
    indicators::{Counts, Month, Months, Rows, Sums, all},
    register::Register,
    rules::Rules,
};
use jiff::civil::{Date, date};
use simulator::Plan;

use crate::{Outcome, duckdb, report};

/// The last simulated day.
const UNTIL: Date = date(2026, 5, 20);
/// Months that are counted.
const MONTHS: usize = 36;
/// Units of the larger measurement: a million families would not fit into the memory of a small machine at once,
/// and a unit has not as many as these.
const LARGE: Plan = Plan { years: 10, villages: 40, seed: 2, until: UNTIL, pregnancies_per_year: 2_000 };
/// Units of that size, each from a seed of its own.
const UNITS: u64 = 5;
/// How often their rows are repeated for the counting, which makes a million of them.
const TIMES: usize = 10;
/// The best of so many runs.
const RUNS: usize = 5;

/// Measures the ten-year unit, then rows of many pregnancies.
pub(crate) fn measure() -> Outcome {
    let plan = Plan { years: 10, villages: 14, seed: 1, until: UNTIL, pregnancies_per_year: 250 };
    let register = Register::load(simulator::simulate(&plan).chain(simulator::event(&plan)));
    let rules = Rules::of(register.unit().map(|unit| &**unit));
    let made = best(|| {
        black_box(Rows::of(&register, &rules, UNTIL));
    });
    let rows = Rows::of(&register, &rules, UNTIL);
    let counted = best(|| {
        black_box(count(&register, &rules, &rows));
    });
    let what = format!("all indicators, {MONTHS} months, {} villages", rows.villages.len() - 1);
    report::line(&what, &report::ms(counted), "aim: under 30 ms");
    report::line("  the rows they are counted from", &report::ms(made), "made once after a new entry");
    report::line("  pregnancies of the unit", &rows.pregnancies.len().to_string(), "");
    let rows = repeated(&many()?, TIMES)?;
    duckdb::compare(&rows, Months::until(Month::of(UNTIL), MONTHS))
}

/// Every indicator in each of the months.
fn count(register: &Register, rules: &Rules, rows: &Rows) -> usize {
    let last = Month::of(UNTIL);
    // The first month counted runs from its January, and wants the month before.
    let first = last.plus(1 - i32::try_from(MONTHS).unwrap_or(0)).january().plus(-1);
    let counts = Counts::of(rows, register, Months::between(first, last));
    let sums = Sums { register, rules, rows, counts: &counts };
    let months = Months::until(last, MONTHS);
    let villages = months
        .iter()
        .flat_map(|month| all().iter().map(move |row| (row, month)))
        .filter_map(|(row, month)| Some(sums.coverage(row, month)?.villages.len()));
    villages.sum()
}

/// Rows of many pregnancies, on one core. They answer with the rows of all units together.
fn many() -> Outcome<Rows> {
    let mut time = Duration::ZERO;
    let mut all: Option<Rows> = None;
    for seed in 0..UNITS {
        let register = Register::load(simulator::simulate(&Plan { seed, ..LARGE }));
        let rules = Rules::of(register.unit().map(|unit| &**unit));
        let begun = Instant::now();
        let rows = black_box(Rows::of(&register, &rules, UNTIL));
        time += begun.elapsed();
        match &mut all {
            None => all = Some(rows),
            Some(all) => add(all, &rows)?,
        }
    }
    let all = all.ok_or("no unit was simulated")?;
    let pregnancies = all.pregnancies.len();
    #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
    let speed = pregnancies as f64 / time.as_secs_f64();
    let figure = format!("{speed:.0} /s");
    report::line("rows of simulated pregnancies, one core", &figure, "aim: 500000 /s");
    report::line("  pregnancies", &pregnancies.to_string(), "");
    Ok(all)
}

/// Adds another unit's rows. Simulated units have the same villages.
fn add(all: &mut Rows, more: &Rows) -> Outcome {
    if all.villages != more.villages {
        return Err("the simulated units have different villages".into());
    }
    all.pregnancies.extend_from_slice(&more.pregnancies);
    all.children.extend_from_slice(&more.children);
    all.events.extend_from_slice(&more.events);
    Ok(())
}

/// The same rows several times over: to count them is as much work as to count others.
fn repeated(rows: &Rows, times: usize) -> Outcome<Rows> {
    let mut all = rows.clone();
    for _ in 1..times {
        add(&mut all, rows)?;
    }
    Ok(all)
}

fn best(mut run: impl FnMut()) -> Duration {
    let times = (0..RUNS).map(|_| {
        let begun = Instant::now();
        run();
        begun.elapsed()
    });
    times.min().unwrap_or_default()
}
