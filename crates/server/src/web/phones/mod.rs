//! The phones' side of the network: they enrol, meet, knock and get their keys back. What is said is
//! described in `sync::enrol` and `sync::wire`.
//!
//! Never: writes what was said into the program's log.

mod carried;
mod carried_page;
mod enrol;
mod fleet;
mod knock;
mod meet;
mod pace;
mod press;
mod refused;
mod roster;
mod taking;

use std::sync::Arc;

use app::World;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use tower_http::decompression::RequestDecompressionLayer;

use self::fleet::Fleet;
pub(crate) use self::{
    carried::{Problem, hand_in},
    roster::Roster,
};
use super::accounts::Desk;

/// The most that a phone may say at once, unpacked: some thousand entries.
const MEETING_LIMIT: usize = 8 * 1024 * 1024;

/// The largest file that is carried by hand.
const FILE_LIMIT: usize = 16 * 1024 * 1024;

/// The addresses that phones' programs ask. `program` is the version of the one that is given out.
pub(super) fn routes(world: &Arc<World>, desk: &Arc<Desk>, program: String) -> Router {
    let meeting = post(meet::meet)
        .layer::<_, std::convert::Infallible>(DefaultBodyLimit::max(MEETING_LIMIT))
        .layer(RequestDecompressionLayer::new());
    let by_hand = get(carried_page::ask)
        .post(carried_page::take)
        .layer::<_, std::convert::Infallible>(DefaultBodyLimit::max(FILE_LIMIT));
    Router::new()
        .route("/api/hp", post(enrol::enrol))
        .route("/api/pulih", post(enrol::recover))
        .route("/api/ketuk", post(knock::knock))
        .layer(DefaultBodyLimit::max(super::FORM_LIMIT))
        .route("/api/temu", meeting)
        .route("/hp/berkas", by_hand)
        .with_state(Fleet::new(world, desk, program))
}
