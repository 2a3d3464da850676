//! Coverage: a count, out of how many, how sure it is, and how it stands against the goal (domain.md §7.3,
//! §7.4). Nothing is rounded here; that is for whoever shows it.

use std::collections::BTreeSet;

use super::{
    counts::Counts,
    mark::Mark,
    month::Month,
    rows::Rows,
    table::Indicator,
    target::{self, Basis, Target},
};
use crate::{
    ids::VillageCode,
    register::Register,
    rules::Rules,
    stats::{self, Interval},
    tables::Row,
};

/// What a number is held against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Of {
    /// The target population of the year.
    Target(Target),
    /// Those counted in the same months.
    Counted(u64),
    /// It is a count alone.
    Nothing,
    /// A target population that nobody gave figures for.
    Unknown,
}

/// This month against last month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// More.
    Rising,
    /// Less.
    Falling,
    /// The same.
    Unchanged,
}

/// How a village stands (domain.md §7.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Baik: on target and not falling.
    Good,
    /// Cukup: below target and rising.
    Enough,
    /// Kurang: on target and falling.
    Less,
    /// Jelek: below target and falling.
    Poor,
}

impl Status {
    /// The word under which exports write it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Good => "baik",
            Self::Enough => "cukup",
            Self::Less => "kurang",
            Self::Poor => "jelek",
        }
    }
}

/// One number: from January to the end of a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Value {
    /// Counted since January, or a state at the end of the month.
    pub n: u64,
    /// Counted in the month.
    pub month: u64,
    /// Counted in the month before.
    pub month_before: u64,
    /// Out of how many since January.
    pub of: Of,
    /// Out of how many in the month, where they are counted.
    pub month_of: Option<u64>,
    /// Out of how many in the month before, where they are counted.
    pub month_before_of: Option<u64>,
    /// n out of how many, 1 for all; not clipped there. None: it can't be worked out.
    pub share: Option<f64>,
    /// 95 % of what the share may be (Wilson), or for deaths of how many were to be expected (exact
    /// Poisson).
    pub interval: Option<Interval>,
    /// The share to be reached in the year.
    pub goal: Option<f64>,
    /// The share to be reached by the end of the month.
    pub goal_now: Option<f64>,
    /// This month against last month; none where there is nothing to compare.
    pub trend: Option<Trend>,
    /// How it stands; none without a goal, or with a target population too small to tell.
    pub status: Option<Status>,
}

impl Value {
    /// More were counted than there should be: the target population is wrong, or some were counted
    /// elsewhere before.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.share.is_some_and(|share| share > 1.0)
    }

    /// Of none: it can't be worked out; with a count above none something is wrong with the figures
    /// (domain.md §15).
    #[must_use]
    pub fn is_of_none(&self) -> bool {
        match self.of {
            Of::Target(target) => target.people <= 0.0,
            Of::Counted(of) => of == 0,
            Of::Nothing | Of::Unknown => false,
        }
    }

    /// The share of the month: of a twelfth of the year's target population, or of those counted in it.
    #[must_use]
    pub fn month_share(&self) -> Option<f64> {
        self.share_of_month(self.month, self.month_of)
    }

    /// The share of the month before.
    #[must_use]
    pub fn month_before_share(&self) -> Option<f64> {
        self.share_of_month(self.month_before, self.month_before_of)
    }

    fn share_of_month(&self, n: u64, counted: Option<u64>) -> Option<f64> {
        match (self.of, counted) {
            (Of::Target(target), _) => divided(n, target.people / 12.0),
            (Of::Counted(_), Some(of)) => divided(n, whole(of)),
            _ => None,
        }
    }
}

/// An indicator in a month, by village and for the unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// The month; values run from its year's January.
    pub month: Month,
    /// The unit's villages that are open or have something counted, by code. What counts for no village is
    /// the last one, without a code.
    pub villages: Vec<(Option<VillageCode>, Value)>,
    /// All of them: sums, and the share of the sums.
    pub unit: Value,
    /// Villages without figures for the target population: as long as there is one, the unit has no share.
    pub lacking: BTreeSet<VillageCode>,
}

/// What all coverages of a month are worked out from.
#[derive(Clone, Copy, Debug)]
pub struct Sums<'a> {
    /// The register, for villages and goals.
    pub register: &'a Register,
    /// The rules of the unit.
    pub rules: &'a Rules,
    /// The rows, for the places of villages.
    pub rows: &'a Rows,
    /// Their counts; the months asked for, from January on and with the month before, must be among them.
    pub counts: &'a Counts,
}

/// What is counted of one village, or of all, before it is held against anything.
#[derive(Clone, Copy, Debug, Default)]
struct Raw {
    n: u64,
    month: u64,
    before: u64,
    of: u64,
    month_of: u64,
    before_of: u64,
}

