//! What is to be done for a workshop and by when, counted from its day, and what of it the facts show.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::{agreements_of, commitments_of, previous};
use crate::{
    facts::{CommitmentStatus, PaperKind},
    gestation::plus_days,
    ids::SubjectId,
    matters::{Matters, Workshop},
    register::Register,
    tables::{Row, Tables, compiled_in, rows},
};

/// By which fact the register sees that a step is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// Room and address are known.
    Place,
    /// The committee is named.
    Committee,
    /// Background and aims are written, or the terms have a number.
    Terms,
    /// The agenda has items.
    Agenda,
    /// Somebody is invited.
    Invitees,
    /// The decree has a number.
    Decree,
    /// The invitation has a number.
    Invitation,
    /// Of every open commitment of the last workshop something was heard since.
    Progress,
    /// Every agreement on the agenda has its parties and clauses.
    Agreements,
    /// Something was frozen to be shown.
    Pack,
    /// Somebody's attendance is noted.
    Attendance,
    /// Commitments are noted.
    Commitments,
    /// The minutes are agreed.
    Closed,
    /// No fact tells.
    Nothing,
}

/// A row of `tables/workshop-checklist.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Days before the workshop; negative for days after it.
    pub days: i32,
    /// How it is seen.
    pub sign: Sign,
}

/// What the facts say of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Done.
    Done,
    /// Not done yet.
    Open,
    /// Facts do not tell.
    Untold,
}

/// A step of one workshop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The step's id.
    pub id: &'static str,
    /// By when.
    pub due: Date,
    /// Whether it is done.
    pub seen: Seen,
}

static STEPS: LazyLock<Vec<Row<Step>>> = LazyLock::new(|| {
    let text = compiled_in!("workshop-checklist");
    let editions = &Tables::builtin().editions;
    rows("workshop-checklist.toml", "step", text, editions).expect("the table compiled in is tested to load")
});

/// The steps of a workshop, the earliest first. What has nothing to do (no agreement to sign, no workshop
/// before) is left out.
#[must_use]
pub fn checklist(register: &Register, workshop: &Workshop) -> Vec<Task> {
    let task = |row: &'static Row<Step>| {
        let due = plus_days(workshop.planned.on, -row.days);
        Some(Task { id: &row.id, due, seen: seen(register.matters(), workshop, row.sign)? })
    };
    let mut tasks: Vec<_> = STEPS.iter().filter_map(task).collect();
    tasks.sort_by_key(|task| task.due);
    tasks
}

fn seen(matters: &Matters, workshop: &Workshop, sign: Sign) -> Option<Seen> {
    let planned = &workshop.planned;
    let done = match sign {
        Sign::Nothing => return Some(Seen::Untold),
        Sign::Place => !planned.room.is_empty() || !planned.address.is_empty(),
        Sign::Committee => !planned.committee.is_empty(),
        Sign::Terms => {
            (planned.background.is_some() && !planned.aims.is_empty())
                || is_numbered(matters, workshop.id, PaperKind::Terms)
        }
        Sign::Agenda => !planned.agenda.is_empty(),
        Sign::Invitees => !planned.invitees.is_empty(),
        Sign::Decree => is_numbered(matters, workshop.id, PaperKind::Decree),
        Sign::Invitation => is_numbered(matters, workshop.id, PaperKind::Invitation),
        Sign::Progress => heard(matters, workshop)?,
        Sign::Agreements => {
            let agreements = agreements_of(matters, workshop);
            if agreements.is_empty() {
                return None;
            }
            agreements.iter().all(|one| !one.draft.parties.is_empty() && !one.draft.clauses.is_empty())
        }
        Sign::Pack => !workshop.presented.is_empty(),
        Sign::Attendance => !workshop.attended.is_empty(),
        Sign::Commitments => !commitments_of(matters, workshop.id).is_empty(),
        Sign::Closed => workshop.closed.is_some(),
    };
    Some(if done { Seen::Done } else { Seen::Open })
}

/// Whether a paper about this has a number that was not cancelled.
fn is_numbered(matters: &Matters, about: SubjectId, kind: PaperKind) -> bool {
    let of_it = |numbered: &crate::facts::PaperNumbered| numbered.about == about && numbered.kind == kind;
    matters.papers.values().any(|paper| paper.cancelled.is_none() && of_it(&paper.numbered))
}

/// Whether something was heard of each commitment of the last workshop that was open on its day; none
/// where there was no workshop or no commitment.
fn heard(matters: &Matters, workshop: &Workshop) -> Option<bool> {
    let last = previous(matters, workshop)?;
    let day = last.planned.on;
    let open = commitments_of(matters, last.id);
    let mut open = open.into_iter().filter(|commitment| {
        !matches!(commitment.status(day), CommitmentStatus::Done | CommitmentStatus::Dropped)
    });
    let first = open.next()?;
    Some(std::iter::once(first).chain(open).all(|one| one.progress.iter().any(|step| step.on > day)))
}
