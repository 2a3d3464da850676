//! "Entered by mistake": a record that no longer counts, and stays visible with the reason.

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
    let record = standing(&caller, &family, at.1)?;
    Ok(draw(&caller, record, &Form::new().fill("entry", caller.fresh())))
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
    let record = standing(&caller, &family, at.1)?;
    let reason = form.required("reason");
    if form.is_faulty() {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, draw(&caller, record, &form)).into_response());
    }
    let mut note = caller.note(entry, at.0, record.village.clone(), Voided { reason });
    note.amends = Some(at.1);
    caller.append(vec![note]).await?;
    Ok(back)
}

fn family(caller: &Caller, subject: SubjectId) -> Result<Arc<Family>, Failure> {
    caller.must(Act::RecordCare)?;
    caller.family(subject)
}

fn standing<'a>(caller: &Caller, family: &'a Family, entry: EntryId) -> Result<&'a Record, Failure> {
    let record = family.records.iter().find(|record| record.note.id == entry && record.stands());
    record.map(|record| &**record).ok_or_else(|| caller.failure(Kind::Missing))
}

fn draw(caller: &Caller, record: &Record, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let body = html! {
        h1 { (caller.t("void-title")) }
        p { b { (timeline::title(caller, record)) } " · " (format::date(caller.text, timeline::day(record))) }
        p.soft { (caller.t("void-about")) }
        (sheet.summary())
        form.panel method="post" {
            (sheet.area("reason", &Ask::of("void-reason")))
            (send(&caller.who.csrf, sheet, "void-save"))
        }
    };
    caller.page(caller.t("void-title"), Tab::Find, &body)
}
