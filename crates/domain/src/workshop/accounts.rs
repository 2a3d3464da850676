//! The accountability file (SPJ) of a workshop: which of its papers are there, as far as facts tell.

use crate::{
    facts::{FileKind, PaperKind},
    matters::{Matters, Workshop},
};

/// A paper of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its id, as `decree`.
    pub id: &'static str,
    /// Whether it is there; none where no fact tells.
    pub there: Option<bool>,
    /// Its number, where it has one.
    pub number: Option<String>,
}

/// What belongs to the file (domain.md §9.4), in the order in which it is laid together.
#[must_use]
pub fn accounts(matters: &Matters, workshop: &Workshop) -> Vec<Account> {
    let planned = &workshop.planned;
    let numbered = |id, kind, otherwise: bool| {
        let number = matters.paper_of(kind, workshop.id).map(|paper| paper.numbered.number.clone());
        Account { id, there: Some(number.is_some() || otherwise), number }
    };
    let file = |id, kind| {
        let there = workshop.files.iter().any(|file| file.kind == kind);
        Account { id, there: Some(there), number: None }
    };
    let told = |id, there| Account { id, there, number: None };
    let terms = planned.background.is_some() && !planned.aims.is_empty();
    let coded = !planned.budget.is_empty() && planned.budget.iter().all(|line| line.account.is_some());
    vec![
        numbered("decree", PaperKind::Decree, false),
        numbered("terms", PaperKind::Terms, terms),
        told("codes", Some(coded)),
        numbered("invitation", PaperKind::Invitation, false),
        file("attendance", FileKind::AttendanceList),
        numbered("minutes", PaperKind::Minutes, workshop.closed.is_some()),
        file("photo", FileKind::Photo),
        file("receipt", FileKind::Receipt),
        told("travel", None),
        told("tax", None),
        told("report", None),
    ]
}
