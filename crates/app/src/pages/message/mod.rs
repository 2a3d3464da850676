//! Messages: what came by telephone and waits, what became of it, whose number it was, what was sent, and who agreed
//! to reminders.

mod agree;
mod candidates;
mod line;
mod list;
mod notice;
mod one;
mod own_texts;
mod own_words;
mod said;
mod sent;
mod settle;
mod tray;
mod trouble;
mod undo;

use std::sync::Arc;

use axum::Router;
use domain::{ids::SubjectId, matters::Message, rights::Act};
use maud::{Markup, html};
use serde::Deserialize;

pub(crate) use self::{
    agree::{link_of_official, panel as reminders_of_mother},
    line::{of_dukun, waiting},
    notice::{above as quoted, filled as filled_from, sorted as sorted_by_notice},
    trouble::trouble,
};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    world::App,
};

/// The addresses of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(agree::routes())
        .merge(list::routes())
        .merge(one::routes())
        .merge(settle::routes())
        .merge(tray::routes())
        .merge(undo::routes())
}

/// The addresses that only the server answers: only it knows what was sent, and reads messages as they come.
pub(crate) fn of_server() -> Router<App> {
    sent::routes().merge(own_words::routes()).merge(own_texts::routes())
}

/// A message, if there is one that she may read.
fn readable(caller: &Caller, id: SubjectId) -> Result<Arc<Message>, Failure> {
    let register = caller.world.register();
    let message = register.matters().messages.get(&id);
    let message = message.filter(|message| caller.who.scope.reads_message(message)).cloned();
    message.ok_or_else(|| caller.failure(Kind::Missing))
}

/// Notes in the access log that what a message says was read.
fn note_reading(caller: &Caller, id: SubjectId) {
    caller.world.note_reading(caller.who.id, caller.who.device, id, "message");
}

/// Whether she says whose unknown numbers are.
fn keeps(caller: &Caller) -> bool {
    caller.who.scope.may(Act::KeepMessages)
}

/// What was saved before a page is shown.
#[derive(Deserialize)]
struct After {
    #[serde(default)]
    simpan: String,
}

impl After {
    fn panel(&self, caller: &Caller) -> Markup {
        html! {
            @if let Some(words) = caller.text.find(&format!("saved-{}", self.simpan)) {
                div.panel.good role="status" { (words) }
            }
        }
    }
}
