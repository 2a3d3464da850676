//! Contacts of one mother (or child) on one sheet: which rows are new, which are known, and which
//! are a known contact whose day was corrected.

use std::sync::Arc;

use domain::{
    correction::Record,
    facts::Fact,
    ids::SubjectId,
    ids::{PregnancyId, VillageCode},
};
use jiff::civil::Date;
use serde_json::Value;

use super::{
    ids,
    merge::{self, Standing},
    mother_row::noted_otherwise,
    output::{Draft, Output},
    reading::Reading,
};
use crate::cohort::{
    issue::Reason,
    layout::SheetKind,
    read::{Row, Sheet},
};

/// How many contacts of one day are told apart.
const MOST_OF_A_DAY: u8 = 6;
/// Fields that must agree before a row counts as a contact whose day was corrected.
const ENOUGH_ALIKE: usize = 4;

/// A row that was taken.
pub(super) struct Contact<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) row: &'a Row,
    pub(super) on: Date,
    pub(super) fact: Fact,
    pub(super) spoken: Vec<&'static str>,
}

/// Whose contacts they are.
pub(super) struct Whose {
    pub(super) subject: SubjectId,
    pub(super) pregnancy: PregnancyId,
    pub(super) village: Option<VillageCode>,
    pub(super) sheet: SheetKind,
    /// The child's number, 0 for the mother.
    pub(super) child: u8,
}

