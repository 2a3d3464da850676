//! Open sessions in memory, so that a page costs no query. What is here is also in the store, and comes back
//! from there after a restart.

use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock},
};

use app::Who;
use domain::ids::AuthorId;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::hex::hex;

/// What the store and this cache know a session by: the SHA-256 of the browser's token.
pub(crate) type Key = [u8; 32];

/// A session.
#[derive(Clone)]
pub(crate) struct Session {
    /// The person.
    pub(crate) who: Who,
    /// When it ends, whatever happens.
    pub(crate) expires_at: Timestamp,
    /// When the store was last told that it is in use.
    pub(crate) last_seen: Timestamp,
}

/// Open sessions.
#[derive(Default)]
pub(crate) struct Sessions(RwLock<HashMap<Key, Session>>);

/// The key of a token.
pub(crate) fn key_of(token: &str) -> Key {
    Sha256::digest(token.as_bytes()).into()
}

/// A fresh token: 32 bytes of the system's randomness, as hexadecimal digits.
///
/// # Errors
/// When the system has no randomness to give.
pub(crate) fn fresh_token() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(hex(&bytes))
}

impl Sessions {
    /// A session, if it is known here.
    pub(crate) fn get(&self, key: &Key) -> Option<Session> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    /// Keeps a session.
    pub(crate) fn put(&self, key: Key, session: Session) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(key, session);
    }

    /// Forgets a session.
    pub(crate) fn forget(&self, key: &Key) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).remove(key);
    }

    /// Forgets every session of a person.
    pub(crate) fn forget_all_of(&self, person: AuthorId) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).retain(|_, session| session.who.id != person);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_and_never_the_same() {
        let (one, two) = (fresh_token().unwrap(), fresh_token().unwrap());
        assert_eq!(one.len(), 64);
        assert_ne!(one, two);
        assert_ne!(key_of(&one), key_of(&two));
        // echo -n abc | sha256sum
        assert_eq!(key_of("abc")[..4], [0xba, 0x78, 0x16, 0xbf]);
    }
}
