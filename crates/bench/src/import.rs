//! Importing a register of 5,000 pregnancies.

use std::{fs, time::Instant};

use crate::{
    Outcome,
    program::{command, scratch},
    reference, report,
};

/// Measures `betang import cohort` on the workbook of a simulated unit.
pub(crate) fn measure() -> Outcome {
    let [from, to] = ["import-from", "import-to"].map(|name| scratch().map(|folder| folder.join(name)));
    let (from, to) = (from?, to?);
    for folder in [&from, &to] {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
    }
    let (from, to) = (from.to_string_lossy().into_owned(), to.to_string_lossy().into_owned());
    let workbook = scratch()?.join("register.xlsx");
    // Left by an earlier run; the program overwrites no file.
    if workbook.exists() {
        fs::remove_file(&workbook)?;
    }
    let workbook = workbook.to_string_lossy().into_owned();
    let years = ["--years", "3", "--villages", "14", "--pregnancies", "1850", "--seed", "2"];
    command(&[&["simulate"], &years[..], &["--data", &from]].concat())?;
    command(&["export", "cohort", &workbook, "--data", &from])?;
    let units = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/sei-hanyo.toml");
    command(&["init", "--data", &to, "--unit", units])?;
    let begun = Instant::now();
    let told = command(&["import", "cohort", &workbook, "--data", &to, "--json"])?;
    let took = begun.elapsed();
    let told: serde_json::Value = serde_json::from_str(&told)?;
    let rows = |sheet: &str| told.get("taken").and_then(|taken| taken.get(sheet)?.as_u64()).unwrap_or(0);
    let all: u64 = ["ibu", "kunjungan", "persalinan", "nifas", "neonatus", "kematian"].map(rows).iter().sum();
    let held = told.get("held").and_then(|held| held.as_array()).map_or(0, Vec::len);
    let log = command(&["export", "log", "--data", &to])?;
    let bodies: Vec<String> = log.lines().map(str::to_owned).collect();
    let bare = reference::insert_all(&bodies)?;
    let what = format!("importing {} pregnancies, {all} rows, {held} held", rows("ibu"));
    let reference = ("the same entries into bare SQLite", bare.as_secs_f64() * 1e3);
    report::ratio(&what, took.as_secs_f64() * 1e3, reference, "ms", "aim: under 10,000 ms");
    Ok(())
}
