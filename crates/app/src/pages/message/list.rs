//! The messages of dukun: what waits, and what became of the others in the last weeks.

use std::{cmp::Reverse, sync::Arc};

use axum::{Router, extract::Query, response::Response, routing::get};
use domain::{family::Item, gestation::days_between, matters::Message, messages};
use maud::{Markup, html};

use super::{
    After, keeps,
    line::{line, outcome, sender, words_of},
    said::words,
};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    format,
    page::Tab,
    pages::mother::author,
    world::App,
};

/// For how long what was dealt with stays in the list, in days.
const DAYS: i32 = 30;
/// How many messages of each sort are shown; those that cannot wait come first.
const SHOWN: usize = 100;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/pesan", get(show))
}

async fn show(caller: Caller, Query(after): Query<After>) -> Result<Response, Failure> {
    if !caller.who.scope.sees_mothers() {
        return Err(caller.failure(Kind::Forbidden));
    }
    let dealt_with = dealt_with(&caller).await;
    let body = html! {
        h1 { (caller.t("messages-title")) }
        (after.panel(&caller))
        (waiting(&caller))
        (others(&caller))
        (dealt_with)
    };
    Ok(caller.page(caller.t("messages-title"), Tab::Today, &body))
}

fn waiting(caller: &Caller) -> Markup {
    let register = caller.world.register();
    let all = messages::waiting(&register, &words(&register), &caller.who.scope);
    html! {
        h2 { (caller.t("messages-waiting")) @if !all.is_empty() { " · " (all.len()) } }
        @if all.is_empty() { div.panel.good { p { (caller.t("messages-none-wait")) } } }
        @for one in all.iter().take(SHOWN) { (line(caller, &register, one)) }
        (more(caller, all.len(), SHOWN))
    }
}

/// How many there are beside those that are shown.
pub(super) fn more(caller: &Caller, all: usize, shown: usize) -> Markup {
    html! {
        @if all > shown { p.soft { (caller.with("message-and-more", &[("count", &(all - shown))])) } }
    }
}

/// The tray and the log, for those who keep them.
fn others(caller: &Caller) -> Markup {
    if !keeps(caller) {
        return html! {};
    }
    let unknown = messages::tray(&caller.world.register()).len();
    html! {
        p { a.btn.line href="/pesan/tak-dikenal" { (caller.t("tray-title")) @if unknown > 0 { " · " (unknown) } } }
        p { a.btn.line href="/pesan/keluar" { (caller.t("sent-title")) } }
    }
}

/// A message that somebody dealt with, and when.
type Closed = (Arc<Message>, Item<domain::facts::MessageSorted>);

fn closed(caller: &Caller) -> Vec<Closed> {
    let register = caller.world.register();
    let hers = register.matters().messages.values().filter(|one| caller.who.scope.reads_message(one));
    let mut all: Vec<Closed> = hers
        .filter_map(|one| Some((Arc::clone(one), one.closed()?.clone())))
        .filter(|(_, by)| days_between(by.record.note.noted_at.date(), caller.today()) <= DAYS)
        .collect();
    all.sort_by_key(|(one, by)| Reverse((by.record.note.noted_at, one.id)));
    all.truncate(SHOWN);
    all
}

async fn dealt_with(caller: &Caller) -> Markup {
    let all = closed(caller);
    let names = caller.world.names_of(all.iter().map(|(_, by)| by.record.note.author).collect()).await;
    let register = caller.world.register();
    html! {
        @if !all.is_empty() {
            h2 { (caller.t("messages-dealt-with")) }
            ul.plain.panel { @for (one, by) in &all {
                @let name = author(caller, &names, by.record.note.author);
                @let at = format::date_time(caller.text, by.record.note.noted_at.civil());
                li { a href=(format!("/pesan/{}", one.id)) {
                    b { (sender(caller, &register, one).map_or_else(|| one.received.from.clone(), |(name, _)| name)) }
                    " " span.soft { (words_of(caller, one)) } br;
                    (outcome(caller, one)) br;
                    span.small.soft { (caller.with("message-by", &[("who", &name), ("at", &at)])) }
                } }
            } }
        }
    }
}
