//! The rows that were held, as a workbook in which a person corrects them and imports them again.

use rust_xlsxwriter::XlsxError;

use super::sheet::{Out, Writer};
use crate::cohort::{
    issue::{Issue, Lang},
    layout::SheetKind,
};

/// What stands before the columns of the layout.
const BEFORE: [&str; 4] = ["_baris", "_kolom", "_alasan", "_petunjuk"];

/// The held rows: each as it was read, with its row, what is the matter and what to do. The sheets
/// and columns are those of the layout, so that the corrected file can be imported as it is.
///
/// # Errors
/// When the workbook can't be put together.
pub fn held(issues: &[Issue], lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut writer = Writer::new();
    for kind in SheetKind::ALL {
        let of_kind: Vec<&Issue> = issues.iter().filter(|issue| issue.sheet == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let columns = kind.columns().iter().map(|column| column.name);
        let header: Vec<&str> = BEFORE.into_iter().chain(columns).collect();
        let rows = of_kind.into_iter().map(|issue| row(issue, lang)).collect();
        writer.add_rows(kind.name(), &header, rows)?;
    }
    writer.bytes()
}

fn row(issue: &Issue, lang: Lang) -> Vec<Out> {
    let row = f64::from(issue.row);
    let before = [
        Out::Number(row),
        Out::from(issue.column.as_str()),
        Out::from(issue.reason.sentence(lang)),
        Out::from(issue.reason.hint(lang)),
    ];
    let read = |name: &str| issue.raw.get(name).map(String::as_str).into();
    before.into_iter().chain(issue.sheet.columns().iter().map(|column| read(column.name))).collect()
}
