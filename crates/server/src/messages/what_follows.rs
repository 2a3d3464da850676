//! What is noted of a message that came: itself, the answer, who is told, what the stop word changes.

use std::collections::HashMap;

use domain::{
    facts::{LONGEST_TEXT, MessageKind, MessageReceived},
    heard::Words,
    ids::{AuthorId, DeviceId, EntryId, SubjectId, VillageCode, derived},
    messages::{self, Lately, Person, ToQueue, Waiting},
    moment::Moment,
    note::Note,
    register::Register,
    rules::Rules,
};
use gateways::{Incoming, Kind, Sender};

/// A note by the program itself.
pub(super) fn note(
    id: EntryId,
    subject: SubjectId,
    now: Moment,
    fact: impl Into<domain::facts::Fact>,
) -> Note {
    Note {
        id,
        village: None,
        subject,
        author: AuthorId::SYSTEM,
        device: DeviceId::SERVER,
        noted_at: now,
        amends: None,
        fact: fact.into(),
    }
}

/// A message to be queued, as a note.
pub(super) fn queued(queue: ToQueue, now: Moment) -> Note {
    note(queue.entry, queue.subject, now, queue.fact)
}

/// A sender as the gateway told, to be kept.
pub(super) fn written(from: &Sender) -> &str {
    match from {
        Sender::Phone(phone) => phone.e164(),
        Sender::Other(name) => name,
    }
}

/// Whether the log cannot hold all of a text. A person writes no such thing, but nothing is lost.
pub(super) fn is_cut(incoming: &Incoming) -> bool {
    matches!(&incoming.kind, Kind::Text(text) if text.0.chars().nth(LONGEST_TEXT).is_some())
}

/// Whose numbers they are, each looked up once.
pub(super) struct Senders<'a> {
    register: &'a Register,
    known: HashMap<String, (Option<SubjectId>, Vec<VillageCode>)>,
}

impl<'a> Senders<'a> {
    /// Nobody was looked up yet.
    pub(super) fn new(register: &'a Register) -> Self {
        Self { register, known: HashMap::new() }
    }

    /// The note of a message that came, unless the register has it.
    pub(super) fn received(&mut self, gateway: &str, incoming: &Incoming, now: Moment) -> Option<Note> {
        let (entry, subject) = messages::incoming(gateway, &incoming.key);
        if self.register.knows(entry) {
            return None;
        }
        let from = written(&incoming.from).to_owned();
        let (sender, villages) = self.known.entry(from.clone()).or_insert_with(|| {
            let sender = messages::senders(self.register, &from).into_iter().next();
            let villages = sender.map(|sender| messages::villages_of(self.register, sender));
            (sender, villages.unwrap_or_default())
        });
        let (kind, text) = match &incoming.kind {
            Kind::Text(text) => (MessageKind::Text, text.0.chars().take(LONGEST_TEXT).collect()),
            Kind::MissedCall | Kind::Binary(_) => (MessageKind::MissedCall, String::new()),
        };
        let fact = MessageReceived {
            gateway: gateway.to_owned(),
            from,
            kind,
            text,
            sent_at: incoming.stamped.map(|at| Moment::new(at, now.offset())),
            sender: *sender,
            villages: villages.clone(),
        };
        Some(note(entry, subject, now, fact))
    }
}

/// Messages that came, with all that follows from them.
pub(super) fn all(
    register: &Register,
    rules: &Rules,
    people: &[Person],
    lately: &mut Lately,
    received: Vec<Note>,
    now: Moment,
) -> Vec<Note> {
    let words = Words::of(register.unit().map(|unit| &**unit));
    // What only just came is folded by itself: the register learns it when it is safe.
    let order: Vec<_> = received.iter().map(|note| note.subject).collect();
    let fresh = Register::load(received.iter().cloned());
    let mut notes = received;
    for message in order.iter().filter_map(|subject| fresh.matters().messages.get(subject)) {
        let waiting = Waiting::of(register, &words, message);
        let told = messages::alerts(register, rules, people, [&waiting], lately, now);
        notes.extend(told.into_iter().map(|alert| queued(alert, now)));
        if let Some(reply) = messages::reply(register, rules, lately, &waiting, now) {
            lately.answer(&reply.fact.to, waiting.is_urgent_text(), now.timestamp());
            notes.push(queued(reply, now));
        }
        for (subject, said) in messages::stopped(register, &waiting, now) {
            let id = derived(&["stopped", &message.id.to_string(), &subject.to_string()]);
            notes.push(note(EntryId(id), subject, now, said));
        }
    }
    notes
}
