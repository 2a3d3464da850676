//! Words that the unit has learnt from its dukun, a place to try what is understood, and the way to the unit's own
//! texts.

use axum::{
    Router,
    extract::Query,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use domain::{
    facts::{Fact, MessageSettings, OwnWord, Unit},
    family::Item,
    heard::{Intent, Words},
    ids::EntryId,
    rights::Act,
};
use http::StatusCode;
use maud::{Markup, html};
use serde::Deserialize;

use super::{own_texts, said};
use crate::{
    amend,
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet, send},
    form::{Form, Posted},
    page::Tab,
    world::App,
};

/// The address.
pub(super) const PAGE: &str = "/pesan/kata";
/// The most letters of a word, and the most words.
const LONGEST: usize = 60;
const MOST: usize = 500;
/// As much of a text is tried as a message may hold.
const LONGEST_TRIED: usize = 500;

/// What a word can mean here, by its word in the table. The finer meanings are for the table.
const MEANINGS: [(&str, Option<Intent>); 11] = [
    ("pregnant", Some(Intent::Pregnant)),
    ("labour", Some(Intent::Labour)),
    ("born", Some(Intent::Born)),
    ("bringing", Some(Intent::Bringing)),
    ("danger", Some(Intent::Danger)),
    ("died", Some(Intent::Died)),
    ("help", Some(Intent::Help)),
    ("stop", Some(Intent::Stop)),
    ("start", Some(Intent::Start)),
    ("thanks", Some(Intent::Thanks)),
    ("nothing", None),
];

pub(super) fn routes() -> Router<App> {
    Router::new().route("/pesan/kata", get(show).post(add)).route("/pesan/kata/lepas", post(drop_word))
}

/// A text that is tried.
#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    coba: String,
}

/// The unit as its messages are kept.
pub(super) fn unit(caller: &Caller) -> Result<Item<Unit>, Failure> {
    caller.must(Act::KeepMessages)?;
    caller.world.register().unit().cloned().ok_or_else(|| caller.failure(Kind::Missing))
}

/// Writes other settings down, if they are others.
pub(super) async fn keep(
    caller: &Caller,
    entry: EntryId,
    before: &Item<Unit>,
    settings: MessageSettings,
) -> Result<(), Failure> {
    let messages = (settings != MessageSettings::default()).then_some(settings);
    let unit = Unit { messages, ..(**before).clone() };
    let changed = amend::amendment(caller, entry, &before.record, &Fact::from(unit), "");
    caller.append(changed.into_iter().collect()).await
}

async fn show(caller: Caller, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let unit = unit(&caller)?;
    let form = Form::new().fill("entry", caller.fresh());
    Ok(draw(&caller, &unit, &form, &asked.coba.chars().take(LONGEST_TRIED).collect::<String>()))
}

async fn add(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    let before = unit(&caller)?;
    let mut settings = before.messages.clone().unwrap_or_default();
    let own = read(&form, &settings);
    if form.is_faulty() {
        return Ok(draw(&caller, &before, &form, ""));
    }
    settings.words.push(own);
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    keep(&caller, entry, &before, settings).await?;
    Ok(Redirect::to(PAGE).into_response())
}

fn read(form: &Form, settings: &MessageSettings) -> OwnWord {
    let own = OwnWord {
        word: form.required("word").to_lowercase(),
        means: form.required("means"),
        language: form.text("language").unwrap_or_default(),
    };
    let letters = own.word.chars().filter(|letter| letter.is_alphabetic()).count();
    if !own.word.is_empty() && (letters < 2 || own.word.chars().count() > LONGEST) {
        form.fault("word", "own-word-length", &[]);
    }
    if settings.words.iter().any(|known| known.word == own.word) || settings.words.len() >= MOST {
        form.fault("word", "own-word-known", &[]);
    }
    if !own.means.is_empty() && Words::sense_of(&own.means).is_none() {
        form.fault("means", "fault-required", &[]);
    }
    own
}

async fn drop_word(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    let before = unit(&caller)?;
    let mut settings = before.messages.clone().unwrap_or_default();
    settings.words.retain(|own| !form.has("word", &own.word));
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    keep(&caller, entry, &before, settings).await?;
    Ok(Redirect::to(PAGE).into_response())
}

fn draw(caller: &Caller, unit: &Unit, form: &Form, tried: &str) -> Response {
    let body = html! {
        h1 { (caller.t("own-words-title")) }
        p.soft { (caller.t("own-words-about")) }
        (trial(caller, tried))
        h2 { (caller.t("own-words-list")) }
        (list(caller, unit))
        (fresh(caller, form))
        h2 { (caller.t("own-texts-title")) }
        p.soft { (caller.t("own-texts-about")) }
        (own_texts::list(caller, unit))
    };
    let status = if form.is_faulty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    (status, caller.page(caller.t("own-words-title"), Tab::More, &body)).into_response()
}

/// A text that is read as a dukun's would be, and kept nowhere.
fn trial(caller: &Caller, tried: &str) -> Markup {
    let register = caller.world.register();
    html! {
        form.panel method="get" action=(PAGE) {
            div.f {
                label for="coba" { (caller.t("own-words-try")) }
                input.long id="coba" name="coba" value=(tried) autocomplete="off";
            }
            button.btn.line type="submit" { (caller.t("own-words-try-button")) }
        }
        @if !tried.is_empty() { (said::Said::of_text(&register, tried).panel(caller)) }
    }
}

fn list(caller: &Caller, unit: &Unit) -> Markup {
    let words = unit.messages.as_ref().map(|settings| settings.words.as_slice()).unwrap_or_default();
    html! {
        @if words.is_empty() { p.soft { (caller.t("own-words-none")) } } @else {
            ul.plain.panel { @for own in words { li {
                form.own-word method="post" action="/pesan/kata/lepas" {
                    input type="hidden" name="csrf" value=(caller.who.csrf);
                    input type="hidden" name="entry" value=(caller.fresh());
                    input type="hidden" name="word" value=(own.word);
                    p { b { (own.word) } " = " (meaning(caller, &own.means))
                        @if !own.language.is_empty() { " " span.soft { "(" (own.language) ")" } } }
                    button.btn.line type="submit" aria-label=(caller.with("own-word-drop-named", &[("word", &own.word)])) {
                        (caller.t("own-word-drop"))
                    }
                }
            } } }
        }
    }
}

fn meaning(caller: &Caller, means: &str) -> String {
    let known = MEANINGS.iter().find(|(name, _)| *name == means);
    match known {
        Some((_, Some(intent))) => caller.t(said::key(*intent)).to_owned(),
        Some((_, None)) => caller.t("own-word-nothing").to_owned(),
        None => means.to_owned(),
    }
}

fn fresh(caller: &Caller, form: &Form) -> Markup {
    let sheet = Sheet { form, text: caller.text };
    let meanings: Vec<_> =
        MEANINGS.iter().map(|(name, _)| ((*name).to_owned(), meaning(caller, name))).collect();
    html! {
        (sheet.summary())
        form.panel method="post" action=(PAGE) {
            (sheet.text("word", &Ask::of("own-word").hint(caller.t("own-word-hint"))))
            (sheet.select("means", &Ask::of("own-word-means"), &meanings))
            (sheet.text("language", &Ask::of("own-word-language").optional()))
            (send(&caller.who.csrf, sheet, "own-word-add"))
        }
    }
}
