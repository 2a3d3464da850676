//! A log in memory: for tests, for `betang replay`, and as the plainest statement of what a store is.

use std::{
    collections::HashMap,
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use domain::ids::{EntryId, SubjectId, UnitCode};

use crate::{Answer, Clock, Entry, Held, Reading, Seq, Store, StoreError, Stored, system_clock};

/// A unit's log that is gone when it is dropped. Its unit is that of the first entry it takes.
pub struct MemoryStore {
    clock: Clock,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    unit: Option<UnitCode>,
    entries: Vec<Stored>,
    places: HashMap<EntryId, Seq>,
    held: Vec<Held>,
    readings: Vec<Reading>,
}

impl MemoryStore {
    /// An empty log that takes the time of arrival from `clock`.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self { clock, kept: Mutex::default() }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for MemoryStore {
    fn default() -> Self {
        Self::new(system_clock())
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryStore").field("entries", &self.kept().entries.len()).finish_non_exhaustive()
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn append(&self, entries: &[Entry]) -> Result<Vec<Answer>, StoreError> {
        let received_at = (self.clock)();
        let mut kept = self.kept();
        let Some(first) = entries.first() else { return Ok(Vec::new()) };
        let unit = kept.unit.clone().unwrap_or_else(|| first.unit.clone());
        if let Some(stray) = entries.iter().find(|entry| entry.unit != unit) {
            return Err(StoreError::stray(stray));
        }
        kept.unit = Some(unit);
        Ok(entries.iter().map(|entry| kept.take(entry, received_at)).collect())
    }

    async fn read(&self, after: Seq, limit: usize) -> Result<Vec<Stored>, StoreError> {
        let start = usize::try_from(after).unwrap_or(usize::MAX);
        Ok(self.kept().entries.iter().skip(start).take(limit).cloned().collect())
    }

    async fn pick(&self, places: &[Seq]) -> Result<Vec<Stored>, StoreError> {
        let kept = self.kept();
        let at = |seq: &Seq| usize::try_from(seq.checked_sub(1)?).ok();
        Ok(places.iter().filter_map(|seq| kept.entries.get(at(seq)?)).cloned().collect())
    }

    async fn get(&self, id: EntryId) -> Result<Option<Stored>, StoreError> {
        let kept = self.kept();
        let place = kept.places.get(&id).and_then(|seq| usize::try_from(seq - 1).ok());
        Ok(place.and_then(|place| kept.entries.get(place)).cloned())
    }

    async fn head(&self) -> Result<Seq, StoreError> {
        Ok(self.kept().head())
    }

    async fn hold(&self, held: &[Held]) -> Result<(), StoreError> {
        let mut kept = self.kept();
        for new in held {
            if !kept.held.iter().any(|known| known.id == new.id) {
                kept.held.push(new.clone());
            }
        }
        Ok(())
    }

    async fn held(&self) -> Result<Vec<Held>, StoreError> {
        let mut held = self.kept().held.clone();
        held.sort_by_key(|held| held.received_at);
        Ok(held)
    }

    async fn settle(&self, id: uuid::Uuid, how: &str) -> Result<(), StoreError> {
        let mut kept = self.kept();
        let held = kept.held.iter_mut().find(|held| held.id == id);
        held.ok_or_else(|| StoreError::not_held(id))?.settled.get_or_insert_with(|| how.to_owned());
        Ok(())
    }

    async fn note_readings(&self, readings: &[Reading]) -> Result<(), StoreError> {
        self.kept().readings.extend_from_slice(readings);
        Ok(())
    }

    async fn readings(&self, subject: Option<SubjectId>, limit: usize) -> Result<Vec<Reading>, StoreError> {
        let mut readings: Vec<_> = self.kept().readings.clone();
        readings.retain(|reading| subject.is_none_or(|subject| reading.subject == subject));
        // Of two at the same moment, the one that was noted later comes first.
        readings.reverse();
        readings.sort_by_key(|reading| std::cmp::Reverse(reading.at));
        readings.truncate(limit);
        Ok(readings)
    }
}

impl Kept {
    fn head(&self) -> Seq {
        self.entries.last().map_or(0, |stored| stored.seq)
    }

    fn take(&mut self, entry: &Entry, received_at: jiff::Timestamp) -> Answer {
        if let Some(seq) = self.places.get(&entry.id) {
            return Answer::Known(*seq);
        }
        let seq = self.head() + 1;
        self.places.insert(entry.id, seq);
        self.entries.push(Stored { seq, received_at, entry: entry.clone() });
        Answer::Accepted(seq)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Place;

    struct Nowhere;

    #[async_trait]
    impl Place for Nowhere {
        type Store = MemoryStore;
        const LASTS: bool = false;
        async fn open(&self) -> MemoryStore {
            MemoryStore::default()
        }
    }

    crate::contract!(tokio::test, Nowhere);
}
