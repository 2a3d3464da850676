//! One ratio out of many villages: how often after compared with before, village against itself.

use super::{Interval, Z_95};

/// What a village (or any other stratum) had after and before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stratum {
    /// Events after, such as births in a facility.
    pub after_n: u64,
    /// All births after.
    pub after_of: u64,
    /// Events before.
    pub before_n: u64,
    /// All births before.
    pub before_of: u64,
}

impl Stratum {
    /// Whether both periods are shares of something.
    pub(super) fn compares(&self) -> bool {
        let share = |n: u64, of: u64| of > 0 && n <= of;
        share(self.after_n, self.after_of) && share(self.before_n, self.before_of)
    }
}

/// The pooled comparison.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pooled {
    /// The risk ratio after to before: 2 is twice as often after.
    pub ratio: f64,
    /// Its 95 % interval.
    pub interval: Interval,
    /// Villages with births in both periods and an event in one of them; others say nothing about a ratio.
    pub strata_used: usize,
}

/// The risk ratio after to before, pooled over strata as Mantel and Haenszel (1959) did for odds, which
/// holds with many small strata too; its interval from the variance of its logarithm by Greenland and
/// Robins (1985, Biometrics 41:55-68).
///
/// Often "Robins, Breslow and Greenland" (1986) is asked for here. That is the variance of the pooled
/// *odds* ratio, which is far from the risk ratio where events are common, as births in a facility are;
/// the year before, two of the three gave the one for the risk ratio, which is taken here.
///
/// A stratum that compares nothing (no births in a period, or more events than births) is left out.
/// `None` when there is no event on one side, so that there is no ratio, and when every birth on both
/// sides is an event, so that the formula would claim to be certain.
#[must_use]
pub fn mantel_haenszel(strata: &[Stratum]) -> Option<Pooled> {
    let (mut after, mut before, mut spread) = (0.0, 0.0, 0.0);
    let mut strata_used = 0;
    for stratum in strata.iter().filter(|stratum| stratum.compares()) {
        let [a, n1] = [stratum.after_n as f64, stratum.after_of as f64];
        let [b, n0] = [stratum.before_n as f64, stratum.before_of as f64];
        let all = n1 + n0;
        after += a * n0 / all;
        before += b * n1 / all;
        // (n1 n0 (a + b) − a b (n1 + n0)) / (n1 + n0)², written so that nothing is taken from nearly as much.
        spread += (a * n1 * (n0 - b) + b * n0 * (n1 - a)) / (all * all);
        strata_used += usize::from(stratum.after_n + stratum.before_n > 0);
    }
    if after <= 0.0 || before <= 0.0 || spread <= 0.0 {
        return None;
    }
    let ratio = after / before;
    let reach = libm::exp(Z_95 * (spread / (after * before)).sqrt());
    Some(Pooled { ratio, interval: Interval { low: ratio / reach, high: ratio * reach }, strata_used })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stratum(after_n: u64, after_of: u64, before_n: u64, before_of: u64) -> Stratum {
        Stratum { after_n, after_of, before_n, before_of }
    }

    #[test]
    fn no_event_on_one_side_gives_no_ratio() {
        assert_eq!(mantel_haenszel(&[]), None);
        assert_eq!(mantel_haenszel(&[stratum(0, 9, 3, 8), stratum(0, 4, 1, 5)]), None);
        assert_eq!(mantel_haenszel(&[stratum(3, 8, 0, 9)]), None);
        assert_eq!(mantel_haenszel(&[stratum(0, 0, 3, 8), stratum(3, 8, 0, 0)]), None);
    }

    #[test]
    fn all_on_both_sides_is_not_certainty() {
        assert_eq!(mantel_haenszel(&[stratum(12, 12, 7, 7), stratum(3, 3, 11, 11)]), None);
    }

    #[test]
    fn what_says_nothing_changes_nothing() {
        let villages = [stratum(8, 12, 3, 10), stratum(4, 9, 5, 11)];
        let alone = mantel_haenszel(&villages).unwrap();
        let silent = [stratum(0, 0, 0, 0), stratum(5, 6, 0, 0), stratum(9, 8, 3, 8), stratum(0, 5, 0, 4)];
        assert_eq!(mantel_haenszel(&[&villages[..], &silent].concat()), Some(alone));
        assert_eq!(alone.strata_used, 2);
    }
}
