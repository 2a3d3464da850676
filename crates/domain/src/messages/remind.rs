//! Reminders, to those who agreed to them: the mothers that a dukun brought and whose visit is due, a mother's next visit
//! and the expected birth, an official's commitment. None tells what for.

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

use super::{ToQueue, reminders_of, texts::filled};
use crate::{
    facts::{MessageQueued, MessageReason, RemindersAgreed},
    family::{Family, Item},
    ids::SubjectId,
    matters::Fulfilment,
    moment::Moment,
    register::Register,
    rules::Rules,
    spoken,
    tasks::next_contact,
};

/// The clause by which a dukun agreed to a weekly list.
const CLAUSE: &str = "WEEKLY_REMINDER";
/// How many names a list has at most: two parts of a message.
const NAMES: usize = 12;

/// The reminders of a day that are not queued yet.
#[must_use]
pub fn reminders(register: &Register, rules: &Rules, now: Moment) -> Vec<ToQueue> {
    let today = now.date();
    let mut all = for_mothers(register, rules, today);
    all.extend(for_officials(register, rules, today));
    if word(today.weekday()) == rules.choices.word("sms_dukun_weekday") {
        all.extend(for_dukun(register, rules, today));
    }
    all.retain(|reminder| !register.matters().outgoing.contains_key(&reminder.subject));
    all
}

fn word(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
    }
}

fn said(register: &Register, person: SubjectId) -> Option<&Item<RemindersAgreed>> {
    register.matters().reminders.get(&reminders_of(person)).map(|said| &**said)
}

/// Whether an agreement of this dukun that is in force has the clause by which she gets the week's list.
#[must_use]
pub fn is_promised_the_week(register: &Register, dukun: SubjectId, today: Date) -> bool {
    register.matters().agreements.values().any(|agreement| {
        agreement.holds(today)
            && agreement.parties(today).iter().any(|party| party.person == dukun)
            && agreement.clauses(today).iter().any(|clause| clause.id == CLAUSE)
    })
}

/// To each dukun whose agreement in force has the clause and who did not stop them.
fn for_dukun(register: &Register, rules: &Rules, today: Date) -> Vec<ToQueue> {
    let working = register.dukun().iter().filter(|(_, dukun)| !dukun.retired);
    working
        .filter(|(id, _)| {
            said(register, **id).is_none_or(|said| said.given) && is_promised_the_week(register, **id, today)
        })
        .filter_map(|(id, dukun)| {
            let to = said(register, *id).and_then(|said| said.phone.clone()).or(dukun.phone.clone())?;
            let names = due_of(register, rules, *id, today);
            if names.is_empty() {
                return None;
            }
            let fill = [("dukun", dukun.name.as_str()), ("nama", &names.join(", "))];
            let fact = MessageQueued {
                to,
                person: Some(*id),
                reason: MessageReason::RemindDukun,
                text: filled(register.unit().map(|unit| &**unit), "remind_dukun", &dukun.languages, &fill),
                about: None,
                not_before: None,
            };
            Some(ToQueue::new(&["week", &id.to_string(), &today.to_string()], fact))
        })
        .collect()
}

/// First names of the mothers whom this dukun brought and whose next contact is due in the coming seven days or was.
fn due_of(register: &Register, rules: &Rules, dukun: SubjectId, today: Date) -> Vec<String> {
    let brought = |family: &Family| {
        let pregnancy = family.latest()?;
        let by_her = pregnancy.notices.iter().any(|notice| notice.dukun == Some(dukun));
        let next = next_contact(pregnancy, rules, today).filter(|_| by_her)?;
        (next.due <= today.saturating_add(7.days())).then(|| (next.due, first_name(family.name())))
    };
    let mut due: Vec<_> = register.families().filter_map(|family| brought(family)).collect();
    due.sort();
    due.into_iter().map(|(_, name)| name).take(NAMES).collect()
}

fn first_name(name: &str) -> String {
    name.split_whitespace().next().unwrap_or_default().to_owned()
}

