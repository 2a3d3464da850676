//! Correcting a record: a form of all its parts, of which only what changed is noted, with the reason.

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    correction::Record,
    family::Family,
    ids::{EntryId, SubjectId},
    note::Note,
};
use http::StatusCode;
use maud::html;

use super::{blank::Blank, timeline, void, words::Words};
use crate::{
    amend,
    caller::Caller,
    failure::Failure,
    field::{Ask, Sheet, send},
    form::{Form, Posted},
    format,
    page::Tab,
    world::App,
};

/// The address of this page.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/ibu/{subject}/catatan/{entry}/ubah", get(show).post(save))
}

async fn show(caller: Caller, Path(at): Path<(SubjectId, EntryId)>) -> Result<Response, Failure> {
    let family = void::family(&caller, at.0)?;
    let record = void::standing(&caller, &family, at.1)?;
    Ok(draw(&caller, &family, record, None))
}

async fn save(
    caller: Caller,
    Path(at): Path<(SubjectId, EntryId)>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let family = void::family(&caller, at.0)?;
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let back = Redirect::to(&format!("/ibu/{}?simpan=ubah", at.0)).into_response();
    if caller.world.register().knows(entry) {
        return Ok(back);
    }
    let record = void::standing(&caller, &family, at.1)?;
    let Some(note) = read(&caller, &family, record, entry, &form) else {
        let page = draw(&caller, &family, record, Some(&form));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    caller.append(vec![note]).await?;
    Ok(back)
}

fn read(caller: &Caller, family: &Family, record: &Record, entry: EntryId, form: &Form) -> Option<Note> {
    let (rules, register) = (caller.rules(), caller.world.register());
    let words = Words { caller, register: &register };
    let blank = Blank::of(&words, &rules, family, record);
    let changes = blank.changes(form, &blank.parts);
    let reason = form.required("reason");
    if form.is_faulty() {
        return None;
    }
    let note = amend::amendment_of(caller, entry, record, changes, &reason);
    if note.is_none() {
        form.fault("reason", "amend-unchanged", &[]);
    }
    note
}

fn draw(caller: &Caller, family: &Family, record: &Record, typed: Option<&Form>) -> Response {
    let (rules, register) = (caller.rules(), caller.world.register());
    let words = Words { caller, register: &register };
    let blank = Blank::of(&words, &rules, family, record);
    let fresh = blank.fill(Form::new().fill("entry", caller.fresh()), &blank.parts);
    let sheet = Sheet { form: typed.unwrap_or(&fresh), text: caller.text };
    let parts: Vec<_> = blank.parts.iter().collect();
    let body = html! {
        h1 { (caller.t("amend-title")) }
        p { b { (timeline::title(caller, record)) } " · " (format::date(caller.text, timeline::day(record))) }
        p.soft { (caller.t("amend-about")) }
        (sheet.summary())
        form.panel method="post" {
            (blank.draw(sheet, &parts))
            (sheet.area("reason", &Ask::of("amend-reason")))
            (send(&caller.who.csrf, sheet, "amend-save"))
        }
    };
    caller.page(caller.t("amend-title"), Tab::Find, &body)
}
