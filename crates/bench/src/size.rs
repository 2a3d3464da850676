//! How large the program is that is given to others.

use crate::{Outcome, program::betang, report};

/// Measures the binary.
pub(crate) fn measure() -> Outcome {
    let bytes = std::fs::metadata(betang()?)?.len();
    report::line("program, release", &report::megabytes(bytes), "aim: under 30 MB");
    Ok(())
}
