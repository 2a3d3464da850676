//! What was sent a few minutes ago, so that several messages in a row get one answer, and wake nobody twice.

use std::collections::HashMap;

use jiff::Timestamp;

use super::number;
use crate::{
    facts::{MessageQueued, MessageReason},
    ids::SubjectId,
    matters::Message,
    moment::Moment,
    register::Register,
    rules::Rules,
};

/// After this long an alert counts no more, in seconds: nobody is alerted of older messages.
const OLDEST_SECONDS: i64 = 25 * 3600;

/// Which numbers were answered when, and who was alerted of whose messages. Kept beside the register by whoever
/// answers many, for looking through everything ever sent at each message would take the square of their number.
#[derive(Clone, Debug, Default)]
pub struct Lately {
    /// By number: when it was answered last, and whether it was told that somebody calls at once.
    answered: HashMap<String, (Timestamp, bool)>,
    /// By who was told and who had sent: the message that it was about.
    alerted: HashMap<(SubjectId, SubjectId), (SubjectId, Timestamp)>,
}

impl Lately {
    /// As the register knows it.
    #[must_use]
    pub fn of(register: &Register) -> Self {
        let mut lately = Self::default();
        for outgoing in register.matters().outgoing.values() {
            let queued = &outgoing.queued;
            let about = queued.about.and_then(|about| register.matters().messages.get(&about));
            let sender = about.and_then(|message| message.sender());
            let at = queued.record.note.noted_at.timestamp();
            match queued.reason {
                // Which answer it was is not written down; after a start the pause holds for all.
                MessageReason::Reply => lately.answer(&queued.to, true, at),
                _ => lately.alert(queued, sender, at),
            }
        }
        lately
    }

    /// Notes that a number is answered; urgently, if it was told that somebody calls at once.
    pub fn answer(&mut self, to: &str, urgently: bool, at: Timestamp) {
        let last = self.answered.entry(number(to)).or_insert((at, urgently));
        if last.0 <= at {
            *last = (at, urgently);
        }
    }

    /// Notes that an alert is queued, about a message of `sender`.
    pub(super) fn alert(&mut self, queued: &MessageQueued, sender: Option<SubjectId>, at: Timestamp) {
        let told = queued.person.zip(sender).zip(queued.about);
        if let (MessageReason::Alert, Some(((person, sender), about))) = (queued.reason, told) {
            let last = self.alerted.entry((person, sender)).or_insert((about, at));
            if last.1 <= at {
                *last = (about, at);
            }
        }
    }

    /// Whether a number was answered a few minutes before `now` (`sms_reply_pause_minutes`). Who was only thanked is
    /// answered once more when what she writes now cannot wait.
    pub(super) fn is_answered(&self, rules: &Rules, from: &str, is_urgent: bool, now: Moment) -> bool {
        let last = self.answered.get(&number(from));
        last.is_some_and(|(at, urgently)| is_recent(rules, *at, now) && (*urgently || !is_urgent))
    }

    /// Whether a person looks at a sender's messages anyway: she was told of one at most `sms_alert_pause_minutes`
    /// before this one came, and had not dealt with it by then. Ten texts in a row then wake her once; one that comes
    /// after she dealt with the first wakes her again. What she leaves lying still goes to who is told after her.
    pub(super) fn is_alerted(
        &self,
        register: &Register,
        rules: &Rules,
        person: SubjectId,
        message: &Message,
    ) -> bool {
        let told = message.sender().and_then(|sender| self.alerted.get(&(person, sender)));
        told.is_some_and(|(about, at)| {
            let pause = i64::from(rules.choices.whole("sms_alert_pause_minutes")) * 60;
            let came = message.received.record.note.noted_at;
            let known = register.matters().messages.get(about);
            let closed = known.and_then(|known| known.closed()).map(|sorted| sorted.record.note.noted_at);
            let was_open = closed.is_none_or(|closed| came <= closed);
            was_open && came.timestamp().as_second() - at.as_second() < pause
        })
    }

    /// Forgets what is too long ago to matter.
    pub fn clear_old(&mut self, rules: &Rules, now: Moment) {
        self.answered.retain(|_, (at, _)| is_recent(rules, *at, now));
        let now = now.timestamp().as_second();
        self.alerted.retain(|_, (_, at)| now - at.as_second() < OLDEST_SECONDS);
    }
}

fn is_recent(rules: &Rules, at: Timestamp, now: Moment) -> bool {
    let pause = i64::from(rules.choices.whole("sms_reply_pause_minutes")) * 60;
    now.timestamp().as_second().saturating_sub(at.as_second()) < pause
}
