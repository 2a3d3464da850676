//! Staff, dukun, officials and health volunteers.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Sector;
use crate::ids::VillageCode;

/// Profession of a member of staff.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profession {
    /// Obstetrician (SpOG).
    Obstetrician,
    /// Doctor.
    Doctor,
    /// Midwife.
    #[default]
    Bidan,
    /// Nurse.
    Nurse,
    /// Other staff (nutritionist, laboratory, office).
    Other,
}

/// A member of staff.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Staff {
    /// Name as shown.
    pub name: String,
    /// Profession.
    pub profession: Profession,
    /// Office held, as written in letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// Telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Villages looked after.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub villages: Vec<VillageCode>,
    /// Has left.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub left: bool,
}

/// A dukun (traditional birth attendant).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Dukun {
    /// Name as shown.
    pub name: String,
    /// Other names and forms of address ("Tambi Uning", "Indu Rahel").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The village she lives in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub village: Option<VillageCode>,
    /// Other villages she is called to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_serves: Vec<VillageCode>,
    /// Languages she speaks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Telephone; many have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// What she does: births, massage, care of the baby, ritual.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<String>,
    /// Year since when she works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since_year: Option<i16>,
    /// Year of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born_year: Option<i16>,
    /// Trained by the Puskesmas on this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trained_on: Option<Date>,
    /// Anything worth knowing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// No longer works, or has died.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

/// An official or elder.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Official {
    /// Name as shown.
    pub name: String,
    /// Office, as "Camat Kapuas Hulu".
    pub office: String,
    /// The sector that the office belongs to; none where nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<Sector>,
    /// The village of a village head or elder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub village: Option<VillageCode>,
    /// Telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// No longer in office.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub left: bool,
}

/// Somebody's name and office, as "Yohanes, Camat"; who is known by one of them is called by that.
#[must_use]
pub fn name_and_office(name: &str, office: &str) -> String {
    match (name.trim(), office.trim()) {
        ("", office) => office.to_owned(),
        (name, "") => name.to_owned(),
        (name, office) if name == office => office.to_owned(),
        (name, office) => format!("{name}, {office}"),
    }
}

impl Official {
    /// The name, or the office where nobody wrote who holds it.
    #[must_use]
    pub fn holder(&self) -> &str {
        if self.name.trim().is_empty() { &self.office } else { &self.name }
    }

    /// Name and office.
    #[must_use]
    pub fn called(&self) -> String {
        name_and_office(&self.name, &self.office)
    }
}

/// A health volunteer (kader).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Kader {
    /// Name as shown.
    pub name: String,
    /// Her village.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub village: Option<VillageCode>,
    /// Telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// No longer active.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub left: bool,
}
