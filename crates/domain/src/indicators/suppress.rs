//! Small counts that are not told outside the Puskesmas: who hears "one" in a village of five births knows
//! who it was (domain.md §14.15). A hidden count must not follow from the sum and the others either.

/// Counts from here on are told.
pub const LEAST: u64 = 3;

/// Whether a count is one that is not told.
#[must_use]
pub fn is_small(count: u64) -> bool {
    (1..LEAST).contains(&count)
}

/// What of a list of counts is hidden, and whether their sum is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// Whether each count is hidden, in order.
    pub cells: Vec<bool>,
    /// Whether the sum is.
    pub sum: bool,
}

/// Hides every count of one or two. So that none of them follows by subtraction, the smallest of the others are
/// hidden too until at least two are hidden that together come to [`LEAST`] or more and are not all as
/// small as they can be; where no others are left, the sum is hidden.
#[must_use]
pub fn hide(counts: &[u64]) -> Hidden {
    let mut cells: Vec<bool> = counts.iter().map(|count| is_small(*count)).collect();
    if !cells.contains(&true) {
        return Hidden { cells, sum: false };
    }
    let mut others: Vec<usize> =
        counts.iter().enumerate().filter(|(_, count)| **count >= LEAST).map(|(at, _)| at).collect();
    others.sort_by_key(|at| counts.get(*at).copied().unwrap_or_default());
    let mut others = others.into_iter();
    while !is_safe(counts, &cells) {
        let Some(at) = others.next() else { return Hidden { cells, sum: true } };
        if let Some(cell) = cells.get_mut(at) {
            *cell = true;
        }
    }
    Hidden { cells, sum: false }
}

/// Whether the hidden counts can't be worked out from their sum: there are several, and more than one way to make
/// it of counts above none.
fn is_safe(counts: &[u64], cells: &[bool]) -> bool {
    let hidden = counts.iter().zip(cells).filter(|(_, hidden)| **hidden).map(|(count, _)| *count);
    let (number, sum) = hidden.fold((0, 0), |(number, sum), count| (number + 1, sum + count));
    number >= 2 && sum > number && sum >= LEAST
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_small_hides_nothing() {
        assert_eq!(hide(&[0, 3, 5]), Hidden { cells: vec![false; 3], sum: false });
        assert_eq!(hide(&[]), Hidden { cells: vec![], sum: false });
    }

    #[test]
    fn one_small_count_takes_the_smallest_other_with_it() {
        assert_eq!(hide(&[1, 7, 4, 0]), Hidden { cells: vec![true, false, true, false], sum: false });
    }

    #[test]
    fn two_ones_would_follow_from_their_sum() {
        assert_eq!(hide(&[1, 1, 6]), Hidden { cells: vec![true, true, true], sum: false });
        assert_eq!(hide(&[1, 1, 0]), Hidden { cells: vec![true, true, false], sum: true });
        assert_eq!(hide(&[1, 2, 6]), Hidden { cells: vec![true, true, false], sum: false });
    }

    #[test]
    fn a_small_count_alone_hides_the_sum() {
        assert_eq!(hide(&[2, 0, 0]), Hidden { cells: vec![true, false, false], sum: true });
    }

    proptest! {
        #[test]
        fn no_hidden_count_follows_from_what_is_told(counts in prop::collection::vec(0_u64..8, 0..8)) {
            let hidden = hide(&counts);
            for (count, cell) in counts.iter().zip(&hidden.cells) {
                prop_assert!(*cell || *count == 0 || *count >= LEAST);
            }
            let secret: Vec<u64> =
                counts.iter().zip(&hidden.cells).filter(|(_, cell)| **cell).map(|(count, _)| *count).collect();
            if !hidden.sum && !secret.is_empty() {
                // Another way to make the same sum of as many counts above none.
                prop_assert!(secret.len() >= 2);
                prop_assert!(secret.iter().sum::<u64>() > secret.len() as u64);
            }
        }
    }
}
