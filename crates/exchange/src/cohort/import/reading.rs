//! One row on its way from cells to values, with everything that is the matter with it.

use jiff::civil::Date;

use crate::cohort::{
    cell::Cell,
    issue::{Issue, Reason, Trouble},
    read::{Row, Sheet, Workbook},
    value::{
        Misread, Understood,
        date::{self, Century},
    },
};

/// No event of a register lies before this year.
const FIRST_YEAR: i16 = 1990;
/// No woman of a register was born before this year.
const FIRST_BIRTH_YEAR: i16 = 1930;

/// A row being read.
pub(super) struct Reading<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) row: &'a Row,
    from_1904: bool,
    today: Date,
    troubles: Vec<(usize, Reason)>,
    odd: Vec<(usize, Reason)>,
    unsaid: Vec<&'static str>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(workbook: &Workbook, sheet: &'a Sheet, row: &'a Row, today: Date) -> Self {
        Self {
            sheet,
            row,
            from_1904: workbook.from_1904,
            today,
            troubles: Vec::new(),
            odd: Vec::new(),
            unsaid: Vec::new(),
        }
    }

    /// The cell of a column.
    pub(super) fn cell(&self, column: &str) -> &'a Cell {
        static EMPTY: Cell = Cell::Empty;
        self.sheet.kind.position(column).and_then(|at| self.row.cells.get(at)).unwrap_or(&EMPTY)
    }

    /// Whether the sheet has the column and the row's cell in it counts, be it empty.
    pub(super) fn speaks(&self, column: &str) -> bool {
        let at = self.sheet.kind.position(column);
        at.and_then(|at| self.sheet.columns.get(at)).is_some_and(Option::is_some)
            && !self.unsaid.contains(&column)
    }

    /// Leaves a cell out: what it says can't be kept, and must not clear what is kept.
    pub(super) fn unsay(&mut self, column: &'static str) {
        self.unsaid.push(column);
    }

    /// Notes why the row can't be taken.
    pub(super) fn trouble(&mut self, column: &str, reason: impl Into<Reason>) {
        self.troubles.push((self.sheet.kind.position(column).unwrap_or(usize::MAX), reason.into()));
    }

    /// Notes what is odd about the row.
    pub(super) fn odd(&mut self, column: &str, reason: Reason) {
        self.odd.push((self.sheet.kind.position(column).unwrap_or(usize::MAX), reason));
    }

    /// What a cell is understood to say; trouble, when it can't be.
    pub(super) fn take<T>(
        &mut self,
        column: &'static str,
        parse: impl Fn(&Cell) -> Understood<T>,
    ) -> Option<T> {
        match parse(self.cell(column)) {
            Ok(value) => value,
            Err(misread) => {
                self.trouble(column, misread);
                None
            }
        }
    }

    /// As [`Self::take`]; an empty cell is trouble too.
    pub(super) fn need<T>(
        &mut self,
        column: &'static str,
        parse: impl Fn(&Cell) -> Understood<T>,
    ) -> Option<T> {
        let before = self.troubles.len();
        let value = self.take(column, parse);
        if value.is_none() && self.troubles.len() == before {
            self.trouble(column, Reason::Required);
        }
        value
    }

    /// A day, in the past or to come.
    pub(super) fn day(&mut self, column: &'static str) -> Option<Date> {
        let from_1904 = self.from_1904;
        let day = self.take(column, |cell| date::date(cell, Century::This, from_1904))?;
        self.not_before(column, day, FIRST_YEAR)
    }

    /// A day not after today.
    pub(super) fn past_day(&mut self, column: &'static str) -> Option<Date> {
        let day = self.day(column)?;
        self.not_to_come(column, day)
    }

    /// A day not after today that must be given.
    pub(super) fn need_day(&mut self, column: &'static str) -> Option<Date> {
        let before = self.troubles.len();
        let day = self.past_day(column);
        if day.is_none() && self.troubles.len() == before {
            self.trouble(column, Reason::Required);
        }
        day
    }

    /// A grown woman's date of birth.
    pub(super) fn birthday(&mut self, column: &'static str) -> Option<Date> {
        let (from_1904, today) = (self.from_1904, self.today);
        let day = self.take(column, |cell| date::date(cell, Century::Past(today), from_1904))?;
        let day = self.not_before(column, day, FIRST_BIRTH_YEAR)?;
        self.not_to_come(column, day)
    }

    fn not_before(&mut self, column: &str, day: Date, year: i16) -> Option<Date> {
        if day.year() < year {
            self.trouble(column, Reason::TooLongAgo);
            return None;
        }
        // A slip in the year such as 20255 is no date to anybody.
        if day.year() > 2200 {
            self.trouble(column, Misread::NotADate);
            return None;
        }
        Some(day)
    }

    fn not_to_come(&mut self, column: &str, day: Date) -> Option<Date> {
        if day > self.today {
            self.trouble(column, Reason::InTheFuture);
            return None;
        }
        Some(day)
    }

    /// Whether the row can't be taken.
    pub(super) fn is_held(&self) -> bool {
        !self.troubles.is_empty()
    }

    /// The row as an issue: the first trouble in the order of the columns, the others with it.
    pub(super) fn into_held(self) -> Option<Issue> {
        let mut troubles = self.troubles;
        troubles.sort_by_key(|(column, _)| *column);
        let mut troubles =
            troubles.into_iter().map(|(column, reason)| trouble(self.sheet, self.row, column, reason));
        let first = troubles.next()?;
        let also = troubles.collect();
        let raw = self.sheet.as_read(self.row);
        let Trouble { column, value, reason } = first;
        Some(Issue { sheet: self.sheet.kind, row: self.row.number, column, value, reason, also, raw })
    }

    /// What is odd about the row.
    pub(super) fn into_odd(self) -> Vec<Issue> {
        let (sheet, row) = (self.sheet, self.row);
        self.odd.into_iter().map(|(column, reason)| odd(sheet, row, column, reason)).collect()
    }
}

/// Something odd about a row, when its reading is long over.
pub(super) fn odd_row(sheet: &Sheet, row: &Row, column: &str, reason: Reason) -> Issue {
    odd(sheet, row, sheet.kind.position(column).unwrap_or(usize::MAX), reason)
}

fn odd(sheet: &Sheet, row: &Row, column: usize, reason: Reason) -> Issue {
    let Trouble { column, value, reason } = trouble(sheet, row, column, reason);
    Issue {
        sheet: sheet.kind,
        row: row.number,
        column,
        value,
        reason,
        also: Vec::new(),
        raw: Default::default(),
    }
}

fn trouble(sheet: &Sheet, row: &Row, column: usize, reason: Reason) -> Trouble {
    Trouble {
        column: sheet.kind.columns().get(column).map(|column| column.name.to_owned()).unwrap_or_default(),
        value: row.cells.get(column).map(Cell::to_string).unwrap_or_default(),
        reason,
    }
}
