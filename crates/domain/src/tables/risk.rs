//! Risk factors that a screen counts.

use serde::Deserialize;

use crate::conditions::Alternatives;

/// How much a factor weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Counts together with another.
    Moderate,
    /// Counts alone.
    High,
}

/// A factor.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskFactor {
    /// How much it weighs.
    pub weight: Weight,
    /// Alternatives, each a list of conditions that must all hold.
    pub any: Alternatives,
}
