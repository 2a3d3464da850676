//! Everything the pages know of the outside, and what is believed of the unit.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard},
};

use domain::{
    borders::Borders,
    ids::{AuthorId, DeviceId, SubjectId, UnitCode},
    moment::Moment,
    note::Note,
    register::Register,
    search::Index,
};
use jiff::civil::Date;
use store::{Answer, Entry, Journal, Reading, Seq, Store, StoreError};
use uuid::Uuid;

use crate::{
    accounts::Accounts,
    beliefs::{self, Beliefs},
    board::Board,
    borders::BorderFiles,
    figures::{Figures, Shelf},
    phone::Phone,
    phones::Phones,
};

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
    /// Phones can be enrolled: their program is at hand.
    pub phones: bool,
    /// Phones are helped to trust the certificate, which is our own.
    pub certificate: bool,
    /// Papers can be made: letters, agreements, receipts.
    pub papers: bool,
    /// Open pages are told when a message waits.
    pub news: bool,
    /// Messages can be tried out without any telephone.
    pub message_trial: bool,
}

/// One unit at work.
pub struct World {
    /// The unit's code, in every entry.
    pub unit: UnitCode,
    /// Users and sessions, where they are kept here.
    pub accounts: Option<Arc<dyn Accounts>>,
    /// What is at hand beside the pages.
    pub abilities: Abilities,
    /// The phone this is, if it is one.
    pub phone: Option<Arc<dyn Phone>>,
    /// All phones of the unit, where they are kept here.
    pub phones: Option<Arc<dyn Phones>>,
    /// Files with the borders of villages, where they are kept here.
    pub borders: Option<Arc<dyn BorderFiles>>,
    store: Arc<dyn Store>,
    outside: Arc<dyn Outside>,
    register: RwLock<Register>,
    journal: RwLock<Journal>,
    /// Made when somebody looks for somebody, and kept up from then on.
    index: RwLock<Option<Index>>,
    board: RwLock<Board>,
    figures: Shelf,
    readings: Mutex<Vec<Reading>>,
    names: RwLock<HashMap<AuthorId, Option<String>>>,
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
        Self::resume(unit, store, outside, Beliefs::default(), 0).await
    }

    /// Opens a unit of which `beliefs` hold what its log says up to an entry's place: reads and folds the rest.
    ///
    /// # Errors
    /// As [`World::open`].
    pub async fn resume(
        unit: UnitCode,
        store: Arc<dyn Store>,
        outside: Arc<dyn Outside>,
        mut beliefs: Beliefs,
        mut after: Seq,
    ) -> Result<Self, StoreError> {
        loop {
            let batch = store.read(after, READ_AHEAD).await?;
            let Some(last) = batch.last() else { break };
            after = last.seq;
            beliefs.take(&batch);
        }
        beliefs.fold();
        Ok(Self {
            unit,
            accounts: None,
            abilities: Abilities::default(),
            phone: None,
            phones: None,
            borders: None,
            store,
            outside,
            register: RwLock::new(beliefs.register),
            journal: RwLock::new(beliefs.journal),
            index: RwLock::new(beliefs.index),
            board: RwLock::new(beliefs.board),
            figures: Shelf::default(),
            readings: Mutex::default(),
            names: RwLock::default(),
        })
    }

    /// What is believed now. Hold it shortly, and never across an `await`.
    pub fn register(&self) -> RwLockReadGuard<'_, Register> {
        self.register.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is believed now, to work on at leisure: nobody waits for it.
    #[must_use]
    pub fn snapshot(&self) -> Register {
        self.register().clone()
    }

    /// The rows of all indicators as everything stands today.
    #[must_use]
    pub fn figures(&self) -> Arc<Figures> {
        let known = self.register().len();
        self.figures.take(known, self.today(), || self.snapshot())
    }

    /// The borders of the unit's villages; none where there are none, or none are kept here. A map without them
    /// still has its circles.
    pub async fn borders(&self) -> Borders {
        let kept = self.register().unit().and_then(|unit| unit.borders.clone());
        match (&self.borders, kept) {
            (Some(files), Some(sum)) => files.find(&sum).await.unwrap_or_default(),
            _ => Borders::default(),
        }
    }

    /// Names of users, where users are kept here. The store is asked only for one not asked for before.
    pub async fn names_of(&self, authors: BTreeSet<AuthorId>) -> HashMap<AuthorId, String> {
        let is_new = {
            let known = self.names.read().unwrap_or_else(PoisonError::into_inner);
            authors.iter().any(|author| !known.contains_key(author))
        };
        // Without names a page still says everything else.
        if is_new
            && let Some(accounts) = &self.accounts
            && let Ok(users) = accounts.users().await
        {
            let mut known = self.names.write().unwrap_or_else(PoisonError::into_inner);
            known.extend(authors.iter().map(|author| (*author, None)));
            known.extend(users.into_iter().map(|user| (user.id, Some(user.name))));
        }
        let known = self.names.read().unwrap_or_else(PoisonError::into_inner);
        authors.into_iter().filter_map(|id| Some((id, known.get(&id)?.clone()?))).collect()
    }

    /// Names that come from elsewhere, as to a phone from its server.
    pub fn learn_names(&self, names: impl IntoIterator<Item = (AuthorId, String)>) {
        let mut known = self.names.write().unwrap_or_else(PoisonError::into_inner);
        known.extend(names.into_iter().map(|(id, name)| (id, Some(name))));
    }

    /// Forgets the names: a user was added or changed.
    pub fn forget_names(&self) {
        self.names.write().unwrap_or_else(PoisonError::into_inner).clear();
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
        self.keep(&entries).await?;
        self.believe(notes);
        Ok(())
    }

    /// Takes entries as they were received, all of them or none, and answers for each in order; when
    /// it returns they are safe, and those that this version can read are believed.
    ///
    /// # Errors
    /// [`StoreError`] when the log could not take them; nothing is kept then.
    pub async fn receive(&self, entries: &[Entry]) -> Result<Vec<Answer>, StoreError> {
        let answers = self.keep(entries).await?;
        // What is known stays as it was first said, whatever this batch says of it.
        let new = entries.iter().zip(&answers).filter(|(_, answer)| matches!(answer, Answer::Accepted(_)));
        self.believe(new.filter_map(|(entry, _)| entry.read().ok()).collect());
        Ok(answers)
    }

    async fn keep(&self, entries: &[Entry]) -> Result<Vec<Answer>, StoreError> {
        let answers = self.store.append(entries).await?;
        let mut journal = self.journal.write().unwrap_or_else(PoisonError::into_inner);
        for (entry, answer) in entries.iter().zip(&answers) {
            let (Answer::Accepted(seq) | Answer::Known(seq)) = *answer;
            journal.take(seq, entry.id, entry.subject);
        }
        Ok(answers)
    }

    /// Where the entries of each subject stand in the log. Hold it shortly, and never across an `await`.
    pub fn journal(&self) -> RwLockReadGuard<'_, Journal> {
        self.journal.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in notes that are in the log already.
    pub fn believe(&self, notes: Vec<Note>) {
        let mut register = self.register.write().unwrap_or_else(PoisonError::into_inner);
        let touched = register.apply(notes);
        // The locks are always taken in this order, and the register's is kept so that nobody sees
        // a register that is ahead of its index or board.
        let mut index = self.index.write().unwrap_or_else(PoisonError::into_inner);
        let mut board = self.board.write().unwrap_or_else(PoisonError::into_inner);
        beliefs::follow(&register, &touched, index.as_mut(), &mut board);
    }

    /// Looks at today's board. `look` must be short.
    pub fn board<T>(&self, look: impl FnOnce(&Register, &Board) -> T) -> T {
        let today = self.today();
        let register = self.register();
        {
            let board = self.board.read().unwrap_or_else(PoisonError::into_inner);
            if board.is_of(today) {
                return look(&register, &board);
            }
        }
        let mut board = self.board.write().unwrap_or_else(PoisonError::into_inner);
        if !board.is_of(today) {
            board.fill(&register, today);
        }
        look(&register, &board)
    }

    /// Looks into the search index, and makes it before if nobody has. `look` must be short.
    pub fn index<T>(&self, look: impl FnOnce(&Register, &Index) -> T) -> T {
        let register = self.register();
        if let Some(index) = &*self.index.read().unwrap_or_else(PoisonError::into_inner) {
            return look(&register, index);
        }
        let mut index = self.index.write().unwrap_or_else(PoisonError::into_inner);
        look(&register, index.get_or_insert_with(|| beliefs::index_of(&register)))
    }

    /// Notes that somebody read a page about a person. Kept in memory until
    /// [`World::flush_readings`], so that reading costs no disk.
    pub fn note_reading(&self, reader: AuthorId, device: DeviceId, subject: SubjectId, purpose: &str) {
        let reading =
            Reading { at: self.now().timestamp(), reader, device, subject, purpose: purpose.to_owned() };
        self.readings.lock().unwrap_or_else(PoisonError::into_inner).push(reading);
    }

    /// Notes that somebody read of everybody in the unit at once, as with an export.
    pub fn note_reading_all(&self, reader: AuthorId, device: DeviceId, purpose: &str) {
        let unit = self.register().unit().map(|unit| unit.record.note.subject);
        self.note_reading(reader, device, unit.unwrap_or(SubjectId(Uuid::nil())), purpose);
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
