//! The unit's telephone line in those weeks: it takes messages in, answers, wakes who is to be woken, sends, and tries
//! again, as the program does.

use std::{iter::Peekable, sync::Arc, vec};

use domain::{
    facts::{Fact, MessageQueued, MessageReason, MessageReceived, MessageState, MessageWent},
    heard::{Heard, Words},
    ids::{AuthorId, DeviceId, EntryId, SubjectId, VillageCode, derived},
    matters::Message,
    messages::{self, Lately, Person, ToQueue, Waiting},
    moment::Moment,
    note::Note,
    register::Register,
    rights::{Role, Scope},
    rules::Rules,
};
use jiff::civil::Date;

use super::{after, letters::Letter, seconds_after};
use crate::{event, people::Member};

/// The gateway of the demonstration.
const GATEWAY: &str = "stand-in";
/// So many minutes after a message came nobody else is told of it, and what failed has been tried again.
const BUSY_MINUTES: i64 = 45;
/// Numbers of entries begin here, so that no other simulated entry of the same moment has the same id.
const FIRST: usize = 1 << 40;

/// The line and what the program knows.
pub(super) struct Line {
    pub(super) register: Register,
    words: Words,
    rules: Rules,
    ahead: Peekable<vec::IntoIter<Note>>,
    people: Vec<Person>,
    lately: Lately,
    now: Moment,
    busy_until: Moment,
    reminded: Option<Date>,
    /// Messages whose answer fails at first.
    failing: Vec<SubjectId>,
    notes: Vec<Note>,
}

/// Who notes something, and when.
#[derive(Clone, Copy)]
pub(super) struct By {
    pub(super) author: AuthorId,
    pub(super) at: Moment,
}

