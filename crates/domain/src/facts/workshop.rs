//! Workshops (lokakarya mini) and what was promised at them, domain.md §9.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::{birth::Sex, partnership::FundingSource};
use crate::ids::{SubjectId, VillageCode};

/// What kind of workshop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkshopKind {
    /// The year's first cross-sector workshop.
    FirstQuarterly,
    /// A quarterly cross-sector workshop.
    #[default]
    RoutineQuarterly,
    /// The monthly workshop of the Puskesmas itself.
    Monthly,
}

impl WorkshopKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::FirstQuarterly, Self::RoutineQuarterly, Self::Monthly];
}
/// A member of the committee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CommitteeMember {
    /// Duty, as "Ketua".
    pub duty: String,
    /// Name; empty where the office is named alone.
    pub name: String,
    /// Office.
    pub office: String,
}
/// A line of the budget.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BudgetLine {
    /// What.
    pub item: String,
    /// How many.
    pub quantity: u32,
    /// Of what, as "orang".
    pub unit: String,
    /// Rupiah for each.
    pub rupiah_each: u64,
    /// From which money.
    pub source: FundingSource,
    /// Account code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
}
/// An item of the agenda.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgendaItem {
    /// From.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Time>,
    /// Until.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Time>,
    /// What.
    pub title: String,
    /// Who, name or office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// Cluster of the Puskesmas (1 to 4), where it is ordered by them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster: Option<u8>,
    /// The agreement that is signed at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<SubjectId>,
}
/// Who is invited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Invitee {
    /// Name; empty where the office alone is invited.
    pub name: String,
    /// Office and place.
    pub office: String,
    /// Sector.
    #[serde(default)]
    pub sector: Sector,
    /// The official, where one of the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub official: Option<SubjectId>,
    /// The village of a village head or elder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub village: Option<VillageCode>,
}
/// A sector of the sub-district.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sector {
    /// The Puskesmas itself.
    Health,
    /// Sub-district office (kecamatan).
    Subdistrict,
    /// Police (Polsek).
    Police,
    /// Army post (Koramil).
    Army,
    /// Village administration.
    Village,
    /// Education.
    Education,
    /// Religious affairs (KUA).
    Religion,
    /// Family planning and PKK.
    FamilyPlanning,
    /// Agriculture (BPP).
    Agriculture,
    /// Elders and adat.
    Elders,
    /// Health volunteers.
    Cadre,
    /// Companies.
    Company,
    /// Another.
    #[default]
    Other,
}

impl Sector {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 13] = [
        Self::Health,
        Self::Subdistrict,
        Self::Police,
        Self::Army,
        Self::Village,
        Self::Education,
        Self::Religion,
        Self::FamilyPlanning,
        Self::Agriculture,
        Self::Elders,
        Self::Cadre,
        Self::Company,
        Self::Other,
    ];
}
/// A workshop was planned. The subject of every entry about it is the workshop.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkshopPlanned {
    /// Its kind.
    pub kind: WorkshopKind,
    /// Title, as printed.
    pub title: String,
    /// The day.
    pub on: Date,
    /// From.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Time>,
    /// Until.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Time>,
    /// Room, as "Aula Kantor Camat".
    pub room: String,
    /// Where it is.
    pub address: String,
    /// In which village.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub village: Option<VillageCode>,
    /// Laws and rules it is based on, as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legal_bases: Vec<String>,
    /// Why it is held, for the terms of reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub background: Option<String>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aims: Vec<String>,
    /// Who opens and leads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chair: Option<String>,
    /// The committee, named by decree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub committee: Vec<CommitteeMember>,
    /// From when on the decree holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub committee_since: Option<Date>,
    /// The budget.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub budget: Vec<BudgetLine>,
    /// The agenda.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agenda: Vec<AgendaItem>,
    /// Who is invited.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invitees: Vec<Invitee>,
}
/// Somebody came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attended {
    /// Name.
    pub name: String,
    /// Office or organisation.
    pub office: String,
    /// Sector.
    #[serde(default)]
    pub sector: Sector,
    /// Sex, for the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// Telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The official, where one of the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub official: Option<SubjectId>,
    /// The dukun, where one of the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dukun: Option<SubjectId>,
}
/// What was noted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MinuteKind {
    /// A point that was made.
    #[default]
    Point,
    /// A question.
    Question,
    /// An answer.
    Answer,
    /// A decision.
    Decision,
    /// Words to be quoted outside, as they were said and with leave.
    Quote,
}

impl MinuteKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Point, Self::Question, Self::Answer, Self::Decision, Self::Quote];
}
/// Something was said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Minuted {
    /// What it was.
    pub kind: MinuteKind,
    /// Who said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// The speaker's office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// At which item of the agenda.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// What was said, without a patient.
    pub text: String,
}
/// A table as it was shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShownTable {
    /// Headings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// Cells.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Vec<String>>,
}
/// A part of the pack as it was shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShownSection {
    /// Its id, as "commitments".
    pub id: String,
    /// Heading.
    pub title: String,
    /// Sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sentences: Vec<String>,
    /// Its table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<ShownTable>,
    /// Its picture, as SVG.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
}
/// What was presented, frozen as shown: whatever is noted later changes nothing in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkshopPresented {
    /// The day for which it was computed.
    pub on: Date,
    /// The parts, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<ShownSection>,
    /// The edition of the rules that were in force.
    pub edition: String,
}
/// The workshop is over, and its minutes are agreed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkshopClosed {
    /// The day.
    pub on: Date,
    /// What was concluded.
    pub conclusion: String,
    /// Who took the minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes_by: Option<String>,
}
/// The workshop is not held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkshopCancelled {
    /// Why.
    pub reason: String,
}
/// Somebody promised something (a line of the follow-up plan, RTL). The entry's subject is the commitment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CommitmentMade {
    /// The workshop at which it was promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workshop: Option<SubjectId>,
    /// What is to be done.
    pub activity: String,
    /// Which sector does it.
    #[serde(default)]
    pub sector: Sector,
    /// Who answers for it, name or office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The official, where one of the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub official: Option<SubjectId>,
    /// For which villages; none for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub villages: Vec<VillageCode>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// The problem.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// Its cause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root_cause: Option<String>,
    /// What it is for, and for whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aim: Option<String>,
    /// How much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume: Option<String>,
    /// The target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// From which money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub funding: Option<FundingSource>,
    /// How much money, in rupiah.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rupiah: Option<u64>,
    /// By what it will be seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
}
/// How a commitment stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentStatus {
    /// Not begun.
    #[default]
    Planned,
    /// Begun.
    Running,
    /// Done.
    Done,
    /// Something is in the way.
    Stuck,
    /// Given up, by agreement.
    Dropped,
}

impl CommitmentStatus {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Planned, Self::Running, Self::Done, Self::Stuck, Self::Dropped];
}
/// How a commitment stands now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CommitmentProgressed {
    /// The day.
    pub on: Date,
    /// How it stands.
    pub status: CommitmentStatus,
    /// What was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What is in the way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obstacle: Option<String>,
    /// By what it is seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}
/// A commitment goes on into the next quarter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CommitmentCarried {
    /// The workshop at which this was agreed.
    pub workshop: SubjectId,
    /// By when, from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
