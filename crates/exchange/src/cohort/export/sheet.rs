//! Rows by column name, and the workbook they are written to.

use domain::answer::Answer;
use jiff::civil::{Date, Time};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use crate::{book, cohort::layout::SheetKind};

/// A cell to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::cohort) enum Out {
    #[default]
    Empty,
    Text(String),
    Number(f64),
    Day(Date),
    Hour(Time),
}

impl From<String> for Out {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<&str> for Out {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<f64> for Out {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<u8> for Out {
    fn from(number: u8) -> Self {
        Self::Number(f64::from(number))
    }
}

impl From<u16> for Out {
    fn from(number: u16) -> Self {
        Self::Number(f64::from(number))
    }
}

impl From<Date> for Out {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<Time> for Out {
    fn from(hour: Time) -> Self {
        Self::Hour(hour)
    }
}

impl From<Answer> for Out {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Yes => Self::from("ya"),
            Answer::No => Self::from("tidak"),
            Answer::NotAssessed => Self::Empty,
        }
    }
}

impl<T: Into<Self>> From<Option<T>> for Out {
    fn from(value: Option<T>) -> Self {
        value.map(Into::into).unwrap_or_default()
    }
}

/// The rows of a sheet.
pub(in crate::cohort) struct Rows {
    kind: SheetKind,
    rows: Vec<Vec<Out>>,
}

impl Rows {
    pub(super) fn new(kind: SheetKind) -> Self {
        Self { kind, rows: Vec::new() }
    }

    /// Begins a row.
    pub(super) fn begin(&mut self) -> RowOut<'_> {
        self.rows.push(vec![Out::Empty; self.kind.columns().len()]);
        RowOut { kind: self.kind, cells: self.rows.last_mut().map(Vec::as_mut_slice).unwrap_or_default() }
    }

    /// What stands in some columns of the layout, row by row.
    pub(in crate::cohort) fn read<const N: usize>(
        &self,
        columns: [&str; N],
    ) -> impl Iterator<Item = [&Out; N]> + use<'_, N> {
        let at = columns.map(|column| self.kind.position(column));
        self.rows.iter().map(move |row| at.map(|at| at.and_then(|at| row.get(at)).unwrap_or(&Out::Empty)))
    }
}

/// A row being written.
pub(super) struct RowOut<'a> {
    kind: SheetKind,
    cells: &'a mut [Out],
}

impl RowOut<'_> {
    /// Writes a column of the layout.
    pub(super) fn set(&mut self, column: &str, value: impl Into<Out>) {
        if let Some(cell) = self.kind.position(column).and_then(|at| self.cells.get_mut(at)) {
            *cell = value.into();
        }
    }
}

/// A workbook being written.
pub(super) struct Writer {
    book: Workbook,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self { book: book::begun() }
    }

    /// Adds a sheet of the layout.
    pub(super) fn add(&mut self, kind: SheetKind, rows: Rows) -> Result<(), XlsxError> {
        let header: Vec<&str> = kind.columns().iter().map(|column| column.name).collect();
        self.add_rows(kind.name(), &header, rows.rows)
    }

    /// Adds a sheet of any header.
    pub(super) fn add_rows(
        &mut self,
        name: &str,
        header: &[&str],
        rows: Vec<Vec<Out>>,
    ) -> Result<(), XlsxError> {
        let bold = Format::new().set_bold();
        let text = Format::new().set_num_format("@");
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let hour = Format::new().set_num_format("hh:mm");
        let sheet = self.book.add_worksheet();
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, name) in (0_u16..).zip(header) {
            sheet.write_with_format(0, column, *name, &bold)?;
        }
        for (line, cells) in (1_u32..).zip(rows) {
            for (column, cell) in (0_u16..).zip(cells) {
                write(sheet, line, column, cell, (&text, &day, &hour))?;
            }
        }
        Ok(())
    }

    /// The finished file.
    pub(super) fn bytes(mut self) -> Result<Vec<u8>, XlsxError> {
        self.book.save_to_buffer()
    }
}

fn write(
    sheet: &mut Worksheet,
    line: u32,
    column: u16,
    cell: Out,
    (text, day, hour): (&Format, &Format, &Format),
) -> Result<(), XlsxError> {
    match cell {
        Out::Empty => return Ok(()),
        // As text, so that no spreadsheet makes a number of a NIK or a telephone.
        Out::Text(value) => sheet.write_string_with_format(line, column, value, text)?,
        Out::Number(value) => sheet.write_number(line, column, value)?,
        Out::Day(value) => sheet.write_number_with_format(line, column, serial(value), day)?,
        Out::Hour(value) => {
            let minutes = f64::from(value.hour()) * 60.0 + f64::from(value.minute());
            sheet.write_number_with_format(line, column, minutes / 1440.0, hour)?
        }
    };
    Ok(())
}

fn serial(day: Date) -> f64 {
    f64::from(domain::gestation::days_between(jiff::civil::date(1899, 12, 30), day))
}
