//! Doses given to a child: those due are ticked in one go.

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::{Fact, Immunisation},
    family::Child,
    ids::{ChildId, EntryId, SubjectId, derived},
    immunisation,
    note::Note,
};
use http::StatusCode;
use maud::html;

use super::{contact, newborn};
use crate::{
    caller::Caller,
    failure::Failure,
    field::{Ask, Sheet, send},
    form::{Form, Posted},
    format,
    page::Tab,
    world::App,
};

/// The addresses of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/ibu/{subject}/anak/{child}/imunisasi", get(show).post(save))
}

async fn show(caller: Caller, Path(at): Path<(SubjectId, ChildId)>) -> Result<Response, Failure> {
    let family = contact::family(&caller, at.0)?;
    let (_, child) = contact::child(&caller, &family, at.1)?;
    Ok(draw(&caller, child, &contact::begin(&caller)))
}

async fn save(
    caller: Caller,
    Path(at): Path<(SubjectId, ChildId)>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let family = contact::family(&caller, at.0)?;
    let (_, child) = contact::child(&caller, &family, at.1)?;
    let facts = read(&caller, child, &form);
    if form.is_faulty() {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, draw(&caller, child, &form)).into_response());
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let notes: Vec<Note> = facts
        .into_iter()
        .map(|fact| {
            // One entry per dose, each the same whenever this form is sent again.
            let id = EntryId(derived(&["dose", &entry.to_string(), &fact.dose]));
            caller.note(id, at.0, family.village.clone(), Fact::from(fact))
        })
        .collect();
    caller.append(notes).await?;
    Ok(Redirect::to(&format!("/ibu/{}?simpan=imunisasi", at.0)).into_response())
}

fn read(caller: &Caller, child: &Child, form: &Form) -> Vec<Immunisation> {
    let on = contact::day(caller, form, Some(child.born_on()));
    let doses = form.all("dose");
    if doses.is_empty() {
        form.fault("dose", "fault-required", &[]);
    }
    let rules = caller.rules();
    let batch = form.text("batch");
    doses
        .into_iter()
        .filter(|dose| immunisation::schedule(child, &rules).any(|known| known.id == *dose))
        .map(|dose| Immunisation {
            child: child.id,
            on,
            dose: dose.to_owned(),
            batch: batch.clone(),
            place: form.choice("place"),
        })
        .collect()
}

fn draw(caller: &Caller, child: &Child, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let options = offered(caller, child);
    let body = html! {
        h1 { (caller.t("immunisation-title")) }
        p.soft { (newborn::age(caller, child)) }
        (sheet.summary())
        form.panel method="post" {
            @if options.is_empty() {
                p { (caller.t("immunisation-complete")) }
            } @else {
                (sheet.choices("dose", &Ask::of("immunisation-doses").hint(caller.t("immunisation-hint")), &options))
                (sheet.date("on", &Ask::of("contact-on").width(12)))
                (sheet.text("batch", &Ask::of("immunisation-batch").optional().width(12)))
                (send(&caller.who.csrf, sheet, "contact-save"))
            }
        }
    };
    caller.page(caller.t("immunisation-title"), Tab::Add, &body)
}

/// Doses not given yet, those due first, each with the day it is due.
fn offered(caller: &Caller, child: &Child) -> Vec<(String, String)> {
    let rules = caller.rules();
    let today = caller.today();
    immunisation::outstanding(child, &rules, today)
        .into_iter()
        .map(|dose| {
            let name = caller.t(&format!("dose-{}", dose.dose.to_lowercase())).to_owned();
            let key = if dose.due <= today { "immunisation-due" } else { "immunisation-from" };
            let date = format::date(caller.text, dose.due);
            (dose.dose.to_owned(), caller.with(key, &[("dose", &name), ("date", &date)]))
        })
        .collect()
}
