//! The page on which a file from a phone is handed in.

use std::sync::Arc;

use app::{
    Caller, Failure,
    failure::Kind,
    pages::phones::{self as pages, HandedIn},
    phones::Unfit,
    world::App,
};
use axum::{
    extract::{FromRef, Multipart, State},
    response::Response,
};

use super::{
    carried::{Problem, hand_in},
    fleet::{Fleet, name_of},
};

impl FromRef<Fleet> for App {
    fn from_ref(fleet: &Fleet) -> Self {
        Arc::clone(&fleet.world)
    }
}

/// `GET /hp/berkas`
pub(super) async fn ask(caller: Caller) -> Response {
    pages::hand_in(&caller, None)
}

/// `POST /hp/berkas`
pub(super) async fn take(
    State(fleet): State<Fleet>,
    caller: Caller,
    parts: Multipart,
) -> Result<Response, Failure> {
    let file = match received(&caller, parts).await? {
        Some(file) => file,
        None => return Ok(pages::hand_in(&caller, Some(Err(Unfit::TooLarge)))),
    };
    let for_others = pages::hands_in_for_others(&caller);
    let may = |device: &store_sql::Device| for_others || device.user == caller.who.id;
    match hand_in(&fleet.world, &fleet.ledger, &file, may).await {
        Ok(done) => {
            let from = name_of(&done.device, &done.user);
            let done = HandedIn { from, new: done.new, known: done.known, held: done.held };
            Ok(pages::hand_in(&caller, Some(Ok(&done))))
        }
        Err(Problem::Failed(error)) => {
            tracing::error!(%error, "a file from a phone could not be taken in");
            Err(caller.failure(Kind::Ours))
        }
        Err(Problem::Unfit(unfit)) => Ok(pages::hand_in(&caller, Some(Err(unfit)))),
    }
}

/// The file, if the form is of this session; none when it is too large.
async fn received(caller: &Caller, mut parts: Multipart) -> Result<Option<Vec<u8>>, Failure> {
    let mistake = |_| caller.failure(Kind::Mistake);
    let mut is_ours = false;
    while let Some(part) = parts.next_field().await.map_err(mistake)? {
        match part.name() {
            Some("csrf") => is_ours = part.text().await.map_err(mistake)? == caller.who.csrf,
            Some("file") if is_ours => {
                return match part.bytes().await {
                    Ok(bytes) => Ok(Some(bytes.to_vec())),
                    Err(error) if error.status() == http::StatusCode::PAYLOAD_TOO_LARGE => Ok(None),
                    Err(_) => Err(caller.failure(Kind::Mistake)),
                };
            }
            _ => {}
        }
    }
    Err(caller.failure(if is_ours { Kind::Mistake } else { Kind::Stale }))
}
