//! The tray of messages from unknown numbers: somebody says whose they are. The office sees number, hour and length, and
//! no text.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::{MessageKind, MessageOutcome, MessageSorted},
    ids::SubjectId,
    matters::Message,
    messages,
    register::Register,
    rights::Act,
};
use http::StatusCode;
use maud::{Markup, html};
use serde::Deserialize;

use super::{
    line::{person, sender, sent_at, words_of},
    list::more,
    note_reading,
};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet},
    form::{Form, Posted},
    format,
    page::Tab,
    world::App,
};

/// How many messages are shown; the oldest come first.
const SHOWN: usize = 100;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/pesan/tak-dikenal", get(all)).route("/pesan/tak-dikenal/{id}", get(show).post(save))
}

/// What was saved before: which dukun somebody knew again in which message.
#[derive(Deserialize)]
struct Done {
    #[serde(default)]
    simpan: String,
    pesan: Option<SubjectId>,
}

async fn all(caller: Caller, Query(done): Query<Done>) -> Result<Response, Failure> {
    caller.must(Act::KeepMessages)?;
    let register = caller.world.register();
    let tray = messages::tray(&register);
    let (known, unknown): (Vec<_>, Vec<_>) = tray.iter().partition(|one| one.sender().is_some());
    let body = html! {
        h1 { (caller.t("tray-title")) }
        @if let Some(words) = caller.text.find(&format!("saved-{}", done.simpan)) {
            div.panel.good role="status" { p { (words) } (number_link(&caller, &register, done.pesan)) }
        }
        p.soft { (caller.t("tray-about")) }
        @if tray.is_empty() { div.panel.good { p { (caller.t("tray-empty")) } } }
        (list(&caller, &register, &unknown))
        @if !known.is_empty() { h2 { (caller.t("tray-known")) } }
        (list(&caller, &register, &known))
    };
    Ok(caller.page(caller.t("tray-title"), Tab::More, &body))
}

fn list(caller: &Caller, register: &Register, messages: &[&Arc<Message>]) -> Markup {
    html! {
        @if !messages.is_empty() { ul.plain.panel { @for one in messages.iter().take(SHOWN) {
            li { a href=(format!("/pesan/tak-dikenal/{}", one.id)) {
                b { (sender(caller, register, one).map_or_else(|| one.received.from.clone(), |(name, _)| name)) } br;
                span.soft { (format::date_time(caller.text, sent_at(one).civil())) " · " (length(caller, one)) }
            } }
        } } (more(caller, messages.len(), SHOWN)) }
    }
}

/// How long it is, which tells nothing of what it says.
fn length(caller: &Caller, message: &Message) -> String {
    match message.received.kind {
        MessageKind::MissedCall => caller.t("message-missed-call").to_owned(),
        MessageKind::Text => {
            caller.with("tray-letters", &[("count", &message.received.text.chars().count())])
        }
    }
}

/// The way to a dukun's record, where the number that she sent from is not in it.
fn number_link(caller: &Caller, register: &Register, message: Option<SubjectId>) -> Markup {
    let message = message.and_then(|id| register.matters().messages.get(&id));
    let sender = message.and_then(|message| Some((message, message.sender()?)));
    let dukun = sender.and_then(|(message, id)| Some((message, id, register.dukun().get(&id)?)));
    html! {
        @if let Some((message, id, dukun)) = dukun {
            @let number = &message.received.from;
            @if dukun.phone.as_deref().map(messages::number) != Some(messages::number(number)) {
                p { (caller.with("tray-number", &[("number", number), ("name", &dukun.name)])) }
                p { a.btn.line href=(format!("/dukun/{id}/ubah")) { (caller.t("places-change")) } }
            }
        }
    }
}

/// A message of the tray.
fn find(caller: &Caller, id: SubjectId) -> Result<Arc<Message>, Failure> {
    caller.must(Act::KeepMessages)?;
    let tray = messages::tray(&caller.world.register());
    tray.into_iter().find(|one| one.id == id).ok_or_else(|| caller.failure(Kind::Missing))
}

