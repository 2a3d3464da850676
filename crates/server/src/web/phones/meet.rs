//! A meeting: what a phone brings is taken in, and what it lacks is sent, frame by frame.

use std::{io, sync::Arc};

use app::World;
use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Request, State},
    response::{IntoResponse, Response},
};
use futures_util::stream;
use http::{HeaderMap, HeaderValue, header};
use store_sql::{Device, Met, User};
use sync::{
    host::{Frame, Plan},
    wire::{self, Head, PROTOCOL},
};

use super::{
    enrol::said,
    fleet::{Asker, Fleet, guest, name_of},
    press::Press,
    refused::Refused,
    taking::take,
};

/// `POST /api/temu`
pub(super) async fn meet(
    State(fleet): State<Fleet>,
    asker: Asker,
    request: Request,
) -> Result<Response, Refused> {
    let (device, user) = fleet.let_in(request.headers(), &asker.address).await?;
    fleet.pace.meeting(device.id)?;
    let press = Press::of(request.headers());
    // Read only now: a stranger may not send us megabytes.
    let body = Bytes::from_request(request, &()).await?;
    let request: wire::Request = said(&body)?;
    drop(body);
    if request.protocol != PROTOCOL {
        return Err(Refused::protocol());
    }
    let (head, frames) = answer(&fleet, &device, &user, request).await?;
    Ok(sent(&fleet.world, press, &head, frames))
}

async fn answer(
    fleet: &Fleet,
    device: &Device,
    user: &User,
    mut request: wire::Request,
) -> Result<(Head, Vec<Frame>), Refused> {
    let world = &fleet.world;
    let guest = guest(world, device, user);
    let entries = std::mem::take(&mut request.entries);
    let taken = take(world, &guest, &name_of(device, user), entries).await;
    let taken = taken.map_err(|error| Refused::failed("a phone's entries could not be kept", &error))?;
    let plan = {
        let (register, journal) = (world.register(), world.journal());
        Plan::of(&register, &journal, &guest.scope, &request, &taken.places())
    };
    let settings = fleet.settings(user, &device.label).await?;
    let digest = settings.digest().map_err(|error| Refused::failed("settings have no JSON", &error))?;
    note(fleet, device, user, &request).await?;
    let settings = (digest != request.settings).then_some(settings);
    let head = plan.head(taken.verdicts, world.now().timestamp(), fleet.program.clone(), settings);
    Ok((head, plan.frames))
}

async fn note(fleet: &Fleet, device: &Device, user: &User, request: &wire::Request) -> Result<(), Refused> {
    let met = Met {
        at: fleet.world.now().timestamp(),
        program: request.program.chars().take(64).collect(),
        waiting: request.behind as u64,
        villages: user.villages.clone(),
    };
    let noted = fleet.ledger.note_met(device.id, met).await;
    noted.map_err(|error| Refused::failed("a meeting could not be noted", &error))
}

/// An answer on its way: a frame is read when the one before it has left.
struct Rest {
    world: Arc<World>,
    frames: std::vec::IntoIter<Frame>,
    press: Press,
}

fn sent(world: &Arc<World>, press: Press, head: &Head, frames: Vec<Frame>) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-ndjson"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if press.is_on() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    let first = serde_json::to_vec(head).map(|mut line| {
        line.push(b'\n');
        line
    });
    let rest = Rest { world: Arc::clone(world), frames: frames.into_iter(), press };
    let lines = stream::try_unfold((Some(first), Some(rest)), |(first, rest)| async move {
        let Some(mut rest) = rest else { return Ok(None) };
        let lines = match first {
            Some(head) => head?,
            None => match rest.frames.next() {
                Some(frame) => frame.lines(rest.world.store()).await.map_err(broken)?,
                None => return Ok(Some((rest.press.end(), (None, None)))),
            },
        };
        let (piece, rest) = pressed(rest, lines).await?;
        Ok::<_, io::Error>(Some((piece, (None, Some(rest)))))
    });
    (headers, Body::from_stream(lines)).into_response()
}

/// Pressing a frame takes milliseconds, which others need not wait for.
async fn pressed(mut rest: Rest, lines: Vec<u8>) -> io::Result<(Vec<u8>, Rest)> {
    if !rest.press.is_on() {
        return Ok((lines, rest));
    }
    let work = tokio::task::spawn_blocking(move || {
        let piece = rest.press.press(lines)?;
        Ok((piece, rest))
    });
    work.await.map_err(io::Error::other)?
}

fn broken(error: store::StoreError) -> io::Error {
    tracing::error!(%error, "an answer to a phone was cut, because the log could not be read");
    io::Error::other(error)
}
