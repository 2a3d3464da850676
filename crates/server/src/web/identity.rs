//! Finds out who is asking, and tells the pages.

use std::{net::SocketAddr, sync::Arc};

use app::who::From;
use axum::{
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, header};

use super::accounts::Desk;

/// Puts the person (where a session is open) and the address into the request.
pub(crate) async fn identify(State(desk): State<Arc<Desk>>, mut request: Request, next: Next) -> Response {
    let token = cookies(request.headers()).find_map(|(name, value)| (name == desk.cookie()).then_some(value));
    if let Some(who) = match token {
        Some(token) => desk.who(token).await,
        None => None,
    } {
        request.extensions_mut().insert(who);
    }
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| *peer);
    let from = address(peer, request.headers(), desk.behind_proxy());
    request.extensions_mut().insert(From(from));
    next.run(request).await
}

/// Cookies by name.
pub(crate) fn cookies(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='))
}

/// The address a request came from. A proxy's word is taken only where there is meant to be one, and only
/// the last hop's: everything before it can be made up.
pub(super) fn address(peer: Option<SocketAddr>, headers: &HeaderMap, behind_proxy: bool) -> String {
    let forwarded = headers.get_all("x-forwarded-for").into_iter().next_back();
    let last = forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next());
    match last.filter(|_| behind_proxy) {
        Some(last) => last.trim().to_owned(),
        None => peer.map(|peer| peer.ip().to_string()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn a_forwarded_address_counts_only_behind_a_proxy() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", HeaderValue::from_static("1.1.1.1, 10.0.0.5"));
        let peer = Some("127.0.0.1:4000".parse().unwrap());
        assert_eq!(address(peer, &headers, true), "10.0.0.5");
        assert_eq!(address(peer, &headers, false), "127.0.0.1");
        assert_eq!(address(peer, &HeaderMap::new(), true), "127.0.0.1");
    }

    #[test]
    fn cookies_are_told_apart() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("bahasa=en; betang=abc"));
        headers.append(header::COOKIE, HeaderValue::from_static("other=1"));
        let all: Vec<_> = cookies(&headers).collect();
        assert_eq!(all, [("bahasa", "en"), ("betang", "abc"), ("other", "1")]);
    }
}
