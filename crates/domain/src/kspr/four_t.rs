//! "4 terlalu" as SATUSEHAT asks it (Questionnaire Q0002): too young, too close, too old, too many.
//! It is not the score card: the limits differ (domain.md §8.4).

use jiff::civil::Date;
use serde::Deserialize;

use crate::{
    answer::Answer,
    conditions::{Alternatives, judge},
    family::{Family, Pregnancy},
    readings,
    rules::Rules,
};

/// One of the four.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FourT {
    /// Alternatives, each a list of conditions that must all hold.
    pub any: Alternatives,
}

/// The four answers on a day, by id (`too_young`, `too_close`, `too_old`, `too_many`).
#[must_use]
pub fn four_t(
    family: &Family,
    pregnancy: &Pregnancy,
    rules: &Rules,
    on: Date,
) -> Vec<(&'static str, Answer)> {
    let inputs = readings::of_woman(family, pregnancy, rules, on);
    let rows = rules.tables.four_t.iter();
    rows.map(|row| (row.id.as_str(), judge(&row.any, &inputs, &rules.choices))).collect()
}
