//! The stretch of time that a report is about: a month, or a quarter of the year (triwulan).

use domain::{
    indicators::{Month, Months},
    spoken,
};
use jiff::civil::Date;

/// A month, or the quarter of the year in which it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// The month.
    Month(Month),
    /// The quarter in which the month lies.
    Quarter(Month),
}

impl Stretch {
    /// Its months.
    #[must_use]
    pub fn months(self) -> Months {
        match self {
            Self::Month(month) => Months { first: month, count: 1 },
            Self::Quarter(month) => {
                Months { first: month.plus(-i32::from((month.in_year() - 1) % 3)), count: 3 }
            }
        }
    }

    /// Its last month.
    #[must_use]
    pub fn last(self) -> Month {
        let months = self.months();
        months.iter().last().unwrap_or(months.first)
    }

    /// Whether it is over at the end of a day.
    #[must_use]
    pub fn is_over(self, on: Date) -> bool {
        self.last().last() <= on
    }

    /// Its name, as `Mei 2025` or `Triwulan II 2025 (April-Juni)`.
    #[must_use]
    pub fn name(self) -> String {
        let (first, last) = (self.months().first, self.last());
        match self {
            Self::Month(month) => named(month),
            Self::Quarter(_) => {
                let quarter = ["I", "II", "III", "IV"];
                let at = usize::try_from(first.in_year() / 3).unwrap_or_default();
                let quarter = quarter.get(at).copied().unwrap_or_default();
                let (from, to) = (spoken::month(first.first()), spoken::month(last.first()));
                format!("Triwulan {quarter} {} ({from}-{to})", first.year())
            }
        }
    }
}

/// The name of a month with its year, as `Mei 2025`.
pub(super) fn named(month: Month) -> String {
    format!("{} {}", spoken::month(month.first()), month.year())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_quarter_is_that_of_its_month() {
        for (month, name, last) in [
            ("2025-01", "Triwulan I 2025 (Januari-Maret)", "2025-03"),
            ("2025-05", "Triwulan II 2025 (April-Juni)", "2025-06"),
            ("2025-09", "Triwulan III 2025 (Juli-September)", "2025-09"),
            ("2025-12", "Triwulan IV 2025 (Oktober-Desember)", "2025-12"),
        ] {
            let quarter = Stretch::Quarter(month.parse().unwrap());
            assert_eq!((quarter.name().as_str(), quarter.last().to_string().as_str()), (name, last));
        }
        let may = Stretch::Month("2025-05".parse().unwrap());
        assert_eq!(may.name(), "Mei 2025");
        assert!(may.is_over(date(2025, 5, 31)) && !may.is_over(date(2025, 5, 30)));
    }
}
