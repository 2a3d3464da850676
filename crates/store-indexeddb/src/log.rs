//! The log in memory and on the disk: which entries there are, in which block each stands, which
//! wait. The entries themselves stay on the disk, except those that wait.

mod image;
mod join;
mod take;

use std::{
    cell::{Ref, RefCell},
    collections::{BTreeMap, HashMap, HashSet, VecDeque},
    rc::Rc,
};

use domain::ids::{EntryId, SubjectId};
use futures_util::{future::try_join_all, lock::Mutex};
use store::{Answer, Clock, Entry, Seq, StoreError, Stored};
use sync::{guest::Standing, holding::Holding};

use crate::{
    block::{self, NOWHERE},
    disk::{Change, Disk, DiskError, ImageChange},
    seal::Seal,
    state::{STATE, State},
};

pub use self::image::{Contents, ImageNote};

/// Readings beyond this are the oldest to go: they are told to the host at every meeting.
const READINGS: usize = 5_000;

/// Blocks from this number on hold what waits (or what the host holds). So a phone that is withdrawn
/// while it is locked can erase everything else without the key; all that shows is how many wait.
const WAITING: u64 = 1 << 50;

/// A phone's log.
pub struct PhoneLog {
    disk: Rc<dyn Disk>,
    seal: Rc<dyn Seal>,
    clock: Clock,
    /// Held while something is written, so that what is looked up before stays true.
    writing: Mutex<()>,
    kept: RefCell<Kept>,
}

/// What is known of an entry without opening its block.
#[derive(Clone, Copy, Debug)]
struct Item {
    id: EntryId,
    subject: SubjectId,
    /// Its place in the host's log.
    place: Seq,
    block: u64,
    line: usize,
}

#[derive(Default)]
struct Kept {
    /// In the order in which they came; an entry's place in this log is its index and one.
    items: Vec<Item>,
    index: HashMap<EntryId, usize>,
    /// Entries that wait, by when they came.
    waiting: BTreeMap<usize, Entry>,
    next: u64,
    next_waiting: u64,
    state: State,
    /// The log as it was opened, as far as it was not read yet, and how many were read.
    warm: VecDeque<Stored>,
    warm_from: usize,
}

impl PhoneLog {
    /// Opens the log: reads every block, and joins small ones.
    ///
    /// # Errors
    /// When the disk fails, or the key is not the one it was sealed with.
    pub async fn open(disk: Rc<dyn Disk>, seal: Rc<dyn Seal>, clock: Clock) -> Result<Self, StoreError> {
        let state = State::read(&*disk, &*seal).await?;
        let kept = RefCell::new(Kept { state, next: 1, next_waiting: WAITING, ..Kept::default() });
        let log = Self { disk, seal, clock, writing: Mutex::new(()), kept };
        log.load(log.disk.blocks().await?).await?;
        log.join_small().await?;
        Ok(log)
    }

    /// Opens blocks and adds what they hold.
    async fn load(&self, blocks: Vec<(u64, Vec<u8>)>) -> Result<(), StoreError> {
        // All at once: the browser opens them beside each other, and is asked and heard only once.
        let opening = blocks.iter().map(|(number, sealed)| async move {
            Ok::<_, StoreError>((*number, self.seal.open(&block::place(*number), sealed).await?))
        });
        for (number, bytes) in try_join_all(opening).await? {
            let entries = block::read(&bytes)?;
            let mut kept = self.kept.borrow_mut();
            if number < WAITING {
                kept.next = kept.next.max(number + 1);
            } else {
                kept.next_waiting = kept.next_waiting.max(number + 1);
            }
            for (line, stored) in entries.into_iter().enumerate() {
                let seq = kept.add(&stored, number, line);
                kept.warm.push_back(Stored { seq, ..stored });
            }
        }
        Ok(())
    }

