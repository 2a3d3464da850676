//! A disk in memory and a seal that is easy to see through, for tests of the log; and the log's own
//! tests.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, HashMap},
    rc::Rc,
};

use async_trait::async_trait;
use store::StoreError;

use crate::{Change, Disk, DiskError, Seal};

/// A disk that can be full.
#[derive(Default)]
pub(crate) struct MemoryDisk {
    blocks: RefCell<BTreeMap<u64, Vec<u8>>>,
    records: RefCell<HashMap<String, Vec<u8>>>,
    pub(crate) full: Cell<bool>,
}

impl MemoryDisk {
    pub(crate) fn block_count(&self) -> usize {
        self.blocks.borrow().len()
    }
}

#[async_trait(?Send)]
impl Disk for MemoryDisk {
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
        if self.full.get() {
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
}

/// Disks that stay when a log is dropped.
pub(crate) fn disk() -> Rc<MemoryDisk> {
    Rc::default()
}
