//! What is open: the unit's world, its pages, and who is at the phone.

use std::sync::Arc;

use app::{Who, World};
use axum::{Router, body::Body};
use domain::ids::UnitCode;
use http::{HeaderValue, Request, Response, header};
use store::{MemoryStore, StoreError};
use tower::Service;

use crate::{clock::Clock, tongue::Tongue};

/// One phone at work.
pub(crate) struct Shell {
    router: Router,
    tongue: Tongue,
    /// Who unlocked the phone; nobody while it is locked.
    who: Option<Who>,
}

impl Shell {
    /// Reads the log.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) async fn open() -> Result<Self, StoreError> {
        let clock = Clock::default();
        let store = Arc::new(MemoryStore::new(clock.arrivals()));
        let world = World::open(UnitCode(String::new()), store, Arc::new(clock.clone())).await?;
        clock.follow(world.register().unit().map(|unit| &**unit));
        Ok(Self { router: app::router(Arc::new(world)), tongue: Tongue::default(), who: None })
    }

    /// A page, as the server would give it to this person.
    pub(crate) async fn answer(&self, mut request: Request<Body>) -> Response<Body> {
        self.tongue.speak(request.headers_mut());
        self.introduce(&mut request);
        let mut response =
            self.router.clone().call(request).await.unwrap_or_else(|impossible| match impossible {});
        self.tongue.hear(response.headers());
        for (name, value) in app::headers::HEADERS {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
        response
    }

    /// Says who is asking. A phone that is locked says nothing, and the pages lead to where one unlocks it.
    fn introduce(&self, request: &mut Request<Body>) {
        if let Some(who) = &self.who {
            request.extensions_mut().insert(who.clone());
        }
    }
}
