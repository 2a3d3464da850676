//! Messages that came in and what became of them; messages that go out and how they fared.

use std::sync::Arc;

use crate::{
    correction::Record,
    facts::{
        Fact, MessageQueued, MessageReceived, MessageSorted, MessageState, MessageWent, RemindersAgreed,
    },
    family::Item,
    ids::{SubjectId, VillageCode},
};

/// A message that came in.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Its subject.
    pub id: SubjectId,
    /// The message.
    pub received: Item<MessageReceived>,
    /// What became of it, in order of entry.
    pub sorted: Vec<Item<MessageSorted>>,
}

impl Message {
    pub(super) fn fold(id: SubjectId, records: &[Arc<Record>]) -> Option<Self> {
        let mut received = None;
        let mut sorted = Vec::new();
        for record in records {
            match &record.fact {
                Fact::MessageReceived(f) if received.is_none() => received = Some(Item::new(record, f)),
                Fact::MessageSorted(f) => sorted.push(Item::new(record, f)),
                _ => {}
            }
        }
        Some(Self { id, received: received?, sorted })
    }

    /// Who sent it: whom a person named, else whose number it was.
    #[must_use]
    pub fn sender(&self) -> Option<SubjectId> {
        self.sorted.iter().rev().find_map(|sorted| sorted.sender).or(self.received.sender)
    }

    /// Villages whose midwives are to look.
    #[must_use]
    pub fn villages(&self) -> &[VillageCode] {
        let named = self.sorted.iter().rev().find(|sorted| !sorted.villages.is_empty());
        named.map_or(&self.received.villages, |sorted| &sorted.villages)
    }

    /// What became of it in the end; none while it waits.
    #[must_use]
    pub fn closed(&self) -> Option<&Item<MessageSorted>> {
        self.sorted.iter().rev().find(|sorted| sorted.outcome.closes())
    }
}

/// A message that goes out.
#[derive(Clone, Debug, PartialEq)]
pub struct Outgoing {
    /// Its subject.
    pub id: SubjectId,
    /// What is sent, to whom and why.
    pub queued: Item<MessageQueued>,
    /// How it fared, in order of entry.
    pub went: Vec<Item<MessageWent>>,
}

impl Outgoing {
    pub(super) fn fold(id: SubjectId, records: &[Arc<Record>]) -> Option<Self> {
        let mut queued = None;
        let mut went = Vec::new();
        for record in records {
            match &record.fact {
                Fact::MessageQueued(f) if queued.is_none() => queued = Some(Item::new(record, f)),
                Fact::MessageWent(f) => went.push(Item::new(record, f)),
                _ => {}
            }
        }
        Some(Self { id, queued: queued?, went })
    }

    /// How it stands; none while nobody tried. What arrived has arrived, whatever was said later.
    #[must_use]
    pub fn state(&self) -> Option<MessageState> {
        let delivered = self.went.iter().any(|went| went.state == MessageState::Delivered);
        if delivered { Some(MessageState::Delivered) } else { self.went.last().map(|went| went.state) }
    }

    /// How often it was handed to a gateway.
    #[must_use]
    pub fn tries(&self) -> usize {
        self.went.iter().filter(|went| went.state == MessageState::Handing).count()
    }

    /// What it cost, in rupiah; none where nobody told.
    #[must_use]
    pub fn rupiah(&self) -> Option<u32> {
        self.went.iter().filter_map(|went| went.rupiah).max()
    }
}

/// What somebody said last about reminders.
pub(super) fn agreed(records: &[Arc<Record>]) -> Option<Item<RemindersAgreed>> {
    let said = records.iter().filter_map(|record| match &record.fact {
        Fact::RemindersAgreed(f) => Some(Item::new(record, f)),
        _ => None,
    });
    said.max_by_key(|said| (said.on, said.id()))
}
