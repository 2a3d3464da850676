//! What could not be taken and waits for a person: rows of imports, and whatever else the store holds.

use axum::{
    Router,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{ids::SubjectId, moment::Moment, rights::Act};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;
use store::Held;

use super::import::{Row, Trouble, row};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    form::Posted,
    format,
    page::Tab,
    text::Lang,
    world::App,
};

/// How many that wait one page shows, oldest first; settling them brings the next.
const SHOWN: usize = 100;
/// How many settled ones it shows, latest first.
const SETTLED: usize = 20;

/// The address of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/tertahan", get(show).post(settle))
}

async fn show(caller: Caller) -> Result<Response, Failure> {
    let all = held(&caller).await?;
    caller.world.note_reading_all(caller.who.id, caller.who.device, "held");
    let (settled, waiting): (Vec<_>, Vec<_>) = all.iter().partition(|held| held.settled.is_some());
    let body = html! {
        h1 { (caller.t("held-title")) }
        p.soft { (caller.t("held-about")) }
        @if waiting.is_empty() { div.panel.good { p { (caller.t("held-none")) } } }
        @for (file, rows) in by_file(&waiting) { (file_of(&caller, file, &rows)) }
        @if waiting.len() > SHOWN {
            p { (caller.with("held-more", &[("rows", &(waiting.len() - SHOWN))])) }
        }
        @if !settled.is_empty() {
            section.panel {
                h2 { (caller.t("held-settled")) " (" (settled.len()) ")" }
                ul.plain { @for held in settled.iter().rev().take(SETTLED) {
                    li {
                        (what(&caller, held))
                        p.soft { (held.settled.as_deref().unwrap_or_default()) }
                    }
                } }
            }
        }
    };
    Ok(caller.page(caller.t("held-title"), Tab::More, &body))
}

/// Marks one as dealt with, or all that wait from one file.
async fn settle(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    let all = held(&caller).await?;
    let (id, file) = (form.raw("id"), form.raw("file"));
    let meant = |held: &&Held| held.id.to_string() == id || (!file.is_empty() && file_name(held) == file);
    let waiting = all.iter().filter(|held| held.settled.is_none()).filter(meant);
    let how = format!("{} · {}", format::date_time(caller.text, caller.world.now().civil()), caller.who.name);
    for held in waiting {
        caller.world.store().settle(held.id, &how).await.map_err(|_| caller.failure(Kind::Ours))?;
    }
    Ok(Redirect::to("/tertahan").into_response())
}

async fn held(caller: &Caller) -> Result<Vec<Held>, Failure> {
    caller.must(Act::ExchangeRegisters)?;
    caller.world.store().held().await.map_err(|_| caller.failure(Kind::Ours))
}

/// Where something came from, without sheet and row.
fn file_name(held: &Held) -> &str {
    held.origin.split(" · ").next().unwrap_or_default()
}

/// The first that wait, by where they came from, in the order in which they came.
fn by_file<'a>(waiting: &[&'a Held]) -> Vec<(&'a str, Vec<&'a Held>)> {
    let mut files: Vec<(&str, Vec<&Held>)> = Vec::new();
    for held in waiting.iter().take(SHOWN) {
        let name = file_name(held);
        match files.iter_mut().find(|(file, _)| *file == name) {
            Some((_, rows)) => rows.push(held),
            None => files.push((name, vec![held])),
        }
    }
    files
}

fn file_of(caller: &Caller, file: &str, rows: &[&Held]) -> Markup {
    html! {
        section.panel {
            h2 { (file) }
            ul.plain { @for held in rows {
                li {
                    (what(caller, held))
                    (button(caller, "id", &held.id.to_string(), "held-settle"))
                }
            } }
            @if rows.len() > 1 { (button(caller, "file", file, "held-settle-file")) }
        }
    }
}

fn button(caller: &Caller, name: &str, value: &str, words: &str) -> Markup {
    html! {
        form method="post" action="/tertahan" {
            input type="hidden" name="csrf" value=(caller.who.csrf);
            input type="hidden" name=(name) value=(value);
            button.btn.line type="submit" { (caller.t(words)) }
        }
    }
}

/// What is the matter: in the words of the import, or the reason with what was received.
fn what(caller: &Caller, held: &Held) -> Markup {
    let offset = caller.world.now().offset();
    let since = format::date_time(caller.text, offset.to_datetime(held.received_at));
    html! {
        @match told(&held.details, caller.lang()) {
            Some(told) => (row(&told)),
            None => { (of_phone(caller, &held.body)) p { (caller.t(&held.reason)) } },
        }
        p.soft { (caller.with("held-since", &[("at", &since)])) }
        details {
            summary { (caller.t("held-body")) }
            @match serde_json::from_str::<serde_json::Map<String, Value>>(&held.body) {
                Ok(cells) => dl { @for (column, cell) in &cells { dt { (column) } dd { (words(cell)) } } },
                Err(_) => p { (held.body) },
            }
        }
    }
}

/// Whom and when an entry of a phone is about, which nobody could tell from its ids.
fn of_phone(caller: &Caller, body: &str) -> Markup {
    let Ok(parcel) = serde_json::from_str::<Parcel>(body) else { return Markup::default() };
    let register = caller.world.register();
    let noted = format::date_time(caller.text, parcel.noted_at.civil());
    html! {
        p {
            @match register.family(parcel.subject) {
                Some(family) => b { a href=(format!("/ibu/{}", parcel.subject)) { (family.name()) } },
                None => b { (caller.t("held-unknown-mother")) },
            }
            " · " (caller.with("held-noted", &[("at", &noted)]))
        }
    }
}

/// What is told of an entry as a phone sent it.
#[derive(Deserialize)]
struct Parcel {
    subject: SubjectId,
    noted_at: Moment,
}

fn words(cell: &Value) -> String {
    cell.as_str().map_or_else(|| cell.to_string(), str::to_owned)
}

/// What an import said of a row, in one language; the other stands under `en`.
fn told(details: &str, lang: Lang) -> Option<Row> {
    let all: Value = serde_json::from_str(details).ok()?;
    let told = if lang == Lang::En { all.get("en").unwrap_or(&all) } else { &all };
    let also = told.get("also").and_then(Value::as_array).into_iter().flatten();
    Some(Row {
        sheet: told.get("sheet")?.as_str()?.to_owned(),
        row: u32::try_from(told.get("row")?.as_u64()?).ok()?,
        troubles: std::iter::once(told).chain(also).filter_map(trouble).collect(),
    })
}

fn trouble(value: &Value) -> Option<Trouble> {
    let part = |key| value.get(key).and_then(Value::as_str).map(str::to_owned);
    Some(Trouble {
        column: part("column")?,
        value: part("value")?,
        reason: part("reason")?,
        hint: part("hint")?,
    })
}
