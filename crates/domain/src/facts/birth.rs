//! The plan for a birth, referrals, the birth itself and the weeks after it. Children are in
//! [`super::child`].

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::{
    antenatal::{Attendant, ContactPlace},
    mother::is_unassessed,
};
use crate::{
    answer::{Answer, Answers},
    ids::{ChildId, EntryId, PregnancyId, SubjectId},
    quantity::{BloodPressure, BloodType, ChildGrams, TemperatureC},
};

/// Where a birth took place (domain.md §6.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BirthPlace {
    /// Hospital (RS, RSUD).
    Hospital,
    /// Mother and child hospital (RSIA).
    MaternityHospital,
    /// Puskesmas with basic emergency obstetric care (PONED).
    PuskesmasPoned,
    /// Puskesmas.
    Puskesmas,
    /// Pustu.
    Pustu,
    /// Polindes or Poskesdes.
    Polindes,
    /// Midwife's own practice (TPMB).
    Tpmb,
    /// Clinic.
    Clinic,
    /// Waiting home (RTK).
    WaitingHome,
    /// The mother's home.
    MothersHome,
    /// The dukun's home.
    DukunsHome,
    /// On the way.
    OnTheWay,
}

/// A candidate blood donor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Donor {
    /// Name.
    pub name: String,
    /// Blood group, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blood: Option<BloodType>,
    /// Telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// The birth plan (P4K sticker, amanat persalinan). Each agreement replaces the one before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BirthPlan {
    /// The pregnancy.
    pub pregnancy: PregnancyId,
    /// The day it was agreed.
    pub on: Date,
    /// Who shall attend.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attendant: Option<Attendant>,
    /// The attendant's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attendant_name: Option<String>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<BirthPlace>,
    /// The facility's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_name: Option<String>,
    /// Who goes with her.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub companion: Option<String>,
    /// The dukun who goes with her.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dukun: Option<SubjectId>,
    /// Boat, car or other transport, and whose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transport: Option<String>,
    /// The owner's telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transport_phone: Option<String>,
    /// The day on which the owner was last called and agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transport_confirmed_on: Option<Date>,
    /// Candidate blood donors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub donors: Vec<Donor>,
    /// Health insurance (JKN) is active.
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub jkn: Answer,
    /// Own savings (tabulin), rupiah.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub savings_rupiah: Option<u64>,
    /// The local cost of birth and travel, rupiah.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_rupiah: Option<u64>,
    /// A place in the waiting home or at a relative's near the facility is agreed.
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub waiting_place: Answer,
    /// Which waiting home or whose house.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting_place_name: Option<String>,
    /// Day from which she means to wait there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting_from: Option<Date>,
    /// The family agrees to a referral if one is needed.
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub referral_consent: Answer,
    /// Adat wishes to be respected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adat_wishes: Option<String>,
    /// Family planning after the birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_planning: Option<String>,
    /// The sticker is on the house.
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub sticker: Answer,
}

/// A referral.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Referral {
    /// The pregnancy (or that of the child).
    pub pregnancy: PregnancyId,
    /// The child, when a child is referred.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<ChildId>,
    /// Day of departure.
    pub on: Date,
    /// Hour of departure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Time>,
    /// From where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// To where.
    pub to: String,
    /// Why, in words.
    pub reason: String,
    /// The rules that advised it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    /// The dukun who goes along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dukun: Option<SubjectId>,
    /// Who else goes along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accompanied_by: Option<String>,
    /// By what means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transport: Option<String>,
    /// What was done before leaving.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_aid: Option<String>,
}

/// How a referral went on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferralOutcome {
    /// Treated and sent home.
    Treated,
    /// Kept in the facility.
    Admitted,
    /// Gave birth there.
    GaveBirth,
    /// Sent on to a higher facility.
    SentOn,
    /// Never arrived.
    NotArrived,
    /// The family declined.
    Declined,
    /// Died.
    Died,
}

/// The answer to a referral.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReferralAnswer {
    /// The pregnancy.
    pub pregnancy: PregnancyId,
    /// The entry of the referral.
    pub referral: EntryId,
    /// Day of the answer.
    pub on: Date,
    /// Outcome.
    pub outcome: ReferralOutcome,
    /// Diagnosis, as answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diagnosis: Option<String>,
    /// Advice for the midwife.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
}

