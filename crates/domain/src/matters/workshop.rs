//! Workshops and commitments.

use std::sync::Arc;

use jiff::civil::Date;

use crate::{
    correction::Record,
    facts::{
        Attended, CommitmentCarried, CommitmentMade, CommitmentProgressed, CommitmentStatus, Fact,
        FileAttached, Minuted, WorkshopCancelled, WorkshopClosed, WorkshopPlanned, WorkshopPresented,
    },
    family::Item,
    ids::SubjectId,
};

/// A workshop with everything that was noted about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Workshop {
    /// Its subject.
    pub id: SubjectId,
    /// How it was planned.
    pub planned: Item<WorkshopPlanned>,
    /// Who came, in the order in which it was noted.
    pub attended: Vec<Item<Attended>>,
    /// What was said, in the order in which it was noted.
    pub minutes: Vec<Item<Minuted>>,
    /// What was presented, oldest first; the last holds.
    pub presented: Vec<Item<WorkshopPresented>>,
    /// That it is over.
    pub closed: Option<Item<WorkshopClosed>>,
    /// That it is not held.
    pub cancelled: Option<Item<WorkshopCancelled>>,
    /// Scans and photos.
    pub files: Vec<Item<FileAttached>>,
}

impl Workshop {
    /// Folds the standing records of a workshop; none when nobody planned it.
    pub(super) fn fold(id: SubjectId, records: Vec<Arc<Record>>) -> Option<Self> {
        let planned = records.iter().find_map(|record| match &record.fact {
            Fact::WorkshopPlanned(fact) => Some(Item::new(record, fact)),
            _ => None,
        })?;
        let mut workshop = Self {
            id,
            planned,
            attended: Vec::new(),
            minutes: Vec::new(),
            presented: Vec::new(),
            closed: None,
            cancelled: None,
            files: Vec::new(),
        };
        for record in &records {
            match &record.fact {
                Fact::Attended(f) => workshop.attended.push(Item::new(record, f)),
                Fact::Minuted(f) => workshop.minutes.push(Item::new(record, f)),
                Fact::WorkshopPresented(f) => workshop.presented.push(Item::new(record, f)),
                Fact::WorkshopClosed(f) => workshop.closed = Some(Item::new(record, f)),
                Fact::WorkshopCancelled(f) => workshop.cancelled = Some(Item::new(record, f)),
                Fact::FileAttached(f) => workshop.files.push(Item::new(record, f)),
                _ => {}
            }
        }
        Some(workshop)
    }
}

/// A commitment with its progress.
#[derive(Clone, Debug, PartialEq)]
pub struct Commitment {
    /// Its subject.
    pub id: SubjectId,
    /// What was promised.
    pub made: Item<CommitmentMade>,
    /// Progress, oldest first.
    pub progress: Vec<Item<CommitmentProgressed>>,
    /// Where it was carried over, oldest first.
    pub carried: Vec<Item<CommitmentCarried>>,
}

/// How a commitment went, as the next workshop opens with it (domain.md §9.4, RTL-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fulfilment {
    /// Done, not later than promised.
    OnTime,
    /// Done, later than promised.
    DoneLate,
    /// Done; no day had been promised.
    Done,
    /// Its day has passed and it is not done.
    Overdue,
    /// Something is in the way.
    Stuck,
    /// Its day is still to come, or none was promised.
    Open,
    /// Given up, by agreement.
    Dropped,
}

impl Commitment {
    /// Folds the standing records of a commitment; none when nobody made it.
    pub(super) fn fold(id: SubjectId, records: Vec<Arc<Record>>) -> Option<Self> {
        let mut made = None;
        let (mut progress, mut carried) = (Vec::new(), Vec::new());
        for record in &records {
            match &record.fact {
                Fact::CommitmentMade(f) if made.is_none() => made = Some(Item::new(record, f)),
                Fact::CommitmentProgressed(f) => progress.push(Item::new(record, f)),
                Fact::CommitmentCarried(f) => carried.push(Item::new(record, f)),
                _ => {}
            }
        }
        progress.sort_by_key(|step: &Item<CommitmentProgressed>| (step.on, step.id()));
        Some(Self { id, made: made?, progress, carried })
    }

    /// How it stood on a day.
    #[must_use]
    pub fn status(&self, on: Date) -> CommitmentStatus {
        let until = self.progress.iter().rfind(|step| step.on <= on);
        until.map_or(CommitmentStatus::Planned, |step| step.status)
    }

    /// By when it is to be done, as agreed last.
    #[must_use]
    pub fn due(&self) -> Option<Date> {
        self.carried.iter().rev().find_map(|carried| carried.due).or(self.made.due)
    }

    /// The workshops at which it was made or carried over, oldest first.
    pub fn workshops(&self) -> impl Iterator<Item = SubjectId> {
        self.made.workshop.into_iter().chain(self.carried.iter().map(|carried| carried.workshop))
    }

    /// The day on which it was done, where it is.
    #[must_use]
    pub fn done_on(&self, on: Date) -> Option<Date> {
        let until = self.progress.iter().filter(|step| step.on <= on);
        // Done, taken back and done again counts from the last time.
        let mut done = None;
        for step in until {
            done = match step.status {
                CommitmentStatus::Done => done.or(Some(step.on)),
                _ => None,
            };
        }
        done
    }

    /// How it went, seen from a day, against the day that was promised at first: carrying it over makes
    /// nobody punctual.
    #[must_use]
    pub fn fulfilment(&self, on: Date) -> Fulfilment {
        let promised = self.made.due;
        match (self.status(on), self.done_on(on)) {
            (_, Some(done)) => match promised {
                Some(due) if done <= due => Fulfilment::OnTime,
                Some(_) => Fulfilment::DoneLate,
                None => Fulfilment::Done,
            },
            (CommitmentStatus::Dropped, _) => Fulfilment::Dropped,
            (CommitmentStatus::Stuck, _) => Fulfilment::Stuck,
            _ if self.due().is_some_and(|due| due < on) => Fulfilment::Overdue,
            _ => Fulfilment::Open,
        }
    }
}
