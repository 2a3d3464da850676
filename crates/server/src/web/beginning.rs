//! The first start: until there is a user, every page leads to the one that asks for the unit and its head,
//! and only who sits at this computer or was given the key gets to it.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use app::Accounts;
use axum::{
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use http::{StatusCode, header};
use subtle::ConstantTimeEq;

use super::{accounts::Desk, identity::cookies, sessions::fresh_token};

const COOKIE: &str = "mulai";
/// What the first page itself needs.
const OPEN: [&str; 5] = ["/aset/", "/bahasa/", "/ikon/", "/manifest.webmanifest", "/phone.js"];

/// Whether the unit is still to begin, and the key to that.
pub(crate) struct Beginning {
    desk: Arc<Desk>,
    waiting: AtomicBool,
    key: String,
}

impl Beginning {
    /// Looks whether anybody can log in yet.
    pub(crate) async fn of(desk: &Arc<Desk>) -> Arc<Self> {
        let waiting = AtomicBool::new(desk.is_empty().await.unwrap_or(false));
        let key = fresh_token().map(|token| token.chars().take(16).collect()).unwrap_or_default();
        Arc::new(Self { desk: Arc::clone(desk), waiting, key })
    }

    /// The path that leads to the first page from any computer; none once there is a user.
    pub(crate) fn path(&self) -> Option<String> {
        self.waiting.load(Ordering::Relaxed).then(|| format!("/mulai?kunci={}", self.key))
    }

    fn opens(&self, key: &str) -> bool {
        !self.key.is_empty() && bool::from(self.key.as_bytes().ct_eq(key.as_bytes()))
    }

    /// Whether this request comes from this computer itself.
    fn is_here(&self, request: &Request) -> bool {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
        !self.desk.behind_proxy() && peer.is_some_and(|ConnectInfo(peer)| peer.ip().is_loopback())
    }
}

/// Leads to the first page while there is no user.
pub(crate) async fn lead(State(beginning): State<Arc<Beginning>>, request: Request, next: Next) -> Response {
    if !beginning.waiting.load(Ordering::Relaxed) {
        return next.run(request).await;
    }
    if !beginning.desk.is_empty().await.unwrap_or(true) {
        beginning.waiting.store(false, Ordering::Relaxed);
        return next.run(request).await;
    }
    match request.uri().path() {
        "/mulai" => first_page(&beginning, request, next).await,
        path if OPEN.iter().any(|open| path.starts_with(open)) => next.run(request).await,
        _ => Redirect::to("/mulai").into_response(),
    }
}

async fn first_page(beginning: &Beginning, request: Request, next: Next) -> Response {
    let given = request.uri().query().and_then(|query| query.strip_prefix("kunci="));
    if given.is_some_and(|key| beginning.opens(key)) {
        let secure = if beginning.desk.is_https() { "; Secure" } else { "" };
        let cookie = format!("{COOKIE}={}; Path=/mulai; HttpOnly; SameSite=Strict{secure}", beginning.key);
        return ([(header::SET_COOKIE, cookie)], Redirect::to("/mulai")).into_response();
    }
    let known = cookies(request.headers()).any(|(name, key)| name == COOKIE && beginning.opens(key));
    if known || beginning.is_here(&request) {
        return next.run(request).await;
    }
    // Whoever is at the program's own terminal reads the address there.
    StatusCode::FORBIDDEN.into_response()
}
