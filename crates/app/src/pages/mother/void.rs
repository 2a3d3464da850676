//! "Entered by mistake": a record that no longer counts, and stays visible with the reason. A voiding
//! can itself be voided: then the record counts again.

use std::sync::Arc;

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    correction::Record,
    facts::Voided,
    family::Family,
    ids::{EntryId, SubjectId},
    rights::Act,
};
use http::StatusCode;
use maud::html;

use super::timeline;
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet, send},
    form::{Form, Posted},
    format,
    page::Tab,
    world::App,
};

/// The address of this page.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/ibu/{subject}/catatan/{entry}/batal", get(show).post(save))
}

async fn show(caller: Caller, Path(at): Path<(SubjectId, EntryId)>) -> Result<Response, Failure> {
    let family = family(&caller, at.0)?;
    let target = target(&caller, &family, at.1)?;
    Ok(draw(&caller, target, &Form::new().fill("entry", caller.fresh())))
}

async fn save(
    caller: Caller,
    Path(at): Path<(SubjectId, EntryId)>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let family = family(&caller, at.0)?;
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let back = Redirect::to(&format!("/ibu/{}?simpan=batal", at.0)).into_response();
    if caller.world.register().knows(entry) {
        return Ok(back);
    }
    let target = target(&caller, &family, at.1)?;
    let reason = form.required("reason");
    if form.is_faulty() {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, draw(&caller, target, &form)).into_response());
    }
    let mut note = caller.note(entry, at.0, target.0.village.clone(), Voided { reason });
    note.amends = Some(at.1);
    caller.append(vec![note]).await?;
    Ok(back)
}

/// The family of an address, for somebody who may record care.
pub(super) fn family(caller: &Caller, subject: SubjectId) -> Result<Arc<Family>, Failure> {
    caller.must(Act::RecordCare)?;
    caller.family(subject)
}

/// A record that still counts.
pub(super) fn standing<'a>(
    caller: &Caller,
    family: &'a Family,
    entry: EntryId,
) -> Result<&'a Record, Failure> {
    let record = family.records.iter().find(|record| record.note.id == entry && record.stands());
    record.map(|record| &**record).ok_or_else(|| caller.failure(Kind::Missing))
}

/// A record that counts, or one whose voiding this entry is; with the words for it.
fn target<'a>(
    caller: &Caller,
    family: &'a Family,
    entry: EntryId,
) -> Result<(&'a Record, &'static Words), Failure> {
    let undone = |record: &&Arc<Record>| record.voided.as_ref().is_some_and(|void| void.id == entry);
    match family.records.iter().find(undone) {
        Some(record) => Ok((&**record, &UNVOID)),
        None => standing(caller, family, entry).map(|record| (record, &VOID)),
    }
}

/// The keys of the form's words.
struct Words {
    title: &'static str,
    about: &'static str,
    reason: &'static str,
    save: &'static str,
}

const VOID: Words =
    Words { title: "void-title", about: "void-about", reason: "void-reason", save: "void-save" };
const UNVOID: Words =
    Words { title: "unvoid-title", about: "unvoid-about", reason: "unvoid-reason", save: "unvoid-save" };

fn draw(caller: &Caller, (record, words): (&Record, &'static Words), form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let body = html! {
        h1 { (caller.t(words.title)) }
        p { b { (timeline::title(caller, record)) } " · " (format::date(caller.text, timeline::day(record))) }
        p.soft { (caller.t(words.about)) }
        (sheet.summary())
        form.panel method="post" {
            (sheet.area("reason", &Ask::of(words.reason)))
            (send(&caller.who.csrf, sheet, words.save))
        }
    };
    caller.page(caller.t(words.title), Tab::Find, &body)
}
