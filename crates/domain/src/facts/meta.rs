//! Corrections. An entry is never changed: these name the one they are about in `Note::amends`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::ids::EntryId;

/// A correction: only the fields it changes, by their names in the amended fact. `null` clears a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Amended {
    /// Field name to its new value.
    pub changes: Map<String, Value>,
    /// Why, in the author's words.
    #[serde(default)]
    pub reason: String,
    /// Earlier corrections by the same author that this one replaces. Corrections that do not
    /// name each other and differ are a conflict.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub over: Vec<EntryId>,
}

/// "Entered by mistake."
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Voided {
    /// Why, in the author's words.
    pub reason: String,
}

/// A person decided between corrections that differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settled {
    /// Field name to the value decided on.
    pub values: Map<String, Value>,
    /// The corrections that were looked at; one that arrives later and differs is a new conflict.
    pub over: Vec<EntryId>,
    /// Why, in the author's words.
    #[serde(default)]
    pub reason: String,
}
