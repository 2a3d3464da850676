//! The interval of a count of rare events, such as deaths in a year.

use super::{Interval, Z_95, tails::poisson_mean};

/// The exact 95 % interval of the expected count when `events` were seen (Garwood 1936): with the lower
/// end as expectation this many or more come with a chance of 2.5 %, with the upper end this many or
/// fewer. Divide both ends by the population for the interval of a rate.
///
/// Beyond a million events the ends come from the approximation of Wilson and Hilferty (1931), which is
/// there within 2 parts in 10¹¹ of the exact ones.
#[must_use]
pub fn poisson(events: u64) -> Interval {
    let low = if events == 0 { 0.0 } else { end(events, 0.025, -Z_95) };
    Interval { low, high: end(events.saturating_add(1), 0.975, Z_95) }
}

/// The mean with which this many or more events have the chance `tail`, that is `z` of a standard normal.
fn end(events: u64, tail: f64, z: f64) -> f64 {
    let shape = events as f64;
    let root = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * shape.sqrt());
    let near = shape * root * root * root;
    if events > EXACT_UP_TO { near } else { poisson_mean(events, tail, near) }
}

/// So many events are searched for exactly; a million and one is the upper end of a million.
const EXACT_UP_TO: u64 = 1_000_001;

#[cfg(test)]
mod tests {
    use super::{super::tails::chi_squared_at_least, *};

    #[test]
    fn each_end_leaves_two_and_a_half_percent() {
        for events in (0..3000_u32).chain([9999, 54_321]) {
            let Interval { low, high } = poisson(events.into());
            assert!(low <= f64::from(events) && f64::from(events) < high, "{events}");
            // Poisson tails as tails of chi-squared (Fisher 1935): another way to the same numbers.
            let fewer = chi_squared_at_least(2.0 * high, 2 * (events + 1));
            assert!((fewer - 0.025).abs() < 1e-10, "{events}: {fewer}");
            if events > 0 {
                let more = 1.0 - chi_squared_at_least(2.0 * low, 2 * events);
                assert!((more - 0.025).abs() < 1e-10, "{events}: {more}");
            }
        }
    }

    #[test]
    fn the_approximation_takes_over_without_a_step() {
        let (before, after) = (poisson(1_000_000), poisson(1_000_001));
        assert!((after.high - before.high - 1.0).abs() < 0.01, "{before:?} {after:?}");
        assert!(poisson(u64::MAX).high.is_finite());
    }
}