/// To each mother who agreed: some days before her next contact, and some weeks before the birth is expected.
fn for_mothers(register: &Register, rules: &Rules, today: Date) -> Vec<ToQueue> {
    let agreed = register.matters().reminders.values().filter(|said| said.given);
    let mothers = agreed.filter_map(|said| {
        let family = register.family(said.person).filter(|family| family.mother_died().is_none())?;
        let pregnancy = family.latest().filter(|pregnancy| pregnancy.over_on().is_none())?;
        Some((said, said.phone.clone()?, pregnancy))
    });
    mothers
        .flat_map(|(said, to, pregnancy)| {
            let near = |id, due: &Date| *due > today && *due <= in_days(rules, id, today);
            let visit = next_contact(pregnancy, rules, today).map(|next| next.due);
            let visit = visit.filter(|due| near("sms_remind_days_before", due)).map(|due| {
                let once = ["visit", &said.person.to_string(), &due.to_string()].map(str::to_owned);
                (once, "remind_mother", due)
            });
            let birth = pregnancy.edd().filter(|due| near("sms_birth_days_before", due)).map(|due| {
                // Once, whatever an ultrasound says later of the date.
                let once = ["birth", &said.person.to_string(), &pregnancy.id.to_string()].map(str::to_owned);
                (once, "remind_birth", due)
            });
            let due: Vec<_> = visit.into_iter().chain(birth).collect();
            due.into_iter().map(move |(once, text, due)| to_mother(register, said, &to, &once, text, due))
        })
        .collect()
}

/// The day that is as many days ahead as a choice says.
fn in_days(rules: &Rules, choice: &str, today: Date) -> Date {
    today.saturating_add(i64::from(rules.choices.whole(choice)).days())
}

fn to_mother(
    register: &Register,
    said: &RemindersAgreed,
    to: &str,
    once: &[String; 3],
    text: &str,
    due: Date,
) -> ToQueue {
    let fill = [("tanggal", short(due))];
    let fill = fill.each_ref().map(|(name, value)| (*name, value.as_str()));
    let fact = MessageQueued {
        to: to.to_owned(),
        person: Some(said.person),
        reason: MessageReason::RemindMother,
        text: filled(register.unit().map(|unit| &**unit), text, &[], &fill),
        about: Some(said.person),
        not_before: None,
    };
    ToQueue::new(&once.each_ref().map(String::as_str), fact)
}

/// To each official of the register with a number who answers for a commitment that is due, unless they stopped them.
fn for_officials(register: &Register, rules: &Rules, today: Date) -> Vec<ToQueue> {
    let day = in_days(rules, "sms_remind_days_before", today);
    let near = register.matters().commitments.values().filter_map(|commitment| {
        let due = commitment.due().filter(|due| *due > today && *due <= day)?;
        (commitment.fulfilment(today) == Fulfilment::Open).then_some((commitment, due))
    });
    near.filter_map(|(commitment, due)| {
        let id = commitment.made.official?;
        let official = register.officials().get(&id).filter(|official| !official.left)?;
        let agreed = said(register, id).is_some_and(|said| said.given);
        let to = said(register, id).and_then(|said| said.phone.clone()).or(official.phone.clone());
        let date = short(due);
        let name = if official.name.is_empty() { &official.office } else { &official.name };
        let fill = [("nama", name.as_str()), ("kegiatan", &commitment.made.activity), ("tanggal", &date)];
        let fact = MessageQueued {
            to: to.filter(|_| agreed)?,
            person: Some(id),
            reason: MessageReason::RemindOfficial,
            text: filled(register.unit().map(|unit| &**unit), "remind_official", &[], &fill),
            about: Some(commitment.id),
            not_before: None,
        };
        Some(ToQueue::new(&["promise", &commitment.id.to_string(), &due.to_string()], fact))
    })
    .collect()
}

/// "21 Mei".
fn short(day: Date) -> String {
    format!("{} {}", day.day(), spoken::month(day))
}
