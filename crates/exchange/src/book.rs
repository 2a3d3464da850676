//! An empty workbook that does not tell when it was made.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

/// A workbook to be filled: the same content gives the same bytes.
pub(crate) fn begun() -> Workbook {
    let mut book = Workbook::new();
    // A workbook tells when it was made; a fixed day keeps the bytes the same.
    if let Ok(day) = ExcelDateTime::from_ymd(2025, 5, 21) {
        book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    }
    book
}
