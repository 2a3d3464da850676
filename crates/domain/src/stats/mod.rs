//! How sure a number is: intervals, limits, rules of charts, and what two periods say about a change.
//!
//! Every function here is pure and gives the same bits on the phone and on the server: nothing but
//! arithmetic, square roots, `libm`, and the tails in `tails.rs`, which rest on both. What can't be said
//! from the data is `None`, never a guess; the pages put it in words.

mod count;
mod funnel;
mod homogeneity;
mod pooled;
mod run_chart;
mod sample_size;
mod share;
mod t_chart;
mod tails;

pub use count::poisson;
pub use funnel::{FunnelLimits, funnel};
pub use homogeneity::{Homogeneity, homogeneity};
pub use pooled::{Pooled, Stratum, mantel_haenszel};
pub use run_chart::{Direction, POINTS_FOR_RULES, RunChart, RunKind, RunMark, run_chart};
pub use sample_size::{births_needed_after, two_sample_size};
pub use share::wilson;
pub use t_chart::{INTERVALS_FOR_FIRM_LIMITS, INTERVALS_FOR_LIMITS, Signal, TChart, TPoint, t_chart};

/// From where to where a true value may well lie, both ends included, in the unit of the estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Whether a value lies within, the ends included.
    #[must_use]
    pub fn contains(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// What 2.5 % of a standard normal lies above: two of them bound the middle 95 %.
const Z_95: f64 = 1.959_963_984_540_054;
