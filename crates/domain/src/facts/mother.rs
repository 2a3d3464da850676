//! What is noted about a woman and her pregnancies. Every fact about one of several pregnancies
//! names it; children are in [`super::child`].

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::{
    answer::{Answer, Answers},
    gestation::DatingMethod,
    ids::{ChildId, EntryId, PregnancyId, SubjectId, VillageCode},
    quantity::{
        BloodPressure, BloodType, ChildGrams, FetalHeartRate, FundusCm, GlucoseMgDl, HeightCm, Hemoglobin,
        MuacCm, TemperatureC, WeightKg,
    },
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
