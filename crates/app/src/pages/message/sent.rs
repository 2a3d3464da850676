//! The log of what was sent: by month, how many arrived and what they cost; one by one, to whom, why, how it stands and
//! what to do.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use axum::{Router, extract::Query, response::Response, routing::get};
use domain::{
    facts::{MessageReason, MessageState},
    matters::Outgoing,
    messages,
    register::Register,
    rights::{Act, Visibility},
};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;

use super::{line::person, trouble};
use crate::{caller::Caller, failure::Failure, format, labels::label, page::Tab, world::App};

/// How many messages one page shows.
const SHOWN: usize = 200;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/pesan/keluar", get(show))
}

/// The month that is looked at (`2025-05`), and how many of its messages were looked at before.
#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    bulan: String,
    #[serde(default)]
    setelah: usize,
}

/// What a month's messages came to.
#[derive(Clone, Copy, Default)]
struct Month {
    all: usize,
    arrived: usize,
    waiting: usize,
    not_sent: usize,
    uncertain: usize,
    rupiah: Option<u64>,
}

impl Month {
    fn count(&mut self, outgoing: &Outgoing) {
        self.all += 1;
        match outgoing.state() {
            Some(MessageState::Delivered) => self.arrived += 1,
            Some(MessageState::GivenUp) => self.not_sent += 1,
            Some(MessageState::Uncertain) => self.uncertain += 1,
            Some(MessageState::Handing | MessageState::Failed) | None => self.waiting += 1,
            Some(MessageState::Accepted | MessageState::Sent) => {}
        }
        if let Some(rupiah) = outgoing.rupiah() {
            self.rupiah = Some(self.rupiah.unwrap_or_default() + u64::from(rupiah));
        }
    }

    /// What was sent, whether or not it is known to have arrived.
    fn sent(&self) -> usize {
        self.all - self.waiting - self.not_sent - self.uncertain
    }
}

fn month_of(outgoing: &Outgoing) -> Date {
    outgoing.queued.record.note.noted_at.date().first_of_month()
}

async fn show(caller: Caller, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    caller.must(Act::KeepMessages)?;
    let register = caller.world.register();
    let mut months: BTreeMap<Date, Month> = BTreeMap::new();
    for outgoing in register.matters().outgoing.values() {
        months.entry(month_of(outgoing)).or_default().count(outgoing);
    }
    let last = months.keys().next_back().copied();
    let chosen =
        format!("{}-01", asked.bulan).parse().ok().filter(|month| months.contains_key(month)).or(last);
    let body = html! {
        h1 { (caller.t("sent-title")) }
        p.soft { (caller.t("sent-about")) }
        @if let Some(chosen) = chosen {
            (by_month(&caller, &months, chosen))
            h2 { (format::month(caller.text, chosen)) }
            (one_by_one(&caller, &register, chosen, asked.setelah))
        } @else {
            div.panel { p { (caller.t("sent-none")) } }
        }
    };
    Ok(caller.page(caller.t("sent-title"), Tab::More, &body))
}

fn by_month(caller: &Caller, months: &BTreeMap<Date, Month>, chosen: Date) -> Markup {
    let heads =
        ["sent-all", "sent-went", "sent-arrived", "sent-waiting", "sent-not", "sent-uncertain", "sent-cost"];
    html! {
        div.panel.wide tabindex="0" role="region" aria-label=(caller.t("sent-by-month")) { table {
            thead { tr {
                th scope="col" { (caller.t("sent-month")) }
                @for key in heads { th.n scope="col" { (caller.t(key)) } }
            } }
            tbody { @for (month, counts) in months.iter().rev() {
                @let href = format!("/pesan/keluar?bulan={:04}-{:02}", month.year(), month.month());
                tr {
                    th scope="row" { a.tall href=(href) aria-current=[(*month == chosen).then_some("true")] { (format::month(caller.text, *month)) } }
                    @for count in [counts.all, counts.sent(), counts.arrived, counts.waiting, counts.not_sent, counts.uncertain] {
                        td.n { (count) }
                    }
                    td.n { (cost(caller, counts.rupiah)) }
                }
            } }
        } }
    }
}

