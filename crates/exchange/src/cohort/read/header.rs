//! Finds the header under title rows, and lays the rows below it out by column.

use super::{Row, Sheet};
use crate::cohort::{cell::Cell, layout::SheetKind};

/// Rows with the numbers the spreadsheet gives them; empty rows and cells may be left out.
pub(super) type Raw = Vec<(u32, Vec<(usize, Cell)>)>;

/// How many rows with something in them are looked at for the header.
const TITLE_ROWS: usize = 30;

/// A sheet of `raw` rows. Without a header it has no rows, and every column is missing.
pub(super) fn sheet(kind: SheetKind, name: &str, raw: Raw) -> Sheet {
    let mut sheet = Sheet {
        kind,
        name: name.to_owned(),
        header_row: 0,
        columns: vec![None; kind.columns().len()],
        others: Vec::new(),
        rows: Vec::new(),
    };
    let Some(at) = header_row(kind, &raw) else { return sheet };
    let mut places: Vec<Option<usize>> = Vec::new();
    for (index, (number, cells)) in raw.into_iter().enumerate().skip(at) {
        if index == at {
            sheet.header_row = number;
            places = name_columns(&mut sheet, &cells);
        } else if !(index == at + 1 && counts_columns(&cells)) {
            sheet.rows.extend(row(kind, &places, number, cells));
        }
    }
    sheet
}

/// The header is the row that names most columns, the required ones counting double.
fn header_row(kind: SheetKind, raw: &Raw) -> Option<usize> {
    let mut best = (2, None);
    for (at, (_, cells)) in raw.iter().enumerate().take(TITLE_ROWS) {
        let score = score(kind, cells);
        if score > best.0 {
            best = (score, Some(at));
        }
    }
    best.1
}

/// How much a row looks like the header of a sheet.
pub(super) fn score(kind: SheetKind, cells: &[(usize, Cell)]) -> usize {
    let mut seen = Vec::new();
    for (_, cell) in cells {
        if let Cell::Text(text) = cell
            && let Some((column, _)) = kind.column_of(text)
            && !seen.contains(&column)
        {
            seen.push(column);
        }
    }
    let required = |column: &usize| kind.columns().get(*column).is_some_and(|known| known.required);
    seen.len() + seen.iter().filter(|column| required(column)).count()
}

/// Gives each place of the sheet its column: exact names first, then what is like one.
fn name_columns(sheet: &mut Sheet, cells: &[(usize, Cell)]) -> Vec<Option<usize>> {
    let width = cells.iter().map(|(place, _)| place + 1).max().unwrap_or(0);
    let mut places = vec![None; width];
    for exact in [true, false] {
        for (place, cell) in cells {
            let header = cell.line();
            let Some((column, named)) = sheet.kind.column_of(&header) else { continue };
            let Some(found) = sheet.columns.get_mut(column) else { continue };
            let Some(slot) = places.get_mut(*place) else { continue };
            if named == exact && found.is_none() && slot.is_none() {
                *found = Some(header);
                *slot = Some(column);
            }
        }
    }
    let unnamed = cells.iter().filter(|(place, _)| places.get(*place).is_none_or(Option::is_none));
    sheet.others = unnamed.map(|(place, cell)| (*place, cell.line())).collect();
    places
}

/// Whether a row only numbers the columns, as printed registers do under their header.
fn counts_columns(cells: &[(usize, Cell)]) -> bool {
    let numbers: Vec<usize> = cells.iter().filter_map(|(_, cell)| cell.line().parse().ok()).collect();
    let counted = numbers.iter().zip(numbers.iter().skip(1)).all(|(a, b)| *b == a.saturating_add(1));
    numbers.len() >= 4
        && numbers.len() == cells.len()
        && counted
        && numbers.first().is_some_and(|first| *first <= 2)
}

fn row(kind: SheetKind, places: &[Option<usize>], number: u32, cells: Vec<(usize, Cell)>) -> Option<Row> {
    let mut row = Row { number, cells: vec![Cell::Empty; kind.columns().len()], others: Vec::new() };
    for (place, cell) in cells {
        match places.get(place).copied().flatten().and_then(|column| row.cells.get_mut(column)) {
            Some(slot) => *slot = cell,
            None if cell.is_empty() => {}
            None => row.others.push((place, cell)),
        }
    }
    // A row with nothing but a running number or a remark of another column is no row of the register.
    row.cells.iter().any(|cell| !cell.is_empty()).then_some(row)
}
