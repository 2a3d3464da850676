//! What Betang writes in messages, in the unit's own words and in the languages of its dukun.

use std::collections::{BTreeMap, BTreeSet};

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::{MessageSettings, Unit},
    messages::{self, Text},
    tables::Row,
};
use http::StatusCode;
use maud::{Markup, html};

use super::own_words::{PAGE, keep, unit};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet, send},
    form::{Form, Posted},
    page::Tab,
    world::App,
};

/// The language in which everybody is written to who has no other.
const INDONESIAN: &str = "indonesia";
/// A message in more parts than this costs too much and arrives in pieces.
const MOST_PARTS: usize = 3;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/pesan/kata/{id}", get(show).post(change))
}

fn row(caller: &Caller, id: &str) -> Result<&'static Row<Text>, Failure> {
    messages::offered().iter().find(|row| row.id == id).ok_or_else(|| caller.failure(Kind::Missing))
}

fn title(id: &str) -> String {
    format!("owntext-{}", id.replace('_', "-"))
}

/// Indonesian first, then what the unit's dukun speak and what it has written for before.
fn languages(caller: &Caller, own: Option<&BTreeMap<String, String>>) -> Vec<String> {
    let register = caller.world.register();
    let spoken = register.dukun().values().flat_map(|dukun| dukun.languages.iter());
    let written = own.into_iter().flat_map(BTreeMap::keys);
    let others: BTreeSet<String> =
        spoken.chain(written).map(|language| language.trim().to_lowercase()).collect();
    let others = others.into_iter().filter(|language| !language.is_empty() && language != INDONESIAN);
    std::iter::once(INDONESIAN.to_owned()).chain(others).collect()
}

fn of_text<'a>(unit: &'a Unit, id: &str) -> Option<&'a BTreeMap<String, String>> {
    unit.messages.as_ref().and_then(|settings| settings.texts.get(id))
}

fn field(language: &str) -> String {
    format!("text.{language}")
}

/// All texts, as they are sent now.
pub(super) fn list(caller: &Caller, unit: &Unit) -> Markup {
    html! {
        ul.plain.panel { @for row in messages::offered() {
            @let own = of_text(unit, &row.id);
            li {
                a.tall href=(format!("{PAGE}/{}", row.id)) { b { (caller.t(&title(&row.id))) " ›" } }
                p.soft { "“" (messages::filled(Some(unit), &row.id, &[], &[])) "”" }
                @if let Some(own) = own {
                    p.small { (caller.with("own-texts-in", &[("languages", &own.keys().map(String::as_str).collect::<Vec<_>>().join(", "))])) }
                }
            }
        } }
    }
}

async fn show(caller: Caller, Path(id): Path<String>) -> Result<Response, Failure> {
    let (unit, row) = (unit(&caller)?, row(&caller, &id)?);
    let own = of_text(&unit, &id);
    let form = Form::new().fill("entry", caller.fresh());
    let form = own
        .into_iter()
        .flatten()
        .fold(form, |form, (language, text)| form.fill(&field(&language.to_lowercase()), text));
    Ok(draw(&caller, &unit, row, &form))
}

async fn change(caller: Caller, Path(id): Path<String>, Posted(form): Posted) -> Result<Response, Failure> {
    let (before, row) = (unit(&caller)?, row(&caller, &id)?);
    let mut texts = BTreeMap::new();
    for language in languages(&caller, of_text(&before, &id)) {
        if let Some(text) = form.text(&field(&language)) {
            check(&form, &field(&language), &text, row);
            texts.insert(language, text);
        }
    }
    if form.is_faulty() {
        return Ok(draw(&caller, &before, row, &form));
    }
    let mut settings: MessageSettings = before.messages.clone().unwrap_or_default();
    if texts.is_empty() {
        settings.texts.remove(&id)
    } else {
        settings.texts.insert(id, texts)
    };
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    keep(&caller, entry, &before, settings).await?;
    Ok(Redirect::to(PAGE).into_response())
}

/// What can be filled in: `{dukun}` and the like, as in the table's text.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|after| after.split_once('}')).map(|(name, _)| name).collect()
}

fn check(form: &Form, field: &str, text: &str, row: &Row<Text>) {
    let known = places(&row.text);
    if let Some(unknown) = places(text).difference(&known).next() {
        let known: Vec<_> = known.iter().map(|name| format!("{{{name}}}")).collect();
        let args = [("unknown", format!("{{{unknown}}}")), ("known", known.join(" "))];
        form.fault(field, "own-text-place", &args);
    } else if messages::parts(text) > MOST_PARTS {
        form.fault(field, "own-text-long", &[("parts", messages::parts(text).to_string())]);
    }
}

fn draw(caller: &Caller, unit: &Unit, row: &Row<Text>, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let known: Vec<_> = places(&row.text).into_iter().map(|name| format!("{{{name}}}")).collect();
    let heading = title(&row.id);
    let body = html! {
        p { a.tall href=(PAGE) { "‹ " (caller.t("own-words-title")) } }
        h1 { (caller.t(&heading)) }
        div.panel {
            p.small.soft { (caller.t("own-text-standard")) }
            p { "“" (row.text) "”" }
        }
        p.soft { (caller.t("own-text-about")) }
        @if !known.is_empty() { p.soft { (caller.with("own-text-places", &[("places", &known.join(" "))])) } }
        (sheet.summary())
        form.panel method="post" action=(format!("{PAGE}/{}", row.id)) {
            @for language in languages(caller, of_text(unit, &row.id)) {
                @let name = field(&language);
                @let label = caller.with("own-text-in", &[("language", &capital(&language))]);
                @let parts = caller.with("own-text-parts", &[("parts", &messages::parts(form.raw(&name)))]);
                (sheet.area(&name, &Ask::of(&label).optional().hint(if form.raw(&name).is_empty() { String::new() } else { parts })))
            }
            (send(&caller.who.csrf, sheet, "places-save"))
        }
    };
    let status = if form.is_faulty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    (status, caller.page(caller.t(&heading), Tab::More, &body)).into_response()
}

fn capital(language: &str) -> String {
    let mut letters = language.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
