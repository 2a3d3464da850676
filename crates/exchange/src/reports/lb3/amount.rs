//! What stands in a cell before it is written, so that sums are made of what was counted.

use super::NOT_COMPUTABLE;
use crate::reports::page::{Cell, whole};

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Amount {
    /// Betang does not note it.
    NotRecorded,
    /// So many.
    Count(u64),
    /// People of a year.
    People(People),
    /// Whole people of a year.
    Inhabitants(People),
    /// So many of so many.
    Ratio(u64, People),
}

/// People of whom a share is worked out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum People {
    /// So many.
    Known(f64),
    /// A village without figures: as long as there is one, the unit has no sum.
    Lacking,
    /// Nobody belongs here: what counts for no village, or for one that is closed.
    Nobody,
}

impl People {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Known(a), Self::Known(b)) => Self::Known(a + b),
            (Self::Lacking, _) | (_, Self::Lacking) => Self::Lacking,
            (Self::Nobody, some) | (some, Self::Nobody) => some,
        }
    }
}

impl Amount {
    /// Two villages' amounts together.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Count(a), Self::Count(b)) => Self::Count(a + b),
            (Self::People(a), Self::People(b)) => Self::People(a.and(b)),
            (Self::Inhabitants(a), Self::Inhabitants(b)) => Self::Inhabitants(a.and(b)),
            (Self::Ratio(a, of), Self::Ratio(b, of_b)) => Self::Ratio(a + b, of.and(of_b)),
            // A column has amounts of one kind.
            _ => Self::NotRecorded,
        }
    }

    /// Whether something was counted.
    pub(super) fn is_counted(self) -> bool {
        matches!(self, Self::Count(n) | Self::Ratio(n, _) if n > 0)
    }

    pub(super) fn cell(self) -> Cell {
        let not_computable = || Cell::from(NOT_COMPUTABLE);
        match self {
            Self::NotRecorded => Cell::Empty,
            Self::Count(n) => Cell::Count(n),
            Self::People(People::Known(people)) => Cell::People(people),
            Self::Inhabitants(People::Known(people)) => Cell::Whole(people),
            Self::Ratio(n, People::Known(of)) if of > 0.0 => Cell::Share(whole(n) / of),
            _ => not_computable(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_of_shares_is_the_share_of_the_sums() {
        let one = Amount::Ratio(1, People::Known(2.0));
        let other = Amount::Ratio(1, People::Known(18.0));
        assert_eq!(one.and(other).cell(), Cell::Share(0.1));
        assert_eq!(one.and(Amount::Ratio(3, People::Nobody)).cell(), Cell::Share(2.0));
    }

    #[test]
    fn a_village_without_figures_leaves_the_unit_without() {
        let sum = Amount::People(People::Known(9.6)).and(Amount::People(People::Lacking));
        assert_eq!(sum.cell(), Cell::from(NOT_COMPUTABLE));
    }

    #[test]
    fn of_none_is_never_nothing() {
        assert_eq!(Amount::Ratio(0, People::Known(0.0)).cell(), Cell::from(NOT_COMPUTABLE));
        assert_eq!(Amount::NotRecorded.and(Amount::NotRecorded).cell(), Cell::Empty);
        assert_eq!(Amount::Count(0).cell(), Cell::Count(0));
    }
}
