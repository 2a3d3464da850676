//! Matters: what the register believes beside places and families. Each is one subject of the log and
//! is folded from the notes about it, whatever order they came in.

mod agreement;
mod concern;
mod custom;
mod message;
mod paper;
mod workshop;

use std::{collections::BTreeMap, sync::Arc};

pub use self::{
    agreement::{Agreement, AgreementStatus},
    concern::Concern,
    custom::{Deeds, VillageTalks},
    message::{Message, Outgoing},
    paper::Paper,
    workshop::{Commitment, Fulfilment, Workshop},
};
use crate::{
    correction::{Corrections, Record},
    facts::{Fact, IncentiveRule, PaperKind, RemindersAgreed},
    family::Item,
    ids::SubjectId,
    note::Note,
};

/// What a subject is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// The unit, a place, or one of the unit's people.
    Place,
    /// A woman with her pregnancies and children.
    Family,
    /// An agreement between bidan and dukun.
    Agreement,
    /// Something to talk about.
    Concern,
    /// A workshop.
    Workshop,
    /// A commitment.
    Commitment,
    /// A rule by which incentives are due.
    IncentiveRule,
    /// A numbered paper.
    Paper,
    /// A message that came in.
    Message,
    /// A message that goes out.
    Outgoing,
    /// Whether somebody wants reminders.
    Reminders,
}

impl About {
    /// What the subject of a fact is; none for a fact that may be about anything, as a correction.
    #[must_use]
    pub fn of(fact: &Fact) -> Option<Self> {
        Some(match fact {
            Fact::Amended(_) | Fact::Voided(_) | Fact::Settled(_) | Fact::FileAttached(_) => return None,
            Fact::Unit(_)
            | Fact::Village(_)
            | Fact::Facility(_)
            | Fact::Staff(_)
            | Fact::Dukun(_)
            | Fact::Official(_)
            | Fact::Kader(_)
            | Fact::DukunDid(_)
            | Fact::IncentivePaid(_)
            | Fact::PartnershipMet(_)
            | Fact::AdatAgreed(_) => Self::Place,
            Fact::AgreementDrafted(_)
            | Fact::AgreementSigned(_)
            | Fact::AgreementAddendum(_)
            | Fact::AgreementSuspended(_)
            | Fact::AgreementResumed(_)
            | Fact::AgreementEnded(_) => Self::Agreement,
            Fact::ConcernRaised(_) | Fact::ConcernStep(_) => Self::Concern,
            Fact::WorkshopPlanned(_)
            | Fact::Attended(_)
            | Fact::Minuted(_)
            | Fact::WorkshopPresented(_)
            | Fact::WorkshopClosed(_)
            | Fact::WorkshopCancelled(_) => Self::Workshop,
            Fact::CommitmentMade(_) | Fact::CommitmentProgressed(_) | Fact::CommitmentCarried(_) => {
                Self::Commitment
            }
            Fact::IncentiveRule(_) => Self::IncentiveRule,
            Fact::PaperNumbered(_) | Fact::PaperCancelled(_) => Self::Paper,
            Fact::MessageReceived(_) | Fact::MessageSorted(_) => Self::Message,
            Fact::MessageQueued(_) | Fact::MessageWent(_) => Self::Outgoing,
            Fact::RemindersAgreed(_) => Self::Reminders,
            _ => Self::Family,
        })
    }
}

