//! The midwife's phone, in a real Chromium on a slow processor: what it downloads, its first meeting
//! with ten thousand entries beside `PouchDB` with the same facts, a worker that starts again, pages, and
//! a visit that is saved.

mod chromium;
mod ours;
mod pouchdb;
mod proxy;
mod slow;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use crate::{
    Outcome,
    program::{add_person, command, simulated},
    report,
};

/// About ten thousand entries in the log of a unit.
const PLAN: &[&str] = &["--years", "2", "--pregnancies", "280", "--seed", "1"];

/// Who enrols the phone: a coordinator, who has the whole unit on it.
const LOGIN: &str = "bikor.ukur";

/// The same loop on a processor that is slow or not.
const BUSY: &str = "(() => { const t = performance.now(); let x = 0; \
     for (let i = 0; i < 2e7; i++) x += i % 7; return performance.now() - t + 0 * x })()";

/// What a first meeting came to.
struct First {
    took: Duration,
    bytes: u64,
    /// How many times slower than without the throttle the same loop was, just before.
    slowed: f64,
}

/// Measures all of it.
pub(crate) fn measure() -> Outcome {
    size()?;
    let (folder, log) = unit()?;
    let entries = log.lines().count();
    let theirs = pouchdb::measure(&log)?;
    let ours = ours::first(&folder, entries)?;
    told(entries, &ours.first);
    beside(entries, &ours.first, &theirs);
    ours.work()
}

/// The same without `PouchDB`.
pub(crate) fn alone() -> Outcome {
    size()?;
    let (folder, log) = unit()?;
    let entries = log.lines().count();
    let ours = ours::first(&folder, entries)?;
    told(entries, &ours.first);
    ours.work()
}

/// A unit that a coordinator has on her phone: its folder, and its log.
fn unit() -> Outcome<(PathBuf, String)> {
    let folder = simulated("phone", PLAN)?;
    add_person(&folder, LOGIN, "coordinator", &[])?;
    let log = command(&["export", "log", "--data", &folder.to_string_lossy()])?;
    Ok((folder, log))
}

/// What a phone downloads: each file as the server sends it.
fn size() -> Outcome {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/site");
    let mut bytes = 0;
    for folder in [site.clone(), site.join("ikon")] {
        for file in fs::read_dir(folder)? {
            let file = file?.path();
            if file.extension().is_some_and(|end| end == "br" || end == "png") {
                bytes += fs::metadata(file)?.len();
            }
        }
    }
    report::line("all that a phone downloads, brotli and icons", &format!("{bytes} bytes"), "aim: < 700 kB");
    println!("  which crates weigh: cargo xtask wasm --weigh");
    Ok(())
}

fn told(entries: usize, ours: &First) {
    report::line(&format!("first meeting of {entries} entries"), &report::ms(ours.took), "aim: under 5 s");
    report::line("  over the wire, both ways", &format!("{} bytes", ours.bytes), "aim: under 1.2 MB");
    report::line("  slowed down, the worker", &format!("{:.1} times", ours.slowed), "meant: 6 times");
}

#[expect(clippy::cast_precision_loss, reason = "figures for people")]
fn beside(entries: usize, ours: &First, theirs: &First) {
    report::ratio(
        &format!("first meeting of {entries} entries"),
        ours.took.as_secs_f64() * 1e3,
        ("PouchDB, the same facts, one document each", theirs.took.as_secs_f64() * 1e3),
        "ms",
        "aim: ratio under 0.1",
    );
    report::ratio(
        "  over the wire, both ways",
        ours.bytes as f64,
        ("PouchDB", theirs.bytes as f64),
        "bytes",
        "aim: ratio under 0.1",
    );
    report::line("  slowed down, PouchDB's page", &format!("{:.1} times", theirs.slowed), "meant: 6 times");
}

/// How many times slower the second time of the same loop was.
fn slowed(free: &serde_json::Value, slow: &serde_json::Value) -> Outcome<f64> {
    let both = free.as_f64().zip(slow.as_f64());
    both.map(|(free, slow)| slow / free).ok_or_else(|| "the loop told no time".into())
}