    /// Erases everything on a disk but what waits. It needs no key.
    ///
    /// # Errors
    /// When the disk fails; nothing is erased then.
    pub async fn erase_what_was_sent(disk: &dyn Disk) -> Result<(), StoreError> {
        let numbers = disk.numbers().await?.into_iter();
        let remove = numbers.filter(|number| *number < WAITING).collect();
        Ok(disk.commit(Change { remove, image: ImageChange::Goes, ..Change::default() }).await?)
    }

    /// Begins a log on a disk, in place of whatever was there; `records` are kept with it.
    ///
    /// # Errors
    /// When the disk fails; then everything is as it was.
    pub async fn begin(
        disk: &dyn Disk,
        seal: &dyn Seal,
        state: &State,
        mut records: Vec<(String, Option<Vec<u8>>)>,
    ) -> Result<(), StoreError> {
        records.push(state.record(seal).await?);
        let remove = disk.numbers().await?;
        Ok(disk.commit(Change { remove, records, image: ImageChange::Goes, ..Change::default() }).await?)
    }

    /// Removes a log from a disk, and `records` with it.
    ///
    /// # Errors
    /// When the disk fails; then everything is as it was.
    pub async fn end(disk: &dyn Disk, records: &[&str]) -> Result<(), StoreError> {
        let remove = disk.numbers().await?;
        let names = records.iter().copied().chain([STATE]);
        let records = names.map(|name| (name.to_owned(), None)).collect();
        Ok(disk.commit(Change { remove, records, image: ImageChange::Goes, ..Change::default() }).await?)
    }

