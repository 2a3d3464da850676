//! Something to talk about with a dukun, step by step.

use std::sync::Arc;

use crate::{
    correction::Record,
    facts::{ConcernRaised, ConcernStep, ConcernStepKind, Fact},
    family::Item,
    ids::SubjectId,
};

/// A concern with its steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Concern {
    /// Its subject.
    pub id: SubjectId,
    /// How it was raised.
    pub raised: Item<ConcernRaised>,
    /// Its steps, oldest first.
    pub steps: Vec<Item<ConcernStep>>,
}

impl Concern {
    /// Folds the standing records of a concern; none when nobody raised it.
    pub(super) fn fold(id: SubjectId, records: Vec<Arc<Record>>) -> Option<Self> {
        let mut raised = None;
        let mut steps = Vec::new();
        for record in &records {
            match &record.fact {
                Fact::ConcernRaised(f) if raised.is_none() => raised = Some(Item::new(record, f)),
                Fact::ConcernStep(f) => steps.push(Item::new(record, f)),
                _ => {}
            }
        }
        steps.sort_by_key(|step: &Item<ConcernStep>| (step.on, step.id()));
        Some(Self { id, raised: raised?, steps })
    }

    /// The last step, where there was one.
    #[must_use]
    pub fn last(&self) -> Option<&Item<ConcernStep>> {
        self.steps.last()
    }

    /// Whether somebody went, asked all that must be asked, and found it as told.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.steps.iter().any(|step| step.step == ConcernStepKind::Verified)
    }

    /// Whether nothing more is to be done.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.steps
            .iter()
            .any(|step| matches!(step.step, ConcernStepKind::Closed | ConcernStepKind::NotConfirmed))
    }
}
