//! The partnership between bidan and dukun: what follows from the agreements, from what each side did
//! and from the families' records (domain.md §1). Everything here is a conclusion; nothing is stored.

mod births;
pub mod clauses;
pub mod concerns;
mod deeds;
mod duties;
mod evidence;
mod incentives;
mod indicators;
mod summary;

use jiff::civil::Date;

pub(crate) use self::incentives::dues_for;
pub use self::{
    births::{BornWith, births},
    clauses::{LibraryClause, library, offered},
    deeds::{Deed, by_dukun, of_dukun},
    duties::{Duty, DutyKind, duties},
    evidence::{Evidence, Measure, Seen, of_clause},
    incentives::{Due, dues, pays_for},
    indicators::{Indicator, indicators},
    summary::{DukunSummary, Standing, agreement_of, standing, summarise},
};

/// A stretch of days; both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

impl Period {
    /// Whether a day lies in it.
    #[must_use]
    pub fn has(&self, day: Date) -> bool {
        (self.from..=self.until).contains(&day)
    }
}