    /// What is known beside the entries.
    #[must_use]
    pub fn state(&self) -> Ref<'_, State> {
        Ref::map(self.kept.borrow(), |kept| &kept.state)
    }

    /// Changes what is known beside the entries.
    ///
    /// # Errors
    /// When the disk fails; nothing changed then.
    pub async fn change(&self, change: impl FnOnce(&mut State)) -> Result<(), StoreError> {
        let _writing = self.writing.lock().await;
        let mut state = self.state().clone();
        change(&mut state);
        let record = state.record(&*self.seal).await?;
        self.commit(Change { records: vec![record], ..Change::default() }).await?;
        self.kept.borrow_mut().state = state;
        Ok(())
    }

    /// What waits, oldest first.
    #[must_use]
    pub fn waiting(&self, limit: usize) -> Vec<Entry> {
        self.kept.borrow().waiting.values().take(limit).cloned().collect()
    }

    /// How many entries wait.
    #[must_use]
    pub fn waits(&self) -> usize {
        self.kept.borrow().waiting.len()
    }

    /// Keeps entries noted here, all or none, and answers with their places in this log.
    pub(crate) async fn append(&self, entries: &[Entry]) -> Result<Vec<Answer>, StoreError> {
        let _writing = self.writing.lock().await;
        let received_at = (self.clock)();
        let (mut put, mut new) = (Vec::new(), Vec::new());
        let mut answers = Vec::with_capacity(entries.len());
        let mut coming: HashMap<EntryId, Seq> = HashMap::new();
        for entry in entries {
            self.refuse_stray(entry, entries)?;
            let known = self.kept.borrow().place(entry.id).or_else(|| coming.get(&entry.id).copied());
            if let Some(known) = known {
                answers.push(Answer::Known(known));
                continue;
            }
            let number = self.fresh_waiting_block();
            let stored = block::noted(entry.clone(), received_at);
            put.push((number, self.sealed(number, std::slice::from_ref(&stored)).await?));
            let seq = self.kept.borrow().items.len() as Seq + new.len() as Seq + 1;
            coming.insert(entry.id, seq);
            answers.push(Answer::Accepted(seq));
            new.push((number, stored));
        }
        if !new.is_empty() {
            self.commit(Change { put, ..Change::default() }).await?;
        }
        let mut kept = self.kept.borrow_mut();
        for (number, stored) in new {
            kept.cool_down();
            kept.add(&stored, number, 0);
        }
        Ok(answers)
    }

    /// A log is one unit's: that of the settings, else that of the batch's first entry.
    fn refuse_stray(&self, entry: &Entry, batch: &[Entry]) -> Result<(), StoreError> {
        let kept = self.kept.borrow();
        let first = || kept.waiting.values().next().or(batch.first()).map(|entry| &entry.unit);
        let unit = kept.state.settings.as_ref().map(|settings| &settings.unit).or_else(first);
        if unit.is_some_and(|unit| *unit != entry.unit) { Err(StoreError::stray(entry)) } else { Ok(()) }
    }

    /// How far the phone has come.
    pub(crate) fn standing(&self) -> Result<Standing, StoreError> {
        let kept = self.kept.borrow();
        let cursor = kept.state.cursor;
        let sent = kept.items.iter().filter(|item| item.place != NOWHERE);
        let settings = kept.state.settings.as_ref().map(sync::wire::Settings::digest).transpose();
        Ok(Standing {
            cursor,
            holding: Holding::of(cursor, sent.map(|item| (item.place, item.id, item.subject))),
            settings: settings.map_err(|error| StoreError(error.to_string()))?.unwrap_or_default(),
            waiting: kept.waiting.len(),
        })
    }

    pub(crate) async fn read(&self, after: Seq, limit: usize) -> Result<Vec<Stored>, StoreError> {
        let after = usize::try_from(after).unwrap_or(usize::MAX);
        if let Some(warm) = self.kept.borrow_mut().warm_after(after, limit) {
            return Ok(warm);
        }
        let wanted: Vec<_> = self.kept.borrow().items.iter().skip(after).take(limit).copied().collect();
        self.fetch(&wanted, after).await
    }

    pub(crate) async fn pick(&self, places: &[Seq]) -> Result<Vec<Stored>, StoreError> {
        let mut picked = Vec::with_capacity(places.len());
        for place in places {
            let at = place.checked_sub(1).and_then(|at| usize::try_from(at).ok());
            let Some(at) = at else { continue };
            let Some(item) = self.kept.borrow().items.get(at).copied() else { continue };
            picked.extend(self.fetch(&[item], at).await?);
        }
        Ok(picked)
    }

    /// Entries of items that follow each other from index `first`.
    async fn fetch(&self, items: &[Item], first: usize) -> Result<Vec<Stored>, StoreError> {
        let mut open: Option<(u64, Vec<Stored>)> = None;
        let mut fetched = Vec::with_capacity(items.len());
        for (offset, item) in items.iter().enumerate() {
            if open.as_ref().is_none_or(|(number, _)| *number != item.block) {
                open = Some((item.block, self.entries_of(item.block).await?));
            }
            let stored = open.as_ref().and_then(|(_, entries)| entries.get(item.line));
            let stored = stored.ok_or_else(|| StoreError("a block is shorter than it was".to_owned()))?;
            fetched.push(Stored { seq: (first + offset) as Seq + 1, ..stored.clone() });
        }
        Ok(fetched)
    }

    pub(crate) fn find(&self, id: EntryId) -> Option<Seq> {
        self.kept.borrow().place(id)
    }

    pub(crate) fn head(&self) -> Seq {
        self.kept.borrow().items.len() as Seq
    }

    /// Notes readings, to be told to the host.
    pub(crate) async fn note_readings(&self, readings: &[store::Reading]) -> Result<(), StoreError> {
        self.change(|state| {
            state.readings.extend_from_slice(readings);
            let over = state.readings.len().saturating_sub(READINGS);
            state.readings.drain(..over);
        })
        .await
    }

    /// Writes; where there is no space left, the image makes room, for it is only a quicker way to what the log says.
    async fn commit(&self, change: Change) -> Result<(), DiskError> {
        let again = change.clone();
        match self.disk.commit(change).await {
            Err(error) if error.full => {
                self.disk.commit(Change { image: ImageChange::Goes, ..Change::default() }).await?;
                self.disk.commit(again).await
            }
            done => done,
        }
    }

    async fn entries_of(&self, number: u64) -> Result<Vec<Stored>, StoreError> {
        block::read(&self.opened_block(number).await?)
    }

    async fn sealed(&self, number: u64, entries: &[Stored]) -> Result<Vec<u8>, StoreError> {
        self.seal.seal(&block::place(number), &block::write(entries)?).await
    }

    fn fresh_block(&self) -> u64 {
        let mut kept = self.kept.borrow_mut();
        kept.next += 1;
        kept.next - 1
    }

    fn fresh_waiting_block(&self) -> u64 {
        let mut kept = self.kept.borrow_mut();
        kept.next_waiting += 1;
        kept.next_waiting - 1
    }
}

