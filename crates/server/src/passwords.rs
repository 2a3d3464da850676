//! Hashing and comparing passwords: Argon2id with the crate's defaults (19 MiB, two passes).

use std::sync::{Arc, LazyLock};

use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use tokio::sync::Semaphore;

/// Compared with when there is no such user, so that an unknown name takes as long as a wrong password.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody has this password").unwrap_or_default());

/// At most this many at a time: each takes a core for a while and 19 MiB.
const AT_ONCE: usize = 2;

/// Passwords, off the threads that answer pages.
pub(crate) struct Passwords(Arc<Semaphore>);

/// Why a password could not be hashed.
#[derive(Debug, thiserror::Error)]
#[error("password: {0}")]
pub(crate) struct PasswordError(String);

impl Passwords {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }

    /// The hash to keep, as a PHC string.
    ///
    /// # Errors
    /// When there is no randomness or no memory.
    pub(crate) async fn hash(&self, password: &str) -> Result<String, PasswordError> {
        let password = password.to_owned();
        self.apart(move || hash(&password)).await
    }

    /// Whether a password fits a hash.
    ///
    /// # Errors
    /// When the work could not be done; a broken hash fits nothing.
    pub(crate) async fn fits(&self, password: &str, hash: Option<String>) -> Result<bool, PasswordError> {
        let password = password.to_owned();
        self.apart(move || {
            let known = hash.is_some();
            let hash = hash.unwrap_or_else(|| NOBODY.clone());
            Ok(fits(&password, &hash) && known)
        })
        .await
    }

    async fn apart<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, PasswordError> + Send + 'static,
    ) -> Result<T, PasswordError> {
        let stopped = |error: &dyn std::fmt::Display| PasswordError(error.to_string());
        let _turn = self.0.acquire().await.map_err(|error| stopped(&error))?;
        tokio::task::spawn_blocking(work).await.map_err(|error| stopped(&error))?
    }
}

/// The hash of a password.
///
/// # Errors
/// When there is no randomness or no memory.
pub(crate) fn hash(password: &str) -> Result<String, PasswordError> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| PasswordError(error.to_string()))
}

fn fits(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_password_fits_its_hash() {
        let passwords = Passwords::new();
        let hash = passwords.hash("air pasang").await.unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(passwords.fits("air pasang", Some(hash.clone())).await.unwrap());
        assert!(!passwords.fits("air surut", Some(hash)).await.unwrap());
        assert!(!passwords.fits("nobody has this password", None).await.unwrap());
        assert!(!passwords.fits("x", Some("not a hash".to_owned())).await.unwrap());
    }
}
