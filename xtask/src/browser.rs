//! What runs in Chromium: the browser tests and the pictures, both kept in `crates/e2e`.

use crate::{
    run::{Outcome, cargo, find, run},
    tools, wasm,
};

/// Builds the program as for development and walks its pages in Chromium.
pub(crate) fn test() -> Outcome {
    tools::browser()?;
    tools::axe()?;
    build()?;
    let runner = runner();
    run(cargo().args(runner).args(["--no-fail-fast", "--package", "e2e"]))
}

/// Takes pictures of pages; `crates/e2e/src/bin/shots.rs` says how it is used.
pub(crate) fn shots(arguments: &[String]) -> Outcome {
    tools::browser()?;
    build()?;
    run(cargo().args(["run", "--quiet", "--package", "e2e", "--bin", "shots", "--"]).args(arguments))
}

/// The phone's program, and the program as the tests build it: built for itself it would take other features,
/// and what sets papers is built for many minutes.
fn build() -> Outcome {
    wasm::build(wasm::Variant::Trial)?;
    run(cargo().args(runner()).args(["--no-run", "--workspace", "--exclude", "e2e"]))
}

fn runner() -> &'static [&'static str] {
    if find("cargo-nextest").is_some() { &["nextest", "run"] } else { &["test"] }
}
