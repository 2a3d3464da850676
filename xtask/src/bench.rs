//! `cargo xtask bench`: builds the measurements as they are given to others and runs them.

use crate::{
    program,
    run::{Outcome, cargo, run},
    tools,
};

/// Runs the benchmarks named, or all.
pub(crate) fn bench(names: &[String]) -> Outcome {
    tools::wrk()?;
    program::build()?;
    run(cargo().args(["run", "--release", "--package", "bench", "--"]).args(names))
}
