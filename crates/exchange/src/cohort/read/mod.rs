//! From the bytes of a file to sheets, columns and rows.

mod archive;
mod delimited;
mod header;
mod xlsx;

use std::collections::BTreeMap;

use self::header::Raw;
use super::{cell::Cell, layout::SheetKind};

/// The most cells a workbook may hold; ten years of a large Puskesmas fill a tenth of it.
pub const MOST_CELLS: usize = 8_000_000;
/// The most bytes a packed file may unfold to.
pub const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// Why a file can't be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Neither a workbook nor text.
    #[error("neither an XLSX workbook nor CSV text")]
    UnknownFormat,
    /// A workbook of Excel 97 to 2003.
    #[error("an old Excel workbook (.xls)")]
    OldExcel,
    /// A workbook locked with a password.
    #[error("locked with a password")]
    Locked,
    /// Cut off or damaged.
    #[error("damaged or cut off: {0}")]
    Damaged(String),
    /// Larger than any register can be.
    #[error("larger than a register can be")]
    TooLarge,
    /// No sheet of the layout is in it.
    #[error("none of the sheets of the cohort workbook")]
    NoSheets {
        /// The names that were found.
        found: Vec<String>,
    },
}

/// A cohort workbook, as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workbook {
    /// The sheets of the layout that were found, in the order of the layout.
    pub sheets: Vec<Sheet>,
    /// Names of tabs or files that are none of the layout's; they are left alone.
    pub other_sheets: Vec<String>,
    /// Whether days are counted from 1904, as old Macintosh workbooks do.
    pub from_1904: bool,
}

/// A sheet whose header was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Which sheet of the layout.
    pub kind: SheetKind,
    /// Its name, as read.
    pub name: String,
    /// The row of the header, as the spreadsheet numbers it; 0 when none was found.
    pub header_row: u32,
    /// For each column of the layout, the header it was found under.
    pub columns: Vec<Option<String>>,
    /// Headers that are no column of the layout, with their place.
    pub others: Vec<(usize, String)>,
    /// The rows below the header that hold something.
    pub rows: Vec<Row>,
}

/// A row that holds something.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// As the spreadsheet shows it.
    pub number: u32,
    /// A cell for each column of the layout.
    pub cells: Vec<Cell>,
    /// Cells of other columns, with their place; kept for a row that can't be taken.
    pub others: Vec<(usize, Cell)>,
}

impl Workbook {
    /// Reads an XLSX workbook, a zip of CSV files, or one CSV file whose `name` tells its sheet.
    ///
    /// # Errors
    /// [`Unreadable`], when not even its sheets can be told.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, Unreadable> {
        const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        if bytes.starts_with(b"PK") {
            archive::within_limits(bytes, MOST_BYTES)?;
            return if archive::is_workbook(bytes)? {
                xlsx::read(bytes)
            } else {
                Self::of_files(archive::files(bytes)?)
            };
        }
        if bytes.starts_with(OLE) {
            return Err(if archive::holds_utf16(bytes, "EncryptedPackage") {
                Unreadable::Locked
            } else {
                Unreadable::OldExcel
            });
        }
        let is_wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
        if bytes.contains(&0) && !is_wide {
            return Err(Unreadable::UnknownFormat);
        }
        Self::of_files([(name.to_owned(), bytes.to_vec())])
    }

    /// Puts a workbook together from CSV files, each named as its sheet; other files are left alone.
    ///
    /// # Errors
    /// [`Unreadable`], when none of them is a sheet, or one is no text.
    pub fn of_files(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Self, Unreadable> {
        let mut found = Self::default();
        for (name, bytes) in files {
            let stem = name.rsplit(['/', '\\']).next().unwrap_or_default();
            let (stem, extension) = stem.rsplit_once('.').unwrap_or((stem, "csv"));
            let is_text = ["csv", "txt", "tsv"].contains(&extension.to_ascii_lowercase().as_str());
            match SheetKind::of_name(stem).filter(|_| is_text) {
                Some(kind) => found.add(kind, stem, delimited::read(&bytes, kind)?),
                None => found.other_sheets.push(stem.to_owned()),
            }
        }
        found.finished()
    }

    fn add(&mut self, kind: SheetKind, name: &str, raw: Raw) {
        self.sheets.push(header::sheet(kind, name, raw));
    }

    fn finished(mut self) -> Result<Self, Unreadable> {
        if self.sheets.is_empty() {
            return Err(Unreadable::NoSheets { found: self.other_sheets });
        }
        self.sheets.sort_by_key(|sheet| sheet.kind);
        Ok(self)
    }

    /// The sheets of a kind; a register kept in a tab per year has several.
    pub fn of(&self, kind: SheetKind) -> impl Iterator<Item = &Sheet> {
        self.sheets.iter().filter(move |sheet| sheet.kind == kind)
    }

    /// How many rows it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sheets.iter().map(|sheet| sheet.rows.len()).sum()
    }

    /// Whether it holds no row at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Sheet {
    /// Required columns that the header lacks.
    pub fn missing(&self) -> impl Iterator<Item = &'static str> {
        let columns = self.kind.columns().iter().zip(&self.columns);
        columns.filter(|(column, found)| column.required && found.is_none()).map(|(column, _)| column.name)
    }

    /// A row as it was read: header to text, columns of the layout by their own name.
    #[must_use]
    pub fn as_read(&self, row: &Row) -> BTreeMap<String, String> {
        let known =
            self.kind.columns().iter().zip(&row.cells).map(|(column, cell)| (column.name.to_owned(), cell));
        let others = row.others.iter().map(|(at, cell)| {
            let header = self.others.iter().find(|(place, _)| place == at).map(|(_, header)| header.as_str());
            (header.map_or_else(|| format!("#{}", at + 1), str::to_owned), cell)
        });
        known
            .chain(others)
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(name, cell)| (name, cell.to_string()))
            .collect()
    }
}
