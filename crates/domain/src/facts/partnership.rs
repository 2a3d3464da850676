//! What bidan and dukun did for each other, what is owed, what needs talking about, and adat.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{agreement::Signature, mother::is_unassessed};
use crate::{
    answer::Answer,
    ids::{EntryId, SubjectId},
};

/// What a dukun did (domain.md §1.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DukunActivity {
    /// Told of a new pregnancy.
    #[default]
    ReportNewPregnancy,
    /// Brought a woman to an antenatal contact.
    BringToAnc,
    /// Was there at an antenatal contact.
    AccompanyAnc,
    /// Told that labour had begun.
    ReportLabourOnset,
    /// Went along to the facility.
    AccompanyToFacility,
    /// Was there at a birth with the midwife.
    PresentAtBirth,
    /// Told of a danger sign.
    ReportDangerSign,
    /// Spoke for a referral.
    MotivateReferral,
    /// Visited mother and baby after the birth.
    NifasHomeVisit,
    /// Performed a ritual.
    RitualPerformed,
    /// Spoke for family planning.
    MotivateKb,
    /// Told of a death.
    ReportDeath,
}

impl DukunActivity {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 12] = [
        Self::ReportNewPregnancy,
        Self::BringToAnc,
        Self::AccompanyAnc,
        Self::ReportLabourOnset,
        Self::AccompanyToFacility,
        Self::PresentAtBirth,
        Self::ReportDangerSign,
        Self::MotivateReferral,
        Self::NifasHomeVisit,
        Self::RitualPerformed,
        Self::MotivateKb,
        Self::ReportDeath,
    ];
}
/// Something a dukun did. The entry's subject is the dukun.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DukunDid {
    /// What.
    pub activity: DukunActivity,
    /// The day.
    pub on: Date,
    /// For which mother, where she is in the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mother: Option<SubjectId>,
    /// Anything worth knowing, without a mother's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}
/// Bidan and dukun met. The entry's subject is the village.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartnershipMet {
    /// The day.
    pub on: Date,
    /// Dukun who came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dukun: Vec<SubjectId>,
    /// What was talked about, without a mother's name.
    pub topics: String,
    /// When they meet again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_on: Option<Date>,
}
/// What an incentive is for (domain.md §1.3, BIDAN_FEE_SHARE).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IncentiveFor {
    /// She told or brought the mother, and went along to a birth in a facility.
    #[default]
    BroughtAndAccompanied,
    /// She did not go along, and cared for mother or baby after the birth.
    CaredForBaby,
    /// She told of a pregnancy in its first trimester.
    NoticeInTrimester1,
    /// She came along to an antenatal contact.
    AccompaniedAnc,
}

impl IncentiveFor {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] =
        [Self::BroughtAndAccompanied, Self::CaredForBaby, Self::NoticeInTrimester1, Self::AccompaniedAnc];
}
/// Where money comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FundingSource {
    /// Health operational aid (BOK).
    Bok,
    /// Village fund (Dana Desa).
    DanaDesa,
    /// Village allocation (ADD).
    Add,
    /// District budget (APBD).
    Apbd,
    /// The midwife's share of her fee.
    FeeShare,
    /// The community (swadaya).
    SelfHelp,
    /// A company.
    Company,
    /// Another source.
    #[default]
    Other,
}

impl FundingSource {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Bok,
        Self::DanaDesa,
        Self::Add,
        Self::Apbd,
        Self::FeeShare,
        Self::SelfHelp,
        Self::Company,
        Self::Other,
    ];
}
/// What is paid for what, from when on. Without a rule nothing is owed. The entry's subject is the rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IncentiveRule {
    /// For what.
    pub cause: IncentiveFor,
    /// How much, in rupiah.
    pub rupiah: u64,
    /// From which money.
    pub source: FundingSource,
    /// For what happened from this day on.
    pub since: Date,
    /// The last day on which it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// For this agreement alone; none for the whole unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<SubjectId>,
    /// Days within which it is to be paid; 30 where nothing is said (KBD-12).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_days: Option<u16>,
}
/// An incentive was paid. The entry's subject is the dukun.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IncentivePaid {
    /// By which rule.
    pub rule: SubjectId,
    /// The entry from which it followed that it was due.
    pub cause: EntryId,
    /// How much, in rupiah.
    pub rupiah: u64,
    /// The day.
    pub on: Date,
    /// Who paid, name and office.
    pub by: String,
    /// From which money.
    pub source: FundingSource,
    /// How she signed for it.
    pub received: Signature,
}
/// Something to talk about with a dukun (perlu dibicarakan): never made by the program. The entry's subject is the concern.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConcernRaised {
    /// With whom.
    pub dukun: SubjectId,
    /// The day it was raised.
    pub on: Date,
    /// The mother, where it is about her birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mother: Option<SubjectId>,
    /// The birth, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth: Option<EntryId>,
    /// What happened, as told.
    pub text: String,
}
/// A step of talking it through (domain.md §1.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConcernStepKind {
    /// Somebody went and asked; it was as told.
    #[default]
    Verified,
    /// It was not as told.
    NotConfirmed,
    /// Bidan, dukun and village head talked.
    Dialogue,
    /// First reminder.
    Warning1,
    /// Second reminder.
    Warning2,
    /// Third reminder.
    Warning3,
    /// Handed to the Camat.
    Escalated,
    /// The agreement rests.
    Suspended,
    /// Closed, with what was learnt.
    Closed,
}

impl ConcernStepKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Verified,
        Self::NotConfirmed,
        Self::Dialogue,
        Self::Warning1,
        Self::Warning2,
        Self::Warning3,
        Self::Escalated,
        Self::Suspended,
        Self::Closed,
    ];
}
/// What must be asked before anything is concluded (domain.md §1.5).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Circumstances {
    /// Minutes to the facility that night, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes_to_facility: Option<u32>,
    /// Hours from the beginning of labour to the birth, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_of_labour: Option<f64>,
    /// Was there transport?
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub transport: Answer,
    /// Could the midwife be reached?
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub bidan_reachable: Answer,
    /// Who called whom, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calls: Option<String>,
    /// Was it the mother's own wish?
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub mothers_choice: Answer,
    /// Was it an emergency, as a birth on the way?
    #[serde(default, skip_serializing_if = "is_unassessed")]
    pub emergency: Answer,
    /// Questions of the list that were asked and could not be answered, by field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<String>,
}
/// A concern went on. The entry's subject is the concern.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConcernStep {
    /// The step.
    pub step: ConcernStepKind,
    /// The day.
    pub on: Date,
    /// What was said, agreed or learnt.
    pub text: String,
    /// Who was there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub present: Vec<String>,
    /// What was asked; needed to verify it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub circumstances: Option<Circumstances>,
}
/// What was agreed on a customary practice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdatStanding {
    /// Welcome as it is.
    #[default]
    Welcome,
    /// Welcome in another form.
    Adapted,
    /// Agreed to be harmful; talked about again and again.
    Harmful,
}

impl AdatStanding {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Welcome, Self::Adapted, Self::Harmful];
}
/// A customary practice was talked about. The entry's subject is the village.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AdatAgreed {
    /// The practice, in the village's own words.
    pub practice: String,
    /// What was agreed.
    pub standing: AdatStanding,
    /// In which form, where it is adapted; why, where it is harmful.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
    /// The day.
    pub on: Date,
    /// Who decided together.
    pub with: String,
}
