//! A woman and her pregnancies: who told of one, who she is, how it began, how it ended without a
//! birth. Every fact about one of several pregnancies names it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    answer::{Answer, Answers},
    gestation::DatingMethod,
    ids::{PregnancyId, SubjectId, VillageCode},
    quantity::{BloodType, HeightCm, WeightKg},
};

/// Who told of a pregnancy or a risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Teller {
    /// A dukun.
    Dukun,
    /// A health volunteer.
    Kader,
    /// Her family.
    Family,
    /// The woman herself.
    Herself,
    /// A midwife or other staff found her.
    Staff,
}

/// Somebody told of a pregnancy; the woman need not have been seen yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PregnancyNoticed {
    /// The pregnancy, named here for the first time.
    pub pregnancy: PregnancyId,
    /// The woman's name as told.
    pub name: String,
    /// Her husband's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub husband: Option<String>,
    /// Neighbourhood (RT).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rt: Option<String>,
    /// Her telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Who told.
    pub told_by: Teller,
    /// The dukun, where one of the register told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dukun: Option<SubjectId>,
    /// The teller's name, where the register has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub teller_name: Option<String>,
    /// The day it was told.
    pub told_on: Date,
    /// Weeks of pregnancy on that day, as told ("three months" is 13).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weeks: Option<u8>,
    /// Anything else that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// The woman herself. The village is the entry's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WomanRegistered {
    /// Name, without forms of address.
    pub name: String,
    /// National identity number: 16 digits, kept as text; its lack never bars care.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nik: Option<String>,
    /// Date of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born: Option<Date>,
    /// Year of birth, worked out from a stated age, where the date is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born_year: Option<i16>,
    /// Husband's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub husband: Option<String>,
    /// Neighbourhood (RT).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rt: Option<String>,
    /// Telephone, as people dial it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Blood group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blood: Option<BloodType>,
}

/// One way in which the pregnancy was dated, as an expected date of birth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dating {
    /// How.
    pub method: DatingMethod,
    /// The expected date of birth it gives.
    pub edd: Date,
}

/// A pregnancy, at its registration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PregnancyRegistered {
    /// The pregnancy; that of the notice, where there was one.
    pub pregnancy: PregnancyId,
    /// The day of registration.
    pub on: Date,
    /// Number in the cohort register (no_ibu).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cohort_no: Option<String>,
    /// First day of the last menstrual period (HPHT).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lmp: Option<Date>,
    /// Other datings; all are kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub datings: Vec<Dating>,
    /// The dating decided on, where it is not the last menstrual period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated_by: Option<DatingMethod>,
    /// Pregnancies, this one included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gravida: Option<u8>,
    /// Births before this pregnancy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub para: Option<u8>,
    /// Pregnancies that ended before birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abortus: Option<u8>,
    /// Height.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height_cm: Option<HeightCm>,
    /// Weight before the pregnancy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_before_kg: Option<WeightKg>,
    /// Years since the last birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spacing_years: Option<f64>,
    /// Years from marriage to this first pregnancy (score item 2a).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub married_years: Option<f64>,
    /// Obstetric and medical history, by the ids of `tables/history.toml`.
    #[serde(default, skip_serializing_if = "Answers::is_empty")]
    pub history: Answers,
    /// History in other words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_history: Vec<String>,
    /// Who told of the pregnancy, where no notice was noted before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_by: Option<Teller>,
    /// Has the health insurance (JKN).
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub jkn: Answer,
}

/// How a pregnancy ended, other than by a birth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Miscarriage or abortion.
    Abortion,
    /// She was not pregnant after all.
    NotPregnant,
    /// Lost to follow-up.
    Lost,
}

/// A pregnancy ended without a birth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PregnancyEnded {
    /// The pregnancy.
    pub pregnancy: PregnancyId,
    /// Day.
    pub on: Date,
    /// How.
    pub ending: Ending,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// The family moved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moved {
    /// Day.
    pub on: Date,
    /// The new village, when it is one of the unit's; else she left the unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_village: Option<VillageCode>,
    /// Where to, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// Consent to keep her data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Consent {
    /// Day.
    pub on: Date,
    /// Given or withdrawn.
    pub given: bool,
    /// Language in which it was read aloud.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Witness.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<String>,
}
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
pub(super) fn is_unassessed(answer: &Answer) -> bool {
    !answer.is_assessed()
}
