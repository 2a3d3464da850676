//! What is to be sent now: what was never tried, and what surely failed and has waited long enough.

use std::sync::Arc;

use jiff::Timestamp;

use crate::{facts::MessageState, matters::Outgoing, moment::Moment, register::Register, rules::Rules};

/// Minutes to wait after each failed try. After the last the message is given up.
const WAITS: [i64; 6] = [1, 5, 15, 60, 240, 720];
/// How often a message is tried.
pub const LAST_TRY: usize = WAITS.len() + 1;

/// Messages that are to be handed to a gateway at `now`, those that cannot wait first, then the oldest first.
#[must_use]
pub fn due(register: &Register, rules: &Rules, now: Moment) -> Vec<Arc<Outgoing>> {
    let quiet = is_quiet(rules, now);
    let all = register.matters().outgoing.values();
    let mut due: Vec<_> = all.filter(|outgoing| is_due(outgoing, quiet, now)).cloned().collect();
    due.sort_by_key(|outgoing| (outgoing.queued.reason.can_wait(), outgoing.queued.id()));
    due
}

fn is_due(outgoing: &Outgoing, quiet: bool, now: Moment) -> bool {
    let queued = &outgoing.queued;
    if quiet && queued.reason.can_wait() {
        return false;
    }
    if queued.not_before.is_some_and(|hour| hour.timestamp() > now.timestamp()) {
        return false;
    }
    match outgoing.state() {
        None => true,
        Some(MessageState::Failed) => waited(outgoing, now.timestamp()),
        Some(_) => false,
    }
}

fn waited(outgoing: &Outgoing, now: Timestamp) -> bool {
    let Some(last) = outgoing.went.last() else { return true };
    let Some(wait) = WAITS.get(outgoing.tries().saturating_sub(1)) else { return false };
    now.as_second().saturating_sub(last.record.note.noted_at.timestamp().as_second()) >= wait * 60
}

/// Whether a message that failed is given up.
#[must_use]
pub fn give_up(outgoing: &Outgoing) -> bool {
    outgoing.tries() >= LAST_TRY
}

/// Whether no reminder is sent at this hour.
fn is_quiet(rules: &Rules, now: Moment) -> bool {
    let hour = i32::from(now.civil().hour());
    hour >= rules.choices.whole("sms_quiet_from_hour") || hour < rules.choices.whole("sms_quiet_until_hour")
}
