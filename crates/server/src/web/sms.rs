//! Where gateways bring what came (`/sms/{name}`). No session and no form's token: each request is signed with a key
//! that the gateway and we share, and only what is kept durably is answered with 200.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Router,
    body::Bytes,
    extract::{ConnectInfo, DefaultBodyLimit, Path, State},
    response::{IntoResponse, Response},
    routing::post,
};
use gateways::MAX_BODY;
use http::{HeaderMap, StatusCode};
use jiff::Timestamp;

use super::{identity, throttle::Unsigned};
use crate::messages::Messages;

#[derive(Clone)]
struct Counter {
    messages: Arc<Messages>,
    unsigned: Arc<Unsigned>,
    behind_proxy: bool,
}

/// The addresses of webhooks.
pub(super) fn routes(messages: &Arc<Messages>, behind_proxy: bool) -> Router {
    let counter =
        Counter { messages: Arc::clone(messages), unsigned: Arc::new(Unsigned::new()), behind_proxy };
    Router::new().route("/sms/{name}", post(take)).layer(DefaultBodyLimit::max(MAX_BODY)).with_state(counter)
}

async fn take(
    State(counter): State<Counter>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(line) = counter.messages.line() else { return StatusCode::NOT_FOUND.into_response() };
    // Signatures carry the machine's time, which the unit's clock of a demonstration is not.
    let events = match line.read(&name, Timestamp::now(), &headers, &body) {
        Ok(events) => events,
        Err(trouble) => {
            let address = identity::address(Some(peer), &headers, counter.behind_proxy);
            if counter.unsigned.is_too_much(&address) {
                return StatusCode::TOO_MANY_REQUESTS.into_response();
            }
            tracing::warn!(%trouble, "a gateway's request was not taken");
            let status = StatusCode::from_u16(trouble.status());
            return status.unwrap_or(StatusCode::SERVICE_UNAVAILABLE).into_response();
        }
    };
    let (messages, gateway) = (counter.messages, line.gateway.name().to_owned());
    // Kept to the end, although the gateway may have gone: it brings the same again, and it is known then.
    let kept = tokio::spawn(async move { messages.intake.take_all(&gateway, events).await }).await;
    match kept {
        Ok(Ok(())) => StatusCode::OK.into_response(),
        _ => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}
