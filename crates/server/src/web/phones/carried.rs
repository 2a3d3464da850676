//! A file of entries that a phone could not send and somebody carried here. It is read with the
//! phone's recovery secret, and what is in it goes the way of everything that phones bring. For a
//! phone that was withdrawn too: what is in the file was noted before.

use aes_gcm::{
    Aes256Gcm, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use app::{World, phones::Unfit};
use base64::{Engine, prelude::BASE64_STANDARD};
use store_sql::{Accounts, Device, Recovery, User};
use sync::{
    enrol::{Carried, KEY, PARCEL},
    wire::Parcel,
};

use super::{
    fleet::{guest, name_of},
    taking::take,
};

/// The bytes of a nonce.
const NONCE: usize = 12;

/// Why a file was not taken in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// Something is the matter with it.
    Unfit(Unfit),
    /// The store failed.
    Failed(String),
}

/// What became of a file.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The phone.
    pub(crate) device: Device,
    /// Its person.
    pub(crate) user: User,
    /// Entries that are new.
    pub(crate) new: usize,
    /// Entries that had arrived before.
    pub(crate) known: usize,
    /// Entries that are held.
    pub(crate) held: usize,
}

impl From<Unfit> for Problem {
    fn from(unfit: Unfit) -> Self {
        Self::Unfit(unfit)
    }
}

/// Takes in a file, if who hands it in `may` do so for that phone. Twice is the same as once.
pub(crate) async fn hand_in(
    world: &World,
    ledger: &Accounts,
    file: &[u8],
    may: impl FnOnce(&Device) -> bool,
) -> Result<Outcome, Problem> {
    let failed = |error: &dyn std::fmt::Display| Problem::Failed(error.to_string());
    let carried: Carried = serde_json::from_slice(file).map_err(|_| Unfit::NotOne)?;
    let found = ledger.device(carried.device).await.map_err(|error| failed(&error))?;
    let (device, user) = found.ok_or(Unfit::Stranger)?;
    if !may(&device) {
        return Err(Unfit::NotHers.into());
    }
    let parcels = open(&carried, &device.recovery).ok_or(Unfit::Broken)?;
    let taken = take(world, &guest(world, &device, &user), &name_of(&device, &user), parcels).await;
    let taken = taken.map_err(|error| failed(&error))?;
    let held = taken.held();
    let known = taken.verdicts.len() - held - taken.new;
    Ok(Outcome { device, user, new: taken.new, known, held })
}

fn open(carried: &Carried, recovery: &Recovery) -> Option<Vec<Parcel>> {
    let key = unsealed(&recovery.0, &carried.wrapped, KEY)?;
    serde_json::from_slice(&unsealed(&key, &carried.entries, PARCEL)?).ok()
}

fn unsealed(key: &[u8], sealed: &str, additional: &str) -> Option<Vec<u8>> {
    let sealed = BASE64_STANDARD.decode(sealed.trim()).ok()?;
    let (nonce, msg) = sealed.split_at_checked(NONCE)?;
    let cipher = Aes256Gcm::new_from_slice(key).ok()?;
    cipher.decrypt(&Nonce::try_from(nonce).ok()?, Payload { msg, aad: additional.as_bytes() }).ok()
}

#[cfg(test)]
pub(crate) fn sealed(key: &[u8; 32], plain: &[u8], additional: &str) -> String {
    let nonce = [7; NONCE];
    let cipher = Aes256Gcm::new_from_slice(key).unwrap();
    let payload = Payload { msg: plain, aad: additional.as_bytes() };
    let sealed = cipher.encrypt(&Nonce::try_from(&nonce[..]).unwrap(), payload).unwrap();
    BASE64_STANDARD.encode([&nonce[..], &sealed].concat())
}

#[cfg(test)]
mod tests {
    use domain::ids::DeviceId;
    use uuid::Uuid;

    use super::*;

    fn carried(plain: &[u8]) -> Carried {
        let (recovery, key) = ([1; 32], [2; 32]);
        Carried {
            device: DeviceId(Uuid::from_u128(1)),
            wrapped: sealed(&recovery, &key, KEY),
            entries: sealed(&key, plain, PARCEL),
        }
    }

    #[test]
    fn only_the_phones_own_recovery_opens_it() {
        let carried = carried(b"[]");
        assert_eq!(open(&carried, &Recovery([1; 32])).map(|parcels| parcels.len()), Some(0));
        assert!(open(&carried, &Recovery([3; 32])).is_none());
    }

    #[test]
    fn what_was_changed_or_cut_is_refused() {
        let whole = carried(b"[]");
        let swapped = Carried { entries: whole.wrapped.clone(), ..whole.clone() };
        let cut = Carried { entries: whole.entries[..12].to_owned(), ..whole.clone() };
        let odd = Carried { entries: "no base64!".to_owned(), ..whole };
        for carried in [swapped, cut, odd, carried(b"{}")] {
            assert!(open(&carried, &Recovery([1; 32])).is_none());
        }
    }
}
