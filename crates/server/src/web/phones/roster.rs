//! The list of phones behind the pages.

use app::phones::{Handset, Phones, PhonesError};
use async_trait::async_trait;
use domain::ids::{AuthorId, DeviceId};
use jiff::Timestamp;
use store_sql::{Accounts, AccountsError, Device};

/// The phones of a unit, as they are kept.
pub(crate) struct Roster(pub(crate) Accounts);

#[async_trait]
impl Phones for Roster {
    async fn list(&self) -> Result<Vec<Handset>, PhonesError> {
        let devices = self.0.devices().await.map_err(|error| PhonesError::Failed(error.to_string()))?;
        Ok(devices.into_iter().map(handset).collect())
    }

    async fn revoke(&self, id: DeviceId, at: Timestamp, by: AuthorId) -> Result<(), PhonesError> {
        self.0.revoke_device(id, at, by).await.map_err(refused)
    }

    async fn readmit(&self, id: DeviceId) -> Result<(), PhonesError> {
        self.0.readmit_device(id).await.map_err(refused)
    }
}

fn handset(device: Device) -> Handset {
    let Device { id, user, label, created_at, last_met, program, waiting, revoked, erased_at, .. } = device;
    Handset { id, user, label, since: created_at, last_met, program, waiting, revoked, erased: erased_at }
}

fn refused(error: AccountsError) -> PhonesError {
    match error {
        AccountsError::Missing => PhonesError::Missing,
        error => PhonesError::Failed(error.to_string()),
    }
}
