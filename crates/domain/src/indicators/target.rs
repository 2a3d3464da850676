//! Target populations of a village and year: projected from its inhabitants, or enumerated (domain.md §7.1).

use serde::Deserialize;

use crate::{
    facts::{Village, VillageYear},
    rules::Rules,
};

/// Pregnancies for each live birth (domain.md §7.1, S-SAS).
const PREGNANCIES_PER_BIRTH: f64 = 1.10;
/// Births, and mothers after birth, for each live birth (domain.md §7.1, S-SAS).
const MOTHERS_PER_BIRTH: f64 = 1.05;

/// A target population.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetKind {
    /// Pregnant women (bumil).
    Pregnancies,
    /// Births, and women after birth (bulin, bufas).
    Births,
    /// Live births.
    LiveBirths,
    /// Infants (bayi).
    Infants,
    /// Pregnancies with a complication.
    Complications,
    /// Newborns with a complication.
    NewbornComplications,
}

/// How a target population is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Projected from inhabitants and birth rate.
    Projected,
    /// Counted from house to house.
    Enumerated,
    /// Some villages the one, some the other.
    Mixed,
}

impl Basis {
    /// The word under which exports write it (domain.md §7.1).
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Projected => "PROYEKSI",
            Self::Enumerated => "PENDATAAN",
            Self::Mixed => "CAMPURAN",
        }
    }

    /// What two villages' figures together rest on.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if self == other { self } else { Self::Mixed }
    }
}

/// A target population of a year: a number of people, whole only by chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// People in the year.
    pub people: f64,
    /// How it is known.
    pub basis: Basis,
    /// The year of the figures it rests on: that asked for, or the latest before it.
    pub year: i16,
}

/// The target population of a village in a year, as the unit chose; none where neither inhabitants with a
/// birth rate nor a count are known for that year or one before it.
#[must_use]
pub fn of_village(village: &Village, kind: TargetKind, year: i16, rules: &Rules) -> Option<Target> {
    let known = village.years.range(..=year).rev();
    let enumerated = rules.choices.word("target_population") == "enumeration";
    let counted = |year: i16, figures: &VillageYear| {
        let births = f64::from(figures.enumerated_pregnancies?) / PREGNANCIES_PER_BIRTH;
        Some((births, Basis::Enumerated, year))
    };
    let projected = |year: i16, figures: &VillageYear| {
        let births = f64::from(figures.population?) * figures.birth_rate_per_1000? / 1000.0;
        Some((births, Basis::Projected, year))
    };
    // A count of an earlier year says nothing of this one; inhabitants change slowly.
    let this_year = village.years.get(&year).filter(|_| enumerated);
    let (births, basis, year) = this_year
        .and_then(|figures| counted(year, figures))
        .or_else(|| known.clone().find_map(|(year, figures)| projected(*year, figures)))?;
    Some(Target { people: births * per_live_birth(kind, rules), basis, year })
}

/// How many of a target population there are for each live birth.
fn per_live_birth(kind: TargetKind, rules: &Rules) -> f64 {
    let percent = |id: &str| rules.choices.number(id) / 100.0;
    match kind {
        TargetKind::Pregnancies => PREGNANCIES_PER_BIRTH,
        TargetKind::Births => MOTHERS_PER_BIRTH,
        TargetKind::LiveBirths | TargetKind::Infants => 1.0,
        TargetKind::Complications => PREGNANCIES_PER_BIRTH * percent("complication_percent"),
        TargetKind::NewbornComplications => percent("newborn_complication_percent"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::facts::Unit;

    fn village(years: &[(i16, VillageYear)]) -> Village {
        Village { years: years.iter().cloned().collect(), ..Village::default() }
    }

    fn inhabitants(population: u32) -> VillageYear {
        VillageYear {
            population: Some(population),
            birth_rate_per_1000: Some(17.5),
            ..VillageYear::default()
        }
    }

    fn people(village: &Village, kind: TargetKind, rules: &Rules) -> f64 {
        of_village(village, kind, 2025, rules).unwrap().people
    }

    #[test]
    fn the_worked_village_of_500() {
        let (village, rules) = (village(&[(2025, inhabitants(500))]), Rules::default());
        for (kind, expected) in [
            (TargetKind::LiveBirths, 8.75),
            (TargetKind::Births, 9.1875),
            (TargetKind::Pregnancies, 9.625),
            (TargetKind::Complications, 1.925),
            (TargetKind::NewbornComplications, 1.3125),
        ] {
            let found = people(&village, kind, &rules);
            assert!((found - expected).abs() < 1e-9, "{kind:?}: {found}");
        }
    }

    #[test]
    fn a_unit_may_count_instead_where_it_counted() {
        let counted = VillageYear { enumerated_pregnancies: Some(22), ..inhabitants(500) };
        let village = village(&[(2025, counted)]);
        let choices = BTreeMap::from([("target_population".to_owned(), "enumeration".to_owned())]);
        let rules = Rules::of(Some(&Unit { choices, ..Unit::default() }));
        let target = of_village(&village, TargetKind::Pregnancies, 2025, &rules).unwrap();
        assert!((target.people - 22.0).abs() < 1e-9 && target.basis == Basis::Enumerated);
        assert!((people(&village, TargetKind::Births, &rules) - 21.0).abs() < 1e-9);
        let next = of_village(&village, TargetKind::Pregnancies, 2026, &rules).unwrap();
        assert_eq!((next.basis, next.year), (Basis::Projected, 2025), "a count holds for its year only");
    }

    #[test]
    fn an_earlier_year_stands_in_and_says_so_and_a_later_one_never_does() {
        let village = village(&[(2023, inhabitants(400)), (2026, inhabitants(600))]);
        let rules = Rules::default();
        let target = of_village(&village, TargetKind::LiveBirths, 2025, &rules).unwrap();
        assert!((target.people - 7.0).abs() < 1e-9 && target.year == 2023);
        assert!(of_village(&village, TargetKind::LiveBirths, 2022, &rules).is_none());
    }
}
