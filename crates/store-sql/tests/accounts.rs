//! Users, sessions and failed log-ins.
#![expect(clippy::unwrap_used, reason = "these are tests")]

use domain::{
    ids::{AuthorId, VillageCode},
    rights::Role,
};
use jiff::{SignedDuration, Timestamp};
use store::contract::sample;
use store_sql::{Accounts, AccountsError, Attempts, Database, Session, User};
use tempfile::TempDir;

fn accounts() -> (TempDir, Accounts) {
    let folder = tempfile::tempdir().unwrap();
    let accounts = Database::claim(folder.path()).unwrap().accounts(&sample::unit());
    (folder, accounts)
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds)
}

fn user(login: &str, role: Role) -> User {
    User {
        id: AuthorId(sample::id(login, 1)),
        login: login.to_owned(),
        name: format!("Bidan {login}"),
        role,
        villages: vec![VillageCode::new("62.03.12.2001"), VillageCode::new("62.03.12.2002")],
        staff: None,
        password: "$argon2id$v=19$one".to_owned(),
        disabled: false,
        must_change_password: true,
        created_at: at(0),
    }
}

fn session(user: &User, number: u8) -> Session {
    Session {
        token: [number; 32],
        user: user.id,
        csrf: format!("csrf {number}"),
        device: "Chrome, Android".to_owned(),
        created_at: at(10),
        last_seen: at(10 + i64::from(number)),
        expires_at: at(100),
    }
}

#[tokio::test]
async fn a_user_is_found_as_she_was_added() {
    let (_folder, accounts) = accounts();
    assert!(accounts.is_empty().await.unwrap());
    let (ani, rina) = (user("ani", Role::Bidan), user("rina", Role::Head));
    accounts.add_first(rina.clone()).await.unwrap();
    assert!(matches!(accounts.add_first(ani.clone()).await, Err(AccountsError::NotEmpty)));
    accounts.add(ani.clone()).await.unwrap();
    assert!(!accounts.is_empty().await.unwrap());
    assert_eq!(accounts.users().await.unwrap(), [ani.clone(), rina]);
    assert_eq!(accounts.user_of_login("ANI").await.unwrap(), Some(ani.clone()));
    assert_eq!(accounts.user(ani.id).await.unwrap(), Some(ani));
    assert_eq!(accounts.user_of_login("budi").await.unwrap(), None);
}

#[tokio::test]
async fn a_login_name_is_given_once() {
    let (_folder, accounts) = accounts();
    let (ani, mut other) = (user("ani", Role::Bidan), user("rina", Role::Bidan));
    accounts.add(ani).await.unwrap();
    accounts.add(other.clone()).await.unwrap();
    assert!(matches!(accounts.add(user("Ani", Role::Head)).await, Err(AccountsError::Taken)));
    "ANI".clone_into(&mut other.login);
    assert!(matches!(accounts.change(other.clone()).await, Err(AccountsError::Taken)));
    "Rina".clone_into(&mut other.login);
    accounts.change(other.clone()).await.unwrap();
    assert_eq!(accounts.user(other.id).await.unwrap(), Some(other));
    assert!(matches!(accounts.change(user("budi", Role::Bidan)).await, Err(AccountsError::Missing)));
}

#[tokio::test]
async fn the_last_head_stays() {
    let (_folder, accounts) = accounts();
    let (mut one, mut two) = (user("one", Role::Head), user("two", Role::Head));
    accounts.add(one.clone()).await.unwrap();
    accounts.add(two.clone()).await.unwrap();
    one.disabled = true;
    accounts.change(one.clone()).await.unwrap();
    two.role = Role::Office;
    assert!(matches!(accounts.change(two.clone()).await, Err(AccountsError::LastHead)));
    assert_eq!(accounts.user(two.id).await.unwrap().unwrap().role, Role::Head);
    one.disabled = false;
    accounts.change(one).await.unwrap();
    accounts.change(two).await.unwrap();
}

#[tokio::test]
async fn a_session_counts_until_it_expires_or_ends() {
    let (_folder, accounts) = accounts();
    let ani = user("ani", Role::Bidan);
    accounts.add(ani.clone()).await.unwrap();
    let (one, two) = (session(&ani, 1), session(&ani, 2));
    accounts.begin_session(one.clone()).await.unwrap();
    accounts.begin_session(two.clone()).await.unwrap();
    assert_eq!(accounts.session(one.token, at(99)).await.unwrap(), Some((one.clone(), ani.clone())));
    assert_eq!(accounts.session(one.token, at(100)).await.unwrap(), None);
    assert_eq!(accounts.sessions(ani.id, at(50)).await.unwrap(), [two.clone(), one.clone()]);
    accounts.touch_session(one.token, at(90), at(200)).await.unwrap();
    assert_eq!(accounts.sweep_sessions(at(150)).await.unwrap(), 1);
    assert_eq!(accounts.session(one.token, at(150)).await.unwrap().unwrap().0.last_seen, at(90));
    accounts.end_session(one.token).await.unwrap();
    accounts.touch_session(one.token, at(91), at(201)).await.unwrap();
    assert_eq!(accounts.session(one.token, at(150)).await.unwrap(), None);
}

#[tokio::test]
async fn sessions_end_when_a_user_is_disabled_or_her_password_changes() {
    let (_folder, accounts) = accounts();
    let mut ani = user("ani", Role::Bidan);
    accounts.add(ani.clone()).await.unwrap();
    let (one, two) = (session(&ani, 1), session(&ani, 2));
    accounts.begin_session(one.clone()).await.unwrap();
    accounts.begin_session(two.clone()).await.unwrap();
    accounts.set_password(ani.id, "$argon2id$v=19$two", false, Some(two.token)).await.unwrap();
    assert_eq!(accounts.session(one.token, at(20)).await.unwrap(), None);
    let (_, seen) = accounts.session(two.token, at(20)).await.unwrap().unwrap();
    assert_eq!((seen.password.as_str(), seen.must_change_password), ("$argon2id$v=19$two", false));
    ani = seen;
    ani.disabled = true;
    accounts.change(ani.clone()).await.unwrap();
    assert_eq!(accounts.sessions(ani.id, at(20)).await.unwrap(), []);
    assert!(matches!(accounts.begin_session(one).await, Err(AccountsError::Missing)));
    let nobody = AuthorId(sample::id("nobody", 1));
    assert!(matches!(accounts.set_password(nobody, "x", false, None).await, Err(AccountsError::Missing)));
}

#[tokio::test]
async fn failures_are_counted_and_not_forgiven_by_a_restart() {
    let (folder, accounts) = accounts();
    assert_eq!(accounts.attempts("login ani").await.unwrap(), None);
    assert_eq!(accounts.count_failure("login ani", at(5)).await.unwrap(), 1);
    assert_eq!(accounts.count_failure("login ani", at(4)).await.unwrap(), 2);
    assert_eq!(accounts.count_failure("from 10.0.0.1", at(9)).await.unwrap(), 1);
    drop(accounts);
    let accounts = Database::claim(folder.path()).unwrap().accounts(&sample::unit());
    let two = Attempts { failures: 2, last_at: at(5) };
    assert_eq!(accounts.attempts("login ani").await.unwrap(), Some(two));
    accounts.forget_failures("login ani").await.unwrap();
    assert_eq!(accounts.attempts("login ani").await.unwrap(), None);
    assert_eq!(accounts.sweep_failures(at(9)).await.unwrap(), 0);
    assert_eq!(accounts.sweep_failures(at(10)).await.unwrap(), 1);
}
