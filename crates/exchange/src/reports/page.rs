//! Sheets as people print them: a title, tables with lines, notes below.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::book;

/// A4, by the number that spreadsheets have for it.
const A4: u8 = 9;
/// Height of a line of a note, points.
const NOTE_LINE: f64 = 13.0;
/// Letters of a note for each unit of column width.
const LETTERS: f64 = 1.05;

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Nothing is known of it.
    Empty,
    /// Words; never taken for a number or a formula.
    Text(String),
    /// Somebody or something counted.
    Count(u64),
    /// People of a target population, not rounded; shown with one decimal.
    People(f64),
    /// Whole people.
    Whole(f64),
    /// A share, 1 for all, not rounded; shown as a percentage with one decimal.
    Share(f64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Empty, Self::from)
    }
}

/// How a row of a table looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// The headings.
    Head,
    /// Any row.
    Plain,
    /// The sum.
    Sum,
}

/// A workbook of such sheets.
pub(super) struct Paper(Workbook);

impl Paper {
    pub(super) fn new() -> Self {
        Self(book::begun())
    }

    /// Begins a sheet with columns of these widths, in letters.
    pub(super) fn page(&mut self, name: &str, widths: &[f64]) -> Result<Page<'_>, XlsxError> {
        let sheet = self.0.add_worksheet();
        sheet.set_name(name)?;
        sheet.set_paper_size(A4).set_landscape().set_margins(0.4, 0.4, 0.5, 0.5, 0.3, 0.3);
        sheet.set_footer("&L&A&RHalaman &P dari &N");
        for (column, width) in (0_u16..).zip(widths) {
            sheet.set_column_width(column, *width)?;
        }
        let columns = u16::try_from(widths.len()).unwrap_or(u16::MAX);
        Ok(Page { sheet, line: 0, columns, width: widths.iter().sum(), breaks: Vec::new() })
    }

    /// The finished file.
    pub(super) fn bytes(mut self) -> Result<Vec<u8>, XlsxError> {
        self.0.save_to_buffer()
    }
}

/// A sheet being written, from the top down.
pub(super) struct Page<'a> {
    sheet: &'a mut Worksheet,
    line: u32,
    columns: u16,
    width: f64,
    breaks: Vec<u32>,
}

impl Page<'_> {
    /// A line in large letters.
    pub(super) fn title(&mut self, text: &str) -> Result<(), XlsxError> {
        self.words(text, &Format::new().set_bold().set_font_size(14.0))
    }

    /// A line of words.
    pub(super) fn words_below(&mut self, text: &str) -> Result<(), XlsxError> {
        self.words(text, &Format::new())
    }

    fn words(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.line, 0, text, format)?;
        self.line += 1;
        Ok(())
    }

    /// A note over the whole width, as many lines as it needs.
    pub(super) fn note(&mut self, text: &str) -> Result<(), XlsxError> {
        let small = Format::new().set_font_size(9.0).set_text_wrap().set_align(FormatAlign::Top);
        let last = self.columns.saturating_sub(1).max(1);
        self.sheet.merge_range(self.line, 0, self.line, last, text, &small)?;
        let letters = f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX));
        let lines = (letters / (self.width * LETTERS)).ceil().max(1.0);
        self.sheet.set_row_height(self.line, lines * NOTE_LINE)?;
        self.line += 1;
        Ok(())
    }

    /// Leaves a line free.
    pub(super) fn skip(&mut self) {
        self.line += 1;
    }

    /// What follows begins a new sheet of paper.
    pub(super) fn turn(&mut self) {
        self.breaks.push(self.line);
    }

    /// A row of a table.
    pub(super) fn row(&mut self, look: Look, cells: &[Cell]) -> Result<(), XlsxError> {
        for (column, cell) in (0_u16..).zip(cells) {
            self.cell(column, look, cell)?;
        }
        self.line += 1;
        Ok(())
    }

    /// Headings that stay in sight, with the first columns, on the screen and on every sheet of paper.
    pub(super) fn head(&mut self, height: f64, first: u16, cells: &[Cell]) -> Result<(), XlsxError> {
        self.sheet.set_row_height(self.line, height)?;
        self.sheet.set_repeat_rows(self.line, self.line)?;
        if let Some(last) = first.checked_sub(1) {
            self.sheet.set_repeat_columns(0, last)?;
        }
        self.sheet.set_freeze_panes(self.line + 1, first)?;
        self.row(Look::Head, cells)
    }

    /// Ends the sheet; `fit`: its columns go on one sheet of paper side by side.
    pub(super) fn end(self, fit: bool) -> Result<(), XlsxError> {
        if fit {
            self.sheet.set_print_fit_to_pages(1, 0);
        }
        self.sheet.set_page_breaks(&self.breaks)?;
        Ok(())
    }

    fn cell(&mut self, column: u16, look: Look, cell: &Cell) -> Result<(), XlsxError> {
        let (line, format) = (self.line, format(look, cell));
        match cell {
            Cell::Empty => self.sheet.write_blank(line, column, &format)?,
            Cell::Text(text) => self.sheet.write_string_with_format(line, column, text, &format)?,
            Cell::Count(count) => {
                self.sheet.write_number_with_format(line, column, whole(*count), &format)?
            }
            Cell::People(number) | Cell::Whole(number) | Cell::Share(number) => {
                self.sheet.write_number_with_format(line, column, *number, &format)?
            }
        };
        Ok(())
    }
}

fn format(look: Look, cell: &Cell) -> Format {
    let format = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
    let format = match look {
        Look::Head => format.set_bold().set_text_wrap().set_align(FormatAlign::Center),
        Look::Sum => format.set_bold(),
        Look::Plain => format,
    };
    match cell {
        Cell::Empty => format,
        Cell::Text(_) if look == Look::Head => format,
        Cell::Text(text) if text == super::lb3::NOT_COMPUTABLE => format.set_align(FormatAlign::Right),
        Cell::Text(_) => format.set_text_wrap(),
        Cell::Count(_) | Cell::Whole(_) => format.set_num_format("0"),
        Cell::People(_) => format.set_num_format("0.0"),
        Cell::Share(_) => format.set_num_format("0.0%"),
    }
}

#[expect(clippy::cast_precision_loss, reason = "people of a unit, far below 2^52")]
pub(super) fn whole(count: u64) -> f64 {
    count as f64
}
