//! A phone's log in memory. What is on its disk changes in whole transactions or not at all, and
//! survives the death of the program; the program may die at any step, and the disk may be full.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, HashSet},
};

use async_trait::async_trait;
use domain::{
    ids::{DeviceId, EntryId},
    note::Note,
    register::Register,
};
use store::{Entry, Seq, StoreError};
use sync::{
    guest::{Keep, Standing, Taken},
    holding::Holding,
    wire::{Sender, Settings, Verdict},
};

/// What survives.
#[derive(Clone, Debug, Default)]
pub(crate) struct Disk {
    /// With its place, where the host has told it.
    pub(crate) entries: BTreeMap<EntryId, (Option<Seq>, Entry)>,
    /// In order of writing.
    pub(crate) waiting: Vec<EntryId>,
    pub(crate) held: BTreeMap<EntryId, String>,
    pub(crate) cursor: Seq,
    pub(crate) settings: Option<Settings>,
}

pub(crate) struct Phone {
    pub(crate) sender: Sender,
    pub(crate) disk: RefCell<Disk>,
    /// After so many steps of the log the program dies; 0 is never. Every second time it dies after the
    /// write.
    pub(crate) fuse: Cell<usize>,
    pub(crate) dead: Cell<bool>,
    /// How many more writes fit on the disk.
    pub(crate) room: Cell<usize>,
    /// How often something was written.
    pub(crate) writes: Cell<usize>,
}

impl Phone {
    pub(crate) fn new(sender: Sender) -> Self {
        Self {
            sender,
            disk: RefCell::default(),
            fuse: Cell::new(0),
            dead: Cell::new(false),
            room: Cell::new(usize::MAX),
            writes: Cell::new(0),
        }
    }

    pub(crate) fn device(&self) -> DeviceId {
        self.sender.device
    }

    /// The person has noted something, and was told that it is safe.
    pub(crate) fn note(&self, note: &Note) {
        self.keep(Entry::of(note, &self.sender.unit).unwrap());
    }

    pub(crate) fn keep(&self, entry: Entry) {
        let mut disk = self.disk.borrow_mut();
        disk.waiting.push(entry.id);
        assert!(disk.entries.insert(entry.id, (None, entry)).is_none());
    }

    /// The program is started again, and the disk has room.
    pub(crate) fn restart(&self) {
        self.fuse.set(0);
        self.dead.set(false);
        self.room.set(usize::MAX);
    }

    /// What is believed on the phone.
    pub(crate) fn register(&self) -> Register {
        Register::load(self.disk.borrow().entries.values().filter_map(|(_, entry)| entry.read().ok()))
    }

    /// Entries that have a place, by place.
    pub(crate) fn placed(&self) -> Vec<(Seq, Entry)> {
        let disk = self.disk.borrow();
        let mut placed: Vec<_> =
            disk.entries.values().filter_map(|(seq, entry)| Some(((*seq)?, entry.clone()))).collect();
        placed.sort_by_key(|(seq, _)| *seq);
        placed
    }

    pub(crate) fn waits(&self) -> usize {
        self.disk.borrow().waiting.len()
    }

    pub(crate) fn ids(&self) -> HashSet<EntryId> {
        self.disk.borrow().entries.keys().copied().collect()
    }

    /// A step of the program; true when it dies in it, after the write.
    fn step(&self) -> Result<bool, StoreError> {
        let dead = || StoreError("the program was killed".to_owned());
        if self.dead.get() {
            return Err(dead());
        }
        match self.fuse.get() {
            0 => Ok(false),
            1 => {
                self.dead.set(true);
                if self.writes.get().is_multiple_of(2) { Err(dead()) } else { Ok(true) }
            }
            left => {
                self.fuse.set(left - 1);
                Ok(false)
            }
        }
    }
}

impl Disk {
    fn take(&mut self, taken: Taken) {
        for (id, verdict) in taken.verdicts {
            let Some((place, _)) = self.entries.get_mut(&id) else { continue };
            if let Some(at) = self.waiting.iter().position(|waiting| *waiting == id) {
                self.waiting.remove(at);
                match verdict {
                    Verdict::At(seq) => *place = Some(seq),
                    Verdict::Held(reason) => drop(self.held.insert(id, reason)),
                }
            }
        }
        self.entries.retain(|_, (place, entry)| place.is_none() || !taken.drop.contains(&entry.subject));
        let coming: HashSet<_> = taken.entries.iter().map(|stored| stored.entry.id).collect();
        for (id, (place, entry)) in &mut self.entries {
            if place.is_some() && taken.again.contains(&entry.subject) && !coming.contains(id) {
                *place = None;
                self.waiting.push(*id);
            }
        }
        for stored in taken.entries {
            let id = stored.entry.id;
            self.held.remove(&id);
            self.waiting.retain(|waiting| *waiting != id);
            if let Some((place, entry)) = self.entries.get_mut(&id) {
                assert_eq!(*entry, stored.entry, "an entry came back as another");
                *place = Some(stored.seq);
            } else {
                self.entries.insert(id, (Some(stored.seq), stored.entry));
            }
        }
        self.cursor = taken.cursor.unwrap_or(self.cursor);
        self.settings = taken.settings.or(self.settings.take());
    }
}

#[async_trait(?Send)]
impl Keep for Phone {
    async fn standing(&self) -> Result<Standing, StoreError> {
        self.step()?;
        tokio::task::yield_now().await;
        let disk = self.disk.borrow();
        let placed =
            disk.entries.values().filter_map(|(seq, entry)| Some(((*seq)?, entry.id, entry.subject)));
        Ok(Standing {
            cursor: disk.cursor,
            holding: Holding::of(disk.cursor, placed),
            settings: disk.settings.as_ref().map(|settings| settings.digest().unwrap()).unwrap_or_default(),
            waiting: disk.waiting.len(),
        })
    }

    async fn waiting(&self, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.step()?;
        tokio::task::yield_now().await;
        let disk = self.disk.borrow();
        Ok(disk.waiting.iter().take(limit).map(|id| disk.entries[id].1.clone()).collect())
    }

    async fn take(&self, taken: Taken) -> Result<(), StoreError> {
        let dies = self.step()?;
        tokio::task::yield_now().await;
        let Some(room) = self.room.get().checked_sub(1) else {
            return Err(StoreError("the storage is full".to_owned()));
        };
        self.room.set(room);
        self.writes.set(self.writes.get() + 1);
        self.disk.borrow_mut().take(taken);
        if dies { Err(StoreError("the program was killed".to_owned())) } else { Ok(()) }
    }
}
