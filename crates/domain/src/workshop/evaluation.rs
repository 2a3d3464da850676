//! How the commitments of a workshop went (domain.md §9.4, RTL-1), and which workshop came before.

use std::{cmp::Reverse, sync::Arc};

use jiff::civil::Date;

use crate::{
    facts::WorkshopKind,
    ids::SubjectId,
    matters::{Commitment, Fulfilment, Matters, Workshop},
    register::Register,
};

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub n: usize,
    /// Of how many.
    pub of: usize,
}

/// A commitment as it went.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The commitment.
    pub commitment: Arc<Commitment>,
    /// How it went.
    pub fulfilment: Fulfilment,
    /// What is in the way, in the words noted last.
    pub why: Option<String>,
}

/// The commitments of a workshop as they went, those first that need talking about.
#[derive(Clone, Debug, Default)]
pub struct Evaluation {
    /// One by one.
    pub all: Vec<Judged>,
    /// Closed not later than promised, of all whose day has come (RTL-1).
    pub on_time: Share,
}

impl Evaluation {
    /// The evaluation of a workshop's commitments, seen from a day.
    #[must_use]
    pub fn of(matters: &Matters, workshop: SubjectId, on: Date) -> Self {
        let judge = |commitment: Arc<Commitment>| {
            let fulfilment = commitment.fulfilment(on);
            Judged { fulfilment, why: obstacle(&commitment, on), commitment }
        };
        let mut all: Vec<_> = commitments_of(matters, workshop).into_iter().map(judge).collect();
        all.sort_by_key(|judged| {
            let urgency = Reverse(weight(judged.fulfilment));
            (urgency, judged.commitment.due(), judged.commitment.id)
        });
        let due = |judged: &&Judged| {
            let promised = judged.commitment.made.due;
            // On the day itself there is still time, unless it is done.
            promised.is_some_and(|due| due < on || (due == on && judged.commitment.done_on(on).is_some()))
        };
        let of = all.iter().filter(due).count();
        let n = all.iter().filter(due).filter(|judged| judged.fulfilment == Fulfilment::OnTime).count();
        Self { all, on_time: Share { n, of } }
    }

    /// How many went this way.
    #[must_use]
    pub fn count(&self, fulfilment: Fulfilment) -> usize {
        self.all.iter().filter(|judged| judged.fulfilment == fulfilment).count()
    }
}

/// What needs talking about first weighs most.
fn weight(fulfilment: Fulfilment) -> u8 {
    match fulfilment {
        Fulfilment::Stuck => 5,
        Fulfilment::Overdue => 4,
        Fulfilment::Open => 3,
        Fulfilment::DoneLate => 2,
        Fulfilment::OnTime | Fulfilment::Done => 1,
        Fulfilment::Dropped => 0,
    }
}

/// What was in the way, in the words noted last until a day; none once it is done.
fn obstacle(commitment: &Commitment, on: Date) -> Option<String> {
    if commitment.done_on(on).is_some() {
        return None;
    }
    let until = commitment.progress.iter().rev().filter(|step| step.on <= on);
    until.filter_map(|step| step.obstacle.clone()).next()
}

/// What was noted last of its progress until a day: the day and the words, if there were any.
#[must_use]
pub fn last_word(commitment: &Commitment, on: Date) -> Option<(Date, Option<&str>)> {
    let last = commitment.progress.iter().rfind(|step| step.on <= on)?;
    Some((last.on, last.text.as_deref().or(last.obstacle.as_deref())))
}

/// Commitments that were made at a workshop or carried over to it, in the order in which they were noted.
#[must_use]
pub fn commitments_of(matters: &Matters, workshop: SubjectId) -> Vec<Arc<Commitment>> {
    let there = |commitment: &&Arc<Commitment>| commitment.workshops().any(|id| id == workshop);
    let mut found: Vec<_> = matters.commitments.values().filter(there).cloned().collect();
    found.sort_by_key(|commitment| commitment.made.id());
    found
}

/// Who answers for a commitment: the words noted, else the official of the register.
#[must_use]
pub fn owner(register: &Register, commitment: &Commitment) -> Option<String> {
    let made = &commitment.made;
    let official = made.official.and_then(|id| register.officials().get(&id));
    made.owner.clone().or_else(|| official.map(|one| one.holder().to_owned()))
}

/// Whether two kinds are one series: the first workshop of the year is a quarterly one too.
fn same_series(a: WorkshopKind, b: WorkshopKind) -> bool {
    (a == WorkshopKind::Monthly) == (b == WorkshopKind::Monthly)
}

/// The workshop of the same series that was before this one and was not cancelled.
#[must_use]
pub fn previous(matters: &Matters, workshop: &Workshop) -> Option<Arc<Workshop>> {
    let before = |other: &&Arc<Workshop>| {
        other.cancelled.is_none()
            && same_series(other.planned.kind, workshop.planned.kind)
            && (other.planned.on, other.id) < (workshop.planned.on, workshop.id)
    };
    let before = matters.workshops.values().filter(before);
    before.max_by_key(|other| (other.planned.on, other.id)).cloned()
}

/// The newest workshop that is still to be held or closed: where a commitment can be carried to.
#[must_use]
pub fn newest_planned(matters: &Matters) -> Option<Arc<Workshop>> {
    let open = |workshop: &&Arc<Workshop>| workshop.cancelled.is_none() && workshop.closed.is_none();
    let open = matters.workshops.values().filter(open);
    open.max_by_key(|workshop| (workshop.planned.on, workshop.id)).cloned()
}

/// What a commitment does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Who answers for it.
    Owner,
    /// By when.
    Due,
    /// By what it will be seen.
    Measure,
}

/// What is missing in a commitment. It is taken all the same, and says so.
#[must_use]
pub fn lacks(commitment: &Commitment) -> Vec<Lack> {
    let made = &commitment.made;
    let mut lacks = Vec::new();
    if made.owner.is_none() && made.official.is_none() {
        lacks.push(Lack::Owner);
    }
    if commitment.due().is_none() {
        lacks.push(Lack::Due);
    }
    if made.measure.is_none() {
        lacks.push(Lack::Measure);
    }
    lacks
}
