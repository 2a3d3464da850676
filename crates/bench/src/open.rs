//! Opening a unit with ten years of data, and the memory that it takes then.

use crate::{
    Outcome,
    program::{Server, command, ten_years},
    reference, report,
};

/// Measures from the start of the process to the first page served.
pub(crate) fn measure() -> Outcome {
    let folder = ten_years()?;
    let log = command(&["export", "log", "--data", &folder.to_string_lossy()])?;
    let lines: Vec<String> = log.lines().map(str::to_owned).collect();
    let decoding = reference::decode_all(&lines)?;
    drop(log);
    let (server, took) = Server::start(&folder)?;
    let what = format!("opening a unit of {} entries", lines.len());
    report::ratio(
        &what,
        took.as_secs_f64() * 1e3,
        ("decoding the same lines as JSON", decoding.as_secs_f64() * 1e3),
        "ms",
        "aim: under 1000 ms",
    );
    report::line("memory of the server then", &report::megabytes(server.memory()?), "aim: under 120 MB");
    Ok(())
}
