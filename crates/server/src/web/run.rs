//! Listening, the access log's clockwork, and stopping in order.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use app::World;
use axum::{
    Router,
    serve::{Listener, ListenerExt, TapIo},
};
use tokio::net::TcpListener;

use super::tls::{Keys, TlsListener};
use crate::{clock::Clock, complaint::Complaint};

/// Opens the port.
///
/// # Errors
/// When the address is taken or not this machine's.
pub(crate) async fn bind(address: &str) -> Result<(TcpListener, SocketAddr), Complaint> {
    let refused = |error| Complaint::new("listen-refused").with("address", address).with("message", error);
    let listener = TcpListener::bind(address).await.map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    Ok((listener, address))
}

/// Answers requests over TLS until the program is asked to stop.
///
/// # Errors
/// When the port fails.
pub(crate) async fn serve_tls(listener: TcpListener, keys: Keys, router: Router) -> Result<(), Complaint> {
    let failed = |error| Complaint::new("listen-failed").with("message", error);
    let listener = TlsListener::new(listener, keys).map_err(failed)?;
    answer(listener.tap_io(|_| ()), router).await
}

/// Answers requests until the program is asked to stop; requests that have begun are finished.
///
/// # Errors
/// When the port fails.
pub(crate) async fn serve(listener: TcpListener, router: Router) -> Result<(), Complaint> {
    // Small answers leave at once.
    answer(listener.tap_io(|stream| drop(stream.set_nodelay(true))), router).await
}

async fn answer<L, F>(listener: TapIo<L, F>, router: Router) -> Result<(), Complaint>
where
    L: Listener<Addr = SocketAddr>,
    F: FnMut(&mut L::Io) + Send + 'static,
{
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, service).with_graceful_shutdown(asked_to_stop()).await;
    served.map_err(|error| Complaint::new("listen-failed").with("message", error))
}

async fn asked_to_stop() {
    let interrupted = async { drop(tokio::signal::ctrl_c().await) };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}

/// Ends what open pages listen to when the program is asked to stop: it would wait for them.
pub(crate) fn hang_up_when_asked(site: &super::Site) {
    let messages = Arc::clone(&site.messages);
    tokio::spawn(async move {
        asked_to_stop().await;
        messages.hang_up();
    });
}

/// Every second: writes the access log, so that reading a page costs no disk, and goes by the offset
/// that the unit describes.
pub(crate) fn keep(world: &Arc<World>, clock: &Clock) {
    let (world, clock) = (Arc::downgrade(world), clock.clone());
    tokio::spawn(async move {
        let mut ticks = tokio::time::interval(Duration::from_secs(1));
        loop {
            ticks.tick().await;
            let Some(world) = world.upgrade() else { return };
            clock.follow(world.register().unit().map(|unit| &**unit));
            if let Err(error) = world.flush_readings().await {
                tracing::error!(%error, "the access log could not be written; it is tried again");
            }
        }
    });
}
