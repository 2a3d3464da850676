//! What is said at a meeting, as JSON. The request is one object. The answer is lines: a [`Head`],
//! then frames; a frame is entries as in an exported log ([`store::jsonl`]), ended by a [`FrameEnd`].
//!
//! Fields are only ever added, and each side passes over those it does not know: a phone is often
//! older than its host.

use std::collections::BTreeMap;

use domain::{
    facts::Unreadable,
    ids::{AuthorId, DeviceId, EntryId, SubjectId, UnitCode, VillageCode},
    moment::Moment,
    rights::Role,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};
use store::{Entry, Seq, Sum};

/// The protocol's number. It changes when an older phone could no longer be understood.
pub const PROTOCOL: u16 = 1;

/// What a phone says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Request {
    /// [`PROTOCOL`] of the phone.
    pub protocol: u16,
    /// The version of the phone's program.
    pub program: String,
    /// Of each subject it holds it has every entry up to this place of the host's log.
    pub cursor: Seq,
    /// Places beyond the cursor of which it has the entry, ascending: what was pushed at a meeting that
    /// was cut, mostly.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ahead: Vec<Seq>,
    /// The sum of everything it has of the host's log ([`crate::holding::digest`]).
    pub holds: Sum,
    /// The same by subject, when the host asked for it or there is nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subjects: Option<BTreeMap<SubjectId, Sum>>,
    /// [`Settings::digest`] of the settings it has.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub settings: String,
    /// What waits, oldest first; perhaps not all of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Parcel>,
    /// How many more wait behind these.
    #[serde(default)]
    pub behind: usize,
}

/// An entry on its way. What the connection says anyway (unit, person, device) is left out where it
/// is the same, and the fact stays the very text that was noted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Parcel {
    /// The entry's id.
    pub id: EntryId,
    /// The village it counts for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub village: Option<VillageCode>,
    /// Whom it is about.
    pub subject: SubjectId,
    /// Who noted it, where it was not the phone's person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<AuthorId>,
    /// Where, if not on the phone that sends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<DeviceId>,
    /// By the clock of the phone.
    pub noted_at: Moment,
    /// The kind of fact.
    pub kind: String,
    /// The version of the kind.
    pub version: u16,
    /// The fact's fields.
    pub fact: Box<RawValue>,
    /// The entry that it amends, voids or settles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends: Option<EntryId>,
}

/// Whose phone it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// The unit.
    pub unit: UnitCode,
    /// The person.
    pub author: AuthorId,
    /// The phone.
    pub device: DeviceId,
}

impl Parcel {
    /// Packs an entry.
    #[must_use]
    pub fn of(entry: Entry, sender: &Sender) -> Self {
        let Entry { id, village, subject, author, device, noted_at, kind, version, fact, amends, .. } = entry;
        let author = (author != sender.author).then_some(author);
        let device = (device != sender.device).then_some(device);
        Self { id, village, subject, author, device, noted_at, kind, version, fact, amends }
    }

    /// Unpacks it: the entry as it was.
    #[must_use]
    pub fn entry(self, sender: &Sender) -> Entry {
        let Self { id, village, subject, author, device, noted_at, kind, version, fact, amends } = self;
        Entry {
            id,
            unit: sender.unit.clone(),
            village,
            subject,
            author: author.unwrap_or(sender.author),
            device: device.unwrap_or(sender.device),
            noted_at,
            kind,
            version,
            fact,
            amends,
        }
    }
}

/// What became of an entry that was pushed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Verdict {
    /// It is in the host's log, at this place: taken now, or known before.
    At(Seq),
    /// The host keeps it as received, for a person to look at. The reason is a message id.
    Held(String),
}

/// Reasons for which an entry is held; message ids of the catalogues.
pub mod reason {
    /// A kind or version of fact that the host does not know.
    pub const UNKNOWN_KIND: &str = "held-unknown-kind";
    /// The fields do not fit the kind.
    pub const UNREADABLE: &str = "held-unreadable";
    /// The person may not note this, or not about this mother.
    pub const NO_RIGHT: &str = "held-no-right";
}

/// Why an entry that could not be read is held.
#[must_use]
pub fn reason_of(unreadable: &Unreadable) -> &'static str {
    match unreadable {
        Unreadable::Unknown { .. } => reason::UNKNOWN_KIND,
        Unreadable::Broken { .. } => reason::UNREADABLE,
    }
}

/// The first line of an answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Head {
    /// What became of each entry of the request, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verdicts: Vec<Verdict>,
    /// The host's clock.
    pub now: Timestamp,
    /// Say which subjects you hold, and ask again: nothing else follows.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub list: bool,
    /// Subjects that the phone is not to hold any longer. The host has all that the phone has of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drop: Vec<SubjectId>,
    /// Subjects that the phone is not to hold any longer, but of which it has entries that the host
    /// seems to lack: all of them are to be pushed again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub again: Vec<SubjectId>,
    /// How many entries follow.
    #[serde(default)]
    pub entries: u64,
    /// The phone program that the host gives out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub program: String,
    /// Settings that differ from those the phone has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<Settings>,
}

/// The last line of a frame.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameEnd {
    /// The cursor once this frame is kept.
    pub cursor: Seq,
    /// Subjects of which the host has what is in this frame and nothing else. What the phone has of
    /// them beside it, the host has lost: it is to be pushed again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub again: Vec<SubjectId>,
    /// Nothing follows. An answer that ends without it was cut.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub end: bool,
}

/// What a phone must know besides entries: whose it is, and who is who.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The unit's code.
    pub unit: UnitCode,
    /// The person's id.
    pub user: AuthorId,
    /// Her name.
    pub name: String,
    /// Her role.
    pub role: Role,
    /// Her villages.
    pub villages: Vec<VillageCode>,
    /// The member of staff she is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<SubjectId>,
    /// The phone's name in the list of phones.
    pub label: String,
    /// Names of the people who note entries.
    pub names: BTreeMap<AuthorId, String>,
}

impl Settings {
    /// Sixteen hexadecimal digits that differ when anything in them does.
    ///
    /// # Errors
    /// Never in practice: all fields have a JSON form.
    pub fn digest(&self) -> Result<String, serde_json::Error> {
        let sum = Sha256::digest(serde_json::to_vec(self)?);
        Ok(sum.iter().take(8).map(|byte| format!("{byte:02x}")).collect())
    }
}