/// A stay in a waiting home (RTK).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WaitingHomeStay {
    /// The pregnancy.
    pub pregnancy: PregnancyId,
    /// Which home.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facility: Option<SubjectId>,
    /// Its name, where it is not in the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Moved in.
    pub from: Date,
    /// Moved out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Who stays with her.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub companion: Option<String>,
    /// Who pays for food.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meals_by: Option<String>,
}

/// How a child was born.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Without instruments.
    Spontaneous,
    /// By vacuum.
    Vacuum,
    /// By forceps.
    Forceps,
    /// By caesarean section.
    Caesarean,
    /// Breech birth.
    Breech,
}

/// A birth, with all its children.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Birth {
    /// The pregnancy.
    pub pregnancy: PregnancyId,
    /// Day of birth (of the first child).
    pub on: Date,
    /// Hour of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Time>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<BirthPlace>,
    /// Name of the facility.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_name: Option<String>,
    /// Who attended; the leading one first.
    pub attendants: Vec<Attendant>,
    /// Dukun who were there, of the register.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dukun: Vec<SubjectId>,
    /// Whether a dukun was there at all (she may not be in the register).
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub dukun_present: Answer,
    /// Signs of danger in labour, by the ids of `tables/signs.toml` (phase birth).
    #[serde(default, skip_serializing_if = "Answers::is_empty")]
    pub signs: Answers,
    /// Complications in other words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complication: Option<String>,
    /// The children, in order of birth.
    pub children: Vec<Newborn>,
}

impl Birth {
    /// Whether skilled staff attended (Pn).
    #[must_use]
    pub fn is_skilled(&self) -> bool {
        self.attendants.iter().any(|attendant| attendant.is_skilled())
    }

    /// Whether a dukun was there.
    #[must_use]
    pub fn had_dukun(&self) -> bool {
        self.dukun_present.is_yes() || !self.dukun.is_empty() || self.attendants.contains(&Attendant::Dukun)
    }
}

/// A child at birth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Newborn {
    /// The child.
    pub child: ChildId,
    /// Name, once it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How it was born.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// Sex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// Weight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_g: Option<ChildGrams>,
    /// Length.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length_cm: Option<crate::quantity::ChildLengthCm>,
    /// Whether it lived.
    pub outcome: BirthOutcome,
    /// Did not breathe at once (asfiksia).
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub asphyxia: Answer,
    /// Newborn essentials given at birth.
    #[serde(default)]
    pub essentials: Essentials,
}

/// Sex of a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Girl.
    Female,
    /// Boy.
    Male,
}

/// Whether a child was born alive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BirthOutcome {
    /// Alive.
    Alive,
    /// Stillborn, fresh or not stated.
    Stillborn,
    /// Stillborn, macerated.
    StillbornMacerated,
}

/// Newborn essentials (domain.md §6.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Essentials {
    /// Skin to skin and first breastfeeding within the hour (IMD).
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub early_breastfeeding: Answer,
    /// Vitamin K1.
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub vitamin_k1: Answer,
    /// Hepatitis B at birth (HB0).
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub hb0: Answer,
    /// Eye ointment.
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub eye_ointment: Answer,
    /// Sample for congenital hypothyroidism (SHK).
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub thyroid_sample: Answer,
}

/// A postnatal contact with the mother (KF).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PostnatalContact {
    /// The pregnancy.
    pub pregnancy: PregnancyId,
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
    /// Blood pressure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blood_pressure: Option<BloodPressure>,
    /// Temperature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature_c: Option<TemperatureC>,
    /// Danger signs, by the ids of `tables/signs.toml` (phase postnatal).
    #[serde(default, skip_serializing_if = "Answers::is_empty")]
    pub signs: Answers,
    /// Complaints in other words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_signs: Vec<String>,
    /// Vitamin A capsules given at this contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vitamin_a: Option<u8>,
    /// Iron tablets given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iron_tablets: Option<u16>,
    /// Family planning begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_planning: Option<String>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}
