//! The rows of the indicators with the register they were made of, kept until something new is noted.

use std::sync::{Arc, Mutex, PoisonError};

use domain::{
    indicators::{Counts, Coverage, Indicator, Month, Months, Rows, Sums},
    register::Register,
    rules::Rules,
    tables::Row,
};
use jiff::civil::Date;

/// A register as it was at one moment, and its rows.
#[derive(Debug)]
pub struct Figures {
    /// The register.
    pub register: Register,
    /// The rules of the unit.
    pub rules: Rules,
    /// The rows.
    pub rows: Rows,
}

/// Counts of some months of the figures.
pub struct Counted {
    /// What was counted.
    pub figures: Arc<Figures>,
    /// The counts.
    pub counts: Counts,
}

impl Figures {
    fn of(register: Register, on: Date) -> Self {
        let rules = Rules::of(register.unit().map(|unit| &**unit));
        let rows = Rows::of(&register, &rules, on);
        Self { register, rules, rows }
    }
}

impl Counted {
    /// Counts a year up to a month, with the month before the first, or more months back where they are asked for.
    #[must_use]
    pub fn until(figures: Arc<Figures>, month: Month, back: usize) -> Self {
        let year = Months::between(month.january().plus(-1), month);
        let months = Months::until(month, back.max(year.count));
        let counts = Counts::of(&figures.rows, &figures.register, months);
        Self { figures, counts }
    }

    /// An indicator in a month; none where it can't be counted.
    #[must_use]
    pub fn coverage(&self, indicator: &Row<Indicator>, month: Month) -> Option<Coverage> {
        self.sums().coverage(indicator, month)
    }

    /// What coverages are worked out from.
    #[must_use]
    pub fn sums(&self) -> Sums<'_> {
        let Figures { register, rules, rows } = &*self.figures;
        Sums { register, rules, rows, counts: &self.counts }
    }
}

/// The figures made last.
#[derive(Debug, Default)]
pub(crate) struct Shelf(Mutex<Option<Arc<Figures>>>);

impl Shelf {
    /// The figures of a register of so many notes on a day: those made last, unless something was noted since.
    pub(crate) fn take(&self, notes: usize, on: Date, register: impl FnOnce() -> Register) -> Arc<Figures> {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Nothing is ever taken out of a register, so that as many notes are the same notes.
        if let Some(known) = &*last
            && known.rows.on == on
            && known.register.len() == notes
        {
            return Arc::clone(known);
        }
        let figures = Arc::new(Figures::of(register(), on));
        *last = Some(Arc::clone(&figures));
        figures
    }
}
