//! Gestational age and the expected date of birth.

use std::fmt;

use jiff::{Span, civil::Date};
use serde::{Deserialize, Serialize};

/// Days from the last menstrual period to the expected date of birth (domain.md §3.1, HPL = HPHT + 280).
pub const TERM_DAYS: i32 = 280;

/// Age of a pregnancy in days since the last menstrual period; shown as completed weeks and days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GestationalAge {
    days: i32,
}

impl GestationalAge {
    /// The age of a pregnancy with this last menstrual period, on `date`; negative before it.
    #[must_use]
    pub fn on(lmp: Date, date: Date) -> Self {
        Self { days: days_between(lmp, date) }
    }

    /// An age of `weeks` completed weeks and `days` days.
    #[must_use]
    pub const fn weeks_days(weeks: i32, days: i32) -> Self {
        Self { days: weeks * 7 + days }
    }

    /// In days.
    #[must_use]
    pub const fn days(self) -> i32 {
        self.days
    }

    /// In completed weeks.
    #[must_use]
    pub const fn weeks(self) -> i32 {
        self.days.div_euclid(7)
    }
}

impl fmt::Display for GestationalAge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}w{}d", self.weeks(), self.days.rem_euclid(7))
    }
}

/// How a pregnancy was dated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatingMethod {
    /// Last menstrual period (HPHT).
    Lmp,
    /// Ultrasound in the first trimester.
    UltrasoundT1,
    /// Ultrasound in the second trimester.
    UltrasoundT2,
    /// Height of the fundus.
    Fundal,
    /// An expected date somebody stated, with no method given.
    Stated,
    /// The woman's or dukun's own estimate ("three months").
    Estimate,
}

/// The expected date of birth of a pregnancy with this last menstrual period.
#[must_use]
pub fn expected_birth(lmp: Date) -> Date {
    plus_days(lmp, TERM_DAYS)
}

/// The last menstrual period that an expected date of birth stands for.
#[must_use]
pub fn lmp_of(edd: Date) -> Date {
    plus_days(edd, -TERM_DAYS)
}

/// Naegele's rule (+7 days, -3 months, +1 year), shown beside the 280-day date; it can differ by
/// up to three days (domain.md §15).
#[must_use]
pub fn naegele(lmp: Date) -> Date {
    plus_days(lmp, 7).saturating_sub(Span::new().months(3)).saturating_add(Span::new().years(1))
}

/// Whole days from one date to another; negative when `to` lies before `from`.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// `date` moved by `days`, stopping at the ends of the calendar.
#[must_use]
pub fn plus_days(date: Date, days: i32) -> Date {
    date.saturating_add(Span::new().days(days))
}

/// Completed years from `born` to `on`.
#[must_use]
pub fn years_between(born: Date, on: Date) -> i32 {
    born.until((jiff::Unit::Year, on)).map_or(0, |span| i32::from(span.get_years()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn weeks_are_completed_weeks() {
        let lmp = date(2025, 1, 10);
        let shown = [(4, 4), (4, 10), (4, 11), (6, 27), (7, 4), (9, 19)]
            .map(|(month, day)| GestationalAge::on(lmp, date(2025, month, day)).to_string());
        assert_eq!(shown, ["12w0d", "12w6d", "13w0d", "24w0d", "25w0d", "36w0d"]);
    }

    #[test]
    fn vectors_of_domain_15() {
        assert_eq!(expected_birth(date(2025, 1, 10)), date(2025, 10, 17));
        assert_eq!(naegele(date(2025, 1, 10)), date(2025, 10, 17));
        assert_eq!(expected_birth(date(2025, 5, 31)), date(2026, 3, 7));
        assert_eq!(naegele(date(2025, 5, 31)), date(2026, 3, 7));
        assert_eq!(expected_birth(date(2025, 11, 28)), date(2026, 9, 4));
        assert_eq!(naegele(date(2025, 11, 28)), date(2026, 9, 5));
    }
}
