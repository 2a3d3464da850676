//! Villages, dukun, facilities and staff: lists, pages, and forms to add and amend them.

mod dukun;
mod facilities;
mod kept;
mod officials;
mod staff;
mod villages;

use axum::{
    Router,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    correction::Record,
    facts::Fact,
    ids::{EntryId, SubjectId},
    rights::Act,
};
use http::StatusCode;
use maud::{Markup, html};

use crate::{
    amend,
    caller::Caller,
    failure::Failure,
    field::{Sheet, send},
    form::Form,
    page::Tab,
    world::App,
};

/// The addresses of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(villages::routes())
        .merge(dukun::routes())
        .merge(facilities::routes())
        .merge(officials::routes())
        .merge(staff::routes())
}

/// A line of a list: where it leads, what it is called, what else to know.
struct Line {
    href: String,
    name: String,
    about: String,
}

/// A list with a button to add to it, for those who may.
fn list(caller: &Caller, title: &'static str, add: Option<(&str, &str)>, lines: &[Line]) -> Response {
    let body = html! {
        h1 { (caller.t(title)) }
        @if let Some((href, key)) = add.filter(|_| caller.who.scope.may(Act::KeepPlaces)) {
            p { a.btn.small href=(href) { (caller.t(key)) } }
        }
        div.panel { ul.plain {
            @for line in lines {
                li { a href=(line.href) { b { (line.name) } @if !line.about.is_empty() { br; span.soft { (line.about) } } } }
            }
            @if lines.is_empty() { li { (caller.t("places-none")) } }
        } }
    };
    caller.page(caller.t(title), Tab::Places, &body)
}

/// A form page around its fields.
fn form_page(
    caller: &Caller,
    title: &'static str,
    form: &Form,
    fields: &Markup,
    status: StatusCode,
) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let body = html! {
        h1 { (caller.t(title)) }
        (sheet.summary())
        form.panel method="post" { (fields) (send(&caller.who.csrf, sheet, "places-save")) }
    };
    (status, caller.page(caller.t(title), Tab::Places, &body)).into_response()
}

/// Saves a new place or person, or what changed of a known one, and leads to its page.
async fn keep(
    caller: &Caller,
    entry: Option<EntryId>,
    subject: SubjectId,
    before: Option<&Record>,
    fact: Fact,
    page: &str,
) -> Result<Response, Failure> {
    let entry = entry.unwrap_or_else(|| caller.fresh());
    let note = match before {
        Some(record) => amend::amendment(caller, entry, record, &fact, ""),
        None => Some(caller.note(entry, subject, None, fact)),
    };
    caller.append(note.into_iter().collect()).await?;
    Ok(Redirect::to(page).into_response())
}

/// The status of a form that is shown again, or for the first time.
fn status(form: &Form) -> StatusCode {
    if form.is_faulty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}

/// Villages as choices.
pub(super) fn village_options(caller: &Caller) -> Vec<(String, String)> {
    let register = caller.world.register();
    let open = register.villages().iter().filter(|(_, village)| !village.closed);
    open.map(|(code, village)| (code.to_string(), village.name.clone())).collect()
}

/// "Yes, she has left": a choice of two that every form for people and places ends with.
fn gone(sheet: Sheet<'_>, still: &'static str, gone: &'static str) -> Markup {
    let options =
        [("no", still), ("yes", gone)].map(|(value, key)| (value.to_owned(), sheet.text.t(key).to_owned()));
    sheet.choice("gone", &crate::field::Ask::of("places-state"), &options)
}
