//! What only tests ask of a phone: a panic, its log, what it concludes from it, and whether it began with an image.

use std::rc::Rc;

use axum::{Json, body::Body, response::IntoResponse};
use http::{Response, Uri};
use serde_json::{Value, json};
use store::{Store, jsonl};

use crate::shell::Shell;

/// Answers what tests ask; none for everything else.
pub(crate) async fn answer(shell: &Rc<Shell>, uri: &Uri) -> Option<Response<Body>> {
    match uri.path() {
        "/kunci/panik" => panic!("a test asked for a panic"),
        "/trial/catatan" => Some(log(shell).await.into_response()),
        "/trial/citra" => Some(Json(image(shell).await).into_response()),
        "/trial/keadaan" => Some(state(shell, uri.query()?).await?.into_response()),
        _ => None,
    }
}

/// The log as lines, as far as it is open.
async fn log(shell: &Rc<Shell>) -> Vec<u8> {
    let mut lines = Vec::new();
    if let Ok(Some(open)) = shell.opened().await {
        for stored in open.store.read(0, usize::MAX).await.unwrap_or_default() {
            lines.extend(jsonl::line(&stored).unwrap_or_default());
            lines.push(b'\n');
        }
    }
    lines
}

/// Whether an image is kept, and whether this program began with one; and since when it is there.
async fn image(shell: &Rc<Shell>) -> Value {
    let begun = shell.opened().await.ok().flatten().is_some_and(|open| open.from_image);
    json!({"kept": shell.has_image().await, "begun": begun, "since": shell.since})
}

/// What `betang state` prints of the same log, on the day that the query names.
async fn state(shell: &Rc<Shell>, day: &str) -> Option<Vec<u8>> {
    let open = shell.opened().await.ok()??;
    let state = app::state::State::of(&open.world.register(), day.parse().ok()?);
    serde_json::to_vec_pretty(&state).ok()
}