/// What leaves.
#[derive(Default)]
struct Gone {
    entries: HashSet<EntryId>,
    /// No longer waits, but stays.
    settled: HashSet<EntryId>,
}

impl Kept {
    fn place(&self, id: EntryId) -> Option<Seq> {
        self.index.get(&id).map(|index| *index as Seq + 1)
    }

    fn item(&self, id: EntryId) -> Option<&Item> {
        self.items.get(*self.index.get(&id)?)
    }

    fn waits(&self, id: EntryId) -> Option<(Entry, u64)> {
        let index = self.index.get(&id)?;
        Some((self.waiting.get(index)?.clone(), self.items.get(*index)?.block))
    }

    /// Adds an entry at the end; answers with its place in this log.
    fn add(&mut self, stored: &Stored, block: u64, line: usize) -> Seq {
        let (id, subject) = (stored.entry.id, stored.entry.subject);
        let index = self.items.len();
        self.items.push(Item { id, subject, place: stored.seq, block, line });
        self.index.insert(id, index);
        if stored.seq == NOWHERE && !self.state.held.iter().any(|held| held.id == id.0) {
            self.waiting.insert(index, stored.entry.clone());
        }
        index as Seq + 1
    }

    /// Puts an entry where it stands now, known or new.
    fn put(&mut self, stored: &Stored, block: u64, line: usize) {
        let Some(index) = self.index.get(&stored.entry.id).copied() else {
            self.add(stored, block, line);
            return;
        };
        if let Some(item) = self.items.get_mut(index) {
            (item.place, item.block, item.line) = (stored.seq, block, line);
        }
        if stored.seq == NOWHERE {
            self.waiting.insert(index, stored.entry.clone());
        } else {
            self.waiting.remove(&index);
        }
    }

    fn remove(&mut self, gone: &Gone) {
        for id in &gone.settled {
            if let Some(index) = self.index.get(id) {
                self.waiting.remove(index);
            }
        }
        if gone.entries.is_empty() {
            return;
        }
        let mut waiting: HashMap<EntryId, Entry> =
            std::mem::take(&mut self.waiting).into_values().map(|entry| (entry.id, entry)).collect();
        self.items.retain(|item| !gone.entries.contains(&item.id));
        self.index = self.items.iter().enumerate().map(|(index, item)| (item.id, index)).collect();
        let still = self.items.iter().enumerate();
        self.waiting = still.filter_map(|(index, item)| Some((index, waiting.remove(&item.id)?))).collect();
    }

    /// Part of the log as it was opened, for who reads it from its beginning; each part is given away once.
    fn warm_after(&mut self, after: usize, limit: usize) -> Option<Vec<Stored>> {
        if after != self.warm_from || self.warm.is_empty() {
            self.cool_down();
            return None;
        }
        let part: Vec<_> = self.warm.drain(..limit.min(self.warm.len())).collect();
        self.warm_from += part.len();
        if self.warm.is_empty() {
            self.cool_down();
        }
        Some(part)
    }

    fn cool_down(&mut self) {
        self.warm = VecDeque::new();
    }
}
