//! The phone under the pages, where there is one: what waits, when it last met the server, and the
//! few things that pages ask of it. On the server there is none.

use async_trait::async_trait;
use domain::moment::Moment;
use store::{Entry, Held};

/// How the phone stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Entries that the server does not have yet.
    pub waiting: usize,
    /// Entries that the server holds for a person to look at.
    pub held: usize,
    /// When it last met the server, by the server's clock.
    pub last_met: Option<Moment>,
    /// Whether it is meeting it now.
    pub meeting: bool,
    /// What the last try met with.
    pub trouble: Option<Trouble>,
    /// Whether the browser has promised not to evict what is stored; none where it was not asked.
    pub lasting: Option<bool>,
    /// Minutes by which the phone's own clock was ahead of the server's at the last meeting, where
    /// that was more than two. The program shows and notes the corrected time.
    pub ahead: Option<i64>,
    /// How the key is protected.
    pub protection: Protection,
    /// The version of the phone's program.
    pub program: String,
    /// The phone's name in the list of phones.
    pub label: String,
    /// A part of the storage that is used, in per cent, where the browser says so.
    pub full: Option<u8>,
}

/// Why the last meeting did not take place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No signal, or the server is off. Nothing to worry about.
    Away,
    /// The server does not know this phone: it must be enrolled again. What waits stays.
    Stranger,
    /// The server failed.
    Server,
    /// The phone's storage is full, or broken.
    Storage,
    /// The answer was not understood: an update is due.
    Garbled,
}

/// How the phone's key is protected when it is locked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Protection {
    /// Six digits.
    #[default]
    Pin,
    /// A longer passphrase.
    Passphrase,
    /// The phone's own lock: fingerprint, face or screen lock.
    PhoneLock,
}

/// Something that needs the server, to be done when it is in reach.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Wish {
    /// The address of the page.
    pub path: String,
    /// What it is, in the words of the link that led there; no patient's name.
    pub title: String,
    /// Since when.
    pub at: Moment,
}

/// The phone could not keep or give something.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct PhoneError(pub String);

/// The phone, as pages see it.
#[async_trait]
pub trait Phone: Send + Sync {
    /// How it stands.
    fn standing(&self) -> Standing;
    /// What waits, oldest first.
    async fn waiting(&self) -> Result<Vec<Entry>, PhoneError>;
    /// What the server holds of this phone's entries, and why.
    async fn held(&self) -> Result<Vec<Held>, PhoneError>;
    /// What was wished for, oldest first.
    async fn wishes(&self) -> Result<Vec<Wish>, PhoneError>;
    /// Remembers a wish; one for the same address is replaced.
    async fn wish(&self, wish: Wish) -> Result<(), PhoneError>;
    /// Forgets a wish.
    async fn unwish(&self, path: &str) -> Result<(), PhoneError>;
    /// Begins a meeting, unless there is one; does not wait for it.
    fn meet(&self);
    /// What waits, as a file to carry by hand: readable by the server alone.
    async fn parcel(&self) -> Result<Vec<u8>, PhoneError>;
}
