//! What a phone and its host say outside of meetings, as JSON: how a phone is enrolled, how it asks
//! whether it was withdrawn, how it gets its key back, and the file that carries by hand what it could
//! not send.
//!
//! | address | body | answer |
//! | --- | --- | --- |
//! | `POST /api/hp`, logged in | [`Enrol`] | [`Enrolled`] |
//! | `POST /api/temu`, with the token | [`Request`](crate::wire::Request) | lines, see [`wire`](crate::wire) |
//! | `POST /api/ketuk` | [`Knock`] | [`Knocked`] |
//! | `POST /api/pulih`, logged in | [`Recover`] | [`Recovered`] |
//!
//! The token travels as `Authorization: Bearer <device>.<token>`. An answer that is no success holds a
//! [`Refusal`].
//!
//! # The key, and what is carried by hand
//! A phone encrypts its log under a random key of 32 bytes, K. The host gave it 32 bytes of recovery, R,
//! and keeps them. The phone keeps K wrapped by R: a nonce of 12 bytes, then AES-256-GCM of K under R with
//! [`KEY`] as additional data. It forgets R, so that only who is let in by the host can unwrap K.
//!
//! A file of unsent entries ([`Carried`]) holds that wrapped K, and the entries under K: a nonce of 12 bytes,
//! then AES-256-GCM of a JSON array of [`Parcel`](crate::wire::Parcel)s with [`PARCEL`] as additional data.
//! Both are base64 in the standard alphabet with padding. Only the host can read it.

use domain::ids::DeviceId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::wire::Settings;

/// Additional data of the wrapped key.
pub const KEY: &str = "betang key";

/// Additional data of entries that are carried by hand.
pub const PARCEL: &str = "betang parcel";

/// Asks to enrol the phone on which the logged-in person is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Enrol {
    /// The token of the person's session.
    pub csrf: String,
    /// What the phone is to be called in the list of phones.
    #[serde(default)]
    pub label: String,
}

/// The phone is enrolled.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Enrolled {
    /// Its id, under which it notes entries.
    pub device: DeviceId,
    /// For meetings: 64 hexadecimal digits, to be kept under the phone's key.
    pub token: String,
    /// For asking whether it was withdrawn: 64 hexadecimal digits. It opens nothing else.
    pub knock: String,
    /// R: 64 hexadecimal digits, to be forgotten once the key is wrapped.
    pub recovery: String,
    /// Whose phone it is.
    pub settings: Settings,
    /// The phone program that the host gives out.
    pub program: String,
    /// The host's clock.
    pub now: Timestamp,
}

/// Asks whether the phone was withdrawn.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Knock {
    /// The phone.
    pub device: DeviceId,
    /// [`Enrolled::knock`].
    pub knock: String,
    /// The phone has erased what it had sent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub erased: bool,
}

/// Whether it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Knocked {
    /// The phone was withdrawn, or its person may not log in any longer.
    pub revoked: bool,
}

/// Asks for the phone's recovery, as its person who is logged in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Recover {
    /// The token of the person's session.
    pub csrf: String,
    /// The phone.
    pub device: DeviceId,
    /// [`Enrolled::knock`].
    pub knock: String,
}

/// The phone's recovery.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Recovered {
    /// R, as at [`Enrolled::recovery`].
    pub recovery: String,
    /// A new token for meetings; the one before it has ended.
    pub token: String,
}

/// Why the host refuses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// For the program: one of [`refusal`].
    pub error: String,
    /// For the person, in her language; not always there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
}

/// Words of a [`Refusal`].
pub mod refusal {
    /// The host does not know this phone, or not by this token (401).
    pub const STRANGER: &str = "stranger";
    /// The phone was withdrawn, or its person disabled (403).
    pub const REVOKED: &str = "revoked";
    /// Nobody is logged in (401).
    pub const LOGGED_OUT: &str = "logged-out";
    /// The session's token does not fit: the page is too old (403).
    pub const STALE: &str = "stale";
    /// A person of this role has no use for a phone that works without signal (403).
    pub const NO_PHONE: &str = "no-phone";
    /// The phone is somebody else's (403).
    pub const NOT_HERS: &str = "not-hers";
    /// The request makes no sense (400).
    pub const GARBLED: &str = "garbled";
    /// The phone speaks a protocol that the host does not (400).
    pub const PROTOCOL: &str = "protocol";
    /// Too much at once (413).
    pub const TOO_LARGE: &str = "too-large";
    /// Too often (429).
    pub const TOO_OFTEN: &str = "too-often";
    /// The host failed (500).
    pub const FAILED: &str = "failed";
}

/// A file of unsent entries, carried by hand.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Carried {
    /// The phone.
    pub device: DeviceId,
    /// K wrapped by R, base64.
    pub wrapped: String,
    /// The entries under K, base64.
    pub entries: String,
}
