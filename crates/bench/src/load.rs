//! Load from `wrk`, told by a script of `crates/bench/wrk`.

use std::{path::Path, process::Command, time::Duration};

use crate::Outcome;

/// What came of a load.
#[derive(Debug)]
pub(crate) struct Load {
    /// Answers a second.
    pub(crate) per_second: f64,
    /// Half of the answers came within this time.
    pub(crate) p50: Duration,
    /// 95 of 100.
    pub(crate) p95: Duration,
    /// 99 of 100.
    pub(crate) p99: Duration,
    /// Answers that were not what was wanted.
    pub(crate) wrong: u64,
}

/// Who asks for what.
pub(crate) struct Ask<'a> {
    /// The script.
    pub(crate) script: &'a str,
    /// Where to.
    pub(crate) url: &'a str,
    /// How many at once.
    pub(crate) clients: u16,
    /// For how long, seconds.
    pub(crate) seconds: u16,
    /// What the script reads from its environment.
    pub(crate) settings: &'a [(&'a str, &'a str)],
}

/// Runs a load to its end.
pub(crate) fn run(ask: &Ask<'_>) -> Outcome<Load> {
    let threads = ask.clients.min(2);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("wrk").join(ask.script);
    let output = Command::new("wrk")
        .args(["-t", &threads.to_string(), "-c", &ask.clients.to_string()])
        .args(["-d", &format!("{}s", ask.seconds), "--timeout", "10s", "-s"])
        .arg(&script)
        .arg(ask.url)
        .envs(ask.settings.iter().copied())
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let told = text.lines().find_map(|line| line.strip_prefix("RESULT "));
    told.and_then(read)
        .ok_or_else(|| format!("wrk said: {text}{}", String::from_utf8_lossy(&output.stderr)).into())
}

/// Reads `answers microseconds p50 p95 p99 wrong`.
fn read(line: &str) -> Option<Load> {
    let numbers: Vec<f64> = line.split_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
    let [answers, took, p50, p95, p99, wrong] = numbers[..] else { return None };
    let time = |microseconds: f64| Duration::from_secs_f64(microseconds / 1e6);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count that wrk printed")]
    let wrong = wrong as u64;
    Some(Load { per_second: answers / (took / 1e6), p50: time(p50), p95: time(p95), p99: time(p99), wrong })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_scripts_print_is_understood() {
        let load = read("3000 2000000 100 200 300 7").unwrap();
        assert!((load.per_second - 1500.0).abs() < 1e-9);
        assert_eq!((load.p99, load.wrong), (Duration::from_micros(300), 7));
        assert!(read("what?").is_none());
    }
}
