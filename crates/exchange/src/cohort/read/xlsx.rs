//! XLSX workbooks, read cell by cell: a sheet that claims a million rows costs only what it holds.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};
use jiff::civil::{Date, Time};

use super::{
    MOST_CELLS, Unreadable, Workbook,
    header::{self, Raw},
};
use crate::cohort::{cell::Cell, layout::SheetKind};

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut found = Workbook { from_1904: book.has_1904_epoch(), ..Workbook::default() };
    let mut left = MOST_CELLS;
    let mut unnamed = Vec::new();
    for name in book.sheet_names() {
        match SheetKind::of_name(&name) {
            Some(kind) => found.add(kind, &name, rows(&mut book, &name, &mut left)?),
            None => unnamed.push(name),
        }
    }
    for name in unnamed {
        // A tab that kept its name "Sheet1" is known by its header.
        let raw = rows(&mut book, &name, &mut left)?;
        match by_header(&raw).filter(|kind| found.of(*kind).next().is_none()) {
            Some(kind) => found.add(kind, &name, raw),
            None => found.other_sheets.push(name),
        }
    }
    found.finished()
}

fn by_header(raw: &Raw) -> Option<SheetKind> {
    let fits = |kind: SheetKind| {
        let full = kind.columns().iter().filter(|column| column.required).count() * 2;
        raw.iter().take(30).map(|(_, cells)| header::score(kind, cells)).max().filter(|score| *score > full)
    };
    SheetKind::ALL
        .into_iter()
        .filter_map(|kind| fits(kind).map(|score| (score, kind)))
        .max()
        .map(|(_, kind)| kind)
}

fn rows(book: &mut Book<'_>, name: &str, left: &mut usize) -> Result<Raw, Unreadable> {
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        // A chart or a dialogue is a sheet without cells.
        Err(XlsxError::WorksheetNotFound(_) | XlsxError::NotAWorksheet(_)) => return Ok(Raw::new()),
        Err(error) => return Err(damaged(error)),
    };
    let mut rows = Raw::new();
    while let Some(found) = reader.next_cell().map_err(damaged)? {
        *left = left.checked_sub(1).ok_or(Unreadable::TooLarge)?;
        let (row, column) = found.get_position();
        let cell = cell(found.get_value());
        if cell.is_empty() {
            continue;
        }
        let number = row.saturating_add(1);
        match rows.last_mut() {
            Some((last, cells)) if *last == number => cells.push((column as usize, cell)),
            _ => rows.push((number, vec![(column as usize, cell)])),
        }
    }
    Ok(rows)
}

fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        #[expect(clippy::cast_precision_loss, reason = "a spreadsheet's own numbers have no more digits")]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Bool(truth) => Cell::Bool(*truth),
        DataRef::DateTime(stamp) => self::stamp(stamp),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::text(text),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

/// The day and hour of a number shown as such. The epoch is the workbook's.
fn stamp(stamp: &ExcelDateTime) -> Cell {
    let serial = stamp.as_f64();
    if !serial.is_finite() {
        return Cell::Number(serial);
    }
    let (year, month, day, hour, minute, second, _) = stamp.to_ymd_hms_milli();
    let part = |value: u16| i16::try_from(value).ok();
    let small = |value: u8| i8::try_from(value).ok();
    let date = part(year).zip(small(month)).zip(small(day));
    let date =
        date.and_then(|((year, month), day)| Date::new(year, month, day).ok()).filter(|_| serial >= 1.0);
    let time = small(hour).zip(small(minute)).zip(small(second));
    let time = time.and_then(|((hour, minute), second)| Time::new(hour, minute, second, 0).ok());
    Cell::Stamp { date, time: time.filter(|_| serial.fract() != 0.0 || date.is_none()), serial }
}

fn damaged(error: XlsxError) -> Unreadable {
    match error {
        XlsxError::Password => Unreadable::Locked,
        other => Unreadable::Damaged(other.to_string()),
    }
}
