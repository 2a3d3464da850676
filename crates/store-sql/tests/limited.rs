//! The file system refuses to write more: appends fail, what was answered stays, and all goes on
//! once there is room. (What a full disk does to a group of appends is tested beside the writer.)
//!
//! The test starts itself under a limit on the size of files, which the shell sets.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "these are tests")]

use std::{path::Path, process::Command};

use store::{Store, contract::sample};
use store_sql::SqliteStore;

const FOLDER: &str = "BETANG_LIMITED_FOLDER";
const TAKEN: &str = "taken";

#[tokio::test]
async fn where_nothing_more_can_be_written_nothing_is_half_kept() {
    if let Ok(folder) = std::env::var(FOLDER) {
        append_until_refused(Path::new(&folder)).await;
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    // 2048 blocks are one or two megabytes. The signal is ignored, so that the write itself fails.
    let script = r#"trap '' XFSZ; ulimit -f 2048; exec "$0" --exact "$1" --nocapture"#;
    let child = Command::new("sh")
        .args(["-c", script])
        .arg(std::env::current_exe().unwrap())
        .arg("where_nothing_more_can_be_written_nothing_is_half_kept")
        .env(FOLDER, folder.path())
        .output()
        .unwrap();
    let output = String::from_utf8(child.stdout).unwrap();
    assert!(child.status.success(), "{output}{}", String::from_utf8_lossy(&child.stderr));
    let taken: u64 = std::fs::read_to_string(folder.path().join(TAKEN)).unwrap().parse().unwrap();
    assert!(taken >= 50, "only {taken} fit");

    let store = SqliteStore::open(folder.path(), &sample::unit()).unwrap();
    assert_eq!(store.head().await.unwrap(), taken);
    store.append(&sample::entries(taken..taken + 2_000)).await.unwrap();
    let log = store.read(0, usize::MAX).await.unwrap();
    let entries: Vec<_> = log.into_iter().map(|stored| stored.entry).collect();
    assert_eq!(entries, sample::entries(0..taken + 2_000));
    assert_eq!(store.database().check().await.unwrap(), Vec::<String>::new());
}

async fn append_until_refused(folder: &Path) {
    let store = SqliteStore::open(folder, &sample::unit()).unwrap();
    let (mut taken, mut refused) = (0, 0);
    while refused < 3 {
        match store.append(&sample::entries(taken..taken + 50)).await {
            Ok(answers) => taken += u64::try_from(answers.len()).unwrap(),
            Err(_) => refused += 1,
        }
        assert_eq!(store.head().await.unwrap(), taken, "half a batch was kept");
    }
    std::fs::write(folder.join(TAKEN), taken.to_string()).unwrap();
}
