//! The SQLite store does what every store must do.
#![expect(clippy::unwrap_used, reason = "these are tests")]

use async_trait::async_trait;
use store::contract::{Place, sample};
use store_sql::SqliteStore;
use tempfile::TempDir;

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }
}

#[async_trait]
impl Place for Folder {
    type Store = SqliteStore;
    const LASTS: bool = true;
    async fn open(&self) -> SqliteStore {
        SqliteStore::open(self.0.path(), &sample::unit()).unwrap()
    }
}

store::contract!(tokio::test, Folder::new());
