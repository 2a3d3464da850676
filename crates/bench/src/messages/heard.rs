//! Understanding what a message says.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use domain::{
    heard::{Words, understand},
    register::Register,
};
use simulator::Plan;

use super::written;
use crate::{Outcome, report};

/// How often each message is read.
const ROUNDS: usize = 200;

/// Measures the messages of the tests, by the words of the table and the villages of the demonstration.
pub(super) fn measure() -> Outcome {
    let texts = written()?;
    let plan = Plan { pregnancies_per_year: 10, ..Plan::example(jiff::civil::date(2026, 5, 20)) };
    let register = Register::load(simulator::simulate(&plan));
    let villages: Vec<String> = register.villages().values().map(|village| village.name.clone()).collect();
    let words = Words::of(register.unit().map(|unit| &**unit));
    let ours =
        times(&texts, |text| drop(black_box(understand(text, &words, villages.iter().map(String::as_str)))));
    let plain = times(&texts, |text| {
        let small = text.to_lowercase();
        drop(black_box(small.split_whitespace().map(str::to_owned).collect::<Vec<_>>()));
    });
    report::ratio(
        &format!("a message understood, mean of {}, {} villages", texts.len(), villages.len()),
        nanoseconds(mean(&ours)),
        ("small letters, and split into words", nanoseconds(mean(&plain))),
        "ns",
        "aim: under 50,000 ns",
    );
    let all = sorted(ours.iter().flatten().copied().collect());
    let slowest = ours.iter().map(|times| report::percentile(&sorted(times.clone()), 50)).max();
    report::line("  p99 of all readings", &microseconds(report::percentile(&all, 99)), "aim: under 50 µs");
    report::line(
        "  the slowest message, its p50",
        &microseconds(slowest.unwrap_or_default()),
        "aim: under 50 µs",
    );
    Ok(())
}

/// The times that each message took, after a round that does not count.
fn times(texts: &[String], read: impl Fn(&str)) -> Vec<Vec<Duration>> {
    let mut all: Vec<Vec<Duration>> = vec![Vec::with_capacity(ROUNDS); texts.len()];
    for round in 0..=ROUNDS {
        for (text, times) in texts.iter().zip(&mut all) {
            let begun = Instant::now();
            read(text);
            let took = begun.elapsed();
            if round > 0 {
                times.push(took);
            }
        }
    }
    all
}

fn mean(times: &[Vec<Duration>]) -> Duration {
    let count = times.iter().map(Vec::len).sum::<usize>();
    let sum: Duration = times.iter().flatten().sum();
    sum / u32::try_from(count).unwrap_or(u32::MAX).max(1)
}

fn sorted(mut times: Vec<Duration>) -> Vec<Duration> {
    times.sort_unstable();
    times
}

fn nanoseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e9
}

fn microseconds(time: Duration) -> String {
    format!("{:.1} µs", time.as_secs_f64() * 1e6)
}
