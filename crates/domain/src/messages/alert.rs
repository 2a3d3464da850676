//! Who is told that a message waits which cannot: the midwives of its villages at once, then the coordinator, then the
//! head, as long as nobody has dealt with it.

use jiff::Timestamp;

use super::{Lately, ToQueue, Waiting, inbox::is_dukuns, texts::filled};
use crate::{
    facts::{MessageKind, MessageQueued, MessageReason},
    ids::{SubjectId, VillageCode},
    matters::Message,
    moment::Moment,
    register::Register,
    rights::Role,
    rules::Rules,
};

/// A user of the program, as far as alerts go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Role.
    pub role: Role,
    /// Villages of a midwife.
    pub villages: Vec<VillageCode>,
    /// The member of staff she is; her number stands there.
    pub staff: SubjectId,
}

/// After how many minutes without anybody's doing something a role is told; none for roles that never are.
fn minutes(rules: &Rules, role: Role) -> Option<i32> {
    match role {
        Role::Bidan => Some(0),
        Role::Coordinator => Some(rules.choices.whole("sms_coordinator_after_minutes")),
        Role::Head => Some(rules.choices.whole("sms_head_after_minutes")),
        Role::Office | Role::Sector | Role::District => None,
    }
}

/// How old a message may be to be alerted of: what lay in a gateway for days is on the pages, and waking the head for it
/// helps nobody.
const OLDEST_HOURS: i64 = 24;

/// The alerts that are due at `now` and not queued yet, of the messages that wait. Several messages of one sender in a
/// row make one alert to a person; `lately` learns what is queued.
#[must_use]
pub fn alerts<'a>(
    register: &Register,
    rules: &Rules,
    people: &[Person],
    waiting: impl IntoIterator<Item = &'a Waiting>,
    lately: &mut Lately,
    now: Moment,
) -> Vec<ToQueue> {
    let urgent = waiting.into_iter().filter(|waiting| waiting.is_urgent());
    let mut all = Vec::new();
    for Waiting { message, .. } in urgent.filter(|waiting| is_dukuns(register, &waiting.message)) {
        let since = message.received.record.note.noted_at.timestamp();
        for person in people.iter().filter(|person| is_told(rules, person, message, since, now)) {
            let due = alert(register, message, person)
                .filter(|alert| !register.matters().outgoing.contains_key(&alert.subject))
                .filter(|_| !lately.is_alerted(register, rules, person.staff, message));
            let Some(due) = due else { continue };
            lately.alert(&due.fact, message.sender(), now.timestamp());
            all.push(due);
        }
    }
    all
}

fn is_told(rules: &Rules, person: &Person, message: &Message, since: Timestamp, now: Moment) -> bool {
    let Some(minutes) = minutes(rules, person.role) else { return false };
    let looks_after = person.villages.iter().any(|village| message.villages().contains(village));
    if person.role == Role::Bidan && !looks_after {
        return false;
    }
    let waited = now.timestamp().as_second().saturating_sub(since.as_second());
    (i64::from(minutes) * 60..OLDEST_HOURS * 3600).contains(&waited)
}

fn alert(register: &Register, message: &Message, person: &Person) -> Option<ToQueue> {
    let staff = register.staff().get(&person.staff).filter(|staff| !staff.left)?;
    let dukun = register.dukun().get(&message.sender()?)?;
    let id = match message.received.kind {
        MessageKind::Text => "alert",
        MessageKind::MissedCall => "alert_call",
    };
    let note = &message.received.record.note;
    let hour = note.noted_at.civil();
    let hour = format!("{:02}.{:02}", hour.hour(), hour.minute());
    let village = message.villages().first().map_or("", |code| register.village_name(code));
    let fill = [
        ("dukun", dukun.name.as_str()),
        ("desa", village),
        ("jam", &hour),
        ("telepon", &message.received.from),
    ];
    let fact = MessageQueued {
        to: staff.phone.clone()?,
        person: Some(person.staff),
        reason: MessageReason::Alert,
        text: filled(register.unit().map(|unit| &**unit), id, &[], &fill),
        about: Some(message.id),
        not_before: None,
    };
    Some(ToQueue::new(&["alert", &message.id.to_string(), &person.staff.to_string()], fact))
}
