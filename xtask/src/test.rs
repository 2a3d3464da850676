//! `cargo xtask test`: everything that must hold, one step after the other.
//!
//! A step that fails does not keep the others from running; the end lists each with its time.

use std::time::{Duration, Instant};

use crate::{
    browser,
    run::{Outcome, cargo, find, run},
    tidy, tools, wasm,
};

type Step = (&'static str, fn() -> Outcome);

const STEPS: &[Step] = &[
    ("install what the tests need", tools::install),
    ("format", format),
    ("clippy", clippy),
    ("the phone's program", phone),
    ("tests", tests),
    ("tidy", tidy::tidy),
    ("pages in Chromium", browser::test),
];

/// Runs every step. An error names those that failed.
pub(crate) fn test() -> Outcome {
    let mut results = Vec::new();
    for (name, step) in STEPS {
        println!("\n── {name}");
        let begun = Instant::now();
        let outcome = step();
        let took = begun.elapsed();
        match &outcome {
            Ok(()) => println!("── {name}: done in {}", spoken(took)),
            Err(error) => println!("── {name}: failed after {}. {error}", spoken(took)),
        }
        results.push((*name, took, outcome.is_ok()));
    }
    summarise(&results)
}

fn summarise(results: &[(&str, Duration, bool)]) -> Outcome {
    println!();
    for (name, took, good) in results {
        println!("{:>8}  {}  {name}", spoken(*took), if *good { "ok    " } else { "FAILED" });
    }
    let failed: Vec<_> = results.iter().filter(|(.., good)| !good).map(|(name, ..)| *name).collect();
    if failed.is_empty() { Ok(()) } else { Err(format!("Failed: {}.", failed.join(", "))) }
}

fn spoken(took: Duration) -> String {
    let seconds = took.as_secs();
    if seconds < 60 { format!("{seconds} s") } else { format!("{} min {} s", seconds / 60, seconds % 60) }
}

fn format() -> Outcome {
    run(cargo().args(["fmt", "--all", "--check"]))
}

fn clippy() -> Outcome {
    run(cargo().args(["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]))
}

/// What phones get in the browser tests; those of the server ask for it too.
fn phone() -> Outcome {
    wasm::build(wasm::Variant::Trial)
}

/// All tests but those in the browser, which come last.
fn tests() -> Outcome {
    let runner: &[&str] = if find("cargo-nextest").is_some() { &["nextest", "run"] } else { &["test"] };
    run(cargo().args(runner).args(["--workspace", "--exclude", "e2e"]))?;
    // Examples in documentation are not known to nextest.
    if runner.len() > 1 { run(cargo().args(["test", "--workspace", "--doc", "--quiet"])) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failed_step_fails_the_whole_and_is_named() {
        let second = Duration::from_secs(1);
        assert!(summarise(&[("a", second, true)]).is_ok());
        let error = summarise(&[("a", second, true), ("b", second, false)]).unwrap_err();
        assert_eq!(error, "Failed: b.");
    }

    #[test]
    fn times_are_said_in_minutes_and_seconds() {
        assert_eq!(spoken(Duration::from_secs(59)), "59 s");
        assert_eq!(spoken(Duration::from_secs(61)), "1 min 1 s");
    }
}
