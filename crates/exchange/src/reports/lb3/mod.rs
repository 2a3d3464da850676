//! LB3-KIA, the monthly report of the Puskesmas (domain.md §10.1), as a workbook laid out by a table.
//!
//! The official form differs from district to district, so that its columns are data: [`Mapping::builtin`] is
//! the superset of the forms that were seen, and a unit hands in its own ([`Mapping::read`]). Events
//! count in their month, states at its end; a quarter has the sum of its months' events and the last
//! month's states (domain.md §14.4). What Betang does not note stays empty, never 0.

mod amount;
mod fill;
mod mapping;
mod sheets;

use domain::{register::Register, rules::Rules};
use jiff::civil::Date;
use rust_xlsxwriter::XlsxError;

use self::fill::Filled;
pub use self::mapping::{BadMapping, Column, Fault, Held, Mapping, Sum, What};
use super::{Numbers, Stretch};

/// What stands where something can't be worked out: of none, or of a target population without figures.
pub(super) const NOT_COMPUTABLE: &str = "–";

/// The report of a month or quarter as a workbook, as everything stood at the end of the day `on`: a row
/// for each village, and a sum that is worked out from the sums. The same input gives the same bytes.
///
/// # Errors
/// When the workbook can't be put together.
pub fn workbook(
    register: &Register,
    rules: &Rules,
    on: Date,
    mapping: &Mapping,
    stretch: Stretch,
) -> Result<Vec<u8>, XlsxError> {
    let numbers = Numbers::with_services(register, rules, on, stretch.last());
    sheets::workbook(&Filled::of(&numbers.sums(), mapping, stretch), mapping)
}
