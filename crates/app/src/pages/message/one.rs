//! One message: who sent it, what it says, what was understood, and what to do with it in one more tap.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, Query},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{
    facts::{MessageKind, MessageSorted},
    family::Item,
    ids::SubjectId,
    matters::Message,
    register::Register,
};
use http::StatusCode;
use maud::{Markup, html};
use serde::Deserialize;

use super::{
    candidates::{self, Candidate},
    keeps,
    line::{age, sender, sent_at},
    note_reading, readable,
    said::Said,
};
use crate::{
    caller::Caller,
    failure::Failure,
    field::{Ask, Sheet},
    form::Form,
    format,
    labels::label,
    page::Tab,
    pages::mother::{Names, author},
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/pesan/{id}", get(show))
}

/// What is asked of the page: another name to look for, and what was saved before.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    nama: String,
    #[serde(default)]
    simpan: String,
}

async fn show(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let message = readable(&caller, id)?;
    Ok(page(&caller, &message, &asked, StatusCode::OK).await)
}

/// The page of a message; with another status where a button was sent without what belongs to it.
pub(super) async fn page(
    caller: &Caller,
    message: &Arc<Message>,
    asked: &Asked,
    status: StatusCode,
) -> Response {
    note_reading(caller, message.id);
    let authors = message.sorted.iter().map(|sorted| sorted.record.note.author).collect();
    let authors = caller.world.names_of(authors).await;
    let said = Said::of(&caller.world.register(), message);
    let names = match asked.nama.trim() {
        "" => said.names(),
        other => vec![other],
    };
    let found = candidates::find(caller, message, &names);
    let register = caller.world.register();
    let body = html! {
        @if let Some(words) = caller.text.find(&format!("saved-{}", asked.simpan)) {
            div.panel.good role="status" { (words) }
        }
        @if status != StatusCode::OK { div.panel.alert role="alert" { p { (caller.t("message-choose")) } } }
        (head(caller, &register, message))
        (text(caller, message))
        @if message.received.kind == MessageKind::Text { (said.panel(caller)) }
        (told(caller, &register, message, &authors))
        @if message.closed().is_none() { (actions(caller, message, &found, names.first().copied().unwrap_or_default())) }
    };
    (status, caller.page(caller.t("message-title"), Tab::Today, &body)).into_response()
}

fn head(caller: &Caller, register: &Register, message: &Message) -> Markup {
    let at = sent_at(message);
    let from = &message.received.from;
    let tel: String = from.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
    html! {
        @match sender(caller, register, message) {
            Some((name, place)) => { h1 { (name) } p.soft { (place) } }
            None => {
                h1 { (from) }
                p { span.chip.amber { "? " (caller.t("message-unknown")) } }
                @if keeps(caller) { p { a.tall href=(format!("/pesan/tak-dikenal/{}", message.id)) { (caller.t("tray-who")) } } }
            }
        }
        p { (format::date_time(caller.text, at.civil())) " · " (age(caller, at)) }
        @if !tel.is_empty() {
            p { a.btn.line href=(format!("tel:{tel}")) { (caller.with("message-call", &[("number", from)])) } }
        }
    }
}

fn text(caller: &Caller, message: &Message) -> Markup {
    html! {
        @match message.received.kind {
            MessageKind::MissedCall => p.panel.warn { b { (caller.t("message-missed-call")) } },
            MessageKind::Text => blockquote.panel.said { (message.received.text) },
        }
    }
}

/// What people did with it, and the way to take that back.
fn told(caller: &Caller, register: &Register, message: &Message, names: &Names) -> Markup {
    html! {
        @if !message.sorted.is_empty() {
            h2 { (caller.t("message-became")) }
            @for sorted in &message.sorted { (became(caller, register, message, sorted, names)) }
        }
    }
}

fn became(
    caller: &Caller,
    register: &Register,
    message: &Message,
    sorted: &Item<MessageSorted>,
    names: &Names,
) -> Markup {
    let note = &sorted.record.note;
    let name = author(caller, names, note.author);
    let at = format::date_time(caller.text, note.noted_at.civil());
    let mother = sorted.mother.and_then(|id| register.family(id)).filter(|family| caller.sees(family));
    let words = label(caller.text, "messageoutcome", &sorted.outcome);
    html! {
        div.panel.good {
            p { b { (words) } }
            @if let Some(family) = mother { p { a.tall href=(format!("/ibu/{}", family.id)) { (family.name()) } } }
            @if let Some(remark) = &sorted.remark { p { (remark) } }
            p.small.soft { (caller.with("message-by", &[("who", &name), ("at", &at)])) }
            p { a.tall href=(format!("/pesan/{}/batal/{}", message.id, sorted.id())) { (caller.t("message-undo")) } }
        }
    }
}

fn actions(caller: &Caller, message: &Message, found: &[Candidate], name: &str) -> Markup {
    let form = Form::new().fill("entry", caller.fresh());
    let sheet = Sheet { form: &form, text: caller.text };
    let hidden = html! { input type="hidden" name="csrf" value=(caller.who.csrf); (sheet.hidden("entry")) };
    let here = format!("/pesan/{}", message.id);
    html! {
        h2 { (caller.t("message-who")) }
        @if !found.is_empty() {
            form method="post" action=(format!("{here}/ibu")) { (hidden) (candidates::buttons(caller, found)) }
        } @else if !name.is_empty() {
            p { (caller.with("message-nobody", &[("name", &name)])) }
        }
        form.find method="get" action=(here) {
            label for="nama" { (caller.t("message-other-name")) }
            div.in {
                input id="nama" name="nama" type="search" value=(name) autocomplete="off";
                button.btn.small type="submit" { (caller.t("nav-find")) }
            }
        }
        p { a.btn.line href=(format!("/kabar/baru?pesan={}", message.id)) { (caller.t("message-notice")) } }
        h2 { (caller.t("message-otherwise")) }
        form method="post" action=(format!("{here}/selesai")) {
            (hidden)
            div.deeds {
                button.btn.line type="submit" name="outcome" value="answered" { (caller.t("message-answered")) }
                button.btn.line type="submit" name="outcome" value="nothing" { (caller.t("message-nothing")) }
            }
            details {
                summary { (caller.t("message-remark-add")) }
                (sheet.area("remark", &Ask::of("field-remark").optional()))
            }
        }
    }
}
