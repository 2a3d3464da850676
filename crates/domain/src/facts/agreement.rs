//! Agreements between bidan and dukun (nota kesepakatan), domain.md §1.3 and §1.4.
//!
//! Every entry about one agreement has the agreement as its subject.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{SubjectId, VillageCode};

/// Whom a clause binds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// The dukun.
    Dukun,
    /// The midwife.
    Bidan,
    /// Both sides.
    #[default]
    Both,
}

impl Bound {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Dukun, Self::Bidan, Self::Both];
}
/// The side on which a party signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// First party (pihak kesatu): the midwife.
    Bidan,
    /// Second party (pihak kedua): the dukun.
    #[default]
    Dukun,
}

impl Side {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Bidan, Self::Dukun];
}
/// How somebody signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signature {
    /// By hand.
    #[default]
    Ink,
    /// By thumbprint (cap jempol), after it was read aloud.
    Thumbprint,
    /// Electronically.
    Electronic,
}

impl Signature {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Ink, Self::Thumbprint, Self::Electronic];
}
/// In which capacity somebody witnesses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// Signs as "mengetahui": the office takes note.
    Knowing,
    /// Witness (saksi).
    #[default]
    Witness,
}

impl Capacity {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Knowing, Self::Witness];
}
/// One who signs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Party {
    /// On which side.
    pub side: Side,
    /// The member of staff or the dukun.
    pub person: SubjectId,
}
/// A clause as it was agreed. Its words stay, whatever becomes of the library it came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clause {
    /// Its id in `tables/clauses.toml` or among the unit's own.
    pub id: String,
    /// Whom it binds.
    pub bound: Bound,
    /// The words.
    pub text: String,
}
/// Who witnesses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementWitness {
    /// Name as signed.
    pub name: String,
    /// Office, as "Camat Kapuas Hulu".
    pub office: String,
    /// In which capacity.
    pub capacity: Capacity,
    /// The official, where one of the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub official: Option<SubjectId>,
}

impl AgreementWitness {
    /// The name, or the office where nobody wrote who holds it.
    #[must_use]
    pub fn holder(&self) -> &str {
        if self.name.trim().is_empty() { &self.office } else { &self.name }
    }
}

/// An agreement was drafted: everything that will be signed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AgreementDrafted {
    /// Title.
    pub title: String,
    /// Villages it is for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub villages: Vec<VillageCode>,
    /// Who signs; one or several on each side.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Party>,
    /// The clauses, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<Clause>,
    /// Laws and rules it is based on, as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legal_bases: Vec<String>,
    /// Who witnesses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub witnesses: Vec<AgreementWitness>,
    /// Where it is to be signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// When it is to be signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_on: Option<Date>,
    /// The last day it is to hold; none where nothing was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// When it is to be looked at again together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<Date>,
    /// The workshop at which it is to be signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workshop: Option<SubjectId>,
    /// The agreement that it renews.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renews: Option<SubjectId>,
    /// Anything worth knowing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}
/// One party's signature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Signed {
    /// The party.
    pub person: SubjectId,
    /// How she signed.
    pub how: Signature,
}
/// That it was read aloud before the signing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadAloud {
    /// In which language.
    pub language: String,
    /// By whom.
    pub by: String,
}
/// An agreement was signed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementSigned {
    /// The day.
    pub on: Date,
    /// Where, as printed.
    pub place: String,
    /// In which village, where it was in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub village: Option<VillageCode>,
    /// Who signed, and how.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatures: Vec<Signed>,
    /// That it was read aloud.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_aloud: Option<ReadAloud>,
    /// Witnesses of the draft who were not there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absent_witnesses: Vec<String>,
    /// The last day it holds; none where nothing was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// When it is to be looked at again together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<Date>,
}
/// Both sides changed a signed agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementAddendum {
    /// The day it was signed.
    pub on: Date,
    /// Why.
    pub reason: String,
    /// Clauses added; one with the id of an older one replaces it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<Clause>,
    /// Ids of clauses that no longer hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<String>,
    /// Who joins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joined: Vec<Party>,
    /// Who leaves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<SubjectId>,
    /// Villages it is for from now on, too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub villages_added: Vec<VillageCode>,
    /// The last day it holds from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
}
/// An agreement rests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementSuspended {
    /// From this day.
    pub on: Date,
    /// Why, in words that may be read to both sides.
    pub reason: String,
}
/// A suspended agreement holds again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementResumed {
    /// From this day.
    pub on: Date,
    /// Why.
    pub reason: String,
}
/// An agreement was ended before its time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementEnded {
    /// The first day on which it no longer holds.
    pub on: Date,
    /// Why.
    pub reason: String,
}
