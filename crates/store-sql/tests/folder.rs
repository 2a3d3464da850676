//! Who may open a data folder, backups and the way back.
#![expect(clippy::unwrap_used, reason = "these are tests")]

use std::{fs, path::Path};

use domain::{ids::AuthorId, rights::Role};
use jiff::Timestamp;
use rusqlite::Connection;
use store::{Store, contract::sample};
use store_sql::{Database, Session, SqlError, SqliteStore, User, holds_data, restore};

async fn fill(folder: &Path) -> SqliteStore {
    let store = SqliteStore::open(folder, &sample::unit()).unwrap();
    store.append(&sample::entries(0..50)).await.unwrap();
    store.hold(&[sample::held(1)]).await.unwrap();
    store
}

#[tokio::test]
async fn one_program_writes_and_others_read() {
    let folder = tempfile::tempdir().unwrap();
    assert!(!holds_data(folder.path()));
    assert!(matches!(Database::look(folder.path()), Err(SqlError::Missing(_))));
    let store = fill(folder.path()).await;
    assert!(holds_data(folder.path()));
    let refused = Database::claim(folder.path()).unwrap_err();
    let pid = std::process::id().to_string();
    assert!(matches!(&refused, SqlError::InUse { holder } if *holder == pid), "{refused}");

    let beside = Database::look(folder.path()).unwrap();
    assert_eq!(beside.units().unwrap(), [sample::unit()]);
    let log = beside.log(&sample::unit());
    assert_eq!(log.head().await.unwrap(), 50);
    store.append(&sample::entries(50..60)).await.unwrap();
    assert_eq!(log.head().await.unwrap(), 60);
    let refused = log.append(&sample::entries(60..61)).await.unwrap_err();
    assert_eq!(refused.to_string(), SqlError::ReadOnly.to_string());

    drop(store);
    drop((beside, log));
    Database::claim(folder.path()).unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("data");
    let _store = fill(&folder).await;
    assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    for file in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
        let mode = file.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", file.file_name());
    }
}

#[tokio::test]
async fn a_backup_is_taken_while_others_write_and_brought_back() {
    let place = tempfile::tempdir().unwrap();
    let (folder, copy, again) =
        (place.path().join("data"), place.path().join("copy.db"), place.path().join("again"));
    let store = fill(&folder).await;
    begin_session(store.database()).await;
    let beside = Database::look(&folder).unwrap();
    let batch = sample::entries(50..400);
    let (written, copied) = tokio::join!(store.append(&batch), beside.backup(&copy));
    written.unwrap();
    copied.unwrap();
    assert!(matches!(beside.backup(&copy).await, Err(SqlError::NotEmpty(_))));

    restore(&copy, &again).unwrap();
    let restored = SqliteStore::open(&again, &sample::unit()).unwrap();
    let report = restored.verify().await.unwrap();
    assert!(report.entries == 50 || report.entries == 400, "{}", report.entries);
    let log = store.read(0, usize::try_from(report.entries).unwrap()).await.unwrap();
    assert_eq!(restored.read(0, 1000).await.unwrap(), log);
    assert_eq!(restored.held().await.unwrap(), store.held().await.unwrap());
    let accounts = restored.database().accounts(&sample::unit());
    assert_eq!(accounts.users().await.unwrap().len(), 1);
    assert_eq!(accounts.session([1; 32], Timestamp::UNIX_EPOCH).await.unwrap(), None);
    assert!(matches!(restore(&copy, &folder), Err(SqlError::InUse { .. })));
    drop(store);
    assert!(matches!(restore(&copy, &folder), Err(SqlError::NotEmpty(_))));
    assert_eq!(left_overs(place.path()), Vec::<String>::new());
    assert_eq!(left_overs(&again), Vec::<String>::new());
}

