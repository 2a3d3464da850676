//! What is answered to a dukun: that her word arrived and who will call, and nothing else.

use super::{Lately, ToQueue, Waiting, inbox::is_dukuns, reminders_of, sender, texts::filled};
use crate::{
    facts::{MessageQueued, MessageReason, Profession, RemindersAgreed},
    heard::{Confidence, Intent},
    ids::SubjectId,
    moment::Moment,
    register::Register,
    rules::Rules,
};

/// The answer to a message that just came, if one is due: to a dukun who still works, once for several messages sent in
/// a row. Unknown numbers get none, for they may be machines.
#[must_use]
pub fn replies(register: &Register, rules: &Rules, waiting: &Waiting, now: Moment) -> Option<ToQueue> {
    reply(register, rules, &Lately::of(register), waiting, now)
}

/// The same for who answers many, and knows which numbers were answered lately.
#[must_use]
pub fn reply(
    register: &Register,
    rules: &Rules,
    lately: &Lately,
    waiting: &Waiting,
    now: Moment,
) -> Option<ToQueue> {
    let message = &waiting.message;
    if !is_dukuns(register, message)
        || lately.is_answered(rules, &message.received.from, waiting.is_urgent_text(), now)
    {
        return None;
    }
    let person = message.sender()?;
    let dukun = register.dukun().get(&person)?;
    let id = match waiting.heard.intent {
        Some(Intent::Stop) => "stopped",
        Some(Intent::Thanks) => return None,
        _ if waiting.is_urgent_text() => "thanks_urgent",
        _ => "thanks",
    };
    let midwife = midwife(register, waiting);
    let fill = [("dukun", dukun.name.as_str()), ("bidan", &midwife)];
    let fact = MessageQueued {
        to: message.received.from.clone(),
        person: Some(person),
        reason: MessageReason::Reply,
        text: filled(register.unit().map(|unit| &**unit), id, &dukun.languages, &fill),
        about: Some(message.id),
        not_before: None,
    };
    Some(ToQueue::new(&["reply", &message.id.to_string()], fact))
}

/// The midwife who looks after the villages, or all of them.
fn midwife(register: &Register, waiting: &Waiting) -> String {
    let villages = waiting.message.villages();
    let hers = register.staff().values().filter(|staff| {
        let here = staff.villages.iter().any(|village| villages.contains(village));
        staff.profession == Profession::Bidan && !staff.left && here
    });
    let names: Vec<_> = hers.map(|staff| called(&staff.name)).collect();
    match names.as_slice() {
        [name] => name.clone(),
        _ => "Bidan".to_owned(),
    }
}

/// "Bidan Rina" for "Rina Wati, S.Tr.Keb".
fn called(name: &str) -> String {
    let bare = name.split(',').next().unwrap_or(name).trim();
    let bare = bare.strip_prefix("Bidan ").or_else(|| bare.strip_prefix("Bd. ")).unwrap_or(bare);
    format!("Bidan {}", bare.split_whitespace().next().unwrap_or_default())
}

/// What the stop word and the word to begin again change: for everybody whose reminders go to this number.
#[must_use]
pub fn stopped(register: &Register, waiting: &Waiting, now: Moment) -> Vec<(SubjectId, RemindersAgreed)> {
    // Only what means nothing else changes something by itself.
    let said = |intent| waiting.heard.says(intent) == Some(Confidence::Clear);
    let given = match (said(Intent::Stop), said(Intent::Start)) {
        (true, false) => false,
        (false, true) => true,
        _ => return Vec::new(),
    };
    let from = &waiting.message.received.from;
    let wanted = sender::number(from);
    let known = register.matters().reminders.values();
    let by_number = known
        .filter(|said| said.phone.as_deref().is_some_and(|phone| sender::number(phone) == wanted))
        .map(|said| (**said).clone());
    let fresh = |person| RemindersAgreed {
        person,
        given,
        on: now.date(),
        phone: None,
        phone_of: Default::default(),
        message: None,
    };
    let people = sender::senders(register, from).into_iter().map(fresh);
    let mut all: Vec<_> = by_number.map(|said| (*said).clone()).chain(people).collect();
    all.sort_by_key(|said| said.person);
    all.dedup_by_key(|said| said.person);
    let message = Some(waiting.message.id);
    all.into_iter()
        .map(|said| (reminders_of(said.person), RemindersAgreed { given, on: now.date(), message, ..said }))
        .collect()
}
