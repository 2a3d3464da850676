//! Everything the pages know of the outside, and what is believed of the unit.

use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard};

use domain::{
    ids::{AuthorId, DeviceId, SubjectId, UnitCode},
    moment::Moment,
    note::Note,
    register::Register,
};
use jiff::civil::Date;
use store::{Entry, Reading, Store, StoreError};
use uuid::Uuid;

use crate::accounts::Accounts;

/// The router's state.
pub type App = Arc<World>;

/// The clock and the source of ids. Nothing else may ask what day it is.
pub trait Outside: Send + Sync {
    /// Now, on the unit's clock.
    fn now(&self) -> Moment;
    /// A fresh id, UUID v7.
    fn id(&self) -> Uuid;
}

/// What is at hand beside the pages themselves; pages offer only what is there.
#[derive(Clone, Copy, Debug, Default)]
pub struct Abilities {
    /// Workbooks can be imported and exported.
    pub workbooks: bool,
}

/// One unit at work.
pub struct World {
    /// The unit's code, in every entry.
    pub unit: UnitCode,
    /// Users and sessions, where they are kept here.
    pub accounts: Option<Arc<dyn Accounts>>,
    /// What is at hand beside the pages.
    pub abilities: Abilities,
    store: Arc<dyn Store>,
    outside: Arc<dyn Outside>,
    register: RwLock<Register>,
    readings: Mutex<Vec<Reading>>,
}

/// How many entries are read from a store at once while opening.
const READ_AHEAD: usize = 5_000;

impl World {
    /// Opens a unit: reads its log and folds it.
    ///
    /// # Errors
    /// [`StoreError`] when the log cannot be read. Entries this version cannot read stay in the
    /// log and change nothing.
    pub async fn open(
        unit: UnitCode,
        store: Arc<dyn Store>,
        outside: Arc<dyn Outside>,
    ) -> Result<Self, StoreError> {
        let mut notes: Vec<Note> = Vec::new();
        let mut after = 0;
        loop {
            let batch = store.read(after, READ_AHEAD).await?;
            let Some(last) = batch.last() else { break };
            after = last.seq;
            notes.extend(batch.iter().filter_map(|stored| stored.entry.read().ok()));
        }
        Ok(Self {
            unit,
            accounts: None,
            abilities: Abilities::default(),
            store,
            outside,
            register: RwLock::new(Register::load(notes)),
            readings: Mutex::default(),
        })
    }

    /// What is believed now. Hold it shortly, and never across an `await`.
    pub fn register(&self) -> RwLockReadGuard<'_, Register> {
        self.register.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The log.
    #[must_use]
    pub fn store(&self) -> &dyn Store {
        &*self.store
    }

    /// Now, on the unit's clock.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.outside.now()
    }

    /// Today, on the unit's calendar.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now().date()
    }

    /// A fresh id.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.outside.id()
    }

    /// Appends notes, all of them or none; when it returns they are safe, and believed.
    ///
    /// # Errors
    /// [`StoreError`] when the log could not take them; nothing is kept then.
    pub async fn append(&self, notes: Vec<Note>) -> Result<(), StoreError> {
        let entries: Result<Vec<_>, _> = notes.iter().map(|note| Entry::of(note, &self.unit)).collect();
        let entries = entries.map_err(|error| StoreError(error.to_string()))?;
        self.store.append(&entries).await?;
        self.believe(notes);
        Ok(())
    }

    /// Takes in notes that are in the log already.
    pub fn believe(&self, notes: Vec<Note>) {
        self.register.write().unwrap_or_else(PoisonError::into_inner).apply(notes);
    }

    /// Notes that somebody read a page about a person. Kept in memory until
    /// [`World::flush_readings`], so that reading costs no disk.
    pub fn note_reading(&self, reader: AuthorId, device: DeviceId, subject: SubjectId, purpose: &str) {
        let reading =
            Reading { at: self.now().timestamp(), reader, device, subject, purpose: purpose.to_owned() };
        self.readings.lock().unwrap_or_else(PoisonError::into_inner).push(reading);
    }

    /// Writes the access log. The shell calls it every second and before it stops.
    ///
    /// # Errors
    /// [`StoreError`] when it could not be written; the readings are kept for the next time.
    pub async fn flush_readings(&self) -> Result<(), StoreError> {
        let waiting = std::mem::take(&mut *self.readings.lock().unwrap_or_else(PoisonError::into_inner));
        if waiting.is_empty() {
            return Ok(());
        }
        let done = self.store.note_readings(&waiting).await;
        if done.is_err() {
            self.readings.lock().unwrap_or_else(PoisonError::into_inner).extend(waiting);
        }
        done
    }
}
