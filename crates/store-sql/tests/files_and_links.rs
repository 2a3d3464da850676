//! Files are kept as they were, and links open a door for as long as they count.
#![expect(clippy::unwrap_used, reason = "these are tests")]

use domain::{ids::AuthorId, rights::Role};
use jiff::{SignedDuration, Timestamp};
use store::contract::sample;
use store_sql::{Accounts, AccountsError, Database, File, Link, User};
use tempfile::TempDir;

fn at(seconds: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds)
}

fn author(no: u64) -> AuthorId {
    AuthorId(sample::id("user", no))
}

#[tokio::test]
async fn a_file_stays_as_it_was_first_kept() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::claim(folder.path()).unwrap();
    let files = database.files(&sample::unit());
    let file = File { sum: [7; 32], media_type: "image/jpeg".to_owned(), body: vec![1, 2, 3] };
    assert_eq!(files.find([7; 32]).await.unwrap(), None);
    files.keep(file.clone(), author(1), at(1)).await.unwrap();
    let other = File { body: vec![9], ..file.clone() };
    files.keep(other, author(2), at(2)).await.unwrap();
    assert_eq!(files.find([7; 32]).await.unwrap(), Some(file.clone()));
    // A copy of the database has it too.
    let copy = folder.path().join("copy.db");
    database.backup(&copy).await.unwrap();
    let restored = tempfile::tempdir().unwrap();
    store_sql::restore(&copy, restored.path()).unwrap();
    let files = Database::look(restored.path()).unwrap().files(&sample::unit());
    assert_eq!(files.find([7; 32]).await.unwrap(), Some(file));
}

async fn with_guest() -> (TempDir, Accounts) {
    let folder = tempfile::tempdir().unwrap();
    let accounts = Database::claim(folder.path()).unwrap().accounts(&sample::unit());
    let camat = User {
        id: author(1),
        login: "tautan-1".to_owned(),
        name: "Camat".to_owned(),
        role: Role::Sector,
        villages: Vec::new(),
        staff: None,
        password: "$argon2id$v=19$none".to_owned(),
        disabled: false,
        must_change_password: false,
        created_at: at(0),
    };
    accounts.add(camat).await.unwrap();
    (folder, accounts)
}

fn link(no: u8) -> Link {
    Link {
        id: sample::id("link", u64::from(no)),
        user: author(1),
        token: [no; 32],
        created_at: at(i64::from(no)),
        created_by: author(2),
        expires_at: at(1000),
        revoked_at: None,
        last_used: None,
    }
}

#[tokio::test]
async fn a_link_counts_until_it_expires_or_is_revoked_or_another_is_made() {
    let (_folder, accounts) = with_guest().await;
    accounts.add_link(link(1)).await.unwrap();
    let found = async |token| accounts.link_of(token).await.unwrap().unwrap();
    assert_eq!(found([1; 32]).await, link(1));
    assert!(link(1).counts(at(999)) && !link(1).counts(at(1000)));
    assert_eq!(accounts.link_of([9; 32]).await.unwrap(), None);
    accounts.note_link_used(link(1).id, at(5)).await.unwrap();
    accounts.add_link(link(2)).await.unwrap();
    let first = found([1; 32]).await;
    assert_eq!((first.revoked_at, first.last_used), (Some(at(2)), Some(at(5))));
    assert!(found([2; 32]).await.counts(at(6)));
    accounts.revoke_link(link(2).id, at(7)).await.unwrap();
    accounts.revoke_link(link(2).id, at(8)).await.unwrap();
    assert_eq!(found([2; 32]).await.revoked_at, Some(at(7)));
    let all: Vec<_> = accounts.links().await.unwrap().into_iter().map(|link| link.id).collect();
    assert_eq!(all, [link(2).id, link(1).id]);
    let missing = accounts.revoke_link(sample::id("link", 9), at(9)).await;
    assert!(matches!(missing, Err(AccountsError::Missing)));
}
