//! Sheets as people print them: a title, tables with lines, notes below.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::book;

/// A4, by the number that spreadsheets have for it.
const A4: u8 = 9;
/// Height of a line of a note, points.
const NOTE_LINE: f64 = 13.0;
/// Letters of a note for each unit of column width.
const NOTE_LETTERS: f64 = 1.05;
/// Height of a line of a table, points.
const LINE: f64 = 15.0;
/// Letters of a table for each unit of column width, a little less than fit.
const LETTERS: f64 = 0.9;

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
        Ok(Page { sheet, line: 0, widths: widths.to_vec(), breaks: Vec::new() })
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
    widths: Vec<f64>,
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
        let last = u16::try_from(self.widths.len()).unwrap_or(u16::MAX).saturating_sub(1).max(1);
        self.sheet.merge_range(self.line, 0, self.line, last, text, &small)?;
        let height = NOTE_LINE * lines(text, self.widths.iter().sum::<f64>() * NOTE_LETTERS);
        self.sheet.set_row_height(self.line, height)?;
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
        let mut height: f64 = 1.0;
        for (column, (cell, width)) in (0_u16..).zip(cells.iter().zip(self.widths.clone())) {
            self.cell(column, look, cell)?;
            if let Cell::Text(text) = cell {
                height = height.max(lines(text, width * LETTERS));
            }
        }
        // Not every program makes room for several lines by itself.
        self.sheet.set_row_height(self.line, height * LINE)?;
        self.line += 1;
        Ok(())
    }

    /// Headings that stay in sight, with the first columns, on the screen and on every sheet of paper.
    pub(super) fn head(&mut self, first: u16, cells: &[Cell]) -> Result<(), XlsxError> {
        self.sheet.set_repeat_rows(self.line, self.line)?;
        if let Some(last) = first.checked_sub(1) {
            self.sheet.set_repeat_columns(0, last)?;
        }
        self.sheet.set_freeze_panes(self.line + 1, first)?;
        self.row(Look::Head, cells)
    }

    /// Ends the sheet; `fit`: its columns go on one sheet of paper side by side, and else on several, a little
    /// smaller.
    pub(super) fn end(self, fit: bool) -> Result<(), XlsxError> {
        if fit {
            self.sheet.set_print_fit_to_pages(1, 0);
        } else {
            self.sheet.set_print_scale(75);
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
        Cell::Text(_) => format.set_text_wrap().set_indent(1),
        Cell::Count(_) | Cell::Whole(_) => format.set_num_format("0"),
        Cell::People(_) => format.set_num_format("0.0"),
        Cell::Share(_) => format.set_num_format("0.0%"),
    }
}

/// How many lines a text needs in a column of so many letters, broken between words where it can be.
fn lines(text: &str, letters: f64) -> f64 {
    let (mut lines, mut used) = (1.0, 0.0);
    for word in text.split_whitespace() {
        let length = f64::from(u32::try_from(word.chars().count()).unwrap_or(u32::MAX));
        if used > 0.0 && used + 1.0 + length > letters {
            lines += 1.0;
            used = 0.0;
        } else if used > 0.0 {
            used += 1.0;
        }
        used += length;
        while used > letters {
            lines += 1.0;
            used -= letters.max(1.0);
        }
    }
    lines
}

#[expect(clippy::cast_precision_loss, reason = "people of a unit, far below 2^52")]
pub(super) fn whole(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_within_long_ones() {
        let near = |text: &str, expected: f64| {
            let found = lines(text, 10.0);
            assert!((found - expected).abs() < 1e-9, "{text}: {found}");
        };
        near("", 1.0);
        near("bulan ini", 1.0);
        near("sasaran ibu hamil", 2.0);
        near("ditatalaksana", 2.0);
        near("BBLR ditatalaksana", 3.0);
    }
}