impl Line {
    /// The line at `begin`, with everything that was noted before; what was noted later it learns in time.
    pub(super) fn new(known: Vec<Note>, staff: &[Member], begin: Moment) -> Self {
        let later = known.partition_point(|note| note.noted_at <= begin);
        let mut known = known;
        let ahead = known.split_off(later);
        let register = Register::load(known);
        let unit = register.unit().map(|unit| &**unit);
        let person = |member: &Member| Person {
            role: member.role,
            villages: member.villages.clone(),
            staff: member.subject,
        };
        Self {
            words: Words::of(unit),
            rules: Rules::of(unit),
            lately: Lately::of(&register),
            register,
            ahead: ahead.into_iter().peekable(),
            people: staff.iter().map(person).collect(),
            now: begin,
            busy_until: begin,
            reminded: None,
            failing: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Lets time pass.
    pub(super) fn advance(&mut self, to: Moment) {
        while self.now < to {
            let next = if self.now < self.busy_until { after(self.now, 1) } else { self.morning() };
            self.now = next.min(to);
            let now = self.now;
            while let Some(note) = self.ahead.next_if(|note| note.noted_at <= now) {
                self.register.apply([note]);
            }
            self.remind();
            self.wake();
            self.send();
        }
    }

    /// Takes a message in, with what follows from it.
    pub(super) fn take(&mut self, letter: &Letter) {
        let sender = messages::senders(&self.register, &letter.from).first().copied();
        let villages = sender.map(|sender| messages::villages_of(&self.register, sender)).unwrap_or_default();
        let (entry, id) = messages::incoming(GATEWAY, &key(letter));
        if letter.fails {
            self.failing.push(id);
        }
        let fact = MessageReceived {
            gateway: GATEWAY.to_owned(),
            from: letter.from.clone(),
            kind: letter.kind,
            text: letter.text.clone(),
            sent_at: Some(seconds_after(letter.at, -4)),
            sender,
            villages,
        };
        self.busy_until = after(self.now, BUSY_MINUTES);
        self.program(entry, id, self.now, fact);
        self.wake();
        self.answer(id);
        self.send();
    }

    /// What a message says.
    pub(super) fn heard(&self, message: &Arc<Message>) -> Heard {
        Waiting::of(&self.register, &self.words, message).heard
    }

    fn answer(&mut self, id: SubjectId) {
        let Some(message) = self.register.matters().messages.get(&id).cloned() else { return };
        let waiting = Waiting::of(&self.register, &self.words, &message);
        let reply = messages::reply(&self.register, &self.rules, &self.lately, &waiting, self.now);
        if let Some(reply) = reply {
            self.lately.answer(&reply.fact.to, waiting.is_urgent_text(), self.now.timestamp());
            self.queue(reply);
        }
        for (subject, said) in messages::stopped(&self.register, &waiting, self.now) {
            let id = derived(&["stopped", &message.id.to_string(), &subject.to_string()]);
            self.program(EntryId(id), subject, self.now, said);
        }
    }

    /// Tells who is to be told by now.
    fn wake(&mut self) {
        let whole = Scope { role: Role::Coordinator, villages: Vec::new() };
        let waiting = messages::waiting(&self.register, &self.words, &whole);
        let Self { register, rules, people, lately, now, .. } = self;
        for alert in messages::alerts(register, rules, people, &waiting, lately, *now) {
            self.queue(alert);
        }
    }

    /// Once a day, when the quiet hours are over.
    fn remind(&mut self) {
        let is_quiet = i32::from(self.now.civil().hour()) < self.rules.choices.whole("sms_quiet_until_hour");
        if is_quiet || self.reminded == Some(self.now.date()) {
            return;
        }
        self.reminded = Some(self.now.date());
        for reminder in messages::reminders(&self.register, &self.rules, self.now) {
            self.queue(reminder);
        }
    }

    fn send(&mut self) {
        for outgoing in messages::due(&self.register, &self.rules, self.now) {
            let queued: &MessageQueued = &outgoing.queued;
            let fails = queued.reason == MessageReason::Reply
                && outgoing.tries() == 0
                && queued.about.is_some_and(|about| self.failing.contains(&about));
            let course: &[(MessageState, i64)] = if fails {
                &[(MessageState::Handing, 0), (MessageState::Failed, 5)]
            } else {
                &[
                    (MessageState::Handing, 0),
                    (MessageState::Accepted, 1),
                    (MessageState::Sent, 4),
                    (MessageState::Delivered, 11),
                ]
            };
            for (state, seconds) in course {
                self.went(outgoing.id, *state, seconds_after(self.now, *seconds));
            }
        }
    }

    fn went(&mut self, id: SubjectId, state: MessageState, at: Moment) {
        let trouble = (state == MessageState::Failed).then(|| "unreachable".to_owned());
        let fact = MessageWent { state, gateway: GATEWAY.to_owned(), trouble, ..MessageWent::default() };
        let entry = self.fresh(at);
        self.program(entry, id, at, fact);
    }

    fn queue(&mut self, queue: ToQueue) {
        self.program(queue.entry, queue.subject, self.now, queue.fact);
    }

    fn program(&mut self, id: EntryId, subject: SubjectId, at: Moment, fact: impl Into<Fact>) {
        self.note(By { author: AuthorId::SYSTEM, at }, id, subject, None, fact);
    }

    /// Notes something.
    pub(super) fn note(
        &mut self,
        by: By,
        id: EntryId,
        subject: SubjectId,
        village: Option<VillageCode>,
        fact: impl Into<Fact>,
    ) {
        let note = Note {
            id,
            village,
            subject,
            author: by.author,
            device: DeviceId::SERVER,
            noted_at: by.at,
            amends: None,
            fact: fact.into(),
        };
        self.register.apply([note.clone()]);
        self.notes.push(note);
    }

    /// An id that rises with time.
    pub(super) fn fresh(&self, at: Moment) -> EntryId {
        EntryId(event::numbered(at.timestamp().as_millisecond(), FIRST + self.notes.len()))
    }

    /// The present hour of the line.
    pub(super) fn now(&self) -> Moment {
        self.now
    }

    /// The message of a letter.
    pub(super) fn message(letter: &Letter) -> SubjectId {
        messages::incoming(GATEWAY, &key(letter)).1
    }

    /// Everything noted up to `now`, in order of time.
    pub(super) fn told(self, now: Moment) -> Vec<Note> {
        let mut notes: Vec<_> = self.notes.into_iter().filter(|note| note.noted_at <= now).collect();
        notes.sort_by_key(|note| note.noted_at);
        notes
    }

    /// The next hour at which reminders are sent.
    fn morning(&self) -> Moment {
        let hour = i8::try_from(self.rules.choices.whole("sms_quiet_until_hour")).unwrap_or_default();
        let today = self.now.date().at(hour, 0, 0, 0);
        let at = |day| Moment::at_civil(day, self.now.offset());
        let next = at(today);
        if self.now < next { next } else { at(today.saturating_add(jiff::Span::new().days(1))) }
    }
}

/// The gateway's own word for a message, as the stand-in makes it.
fn key(letter: &Letter) -> String {
    format!("stand-in:{}:0", letter.at.timestamp().as_millisecond())
}
