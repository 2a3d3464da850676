//! The report's numbers by village, before they are laid out.

use std::collections::BTreeSet;

use domain::{
    facts::{Sex, Village},
    ids::VillageCode,
    indicators::{Counts, Mark, Month, Rows, Sums, TargetKind, target_of},
};
use jiff::civil::Date;

use super::{
    amount::{Amount, People},
    mapping::{Held, Mapping, Sum, What},
};
use crate::reports::{
    Stretch,
    words::{self, NOWHERE},
};

/// The report of a month or quarter, filled in.
pub(super) struct Filled {
    /// The unit.
    pub(super) unit: String,
    /// The time.
    pub(super) stretch: Stretch,
    /// The day on which it was looked at.
    pub(super) on: Date,
    /// Villages by code; what counts for none comes last, where there is something.
    pub(super) rows: Vec<Line>,
    /// The sums, by column of the mapping.
    pub(super) sums: Vec<Amount>,
    /// Open villages without figures for their target population.
    pub(super) lacking: BTreeSet<String>,
    /// Whether children without a sex are among those counted.
    pub(super) unsexed: bool,
}

/// The row of a village.
pub(super) struct Line {
    /// Its code.
    pub(super) code: String,
    /// Its name.
    pub(super) name: String,
    /// What was counted, by column of the mapping.
    pub(super) amounts: Vec<Amount>,
}

impl Filled {
    /// Fills the columns of a mapping; the rows must have their services.
    pub(super) fn of(sums: &Sums<'_>, mapping: &Mapping, stretch: Stretch) -> Self {
        let filler = Filler::of(sums, stretch);
        let mut filled = Self {
            unit: words::unit(sums.register),
            stretch,
            on: sums.rows.on,
            rows: Vec::new(),
            sums: Vec::new(),
            lacking: BTreeSet::new(),
            unsexed: sums.rows.children.iter().any(|child| child.sex.is_none()),
        };
        for (at, code) in sums.rows.villages.iter().enumerate() {
            let place = Place::of(sums, at, code.as_ref());
            let amounts: Vec<_> =
                mapping.columns.iter().map(|column| filler.amount(&column.what, &place)).collect();
            if place.open.is_none() && !amounts.iter().any(|amount| amount.is_counted()) {
                continue;
            }
            let is_lacking = |amount: &Amount| {
                matches!(amount, Amount::People(People::Lacking) | Amount::Ratio(_, People::Lacking))
            };
            if amounts.iter().any(is_lacking) {
                filled.lacking.insert(place.name.clone());
            }
            filled.sums = match filled.sums.is_empty() {
                true => amounts.clone(),
                false => filled.sums.iter().zip(&amounts).map(|(sum, own)| sum.and(*own)).collect(),
            };
            filled.rows.push(Line { code: place.code, name: place.name, amounts });
        }
        filled
    }
}

/// A village, or where what counts for none is counted.
struct Place<'a> {
    at: usize,
    code: String,
    name: String,
    /// The village, unless it is closed.
    open: Option<&'a Village>,
}

impl<'a> Place<'a> {
    fn of(sums: &Sums<'a>, at: usize, code: Option<&VillageCode>) -> Self {
        let village = code.and_then(|code| sums.register.villages().get(code));
        let name = code.map_or(NOWHERE, |code| sums.register.village_name(code)).to_owned();
        let open = village.map(|village| &**village).filter(|village| !village.closed);
        Self { at, code: code.map(ToString::to_string).unwrap_or_default(), name, open }
    }
}

/// What columns are filled from.
struct Filler<'a> {
    sums: Sums<'a>,
    stretch: Stretch,
    boys: Counts,
    girls: Counts,
}

impl<'a> Filler<'a> {
    fn of(sums: &Sums<'a>, stretch: Stretch) -> Self {
        let months = sums.counts.months;
        let of = |sex| Counts::events(&children(sums.rows, sex), months);
        Self { sums: *sums, stretch, boys: of(Sex::Male), girls: of(Sex::Female) }
    }

    fn amount(&self, what: &What, place: &Place<'_>) -> Amount {
        match what {
            What::Count(sum) => Amount::Count(self.count(sum, place)),
            What::Percent(sum, Held::Counted(of)) => {
                let of = crate::reports::page::whole(self.count(of, place));
                Amount::Ratio(self.count(sum, place), People::Known(of))
            }
            What::Percent(sum, Held::Target(kind)) => {
                Amount::Ratio(self.count(sum, place), self.target(*kind, place))
            }
            What::Target(kind) => Amount::People(self.target(*kind, place)),
            What::Inhabitants => Amount::Inhabitants(self.inhabitants(place)),
            What::Villages => Amount::Count(u64::from(place.open.is_some())),
            What::NotRecorded(_) => Amount::NotRecorded,
        }
    }

    fn count(&self, sum: &Sum, place: &Place<'_>) -> u64 {
        let counts = match sum.sex {
            None => self.sums.counts,
            Some(Sex::Male) => &self.boys,
            Some(Sex::Female) => &self.girls,
        };
        let last = self.stretch.last();
        let first = if sum.since_january { last.january() } else { self.stretch.months().first };
        let of_mark = |mark: &Mark| {
            // A state of a quarter that still runs is that of the running month.
            let last = if mark.is_state() { last.min(Month::of(self.sums.rows.on)) } else { last };
            counts.between(*mark, place.at, first, last)
        };
        sum.marks.iter().map(of_mark).sum()
    }

    fn target(&self, kind: TargetKind, place: &Place<'_>) -> People {
        let Some(village) = place.open else { return People::Nobody };
        let target = target_of(village, kind, self.stretch.last().year(), self.sums.rules);
        target.map_or(People::Lacking, |target| People::Known(target.people))
    }

    /// Inhabitants of the year, or of the latest before it, as for target populations.
    fn inhabitants(&self, place: &Place<'_>) -> People {
        let Some(village) = place.open else { return People::Nobody };
        let known = village.years.range(..=self.stretch.last().year()).rev();
        let latest = known.into_iter().find_map(|(_, figures)| figures.population);
        latest.map_or(People::Lacking, |people| People::Known(f64::from(people)))
    }
}

/// The rows of girls or boys alone.
fn children(rows: &Rows, sex: Sex) -> Rows {
    let of_sex = rows.children.iter().filter(|child| child.sex == Some(sex));
    Rows {
        on: rows.on,
        villages: rows.villages.clone(),
        pregnancies: Vec::new(),
        children: of_sex.cloned().collect(),
        events: Vec::new(),
        services: Vec::new(),
    }
}
