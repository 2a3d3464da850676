//! Months and stretches of months, by the unit's local day: every date of a fact is one already
//! (domain.md §7.3).

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::Serialize;

use crate::partnership::Period;

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
pub struct Month {
    /// Year.
    year: i16,
    /// Month, 1 to 12.
    month: i8,
}

impl Month {
    /// The month of a day.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month in its year, 1 to 12.
    #[must_use]
    pub fn in_year(self) -> i8 {
        self.month
    }

    /// January of the same year.
    #[must_use]
    pub fn january(self) -> Self {
        Self { month: 1, ..self }
    }

    /// The month `by` months later, or earlier where it is negative.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "a remainder of 12, and years that dates have")]
    pub fn plus(self, by: i32) -> Self {
        let number = self.number() + by;
        Self { year: number.div_euclid(12) as i16, month: (number.rem_euclid(12) + 1) as i8 }
    }

    /// Months since the year 0, to count between two of them.
    #[must_use]
    pub fn number(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month) - 1
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> Date {
        // Every month of a date's year has a first day.
        Date::new(self.year, self.month, 1).unwrap_or(Date::MIN)
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Date {
        self.first().last_of_month()
    }

    /// From its first day to its last.
    #[must_use]
    pub fn period(self) -> Period {
        Period { from: self.first(), until: self.last() }
    }

    /// The year from January to the end of this month.
    #[must_use]
    pub fn year_so_far(self) -> Period {
        Period { from: self.january().first(), until: self.last() }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

/// A text that is no month as `2025-05`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a month as 2025-05")]
pub struct NoMonth;

impl FromStr for Month {
    type Err = NoMonth;
    fn from_str(text: &str) -> Result<Self, NoMonth> {
        let (year, month) = text.trim().split_once('-').ok_or(NoMonth)?;
        let year = year.parse().ok().filter(|year| (1900..=2200).contains(year)).ok_or(NoMonth)?;
        let month = month.parse().ok().filter(|month| (1..=12).contains(month)).ok_or(NoMonth)?;
        Ok(Self { year, month })
    }
}

/// Months in a row, the first and how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Months {
    /// The first.
    pub first: Month,
    /// How many.
    pub count: usize,
}

impl Months {
    /// From one month to another; none where the second lies before the first.
    #[must_use]
    pub fn between(first: Month, last: Month) -> Self {
        Self { first, count: usize::try_from(last.number() - first.number() + 1).unwrap_or_default() }
    }

    /// The last `count` months up to and with `last`.
    #[must_use]
    pub fn until(last: Month, count: usize) -> Self {
        let back = i32::try_from(count).unwrap_or(i32::MAX).saturating_sub(1);
        Self { first: last.plus(-back), count }
    }

    /// Where a month stands among them.
    #[must_use]
    pub fn at(self, month: Month) -> Option<usize> {
        let at = usize::try_from(month.number() - self.first.number()).ok()?;
        (at < self.count).then_some(at)
    }

    /// One after the other.
    pub fn iter(self) -> impl Iterator<Item = Month> {
        (0..).take(self.count).map(move |by| self.first.plus(by))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn months_follow_over_the_turn_of_a_year() {
        let month: Month = "2024-12".parse().unwrap();
        assert_eq!(month.plus(1).to_string(), "2025-01");
        assert_eq!(month.plus(-12).to_string(), "2023-12");
        assert_eq!((month.first(), month.last()), (date(2024, 12, 1), date(2024, 12, 31)));
        assert_eq!("2024-02".parse::<Month>().unwrap().last(), date(2024, 2, 29));
    }

    #[test]
    fn what_is_no_month_is_refused() {
        for text in ["2025", "2025-13", "2025-00", "mei 2025", "20250-1", ""] {
            assert_eq!(text.parse::<Month>(), Err(NoMonth), "{text}");
        }
    }

    #[test]
    fn a_month_is_found_among_its_neighbours() {
        let months = Months::until("2025-05".parse().unwrap(), 3);
        let names: Vec<_> = months.iter().map(|month| month.to_string()).collect();
        assert_eq!(names, ["2025-03", "2025-04", "2025-05"]);
        assert_eq!(months.at("2025-05".parse().unwrap()), Some(2));
        assert_eq!(months.at("2025-06".parse().unwrap()), None);
        assert_eq!(Months::between("2025-05".parse().unwrap(), "2025-04".parse().unwrap()).count, 0);
    }
}
