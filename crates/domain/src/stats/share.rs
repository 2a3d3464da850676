//! The interval of a share: so many out of so many.

use super::{Interval, Z_95};

/// The 95 % score interval of the share `n` of `of`, within 0 to 1, without a correction for continuity
/// (Wilson 1927; recommended for small numbers by Newcombe 1998 and by Brown, Cai and DasGupta 2001).
///
/// `None` when `of` is zero, and when `n` is larger than `of`: a projected target population may be
/// smaller than what was counted, and then this is no share of anything.
#[must_use]
pub fn wilson(n: u64, of: u64) -> Option<Interval> {
    if of == 0 || n > of {
        return None;
    }
    let size = of as f64;
    let share = n as f64 / size;
    let square = Z_95 * Z_95;
    let shrink = 1.0 + square / size;
    let centre = (share + square / (2.0 * size)) / shrink;
    let spread = share * (1.0 - share) / size + square / (4.0 * size * size);
    let half = Z_95 * spread.sqrt() / shrink;
    // At the ends the formula gives the end itself; rounding would leave a speck beside it.
    let low = if n == 0 { 0.0 } else { centre - half };
    let high = if n == of { 1.0 } else { centre + half };
    Some(Interval { low, high })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_the_projection_said_is_no_share() {
        assert_eq!(wilson(13, 12), None);
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(u64::MAX, 1), None);
    }

    #[test]
    fn nothing_and_everything_touch_the_end_exactly() {
        for of in [1, 2, 3, 7, 12, 1_000_000, u64::MAX] {
            assert_eq!(wilson(0, of).unwrap().low.to_bits(), 0.0_f64.to_bits());
            assert_eq!(wilson(of, of).unwrap().high.to_bits(), 1.0_f64.to_bits());
        }
    }
}
