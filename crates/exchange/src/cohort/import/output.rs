//! Gathers the plan, and writes what is to be noted.

use std::{collections::HashSet, sync::Arc};

use domain::{
    correction::Record,
    facts::{Amended, Fact},
    ids::{EntryId, SubjectId, VillageCode},
    note::Note,
};
use serde_json::{Map, Value};

use super::{
    Job, Plan, ids,
    merge::{self, REASON, Standing},
    reading::{self, Reading},
};
use crate::cohort::{
    issue::{Issue, Reason},
    layout::SheetKind,
    read::{Row, Sheet, Workbook},
};

/// What a row says about one entry.
pub(super) struct Draft {
    /// The entry's id, if it is new.
    pub(super) id: EntryId,
    /// Whom it is about.
    pub(super) subject: SubjectId,
    /// The village it counts for.
    pub(super) village: Option<VillageCode>,
    /// The fact as the row tells it.
    pub(super) fact: Fact,
    /// The fields that the row speaks about; others are left as they are.
    pub(super) spoken: Vec<&'static str>,
}

/// The plan while it grows.
pub(super) struct Output<'a> {
    pub(super) job: &'a Job<'a>,
    pub(super) workbook: &'a Workbook,
    progress: &'a mut dyn FnMut(usize, usize),
    plan: Plan,
    made: HashSet<EntryId>,
    seen: usize,
    total: usize,
}

impl<'a> Output<'a> {
    pub(super) fn new(
        job: &'a Job<'a>,
        workbook: &'a Workbook,
        progress: &'a mut dyn FnMut(usize, usize),
    ) -> Self {
        Self {
            job,
            workbook,
            progress,
            plan: Plan::default(),
            made: HashSet::new(),
            seen: 0,
            total: workbook.len(),
        }
    }

    /// Says which sheets and columns are left out, and which are lacking.
    pub(super) fn look_at_sheets(&mut self) {
        for sheet in &self.workbook.sheets {
            self.plan.taken.entry(sheet.kind).or_default();
            for (_, header) in &sheet.others {
                self.plan.warnings.push(of_sheet(sheet, header, Reason::ExtraColumn));
            }
            for column in sheet.missing() {
                self.plan.held.push(of_sheet(sheet, column, Reason::MissingColumn));
            }
        }
        for name in &self.workbook.other_sheets {
            let mut issue = Issue { column: String::new(), ..no_issue(SheetKind::Ibu, Reason::ExtraSheet) };
            issue.value.clone_from(name);
            self.plan.warnings.push(issue);
        }
    }

    /// The sheets of a kind that have all they need.
    pub(super) fn sheets(&self, kind: SheetKind) -> impl Iterator<Item = &'a Sheet> + use<'a> {
        self.workbook.of(kind).filter(|sheet| sheet.missing().next().is_none())
    }

    /// Begins to read a row.
    pub(super) fn reading(&mut self, sheet: &'a Sheet, row: &'a Row) -> Reading<'a> {
        self.seen += 1;
        if self.seen.is_multiple_of(256) || self.seen == self.total {
            (self.progress)(self.seen, self.total);
        }
        Reading::new(self.workbook, sheet, row, self.job.today)
    }

    /// Ends the reading of a row: it is held with its troubles, or taken with what is odd about it.
    pub(super) fn end(&mut self, reading: Reading<'_>) {
        if reading.is_held() {
            self.plan.held.extend(reading.into_held());
        } else {
            *self.plan.taken.entry(reading.sheet.kind).or_default() += 1;
            self.plan.warnings.extend(reading.into_odd());
        }
    }

    /// Notes something odd about a row that was already taken.
    pub(super) fn odd(&mut self, sheet: &Sheet, row: &Row, column: &str, reason: Reason) {
        self.plan.warnings.push(reading::odd_row(sheet, row, column, reason));
    }

    /// Whether an entry of this id is about to be made.
    pub(super) fn made(&self, id: EntryId) -> bool {
        self.made.contains(&id)
    }

    /// Notes a draft: as a new entry, or as an amendment of `existing`. Fields that a person noted
    /// otherwise are left as they are and returned.
    pub(super) fn say(&mut self, draft: Draft, existing: Option<&Standing>) -> Vec<(String, Value)> {
        let Some(standing) = existing else {
            self.create(draft);
            return Vec::new();
        };
        let mut new = merge::fields(&draft.fact);
        if let Some(village) = &draft.village {
            new.insert(merge::VILLAGE.to_owned(), village.as_str().into());
        }
        let (changes, otherwise) = merge::differences(&new, standing, &draft.spoken);
        self.amend(standing, changes);
        otherwise
    }

    fn create(&mut self, draft: Draft) {
        // An id that the register knows without the entry standing was voided by a person.
        if self.job.register.knows(draft.id) || !self.made.insert(draft.id) {
            return;
        }
        self.plan.notes.push(Note {
            id: draft.id,
            village: draft.village,
            subject: draft.subject,
            author: self.job.author,
            device: self.job.device,
            noted_at: self.job.now,
            amends: None,
            fact: draft.fact,
        });
    }

    /// Amends an entry, replacing earlier amendments of imports.
    pub(super) fn amend(&mut self, standing: &Standing, changes: Map<String, Value>) {
        if changes.is_empty() {
            return;
        }
        let target = &standing.record.note;
        let over = standing.over.clone();
        let id = ids::amendment(target.id, &Value::Object(changes.clone()).to_string(), &over);
        if self.job.register.knows(id) || !self.made.insert(id) {
            return;
        }
        self.plan.notes.push(Note {
            id,
            village: standing.record.village.clone(),
            subject: target.subject,
            author: self.job.author,
            device: self.job.device,
            noted_at: self.job.now,
            amends: Some(target.id),
            fact: Amended { changes, reason: REASON.to_owned(), over }.into(),
        });
    }

    /// The record with what imports have said about it.
    pub(super) fn standing(record: &Arc<Record>, ours: bool) -> Standing {
        Standing::of(record, ours)
    }

    /// The plan, in order.
    pub(super) fn finish(mut self) -> Plan {
        self.plan.held.sort_by_key(|issue| (issue.sheet, issue.row));
        self.plan.warnings.sort_by_key(|issue| (issue.sheet, issue.row));
        self.plan
    }
}

fn of_sheet(sheet: &Sheet, column: &str, reason: Reason) -> Issue {
    Issue {
        row: sheet.header_row,
        column: column.to_owned(),
        value: String::new(),
        ..no_issue(sheet.kind, reason)
    }
}

fn no_issue(sheet: SheetKind, reason: Reason) -> Issue {
    Issue {
        sheet,
        row: 0,
        column: String::new(),
        value: String::new(),
        reason,
        also: Vec::new(),
        raw: Default::default(),
    }
}
