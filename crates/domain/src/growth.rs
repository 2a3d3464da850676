//! Weight for age by the WHO Child Growth Standards, from birth to 13 months.

use serde::Deserialize;

use crate::{
    facts::Sex,
    tables::{Row, Tables},
};

/// A reference curve: rows of age in days, L, M (kg) and S, by rising age. The row's id is `boys` or `girls`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Curve {
    lms: Vec<[f64; 4]>,
}

/// The z-score of a weight (g) at an age (days), by the LMS method; beyond ±3 SD as the WHO restricts it
/// (WHO Child Growth Standards, Methods and development, 2006, chapter 7: the distance between the second
/// and the third SD goes on). None beyond the ages of the table.
#[must_use]
pub fn weight_for_age(sex: Sex, age_days: i32, grams: f64) -> Option<f64> {
    let lms = at(sex, age_days)?;
    let kg = grams / 1000.0;
    let z = (libm::pow(kg / lms.m, lms.l) - 1.0) / (lms.l * lms.s);
    let z = if libm::fabs(lms.l) < 1e-9 { libm::log(kg / lms.m) / lms.s } else { z };
    Some(if z > 3.0 {
        3.0 + (kg - lms.kg(3.0)) / (lms.kg(3.0) - lms.kg(2.0))
    } else if z < -3.0 {
        -3.0 + (kg - lms.kg(-3.0)) / (lms.kg(-2.0) - lms.kg(-3.0))
    } else {
        z
    })
}

/// How a weight for age is called. The limits themselves belong to the band nearer the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// Below -3 SD (BB sangat kurang).
    VeryLow,
    /// Below -2 SD (BB kurang).
    Low,
    /// -2 to +1 SD (BB normal).
    Normal,
    /// Above +1 SD (risiko BB lebih).
    High,
}

/// The band of a z-score (Permenkes 2/2020, weight for age).
#[must_use]
pub fn band(z: f64) -> Band {
    match z {
        _ if z < -3.0 => Band::VeryLow,
        _ if z < -2.0 => Band::Low,
        _ if z > 1.0 => Band::High,
        _ => Band::Normal,
    }
}

/// The curve of a z-score for a chart: age in days and weight in g, at the ages of the table.
#[must_use]
pub fn curve(sex: Sex, z: f64) -> Vec<(i32, f64)> {
    let rows = rows(sex).into_iter().flatten();
    #[expect(clippy::cast_possible_truncation, reason = "ages of the table are whole days below 400")]
    rows.map(|row| (row[0] as i32, Lms::of(row).kg(z) * 1000.0)).collect()
}

#[derive(Clone, Copy)]
struct Lms {
    l: f64,
    m: f64,
    s: f64,
}

impl Lms {
    fn of([_, l, m, s]: &[f64; 4]) -> Self {
        Self { l: *l, m: *m, s: *s }
    }

    /// The weight at a z-score, kg.
    fn kg(self, z: f64) -> f64 {
        if libm::fabs(self.l) < 1e-9 {
            self.m * libm::exp(self.s * z)
        } else {
            self.m * libm::pow(1.0 + self.l * self.s * z, 1.0 / self.l)
        }
    }
}

fn rows(sex: Sex) -> Option<&'static [[f64; 4]]> {
    let id = match sex {
        Sex::Male => "boys",
        Sex::Female => "girls",
    };
    Tables::builtin()
        .growth
        .iter()
        .find(|curve: &&Row<Curve>| curve.id == id)
        .map(|curve| curve.lms.as_slice())
}

