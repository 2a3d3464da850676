//! Whether villages differ in how much changed, or one ratio fits them all.

use super::{Stratum, tails::chi_squared_at_least};

/// The test of one ratio for all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Homogeneity {
    /// How far the strata lie apart: chi-squared when one ratio fits them all.
    pub q: f64,
    /// Its degrees of freedom, one less than the strata compared.
    pub degrees: u32,
    /// The chance of strata at least this far apart if one ratio fits them all.
    pub p: f64,
    /// Strata that could not be compared: no event in a period, no birth in one, or all of all.
    pub left_out: usize,
}

/// Cochran's Q of the logarithms of the strata's risk ratios, weighted by the inverse of their variances
/// 1/a − 1/n₁ + 1/b − 1/n₀ (Woolf 1955 for odds; Cochran 1954; Katz and others 1978 for the variance).
///
/// With few events per stratum it sees only large differences: a large `p` does not show that the villages
/// are alike. `None` when fewer than two strata can be compared.
#[must_use]
pub fn homogeneity(strata: &[Stratum]) -> Option<Homogeneity> {
    let compared: Vec<(f64, f64)> = strata.iter().filter_map(log_ratio).collect();
    let degrees = u32::try_from(compared.len()).ok()?.checked_sub(1).filter(|degrees| *degrees > 0)?;
    let weights: f64 = compared.iter().map(|(_, weight)| weight).sum();
    let mean = compared.iter().map(|(log, weight)| log * weight).sum::<f64>() / weights;
    let q = compared.iter().map(|(log, weight)| weight * (log - mean) * (log - mean)).sum();
    let p = chi_squared_at_least(q, degrees);
    Some(Homogeneity { q, degrees, p, left_out: strata.len() - compared.len() })
}

/// The logarithm of a stratum's risk ratio and its weight.
fn log_ratio(stratum: &Stratum) -> Option<(f64, f64)> {
    let Stratum { after_n, after_of, before_n, before_of } = *stratum;
    let all_of_all = after_n == after_of && before_n == before_of;
    if !stratum.compares() || after_n == 0 || before_n == 0 || all_of_all {
        return None;
    }
    let [a, n1, b, n0] = [after_n, after_of, before_n, before_of].map(|number| number as f64);
    // 1/a − 1/n₁ as (n₁ − a)/(a n₁), which is exactly nothing where all are events.
    let variance = (n1 - a) / (a * n1) + (n0 - b) / (b * n0);
    Some((libm::log(a * n0 / (n1 * b)), 1.0 / variance))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stratum(after_n: u64, after_of: u64, before_n: u64, before_of: u64) -> Stratum {
        Stratum { after_n, after_of, before_n, before_of }
    }

    #[test]
    fn one_village_can_not_differ_from_itself() {
        assert_eq!(homogeneity(&[]), None);
        assert_eq!(homogeneity(&[stratum(3, 9, 2, 8)]), None);
        let silent = [stratum(3, 9, 2, 8), stratum(0, 9, 2, 8), stratum(3, 9, 0, 8), stratum(9, 9, 8, 8)];
        assert_eq!(homogeneity(&silent), None);
    }

    #[test]
    fn the_same_ratio_everywhere_is_no_difference() {
        let same = homogeneity(&[stratum(4, 8, 2, 8), stratum(8, 16, 4, 16), stratum(1, 0, 0, 1)]).unwrap();
        assert_eq!((same.degrees, same.left_out), (1, 1));
        assert!(same.q < 1e-25 && (same.p - 1.0).abs() < 1e-12, "{same:?}");
    }

    #[test]
    fn far_apart_is_hardly_chance() {
        let apart = homogeneity(&[stratum(90, 100, 10, 100), stratum(10, 100, 90, 100)]).unwrap();
        assert!(apart.q > 80.0 && (0.0..1e-12).contains(&apart.p), "{apart:?}");
    }
}
