//! The table of indicators: what each counts, out of how many, and what it should come to.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::{Deserialize, Serialize};

use super::{mark::Mark, target::TargetKind};
use crate::{
    facts::Unit,
    tables::{BadTable, Row, Tables, compiled_in, rows},
};

/// What is counted, for the words beside a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// Pregnant women.
    Mothers,
    /// Births, and the mothers who gave birth.
    Births,
    /// Newborns.
    Newborns,
    /// Infants.
    Infants,
    /// Dukun.
    Dukun,
    /// Villages.
    Villages,
    /// Contacts due.
    Visits,
    /// Things that happened.
    Events,
    /// Meetings.
    Meetings,
    /// Incentives.
    Incentives,
}

/// Where it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Pregnancy.
    Pregnancy,
    /// Birth and the weeks after it.
    Birth,
    /// Newborn and infant.
    Child,
    /// Nutrition.
    Nutrition,
    /// Deaths.
    Death,
    /// Partnership.
    Partnership,
}

impl Group {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 6] =
        [Self::Pregnancy, Self::Birth, Self::Child, Self::Nutrition, Self::Death, Self::Partnership];
}

/// An indicator. The row's id names it everywhere.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Name in Indonesian.
    pub name: String,
    /// Name in English.
    pub name_en: String,
    /// What it counts, in a sentence.
    pub about: String,
    /// The sentence in English.
    pub about_en: String,
    /// Where it is shown.
    pub group: Group,
    /// What is counted.
    pub counts: Counts,
    /// The mark that is counted; none where what it asks for is not noted, so that it can't be.
    #[serde(default)]
    pub numerator: Option<Mark>,
    /// The target population it is held against.
    #[serde(default)]
    pub target: Option<TargetKind>,
    /// The mark it is held against.
    #[serde(default)]
    pub of: Option<Mark>,
    /// Percent to be reached in a year, by the first year for which it holds.
    #[serde(default)]
    goals: BTreeMap<i16, f64>,
    /// Less is better.
    #[serde(default)]
    pub lower_is_better: bool,
    /// So rare that only counts are shown, with an exact interval.
    #[serde(default)]
    pub rare: bool,
    /// Outside the Puskesmas, a village's count under three is not told.
    #[serde(default)]
    pub sensitive: bool,
    /// Only for those who lead the talks with dukun.
    #[serde(default)]
    pub inner: bool,
}

impl Indicator {
    /// Whether a village's count under three is not told outside the Puskesmas: one might know who it is.
    #[must_use]
    pub fn hides_small(&self) -> bool {
        self.sensitive || self.rare
    }
}

impl Row<Indicator> {
    /// The percent to be reached in a year: the unit's own, else that of the table, of the latest year up to
    /// it; none where nobody set one.
    #[must_use]
    pub fn goal(&self, unit: Option<&Unit>, year: i16) -> Option<f64> {
        let latest = |goals: &BTreeMap<i16, f64>| goals.range(..=year).next_back().map(|(_, goal)| *goal);
        unit.and_then(|unit| unit.goals.get(&self.id)).and_then(latest).or_else(|| latest(&self.goals))
    }
}

static BUILTIN: LazyLock<Vec<Row<Indicator>>> =
    LazyLock::new(|| read(compiled_in!("indicators")).expect("the table compiled in is tested to load"));

/// All indicators, in the order in which they are shown.
#[must_use]
pub fn all() -> &'static [Row<Indicator>] {
    &BUILTIN
}

/// The indicator of an id, in capitals or not.
#[must_use]
pub fn find(id: &str) -> Option<&'static Row<Indicator>> {
    all().iter().find(|row| row.id.eq_ignore_ascii_case(id))
}

fn read(text: &str) -> Result<Vec<Row<Indicator>>, BadTable> {
    let table = rows::<Indicator>("indicators.toml", "indicator", text, &Tables::builtin().editions)?;
    let bad = |row: &Row<Indicator>, reason: &str| {
        let (file, row, reason) = ("indicators.toml".to_owned(), row.id.clone(), reason.to_owned());
        Err(BadTable { file, row, reason })
    };
    let is_service = |mark: &Option<Mark>| matches!(mark, Some(Mark::Service(_)));
    if let Some(row) = table.iter().find(|row| row.target.is_some() && row.of.is_some()) {
        return bad(row, "is held against a target population and a mark");
    }
    if let Some(row) = table.iter().find(|row| is_service(&row.numerator) || is_service(&row.of)) {
        return bad(row, "counts a service, which pages don't work out");
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_compiled_in_loads_and_has_everything_asked_for() {
        let ids: Vec<_> = all().iter().map(|row| row.id.as_str()).collect();
        for id in ["K1_MURNI", "K4", "K6", "PN", "PF", "KF_LENGKAP", "KN1", "IBL", "ANEMIA", "KEK", "PKO"] {
            assert!(ids.contains(&id), "{id}");
        }
        for no in 1..=12 {
            assert!(ids.contains(&format!("KBD-{no:02}").as_str()), "KBD-{no:02}");
        }
    }

    #[test]
    fn goals_hold_from_their_year_on_and_the_units_own_come_first() {
        let k1 = find("k1_murni").unwrap();
        assert_eq!(
            (k1.goal(None, 2025), k1.goal(None, 2026), k1.goal(None, 2030)),
            (None, Some(89.0), Some(89.0))
        );
        let own = BTreeMap::from([(k1.id.clone(), BTreeMap::from([(2024, 80.0), (2025, 85.0)]))]);
        let unit = Unit { goals: own, ..Unit::default() };
        assert_eq!((k1.goal(Some(&unit), 2024), k1.goal(Some(&unit), 2026)), (Some(80.0), Some(85.0)));
    }

    fn reason(further: serde_json::Value) -> String {
        let mut row = serde_json::json!({
            "id": "X", "name": "x", "name_en": "x", "about": "x", "about_en": "x", "group": "birth",
            "counts": "births", "source": "s", "confirmed": false,
        });
        row.as_object_mut().unwrap().extend(further.as_object().unwrap().clone());
        let table = read(&serde_json::json!({"indicator": [row]}).to_string());
        table.map_or_else(|error| error.reason, |_| String::new())
    }

    #[test]
    fn what_is_held_against_two_things_or_counts_a_service_does_not_load() {
        assert_eq!(reason(serde_json::json!({"numerator": "birth", "of": "birth"})), "");
        let two = serde_json::json!({"numerator": "birth", "of": "birth", "target": "births"});
        assert!(reason(two).contains("target population"));
        assert!(reason(serde_json::json!({"numerator": "hiv_reactive"})).contains("service"));
    }
}
