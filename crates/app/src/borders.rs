//! The borders of villages, as the pages see them. The server keeps the files.

use async_trait::async_trait;
use domain::borders::Borders;

/// Files with the borders of villages.
#[async_trait]
pub trait BorderFiles: Send + Sync {
    /// The borders in a kept file, by its sum in hex; none when it is not there or cannot be read.
    async fn find(&self, sum: &str) -> Option<Borders>;
}
