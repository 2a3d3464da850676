//! A disk in memory and a seal that is easy to see through, for tests of the log; and the log's own
//! tests.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, HashMap},
    rc::Rc,
};

use async_trait::async_trait;
use store::StoreError;

use crate::{Bulk, Change, Disk, DiskError, ImageChange, Seal};

/// A disk that can be full.
#[derive(Default)]
pub(crate) struct MemoryDisk {
    blocks: RefCell<BTreeMap<u64, Vec<u8>>>,
    records: RefCell<HashMap<String, Vec<u8>>>,
    image: RefCell<Option<Bulk>>,
    pub(crate) full: Cell<bool>,
    /// Whether it is full as long as there is an image.
    pub(crate) crowded: Cell<bool>,
}

impl MemoryDisk {
    pub(crate) fn block_count(&self) -> usize {
        self.blocks.borrow().len()
    }
}

#[async_trait(?Send)]
impl Disk for MemoryDisk {
    async fn numbers(&self) -> Result<Vec<u64>, DiskError> {
        Ok(self.blocks.borrow().keys().copied().collect())
    }

    async fn image(&self) -> Result<Option<Bulk>, DiskError> {
        Ok(self.image.borrow().clone())
    }

    async fn blocks(&self) -> Result<Vec<(u64, Vec<u8>)>, DiskError> {
        Ok(self.blocks.borrow().iter().map(|(number, bytes)| (*number, bytes.clone())).collect())
    }

    async fn block(&self, number: u64) -> Result<Option<Vec<u8>>, DiskError> {
        Ok(self.blocks.borrow().get(&number).cloned())
    }

    async fn record(&self, name: &str) -> Result<Option<Vec<u8>>, DiskError> {
        Ok(self.records.borrow().get(name).cloned())
    }

    async fn commit(&self, change: Change) -> Result<(), DiskError> {
        // Another task may run while a real disk works.
        tokio::task::yield_now().await;
        let makes_room = matches!(change.image, ImageChange::Goes);
        if self.full.get() || self.crowded.get() && self.image.borrow().is_some() && !makes_room {
            return Err(DiskError { message: "no space left".to_owned(), full: true });
        }
        let mut blocks = self.blocks.borrow_mut();
        change.remove.iter().for_each(|number| drop(blocks.remove(number)));
        blocks.extend(change.put);
        let mut records = self.records.borrow_mut();
        for (name, bytes) in change.records {
            match bytes {
                Some(bytes) => records.insert(name, bytes),
                None => records.remove(&name),
            };
        }
        match change.image {
            ImageChange::Stays => {}
            ImageChange::Goes => drop(self.image.take()),
            ImageChange::Comes(image) => drop(self.image.replace(Some(image))),
        }
        Ok(())
    }
}

/// Turns every bit, and keeps the place in front.
pub(crate) struct Glass;

#[async_trait(?Send)]
impl Seal for Glass {
    async fn seal(&self, place: &str, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let mut sealed = format!("{place}\n").into_bytes();
        sealed.extend(plain.iter().map(|byte| !byte));
        Ok(sealed)
    }

    async fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        let plain = sealed.strip_prefix(format!("{place}\n").as_bytes());
        let plain = plain.ok_or_else(|| StoreError(format!("not sealed for {place}")))?;
        Ok(plain.iter().map(|byte| !byte).collect())
    }

    async fn seal_bulk(&self, place: &str, plain: &Bulk) -> Result<Bulk, StoreError> {
        self.seal(place, plain).await
    }

    async fn open_bulk(&self, place: &str, sealed: &Bulk) -> Result<Bulk, StoreError> {
        self.open(place, sealed).await
    }
}

/// Disks that stay when a log is dropped.
pub(crate) fn disk() -> Rc<MemoryDisk> {
    Rc::default()
}