impl Sums<'_> {
    /// An indicator in a month; none where it can't be counted at all.
    #[must_use]
    pub fn coverage(&self, indicator: &Row<Indicator>, month: Month) -> Option<Coverage> {
        let numerator = indicator.numerator?;
        let (mut villages, mut sum, mut target, mut lacking) =
            (Vec::new(), Raw::default(), None, BTreeSet::new());
        for (place, code) in self.rows.villages.iter().enumerate() {
            let raw = self.raw(numerator, indicator.of, place, month);
            let village = code.as_ref().and_then(|code| self.register.villages().get(code));
            let open = village.is_some_and(|village| !village.closed);
            if !open && raw.n == 0 && raw.of == 0 && raw.before == 0 {
                continue;
            }
            let own = indicator.target.and_then(|kind| {
                target::of_village(village.filter(|_| open)?, kind, month.year(), self.rules)
            });
            if let (Some(code), true, None, true) = (code, open, own, indicator.target.is_some()) {
                lacking.insert(code.clone());
            }
            villages.push((code.clone(), self.value(indicator, month, &raw, own)));
            sum.add(&raw);
            target = together(target, own);
        }
        let unit = self.value(indicator, month, &sum, target.filter(|_| lacking.is_empty()));
        Some(Coverage { month, villages, unit, lacking })
    }

    fn raw(&self, numerator: Mark, of: Option<Mark>, place: usize, month: Month) -> Raw {
        let since = |mark: Mark| self.counts.between(mark, place, month.january(), month);
        let within = |mark: Mark, month: Month| self.counts.month(mark, place, month);
        let last = month.plus(-1);
        Raw {
            n: since(numerator),
            month: within(numerator, month),
            before: within(numerator, last),
            of: of.map_or(0, since),
            month_of: of.map_or(0, |mark| within(mark, month)),
            before_of: of.map_or(0, |mark| within(mark, last)),
        }
    }

    fn value(&self, indicator: &Row<Indicator>, month: Month, raw: &Raw, target: Option<Target>) -> Value {
        let of = match (indicator.target, indicator.of) {
            (Some(_), _) => target.map_or(Of::Unknown, Of::Target),
            (None, Some(_)) => Of::Counted(raw.of),
            (None, None) => Of::Nothing,
        };
        let unit = self.register.unit().map(|unit| &**unit);
        let goal = indicator.goal(unit, month.year()).map(|percent| percent / 100.0);
        let in_year = f64::from(month.in_year());
        let counted = indicator.of.is_some();
        let mut value = Value {
            n: raw.n,
            month: raw.month,
            month_before: raw.before,
            of,
            month_of: counted.then_some(raw.month_of),
            month_before_of: counted.then_some(raw.before_of),
            share: share(raw.n, of),
            interval: interval(indicator, raw.n, of),
            goal,
            // Only against the people of a year does a goal grow with the months.
            goal_now: goal.map(|goal| if counted { goal } else { goal * in_year / 12.0 }),
            trend: None,
            status: None,
        };
        value.trend = trend(&value, indicator);
        value.status = self.status(indicator, &value);
        value
    }

    /// The status matrix of domain.md §7.4; for what should be low, on target is at or below it, and a
    /// fall is what is hoped for.
    fn status(&self, indicator: &Indicator, value: &Value) -> Option<Status> {
        let people = match value.of {
            Of::Target(target) => target.people,
            Of::Counted(of) => whole(of),
            Of::Nothing | Of::Unknown => return None,
        };
        if people < self.rules.choices.number("status_least_target") {
            return None;
        }
        let (share, goal) = (value.share?, value.goal_now?);
        let reached = if indicator.lower_is_better { share <= goal } else { share >= goal };
        let better = match value.trend? {
            Trend::Rising => !indicator.lower_is_better,
            Trend::Falling => indicator.lower_is_better,
            Trend::Unchanged => match self.rules.choices.word("status_unchanged") {
                "as_rising" => true,
                "as_falling" => false,
                _ => reached,
            },
        };
        Some(match (reached, better) {
            (true, true) => Status::Good,
            (true, false) => Status::Less,
            (false, true) => Status::Enough,
            (false, false) => Status::Poor,
        })
    }
}

impl Raw {
    fn add(&mut self, other: &Self) {
        self.n += other.n;
        self.month += other.month;
        self.before += other.before;
        self.of += other.of;
        self.month_of += other.month_of;
        self.before_of += other.before_of;
    }
}

/// Two villages' target populations together.
fn together(sum: Option<Target>, own: Option<Target>) -> Option<Target> {
    match (sum, own) {
        (Some(sum), Some(own)) => Some(Target {
            people: sum.people + own.people,
            basis: Basis::and(sum.basis, own.basis),
            year: sum.year.min(own.year),
        }),
        (sum, own) => sum.or(own),
    }
}

fn share(n: u64, of: Of) -> Option<f64> {
    match of {
        Of::Target(target) => divided(n, target.people),
        Of::Counted(of) => divided(n, whole(of)),
        Of::Nothing | Of::Unknown => None,
    }
}

/// A projection of 9.6 women is taken as 10 for the interval: a sample is of whole people.
fn interval(indicator: &Indicator, n: u64, of: Of) -> Option<Interval> {
    if indicator.rare {
        return Some(stats::poisson(n));
    }
    match of {
        Of::Target(target) => stats::wilson(n, rounded(target.people)),
        Of::Counted(of) => stats::wilson(n, of),
        Of::Nothing | Of::Unknown => None,
    }
}

/// This month's share against last month's; of what is a count alone, the counts.
fn trend(value: &Value, indicator: &Indicator) -> Option<Trend> {
    let order = match (value.month_share(), value.month_before_share()) {
        (Some(now), Some(before)) => now.total_cmp(&before),
        _ if indicator.of.is_none() => value.month.cmp(&value.month_before),
        _ => return None,
    };
    Some(match order {
        std::cmp::Ordering::Greater => Trend::Rising,
        std::cmp::Ordering::Less => Trend::Falling,
        std::cmp::Ordering::Equal => Trend::Unchanged,
    })
}

/// None where nobody is there to be counted (domain.md §7.2: N/A, never 0 %).
fn divided(n: u64, of: f64) -> Option<f64> {
    (of > 0.0).then(|| whole(n) / of)
}

#[expect(clippy::cast_precision_loss, reason = "people of a unit, far below 2^52")]
pub(super) fn whole(n: u64) -> f64 {
    n as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "people of a unit, never negative"
)]
pub(super) fn rounded(people: f64) -> u64 {
    libm::round(people.max(0.0)) as u64
}
