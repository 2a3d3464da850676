//! The table of contents: every address of the program.

use axum::{Router, routing::get};

use crate::{assets, pages, world::App};

/// All pages of a unit.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/aset/{digest}/{name}", get(assets::serve))
        .merge(pages::account::routes())
        .merge(pages::notice::routes())
        .fallback(pages::missing)
        .with_state(app)
}
