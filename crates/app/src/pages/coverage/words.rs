//! Numbers in words: how many of how many, how sure, and what can be said of them.

use domain::indicators::{Basis, Counted, Indicator, Of, Status, Target, Trend, Value};

pub(super) use crate::charts::percent;
use crate::{caller::Caller, format};

/// The key of a status' word.
pub(super) fn status_key(status: Status) -> &'static str {
    match status {
        Status::Good => "coverage-good",
        Status::Enough => "coverage-enough",
        Status::Less => "coverage-less",
        Status::Poor => "coverage-poor",
    }
}

/// Class and sign of a status' chip: it is read without its colour too.
pub(super) fn status_sign(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::Good => ("chip green", "✓"),
        Status::Enough => ("chip blue", "↗"),
        Status::Less => ("chip amber", "↘"),
        Status::Poor => ("chip red", "■"),
    }
}

/// `9 dari 21 sasaran`, or the count with its unit where it is a count alone.
pub(super) fn of_how_many(caller: &Caller, indicator: &Indicator, value: &Value) -> String {
    let n = format::number(whole(value.n));
    if indicator.rare {
        return caller.with("coverage-cases", &[("n", &n)]);
    }
    let counts = indicator.counts;
    match value.of {
        Of::Target(target) => caller.with(
            "coverage-of-target",
            &[("n", &n), ("of", &people(target)), ("what", &basis(caller, target))],
        ),
        Of::Counted(of) => caller.with(
            "coverage-of-counted",
            &[("n", &n), ("of", &format::number(whole(of))), ("what", &unit(caller, counts))],
        ),
        Of::Nothing | Of::Unknown => {
            caller.with("coverage-count", &[("n", &n), ("what", &unit(caller, counts))])
        }
    }
}

/// A target population to one decimal: a projection is seldom whole.
pub(super) fn people(target: Target) -> String {
    format::number((target.people * 10.0).round() / 10.0)
}

/// `sasaran proyeksi 2025`.
pub(super) fn basis(caller: &Caller, target: Target) -> String {
    let key = match target.basis {
        Basis::Projected => "coverage-projected",
        Basis::Enumerated => "coverage-enumerated",
        Basis::Mixed => "coverage-mixed",
    };
    caller.with(key, &[("year", &target.year.to_string())])
}

/// What is counted, as a word.
pub(super) fn unit(caller: &Caller, counts: Counted) -> &'static str {
    caller.t(match counts {
        Counted::Mothers => "coverage-mothers",
        Counted::Births => "coverage-births",
        Counted::Newborns => "coverage-newborns",
        Counted::Infants => "coverage-infants",
        Counted::Dukun => "coverage-dukun",
        Counted::Villages => "coverage-villages",
        Counted::Visits => "coverage-visits",
        Counted::Events => "coverage-events",
        Counted::Meetings => "coverage-meetings",
        Counted::Incentives => "coverage-incentives",
    })
}

/// The share, or why there is none.
pub(super) fn share(caller: &Caller, value: &Value) -> String {
    match value.share {
        Some(share) => percent(share),
        None if value.of == Of::Unknown => caller.t("coverage-no-target").to_owned(),
        None if value.is_of_none() => caller.t("coverage-not-computable").to_owned(),
        None => String::new(),
    }
}

/// An arrow and its word.
pub(super) fn trend(caller: &Caller, value: &Value) -> Option<String> {
    Some(match value.trend? {
        Trend::Rising => format!("↑ {}", caller.t("coverage-rising")),
        Trend::Falling => format!("↓ {}", caller.t("coverage-falling")),
        Trend::Unchanged => format!("– {}", caller.t("coverage-unchanged")),
    })
}

/// What a small number can't bear, in a sentence; nothing where the interval is narrow.
pub(super) fn caution(caller: &Caller, value: &Value) -> Option<String> {
    let interval = value.interval.filter(|_| value.share.is_some())?;
    let wide = interval.high - interval.low > WIDE;
    let ends = [("low", percent(interval.low)), ("high", percent(interval.high))];
    let key = if wide { "coverage-wide" } else { "coverage-narrow" };
    Some(caller.with(key, &[("low", &ends[0].1), ("high", &ends[1].1)]))
}

/// An interval wider than this, in shares, is told as a warning: twenty points of a hundred.
const WIDE: f64 = 0.2;

#[expect(clippy::cast_precision_loss, reason = "people of a unit, far below 2^52")]
pub(super) fn whole(n: u64) -> f64 {
    n as f64
}
