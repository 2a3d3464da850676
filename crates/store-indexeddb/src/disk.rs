//! Where sealed bytes lie.

use async_trait::async_trait;
use store::StoreError;

/// Numbered blocks, and a few named records beside them.
#[async_trait(?Send)]
pub trait Disk {
    /// All blocks, by number.
    async fn blocks(&self) -> Result<Vec<(u64, Vec<u8>)>, DiskError>;
    /// One block; none where there is no such number.
    async fn block(&self, number: u64) -> Result<Option<Vec<u8>>, DiskError>;
    /// A named record.
    async fn record(&self, name: &str) -> Result<Option<Vec<u8>>, DiskError>;
    /// Changes blocks and records, all of it or nothing. When it returns, what changed survives the
    /// end of the browser, and a power cut where the machine's disk keeps its word.
    async fn commit(&self, change: Change) -> Result<(), DiskError>;
}

/// What changes together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Blocks to write.
    pub put: Vec<(u64, Vec<u8>)>,
    /// Blocks to remove.
    pub remove: Vec<u64>,
    /// Records to write, by name; none removes one.
    pub records: Vec<(String, Option<Vec<u8>>)>,
}

/// The disk failed; nothing of the change was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiskError {
    /// What it says.
    pub message: String,
    /// Whether it is because there is no space left.
    pub full: bool,
}

impl From<DiskError> for StoreError {
    fn from(error: DiskError) -> Self {
        if error.full { Self::full() } else { Self(error.message) }
    }
}
