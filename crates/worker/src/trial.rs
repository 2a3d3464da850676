//! What only tests ask of a phone: a panic, its log, and what it concludes from it.

use std::rc::Rc;

use axum::{body::Body, response::IntoResponse};
use http::{Response, Uri};
use store::{Store, jsonl};

use crate::shell::Shell;

/// Answers what tests ask; none for everything else.
pub(crate) async fn answer(shell: &Rc<Shell>, uri: &Uri) -> Option<Response<Body>> {
    match uri.path() {
        "/kunci/panik" => panic!("a test asked for a panic"),
        "/trial/catatan" => Some(log(shell).await.into_response()),
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

/// What `betang state` prints of the same log, on the day that the query names.
async fn state(shell: &Rc<Shell>, day: &str) -> Option<Vec<u8>> {
    let open = shell.opened().await.ok()??;
    let state = app::state::State::of(&open.world.register(), day.parse().ok()?);
    serde_json::to_vec_pretty(&state).ok()
}
