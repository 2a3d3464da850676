//! What the phone knows beside its log. It is sealed too.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{Held, Reading, Seq, StoreError};
use sync::wire::Settings;

use crate::{Disk, Seal, log::ImageNote};

/// The name of the record, and the place that it is sealed for.
pub(crate) const STATE: &str = "state";

/// Everything beside the entries.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct State {
    /// How far the host's log was read.
    #[serde(default)]
    pub cursor: Seq,
    /// Whose phone it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<Settings>,
    /// What the host holds of what was noted here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<Held>,
    /// Who read which page on this phone, and was not yet told to the host.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<Reading>,
    /// What the shell remembers, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub own: BTreeMap<String, Value>,
    /// The image that lies beside the log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<ImageNote>,
}

impl State {
    /// What is on a disk; where there is nothing, nothing is known.
    ///
    /// # Errors
    /// When the disk fails, or the key is not the one it was sealed with.
    pub(crate) async fn read(disk: &dyn Disk, seal: &dyn Seal) -> Result<Self, StoreError> {
        let Some(sealed) = disk.record(STATE).await? else { return Ok(Self::default()) };
        let text = seal.open(STATE, &sealed).await?;
        serde_json::from_slice(&text).map_err(|error| StoreError(format!("the state: {error}")))
    }

    /// The record that keeps it.
    ///
    /// # Errors
    /// When the seal fails.
    pub(crate) async fn record(&self, seal: &dyn Seal) -> Result<(String, Option<Vec<u8>>), StoreError> {
        let text = serde_json::to_vec(self).map_err(|error| StoreError(error.to_string()))?;
        Ok((STATE.to_owned(), Some(seal.seal(STATE, &text).await?)))
    }
}
