//! How many births it takes until a change would show.

use super::Z_95;

/// Births needed in each of two periods of equal size to see a change from one share to the other, with a
/// power of 80 % at a two-sided level of 5 %:
/// n = (z₁ √(2 p̄ q̄) + z₂ √(p₁ q₁ + p₂ q₂))² / (p₂ − p₁)², rounded up, with z₁ = 1.96, z₂ = 0.84 and p̄ the
/// mean of the two shares (Fleiss 1981, Statistical Methods for Rates and Proportions, chapter 3,
/// without his correction for continuity).
///
/// `None` when the shares are equal, when one is outside 0 to 1, and when a `u64` could not hold the
/// answer exactly as a float does (beyond 2⁵³).
#[must_use]
pub fn two_sample_size(before_share: f64, after_share: f64) -> Option<u64> {
    let change = Change::new(before_share, after_share)?;
    let mean = (before_share + after_share) / 2.0;
    let chance = Z_95 * (2.0 * mean * (1.0 - mean)).sqrt();
    let power = Z_80 * (change.before_spread() + change.after_spread()).sqrt();
    let root = (chance + power) / (after_share - before_share);
    let births = (root * root).ceil();
    (births <= LARGEST as f64).then_some(births as u64)
}

/// Births needed in the period after, in all, to see a change to `after_share` when the period before is
/// over and had `before_n` of `before_of`, which is taken for the true share: the same power, level and formula as [`two_sample_size`], with
/// groups of unequal size (Fleiss, Tytun and Ury 1980, without the correction for continuity).
///
/// `None` when there was nothing before, or the share is no other share, and when the births before were
/// so few that no number of births after would do.
#[must_use]
pub fn births_needed_after(before_n: u64, before_of: u64, after_share: f64) -> Option<u64> {
    if before_of == 0 || before_n > before_of {
        return None;
    }
    let change = Change::new(before_n as f64 / before_of as f64, after_share)?;
    let (mut none, mut end) = (0, 1);
    while !change.shows(before_of, end) {
        none = end;
        end *= 2;
        if end > LARGEST {
            return None;
        }
    }
    while end - none > 1 {
        let middle = none + (end - none) / 2;
        if change.shows(before_of, middle) { end = middle } else { none = middle }
    }
    Some(end)
}

/// What 20 % of a standard normal lies above: a power of 80 %.
const Z_80: f64 = 0.841_621_233_572_914_3;

/// Up to here floats count one by one.
const LARGEST: u64 = 1 << 53;

/// A change from one share to another.
struct Change {
    before: f64,
    after: f64,
}

impl Change {
    /// `None` when these are no shares, or the same.
    fn new(before: f64, after: f64) -> Option<Self> {
        let shares = [before, after].iter().all(|share| (0.0..=1.0).contains(share));
        (shares && before != after).then_some(Self { before, after })
    }

    fn before_spread(&self) -> f64 {
        self.before * (1.0 - self.before)
    }

    fn after_spread(&self) -> f64 {
        self.after * (1.0 - self.after)
    }

    /// Whether so many births in each period show the change with the power asked for.
    fn shows(&self, before_of: u64, after_of: u64) -> bool {
        let [n0, n1] = [before_of, after_of].map(|births| births as f64);
        let pooled = (self.before * n0 + self.after * n1) / (n0 + n1);
        let chance = Z_95 * (pooled * (1.0 - pooled) * (1.0 / n0 + 1.0 / n1)).sqrt();
        let power = Z_80 * (self.before_spread() / n0 + self.after_spread() / n1).sqrt();
        (self.after - self.before).abs() >= chance + power
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_change_and_no_shares_have_no_size() {
        for (before, after) in [(0.5, 0.5), (-0.1, 0.5), (0.5, 1.1), (f64::NAN, 0.5), (0.0, 0.0)] {
            assert_eq!(two_sample_size(before, after), None, "{before} {after}");
        }
        assert_eq!(two_sample_size(0.5, 0.500_000_000_1), None, "no village has so many births");
    }

    #[test]
    fn too_few_births_before_can_not_be_made_up_for() {
        assert_eq!(births_needed_after(0, 0, 0.5), None);
        assert_eq!(births_needed_after(3, 2, 0.5), None);
        assert_eq!(births_needed_after(5, 10, 0.5), None);
        assert_eq!(births_needed_after(5, 10, 0.6), None);
    }

    #[test]
    fn as_many_before_as_needed_need_as_many_after() {
        for (n, of, share) in [(30, 100, 0.5), (10, 80, 0.4), (90, 100, 0.5), (1, 50, 0.25)] {
            let each = two_sample_size(n as f64 / of as f64, share).unwrap();
            let after = births_needed_after(n * each, of * each, share).unwrap();
            assert!(after < each, "more before, fewer after");
            let change = Change::new(n as f64 / of as f64, share).unwrap();
            assert!(change.shows(each, each) && !change.shows(each - 1, each - 1));
        }
    }
}
