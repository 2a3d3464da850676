//! The key of the log, and the locks it lies behind.
//!
//! The log is sealed with a random data key K. K itself is kept wrapped: under a key that Argon2id
//! makes from what the midwife types, or under one that the phone's own lock gives (WebAuthn's PRF);
//! and under the recovery secret, which only the server has. What lies here is on the disk as plain
//! JSON: it names a phone and a user by their ids, and nobody by name.

use argon2::{Algorithm, Argon2, Params, Version};
use base64::{Engine, prelude::BASE64_STANDARD};
use domain::ids::{AuthorId, DeviceId};
use js_sys::{Array, Uint8Array};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::StoreError;
use store_indexeddb::{Change, Disk, Seal, WebSeal};
use sync::enrol::KEY;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use crate::browser;

/// The name of the record.
pub(crate) const VAULT: &str = "vault";
/// The layout of the log on this phone. A program that finds a later one does not touch it. With 2 came
/// blocks whose entries are no JSON; those of 1 are still read.
pub(crate) const FORMAT: u16 = 2;
/// Memory that Argon2id takes (KiB), and its rounds: OWASP's recommendation for Argon2id of 2024
/// (19 MiB, two rounds), which a cheap phone does in about a second.
const MEMORY: u32 = 19 * 1024;
const ROUNDS: u32 = 2;

/// What is kept of a phone in plain.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Vault {
    /// [`FORMAT`] of the log.
    pub(crate) format: u16,
    /// The phone.
    pub(crate) device: DeviceId,
    /// Its person.
    pub(crate) user: AuthorId,
    /// With it the phone may ask whether it was withdrawn, and nothing else.
    pub(crate) knock: String,
    /// What she types.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) secret: Option<SecretLock>,
    /// The phone's own lock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) phone_lock: Option<PhoneLock>,
    /// K under the recovery secret, base64.
    pub(crate) recovery: String,
    /// Wrong tries in a row.
    #[serde(default)]
    pub(crate) wrong: u32,
    /// Until when no further try counts, in milliseconds of the phone's clock.
    #[serde(default)]
    pub(crate) wait_until: f64,
    /// The server withdrew this phone.
    #[serde(default)]
    pub(crate) revoked: bool,
}

/// K behind what a person types.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SecretLock {
    /// Six digits, or something longer.
    pub(crate) kind: SecretKind,
    /// Base64.
    salt: String,
    /// KiB.
    memory: u32,
    rounds: u32,
    /// Base64.
    wrapped: String,
}

/// What she types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SecretKind {
    /// Six digits.
    Pin,
    /// Something longer.
    Passphrase,
}

/// K behind the phone's own lock.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PhoneLock {
    /// The credential's id, base64.
    pub(crate) credential: String,
    /// What the phone's lock is asked about, base64.
    pub(crate) salt: String,
    /// Base64.
    wrapped: String,
}

/// K itself, for as long as it is wrapped anew.
pub(crate) struct RawKey([u8; 32]);

impl Drop for RawKey {
    fn drop(&mut self) {
        self.0.fill(0);
    }
}

impl Vault {
    /// The vault of this phone; none where it was never enrolled.
    pub(crate) async fn load(disk: &dyn Disk) -> Result<Option<Self>, StoreError> {
        let Some(record) = disk.record(VAULT).await? else { return Ok(None) };
        serde_json::from_slice(&record).map(Some).map_err(|error| StoreError(format!("the vault: {error}")))
    }

    /// Keeps it.
    pub(crate) async fn save(&self, disk: &dyn Disk) -> Result<(), StoreError> {
        Ok(disk.commit(Change { records: vec![self.record()?], ..Change::default() }).await?)
    }

    /// The record that it is kept in.
    pub(crate) fn record(&self) -> Result<(String, Option<Vec<u8>>), StoreError> {
        let text = serde_json::to_vec(self).map_err(|error| StoreError(error.to_string()))?;
        Ok((VAULT.to_owned(), Some(text)))
    }

    /// The key, if this is what she chose.
    pub(crate) async fn unlock(&self, secret: &str) -> Result<Option<RawKey>, StoreError> {
        let Some(lock) = &self.secret else { return Ok(None) };
        let outer = derived(secret, &decode(&lock.salt)?, lock.memory, lock.rounds)?;
        unwrap(&outer, &lock.wrapped).await
    }

    /// The key, if this is what the phone's own lock gave before.
    pub(crate) async fn unlock_by_phone(&self, given: &[u8]) -> Result<Option<RawKey>, StoreError> {
        let Some(lock) = &self.phone_lock else { return Ok(None) };
        unwrap(&of_phone(given), &lock.wrapped).await
    }

    /// The key, with the recovery secret that the server gave back.
    pub(crate) async fn recover(&self, recovery: &str) -> Result<Option<RawKey>, StoreError> {
        unwrap(&secret_bytes(recovery)?, &self.recovery).await
    }

