//! Small blocks become one: few large ones are read faster.

use std::collections::BTreeMap;

use store::StoreError;

use super::PhoneLog;
use crate::{
    block::NOWHERE,
    disk::{Change, ImageChange},
};

/// Blocks of fewer entries than this are small.
const SMALL: usize = 100;
/// So many of them are joined.
const MANY: usize = 48;

impl PhoneLog {
    /// Makes one block of all small ones whose entries do not wait, when there are many.
    ///
    /// # Errors
    /// When the disk fails; then everything is as it was.
    pub async fn join_small(&self) -> Result<(), StoreError> {
        let _writing = self.writing.lock().await;
        let small = self.small_blocks();
        if small.len() < MANY {
            return Ok(());
        }
        let mut entries = Vec::new();
        for number in &small {
            // On the disk each has its place in the host's log.
            entries.extend(self.entries_of(*number).await?);
        }
        let number = self.fresh_block();
        let put = vec![(number, self.sealed(number, &entries).await?)];
        self.disk
            .commit(Change { put, remove: small, image: ImageChange::Goes, ..Change::default() })
            .await?;
        let mut kept = self.kept.borrow_mut();
        for (line, stored) in entries.iter().enumerate() {
            let Some(index) = kept.index.get(&stored.entry.id).copied() else { continue };
            if let Some(item) = kept.items.get_mut(index) {
                (item.block, item.line) = (number, line);
            }
        }
        Ok(())
    }

    /// In the order of their numbers, which is that in which they came.
    fn small_blocks(&self) -> Vec<u64> {
        let kept = self.kept.borrow();
        let mut sizes: BTreeMap<u64, usize> = BTreeMap::new();
        for item in kept.items.iter().filter(|item| item.place != NOWHERE) {
            *sizes.entry(item.block).or_default() += 1;
        }
        sizes.into_iter().filter(|(_, size)| *size < SMALL).map(|(number, _)| number).collect()
    }
}
