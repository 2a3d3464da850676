//! Deciding between corrections that differ: who said what and when, and what shall hold.

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    correction::{Conflict, Record},
    facts::Settled,
    family::Family,
    ids::{EntryId, SubjectId},
    note::Note,
    rights::Act,
};
use http::StatusCode;
use maud::{Markup, html};
use serde_json::{Map, Value};

use super::{
    blank::Blank,
    names,
    part::Part,
    timeline::{self, Names},
    void,
    words::Words,
};
use crate::{
    caller::Caller,
    failure::Failure,
    field::{Ask, Sheet, send},
    form::{Form, Posted},
    format,
    page::Tab,
    world::App,
};

/// Chosen where none of the values that were said holds.
const OTHER: &str = "other";

/// The address of this page.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/ibu/{subject}/catatan/{entry}/putus", get(show).post(save))
}

async fn show(caller: Caller, Path(at): Path<(SubjectId, EntryId)>) -> Result<Response, Failure> {
    caller.must(Act::SettleConflicts)?;
    let family = void::family(&caller, at.0)?;
    let record = void::standing(&caller, &family, at.1)?;
    if record.conflicts.is_empty() {
        return Ok(Redirect::to(&format!("/ibu/{}", at.0)).into_response());
    }
    let names = names(&caller, &family).await;
    Ok(draw(&caller, &names, &family, record, None))
}

async fn save(
    caller: Caller,
    Path(at): Path<(SubjectId, EntryId)>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    caller.must(Act::SettleConflicts)?;
    let family = void::family(&caller, at.0)?;
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let back = Redirect::to(&format!("/ibu/{}?simpan=putus", at.0)).into_response();
    if caller.world.register().knows(entry) {
        return Ok(back);
    }
    let record = void::standing(&caller, &family, at.1)?;
    if record.conflicts.is_empty() {
        return Ok(back);
    }
    let names = names(&caller, &family).await;
    let Some(note) = read(&caller, &family, record, entry, &form) else {
        let page = draw(&caller, &names, &family, record, Some(&form));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    caller.append(vec![note]).await?;
    Ok(back)
}

fn choice_name(conflict: &Conflict) -> String {
    format!("choice.{}", conflict.field)
}

/// The conflicts that this person may see.
fn seen<'a>(words: &'a Words<'_>, record: &'a Record) -> impl Iterator<Item = &'a Conflict> {
    record.conflicts.iter().filter(|conflict| words.may_see_field(record.fact.kind(), &conflict.field))
}

fn read(caller: &Caller, family: &Family, record: &Record, entry: EntryId, form: &Form) -> Option<Note> {
    let (rules, register) = (caller.rules(), caller.world.register());
    let words = Words { caller, register: &register };
    let blank = Blank::of(&words, &rules, family, record);
    let mut values = Map::new();
    for conflict in seen(&words, record) {
        if let Some(value) = decided(&blank, conflict, form) {
            values.insert(conflict.field.clone(), value);
        }
    }
    let reason = form.required("reason");
    if form.is_faulty() {
        return None;
    }
    let looked_at = form.all("over").into_iter().filter_map(|id| id.parse().ok());
    let over =
        looked_at.filter(|id: &EntryId| record.corrections.iter().any(|note| note.id == *id)).collect();
    let settled = Settled { values, over, reason };
    let mut note = caller.note(entry, record.note.subject, record.village.clone(), settled);
    note.amends = Some(record.note.id);
    Some(note)
}

/// What shall hold for a field.
fn decided(blank: &Blank<'_>, conflict: &Conflict, form: &Form) -> Option<Value> {
    let name = choice_name(conflict);
    let chosen = form.required(&name);
    if chosen == OTHER {
        let parts: Vec<_> = parts(blank, conflict).collect();
        let changed = blank.changes(form, parts.iter().copied()).remove(&conflict.field);
        return Some(changed.unwrap_or_else(|| blank.says(&conflict.field)));
    }
    let first = blank.says(&conflict.field);
    let said = conflict.values.iter().map(|(value, _)| value).chain([&first]);
    let value = said.into_iter().find(|value| value.to_string() == chosen).cloned();
    if value.is_none() {
        form.fault(&name, "fault-choice", &[]);
    }
    value
}

fn parts<'a>(blank: &'a Blank<'_>, conflict: &'a Conflict) -> impl Iterator<Item = &'a Part> {
    blank.parts.iter().filter(|part| part.field() == conflict.field)
}

fn draw(caller: &Caller, names: &Names, family: &Family, record: &Record, typed: Option<&Form>) -> Response {
    let (rules, register) = (caller.rules(), caller.world.register());
    let words = Words { caller, register: &register };
    let blank = Blank::of(&words, &rules, family, record);
    let looked_at = seen(&words, record).flat_map(|conflict| &conflict.values).flat_map(|(_, notes)| notes);
    let fresh =
        looked_at.fold(Form::new().fill("entry", caller.fresh()), |form, note| form.fill("over", note.id));
    let fresh = seen(&words, record).fold(fresh, |form, conflict| blank.fill(form, parts(&blank, conflict)));
    let form = typed.unwrap_or(&fresh);
    let sheet = Sheet { form, text: caller.text };
    let body = html! {
        h1 { (caller.t("settle-title")) }
        p { b { (timeline::title(caller, record)) } " · " (format::date(caller.text, timeline::day(record))) }
        p.soft { (caller.t("settle-about")) }
        (sheet.summary())
        form.panel method="post" {
            @for conflict in seen(&words, record) { (question(&words, names, &blank, record, conflict, sheet)) }
            @for id in form.all("over") { input type="hidden" name="over" value=(id); }
            (sheet.area("reason", &Ask::of("settle-reason")))
            (send(&caller.who.csrf, sheet, "settle-save"))
        }
    };
    caller.page(caller.t("settle-title"), Tab::Find, &body)
}

fn question(
    words: &Words<'_>,
    names: &Names,
    blank: &Blank<'_>,
    record: &Record,
    conflict: &Conflict,
    sheet: Sheet<'_>,
) -> Markup {
    let caller = words.caller;
    let said = |value: &Value, note: &Note| {
        caller.with(
            "settle-said",
            &[
                ("value", &words.value(record.fact.kind(), &conflict.field, value)),
                ("who", &timeline::name(caller, names, note.author)),
                ("at", &format::date_time(caller.text, note.noted_at.civil())),
                ("reason", &timeline::reason(note)),
            ],
        )
    };
    let mut options: Vec<(String, String)> = Vec::new();
    for (value, notes) in &conflict.values {
        let all: Vec<_> = notes.iter().map(|note| said(value, note)).collect();
        options.push((value.to_string(), all.join(" · ")));
    }
    let first = blank.says(&conflict.field);
    if !conflict.values.iter().any(|(value, _)| *value == first) {
        let value = words.value(record.fact.kind(), &conflict.field, &first);
        options.push((first.to_string(), caller.with("settle-first", &[("value", &value)])));
    }
    options.push((OTHER.to_owned(), caller.t("settle-other").to_owned()));
    let name = choice_name(conflict);
    let parts: Vec<_> = parts(blank, conflict).collect();
    html! {
        (sheet.choice(&name, &Ask::of(&words.label(&conflict.field)), &options))
        details open[sheet.form.has(&name, OTHER)] {
            summary { (caller.t("settle-other")) }
            (blank.draw(sheet, &parts))
        }
    }
}