/// A sum of money; where nobody told what messages cost, that.
fn cost(caller: &Caller, rupiah: Option<u64>) -> String {
    #[expect(clippy::cast_precision_loss, reason = "sums of some thousand messages")]
    rupiah.map_or_else(
        || caller.t("sent-no-cost").to_owned(),
        |sum| format!("Rp{}", format::number(sum as f64)),
    )
}

fn one_by_one(caller: &Caller, register: &Register, month: Date, skipped: usize) -> Markup {
    let all = register.matters().outgoing.values().filter(|one| month_of(one) == month);
    let mut all: Vec<&Arc<Outgoing>> = all.collect();
    all.sort_by_key(|one| Reverse((one.queued.record.note.noted_at, one.id)));
    let next = skipped.saturating_add(SHOWN);
    html! {
        ul.plain.panel { @for one in all.iter().skip(skipped).take(SHOWN) { li { (line(caller, register, one)) } } }
        @if all.len() > next {
            @let href = format!("/pesan/keluar?bulan={:04}-{:02}&setelah={next}", month.year(), month.month());
            p { a.btn.line href=(href) { (caller.t("sent-more")) } }
        }
    }
}

fn line(caller: &Caller, register: &Register, outgoing: &Outgoing) -> Markup {
    let queued = &outgoing.queued;
    let at = format::date_time(caller.text, queued.record.note.noted_at.civil());
    let tries = outgoing.tries();
    html! {
        p {
            b { (to(caller, register, outgoing)) } " " span.soft { (number(caller, &queued.to)) } br;
            (label(caller.text, "messagereason", &queued.reason)) " · " (at) br;
            (state(caller, outgoing.state()))
            @if let Some(why) = why_not(outgoing) { " " (trouble(caller, why)) }
            @if tries > 1 { " · " span.soft { (caller.with("sent-tries", &[("count", &tries)])) } }
            @if let Some(sum) = outgoing.rupiah() { " · " span.soft { (cost(caller, Some(sum.into()))) } }
        }
        @if caller.who.scope.sees(Visibility::Clinical) { p.small.soft { "“" (queued.text) "”" } }
    }
}

/// What kept the last try from arriving.
fn why_not(outgoing: &Outgoing) -> Option<&str> {
    outgoing.went.last().and_then(|went| went.trouble.as_deref())
}

/// Whom it is to; of a mother only that she is one, for who does not see her.
fn to(caller: &Caller, register: &Register, outgoing: &Outgoing) -> String {
    let unknown = || caller.t("sent-to-nobody").to_owned();
    let Some(id) = outgoing.queued.person else { return unknown() };
    if let Some((name, _)) = person(caller, register, id) {
        return name;
    }
    let family = register.family(id).filter(|family| caller.sees(family));
    let is_mothers = outgoing.queued.reason == MessageReason::RemindMother;
    match family {
        Some(family) => family.name().to_owned(),
        None if is_mothers => caller.t("sent-to-mother").to_owned(),
        None => unknown(),
    }
}

/// A number; for the office only its beginning and end.
fn number(caller: &Caller, number: &str) -> String {
    if caller.who.scope.sees(Visibility::Clinical) {
        return number.to_owned();
    }
    let digits: Vec<char> = messages::number(number).chars().collect();
    match digits.as_slice() {
        [a, b, c, d, hidden @ .., y, z] if hidden.len() >= 3 => {
            format!("{a}{b}{c}{d}{}{y}{z}", "•".repeat(hidden.len()))
        }
        _ => "•".repeat(digits.len()),
    }
}

/// How it stands, and what to do where somebody must.
fn state(caller: &Caller, state: Option<MessageState>) -> Markup {
    let (class, mark) = match state {
        Some(MessageState::Delivered) => ("chip green", "✓ "),
        Some(MessageState::GivenUp) => ("chip red", "▲ "),
        Some(MessageState::Uncertain | MessageState::Failed) => ("chip amber", "? "),
        _ => ("chip", ""),
    };
    let words = match state {
        Some(state) => label(caller.text, "messagestate", &state),
        None => caller.t("sent-queued").to_owned(),
    };
    let todo = match state {
        Some(MessageState::GivenUp) => Some("sent-todo-given-up"),
        Some(MessageState::Uncertain) => Some("sent-todo-uncertain"),
        Some(MessageState::Failed) => Some("sent-todo-failed"),
        _ => None,
    };
    html! {
        span class=(class) { (mark) (words) }
        @if let Some(key) = todo { " " (caller.t(key)) }
    }
}
