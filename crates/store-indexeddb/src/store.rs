//! The log as [`Store`] and as [`Keep`]. A service worker has one thread, so what is not `Send` may
//! pass for it; natively, tests keep to one thread too.

use std::rc::Rc;

use async_trait::async_trait;
use domain::ids::{EntryId, SubjectId};
use send_wrapper::SendWrapper;
use store::{Answer, Entry, Held, Reading, Seq, Store, StoreError, Stored};
use sync::guest::{Keep, Standing, Taken};
use uuid::Uuid;

use crate::log::PhoneLog;

/// A phone's log, to be shared.
#[derive(Clone)]
pub struct PhoneStore(SendWrapper<Rc<PhoneLog>>);

impl PhoneStore {
    /// Shares a log.
    #[must_use]
    pub fn new(log: PhoneLog) -> Self {
        Self(SendWrapper::new(Rc::new(log)))
    }

    /// The log itself.
    #[must_use]
    pub fn log(&self) -> &PhoneLog {
        &self.0
    }

    /// Runs a future of this thread as one that may pass for `Send`.
    fn here<'a, T>(&'a self, work: impl Future<Output = T> + 'a) -> impl Future<Output = T> + Send + 'a {
        SendWrapper::new(work)
    }
}

impl std::fmt::Debug for PhoneStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PhoneStore").field("entries", &self.0.head()).finish_non_exhaustive()
    }
}

#[async_trait]
impl Store for PhoneStore {
    async fn append(&self, entries: &[Entry]) -> Result<Vec<Answer>, StoreError> {
        self.here(self.0.append(entries)).await
    }

    async fn read(&self, after: Seq, limit: usize) -> Result<Vec<Stored>, StoreError> {
        self.here(self.0.read(after, limit)).await
    }

    async fn pick(&self, places: &[Seq]) -> Result<Vec<Stored>, StoreError> {
        self.here(self.0.pick(places)).await
    }

    async fn get(&self, id: EntryId) -> Result<Option<Stored>, StoreError> {
        let Some(place) = self.0.find(id) else { return Ok(None) };
        Ok(self.here(self.0.pick(&[place])).await?.pop())
    }

    async fn head(&self) -> Result<Seq, StoreError> {
        Ok(self.0.head())
    }

    async fn hold(&self, held: &[Held]) -> Result<(), StoreError> {
        self.here(self.0.change(|state| {
            for new in held {
                if !state.held.iter().any(|known| known.id == new.id) {
                    state.held.push(new.clone());
                }
            }
        }))
        .await
    }

    async fn held(&self) -> Result<Vec<Held>, StoreError> {
        let mut held = self.0.state().held.clone();
        held.sort_by_key(|held| held.received_at);
        Ok(held)
    }

    async fn settle(&self, id: Uuid, how: &str) -> Result<(), StoreError> {
        if !self.0.state().held.iter().any(|held| held.id == id) {
            return Err(StoreError::not_held(id));
        }
        self.here(self.0.change(|state| {
            if let Some(held) = state.held.iter_mut().find(|held| held.id == id) {
                held.settled.get_or_insert_with(|| how.to_owned());
            }
        }))
        .await
    }

    async fn note_readings(&self, readings: &[Reading]) -> Result<(), StoreError> {
        self.here(self.0.note_readings(readings)).await
    }

    async fn readings(&self, subject: Option<SubjectId>, limit: usize) -> Result<Vec<Reading>, StoreError> {
        let mut readings = self.0.state().readings.clone();
        readings.retain(|reading| subject.is_none_or(|subject| reading.subject == subject));
        readings.reverse();
        readings.sort_by_key(|reading| std::cmp::Reverse(reading.at));
        readings.truncate(limit);
        Ok(readings)
    }
}

#[async_trait(?Send)]
impl Keep for PhoneStore {
    async fn standing(&self) -> Result<Standing, StoreError> {
        self.0.standing()
    }

    async fn waiting(&self, limit: usize) -> Result<Vec<Entry>, StoreError> {
        Ok(self.0.waiting(limit))
    }

    async fn take(&self, taken: Taken) -> Result<(), StoreError> {
        self.log().take(taken).await
    }
}
