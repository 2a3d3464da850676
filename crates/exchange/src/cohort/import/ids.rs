//! Ids that are the same whenever the same row is imported.

use domain::ids::{ChildId, EntryId, PregnancyId, SubjectId, UnitCode, derived};
use jiff::civil::Date;
use uuid::Uuid;

use crate::cohort::{cell::Cell, layout::SheetKind};

/// A mother's number without case and spaces, by which rows of different sheets find each other.
pub(super) fn key(cell: &Cell) -> String {
    key_of(&cell.to_string())
}

/// As [`key`], of text.
pub(in crate::cohort) fn key_of(number: &str) -> String {
    number
        .trim()
        .trim_start_matches('\'')
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_uppercase)
        .collect()
}

/// The number under which a pregnancy without one is exported, and known again.
#[must_use]
pub fn number_of(pregnancy: PregnancyId) -> String {
    let digits = pregnancy.0.simple().to_string().to_uppercase();
    format!("BTG-{}", digits.get(20..).unwrap_or(&digits))
}

/// A pregnancy of the cohort register. A number that is used again for another woman's pregnancy
/// is told apart by the day that pregnancy began.
pub(super) fn pregnancy(unit: &UnitCode, key: &str, begun: Option<Date>) -> PregnancyId {
    let begun = begun.map(|date| date.to_string()).unwrap_or_default();
    PregnancyId(derived(&[&unit.0, "cohort", key, &begun]))
}

fn of(pregnancy: PregnancyId, parts: &[&str]) -> Uuid {
    let id = pregnancy.0.to_string();
    let mut all = vec!["cohort", id.as_str()];
    all.extend(parts);
    derived(&all)
}

/// The woman of a pregnancy that was first heard of through the workbook.
pub(super) fn subject(id: PregnancyId) -> SubjectId {
    SubjectId(of(id, &["subject"]))
}

/// The one entry of its kind about a pregnancy.
pub(super) fn single(id: PregnancyId, kind: &str) -> EntryId {
    EntryId(of(id, &["single", kind]))
}

/// A contact on a day, the `nth` of that day.
pub(super) fn dated(id: PregnancyId, sheet: SheetKind, child: u8, on: Date, nth: u8) -> EntryId {
    EntryId(of(id, &[sheet.name(), &child.to_string(), &on.to_string(), &nth.to_string()]))
}

/// A child of the pregnancy's birth, from 1.
pub(super) fn child(id: PregnancyId, no: u8) -> ChildId {
    ChildId(of(id, &["child", &no.to_string()]))
}

/// An amendment that says just this about an entry.
pub(super) fn amendment(target: EntryId, changes: &str, over: &[EntryId]) -> EntryId {
    let target = target.to_string();
    let over: Vec<String> = over.iter().map(ToString::to_string).collect();
    EntryId(derived(&["cohort", "amendment", &target, changes, &over.join(",")]))
}
