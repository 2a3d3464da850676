//! Villages and facilities.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{agreement::Clause, message::MessageSettings, papers::Letters};

/// A village (desa).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Village {
    /// Official code, as `62.03.12.2001`; also the key by which everything counts for it.
    pub code: String,
    /// Name as shown.
    pub name: String,
    /// Other spellings people use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Degrees of latitude, north positive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    /// Degrees of longitude, east positive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
    /// Minutes to the Puskesmas when the river is low.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes_low_water: Option<u32>,
    /// Minutes to the Puskesmas when the river is high.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes_high_water: Option<u32>,
    /// Where in the village a phone finds signal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signal_points: Vec<String>,
    /// Population and births by year.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub years: BTreeMap<i16, VillageYear>,
    /// No longer part of the unit.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
}

/// Target figures of a village in a year (domain.md §7.1).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct VillageYear {
    /// Inhabitants.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<u32>,
    /// Births per 1000 inhabitants and year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_rate_per_1000: Option<f64>,
    /// Enumerated pregnant women, where they were counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enumerated_pregnancies: Option<u32>,
}

/// What kind of facility.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FacilityKind {
    /// Hospital (RS, RSUD).
    Hospital,
    /// Mother and child hospital (RSIA).
    MaternityHospital,
    /// Puskesmas that gives basic emergency obstetric care (PONED).
    PuskesmasPoned,
    /// Puskesmas.
    #[default]
    Puskesmas,
    /// Auxiliary Puskesmas (Pustu).
    Pustu,
    /// Village birth post (Polindes, Poskesdes).
    Polindes,
    /// Midwife's own practice (TPMB).
    Tpmb,
    /// Clinic.
    Clinic,
    /// Integrated health post (Posyandu).
    Posyandu,
    /// Maternity waiting home (RTK).
    WaitingHome,
}

/// A facility.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facility {
    /// Name as shown.
    pub name: String,
    /// Its kind.
    pub kind: FacilityKind,
    /// Telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Beds of a waiting home.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beds: Option<u32>,
    /// No longer in use.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
}

/// The unit (Puskesmas) itself, and what it configures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Code, an opaque string.
    pub code: String,
    /// Name, as "UPT Puskesmas Sei Hanyo".
    pub name: String,
    /// Sub-district (kecamatan).
    #[serde(default)]
    pub subdistrict: String,
    /// District (kabupaten).
    #[serde(default)]
    pub district: String,
    /// Province.
    #[serde(default)]
    pub province: String,
    /// Lines of the letterhead, from the top.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub letterhead: Vec<String>,
    /// Minutes that local time is ahead of UTC (WIB is 420).
    #[serde(default = "wib")]
    pub utc_offset_minutes: i16,
    /// Local choices among the rule tables, by the ids of `tables/choices.toml`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub choices: BTreeMap<String, String>,
    /// What it means to reach: percent by the id of the indicator and the first year for which it holds.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub goals: BTreeMap<String, BTreeMap<i16, f64>>,
    /// How its letters are numbered and worded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letters: Option<Letters>,
    /// Clauses of its own, beside those of `tables/clauses.toml`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<Clause>,
    /// The kept file with the borders of its villages, by its sum in hex; none draws circles on maps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub borders: Option<String>,
    /// What it writes in messages, and what it has learnt to read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub messages: Option<MessageSettings>,
}

fn wib() -> i16 {
    420
}
