//! A page of the server is asked for on a phone that does not reach it: kind words, and a way to
//! come back to it.

use axum::response::{IntoResponse, Response};
use http::{Method, StatusCode, request::Parts};
use maud::html;

use crate::{caller::lang_of, page, text::Text, who::Who};

/// The page that was asked for.
#[derive(Clone, Debug, Default)]
pub struct Away {
    /// Its path and query.
    pub path: String,
    /// Whether a form was being sent there.
    pub sent: bool,
    /// The token of the session's forms; a locked phone has none, and cannot be asked to remember.
    pub csrf: Option<String>,
}

impl Away {
    /// What a request asked for.
    #[must_use]
    pub fn of(parts: &Parts) -> Self {
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        Self {
            path: path.to_owned(),
            sent: parts.method == Method::POST,
            csrf: parts.extensions.get::<Who>().map(|who| who.csrf.clone()),
        }
    }
}

/// The answer to a request that only the server can answer.
#[must_use]
pub fn answer(parts: &Parts) -> Response {
    page(Text::of(lang_of(parts)), &Away::of(parts))
}

/// The page.
#[must_use]
pub fn page(text: &Text, away: &Away) -> Response {
    let what = text.t(title_of(&away.path));
    let body = html! {
        h1 { (text.t("away-title")) }
        p { b { (what) } }
        p { (text.t("away-about")) }
        @if away.sent { p { b { (text.t("away-sent")) } } }
        p { a.btn href=(away.path) { (text.t("away-again")) } }
        @if let Some(csrf) = &away.csrf {
            form method="post" action="/kiriman/ingat" {
                input type="hidden" name="csrf" value=(csrf);
                input type="hidden" name="path" value=(away.path);
                input type="hidden" name="title" value=(what);
                button.btn.line type="submit" { (text.t("away-remind")) }
                p.soft { (text.t("away-remind-about")) }
            }
            p { a.btn.line href="/" { (text.t("failure-home")) } }
        }
    };
    (StatusCode::SERVICE_UNAVAILABLE, page::bare(text, text.t("away-title"), &body)).into_response()
}

/// What a page of the server is called, by its address.
fn title_of(path: &str) -> &'static str {
    match path.split(['/', '?']).nth(1).unwrap_or_default() {
        "akses" => "more-access",
        "aturan" => "choices-title",
        "berkas" => "files-title",
        "ekspor" | "impor" => "more-import",
        "kop" => "letterhead-title",
        "lintas-sektor" => "guests-title",
        "hp" => "away-phones",
        "masuk" => "lock-login",
        "pengguna" => "more-users",
        "sandi" => "more-password",
        "surat" => "papers-title",
        "tertahan" => "more-held",
        _ => "away-page",
    }
}
