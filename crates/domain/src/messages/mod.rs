//! What follows from messages: whose number it was, what waits for whom, what is answered, who is told when nobody
//! looks, who is reminded of what, and what is to be sent now.
//!
//! Everything that is to be sent is a note whose id follows from what it is for: whoever computes it twice, also
//! after a crash, queues it once.

mod alert;
mod inbox;
mod lately;
mod outbox;
mod remind;
mod reply;
mod sender;
mod texts;

pub use self::{
    alert::{Person, alerts},
    inbox::{Standing, Waiting, standing, tray, waiting},
    lately::Lately,
    outbox::{LAST_TRY, due, give_up},
    remind::{is_promised_the_week, reminders},
    reply::{replies, reply, stopped},
    sender::{number, senders, villages_of},
    texts::{Text, filled, offered, parts},
};
use crate::{
    facts::MessageQueued,
    ids::{EntryId, SubjectId, derived},
};

/// A message that is to be queued.
#[derive(Clone, Debug, PartialEq)]
pub struct ToQueue {
    /// The entry's id.
    pub entry: EntryId,
    /// The message that goes out.
    pub subject: SubjectId,
    /// What it says, to whom.
    pub fact: MessageQueued,
}

impl ToQueue {
    /// A message for one purpose, named by `parts`.
    fn new(parts: &[&str], fact: MessageQueued) -> Self {
        let subject = SubjectId(derived(&[&["outgoing"], parts].concat()));
        Self { entry: EntryId(derived(&["queued", &subject.to_string()])), subject, fact }
    }
}

/// The subject under which the log keeps a message that came in: the same however often it is handed over.
#[must_use]
pub fn incoming(gateway: &str, key: &str) -> (EntryId, SubjectId) {
    let subject = SubjectId(derived(&["message", gateway, key]));
    (EntryId(derived(&["received", &subject.to_string()])), subject)
}

/// The subject under which the log keeps what somebody said about reminders.
#[must_use]
pub fn reminders_of(person: SubjectId) -> SubjectId {
    SubjectId(derived(&["reminders", &person.to_string()]))
}
