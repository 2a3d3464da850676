//! An antenatal contact: where, by whom, what was read and found.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::mother::is_unassessed;
use crate::{
    answer::{Answer, Answers},
    ids::{PregnancyId, SubjectId},
    quantity::{
        BloodPressure, FetalHeartRate, FundusCm, GlucoseMgDl, HeightCm, Hemoglobin, MuacCm, WeightKg,
    },
};

/// Where a contact took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactPlace {
    /// Posyandu.
    Posyandu,
    /// Polindes or Poskesdes.
    Polindes,
    /// Pustu.
    Pustu,
    /// Puskesmas.
    Puskesmas,
    /// Hospital.
    Hospital,
    /// Midwife's or doctor's practice, clinic.
    Practice,
    /// The woman's home.
    Home,
    /// Waiting home.
    WaitingHome,
    /// Elsewhere.
    Other,
}

/// Who attended a birth or examined at a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attendant {
    /// Obstetrician (SpOG).
    Obstetrician,
    /// Doctor.
    Doctor,
    /// Midwife.
    Bidan,
    /// Nurse.
    Nurse,
    /// Dukun.
    Dukun,
    /// Health volunteer.
    Kader,
    /// Family or neighbour.
    Family,
    /// Nobody but the mother.
    Alone,
}

impl Attendant {
    /// Whether skilled (nakes: SpOG, doctor, midwife, nurse; domain.md §6.2, `Pn`).
    #[must_use]
    pub fn is_skilled(self) -> bool {
        matches!(self, Self::Obstetrician | Self::Doctor | Self::Bidan | Self::Nurse)
    }

    /// Whether a doctor.
    #[must_use]
    pub fn is_doctor(self) -> bool {
        matches!(self, Self::Obstetrician | Self::Doctor)
    }
}

/// How the child lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presentation {
    /// Head down.
    Cephalic,
    /// Breech (sungsang).
    Breech,
    /// Transverse (lintang).
    Transverse,
}

/// Protein in the urine by dipstick.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Protein {
    /// None.
    Negative,
    /// +1 (also written "+" or "trace positive").
    Plus1,
    /// +2.
    Plus2,
    /// +3.
    Plus3,
    /// +4.
    Plus4,
}

/// Result of a serological test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reactivity {
    /// Reactive (positive).
    Reactive,
    /// Non-reactive (negative).
    NonReactive,
}

/// What an ultrasound showed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ultrasound {
    /// Number of children.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fetuses: Option<u8>,
    /// Expected date of birth by the measurements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edd: Option<Date>,
    /// Too much amniotic fluid (hidramnion).
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub hydramnion: Answer,
    /// Placenta praevia or low-lying.
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub placenta_low: Answer,
    /// Anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// An antenatal contact: the 12T readings, danger signs and score factors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AntenatalContact {
    /// The pregnancy.
    pub pregnancy: PregnancyId,
    /// Day of the contact.
    pub on: Date,
    /// The edition of the rule tables in force; an old contact keeps its old result.
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
    /// T1: weight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_kg: Option<WeightKg>,
    /// T1: height, at the first contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height_cm: Option<HeightCm>,
    /// T2: blood pressure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blood_pressure: Option<BloodPressure>,
    /// T3: mid-upper-arm circumference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub muac_cm: Option<MuacCm>,
    /// T4: height of the fundus.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fundus_cm: Option<FundusCm>,
    /// T5: how the child lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub presentation: Option<Presentation>,
    /// T5: whether the head has entered the pelvis.
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub engaged: Answer,
    /// T5: fetal heart rate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fetal_heart_rate: Option<FetalHeartRate>,
    /// T6: tetanus status after this contact, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tetanus_status: Option<u8>,
    /// T6: a dose of Td was given.
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub td_given: Answer,
    /// T7: iron tablets (or multiple micronutrients) given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iron_tablets: Option<u16>,
    /// T8: haemoglobin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hemoglobin: Option<Hemoglobin>,
    /// T8: protein in the urine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urine_protein: Option<Protein>,
    /// T8: blood glucose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub glucose_mg_dl: Option<GlucoseMgDl>,
    /// T8: HIV.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hiv: Option<Reactivity>,
    /// T8: syphilis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub syphilis: Option<Reactivity>,
    /// T8: hepatitis B surface antigen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hbsag: Option<Reactivity>,
    /// T8: malaria.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub malaria: Option<Reactivity>,
    /// T9: treatment given, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub treatment: Option<String>,
    /// T10: counselling given.
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub counselling: Answer,
    /// T11: whether an ultrasound was made.
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub ultrasound: Answer,
    /// T11: what it showed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ultrasound_result: Option<Ultrasound>,
    /// T12: mental health screening made.
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub mental_screening: Answer,
    /// Danger signs, by the ids of `tables/signs.toml` (phase pregnancy).
    #[serde(default, skip_serializing_if = "Answers::is_empty")]
    pub signs: Answers,
    /// Complaints in other words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_signs: Vec<String>,
    /// Score factors, by the item ids of `tables/kspr.toml`.
    #[serde(default, skip_serializing_if = "Answers::is_empty")]
    pub factors: Answers,
    /// Factors in other words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_factors: Vec<String>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

impl AntenatalContact {
    /// A contact of which nothing but the day is known yet.
    #[must_use]
    pub fn on(pregnancy: PregnancyId, on: Date, edition: &str) -> Self {
        Self {
            pregnancy,
            on,
            edition: edition.to_owned(),
            place: None,
            examiners: Vec::new(),
            accompanied_by: None,
            weight_kg: None,
            height_cm: None,
            blood_pressure: None,
            muac_cm: None,
            fundus_cm: None,
            presentation: None,
            engaged: Answer::NotAssessed,
            fetal_heart_rate: None,
            tetanus_status: None,
            td_given: Answer::NotAssessed,
            iron_tablets: None,
            hemoglobin: None,
            urine_protein: None,
            glucose_mg_dl: None,
            hiv: None,
            syphilis: None,
            hbsag: None,
            malaria: None,
            treatment: None,
            counselling: Answer::NotAssessed,
            ultrasound: Answer::NotAssessed,
            ultrasound_result: None,
            mental_screening: Answer::NotAssessed,
            signs: Answers::default(),
            other_signs: Vec::new(),
            factors: Answers::default(),
            other_factors: Vec::new(),
            remark: None,
        }
    }
}
