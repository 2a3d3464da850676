//! `cargo xtask bench`: builds the measurements as the program is given to others and runs them.
//! `append` measures the log alone and lives beside it; the others are in `crates/bench`.

use crate::{
    program,
    run::{Outcome, cargo, run},
    tools,
};

/// Runs the benchmarks named, or all.
pub(crate) fn bench(names: &[String]) -> Outcome {
    let (append, others): (Vec<&String>, Vec<&String>) = names.iter().partition(|name| *name == "append");
    if names.is_empty() || !append.is_empty() {
        run(cargo().args([
            "run",
            "--release",
            "--quiet",
            "--package",
            "store-sql",
            "--example",
            "append_bench",
        ]))?;
    }
    if names.is_empty() || !others.is_empty() {
        let wanted = |name: &str| others.is_empty() || others.iter().any(|other| *other == name);
        if wanted("phone") {
            tools::browser()?;
            tools::pouchdb()?;
        }
        if wanted("indicators") {
            tools::duckdb()?;
        }
        // The indicators are counted without the program, and messages are brought without wrk.
        if others.is_empty() || others.iter().any(|name| !["indicators", "messages"].contains(&name.as_str()))
        {
            tools::wrk()?;
        }
        if others.is_empty() || others.iter().any(|name| *name != "indicators") {
            program::build()?;
        }
        run(cargo().args(["run", "--release", "--quiet", "--package", "bench", "--"]).args(&others))?;
    }
    Ok(())
}