async fn show(caller: Caller, Path(id): Path<SubjectId>) -> Result<Response, Failure> {
    let message = find(&caller, id)?;
    Ok(draw(&caller, &message, &Form::new().fill("entry", caller.fresh())))
}

fn draw(caller: &Caller, message: &Message, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let reads = caller.who.scope.reads_message(message);
    if reads {
        note_reading(caller, message.id);
    }
    let people = people(caller, &caller.world.register());
    let body = html! {
        h1 { (caller.t("tray-who")) }
        p { b { (message.received.from) } }
        p.soft { (format::date_time(caller.text, sent_at(message).civil())) " · " (length(caller, message)) }
        @if reads {
            blockquote.panel.said { (words_of(caller, message)) }
            p { a.tall href=(format!("/pesan/{}", message.id)) { (caller.t("tray-open")) } }
        }
        (sheet.summary())
        form.panel method="post" {
            input type="hidden" name="csrf" value=(caller.who.csrf);
            (sheet.hidden("entry"))
            (sheet.select("person", &Ask::of("tray-person").hint(caller.t("tray-then")), &people))
            button.btn type="submit" name="what" value="sender" { (caller.t("tray-save")) }
            button.btn.line type="submit" name="what" value="foreign" { (caller.t("tray-foreign")) }
        }
    };
    caller.page(caller.t("tray-who"), Tab::More, &body)
}

/// Everybody of the register who may have sent it: dukun first.
fn people(caller: &Caller, register: &Register) -> Vec<(String, String)> {
    let dukun = register.dukun().iter().filter(|(_, one)| !one.retired).map(|(id, _)| (0, "tray-dukun", *id));
    let officials =
        register.officials().iter().filter(|(_, one)| !one.left).map(|(id, _)| (1, "tray-official", *id));
    let staff = register.staff().iter().filter(|(_, one)| !one.left).map(|(id, _)| (2, "tray-staff", *id));
    let mut all: Vec<_> = dukun
        .chain(officials)
        .chain(staff)
        .filter_map(|(sort, key, id)| {
            let (name, place) = person(caller, register, id)?;
            let words = format!("{name} · {} · {place}", caller.t(key));
            Some((sort, name, id, words))
        })
        .collect();
    all.sort();
    all.into_iter().map(|(_, _, id, words)| (id.to_string(), words)).collect()
}

async fn save(caller: Caller, Path(id): Path<SubjectId>, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::KeepMessages)?;
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let next =
        |what: &str| Redirect::to(&format!("/pesan/tak-dikenal?simpan={what}&pesan={id}")).into_response();
    let is_foreign = form.raw("what") == "foreign";
    let saved = if is_foreign { "pesan" } else { "pengirim" };
    if caller.world.register().knows(entry) {
        return Ok(next(saved));
    }
    let message = find(&caller, id)?;
    let Some(sorted) = read(&caller, &form, is_foreign) else {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, draw(&caller, &message, &form)).into_response());
    };
    caller.append(vec![caller.note(entry, id, None, sorted)]).await?;
    Ok(next(saved))
}

fn read(caller: &Caller, form: &Form, is_foreign: bool) -> Option<MessageSorted> {
    if is_foreign {
        return Some(MessageSorted { outcome: MessageOutcome::Foreign, ..MessageSorted::default() });
    }
    let register = caller.world.register();
    let chosen: Option<SubjectId> = form.id("person");
    let offered = people(caller, &register);
    let Some(sender) = chosen.filter(|id| offered.iter().any(|(other, _)| *other == id.to_string())) else {
        form.fault("person", "fault-choice", &[]);
        return None;
    };
    Some(MessageSorted {
        outcome: MessageOutcome::Sender,
        sender: Some(sender),
        villages: messages::villages_of(&register, sender),
        ..MessageSorted::default()
    })
}
