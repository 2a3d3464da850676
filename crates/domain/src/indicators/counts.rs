//! Counts of marks by village and month: one pass over the rows for all indicators.

use jiff::civil::Date;

use super::{
    events::{self, Event},
    mark::Mark,
    month::{Month, Months},
    rows::Rows,
};
use crate::{partnership::Period, register::Register};

/// How often each mark was reached, by village and month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// The months counted.
    pub months: Months,
    villages: usize,
    /// By mark, then village, then month.
    cells: Vec<u32>,
}

impl Counts {
    /// Counts the rows of a register. A state is counted at the end of each month, of the running one on
    /// the day of the rows.
    #[must_use]
    pub fn of(rows: &Rows, register: &Register, months: Months) -> Self {
        let mut counts = Self::events(rows, months);
        for (at, month) in months.iter().enumerate().filter(|(_, month)| month.first() <= rows.on) {
            for state in events::states(register, month.last().min(rows.on)) {
                counts.state(rows, &state, at);
            }
        }
        counts
    }

    /// Counts everything but states, which the rows don't hold.
    #[must_use]
    pub fn events(rows: &Rows, months: Months) -> Self {
        let villages = rows.villages.len();
        let cells = vec![0; Mark::COUNT * villages * months.count];
        let mut counts = Self { months, villages, cells };
        rows.each(|mark, village, day| {
            if let Some(at) = months.at(Month::of(day)) {
                counts.add(mark, village, at);
            }
        });
        counts
    }

    fn state(&mut self, rows: &Rows, state: &Event, at: usize) {
        if let Some(village) = rows.place(state.village.as_ref()) {
            self.add(Mark::Event(state.mark), village, at);
        }
    }

    fn cell(&self, mark: Mark, village: usize, at: usize) -> usize {
        (mark.number() * self.villages + village) * self.months.count + at
    }

    fn add(&mut self, mark: Mark, village: usize, at: usize) {
        let cell = self.cell(mark, village, at);
        if let Some(count) = self.cells.get_mut(cell) {
            *count += 1;
        }
    }

    /// How often a mark was reached in a village, by its place in the rows, in a month.
    #[must_use]
    pub fn month(&self, mark: Mark, village: usize, month: Month) -> u64 {
        let at = self.months.at(month).filter(|_| village < self.villages);
        at.and_then(|at| self.cells.get(self.cell(mark, village, at))).copied().unwrap_or_default().into()
    }

    /// How often a mark was reached from one month to another. A state is that of the last month.
    #[must_use]
    pub fn between(&self, mark: Mark, village: usize, first: Month, last: Month) -> u64 {
        if mark.is_state() {
            return self.month(mark, village, last);
        }
        Months::between(first, last).iter().map(|month| self.month(mark, village, month)).sum()
    }
}

/// How often each mark was reached in a stretch of days, for some villages or all; a state is that of its
/// last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally(Vec<u32>);

impl Tally {
    /// Counts the rows of a register.
    #[must_use]
    pub fn of(
        rows: &Rows,
        register: &Register,
        period: Period,
        has: impl Fn(Option<&crate::ids::VillageCode>) -> bool,
    ) -> Self {
        let wanted: Vec<bool> = rows.villages.iter().map(|code| has(code.as_ref())).collect();
        let mut tally = Self(vec![0; Mark::COUNT]);
        rows.each(|mark, village, day: Date| {
            if period.has(day) && wanted.get(village).copied().unwrap_or_default() {
                tally.add(mark);
            }
        });
        for state in events::states(register, period.until) {
            if has(state.village.as_ref()) {
                tally.add(Mark::Event(state.mark));
            }
        }
        tally
    }

    fn add(&mut self, mark: Mark) {
        if let Some(count) = self.0.get_mut(mark.number()) {
            *count += 1;
        }
    }

    /// How often a mark was reached.
    #[must_use]
    pub fn get(&self, mark: Mark) -> u32 {
        self.0.get(mark.number()).copied().unwrap_or_default()
    }
}
