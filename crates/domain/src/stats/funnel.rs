//! The funnel: how far a village's share may lie from the unit's by chance alone.

use super::{
    Interval,
    tails::{binomial_at_least, binomial_at_most},
};

/// Within which shares a village of some size is no exception.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FunnelLimits {
    /// A village beyond these is worth a look: by chance it happens at most once in forty on each side.
    pub warning: Interval,
    /// A village beyond these is hardly chance: at most once in a thousand on each side.
    pub alarm: Interval,
}

/// The limits for a village with `of` in its denominator, around the unit's share `rate`: 95 % and 99.8 %
/// as proposed by Spiegelhalter (2005), from the exact binomial distribution, interpolated between counts
/// as in his appendix, and never outside 0 to 1.
///
/// His interpolation puts the upper limit one event nearer to the rate than the lower one, so that with
/// the small denominators of villages one unlucky birth would be an alarm. Here the upper limit is the
/// mirror of the lower one: the limits of a share are those of its complement turned round, and a village
/// that is like the unit lies beyond a limit with at most the chance the limit names (the first of the
/// three interpolations of Manktelow and Seaton 2012 has this property).
///
/// `None` when `of` is zero or `rate` is no share. Beyond a million the limits are those of a million.
#[must_use]
pub fn funnel(rate: f64, of: u64) -> Option<FunnelLimits> {
    if of == 0 || !(0.0..=1.0).contains(&rate) {
        return None;
    }
    let of = of.min(LARGEST);
    Some(FunnelLimits { warning: limits(rate, of, 0.025), alarm: limits(rate, of, 0.001) })
}

/// There the limits are within 0.2 percentage points of the rate, and only work would grow.
const LARGEST: u64 = 1_000_000;

/// The limits beyond which at most `tail` lies on each side.
fn limits(rate: f64, of: u64, tail: f64) -> Interval {
    let size = of as f64;
    let from_none = limit(of, tail, |n| binomial_at_most(n, of, rate));
    let from_all = limit(of, tail, |n| binomial_at_least(of - n, of, rate));
    Interval { low: (from_none / size).max(0.0), high: ((size - from_all) / size).min(1.0) }
}

/// The count at which a cumulative chance that grows to 1 at `of` passes `tail`, as if it grew evenly
/// between one count and the next; between −1 and 0 when it passes with the first count already.
fn limit(of: u64, tail: f64, chance: impl Fn(u64) -> f64) -> f64 {
    let (mut first, mut end) = (0, of);
    while first < end {
        let middle = first + (end - first) / 2;
        if chance(middle) > tail { end = middle } else { first = middle + 1 }
    }
    let here = chance(first);
    let before = first.checked_sub(1).map_or(0.0, &chance);
    first as f64 - (here - tail) / (here - before)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Chances by Pascal's rule: slow, and nothing of the above.
    fn chances(of: usize, rate: f64) -> Vec<f64> {
        let mut chances = vec![1.0];
        for _ in 0..of {
            let more = chances.iter().map(|chance| chance * rate);
            let same = chances.iter().map(|chance| chance * (1.0 - rate)).chain([0.0]);
            chances = [0.0].into_iter().chain(more).zip(same).map(|(more, same)| more + same).collect();
        }
        chances
    }

    #[test]
    fn a_village_like_the_unit_is_rarely_beyond() {
        for of in 1..60_usize {
            for rate in [0.0, 0.01, 0.03, 0.25, 0.5, 0.62, 0.9, 0.97, 0.99, 1.0] {
                let limits = funnel(rate, of as u64).unwrap();
                let chances = chances(of, rate);
                for (interval, most) in [(limits.warning, 0.025), (limits.alarm, 0.001)] {
                    let of_those = |beyond: &dyn Fn(f64) -> bool| -> f64 {
                        let all = chances.iter().enumerate();
                        all.filter(|(n, _)| beyond(*n as f64 / of as f64)).map(|(_, chance)| chance).sum()
                    };
                    let (below, above) = (of_those(&|x| x < interval.low), of_those(&|x| x > interval.high));
                    assert!(
                        below <= most + 1e-12 && above <= most + 1e-12,
                        "{rate} of {of}: {below} {above}"
                    );
                    assert!(interval.contains(rate), "{rate} of {of}: {interval:?}");
                }
            }
        }
    }

    #[test]
    fn one_death_in_a_small_village_is_no_alarm() {
        let limits = funnel(0.01, 3).unwrap();
        assert!(limits.alarm.contains(1.0 / 3.0), "it happens once in 34 such villages");
        assert!(!limits.alarm.contains(2.0 / 3.0));
        assert!(funnel(0.99, 3).unwrap().warning.contains(1.0), "all three is what is expected");
    }

    #[test]
    fn what_is_no_share_has_no_limits() {
        for rate in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
            assert_eq!(funnel(rate, 10), None);
        }
        assert_eq!(funnel(0.5, 0), None);
        assert_eq!(funnel(0.5, u64::MAX), funnel(0.5, LARGEST));
    }
}
