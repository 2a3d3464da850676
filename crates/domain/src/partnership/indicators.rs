//! The indicators of the partnership, KBD-01 to KBD-12 (domain.md §1.6), as counts of any stretch of days: how
//! many of how many. Nothing is ranked and no share is given here; a village has two to five births a quarter.
//! They are those of the table of indicators, counted from the same rows.

use super::Period;
use crate::{
    ids::VillageCode,
    indicators::{self, Effect, Group, Outcome, Rows, Signed, Tally},
    register::Register,
    rules::Rules,
};

/// The year before the signing, which KBD-03 is compared with.
const BEFORE: &str = "KBD-03-before";

/// One indicator of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Its id, as `KBD-01`; `KBD-03-before` is the year before the signing.
    pub id: &'static str,
    /// How many.
    pub n: usize,
    /// Of how many; none where it is a count.
    pub of: Option<usize>,
}

impl Indicator {
    /// Of none: it can't be worked out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.of == Some(0)
    }
}

/// All indicators of a period, for some villages or all.
#[must_use]
pub fn indicators(
    register: &Register,
    rules: &Rules,
    period: Period,
    villages: Option<&[VillageCode]>,
) -> Vec<Indicator> {
    let here = |village: Option<&VillageCode>| {
        villages.is_none_or(|all| village.is_some_and(|code| all.contains(code)))
    };
    let rows = Rows::of(register, rules, period.until);
    let tally = Tally::of(&rows, register, period, here);
    let of_partnership = indicators::all().iter().filter(|row| row.group == Group::Partnership);
    let mut all: Vec<_> = of_partnership
        .filter_map(|row| {
            let of = row.of.map(|mark| tally.get(mark) as usize);
            Some(Indicator { id: &row.id, n: tally.get(row.numerator?) as usize, of })
        })
        .collect();
    all.push(before_signing(&rows, &Signed::of(register), here));
    all.sort_by_key(|indicator| indicator.id);
    all
}

/// Facility births of the year before the first signing, in the villages where one was signed.
fn before_signing(rows: &Rows, signed: &Signed, here: impl Fn(Option<&VillageCode>) -> bool) -> Indicator {
    let effect = Effect::of(rows, signed, Outcome::FacilityBirth);
    let before = effect.villages.iter().filter(|one| here(Some(&one.village))).map(|one| one.before);
    let (n, of) = before.fold((0, 0), |(n, of), part| (n + part.n, of + part.of));
    let whole = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
    Indicator { id: BEFORE, n: whole(n), of: Some(whole(of)) }
}
