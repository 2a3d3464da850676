//! A log read into a register, with what could not be read.

use domain::{note::Note, register::Register};
use store::{Entry, Seq, Store, StoreError};

/// How many entries are read at once.
const READ_AHEAD: usize = 5_000;

/// What a log came to.
pub(crate) struct Loaded {
    /// What is believed.
    pub(crate) register: Register,
    /// Entries that this version cannot read.
    pub(crate) unreadable: Vec<Entry>,
}

impl Loaded {
    /// Folds entries.
    pub(crate) fn of(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut notes: Vec<Note> = Vec::new();
        let mut unreadable = Vec::new();
        for entry in entries {
            match entry.read() {
                Ok(note) => notes.push(note),
                Err(_) => unreadable.push(entry),
            }
        }
        Self { register: Register::load(notes), unreadable }
    }

    /// Reads a whole log.
    ///
    /// # Errors
    /// When the store cannot give it.
    pub(crate) async fn from(store: &dyn Store) -> Result<Self, StoreError> {
        let mut all = Vec::new();
        let mut after: Seq = 0;
        loop {
            let batch = store.read(after, READ_AHEAD).await?;
            let Some(last) = batch.last() else { break };
            after = last.seq;
            all.extend(batch.into_iter().map(|stored| stored.entry));
        }
        Ok(Self::of(all))
    }
}
