//! The numbers of a unit as papers that leave it: the monthly report LB3-KIA ([`lb3`]), the local area
//! monitoring PWS ([`pws`]) and the list of all indicators for other programs ([`listing`]).
//!
//! Every number comes from [`domain::indicators`], none is worked out a second time here. The papers are
//! in Indonesian alone, as those who take them in are.

pub mod lb3;
pub mod listing;
mod page;
mod period;
pub mod pws;
mod words;

use domain::{
    indicators::{Counts, Month, Months, Rows, Sums},
    register::Register,
    rules::Rules,
};
use jiff::civil::Date;

pub use self::{
    lb3::{BadMapping, Fault, Mapping},
    listing::Listing,
    period::Stretch,
};

/// A register with its rows and counts of the year up to a month: what reports are made of.
#[derive(Debug)]
pub struct Numbers<'a> {
    register: &'a Register,
    rules: &'a Rules,
    rows: Rows,
    counts: Counts,
}

impl<'a> Numbers<'a> {
    /// Counts the year up to `month`, and the month before it, as everything stood at the end of the
    /// day `on`.
    #[must_use]
    pub fn of(register: &'a Register, rules: &'a Rules, on: Date, month: Month) -> Self {
        Self::counted(register, rules, Rows::of(register, rules, on), month)
    }

    /// The same with the services of pregnancies, which only the monthly report counts.
    #[must_use]
    pub fn with_services(register: &'a Register, rules: &'a Rules, on: Date, month: Month) -> Self {
        Self::counted(register, rules, Rows::with_services(register, rules, on), month)
    }

    fn counted(register: &'a Register, rules: &'a Rules, rows: Rows, month: Month) -> Self {
        let months = Months::between(month.january().plus(-1), month);
        let counts = Counts::of(&rows, register, months);
        Self { register, rules, rows, counts }
    }

    /// What coverages are worked out from.
    #[must_use]
    pub fn sums(&self) -> Sums<'_> {
        Sums { register: self.register, rules: self.rules, rows: &self.rows, counts: &self.counts }
    }
}
