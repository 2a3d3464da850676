//! A numbered paper.

use std::sync::Arc;

use crate::{
    correction::Record,
    facts::{Fact, PaperCancelled, PaperNumbered},
    family::Item,
    ids::SubjectId,
};

/// A paper that got a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// Its subject.
    pub id: SubjectId,
    /// The number it got.
    pub numbered: Item<PaperNumbered>,
    /// That the number was cancelled.
    pub cancelled: Option<Item<PaperCancelled>>,
}

impl Paper {
    pub(super) fn fold(id: SubjectId, records: Vec<Arc<Record>>) -> Option<Self> {
        let mut numbered = None;
        let mut cancelled = None;
        for record in &records {
            match &record.fact {
                Fact::PaperNumbered(f) if numbered.is_none() => numbered = Some(Item::new(record, f)),
                Fact::PaperCancelled(f) if cancelled.is_none() => cancelled = Some(Item::new(record, f)),
                _ => {}
            }
        }
        Some(Self { id, numbered: numbered?, cancelled })
    }
}
