//! The reference for the indicators: `DuckDB` counts the same rows from Parquet, and every cell must be the same.
//! It is no part of the program: pip installs it into `target/duckdb` for this measurement.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    io::{BufWriter, Write as _},
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use domain::indicators::{ChildMark, Counts, Indicator, Mark, Month, Months, PregnancyMark, Rows, all};
use serde_json::Value;

use crate::{Outcome, program::scratch, report};

/// Where xtask puts Python and what the script needs.
const PYTHON: &str = "target/duckdb/bin/python";
const SCRIPT: &str = "crates/bench/duckdb/count.py";
/// The best of so many runs, as the script does it.
const RUNS: usize = 5;

/// Indicator, village and month; counted in the month, since January, and what both are out of.
type Cells = BTreeMap<(String, usize, i32), [u64; 4]>;

/// Counts every indicator over these rows in both programs and compares the cells.
pub(crate) fn compare(rows: &Rows, months: Months) -> Outcome {
    let folder = scratch()?.join("indicators");
    fs::create_dir_all(&folder)?;
    let counted: Vec<_> =
        all().iter().filter_map(|row| Some((row.id.as_str(), &**row, marks(row)?))).collect();
    write(rows, &counted, &folder)?;
    let (ours, took) = count(rows, &counted, months);
    let told = python(&folder, months)?;
    same(&ours, &read(&fs::read_to_string(folder.join("cells.csv"))?)?)?;
    let theirs = |name: &str| told.get(name).and_then(Value::as_f64).unwrap_or_default();
    let version = told.get("version").and_then(Value::as_str).unwrap_or_default();
    let what = format!("{} indicators over {} pregnancies", counted.len(), rows.pregnancies.len());
    let ms = took.as_secs_f64() * 1e3;
    report::ratio(
        &what,
        ms,
        (&format!("DuckDB {version}, one thread, from Parquet"), theirs("one_thread")),
        "ms",
        "aim: 3",
    );
    report::line("  DuckDB, all threads", &format!("{:.0} ms", theirs("all_threads")), "");
    report::line("  cells that are the same", &ours.len().to_string(), "all of them");
    let left: Vec<_> = all().iter().filter(|row| marks(row).is_none()).map(|row| row.id.as_str()).collect();
    report::line("  not compared, for no row holds what they count", &left.join(" "), "");
    fs::remove_dir_all(&folder)?;
    Ok(())
}

/// What an indicator counts and out of what, where rows hold both: states of the partnership, and what is not
/// noted at all, they don't.
fn marks(indicator: &Indicator) -> Option<(Mark, Option<Mark>)> {
    let numerator = indicator.numerator.filter(|mark| !mark.is_state())?;
    (!indicator.of.is_some_and(Mark::is_state)).then_some((numerator, indicator.of))
}

type Counted<'a> = (&'a str, &'a Indicator, (Mark, Option<Mark>));

