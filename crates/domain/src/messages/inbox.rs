//! Messages that nobody has dealt with, the most urgent first.

use std::sync::Arc;

use crate::{
    facts::MessageKind,
    heard::{Heard, Words},
    ids::EntryId,
    matters::Message,
    moment::Moment,
    register::Register,
    rights::Scope,
};

/// A message that waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The message.
    pub message: Arc<Message>,
    /// What was understood.
    pub heard: Heard,
}

impl Waiting {
    /// Whether it cannot wait: a danger, a labour, a death, a call for help; also a missed call, which may be any of
    /// these.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        self.message.received.kind == MessageKind::MissedCall || self.heard.is_urgent()
    }

    /// Whether the answer tells that somebody calls at once: a missed call is only thanked for.
    #[must_use]
    pub fn is_urgent_text(&self) -> bool {
        self.message.received.kind == MessageKind::Text && self.heard.is_urgent()
    }

    /// What a message says, as far as it was understood.
    #[must_use]
    pub fn of(register: &Register, words: &Words, message: &Arc<Message>) -> Self {
        let villages = register.villages().values().map(|village| village.name.as_str());
        let heard = crate::heard::understand(&message.received.text, words, villages);
        Self { message: Arc::clone(message), heard }
    }
}

/// Messages of dukun that wait and that a person may read, urgent ones first, then the oldest first. Those of unknown
/// numbers lie in a tray of their own.
#[must_use]
pub fn waiting(register: &Register, words: &Words, scope: &Scope) -> Vec<Waiting> {
    let open = register.matters().messages.values().filter(|message| message.closed().is_none());
    let hers = open.filter(|message| is_dukuns(register, message) && scope.reads_message(message));
    let mut all: Vec<_> = hers.map(|message| Waiting::of(register, words, message)).collect();
    all.sort_by_key(|waiting| {
        let note = &waiting.message.received.record.note;
        (!waiting.is_urgent(), note.noted_at, note.id)
    });
    all
}

/// How much waits for a person, without looking into what it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How many messages wait.
    pub count: usize,
    /// The one that came last, with its hour.
    pub last: Option<(Moment, EntryId)>,
}

/// How much waits of what [`waiting`] gives.
#[must_use]
pub fn standing(register: &Register, scope: &Scope) -> Standing {
    let open = register.matters().messages.values().filter(|message| message.closed().is_none());
    let hers = open.filter(|message| is_dukuns(register, message) && scope.reads_message(message));
    hers.fold(Standing::default(), |standing, message| {
        let note = &message.received.record.note;
        Standing { count: standing.count + 1, last: standing.last.max(Some((note.noted_at, note.id))) }
    })
}

/// Messages that wait and are of no dukun who works: unknown numbers, and those of staff, of officials, and of dukun who
/// stopped; the oldest first. Whoever sorts them need not read them.
#[must_use]
pub fn tray(register: &Register) -> Vec<Arc<Message>> {
    let open = register.matters().messages.values().filter(|message| message.closed().is_none());
    let mut all: Vec<_> = open.filter(|message| !is_dukuns(register, message)).cloned().collect();
    all.sort_by_key(|message| (message.received.record.note.noted_at, message.id));
    all
}

/// Whether a message is of a dukun who still works: the number of one who stopped or died may be anybody's.
#[must_use]
pub(super) fn is_dukuns(register: &Register, message: &Message) -> bool {
    let sender = message.sender().and_then(|sender| register.dukun().get(&sender));
    sender.is_some_and(|dukun| !dukun.retired)
}
