//! What a unit decides for itself among the rules, because sources differ or nobody confirmed them: each with what
//! holds where the unit says nothing. The server's page: a rule changed on a phone would reach the others late.

use std::collections::BTreeMap;

use axum::{
    Router,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    choices::{Choice, Choices, Mistake},
    facts::{Fact, Unit},
    family::Item,
    rights::Act,
    tables::{Row, Tables},
};
use http::StatusCode;
use maud::{Markup, html};
use serde_json::Value;

use crate::{
    amend,
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet, send},
    form::{Form, Posted},
    format,
    page::Tab,
    world::App,
};

/// The address.
const PAGE: &str = "/aturan";

/// From this many words on a list is opened instead of standing in full.
const LONG: usize = 7;

/// Choices about messages; a section of their own.
const MESSAGES: &str = "sms_";

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/aturan", get(show).post(change))
}

fn unit(caller: &Caller) -> Result<Item<Unit>, Failure> {
    caller.must(Act::SettleConflicts)?;
    caller.world.register().unit().cloned().ok_or_else(|| caller.failure(Kind::Missing))
}

async fn show(caller: Caller) -> Result<Response, Failure> {
    unit(&caller)?;
    let choices = caller.rules().choices;
    let form = Form::new().fill("entry", caller.fresh());
    let form = offered().fold(form, |form, row| form.fill(&row.id, holds(row, &choices)));
    Ok(draw(&caller, &form))
}

async fn change(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    let before = unit(&caller)?;
    let choices = wanted(&caller, &before, &form);
    let unit = Unit { choices, ..(*before).clone() };
    for complaint in Choices::complaints(&unit) {
        if let Some(row) = offered().find(|row| row.id == complaint.id) {
            complain(&form, row, &complaint.reason);
        }
    }
    if form.is_faulty() {
        return Ok(draw(&caller, &form));
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let changed = amend::amendment(&caller, entry, &before.record, &Fact::from(unit), "");
    caller.append(changed.into_iter().collect()).await?;
    Ok(Redirect::to(PAGE).into_response())
}

fn offered() -> impl Iterator<Item = &'static Row<Choice>> {
    Tables::builtin().choices.iter()
}

/// What holds now, as a form shows it.
fn holds(row: &Row<Choice>, choices: &Choices) -> String {
    match row.default {
        Value::Bool(_) => choices.flag(&row.id).to_string(),
        Value::Number(_) => format::number(choices.number(&row.id)),
        _ => choices.word(&row.id).to_owned(),
    }
}

/// The unit's choices after this form. What holds anyway is not written down, and an emptied field is the table's.
fn wanted(caller: &Caller, before: &Unit, form: &Form) -> BTreeMap<String, String> {
    let now = caller.rules().choices;
    let mut choices = before.choices.clone();
    for row in offered() {
        match form.text(&row.id) {
            None => drop(choices.remove(&row.id)),
            Some(typed) if typed == holds(row, &now) => {}
            Some(typed) => drop(choices.insert(row.id.clone(), typed)),
        }
    }
    choices
}

fn complain(form: &Form, row: &Row<Choice>, mistake: &Mistake) {
    match mistake {
        Mistake::NotWithin(min, max) => {
            let range = [("min", format::number(*min)), ("max", format::number(*max))];
            form.fault(&row.id, "fault-implausible", &range);
        }
        Mistake::NotAllowed(_) | Mistake::Unknown => form.fault(&row.id, "fault-required", &[]),
    }
}

fn draw(caller: &Caller, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let (messages, care): (Vec<_>, Vec<_>) = offered().partition(|row| row.id.starts_with(MESSAGES));
    let body = html! {
        h1 { (caller.t("choices-title")) }
        p.soft { (caller.t("choices-about")) }
        (sheet.summary())
        form method="post" action=(PAGE) {
            h2 { (caller.t("choices-care")) }
            div.panel { @for row in care { (field(caller, sheet, row)) } }
            h2 { (caller.t("choices-messages")) }
            div.panel { @for row in messages { (field(caller, sheet, row)) } }
            (send(&caller.who.csrf, sheet, "places-save"))
        }
    };
    let status = if form.is_faulty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    (status, caller.page(caller.t("choices-title"), Tab::More, &body)).into_response()
}

fn key(row: &Row<Choice>, value: &str) -> String {
    let made = format!("choice-{}-{value}", row.id);
    made.trim_end_matches('-').replace('_', "-").to_lowercase()
}

fn field(caller: &Caller, sheet: Sheet<'_>, row: &Row<Choice>) -> Markup {
    let label = key(row, "");
    let standard = caller.with("choices-standard", &[("value", &standard(caller, row))]);
    let hint =
        if row.is_confirmed() { standard } else { format!("{standard} {}", caller.t("choices-unconfirmed")) };
    let ask = Ask::of(&label).hint(hint);
    match row.default {
        Value::Bool(_) => {
            let words = [("true", "answer-yes"), ("false", "answer-no")];
            let options = words.map(|(value, words)| (value.to_owned(), caller.t(words).to_owned()));
            sheet.choice(&row.id, &ask, &options)
        }
        Value::Number(_) => sheet.number(&row.id, &ask.width(6)),
        _ => {
            let options: Vec<_> = row
                .allowed
                .iter()
                .map(|value| (value.clone(), caller.t(&key(row, value)).to_owned()))
                .collect();
            if options.len() < LONG {
                sheet.choice(&row.id, &ask, &options)
            } else {
                sheet.select(&row.id, &ask, &options)
            }
        }
    }
}

/// What the table says, in words.
fn standard(caller: &Caller, row: &Row<Choice>) -> String {
    match &row.default {
        Value::Bool(flag) => caller.t(if *flag { "answer-yes" } else { "answer-no" }).to_owned(),
        Value::Number(number) => format::number(number.as_f64().unwrap_or_default()),
        other => caller.t(&key(row, other.as_str().unwrap_or_default())).to_owned(),
    }
}
