//! The phones of a unit, as the server's pages see them. One phone, from within, is [`crate::phone`].

use async_trait::async_trait;
use domain::ids::{AuthorId, DeviceId};
use jiff::Timestamp;

/// A phone in the list of phones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handset {
    /// The id under which it notes entries.
    pub id: DeviceId,
    /// Whose it is.
    pub user: AuthorId,
    /// What it is called.
    pub label: String,
    /// Since when it is enrolled.
    pub since: Timestamp,
    /// When it met the server last.
    pub last_met: Option<Timestamp>,
    /// The version of its program, as it said last.
    pub program: String,
    /// How many entries waited on it, as it said last.
    pub waiting: u64,
    /// When it was withdrawn, and by whom.
    pub revoked: Option<(Timestamp, AuthorId)>,
    /// When it said that it erased what it had sent.
    pub erased: Option<Timestamp>,
}

/// Why something could not be done with phones.
#[derive(Debug, thiserror::Error)]
pub enum PhonesError {
    /// There is no such phone.
    #[error("there is no such phone")]
    Missing,
    /// The store failed.
    #[error("{0}")]
    Failed(String),
}

/// The phones of a unit.
#[async_trait]
pub trait Phones: Send + Sync {
    /// All of them, the newest first.
    async fn list(&self) -> Result<Vec<Handset>, PhonesError>;
    /// Withdraws one: it is refused from now on, and erases what it has sent once it learns of it.
    async fn revoke(&self, id: DeviceId, at: Timestamp, by: AuthorId) -> Result<(), PhonesError>;
    /// Lets a withdrawn one in again.
    async fn readmit(&self, id: DeviceId) -> Result<(), PhonesError>;
}

/// Why a phone's request is refused, where its person should read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The page is older than the session.
    Stale,
    /// Her role has no use for a phone without signal.
    NotForRole,
    /// The phone is not enrolled here.
    Stranger,
    /// The phone is somebody else's.
    NotHers,
    /// The phone was withdrawn.
    Revoked,
}

impl Refusal {
    /// The sentence's key.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Stale => "phones-stale",
            Self::NotForRole => "phones-not-for-role",
            Self::Stranger => "phones-stranger",
            Self::NotHers => "phones-not-hers",
            Self::Revoked => "phones-revoked-ask",
        }
    }
}

/// What is the matter with a file that was carried by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is something else.
    NotOne,
    /// Its phone is not enrolled here.
    Stranger,
    /// Who hands it in may not do so.
    NotHers,
    /// It was changed or cut.
    Broken,
    /// It is too large.
    TooLarge,
}

impl Unfit {
    /// The sentence's key.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotOne => "phones-file-not-one",
            Self::Stranger => "phones-file-stranger",
            Self::NotHers => "phones-file-not-hers",
            Self::Broken => "phones-file-broken",
            Self::TooLarge => "phones-file-large",
        }
    }
}
