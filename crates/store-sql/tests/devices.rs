//! Phones: kept for ever, found with their person, and what they say of themselves.
#![expect(clippy::unwrap_used, reason = "these are tests")]

use domain::{
    ids::{AuthorId, DeviceId, VillageCode},
    rights::Role,
};
use jiff::{SignedDuration, Timestamp};
use store::contract::sample;
use store_sql::{Accounts, AccountsError, Database, Device, Met, Recovery, User};
use tempfile::TempDir;

fn at(seconds: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds)
}

fn user(login: &str) -> User {
    User {
        id: AuthorId(sample::id(login, 1)),
        login: login.to_owned(),
        name: format!("Bidan {login}"),
        role: Role::Head,
        villages: vec![village(1)],
        staff: None,
        password: "$argon2id$v=19$one".to_owned(),
        disabled: false,
        must_change_password: false,
        created_at: at(0),
    }
}

fn village(no: u32) -> VillageCode {
    VillageCode::new(&format!("62.03.12.200{no}"))
}

fn device(no: u64, user: &User) -> Device {
    Device {
        id: DeviceId(sample::id("device", no)),
        user: user.id,
        label: format!("Oppo {no}"),
        token: [1; 32],
        knock: [2; 32],
        recovery: Recovery([3; 32]),
        villages: vec![village(1)],
        created_at: at(i64::try_from(no).unwrap()),
        last_met: None,
        program: String::new(),
        waiting: 0,
        revoked: None,
        erased_at: None,
    }
}

async fn begun() -> (TempDir, Accounts, User) {
    let folder = tempfile::tempdir().unwrap();
    let accounts = Database::claim(folder.path()).unwrap().accounts(&sample::unit());
    let rina = user("rina");
    accounts.add(rina.clone()).await.unwrap();
    (folder, accounts, rina)
}

#[tokio::test]
async fn a_phone_is_found_as_it_was_added_with_its_person() {
    let (_folder, accounts, rina) = begun().await;
    let (one, two) = (device(1, &rina), device(2, &rina));
    accounts.add_device(one.clone()).await.unwrap();
    accounts.add_device(two.clone()).await.unwrap();
    assert!(accounts.add_device(two.clone()).await.is_err(), "an id is given once");
    assert_eq!(accounts.devices().await.unwrap(), [two, one.clone()], "the newest first");
    assert_eq!(accounts.device(one.id).await.unwrap(), Some((one, rina)));
    assert_eq!(accounts.device(DeviceId(sample::id("device", 9))).await.unwrap(), None);
}

#[tokio::test]
async fn who_is_disabled_enrols_no_phone() {
    let (_folder, accounts, rina) = begun().await;
    let ani = User { role: Role::Bidan, disabled: true, ..user("ani") };
    accounts.add(ani.clone()).await.unwrap();
    assert!(matches!(accounts.add_device(device(1, &ani)).await, Err(AccountsError::Missing)));
    let stranger = user("budi");
    assert!(matches!(accounts.add_device(device(2, &stranger)).await, Err(AccountsError::Missing)));
    accounts.add_device(device(3, &rina)).await.unwrap();
}

#[tokio::test]
async fn what_a_phone_says_is_noted_and_villages_are_only_added() {
    let (_folder, accounts, rina) = begun().await;
    let one = device(1, &rina);
    accounts.add_device(one.clone()).await.unwrap();
    let met = |seconds, villages| Met { at: at(seconds), program: "0.2".to_owned(), waiting: 7, villages };
    accounts.note_met(one.id, met(20, vec![village(2)])).await.unwrap();
    accounts.note_met(one.id, met(30, vec![village(2), village(3)])).await.unwrap();
    let (known, _) = accounts.device(one.id).await.unwrap().unwrap();
    assert_eq!(known.villages, [village(1), village(2), village(3)]);
    assert_eq!((known.last_met, known.program.as_str(), known.waiting), (Some(at(30)), "0.2", 7));
}

#[tokio::test]
async fn a_phone_is_withdrawn_once_and_can_be_let_in_again() {
    let (_folder, accounts, rina) = begun().await;
    let one = device(1, &rina);
    accounts.add_device(one.clone()).await.unwrap();
    let other = AuthorId(sample::id("other", 1));
    accounts.revoke_device(one.id, at(10), rina.id).await.unwrap();
    accounts.note_erased(one.id, at(15)).await.unwrap();
    accounts.revoke_device(one.id, at(20), other).await.unwrap();
    accounts.note_erased(one.id, at(25)).await.unwrap();
    let now = async || accounts.device(one.id).await.unwrap().unwrap().0;
    let known = now().await;
    assert_eq!((known.revoked, known.erased_at), (Some((at(10), rina.id)), Some(at(15))));
    accounts.readmit_device(one.id).await.unwrap();
    accounts.set_device_token(one.id, [9; 32]).await.unwrap();
    let known = now().await;
    assert_eq!((known.revoked, known.erased_at, known.token), (None, None, [9; 32]));
    accounts.revoke_device(one.id, at(30), other).await.unwrap();
    assert_eq!(now().await.revoked, Some((at(30), other)));
    let stranger = DeviceId(sample::id("device", 9));
    assert!(matches!(accounts.revoke_device(stranger, at(1), other).await, Err(AccountsError::Missing)));
}

#[tokio::test]
async fn a_phone_is_never_removed() {
    let (folder, accounts, rina) = begun().await;
    accounts.add_device(device(1, &rina)).await.unwrap();
    let database = rusqlite::Connection::open(folder.path().join("betang.db")).unwrap();
    let refused = database.execute("delete from devices", []).unwrap_err();
    assert!(refused.to_string().contains("never removed"), "{refused}");
}