async fn begin_session(database: &Database) {
    let accounts = database.accounts(&sample::unit());
    let at = Timestamp::UNIX_EPOCH;
    let user = User {
        id: AuthorId(sample::id("user", 1)),
        login: "ani".to_owned(),
        name: "Bidan Ani".to_owned(),
        role: Role::Bidan,
        villages: Vec::new(),
        staff: None,
        password: String::new(),
        disabled: false,
        must_change_password: false,
        created_at: at,
    };
    let session = Session {
        token: [1; 32],
        user: user.id,
        csrf: String::new(),
        device: String::new(),
        created_at: at,
        last_seen: at,
        expires_at: Timestamp::MAX,
    };
    accounts.add(user).await.unwrap();
    accounts.begin_session(session).await.unwrap();
    assert!(accounts.session([1; 32], at).await.unwrap().is_some());
}

fn left_overs(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.contains("draft")).collect()
}

#[tokio::test]
async fn what_is_no_good_backup_is_refused() {
    let place = tempfile::tempdir().unwrap();
    let (copy, folder) = (place.path().join("copy.db"), place.path().join("data"));
    fill(&place.path().join("first")).await.database().backup(&copy).await.unwrap();
    let good = fs::read(&copy).unwrap();

    fs::write(&copy, "no_ibu;nama_ibu\n1;Contoh\n").unwrap();
    assert!(matches!(restore(&copy, &folder), Err(SqlError::Foreign(_))));
    fs::write(&copy, &good[..good.len() / 2]).unwrap();
    assert!(restore(&copy, &folder).is_err());
    let mut spoilt = good.clone();
    let middle = good.len() / 2;
    spoilt[middle..middle + 4096].fill(0x55);
    fs::write(&copy, &spoilt).unwrap();
    assert!(matches!(restore(&copy, &folder), Err(SqlError::Damaged(_))));
    fs::write(&copy, b"").unwrap();
    assert!(matches!(restore(&copy, &folder), Err(SqlError::Foreign(_))));
    assert!(matches!(restore(&place.path().join("none"), &folder), Err(SqlError::Missing(_))));
    assert!(!holds_data(&folder));

    fs::write(&copy, &good).unwrap();
    restore(&copy, &folder).unwrap();
    assert!(holds_data(&folder));
}

#[tokio::test]
async fn a_change_behind_the_programs_back_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let store = fill(folder.path()).await;
    let outside = Connection::open(folder.path().join("betang.db")).unwrap();
    for forbidden in ["update entries set village = null", "delete from entries where seq = 50"] {
        assert!(outside.execute(forbidden, []).is_err(), "{forbidden}");
    }
    let before = complaints(&store).await;
    outside.execute_batch("drop trigger entries_stay_as_they_are").unwrap();
    outside.execute("update entries set fact = '{}' where seq = 7", []).unwrap();
    outside.execute("update entries set noted_at = 'yesterday' where seq = 9", []).unwrap();
    let after = complaints(&store).await;
    let new: Vec<_> = after.iter().filter(|complaint| !before.contains(complaint)).collect();
    assert!(new[0].starts_with("the sum at place 7"), "{new:?}");
    assert!(new[1].starts_with("place 9 is damaged"), "{new:?}");
    assert_eq!(new.len(), 2, "{new:?}");
    let error = store.read(0, 100).await.unwrap_err().to_string();
    assert!(error.contains("place 9"), "{error}");
    assert_eq!(store.read(9, 100).await.unwrap().len(), 41);
    assert_eq!(store.database().check().await.unwrap(), Vec::<String>::new());
}

async fn complaints(store: &SqliteStore) -> Vec<String> {
    store.verify().await.unwrap().complaints.iter().map(ToString::to_string).collect()
}

#[test]
fn a_strangers_database_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("betang.db");
    Connection::open(&path).unwrap().execute_batch("create table songs (name text)").unwrap();
    let before = fs::read(&path).unwrap();
    assert!(matches!(Database::claim(folder.path()), Err(SqlError::Foreign(_))));
    assert!(matches!(Database::look(folder.path()), Err(SqlError::Foreign(_))));
    assert_eq!(fs::read(&path).unwrap(), before);
}
