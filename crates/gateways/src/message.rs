//! What is sent, and what became of it.

use std::{fmt, time::Duration};

use jiff::Timestamp;
use uuid::Uuid;

use crate::Phone;

/// Our name of an outgoing message. The same id means the same message: gateways that can do not send it twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MessageId(pub Uuid);

impl fmt::Display for MessageId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// The words of a message. `Debug` tells how many characters, and no word.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Text(pub String);

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Text({} characters)", self.0.chars().count())
    }
}

/// What goes first where several wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Priority {
    /// Somebody may be in danger.
    Urgent,
    /// An answer or a notice.
    #[default]
    Normal,
    /// A reminder that can wait.
    Low,
}

/// One message to one person. Given again with the same id it must be the same in every field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Ours.
    pub id: MessageId,
    /// To whom.
    pub to: Phone,
    /// What.
    pub text: Text,
    /// What goes first.
    pub priority: Priority,
    /// When the caller noted that it is to be sent; gateways send the older first.
    pub queued_at: Timestamp,
    /// For how long it makes sense; gateways that can give up then. Gammu's files service cannot.
    pub valid_for: Option<Duration>,
    /// Whether the operator is asked to tell when it has arrived (it may cost).
    pub report: bool,
}

/// What is known of a message that was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// The gateway does not know it, or cannot tell.
    Unknown,
    /// With the gateway, not yet sent.
    Waiting,
    /// Taken by the operator.
    Sent,
    /// On the receiver's phone.
    Delivered,
    /// Given up. The reason is the gateway's own word, of at most 80 plain characters without digits in rows.
    Failed(String),
}

impl Delivery {
    /// A failure with the gateway's reason, shortened, and without anything like a number in it.
    pub(crate) fn failed(reason: &str) -> Self {
        let plain: String = reason.chars().filter(|letter| !letter.is_control()).take(80).collect();
        let rows = plain.split(' ').map(|word| {
            let digits = word.chars().filter(char::is_ascii_digit).count();
            if digits > 4 { "…" } else { word }
        });
        Self::Failed(rows.collect::<Vec<_>>().join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_carries_no_number() {
        let Delivery::Failed(reason) = Delivery::failed("Invalid number +6281234567890\n for SIM 1") else {
            panic!()
        };
        assert_eq!(reason, "Invalid number … for SIM 1");
    }

    #[test]
    fn nothing_shows_the_words() {
        let shown = format!("{:?}", Text("HAMIL Siti".to_owned()));
        assert_eq!(shown, "Text(10 characters)");
    }
}