fn at(sex: Sex, age_days: i32) -> Option<Lms> {
    let rows = rows(sex)?;
    let age = f64::from(age_days);
    let next = rows.iter().position(|row| row[0] >= age)?;
    let after = rows.get(next)?;
    let before = rows.get(next.saturating_sub(1))?;
    if age < before[0] {
        return None;
    }
    let part = if after[0] > before[0] { (age - before[0]) / (after[0] - before[0]) } else { 0.0 };
    let (from, to) = (Lms::of(before), Lms::of(after));
    let between = |from: f64, to: f64| from + (to - from) * part;
    Some(Lms { l: between(from.l, to.l), m: between(from.m, to.m), s: between(from.s, to.s) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: Option<f64>, wanted: f64, tolerance: f64) {
        let found = found.unwrap();
        assert!((found - wanted).abs() < tolerance, "{found} is not {wanted}");
    }

    #[test]
    fn the_median_is_zero() {
        close(weight_for_age(Sex::Male, 0, 3346.4), 0.0, 1e-6);
        close(weight_for_age(Sex::Female, 0, 3232.2), 0.0, 1e-6);
        close(weight_for_age(Sex::Male, 365, 9646.0), 0.0, 1e-6);
    }

    /// SD lines as the WHO prints them for birth, 3, 6 and 12 months (weight-for-age tables, kg, one decimal).
    #[test]
    fn the_printed_lines_of_the_who() {
        let printed = [
            (Sex::Male, 0, -3.0, 2.1),
            (Sex::Male, 0, -2.0, 2.5),
            (Sex::Male, 0, 2.0, 4.4),
            (Sex::Male, 0, 3.0, 5.0),
            (Sex::Male, 61, -3.0, 3.8),
            (Sex::Male, 183, -2.0, 6.4),
            (Sex::Male, 183, -3.0, 5.7),
            (Sex::Male, 365, -2.0, 7.7),
            (Sex::Female, 0, -2.0, 2.4),
            (Sex::Female, 0, -3.0, 2.0),
            (Sex::Female, 183, -2.0, 5.7),
            (Sex::Female, 365, -2.0, 7.0),
            (Sex::Female, 365, -3.0, 6.3),
        ];
        for (sex, day, z, kg) in printed {
            let curve = curve(sex, z);
            let (_, grams) = curve.iter().find(|(age, _)| *age == day).unwrap();
            assert!((grams / 1000.0 - kg).abs() <= 0.0501, "{sex:?} day {day} z {z}: {grams} is not {kg}");
        }
    }

    /// Days that the table leaves out, against the WHO's own rows for them.
    #[test]
    fn days_between_rows_agree_with_the_who() {
        for (sex, day, median) in [
            (Sex::Male, 10, 3594.1),
            (Sex::Male, 18, 3927.0),
            (Sex::Male, 100, 6569.9),
            (Sex::Male, 200, 8147.5),
            (Sex::Male, 300, 9128.2),
            (Sex::Female, 10, 3431.4),
            (Sex::Female, 100, 6022.9),
            (Sex::Female, 250, 8010.0),
        ] {
            close(weight_for_age(sex, day, median), 0.0, 0.03);
        }
    }

    #[test]
    fn beyond_three_deviations_the_distance_goes_on() {
        let lms = at(Sex::Female, 0).unwrap();
        let step = lms.kg(-2.0) - lms.kg(-3.0);
        close(weight_for_age(Sex::Female, 0, (lms.kg(-3.0) - step) * 1000.0), -4.0, 1e-6);
        let step = lms.kg(3.0) - lms.kg(2.0);
        close(weight_for_age(Sex::Female, 0, (lms.kg(3.0) + step) * 1000.0), 4.0, 1e-6);
    }

    #[test]
    fn ages_beyond_the_table_have_no_score() {
        assert_eq!(weight_for_age(Sex::Male, -1, 3000.0), None);
        assert_eq!(weight_for_age(Sex::Male, 397, 9000.0), None);
        assert!(weight_for_age(Sex::Male, 396, 9000.0).is_some());
    }

    #[test]
    fn bands_on_both_sides_of_their_limits() {
        assert_eq!(
            [-3.01, -3.0, -2.01, -2.0, 1.0, 1.01].map(band),
            [Band::VeryLow, Band::Low, Band::Low, Band::Normal, Band::Normal, Band::High]
        );
    }
}
