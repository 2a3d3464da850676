//! Which numbers were answered a few minutes ago, so that several messages in a row get one answer.

use std::collections::HashMap;

use jiff::Timestamp;

use super::number;
use crate::{facts::MessageReason, moment::Moment, register::Register, rules::Rules};

/// Numbers and when each was answered last. Kept beside the register by whoever answers many, for looking
/// through everything ever sent at each message would take the square of their number.
#[derive(Clone, Debug, Default)]
pub struct Answered(HashMap<String, Timestamp>);

impl Answered {
    /// As the register knows it.
    #[must_use]
    pub fn of(register: &Register) -> Self {
        let mut answered = Self::default();
        let all = register.matters().outgoing.values().map(|outgoing| &outgoing.queued);
        for queued in all.filter(|queued| queued.reason == MessageReason::Reply) {
            answered.note(&queued.to, queued.record.note.noted_at.timestamp());
        }
        answered
    }

    /// Notes that a number is answered.
    pub fn note(&mut self, to: &str, at: Timestamp) {
        let last = self.0.entry(number(to)).or_insert(at);
        *last = at.max(*last);
    }

    /// Whether a number was answered a few minutes before `now` (`sms_reply_pause_minutes`).
    #[must_use]
    pub fn lately(&self, rules: &Rules, from: &str, now: Moment) -> bool {
        self.0.get(&number(from)).is_some_and(|at| is_recent(rules, *at, now))
    }

    /// Forgets what is too long ago to matter.
    pub fn clear_old(&mut self, rules: &Rules, now: Moment) {
        self.0.retain(|_, at| is_recent(rules, *at, now));
    }
}

fn is_recent(rules: &Rules, at: Timestamp, now: Moment) -> bool {
    let pause = i64::from(rules.choices.whole("sms_reply_pause_minutes")) * 60;
    now.timestamp().as_second().saturating_sub(at.as_second()) < pause
}
