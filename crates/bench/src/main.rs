//! The measurements of `cargo xtask bench`: how fast the program is, how much memory it takes, how
//! large it is, each beside a reference measured in the same run where one makes sense.
//!
//! ```text
//! cargo xtask bench              all of them
//! cargo xtask bench pages import these
//! cargo xtask bench phone-alone  the phone without PouchDB beside it, for whoever tries something out
//! ```
//!
//! Figures are what a person at a browser or terminal would meet: the program runs as a process of
//! its own, and load comes from `wrk` over the loopback, on the same cores. Nothing fails because
//! it was slow; a line says what was aimed at, people judge.
//!
//! Never: fails because something was slow.
#![expect(clippy::print_stdout, reason = "a command line answers on standard output")]

mod duckdb;
mod import;
mod indicators;
mod load;
mod meeting;
mod messages;
mod open;
mod pages;
mod phone;
mod pocket;
mod program;
mod reference;
mod report;
mod size;
mod visits;

/// What a measurement comes to: a sentence says what went wrong.
type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

type Bench = (&'static str, fn() -> Outcome);

const BENCHES: &[Bench] = &[
    ("size", size::measure),
    ("open", open::measure),
    ("pages", pages::measure),
    ("visits", visits::measure),
    ("import", import::measure),
    ("indicators", indicators::measure),
    ("meeting", meeting::measure),
    ("messages", messages::measure),
    ("phone", phone::measure),
    (ALONE, phone::alone),
];

/// Part of another one, so only for who asks for it.
const ALONE: &str = "phone-alone";

fn main() -> Outcome {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if let Some(unknown) = wanted.iter().find(|name| !BENCHES.iter().any(|(known, _)| known == name)) {
        let known: Vec<_> = BENCHES.iter().map(|(name, _)| *name).collect();
        return Err(format!("No measurement is called {unknown}; there are {}.", known.join(", ")).into());
    }
    for (name, measure) in BENCHES {
        if (wanted.is_empty() && *name != ALONE) || wanted.iter().any(|wanted| wanted == name) {
            measure()?;
        }
    }
    Ok(())
}