    /// Puts the key behind what she types, and behind nothing else.
    pub(crate) async fn lock_with(
        &mut self,
        key: &RawKey,
        kind: SecretKind,
        secret: &str,
    ) -> Result<(), StoreError> {
        let salt = random::<16>()?;
        let outer = derived(secret, &salt, MEMORY, ROUNDS)?;
        let wrapped = wrap(&outer, key).await?;
        let salt = BASE64_STANDARD.encode(salt);
        self.secret = Some(SecretLock { kind, salt, memory: MEMORY, rounds: ROUNDS, wrapped });
        self.phone_lock = None;
        (self.wrong, self.wait_until) = (0, 0.0);
        Ok(())
    }

    /// Puts the key behind the phone's own lock, and behind nothing else: what she typed could be
    /// guessed by who copies the storage, and would make the better lock worthless.
    pub(crate) async fn lock_with_phone(
        &mut self,
        key: &RawKey,
        credential: &str,
        salt: &str,
        given: &[u8],
    ) -> Result<(), StoreError> {
        let wrapped = wrap(&of_phone(given), key).await?;
        let (credential, salt) = (credential.to_owned(), salt.to_owned());
        self.phone_lock = Some(PhoneLock { credential, salt, wrapped });
        self.secret = None;
        (self.wrong, self.wait_until) = (0, 0.0);
        Ok(())
    }

    /// Nobody opens it any longer without the server.
    pub(crate) fn take_locks_away(&mut self) {
        self.secret = None;
        self.phone_lock = None;
    }
}

impl RawKey {
    /// A fresh one.
    pub(crate) fn draw() -> Result<Self, StoreError> {
        Ok(Self(random()?))
    }

    /// The same, as the browser uses it; no script can read it out of there.
    pub(crate) async fn import(&self) -> Result<WebSeal, StoreError> {
        imported(&self.0).await
    }

    /// Under the recovery secret, base64.
    pub(crate) async fn wrapped_for_recovery(&self, recovery: &str) -> Result<String, StoreError> {
        wrap(&secret_bytes(recovery)?, self).await
    }
}

async fn imported(bytes: &[u8]) -> Result<WebSeal, StoreError> {
    let subtle = subtle()?;
    let usages = Array::of2(&"encrypt".into(), &"decrypt".into());
    let bytes = Uint8Array::from(bytes);
    let promise = subtle
        .import_key_with_str("raw", &bytes, "AES-GCM", false, &usages)
        .map_err(|_| StoreError("the key was refused".to_owned()))?;
    let key = JsFuture::from(promise).await.map_err(|_| StoreError("the key was refused".to_owned()))?;
    Ok(WebSeal::new(subtle, key.unchecked_into::<CryptoKey>()))
}

/// The browser's cryptography.
pub(crate) fn subtle() -> Result<SubtleCrypto, StoreError> {
    let crypto = browser::crypto();
    crypto.map(|crypto| crypto.subtle()).map_err(|_| StoreError("no cryptography".to_owned()))
}

async fn wrap(outer: &[u8; 32], key: &RawKey) -> Result<String, StoreError> {
    Ok(BASE64_STANDARD.encode(imported(outer).await?.seal(KEY, &key.0).await?))
}

async fn unwrap(outer: &[u8; 32], wrapped: &str) -> Result<Option<RawKey>, StoreError> {
    let wrapped = decode(wrapped)?;
    // It does not open: then it was the wrong key.
    let Ok(bytes) = imported(outer).await?.open(KEY, &wrapped).await else { return Ok(None) };
    Ok(<[u8; 32]>::try_from(bytes).ok().map(RawKey))
}

fn derived(secret: &str, salt: &[u8], memory: u32, rounds: u32) -> Result<[u8; 32], StoreError> {
    let failed = |error: argon2::Error| StoreError(format!("the lock: {error}"));
    let parameters = Params::new(memory, rounds, 1, Some(32)).map_err(failed)?;
    let mut key = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters)
        .hash_password_into(secret.as_bytes(), salt, &mut key)
        .map_err(failed)?;
    Ok(key)
}

/// What the phone's lock gives is as random as a key; the words in front keep it to this use.
fn of_phone(given: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(b"betang phone lock").chain_update(given).finalize().into()
}

fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| StoreError(error.to_string()))?;
    Ok(bytes)
}

/// A random word for forms, hexadecimal.
pub(crate) fn random_word() -> Result<String, StoreError> {
    Ok(random::<32>()?.iter().map(|byte| format!("{byte:02x}")).collect())
}

pub(crate) fn decode(text: &str) -> Result<Vec<u8>, StoreError> {
    BASE64_STANDARD.decode(text).map_err(|_| StoreError("not base64".to_owned()))
}

fn secret_bytes(hexadecimal: &str) -> Result<[u8; 32], StoreError> {
    let wrong = || StoreError("not 64 hexadecimal digits".to_owned());
    let mut bytes = [0; 32];
    if hexadecimal.len() != 64 {
        return Err(wrong());
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        let digits = hexadecimal.get(2 * at..2 * at + 2).ok_or_else(wrong)?;
        *byte = u8::from_str_radix(digits, 16).map_err(|_| wrong())?;
    }
    Ok(bytes)
}
