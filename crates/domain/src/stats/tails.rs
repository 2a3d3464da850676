//! Tails of the binomial, the Poisson and the chi-squared distribution, by the regularised incomplete
//! beta and gamma functions of the crate `special` (algorithms AS 63 and AS 239 of Applied Statistics),
//! which rests on `libm` alone.

use special::{Beta as _, Gamma};

/// The chance of at most `n` of `of` when each comes with the chance `share`.
pub(super) fn binomial_at_most(n: u64, of: u64, share: f64) -> f64 {
    if n >= of { 1.0 } else { 1.0 - binomial_at_least(n + 1, of, share) }
}

/// The chance of at least `n` of `of` when each comes with the chance `share`.
pub(super) fn binomial_at_least(n: u64, of: u64, share: f64) -> f64 {
    if n == 0 {
        return 1.0;
    }
    if n > of {
        return 0.0;
    }
    let (shape, rest) = (n as f64, (of - n + 1) as f64);
    share.inc_beta(shape, rest, shape.ln_beta(rest))
}

/// The mean with which at least `events` Poisson events have the chance `tail`, searched for by Newton's
/// method from near the answer; `events` must be positive.
///
/// From a few events on the start is already good to a thousandth, so a handful of steps reach the last
/// digits that the tail itself has.
pub(super) fn poisson_mean(events: u64, tail: f64, start: f64) -> f64 {
    let shape = events as f64;
    // Named in full: the standard library means to have a method of this name, of its own.
    let (scale, _) = Gamma::ln_gamma(shape);
    let mut mean = start;
    for _ in 0..MOST_STEPS {
        let density = libm::exp((shape - 1.0) * libm::log(mean) - mean - scale);
        let step = (mean.inc_gamma(shape) - tail) / density;
        mean -= step;
        if step.abs() <= CLOSE * mean {
            break;
        }
    }
    mean
}

/// The chance that a chi-squared value with these degrees of freedom is at least `value`.
pub(super) fn chi_squared_at_least(value: f64, degrees: u32) -> f64 {
    (1.0 - (0.5 * value).inc_gamma(0.5 * f64::from(degrees))).max(0.0)
}

/// Each step squares the error, so the one after a step this small would be lost in rounding.
const CLOSE: f64 = 1e-9;

/// Rounding can't make the search go on for ever; five steps are the most that it has been seen to take.
const MOST_STEPS: u32 = 12;
