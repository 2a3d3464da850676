//! The pages on the network: sessions, guards and headers around the app's router, and beside it the routes
//! that need what the app does not know (workbooks).

pub(crate) mod accounts;
mod beginning;
mod borders;
mod files;
pub(crate) mod guard;
mod hex;
mod identity;
mod letterhead;
mod links;
mod message_setup;
mod message_trial;
mod news;
mod papers;
pub(crate) mod phone_program;
pub(crate) mod phones;
mod reports;
pub(crate) mod run;
mod scans;
mod sessions;
mod sms;
mod throttle;
pub(crate) mod tls;
pub(crate) mod tls_acme;
pub(crate) mod tls_own;
pub(crate) mod tls_page;
mod tls_plain;
mod workbooks;

use std::{path::Path, sync::Arc};

use app::{World, world::Abilities};
use axum::{Router, extract::DefaultBodyLimit, middleware};
use tower_http::compression::{CompressionLayer, CompressionLevel};

use self::{accounts::Desk, beginning::Beginning, phone_program::PhoneProgram};
use crate::{
    clock::Clock,
    complaint::Complaint,
    folder::Unit,
    messages::{Line, Messages, config},
};

/// Forms are small; workbooks have a limit of their own.
const FORM_LIMIT: usize = 256 * 1024;

/// A unit on the network.
pub(crate) struct Site {
    /// The unit.
    pub(crate) world: Arc<World>,
    /// Users and sessions.
    pub(crate) desk: Arc<Desk>,
    /// The unit's clock.
    pub(crate) clock: Clock,
    /// The first start.
    pub(crate) beginning: Arc<Beginning>,
    /// What phones download.
    pub(crate) phone_program: PhoneProgram,
    /// Scans, photos and final papers.
    pub(crate) files: store_sql::Files,
    /// Messages.
    pub(crate) messages: Arc<Messages>,
}

/// Which gateway a unit's messages go through.
pub(crate) enum Gateway<'a> {
    /// The one that is written down in the data folder.
    Written(&'a Path),
    /// None but the stand-in, on which one may play.
    StandIn,
}

impl Site {
    /// Reads a unit's log and opens its desk.
    ///
    /// # Errors
    /// When the log can't be read.
    pub(crate) async fn open(
        unit: &Unit,
        clock: &Clock,
        desk: Arc<Desk>,
        phone_program: PhoneProgram,
        gateway: Gateway<'_>,
    ) -> Result<Arc<Self>, Complaint> {
        let outside = Arc::new(clock.clone());
        let mut world = World::open(unit.code.clone(), unit.store.clone(), outside).await?;
        clock.follow(world.register().unit().map(|unit| &**unit));
        world.accounts = Some(desk.clone());
        world.phones = Some(Arc::new(phones::Roster(desk.ledger().clone(), Arc::clone(&desk))));
        world.abilities = Abilities {
            workbooks: true,
            phones: phone_program.is_complete(),
            certificate: desk.has_own_certificate(),
            papers: true,
            news: true,
            message_trial: matches!(gateway, Gateway::StandIn),
        };
        let files = unit.database.files(&unit.code);
        world.borders = Some(Arc::new(borders::Kept(files.clone())));
        let world = Arc::new(world);
        run::keep(&world, clock);
        let beginning = Beginning::of(&desk).await;
        let messages = match gateway {
            Gateway::StandIn => Messages::start(&world, Some(Line::stand_in()), None),
            Gateway::Written(folder) => {
                Messages::start(&world, written(folder, &world), Some(folder.to_owned()))
            }
        };
        Ok(Arc::new(Self { world, desk, beginning, phone_program, clock: clock.clone(), files, messages }))
    }

    /// Writes what is still in memory.
    pub(crate) async fn close(&self) {
        self.messages.close().await;
        if let Err(error) = self.world.flush_readings().await {
            tracing::error!(%error, "the last of the access log could not be written");
        }
    }
}

/// The gateway that is written down. A mistake there is told, and keeps nobody from working.
fn written(folder: &Path, world: &World) -> Option<Line> {
    match config::read(folder) {
        Ok(settings) => settings.and_then(|settings| config::open(&settings, world.now().offset()).ok()),
        Err(complaint) => {
            tracing::error!("{complaint}");
            None
        }
    }
}

/// Every address, with what surrounds it.
pub(crate) fn router(site: &Site) -> Router {
    // Fast rather than small: a page of 20 kB becomes 5 kB for a phone at a river's bend, and two
    // cores still answer thousands of them in a second.
    let compression = CompressionLayer::new().gzip(true).quality(CompressionLevel::Fastest);
    app::router(Arc::clone(&site.world))
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .merge(workbooks::routes(&site.world, &site.clock))
        .merge(reports::routes(&site.world))
        .merge(files::routes(&site.world, site.files.clone()))
        .merge(borders::routes(&site.world, site.files.clone()))
        .merge(letterhead::routes(&site.world, site.files.clone()))
        .merge(papers::routes(&site.world, site.files.clone()))
        .merge(phones::routes(&site.world, &site.desk, site.phone_program.version().unwrap_or_default()))
        .merge(phone_program::routes(&site.phone_program))
        .merge(message_setup::routes(&site.messages))
        .merge(message_trial::routes(&site.messages))
        .merge(news::routes(&site.messages))
        .layer(middleware::from_fn_with_state(Arc::clone(&site.desk), identity::identify))
        .layer(middleware::from_fn_with_state(Arc::clone(&site.beginning), beginning::lead))
        .layer(middleware::from_fn(guard::to_the_end))
        .layer(middleware::from_fn(guard::own_pages_only))
        // Gateways are no browsers and have no session: each request of theirs is signed instead.
        .merge(sms::routes(&site.messages, site.desk.behind_proxy()))
        .layer(compression)
        .layer(middleware::from_fn(guard::headers))
}
