//! In the demonstration: to be a dukun with a simple telephone, and to see what everybody gets on theirs. Only the
//! view; the stand-in for the telephone network is the server's.

use axum::response::Response;
use domain::ids::SubjectId;
use jiff::civil::DateTime;
use maud::{Markup, html};

use crate::{
    caller::Caller,
    field::{Ask, Sheet, send},
    form::Form,
    format,
    page::Tab,
};

/// The address of this page.
pub const PAGE: &str = "/pesan/coba";

/// A dukun one can be.
#[derive(Clone, Debug)]
pub struct Player {
    /// Who.
    pub id: SubjectId,
    /// Her name and village.
    pub name: String,
    /// Her number.
    pub phone: String,
}

/// What came to somebody's telephone, or was sent from there.
#[derive(Clone, Debug)]
pub struct Bubble {
    /// The number it went to or came from.
    pub phone: String,
    /// Who has that number, where that is known.
    pub name: String,
    /// Its words; none for a missed call.
    pub text: Option<String>,
    /// When.
    pub at: DateTime,
    /// Whether it came from the Puskesmas.
    pub is_ours: bool,
}

/// What the form says.
pub struct Played {
    /// The number it comes from.
    pub from: String,
    /// The words; none for a missed call.
    pub text: Option<String>,
}

/// Reads the form, unless something is wrong with it.
#[must_use]
pub fn read(form: &Form) -> Option<Played> {
    let from = form.text("other").unwrap_or_else(|| form.required("from"));
    let is_call = form.has("call", "1");
    let text = if is_call { None } else { Some(form.required("text")) };
    (!form.is_faulty()).then_some(Played { from, text })
}

/// The page: the form, and the telephones with what they show, latest first.
#[must_use]
pub fn page(caller: &Caller, players: &[Player], bubbles: &[Bubble], form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let offered: Vec<_> = players.iter().map(|player| (player.phone.clone(), player.name.clone())).collect();
    let body = html! {
        h1 { (caller.t("message-trial-title")) }
        p.soft { (caller.t("message-trial-about")) }
        (sheet.summary())
        form.panel method="post" action=(PAGE) {
            (sheet.select("from", &Ask::of("message-trial-from"), &offered))
            (sheet.phone("other", &Ask::of("message-trial-other").optional()))
            (sheet.area("text", &Ask::of("message-trial-text").hint(caller.t("message-trial-text-hint"))))
            (sheet.choices("call", &Ask::of("message-trial-or"), &[("1".to_owned(), caller.t("message-trial-call").to_owned())]))
            (send(&caller.who.csrf, sheet, "message-trial-send"))
        }
        h2 { (caller.t("message-trial-phones")) }
        @if bubbles.is_empty() { p.soft { (caller.t("message-trial-nothing")) } }
        @for bubble in bubbles { (shown(caller, bubble)) }
    };
    caller.page(caller.t("message-trial-title"), Tab::More, &body)
}

fn shown(caller: &Caller, bubble: &Bubble) -> Markup {
    let key = if bubble.is_ours { "message-trial-to" } else { "message-trial-by" };
    let who = if bubble.name.is_empty() { &bubble.phone } else { &bubble.name };
    html! {
        div.panel {
            p.small.soft {
                (caller.with(key, &[("who", who)])) " · " (bubble.phone) " · "
                (format::date_time(caller.text, bubble.at))
            }
            @match &bubble.text {
                Some(text) => p { (text) },
                None => p { (caller.t("message-trial-called")) },
            }
        }
    }
}
