//! A disk that is really full. Needs a small file system, so it runs only where one is given:
//!
//! ```text
//! mount -t tmpfs -o size=4m none /mnt/small
//! BETANG_SMALL_DISK=/mnt/small cargo test -p store-sql --test full -- --ignored
//! ```
//!
//! The writer's own tests play the same with a limit on the database's pages.
#![expect(clippy::unwrap_used, reason = "these are tests")]

use std::{fs, path::Path};

use store::{Store, contract::sample};
use store_sql::{SqlError, SqliteStore};

#[tokio::test]
#[ignore = "needs a small file system in BETANG_SMALL_DISK"]
async fn a_full_disk_refuses_and_later_takes_again() {
    let disk = std::env::var("BETANG_SMALL_DISK").unwrap();
    let folder = tempfile::tempdir_in(&disk).unwrap();
    let store = SqliteStore::open(folder.path(), &sample::unit()).unwrap();
    let ballast = Path::new(&disk).join("ballast");
    fs::write(&ballast, vec![0; 1 << 20]).unwrap();

    let taken = fill(&store).await;
    let log = store.read(0, usize::MAX).await.unwrap();
    assert_eq!(u64::try_from(log.len()).unwrap(), taken, "half a batch was kept");

    fs::remove_file(&ballast).unwrap();
    let answers = store.append(&sample::entries(taken..taken + 50)).await.unwrap();
    assert_eq!(answers.len(), 50);
    drop(store);
    let store = SqliteStore::open(folder.path(), &sample::unit()).unwrap();
    assert_eq!(store.head().await.unwrap(), taken + 50);
    assert_eq!(store.read(0, log.len()).await.unwrap(), log);
    assert_eq!(store.database().check().await.unwrap(), Vec::<String>::new());
}

/// Appends until the disk is full, and twice more; answers how many entries were taken.
async fn fill(store: &SqliteStore) -> u64 {
    let (mut taken, mut refused) = (0, 0);
    while refused < 3 {
        match store.append(&sample::entries(taken..taken + 50)).await {
            Ok(answers) => taken += u64::try_from(answers.len()).unwrap(),
            Err(error) => {
                assert_eq!(error.to_string(), SqlError::Full.to_string());
                refused += 1;
            }
        }
        assert_eq!(store.head().await.unwrap(), taken);
    }
    taken
}
