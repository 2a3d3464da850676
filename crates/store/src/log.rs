//! What every store can do. Few methods: each is written once per database, and held equal by the
//! contract tests.

use std::sync::Arc;

use async_trait::async_trait;
use domain::ids::{AuthorId, DeviceId, EntryId, SubjectId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Entry, Held, Stored};

/// A place in a unit's log, counted from 1; 0 is "before everything".
pub type Seq = u64;

/// What tells a store when it takes an entry. Tests set it; a phone hands in the browser's.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The machine's own clock.
#[must_use]
pub fn system_clock() -> Clock {
    Arc::new(Timestamp::now)
}

/// What a store answers for each entry of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Taken, at this place.
    Accepted(Seq),
    /// The log had it already, at this place.
    Known(Seq),
}

/// Somebody read a mother's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub reader: AuthorId,
    /// On which device.
    pub device: DeviceId,
    /// Whose page.
    pub subject: SubjectId,
    /// Which page, as "mother" or "export".
    pub purpose: String,
}

/// Why a store could not do its work. Nothing of a failed append is kept.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct StoreError(pub String);

/// What a store says when there is no space left.
const FULL: &str = "no space left";

impl StoreError {
    /// There is no space left.
    #[must_use]
    pub fn full() -> Self {
        Self(FULL.to_owned())
    }

    /// Whether it is for want of space.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.0 == FULL
    }

    /// A batch held another unit's entry.
    #[must_use]
    pub fn stray(entry: &Entry) -> Self {
        Self(format!("entry {} belongs to another unit, {}", entry.id, entry.unit))
    }

    /// Nothing of this id is held.
    #[must_use]
    pub fn not_held(id: uuid::Uuid) -> Self {
        Self(format!("nothing of id {id} is held"))
    }
}

/// A unit's log with what is kept beside it. All methods are durable when they return.
#[async_trait]
pub trait Store: Send + Sync {
    /// Appends a batch, all of it or nothing, and answers per entry in order. When it returns, the
    /// entries survive a power cut. An id that the log has is `Known`, whatever else the entry
    /// says: the first stays. A store is one unit's log, and refuses a batch with another's entry.
    async fn append(&self, entries: &[Entry]) -> Result<Vec<Answer>, StoreError>;

    /// Entries after `after`, in order of their place, at most `limit`.
    async fn read(&self, after: Seq, limit: usize) -> Result<Vec<Stored>, StoreError>;

    /// The entries at these places, in the order in which they are asked for; places that are not
    /// taken are passed over.
    async fn pick(&self, places: &[Seq]) -> Result<Vec<Stored>, StoreError>;

    /// One entry.
    async fn get(&self, id: EntryId) -> Result<Option<Stored>, StoreError>;

    /// The last place taken; 0 in an empty log.
    async fn head(&self) -> Result<Seq, StoreError>;

    /// Keeps what could not be taken. Holding the same id again changes nothing.
    async fn hold(&self, held: &[Held]) -> Result<(), StoreError>;

    /// What is held, oldest first, settled ones too.
    async fn held(&self) -> Result<Vec<Held>, StoreError>;

    /// Notes how a person dealt with something held; it stays listed as settled. Settling it again
    /// changes nothing; an id that is not held is an error.
    async fn settle(&self, id: uuid::Uuid, how: &str) -> Result<(), StoreError>;

    /// Notes who read which page.
    async fn note_readings(&self, readings: &[Reading]) -> Result<(), StoreError>;

    /// Who read pages, newest first, of one subject or of all, at most `limit`.
    async fn readings(&self, subject: Option<SubjectId>, limit: usize) -> Result<Vec<Reading>, StoreError>;
}
