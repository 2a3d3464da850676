//! Server-sent events: tells an open page that something new waits for who looks at it.

use std::{convert::Infallible, sync::Arc, time::Duration};

use app::{Caller, world::App};
use axum::{
    Router,
    extract::{FromRef, State},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
    routing::get,
};
use domain::messages::Standing;
use futures_util::stream;
use tokio::time::{Instant, timeout_at};

use crate::messages::Messages;

/// After this long the page asks again, and whether its session still holds is looked at again.
const LONGEST: Duration = Duration::from_secs(10 * 60);
/// How often something is sent although nothing is new, so that no proxy takes the line for dead.
const ALIVE: Duration = Duration::from_secs(25);

#[derive(Clone)]
struct Desk(Arc<Messages>);

impl FromRef<Desk> for App {
    fn from_ref(desk: &Desk) -> Self {
        Arc::clone(&desk.0.world)
    }
}

/// The address that pages listen to.
pub(super) fn routes(messages: &Arc<Messages>) -> Router {
    Router::new().route("/kabar/langsung", get(listen)).with_state(Desk(Arc::clone(messages)))
}

async fn listen(State(Desk(messages)): State<Desk>, caller: Caller) -> Response {
    let listener = messages.news.listen(caller.who.scope);
    let end = Instant::now() + LONGEST;
    let told = stream::unfold(listener, move |mut listener| async move {
        let standing = timeout_at(end, listener.next()).await.ok()??;
        Some((Ok::<_, Infallible>(event(standing)), listener))
    });
    let sse = Sse::new(told).keep_alive(KeepAlive::new().interval(ALIVE));
    // Nginx, for one, would wait for more before it passes anything on.
    ([("x-accel-buffering", "no")], sse).into_response()
}

fn event(standing: Standing) -> Event {
    let at = standing.last.map_or(0, |(at, _)| at.timestamp().as_millisecond());
    Event::default().event("pesan").data(format!("{{\"count\":{},\"at\":{at}}}", standing.count))
}
