//! What gateways bring.

use jiff::Timestamp;

use crate::{Delivery, MessageId, Sender, Text};

/// Something that a gateway brings. `Debug` shows neither words nor whole numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A message or a call.
    Incoming(Incoming),
    /// News of a message that we sent.
    Report(Report),
    /// Well signed, but nothing that we know: kept for a person to look at.
    Other(Other),
}

impl Event {
    /// The same each time the same thing is brought.
    pub fn key(&self) -> &str {
        match self {
            Self::Incoming(incoming) => &incoming.key,
            Self::Report(report) => &report.key,
            Self::Other(other) => &other.key,
        }
    }
}

/// Somebody wrote or called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The same each time this message is brought, also after a crash; at most 100 characters, without number or words.
    /// Two gateways may give the same key to different messages: remember the gateway's name with it.
    pub key: String,
    /// Who, as the network says. Anybody can pretend to be anybody.
    pub from: Sender,
    /// What.
    pub kind: Kind,
    /// When the operator's centre or the gateway says that it was sent; it may be missing or wrong.
    pub stamped: Option<Timestamp>,
    /// When only some parts of a long message came.
    pub torn: Option<Torn>,
}

/// What came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Words; joined, if it came in parts.
    Text(Text),
    /// Bytes that are no text, as machines send them.
    Binary(Bytes),
    /// A call that nobody took.
    MissedCall,
}

/// Bytes of a message; `Debug` tells how many.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Bytes(pub Vec<u8>);

impl std::fmt::Debug for Bytes {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Bytes({})", self.0.len())
    }
}

/// Which parts of a long message there are; the others may come later, with the same reference and sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Torn {
    /// The sender's number for this message, 0 to 255 or to 65535.
    pub reference: Option<u16>,
    /// How many parts it has.
    pub total: u8,
    /// The parts that the text is made of, counted from 1, in order.
    pub have: Vec<u8>,
}

/// News of a message that we sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The same each time this report is brought.
    pub key: String,
    /// Which message.
    pub about: About,
    /// What became of it.
    pub delivery: Delivery,
    /// When, as the gateway says.
    pub at: Option<Timestamp>,
}

/// What a report names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// Our id.
    Message(MessageId),
    /// Only the receiver, and the modem's running number (0 to 255): Gammu's files service tells no more.
    Receiver(Sender, Option<u8>),
}

/// Something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// The same each time it is brought.
    pub key: String,
    /// The gateway's name of the event, at most 40 characters.
    pub name: String,
    /// As it came.
    pub body: Text,
}
