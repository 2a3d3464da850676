//! One line per figure.

use std::time::Duration;

/// Prints a figure and what was aimed at.
pub(crate) fn line(what: &str, figure: &str, aim: &str) {
    println!("{what:<56} {figure:>16}   {aim}");
}

/// Prints a figure, its reference of the same run, and their ratio.
pub(crate) fn ratio(what: &str, ours: f64, reference: (&str, f64), unit: &str, aim: &str) {
    let (name, other) = reference;
    let figure = format!("{ours:.0} {unit}");
    println!("{what:<56} {figure:>16}   {aim}");
    println!("  {name:<54} {:>16}   ratio {:.3}", format!("{other:.0} {unit}"), ours / other);
}

/// A time in milliseconds.
pub(crate) fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

/// The time below which so many of a hundred are, of times in order.
pub(crate) fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(at).copied().unwrap_or_default()
}

/// Bytes in millions.
pub(crate) fn megabytes(bytes: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
    let millions = bytes as f64 / 1e6;
    format!("{millions:.1} MB")
}
