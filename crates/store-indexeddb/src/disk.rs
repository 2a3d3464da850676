//! Where sealed bytes lie.

use async_trait::async_trait;
use store::StoreError;

/// Bytes so many that in a browser they stay outside of the program's memory, which never gets smaller again.
#[cfg(target_arch = "wasm32")]
pub type Bulk = js_sys::Uint8Array;
/// Bytes so many that in a browser they stay outside of the program's memory.
#[cfg(not(target_arch = "wasm32"))]
pub type Bulk = Vec<u8>;

/// Numbered blocks, a few named records beside them, and one image.
#[async_trait(?Send)]
pub trait Disk {
    /// The numbers of all blocks, in order.
    async fn numbers(&self) -> Result<Vec<u64>, DiskError>;
    /// All blocks, by number.
    async fn blocks(&self) -> Result<Vec<(u64, Vec<u8>)>, DiskError>;
    /// One block; none where there is no such number.
    async fn block(&self, number: u64) -> Result<Option<Vec<u8>>, DiskError>;
    /// A named record.
    async fn record(&self, name: &str) -> Result<Option<Vec<u8>>, DiskError>;
    /// The image, where there is one.
    async fn image(&self) -> Result<Option<Bulk>, DiskError>;
    /// Changes blocks, records and image, all of it or nothing. When it returns, what changed survives the
    /// end of the browser, and a power cut where the machine's disk keeps its word.
    async fn commit(&self, change: Change) -> Result<(), DiskError>;
}

/// What changes together.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// Blocks to write.
    pub put: Vec<(u64, Vec<u8>)>,
    /// Blocks to remove.
    pub remove: Vec<u64>,
    /// Records to write, by name; none removes one.
    pub records: Vec<(String, Option<Vec<u8>>)>,
    /// What becomes of the image.
    pub image: ImageChange,
}

/// What becomes of the image.
#[derive(Clone, Debug, Default)]
pub enum ImageChange {
    /// It stays as it is.
    #[default]
    Stays,
    /// There is none afterwards.
    Goes,
    /// This one takes its place.
    Comes(Bulk),
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
