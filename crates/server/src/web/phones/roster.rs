//! The list of phones behind the pages.

use std::sync::Arc;

use app::phones::{Handset, Phones, PhonesError};
use async_trait::async_trait;
use domain::ids::{AuthorId, DeviceId};
use jiff::Timestamp;
use store_sql::{Accounts, AccountsError, Device};

use crate::web::accounts::Desk;

/// The phones of a unit, as they are kept, and the desk at which their people log in.
pub(crate) struct Roster(pub(crate) Accounts, pub(crate) Arc<Desk>);

#[async_trait]
impl Phones for Roster {
    async fn list(&self) -> Result<Vec<Handset>, PhonesError> {
        let devices = self.0.devices().await.map_err(|error| PhonesError::Failed(error.to_string()))?;
        Ok(devices.into_iter().map(handset).collect())
    }

    async fn revoke(&self, id: DeviceId, at: Timestamp, by: AuthorId) -> Result<(), PhonesError> {
        self.0.revoke_device(id, at, by).await.map_err(refused)?;
        // Who found the phone may have found an open session in its browser. A midwife who withdraws her
        // own phone from another one stays logged in there.
        match self.0.device(id).await.map_err(|error| PhonesError::Failed(error.to_string()))? {
            Some((device, _)) if device.user != by => {
                self.1.end_sessions_of(device.user).await.map_err(failed)
            }
            _ => Ok(()),
        }
    }

    async fn readmit(&self, id: DeviceId) -> Result<(), PhonesError> {
        self.0.readmit_device(id).await.map_err(refused)
    }
}

fn handset(device: Device) -> Handset {
    let Device { id, user, label, created_at, last_met, program, waiting, revoked, erased_at, .. } = device;
    Handset { id, user, label, since: created_at, last_met, program, waiting, revoked, erased: erased_at }
}

fn failed(error: app::accounts::AccountsError) -> PhonesError {
    PhonesError::Failed(error.to_string())
}

fn refused(error: AccountsError) -> PhonesError {
    match error {
        AccountsError::Missing => PhonesError::Missing,
        error => PhonesError::Failed(error.to_string()),
    }
}