/// Betang's own way, from rows to cells, on one thread.
fn count(rows: &Rows, counted: &[Counted<'_>], months: Months) -> (Cells, Duration) {
    let mut best = Duration::MAX;
    let mut numbers = Vec::new();
    for _ in 0..RUNS {
        let begun = Instant::now();
        numbers = numbers_of(rows, counted, months);
        best = best.min(begun.elapsed());
    }
    let cells = numbers.into_iter().map(|(at, village, month, values)| {
        let id = counted.get(at).map_or("", |(id, ..)| id).to_owned();
        ((id, village, month.number()), values)
    });
    (cells.collect(), best)
}

fn numbers_of(rows: &Rows, counted: &[Counted<'_>], months: Months) -> Vec<(usize, usize, Month, [u64; 4])> {
    let last = months.iter().last().unwrap_or(months.first);
    let counts = Counts::events(rows, Months::between(months.first.january(), last));
    let mut numbers = Vec::with_capacity(counted.len() * rows.villages.len() * months.count);
    for (at, (_, _, (numerator, of))) in counted.iter().enumerate() {
        for village in 0..rows.villages.len() {
            for month in months.iter() {
                let within = |mark: Mark| counts.month(mark, village, month);
                let since = |mark: Mark| counts.between(mark, village, month.january(), month);
                let values =
                    [within(*numerator), since(*numerator), of.map_or(0, within), of.map_or(0, since)];
                numbers.push((at, village, month, values));
            }
        }
    }
    numbers
}

fn write(rows: &Rows, counted: &[Counted<'_>], folder: &Path) -> Outcome {
    let names = |marks: &mut dyn Iterator<Item = &'static str>| marks.collect::<Vec<_>>().join(",");
    let file = |name: &str| fs::File::create(folder.join(name)).map(BufWriter::new);
    let mut pregnancies = file("pregnancies.csv")?;
    writeln!(pregnancies, "village,{}", names(&mut PregnancyMark::ALL.iter().map(|mark| mark.name())))?;
    for row in &rows.pregnancies {
        let days = PregnancyMark::ALL.iter().map(|mark| row.day(*mark));
        writeln!(pregnancies, "{}", line(row.village, days)?)?;
    }
    let mut children = file("children.csv")?;
    writeln!(children, "village,{}", names(&mut ChildMark::ALL.iter().map(|mark| mark.name())))?;
    for row in &rows.children {
        writeln!(children, "{}", line(row.village, ChildMark::ALL.iter().map(|mark| row.day(*mark)))?)?;
    }
    let mut events = file("events.csv")?;
    writeln!(events, "mark,village,day")?;
    for event in &rows.events {
        let village = rows.place(event.village.as_ref()).ok_or("an event of no village of the rows")?;
        writeln!(events, "{},{village},{}", event.mark.name(), event.on)?;
    }
    let mut villages = String::from("village\n");
    (0..rows.villages.len()).try_for_each(|village| writeln!(villages, "{village}"))?;
    fs::write(folder.join("villages.csv"), villages)?;
    let mut indicators = String::from("id,numerator,of\n");
    for (id, _, (numerator, of)) in counted {
        writeln!(indicators, "{id},{numerator},{}", of.map_or("", Mark::name))?;
    }
    fs::write(folder.join("indicators.csv"), indicators)?;
    pregnancies.flush()?;
    children.flush()?;
    Ok(events.flush()?)
}

fn line(village: usize, days: impl Iterator<Item = Option<jiff::civil::Date>>) -> Outcome<String> {
    let mut line = village.to_string();
    for day in days {
        line.push(',');
        if let Some(day) = day {
            write!(line, "{day}")?;
        }
    }
    Ok(line)
}

fn python(folder: &Path, months: Months) -> Outcome<Value> {
    let run = Command::new(PYTHON)
        .arg(SCRIPT)
        .arg(folder)
        .args([months.first.number().to_string(), months.count.to_string()])
        .output()
        .map_err(|error| {
            format!("{PYTHON} does not start ({error}): `cargo xtask bench indicators` installs it")
        })?;
    if !run.status.success() {
        return Err(format!("DuckDB failed: {}", String::from_utf8_lossy(&run.stderr)).into());
    }
    Ok(serde_json::from_slice(&run.stdout)?)
}

fn read(cells: &str) -> Outcome<Cells> {
    let mut all = Cells::new();
    for line in cells.lines().skip(1) {
        let mut parts = line.split(',');
        let mut next = || parts.next().ok_or(format!("a cell is cut short: {line}"));
        let (id, village, month) = (next()?.to_owned(), next()?.parse()?, next()?.parse()?);
        let (n, of, n_so_far, of_so_far) = (next()?, next()?, next()?, next()?);
        let values = [n.parse()?, n_so_far.parse()?, of.parse()?, of_so_far.parse()?];
        all.insert((id, village, month), values);
    }
    Ok(all)
}

/// # Errors
/// Names the first cells that differ.
fn same(ours: &Cells, theirs: &Cells) -> Outcome {
    let mut wrong = Vec::new();
    for key in ours.keys().chain(theirs.keys().filter(|key| !ours.contains_key(*key))) {
        let (mine, other) = (ours.get(key), theirs.get(key));
        if mine != other {
            wrong.push(format!("{key:?}: Betang {mine:?}, DuckDB {other:?}"));
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    let first = wrong.iter().take(10).cloned().collect::<Vec<_>>().join("\n");
    Err(format!("{} cells differ:\n{first}", wrong.len()).into())
}