/// Notes the contacts of one mother or child. `records` are those of the register.
pub(super) fn settle<'r>(
    whose: &Whose,
    mut rows: Vec<Contact<'_>>,
    records: impl Iterator<Item = &'r Arc<Record>>,
    speaks: &[(&str, &[&'static str])],
    output: &mut Output<'_>,
) {
    drop_repeated(&mut rows, output);
    let mut known: Vec<Known> = records.map(|record| Known::of(record, whose)).collect();
    known.sort_by_key(|known| (known.said_on(), known.nth));
    let mut matched: Vec<Option<usize>> = vec![None; rows.len()];
    pair(&mut matched, &rows, &known, |row, known| known.said_on() == Some(row.on));
    pair(&mut matched, &rows, &known, |row, known| known.now_on() == Some(row.on));
    pair(&mut matched, &rows, &known, |row, known| known.nth.is_some() && known.noted_on == Some(row.on));
    pair_moved(&mut matched, &rows, &known);
    for (row, known_at) in rows.into_iter().zip(matched) {
        let existing = known_at.and_then(|at| known.get(at)).map(|known| &known.standing);
        let id = new_id(whose, row.on, &known, output);
        let mut spoken = row.spoken;
        spoken.push("on");
        let village = whose.village.clone();
        let draft = Draft { id, subject: whose.subject, village, fact: row.fact, spoken };
        let otherwise = output.say(draft, existing);
        let reading = Reading::new(output.workbook, row.sheet, row.row, output.job.today);
        noted_otherwise(output, &reading, speaks, otherwise);
    }
}

/// A contact of the register.
struct Known {
    standing: Standing,
    noted_on: Option<Date>,
    /// Which contact of its day an import made it; none for one that a person made.
    nth: Option<u8>,
}

impl Known {
    fn of(record: &Arc<Record>, whose: &Whose) -> Self {
        let noted_on = day(merge::fields(&record.note.fact).get("on"));
        let is = |on: Date, nth: &u8| {
            ids::dated(whose.pregnancy, whose.sheet, whose.child, on, *nth) == record.note.id
        };
        let nth = noted_on.and_then(|on| (0..MOST_OF_A_DAY).find(|nth| is(on, nth)));
        Self { standing: Output::standing(record, nth.is_some()), noted_on, nth }
    }

    fn said_on(&self) -> Option<Date> {
        day(self.standing.said.get("on"))
    }

    fn now_on(&self) -> Option<Date> {
        day(self.standing.now.get("on"))
    }
}

fn day(value: Option<&Value>) -> Option<Date> {
    value?.as_str()?.parse().ok()
}

/// The same row twice is one contact; others of the same day are kept, and pointed out.
fn drop_repeated(rows: &mut Vec<Contact<'_>>, output: &mut Output<'_>) {
    let mut kept: Vec<Contact<'_>> = Vec::with_capacity(rows.len());
    for row in rows.drain(..) {
        if kept.iter().any(|other| other.fact == row.fact) {
            continue;
        }
        if kept.iter().any(|other| other.on == row.on) {
            output.odd(row.sheet, row.row, "tanggal", Reason::SameDay);
        }
        kept.push(row);
    }
    *rows = kept;
}

fn pair(
    matched: &mut [Option<usize>],
    rows: &[Contact<'_>],
    known: &[Known],
    fits: impl Fn(&Contact<'_>, &Known) -> bool,
) {
    for (at, row) in rows.iter().enumerate() {
        let free = |index: &usize| !matched.contains(&Some(*index));
        let found = (0..known.len())
            .filter(free)
            .find(|index| known.get(*index).is_some_and(|known| fits(row, known)));
        if let Some(slot) = matched.get_mut(at).filter(|slot| slot.is_none()) {
            *slot = found;
        }
    }
}

/// One row that is new and one contact that is missing, alike in all else: its day was corrected.
fn pair_moved(matched: &mut [Option<usize>], rows: &[Contact<'_>], known: &[Known]) {
    let missing: Vec<usize> = (0..known.len())
        .filter(|index| {
            !matched.contains(&Some(*index)) && known.get(*index).is_some_and(|known| known.nth.is_some())
        })
        .collect();
    let new: Vec<usize> =
        (0..rows.len()).filter(|at| matched.get(*at).is_some_and(Option::is_none)).collect();
    if let ([at], [index]) = (new.as_slice(), missing.as_slice())
        && let (Some(row), Some(contact), Some(slot)) =
            (rows.get(*at), known.get(*index), matched.get_mut(*at))
        && is_moved(row, contact)
    {
        *slot = Some(*index);
    }
}

fn is_moved(row: &Contact<'_>, known: &Known) -> bool {
    let fields = merge::fields(&row.fact);
    let said = &known.standing.said;
    let spoken = || row.spoken.iter().filter(|field| **field != "on");
    let alike = spoken().all(|field| fields.get(*field) == said.get(*field));
    let filled = spoken().filter(|field| fields.contains_key(**field)).count();
    alike && (filled >= ENOUGH_ALIKE || known.said_on().is_some_and(|before| is_slip(before, row.on)))
}

/// Whether two days differ by one figure, by two neighbouring figures swapped, or by day and month swapped.
fn is_slip(a: Date, b: Date) -> bool {
    let figures = |date: Date| format!("{:02}{:02}{:04}", date.day(), date.month(), date.year()).into_bytes();
    let (x, y) = (figures(a), figures(b));
    let differ: Vec<usize> = (0..x.len()).filter(|at| x.get(*at) != y.get(*at)).collect();
    let swapped = |i: usize, j: usize| x.get(i) == y.get(j) && x.get(j) == y.get(i);
    match differ.as_slice() {
        [_] => true,
        [i, j] if *j == i + 1 => swapped(*i, *j),
        _ => a.year() == b.year() && a.day() == b.month() && a.month() == b.day(),
    }
}

/// The first id of that day that no standing contact and no other row has. An id that is known
/// without a contact that stands was voided: it is used, so that the row stays away.
fn new_id(whose: &Whose, on: Date, known: &[Known], output: &Output<'_>) -> domain::ids::EntryId {
    let id = |nth: u8| ids::dated(whose.pregnancy, whose.sheet, whose.child, on, nth);
    let stands = |nth: u8| known.iter().any(|known| known.standing.record.note.id == id(nth));
    let taken = |nth: &u8| stands(*nth) || output.made(id(*nth));
    id((0..u8::MAX).find(|nth| !taken(nth)).unwrap_or(u8::MAX))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn slips_of_a_day() {
        assert!(is_slip(date(2025, 3, 12), date(2025, 3, 13)));
        assert!(is_slip(date(2025, 3, 12), date(2024, 3, 12)));
        assert!(is_slip(date(2025, 3, 12), date(2025, 12, 3)));
        assert!(is_slip(date(2025, 3, 12), date(2025, 3, 21)));
        assert!(!is_slip(date(2025, 3, 12), date(2025, 4, 14)));
    }
}
