//! Taking back what was said of a message: it waits again. Deeds that were noted with it are taken back too; a notice of
//! a pregnancy stays, for it has a page of its own.

use std::{collections::BTreeSet, sync::Arc};

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::{DukunActivity, MessageOutcome, MessageSorted, Voided},
    family::Item,
    ids::{EntryId, SubjectId, derived},
    matters::Message,
    note::Note,
    rights::Act,
};
use http::StatusCode;
use maud::html;

use super::{readable, settle::deed_entries};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet, send},
    form::{Form, Posted},
    labels::label,
    page::Tab,
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/pesan/{id}/batal/{entry}", get(show).post(save))
}

/// A message that she may read, and what was said of it.
fn target(
    caller: &Caller,
    (id, entry): (SubjectId, EntryId),
) -> Result<(Arc<Message>, Item<MessageSorted>), Failure> {
    caller.must(Act::RecordCare)?;
    let message = readable(caller, id)?;
    let sorted = message.sorted.iter().find(|sorted| sorted.id() == entry).cloned();
    let sorted = sorted.ok_or_else(|| caller.failure(Kind::Missing))?;
    Ok((message, sorted))
}

async fn show(caller: Caller, Path(at): Path<(SubjectId, EntryId)>) -> Result<Response, Failure> {
    let (_, sorted) = target(&caller, at)?;
    Ok(draw(&caller, &sorted, &Form::new().fill("entry", caller.fresh())))
}

async fn save(
    caller: Caller,
    Path(at): Path<(SubjectId, EntryId)>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let back = Redirect::to(&format!("/pesan/{}?simpan=batal", at.0)).into_response();
    if caller.world.register().knows(entry) {
        return Ok(back);
    }
    let (message, sorted) = target(&caller, at)?;
    let reason = form.required("reason");
    if form.is_faulty() {
        let again = draw(&caller, &sorted, &form);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, again).into_response());
    }
    let village = sorted.record.note.village.clone();
    let mut void = caller.note(entry, message.id, village, Voided { reason: reason.clone() });
    void.amends = Some(sorted.id());
    let mut notes = vec![void];
    notes.extend(deeds(&caller, &message, &sorted, entry, &reason));
    caller.append(notes).await?;
    Ok(back)
}

/// Takes back the deeds that were noted with it, as far as they still count.
fn deeds(
    caller: &Caller,
    message: &Message,
    sorted: &MessageSorted,
    entry: EntryId,
    reason: &str,
) -> Vec<Note> {
    let Some(mother) = sorted.mother.filter(|_| sorted.outcome == MessageOutcome::Mother) else {
        return Vec::new();
    };
    let of_it: BTreeSet<_> = DukunActivity::ALL
        .into_iter()
        .flat_map(|activity| deed_entries(message.id, mother, activity))
        .collect();
    let register = caller.world.register();
    let all = register.matters().deeds.iter();
    let all = all.flat_map(|(dukun, deeds)| deeds.did.iter().map(move |did| (*dukun, did)));
    all.filter(|(_, did)| of_it.contains(&did.id()))
        .map(|(dukun, did)| {
            let id = EntryId(derived(&["message-deed-undone", &entry.to_string(), &did.id().to_string()]));
            let voided = Voided { reason: reason.to_owned() };
            let mut void = caller.note(id, dukun, did.record.note.village.clone(), voided);
            void.amends = Some(did.id());
            void
        })
        .collect()
}

fn draw(caller: &Caller, sorted: &MessageSorted, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let body = html! {
        h1 { (caller.t("message-undo-title")) }
        p { b { (label(caller.text, "messageoutcome", &sorted.outcome)) } }
        p.soft { (caller.t("message-undo-about")) }
        @if sorted.outcome == MessageOutcome::Notice { p { (caller.t("message-undo-notice")) } }
        (sheet.summary())
        form.panel method="post" {
            (sheet.area("reason", &Ask::of("void-reason")))
            (send(&caller.who.csrf, sheet, "message-undo-save"))
        }
    };
    caller.page(caller.t("message-undo-title"), Tab::Today, &body)
}
