//! The stand-in for the telephone network, in the demonstration alone: a newcomer plays dukun, and sees what everybody
//! gets on their telephones.

use std::{collections::HashMap, sync::Arc};

use app::{
    Caller, Failure,
    failure::Kind,
    form::{Form, Posted},
    pages::message_trial::{self as views, Bubble, PAGE, Player},
    world::App,
};
use axum::{
    Router,
    extract::{FromRef, State},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{facts::MessageKind, messages::number, register::Register};
use gateways::stand_in::StandIn;

use crate::messages::Messages;

/// How many messages the page shows.
const SHOWN: usize = 60;

#[derive(Clone)]
struct Desk(Arc<Messages>);

impl FromRef<Desk> for App {
    fn from_ref(desk: &Desk) -> Self {
        Arc::clone(&desk.0.world)
    }
}

/// The address of this page; outside the demonstration nothing is there.
pub(super) fn routes(messages: &Arc<Messages>) -> Router {
    Router::new().route("/pesan/coba", get(show).post(play)).with_state(Desk(Arc::clone(messages)))
}

fn stand_in(caller: &Caller, messages: &Messages) -> Result<StandIn, Failure> {
    let line = messages.line().filter(|_| caller.world.abilities.message_trial);
    line.and_then(|line| line.stand_in.clone()).ok_or_else(|| caller.failure(Kind::Missing))
}

async fn show(State(Desk(messages)): State<Desk>, caller: Caller) -> Result<Response, Failure> {
    stand_in(&caller, &messages)?;
    Ok(page(&caller, &Form::new()))
}

fn page(caller: &Caller, form: &Form) -> Response {
    let (players, bubbles) = {
        let register = caller.world.register();
        (players(&register), bubbles(&register))
    };
    views::page(caller, &players, &bubbles, form)
}

async fn play(
    State(Desk(messages)): State<Desk>,
    caller: Caller,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let stand_in = stand_in(&caller, &messages)?;
    let Some(played) = views::read(&form) else { return Ok(page(&caller, &form)) };
    let now = caller.world.now().timestamp();
    match played.text {
        Some(text) => stand_in.write(&played.from, &text, now),
        None => stand_in.call(&played.from, now),
    };
    Ok(Redirect::to(PAGE).into_response())
}

/// Dukun with a number who work, by name.
fn players(register: &Register) -> Vec<Player> {
    let working = register.dukun().iter().filter(|(_, dukun)| !dukun.retired);
    let mut players: Vec<_> = working
        .filter_map(|(id, dukun)| {
            let village = dukun.village.as_ref().map_or("", |code| register.village_name(code));
            let name = format!("{}, {village}", dukun.name);
            Some(Player { id: *id, name, phone: dukun.phone.clone()? })
        })
        .collect();
    players.sort_by(|one, other| one.name.cmp(&other.name));
    players
}

/// Everything that came and went, latest first.
fn bubbles(register: &Register) -> Vec<Bubble> {
    let names = names(register);
    let name = |phone: &str| names.get(&number(phone)).cloned().unwrap_or_default();
    let came = register.matters().messages.values().map(|message| {
        let received = &message.received;
        let text = (received.kind == MessageKind::Text).then(|| received.text.clone());
        let (phone, at) = (received.from.clone(), received.record.note.noted_at);
        (at, Bubble { name: name(&phone), phone, text, at: at.civil(), is_ours: false })
    });
    let went = register.matters().outgoing.values().filter(|outgoing| outgoing.tries() > 0).map(|outgoing| {
        let queued = &outgoing.queued;
        let (phone, at) = (queued.to.clone(), queued.record.note.noted_at);
        let text = Some(queued.text.clone());
        (at, Bubble { name: name(&phone), phone, text, at: at.civil(), is_ours: true })
    });
    let mut all: Vec<_> = came.chain(went).collect();
    all.sort_by_key(|(at, bubble)| std::cmp::Reverse((*at, bubble.is_ours)));
    all.into_iter().map(|(_, bubble)| bubble).take(SHOWN).collect()
}

fn names(register: &Register) -> HashMap<String, String> {
    let dukun = register.dukun().values().map(|dukun| (&dukun.phone, &dukun.name));
    let staff = register.staff().values().map(|staff| (&staff.phone, &staff.name));
    let all = dukun.chain(staff).filter_map(|(phone, name)| Some((number(phone.as_deref()?), name.clone())));
    all.collect()
}
