//! The head sets up the gateway, and tries it.

use std::sync::Arc;

use app::{
    Caller, Failure,
    form::{Form, Posted},
    pages::message_setup::{self as views, PAGE, Settings, Shown},
    world::App,
};
use axum::{
    Router,
    extract::{FromRef, State},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use domain::{
    facts::{MessageQueued, MessageReason},
    ids::{EntryId, SubjectId, derived},
    rights::Act,
};

use crate::{
    messages::{Messages, config},
    text::Text,
};

/// How many trial messages are shown.
const TRIALS: usize = 5;

#[derive(Clone)]
struct Desk(Arc<Messages>);

impl FromRef<Desk> for App {
    fn from_ref(desk: &Desk) -> Self {
        Arc::clone(&desk.0.world)
    }
}

/// The addresses of these pages.
pub(super) fn routes(messages: &Arc<Messages>) -> Router {
    Router::new()
        .route("/pesan/atur", get(show).post(save))
        .route("/pesan/atur/coba", post(send))
        .with_state(Desk(Arc::clone(messages)))
}

async fn show(State(Desk(messages)): State<Desk>, caller: Caller) -> Result<Response, Failure> {
    caller.must(Act::ManageUsers)?;
    let shown = shown(&caller, &messages);
    Ok(views::page(&caller, &shown, &views::filled(shown.now.as_ref())))
}

/// What is set, what is wrong with it, and the trials of last.
fn shown(caller: &Caller, messages: &Messages) -> Shown {
    let read = messages.folder().map_or(Ok(None), config::read);
    let (now, wrong) = match read {
        Ok(settings) => (settings, None),
        Err(complaint) => (None, Some(complaint.say(words(caller)))),
    };
    // The demonstration's stand-in is written down nowhere.
    let now = now.or_else(|| {
        let stand_in = messages.line().is_some_and(|line| line.stand_in.is_some());
        stand_in.then(|| Settings { kind: Some(views::Kind::StandIn), ..Settings::default() })
    });
    let register = caller.world.register();
    let all = register.matters().outgoing.values();
    let mut trials: Vec<_> = all.filter(|out| out.queued.reason == MessageReason::Trial).cloned().collect();
    trials.sort_by_key(|out| std::cmp::Reverse(out.queued.record.note.noted_at));
    trials.truncate(TRIALS);
    let modem = now.as_ref().and_then(config::modem);
    Shown { now, wrong, can_change: messages.folder().is_some(), checked: None, modem, trials }
}

fn words(caller: &Caller) -> &'static Text {
    Text::of(caller.lang().tag())
}

async fn save(
    State(Desk(messages)): State<Desk>,
    caller: Caller,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    caller.must(Act::ManageUsers)?;
    let Some(folder) = messages.folder().map(ToOwned::to_owned) else {
        return Err(caller.failure(app::failure::Kind::Missing));
    };
    let before = shown(&caller, &messages);
    let settings = views::read(&form, before.now.as_ref());
    let line = match settings.kind.map(|_| config::open(&settings, caller.world.now().offset())).transpose() {
        Ok(line) => line,
        Err(key) => {
            let wrong = Some(words(&caller).t(&format!("{key}-hint")));
            return Ok(views::page(&caller, &Shown { wrong, ..before }, &form));
        }
    };
    let written = tokio::task::spawn_blocking(move || config::write(&folder, &settings)).await;
    if !matches!(written, Ok(Ok(()))) {
        return Err(caller.failure(app::failure::Kind::Ours));
    }
    messages.change(line);
    Ok(Redirect::to(PAGE).into_response())
}

/// Asks the gateway whether it works, and sends a message to one number.
async fn send(
    State(Desk(messages)): State<Desk>,
    caller: Caller,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    caller.must(Act::ManageUsers)?;
    let to = form.required("to");
    let Some(line) = messages.line().filter(|_| !form.is_faulty()) else {
        return Ok(Redirect::to(PAGE).into_response());
    };
    let checked = line.gateway.check().await;
    if checked.is_ok() {
        caller.append(vec![trial(&caller, &form, to)]).await?;
    }
    let checked = checked.map_err(|trouble| trouble.why().word());
    let shown = Shown { checked: Some(checked), ..shown(&caller, &messages) };
    Ok(views::page(&caller, &shown, &views::filled(shown.now.as_ref())))
}

/// Sent twice by the same form, it is one.
fn trial(caller: &Caller, form: &Form, to: String) -> domain::note::Note {
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let subject = SubjectId(derived(&["trial", &entry.to_string()]));
    let text = caller.t("message-setup-trial-text").to_owned();
    let fact = MessageQueued { to, reason: MessageReason::Trial, text, ..MessageQueued::default() };
    caller.note(EntryId(entry.0), subject, None, fact)
}
