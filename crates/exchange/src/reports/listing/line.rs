//! The numbers of an indicator in one place, and short words for why something is missing.

use domain::{
    ids::VillageCode,
    indicators::{Indicator, Of, Status, Sums, Value},
    tables::Row,
};
use serde::Serialize;

use crate::reports::{
    page::whole,
    words::{self, NOWHERE},
};

/// The numbers of an indicator in a village, or of all. Shares are 1 for all; nothing is rounded.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// The village's code; none for the total, and for what counts for no village.
    pub village: Option<VillageCode>,
    /// Its name; none for the total.
    pub village_name: Option<String>,
    /// Counted in the month.
    pub month_numerator: u64,
    /// Out of how many in the month: a twelfth of the year's people, or those counted in it.
    pub month_denominator: Option<f64>,
    /// Counted since January; a state at the end of the month.
    pub numerator: u64,
    /// Out of how many: the year's people, or those counted since January.
    pub denominator: Option<f64>,
    /// What the denominator rests on: PROYEKSI, PENDATAAN, CAMPURAN or RIIL.
    pub basis: Option<&'static str>,
    /// The year of the figures that a target population rests on.
    pub basis_year: Option<i16>,
    /// Numerator by denominator; it may be above 1.
    pub coverage: Option<f64>,
    /// Why there is no coverage.
    pub no_coverage: Option<&'static str>,
    /// The lower end of the 95 % interval.
    pub interval_low: Option<f64>,
    /// The upper end.
    pub interval_high: Option<f64>,
    /// wilson: of the coverage; poisson: of the number of cases to be expected.
    pub interval_method: Option<&'static str>,
    /// The share to be reached in the year.
    pub goal: Option<f64>,
    /// The share to be reached by the end of the month.
    pub target_to_date: Option<f64>,
    /// naik, turun or tetap: the month against the one before.
    pub trend: Option<&'static str>,
    /// baik, cukup, kurang or jelek.
    pub status: Option<&'static str>,
    /// Why there is no status.
    pub no_status: Option<&'static str>,
}

impl Line {
    pub(super) fn village(
        sums: &Sums<'_>,
        row: &Row<Indicator>,
        code: Option<&VillageCode>,
        value: &Value,
    ) -> Self {
        let unknown = match code.map(|code| sums.register.villages().get(code)) {
            None => "no_village",
            Some(Some(village)) if !village.closed => "target_missing",
            Some(_) => "village_closed",
        };
        let name = code.map_or(NOWHERE, |code| sums.register.village_name(code));
        Self { village: code.cloned(), village_name: Some(name.to_owned()), ..of(sums, row, value, unknown) }
    }

    pub(super) fn total(sums: &Sums<'_>, row: &Row<Indicator>, value: &Value) -> Self {
        of(sums, row, value, "targets_missing")
    }
}

fn of(sums: &Sums<'_>, row: &Row<Indicator>, value: &Value, unknown: &'static str) -> Line {
    let (denominator, month_denominator, basis_year) = match value.of {
        Of::Target(target) => (Some(target.people), Some(target.people / 12.0), Some(target.year)),
        Of::Counted(of) => (Some(whole(of)), value.month_of.map(whole), None),
        Of::Nothing | Of::Unknown => (None, None, None),
    };
    let no_coverage = no_coverage(row, value, unknown);
    let no_status = no_status(sums, value, no_coverage);
    let method = if row.rare { "poisson" } else { "wilson" };
    Line {
        village: None,
        village_name: None,
        month_numerator: value.month,
        month_denominator,
        numerator: value.n,
        denominator,
        basis: words::basis(value.of),
        basis_year,
        coverage: value.share.filter(|_| no_coverage.is_none()),
        no_coverage,
        interval_low: value.interval.map(|interval| interval.low),
        interval_high: value.interval.map(|interval| interval.high),
        interval_method: value.interval.map(|_| method),
        goal: value.goal,
        target_to_date: value.goal_now,
        trend: value.trend.map(words::trend),
        status: value.status.filter(|_| no_status.is_none()).map(Status::word),
        no_status,
    }
}

/// Why there is no coverage; none where there is.
fn no_coverage(row: &Indicator, value: &Value, unknown: &'static str) -> Option<&'static str> {
    match value.of {
        // A rate of a few deaths would mean nothing (domain.md §8.1).
        _ if row.rare => Some("rare"),
        Of::Nothing => Some("count_only"),
        Of::Unknown => Some(unknown),
        Of::Target(_) | Of::Counted(_) if value.share.is_some() => None,
        // Somebody counted of nobody: the figures are wrong (domain.md §15).
        Of::Target(_) | Of::Counted(_) if value.n > 0 => Some("counted_of_none"),
        Of::Target(_) | Of::Counted(_) => Some("of_none"),
    }
}

/// Why there is no status, in the order in which it is asked for ([`Sums::coverage`]); none where there is.
fn no_status(sums: &Sums<'_>, value: &Value, no_coverage: Option<&'static str>) -> Option<&'static str> {
    let people = match value.of {
        Of::Target(target) => target.people,
        Of::Counted(of) => whole(of),
        Of::Nothing | Of::Unknown => 0.0,
    };
    match value.status {
        _ if no_coverage.is_some() => Some("no_coverage"),
        Some(_) => None,
        None if people < sums.rules.choices.number("status_least_target") => Some("few_people"),
        None if value.goal_now.is_none() => Some("no_goal"),
        None => Some("no_comparison"),
    }
}
