//! The file that carries by hand what waits.

use base64::{Engine, prelude::BASE64_STANDARD};
use store::StoreError;
use store_indexeddb::{PhoneStore, Seal};
use sync::{
    enrol::{Carried, PARCEL},
    wire::Parcel,
};

use crate::shell::Shell;

/// What waits, sealed so that only the server can open it.
///
/// # Errors
/// When the phone is locked, or the seal fails.
pub(crate) async fn file(shell: &Shell, store: &PhoneStore) -> Result<Vec<u8>, StoreError> {
    let locked = || StoreError("the phone is locked".to_owned());
    let failed = |error: serde_json::Error| StoreError(error.to_string());
    let open = shell.open().ok_or_else(locked)?;
    let vault = shell.vault().ok_or_else(locked)?;
    let waiting = store.log().waiting(usize::MAX);
    let parcels: Vec<_> = waiting.into_iter().map(|entry| Parcel::of(entry, &open.sender)).collect();
    let entries = open.seal.seal(PARCEL, &serde_json::to_vec(&parcels).map_err(failed)?).await?;
    let file =
        Carried { device: vault.device, wrapped: vault.recovery, entries: BASE64_STANDARD.encode(entries) };
    serde_json::to_vec_pretty(&file).map_err(failed)
}
