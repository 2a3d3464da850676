//! One message in a line: on today's page, in the list, on the dukun's page.

use std::cmp::Reverse;

use domain::{
    facts::MessageKind,
    gestation::days_between,
    ids::{SubjectId, VillageCode},
    matters::Message,
    messages::{self, Waiting, is_promised_the_week, reminders_of},
    moment::Moment,
    register::Register,
};
use maud::{Markup, html};

use super::said::words;
use crate::{caller::Caller, format, labels::label};

/// How many messages stand open; the others are one tap away.
const AT_ONCE: usize = 8;
/// How much of a message a line shows, in letters.
const SHOWN: usize = 160;
/// For how long a dukun's page shows what she sent, in days.
const DUKUN_DAYS: i32 = 90;
/// How many of her messages it shows.
const DUKUN_SHOWN: usize = 10;

/// When a message was sent: the gateway's hour, unless it lies after the message came.
pub(super) fn sent_at(message: &Message) -> Moment {
    let came = message.received.record.note.noted_at;
    message.received.sent_at.filter(|sent| sent.timestamp() <= came.timestamp()).unwrap_or(came)
}

/// Who sent it: her name, where she lives or what she is.
pub(super) fn sender(caller: &Caller, register: &Register, message: &Message) -> Option<(String, String)> {
    person(caller, register, message.sender()?)
}

/// A dukun, a member of staff or an official: name, and village or office.
pub(super) fn person(caller: &Caller, register: &Register, id: SubjectId) -> Option<(String, String)> {
    if let Some(dukun) = register.dukun().get(&id) {
        let village = dukun.village.as_ref().map_or("", |code| register.village_name(code));
        return Some((dukun.name.clone(), village.to_owned()));
    }
    if let Some(staff) = register.staff().get(&id) {
        return Some((staff.name.clone(), label(caller.text, "profession", &staff.profession)));
    }
    let official = register.officials().get(&id)?;
    Some((official.holder().to_owned(), official.office.clone()))
}

/// How long ago, as people say it.
pub(super) fn age(caller: &Caller, at: Moment) -> String {
    let now = caller.world.now();
    let minutes = now.timestamp().as_second().saturating_sub(at.timestamp().as_second()) / 60;
    let days = days_between(at.date(), now.date());
    match (days, minutes) {
        (_, ..1) => caller.t("message-just-now").to_owned(),
        (_, 1..60) => caller.with("message-minutes", &[("count", &minutes)]),
        (0, _) => caller.with("message-hours", &[("count", &(minutes / 60))]),
        (1, _) => caller.t("message-yesterday").to_owned(),
        (days, _) => caller.with("message-days", &[("count", &days)]),
    }
}

/// What it says, in quotes and as it was sent; or that she asks to be called.
pub(super) fn words_of(caller: &Caller, message: &Message) -> String {
    if message.received.kind == MessageKind::MissedCall {
        return caller.t("message-missed-call").to_owned();
    }
    let text = message.received.text.trim();
    let cut: String = text.chars().take(SHOWN).collect();
    let dots = if cut.len() < text.len() { "…" } else { "" };
    format!("“{cut}{dots}”")
}

/// A message that waits; the whole line leads to its page.
pub(super) fn line(caller: &Caller, register: &Register, waiting: &Waiting) -> Markup {
    let message = &waiting.message;
    let class = if waiting.is_urgent() { "task red" } else { "task amber" };
    let (name, place) = sender(caller, register, message).unwrap_or_default();
    html! {
        a class=(class) href=(format!("/pesan/{}", message.id)) {
            i {}
            div {
                b { (name) @if !place.is_empty() { " · " (place) } }
                @if waiting.is_urgent() { span.urgent { "▲ " (caller.t("message-urgent")) } " " }
                span { (words_of(caller, message)) }
            }
            em { (age(caller, sent_at(message))) }
        }
    }
}

/// What waits for her at the top of her day; of one village if one is named.
pub(crate) fn waiting(caller: &Caller, village: Option<&VillageCode>) -> Markup {
    let register = caller.world.register();
    let mut all = messages::waiting(&register, &words(&register), &caller.who.scope);
    all.retain(|one| village.is_none_or(|village| one.message.villages().contains(village)));
    html! {
        @if !all.is_empty() {
            h2 { (caller.t("messages-of-dukun")) " · " (all.len()) }
            @for one in all.iter().take(AT_ONCE) { (line(caller, &register, one)) }
            @if all.len() > AT_ONCE {
                p { a.btn.line href="/pesan" { (caller.with("message-and-more", &[("count", &(all.len() - AT_ONCE))])) } }
            }
        }
    }
}

/// What a dukun sent in the last months, for who may read it, and whether she gets the week's list.
pub(crate) fn of_dukun(caller: &Caller, id: SubjectId) -> Markup {
    let register = caller.world.register();
    let sent = register.matters().messages.values();
    let mut sent: Vec<_> = sent
        .filter(|one| one.sender() == Some(id) && caller.who.scope.reads_message(one))
        .filter(|one| days_between(sent_at(one).date(), caller.today()) <= DUKUN_DAYS)
        .collect();
    sent.sort_by_key(|one| Reverse((sent_at(one), one.id)));
    html! {
        h2 { (caller.t("dukun-messages")) }
        div.panel {
            p { (caller.t(week(caller, &register, id))) }
            @if !sent.is_empty() {
                details {
                    summary { (caller.t("dukun-messages-last")) " (" (sent.len()) ")" }
                    ul.plain { @for one in sent.iter().take(DUKUN_SHOWN) { li { a href=(format!("/pesan/{}", one.id)) {
                        b { (words_of(caller, one)) } br;
                        span.soft { (format::date_time(caller.text, sent_at(one).civil())) " · " (outcome(caller, one)) }
                    } } } }
                }
            }
        }
    }
}

/// Whether she gets the list, and why not.
fn week(caller: &Caller, register: &Register, id: SubjectId) -> &'static str {
    let said = register.matters().reminders.get(&reminders_of(id));
    let number = said.and_then(|said| said.phone.clone());
    let number = number.or_else(|| register.dukun().get(&id)?.phone.clone());
    if said.is_some_and(|said| !said.given) {
        "dukun-week-stopped"
    } else if !is_promised_the_week(register, id, caller.today()) {
        "dukun-week-not-agreed"
    } else if number.is_none() {
        "dukun-week-no-number"
    } else {
        "dukun-week-given"
    }
}

/// What became of it.
pub(super) fn outcome(caller: &Caller, message: &Message) -> String {
    match message.closed() {
        Some(closed) => label(caller.text, "messageoutcome", &closed.outcome),
        None => caller.t("message-waits").to_owned(),
    }
}
