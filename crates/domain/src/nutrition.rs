//! Body mass index, weight gain in pregnancy, and the estimated weight of the unborn child.

use serde::Deserialize;

use crate::{
    quantity::FundusCm,
    tables::{Row, Tables},
};

/// Body mass index, kg/m²: weight in kg by the square of height in m.
#[must_use]
pub fn bmi(weight_kg: f64, height_cm: f64) -> f64 {
    let metres = height_cm / 100.0;
    weight_kg / (metres * metres)
}

/// A class of body mass index before pregnancy, with the gain that is advised. The row's id names it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BmiClass {
    /// The smallest index of the class, kg/m².
    pub from: f64,
    /// Weight gain over the pregnancy, kg, least and most.
    pub gain_kg: [f64; 2],
    /// Gain a week in the second and third trimester, kg, least and most.
    pub weekly_kg: [f64; 2],
    /// The code of the SATUSEHAT value set.
    pub satusehat: String,
}

/// The class of a body mass index (domain.md §3.3).
#[must_use]
pub fn class_of(index: f64) -> Option<&'static Row<BmiClass>> {
    let below = Tables::builtin().bmi_classes.iter().filter(|class| class.from <= index);
    below.max_by(|a, b| a.from.total_cmp(&b.from))
}

/// How far the head has come down, for [`fetal_weight`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Station {
    /// Not engaged.
    NotEngaged,
    /// At the spines.
    AtSpines,
    /// Below the spines.
    BelowSpines,
}

/// Estimated weight of the unborn child (TBJ), g, by Johnson and Toshack: (fundus - n) x 155, where n is
/// 13 with the head not engaged, 12 at the spines, 11 below them (domain.md §3.4). None when the fundus is
/// too low for the formula.
#[must_use]
pub fn fetal_weight(fundus: FundusCm, station: Station) -> Option<f64> {
    let n = match station {
        Station::NotEngaged => 13.0,
        Station::AtSpines => 12.0,
        Station::BelowSpines => 11.0,
    };
    let grams = (fundus.get() - n) * 155.0;
    (grams > 0.0).then_some(grams)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn johnson_and_toshack() {
        let fundus = FundusCm::new(32.0).unwrap();
        assert_eq!(fetal_weight(fundus, Station::NotEngaged), Some(2945.0));
        assert_eq!(fetal_weight(fundus, Station::AtSpines), Some(3100.0));
        assert_eq!(fetal_weight(fundus, Station::BelowSpines), Some(3255.0));
        assert_eq!(fetal_weight(FundusCm::new(13.0).unwrap(), Station::NotEngaged), None);
    }

    #[test]
    fn classes_meet_at_their_limits() {
        let id = |index| class_of(index).unwrap().id.as_str();
        assert_eq!(
            [18.4, 18.5, 24.9, 25.0, 29.9, 30.0].map(id),
            ["underweight", "normal", "normal", "overweight", "overweight", "obese"]
        );
        assert!((bmi(50.0, 150.0) - 22.2222).abs() < 0.001);
    }
}
