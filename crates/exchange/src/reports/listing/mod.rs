//! Every indicator by village and in total, for other programs and for whoever wants to look closely:
//! `betang indicators`. As JSON it is described by `docs/indicators.schema.json`.

mod line;
mod written;

use domain::{
    ids::{UnitCode, VillageCode},
    indicators::{self, Counted, Coverage, Group, Indicator, Month, Sums},
    tables::Row,
};
use jiff::civil::Date;
use serde::Serialize;

pub use self::line::Line;
use super::words;

/// Why an indicator has no numbers at all: what it asks for is not noted.
const NOT_RECORDED: &str = "not_recorded";

/// All indicators in a month, from January to its end.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Listing {
    /// The month.
    pub month: Month,
    /// The day on which it was looked at: nothing dated later counts.
    pub as_of: Date,
    /// Whether the month was over by then.
    pub month_is_over: bool,
    /// The unit's code; none before it was described.
    pub unit: Option<UnitCode>,
    /// The unit's name.
    pub unit_name: String,
    /// The only village listed, where one was asked for.
    pub village: Option<VillageCode>,
    /// The indicators, in the order in which they are shown everywhere.
    pub indicators: Vec<Entry>,
}

/// An indicator with its numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Its name in Indonesian.
    pub name: String,
    /// Its name in English.
    pub name_en: String,
    /// Where it is shown.
    pub group: Group,
    /// What is counted.
    pub counts: Counted,
    /// Less is better.
    pub lower_is_better: bool,
    /// Outside the Puskesmas a village's count under three is not told.
    pub hides_small: bool,
    /// Only for those who lead the talks with dukun.
    pub inner: bool,
    /// Where it comes from.
    pub source: String,
    /// Who confirmed it; null when nobody has yet.
    pub confirmed: Option<String>,
    /// Why it has no numbers at all; null when it has.
    pub not_counted: Option<&'static str>,
    /// By village; what counts for none comes last, without a code.
    pub villages: Vec<Line>,
    /// All villages together; null where one was asked for, and where there are no numbers.
    pub total: Option<Line>,
}

impl Listing {
    /// All indicators in a month, of one village or of all with their total. The counts of `sums` must
    /// have the year up to the month and the month before ([`super::Numbers::of`]).
    #[must_use]
    pub fn of(sums: &Sums<'_>, month: Month, village: Option<&VillageCode>) -> Self {
        let entry = |indicator| Entry::of(sums, indicator, month, village);
        Self {
            month,
            as_of: sums.rows.on,
            month_is_over: month.last() <= sums.rows.on,
            unit: sums.register.unit().map(|unit| UnitCode(unit.code.clone())),
            unit_name: words::unit(sums.register),
            village: village.cloned(),
            indicators: indicators::all().iter().map(entry).collect(),
        }
    }
}

impl Entry {
    fn of(sums: &Sums<'_>, row: &Row<Indicator>, month: Month, village: Option<&VillageCode>) -> Self {
        let coverage = sums.coverage(row, month);
        Self {
            id: row.id.clone(),
            name: row.name.clone(),
            name_en: row.name_en.clone(),
            group: row.group,
            counts: row.counts,
            lower_is_better: row.lower_is_better,
            hides_small: row.hides_small(),
            inner: row.inner,
            source: row.source.clone(),
            confirmed: row.confirmed.clone(),
            not_counted: coverage.is_none().then_some(NOT_RECORDED),
            villages: coverage.as_ref().map(|all| villages(sums, row, all, village)).unwrap_or_default(),
            total: coverage.filter(|_| village.is_none()).map(|all| Line::total(sums, row, &all.unit)),
        }
    }
}

fn villages(
    sums: &Sums<'_>,
    row: &Row<Indicator>,
    coverage: &Coverage,
    only: Option<&VillageCode>,
) -> Vec<Line> {
    let wanted = coverage.villages.iter().filter(|(code, _)| only.is_none() || code.as_ref() == only);
    wanted.map(|(code, value)| Line::village(sums, row, code.as_ref(), value)).collect()
}
