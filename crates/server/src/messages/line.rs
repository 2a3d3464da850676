//! The unit's gateway, with what checks and reads what it sends to us.

use std::sync::Arc;

use gateways::{Event, Gateway, Trouble, Why, android, http as plain, stand_in::StandIn};
use http::HeaderMap;
use jiff::Timestamp;

/// A way to the telephone network and back.
pub(crate) struct Line {
    /// The way there.
    pub(crate) gateway: Arc<dyn Gateway>,
    /// The way back, of gateways that call us.
    pub(crate) webhook: Option<Webhook>,
    /// The stand-in itself, where it is one.
    pub(crate) stand_in: Option<StandIn>,
}

/// Which kind of webhook.
pub(crate) enum Webhook {
    /// Of the Android app.
    Android(android::Webhook),
    /// Of any other gateway.
    Http(plain::Webhook),
}

impl Line {
    /// No telephone network at all.
    pub(crate) fn stand_in() -> Self {
        let stand_in = StandIn::new();
        Self { gateway: Arc::new(stand_in.clone()), webhook: None, stand_in: Some(stand_in) }
    }

    /// What a request at `/sms/{name}` brings.
    ///
    /// # Errors
    /// When it is not of this gateway.
    pub(crate) fn read(
        &self,
        name: &str,
        now: Timestamp,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Vec<Event>, Trouble> {
        match (&self.webhook, name) {
            (Some(Webhook::Android(webhook)), "android") => webhook.read(now, headers, body),
            (Some(Webhook::Http(webhook)), "http") => webhook.read(now, headers, body),
            _ => Err(Trouble::Refused(Why::Signature)),
        }
    }
}
