//! The table of contents: every address of the program.

use axum::{Router, routing::get};

use crate::{assets, pages, world::App};

/// All pages of a unit.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/aset/{digest}/{name}", get(assets::serve))
        .merge(pages::account::routes())
        .merge(pages::access::routes())
        .merge(pages::add::routes())
        .merge(pages::antenatal::routes())
        .merge(pages::birth::routes())
        .merge(pages::death::routes())
        .merge(pages::ending::routes())
        .merge(pages::find::routes())
        .merge(pages::held::routes())
        .merge(pages::immunisation::routes())
        .merge(pages::infant::routes())
        .merge(pages::more::routes())
        .merge(pages::mother::routes())
        .merge(pages::newborn::routes())
        .merge(pages::notice::routes())
        .merge(pages::places::routes())
        .merge(pages::plan::routes())
        .merge(pages::postnatal::routes())
        .merge(pages::referral::routes())
        .merge(pages::register::routes())
        .merge(pages::result::routes())
        .merge(pages::setup::routes())
        .merge(pages::today::routes())
        .merge(pages::users::routes())
        .fallback(pages::missing)
        .with_state(app)
}
