//! What the phone knows beside its log. It is sealed too.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{Held, Reading, Seq};
use sync::wire::Settings;

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
}
