//! An entry as it is kept and sent.

use domain::{
    facts::{Fact, Unreadable},
    ids::{AuthorId, DeviceId, EntryId, SubjectId, UnitCode, VillageCode},
    moment::Moment,
    note::Note,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::Seq;

/// One fact with who, when and about whom. The fact stays the very text that was noted, so that
/// what this version does not understand is kept for the one that does.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// Unique; appending it twice is the same as once.
    pub id: EntryId,
    /// The unit whose log it belongs to.
    pub unit: UnitCode,
    /// The village it counts for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub village: Option<VillageCode>,
    /// Whom it is about.
    pub subject: SubjectId,
    /// Who noted it.
    pub author: AuthorId,
    /// On which device.
    pub device: DeviceId,
    /// By the device's clock, with its offset.
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

impl Entry {
    /// The entry that carries a note.
    ///
    /// # Errors
    /// When a fact holds a number that JSON has no form for.
    pub fn of(note: &Note, unit: &UnitCode) -> Result<Self, serde_json::Error> {
        Ok(Self {
            id: note.id,
            unit: unit.clone(),
            village: note.village.clone(),
            subject: note.subject,
            author: note.author,
            device: note.device,
            noted_at: note.noted_at,
            kind: note.fact.kind().to_owned(),
            version: note.fact.version(),
            fact: serde_json::value::to_raw_value(&note.fact.to_value())?,
            amends: note.amends,
        })
    }

    /// Reads the note it carries.
    ///
    /// # Errors
    /// [`Unreadable`] when the kind is unknown or the fields do not fit; the entry is then held.
    pub fn read(&self) -> Result<Note, Unreadable> {
        Ok(Note {
            id: self.id,
            village: self.village.clone(),
            subject: self.subject,
            author: self.author,
            device: self.device,
            noted_at: self.noted_at,
            amends: self.amends,
            fact: Fact::read_text(&self.kind, self.version, self.fact.get())?,
        })
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        let head = |e: &Self| (e.id, e.subject, e.author, e.device, e.noted_at, e.version, e.amends);
        head(self) == head(other)
            && self.unit == other.unit
            && self.village == other.village
            && self.kind == other.kind
            && self.fact.get() == other.fact.get()
    }
}

/// An entry as the log keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Line")]
pub struct Stored {
    /// Its place in the unit's log, from 1, without gaps.
    pub seq: Seq,
    /// When the log took it.
    pub received_at: Timestamp,
    /// The entry.
    #[serde(flatten)]
    pub entry: Entry,
}

/// How a [`Stored`] is read: a fact can be taken as it stands only from a struct that is not
/// flattened. A field that this version does not know would be lost, so a line with one is refused
/// as a whole and kept by who reads it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    seq: Seq,
    received_at: Timestamp,
    id: EntryId,
    unit: UnitCode,
    #[serde(default)]
    village: Option<VillageCode>,
    subject: SubjectId,
    author: AuthorId,
    device: DeviceId,
    noted_at: Moment,
    kind: String,
    version: u16,
    fact: Box<RawValue>,
    #[serde(default)]
    amends: Option<EntryId>,
}

impl From<Line> for Stored {
    fn from(line: Line) -> Self {
        Self {
            seq: line.seq,
            received_at: line.received_at,
            entry: Entry {
                id: line.id,
                unit: line.unit,
                village: line.village,
                subject: line.subject,
                author: line.author,
                device: line.device,
                noted_at: line.noted_at,
                kind: line.kind,
                version: line.version,
                fact: line.fact,
                amends: line.amends,
            },
        }
    }
}

/// Something that could not be taken: kept as received, with a reason, listed for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Derived from what was received, so that holding it twice is the same as once.
    pub id: uuid::Uuid,
    /// When it was received.
    pub received_at: Timestamp,
    /// Where it came from: a device, a file with sheet and row.
    pub origin: String,
    /// What was received, as text.
    pub body: String,
    /// Why it was not taken: a message id of the catalogues.
    pub reason: String,
    /// Arguments of the message, as JSON.
    #[serde(default)]
    pub details: String,
    /// When a person dealt with it, and how (free text); none while it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<String>,
}