/// All matters of a unit.
#[derive(Clone, Debug, Default)]
pub struct Matters {
    /// Agreements.
    pub agreements: BTreeMap<SubjectId, Arc<Agreement>>,
    /// Things to talk about.
    pub concerns: BTreeMap<SubjectId, Arc<Concern>>,
    /// Workshops.
    pub workshops: BTreeMap<SubjectId, Arc<Workshop>>,
    /// Commitments.
    pub commitments: BTreeMap<SubjectId, Arc<Commitment>>,
    /// Rules of incentives.
    pub rules: BTreeMap<SubjectId, Item<IncentiveRule>>,
    /// Numbered papers.
    pub papers: BTreeMap<SubjectId, Arc<Paper>>,
    /// What each dukun did and was paid.
    pub deeds: BTreeMap<SubjectId, Arc<Deeds>>,
    /// What was talked about in each village, by the village's subject.
    pub talks: BTreeMap<SubjectId, Arc<VillageTalks>>,
    /// Messages that came in.
    pub messages: BTreeMap<SubjectId, Arc<Message>>,
    /// Messages that go out.
    pub outgoing: BTreeMap<SubjectId, Arc<Outgoing>>,
    /// What people said last about reminders.
    pub reminders: BTreeMap<SubjectId, Arc<Item<RemindersAgreed>>>,
}

impl Matters {
    /// The paper of a kind about a subject: the last that got a number and was not cancelled.
    #[must_use]
    pub fn paper_of(&self, kind: PaperKind, about: SubjectId) -> Option<&Arc<Paper>> {
        let valid = self.papers.values().filter(|paper| {
            paper.cancelled.is_none() && paper.numbered.kind == kind && paper.numbered.about == about
        });
        valid.max_by_key(|paper| paper.numbered.id())
    }

    /// Forgets a subject: it turned out to be of another sort.
    pub(crate) fn forget(&mut self, subject: SubjectId) {
        self.agreements.remove(&subject);
        self.concerns.remove(&subject);
        self.workshops.remove(&subject);
        self.commitments.remove(&subject);
        self.rules.remove(&subject);
        self.papers.remove(&subject);
        self.deeds.remove(&subject);
        self.talks.remove(&subject);
        self.messages.remove(&subject);
        self.outgoing.remove(&subject);
        self.reminders.remove(&subject);
    }

    /// Folds one subject anew.
    pub(crate) fn fold(&mut self, subject: SubjectId, about: About, notes: &[Arc<Note>]) {
        let records = standing(notes);
        match about {
            About::Agreement => put(&mut self.agreements, subject, Agreement::fold(subject, records)),
            About::Concern => put(&mut self.concerns, subject, Concern::fold(subject, records)),
            About::Workshop => put(&mut self.workshops, subject, Workshop::fold(subject, records)),
            About::Commitment => put(&mut self.commitments, subject, Commitment::fold(subject, records)),
            About::Paper => put(&mut self.papers, subject, Paper::fold(subject, records)),
            About::IncentiveRule => {
                self.rules.remove(&subject);
                let first = records.iter().find_map(|record| match &record.fact {
                    Fact::IncentiveRule(rule) => Some(Item::new(record, rule)),
                    _ => None,
                });
                self.rules.extend(first.map(|rule| (subject, rule)));
            }
            About::Place => {
                put(&mut self.deeds, subject, Deeds::fold(&records));
                put(&mut self.talks, subject, VillageTalks::fold(&records));
            }
            About::Message => put(&mut self.messages, subject, Message::fold(subject, &records)),
            About::Outgoing => put(&mut self.outgoing, subject, Outgoing::fold(subject, &records)),
            About::Reminders => put(&mut self.reminders, subject, message::agreed(&records)),
            About::Family => {}
        }
    }
}

fn put<T>(all: &mut BTreeMap<SubjectId, Arc<T>>, subject: SubjectId, folded: Option<T>) {
    match folded {
        Some(folded) => all.insert(subject, Arc::new(folded)),
        None => all.remove(&subject),
    };
}

/// The records that were not voided, in order of entry id.
fn standing(notes: &[Arc<Note>]) -> Vec<Arc<Record>> {
    let corrections = Corrections::among(notes);
    let mut notes: Vec<_> =
        notes.iter().filter(|note| !crate::correction::is_correction(&note.fact)).collect();
    notes.sort_by_key(|note| note.id);
    notes.dedup_by_key(|note| note.id);
    let records = notes.into_iter().map(|note| Arc::new(Record::new(note, &corrections)));
    records.filter(|record| record.stands()).collect()
}
