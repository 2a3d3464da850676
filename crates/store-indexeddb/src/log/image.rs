//! The image of a program that has read the log, kept beside it.
//!
//! A worker that starts anew reads ten thousand entries and folds them before its first page. Instead, the memory of a
//! program that has done so is kept, sealed like the log, and a start begins with it. The image is never more than a
//! quicker way to what the log says: it holds what came from the host, as far as the blocks that it names; what came
//! later, and what waits, is read on top of it; and it is not used when one of its blocks is gone, or by another
//! version of the program.

use std::{cell::RefCell, collections::HashSet, rc::Rc};

use futures_util::{future::try_join, lock::Mutex};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{Clock, Seq, StoreError, Stored};

use super::{Kept, PhoneLog, WAITING};
use crate::{
    block,
    disk::{Bulk, Change, Disk, ImageChange},
    seal::Seal,
    state::State,
};

/// The place that an image is sealed for; `sw.js` opens it.
const PLACE: &str = "image";

/// What is known of an image without opening it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageNote {
    /// The version of the program whose memory it is.
    pub program: String,
    /// The day that today's tasks are of.
    pub day: Date,
    /// The blocks that were read.
    pub blocks: Vec<u64>,
}

/// Where the entries of blocks stand: all that the log needs to know of what was read.
#[derive(Default)]
pub struct Contents(Kept);

impl Contents {
    /// Takes in an opened block; its entries, each with its place in this log.
    ///
    /// # Errors
    /// When the bytes are no block.
    pub fn take(&mut self, number: u64, bytes: &[u8]) -> Result<Vec<Stored>, StoreError> {
        let mut entries = block::read(bytes)?;
        for (line, stored) in entries.iter_mut().enumerate() {
            stored.seq = self.0.add(stored, number, line);
        }
        Ok(entries)
    }

    /// How many entries were taken.
    #[must_use]
    pub fn head(&self) -> Seq {
        self.0.items.len() as Seq
    }
}

impl PhoneLog {
    /// Opens the log, of which `contents` were read before; none when the disk no longer has them.
    ///
    /// # Errors
    /// When the disk fails, or the key is not the one it was sealed with.
    pub async fn resume(
        disk: Rc<dyn Disk>,
        seal: Rc<dyn Seal>,
        clock: Clock,
        Contents(kept): Contents,
    ) -> Result<Option<Self>, StoreError> {
        let known: HashSet<u64> = kept.items.iter().map(|item| item.block).collect();
        let (state, there) = state_and_numbers(&*disk, &*seal).await?;
        let new: Vec<u64> = there.iter().copied().filter(|number| !known.contains(number)).collect();
        if there.len() - new.len() < known.len() {
            return Ok(None);
        }
        let last = known.iter().copied().max().unwrap_or_default();
        let warm_from = kept.items.len();
        let kept = Kept { state, next: last + 1, next_waiting: WAITING, warm_from, ..kept };
        let log = Self { disk, seal, clock, writing: Mutex::new(()), kept: RefCell::new(kept) };
        let mut blocks = Vec::with_capacity(new.len());
        for number in new {
            blocks.extend(log.disk.block(number).await?.map(|sealed| (number, sealed)));
        }
        log.load(blocks).await?;
        Ok(Some(log))
    }

    /// Whether a log has an image that `program` can begin with.
    ///
    /// # Errors
    /// When the disk fails, or the key is not the one it was sealed with.
    pub async fn has_image(disk: &dyn Disk, seal: &dyn Seal, program: &str) -> Result<bool, StoreError> {
        let (state, numbers) = state_and_numbers(disk, seal).await?;
        let Some(note) = state.image else { return Ok(false) };
        let there: HashSet<u64> = numbers.into_iter().collect();
        Ok(note.program == program && note.blocks.iter().all(|number| there.contains(number)))
    }

    /// Takes the image away that is not to be gone on from.
    ///
    /// # Errors
    /// When the disk fails; then everything is as it was.
    pub async fn drop_image(&self) -> Result<(), StoreError> {
        let _writing = self.writing.lock().await;
        let state = State { image: None, ..self.state().clone() };
        let records = vec![state.record(&*self.seal).await?];
        self.disk.commit(Change { records, image: ImageChange::Goes, ..Change::default() }).await?;
        self.kept.borrow_mut().state = state;
        Ok(())
    }

    /// Takes an image away that is not to be begun with, before the log is opened.
    ///
    /// # Errors
    /// When the disk fails, or the key is not the one it was sealed with.
    pub async fn forget_image(disk: &dyn Disk, seal: &dyn Seal) -> Result<(), StoreError> {
        let state = State { image: None, ..State::read(disk, seal).await? };
        let records = vec![state.record(seal).await?];
        Ok(disk.commit(Change { records, image: ImageChange::Goes, ..Change::default() }).await?)
    }

    /// The blocks that do not wait, in their order.
    #[must_use]
    pub fn settled(&self) -> Vec<u64> {
        let kept = self.kept.borrow();
        let mut numbers: Vec<u64> = kept.items.iter().map(|item| item.block).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.retain(|number| *number < WAITING);
        numbers
    }

    /// How many entries do not wait and are in none of these blocks; none when one of them is gone.
    #[must_use]
    pub fn outside_of(&self, blocks: &[u64]) -> Option<usize> {
        let settled = self.settled();
        if !blocks.iter().all(|number| settled.binary_search(number).is_ok()) {
            return None;
        }
        let blocks: HashSet<u64> = blocks.iter().copied().collect();
        let kept = self.kept.borrow();
        Some(kept.items.iter().filter(|item| item.block < WAITING && !blocks.contains(&item.block)).count())
    }

    /// A block as it is under its seal.
    ///
    /// # Errors
    /// When the disk fails, or has no such block any more.
    pub async fn opened_block(&self, number: u64) -> Result<Vec<u8>, StoreError> {
        let sealed = self.disk.block(number).await?;
        let sealed = sealed.ok_or_else(|| StoreError(format!("block {number} is gone")))?;
        self.seal.open(&block::place(number), &sealed).await
    }

    /// Keeps an image in place of the one before; not when a block left the log while it was made.
    ///
    /// # Errors
    /// When the disk fails; then everything is as it was.
    pub async fn keep_image(&self, note: ImageNote, plain: &Bulk) -> Result<(), StoreError> {
        let sealed = self.seal.seal_bulk(PLACE, plain).await?;
        let _writing = self.writing.lock().await;
        if self.outside_of(&note.blocks).is_none() {
            return Ok(());
        }
        let state = State { image: Some(note), ..self.state().clone() };
        let records = vec![state.record(&*self.seal).await?];
        self.disk.commit(Change { records, image: ImageChange::Comes(sealed), ..Change::default() }).await?;
        self.kept.borrow_mut().state = state;
        Ok(())
    }
}

/// Both asked for at once: each answer of a disk takes its time, however little is asked.
async fn state_and_numbers(disk: &dyn Disk, seal: &dyn Seal) -> Result<(State, Vec<u64>), StoreError> {
    try_join(State::read(disk, seal), async { Ok(disk.numbers().await?) }).await
}
