//! What is noted about a child after its birth, and about deaths.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::{
    antenatal::{Attendant, ContactPlace},
    birth::Essentials,
    mother::is_unassessed,
};
use crate::{
    answer::{Answer, Answers},
    ids::{ChildId, EntryId, PregnancyId, SubjectId},
    quantity::{Breaths, ChildGrams, ChildLengthCm, TemperatureC},
};

/// Newborn essentials given after the birth was recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewbornCare {
    /// The child.
    pub child: ChildId,
    /// Day.
    pub on: Date,
    /// What was given.
    pub essentials: Essentials,
}

/// A contact with a newborn (KN).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewbornContact {
    /// The child.
    pub child: ChildId,
    /// Day of the contact.
    pub on: Date,
    /// Hour; within the first hours it decides which contact it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Time>,
    /// The edition of the rule tables in force.
    pub edition: String,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<ContactPlace>,
    /// Who examined.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examiners: Vec<Attendant>,
    /// The dukun who came along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accompanied_by: Option<SubjectId>,
    /// Weight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_g: Option<ChildGrams>,
    /// Temperature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature_c: Option<TemperatureC>,
    /// Breaths per minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breaths: Option<Breaths>,
    /// Danger signs, by the ids of `tables/signs.toml` (phase newborn).
    #[serde(default, skip_serializing_if = "Answers::is_empty")]
    pub signs: Answers,
    /// Complaints in other words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_signs: Vec<String>,
    /// Essentials given now because they were not at birth.
    #[serde(default)]
    pub essentials: Essentials,
    /// Fed with breast milk only.
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub breast_milk_only: Answer,
    /// Anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// A contact with an infant of 29 days to 12 months.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InfantContact {
    /// The child.
    pub child: ChildId,
    /// Day of the contact.
    pub on: Date,
    /// The edition of the rule tables in force.
    pub edition: String,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<ContactPlace>,
    /// Who examined.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examiners: Vec<Attendant>,
    /// Weight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_g: Option<ChildGrams>,
    /// Length.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length_cm: Option<ChildLengthCm>,
    /// Fed with breast milk only.
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub breast_milk_only: Answer,
    /// Development checked (SDIDTK).
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub development_checked: Answer,
    /// Vitamin A given.
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub vitamin_a: Answer,
    /// Signs of danger, by the ids of `tables/signs.toml` (phase infant).
    #[serde(default, skip_serializing_if = "Answers::is_empty")]
    pub signs: Answers,
    /// Anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// A dose given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Immunisation {
    /// The child.
    pub child: ChildId,
    /// Day.
    pub on: Date,
    /// The dose, by the ids of `tables/immunisation.toml` (`BCG`, `OPV1`, ...).
    pub dose: String,
    /// Product and batch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<String>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<ContactPlace>,
}

/// Where a death happened (domain.md §8.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeathPlace {
    /// Public hospital.
    PublicHospital,
    /// Private hospital.
    PrivateHospital,
    /// Puskesmas.
    Puskesmas,
    /// Pustu.
    Pustu,
    /// Maternity home.
    MaternityHome,
    /// Polindes.
    Polindes,
    /// At home.
    Home,
    /// At the dukun's home.
    DukunsHome,
    /// On the way from home.
    OnTheWayFromHome,
    /// On the way to another facility.
    OnTheWayToFacility,
    /// Elsewhere.
    Other,
    /// Not known.
    Unknown,
}

/// A death. Whether it counts as maternal, newborn or infant follows from the dates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Death {
    /// The pregnancy it is counted with.
    pub pregnancy: PregnancyId,
    /// The child that died; none for the mother.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<ChildId>,
    /// Day.
    pub on: Date,
    /// Hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Time>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<DeathPlace>,
    /// Presumed cause, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub presumed_cause: Option<String>,
    /// By accident or violence: not counted as a maternal death.
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub accidental: Answer,
    /// The day on which the unit heard of it; the notification is due 24 hours later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heard_on: Option<Date>,
}

/// The death was notified to the district.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeathNotified {
    /// The entry of the death.
    pub death: EntryId,
    /// Day.
    pub on: Date,
    /// To whom.
    pub to: String,
    /// By what means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}
