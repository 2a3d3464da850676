//! Which places of birth count as a health facility.

use serde::Deserialize;

use crate::facts::BirthPlace;

/// Whether a place of birth counts as a facility from a year on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceOfBirth {
    /// The place.
    pub place: BirthPlace,
    /// Whether it counts.
    pub counts: bool,
    /// The first year in which it does.
    pub from_year: i16,
}
