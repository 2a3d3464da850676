//! Messages: what came by telephone, who dealt with it, what was sent, and how that went.
//!
//! Nothing that a message says is a clinical fact: anybody may send under anybody's number. It asks a midwife to
//! look, and what she finds she notes as she notes everything.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    ids::{EntryId, SubjectId, VillageCode},
    moment::Moment,
};

/// How somebody made herself heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// A text message.
    #[default]
    Text,
    /// She called and hung up: please call me.
    MissedCall,
}

/// A message came in. The entry's subject is the message; its id follows from the gateway's own id for it, so
/// that a message that is handed over twice is one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MessageReceived {
    /// Through which gateway.
    pub gateway: String,
    /// The number it came from, as the gateway told.
    pub from: String,
    /// What kind it is.
    #[serde(default)]
    pub kind: MessageKind,
    /// The text as it came, cut at [`LONGEST_TEXT`].
    #[serde(default)]
    pub text: String,
    /// The hour at which it was sent, where the gateway knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Moment>,
    /// Whose number it was on that day: a dukun, a member of staff, an official.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<SubjectId>,
    /// Villages whose midwives are to look.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub villages: Vec<VillageCode>,
}

/// How many characters of a message are kept: ten parts of the longest kind are 1,530.
pub const LONGEST_TEXT: usize = 2_000;

/// What became of a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageOutcome {
    /// It is about this mother of the register.
    #[default]
    Mother,
    /// A pregnancy was noted from it.
    Notice,
    /// Somebody called back or went, and nothing is left to do.
    Answered,
    /// There was nothing to do.
    Nothing,
    /// It was sent by this person; what it asks is still open.
    Sender,
    /// It is nothing for the Puskesmas.
    Foreign,
}

impl MessageOutcome {
    /// Whether nothing is left to be looked at.
    #[must_use]
    pub fn closes(self) -> bool {
        self != Self::Sender
    }
}

/// Somebody dealt with a message. The entry's subject is the message.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MessageSorted {
    /// What became of it.
    pub outcome: MessageOutcome,
    /// The mother it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mother: Option<SubjectId>,
    /// The entry that was noted from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryId>,
    /// Who sent it, where the number did not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<SubjectId>,
    /// Villages whose midwives are to look, once the sender is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub villages: Vec<VillageCode>,
    /// Anything worth knowing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// Why a message is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageReason {
    /// The answer to a message.
    #[default]
    Reply,
    /// A message waits that cannot wait.
    Alert,
    /// To a dukun: the mothers she brought whose visit is due.
    RemindDukun,
    /// To a mother or her husband.
    RemindMother,
    /// To an official: a commitment is due.
    RemindOfficial,
    /// Somebody tries whether sending works.
    Trial,
}

impl MessageReason {
    /// Whether it can wait for the morning.
    #[must_use]
    pub fn can_wait(self) -> bool {
        matches!(self, Self::RemindDukun | Self::RemindMother | Self::RemindOfficial)
    }
}

/// A message is to be sent. The entry's subject is the message that goes out; its id follows from what it is for,
/// so that nothing is said twice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MessageQueued {
    /// To which number.
    pub to: String,
    /// Who that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<SubjectId>,
    /// Why.
    pub reason: MessageReason,
    /// What it says.
    pub text: String,
    /// The message that came in, the mother or the commitment it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<SubjectId>,
    /// Not before this hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Moment>,
}

/// How the sending of a message went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageState {
    /// It is being handed to the gateway. Where nothing follows, nobody knows whether it went.
    #[default]
    Handing,
    /// It surely did not go, and is tried again.
    Failed,
    /// The gateway has it.
    Accepted,
    /// It was sent.
    Sent,
    /// It arrived.
    Delivered,
    /// It did not go and is not tried again.
    GivenUp,
    /// Nobody knows whether it went; it is not tried again, so that nothing is said twice.
    Uncertain,
}

/// How a message that goes out fared. The entry's subject is that message.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MessageWent {
    /// How.
    pub state: MessageState,
    /// Through which gateway.
    pub gateway: String,
    /// The gateway's own id for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// What it cost, in rupiah, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rupiah: Option<u32>,
    /// Why not, in a word that pages have a sentence for, or as the gateway said it; without number or text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trouble: Option<String>,
}

/// Whose telephone it is that reminders go to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneOf {
    /// Her own.
    #[default]
    Herself,
    /// Her husband's.
    Husband,
    /// Somebody else's in the family.
    Family,
}

/// Somebody agreed to reminders by telephone, or wants none any more. The entry's subject is derived from whom they
/// are about ([`crate::messages::reminders_of`]).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RemindersAgreed {
    /// The mother, dukun or official.
    pub person: SubjectId,
    /// Agreed, or wants none any more.
    pub given: bool,
    /// The day.
    pub on: Date,
    /// To which number, where it is another than the register's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Whose telephone it is.
    #[serde(default)]
    pub phone_of: PhoneOf,
    /// By a message with the stop word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<SubjectId>,
}

/// A word that the unit has learnt from its dukun.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnWord {
    /// The word as it is written in messages.
    pub word: String,
    /// What it means, by a word of `tables/sms-words.toml`.
    pub means: String,
    /// In which language.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
}

/// How a unit writes messages, and the words that it reads beside those of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageSettings {
    /// Its own texts: by the id in `tables/message-texts.toml`, then by language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<String, BTreeMap<String, String>>,
    /// Words that it has learnt.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<OwnWord>,
}
