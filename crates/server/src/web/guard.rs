//! What surrounds every request: it must come from our own pages, and every answer carries the headers that
//! keep a browser from doing anything else with it.

use app::headers::HEADERS;
use axum::{
    body::Body,
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{
    HeaderMap, HeaderValue, Method, StatusCode, header,
    uri::{Authority, Uri},
};

/// Puts the headers on every answer; pages that say nothing else are not to be stored anywhere. What phones ask is
/// no page, and shown by nobody: it needs no policy of pages, which weighs more than a meeting with nothing new.
pub(crate) async fn headers(request: Request, next: Next) -> Response {
    let is_page = !request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in
        HEADERS.into_iter().filter(|(name, _)| is_page || name == header::X_CONTENT_TYPE_OPTIONS)
    {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Tells browsers to come over TLS only, for a year. For public names alone: with the unit's own certificate
/// it would lock out the phone that does not know it yet, and browsers keep no such rule for bare addresses.
pub(crate) async fn only_over_tls(mut response: Response) -> Response {
    let year = HeaderValue::from_static("max-age=31536000");
    response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, year);
    response
}

/// Stops requests that change something and were made by another site's page. The token in every form is the
/// first guard; this one also covers logging in, where there is no token yet.
pub(crate) async fn own_pages_only(request: Request<Body>, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && !is_own(request.headers(), request.uri().authority()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
}

/// Browsers say where a request comes from in `Sec-Fetch-Site` (https and localhost) and in `Origin`; a
/// program that is no browser says neither, and carries no cookie that was not given to it. Our own host is
/// in the address with HTTP/2, and in a header before it.
fn is_own(headers: &HeaderMap, authority: Option<&Authority>) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => host_of(origin).is_some_and(|host| {
            let own = || text("host").and_then(|own| own.parse().ok());
            authority.cloned().or_else(own).is_some_and(|own| own == host)
        }),
        (None, None) => true,
    }
}

fn host_of(origin: &str) -> Option<Authority> {
    origin.parse::<Uri>().ok()?.into_parts().authority
}

/// What was begun is finished, although the one who asked may be gone: a line at a river's bend breaks at
/// any moment. Were the work dropped between the log's commit and the register, entries would be in the
/// log that nobody believes, and no phone would be told of anything behind them until the next start.
pub(crate) async fn to_the_end(request: Request, next: Next) -> Response {
    match tokio::spawn(next.run(request)).await {
        Ok(response) => response,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        },
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderName;

    use super::*;

    fn from(pairs: &[(&'static str, &'static str)]) -> bool {
        let pairs = pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        is_own(&pairs.collect(), None)
    }

    #[test]
    fn only_our_own_pages_may_change_anything() {
        assert!(from(&[("sec-fetch-site", "same-origin")]));
        assert!(!from(&[("sec-fetch-site", "cross-site"), ("origin", "http://a"), ("host", "a")]));
        assert!(!from(&[("sec-fetch-site", "same-site")]));
        assert!(from(&[("origin", "http://10.0.0.5:8080"), ("host", "10.0.0.5:8080")]));
        assert!(!from(&[("origin", "http://evil.example"), ("host", "10.0.0.5:8080")]));
        assert!(!from(&[("origin", "null"), ("host", "10.0.0.5:8080")]));
        assert!(from(&[("host", "10.0.0.5:8080")]));
    }
    #[test]
    fn with_http2_our_host_is_in_the_address() {
        let headers =
            [(header::ORIGIN, HeaderValue::from_static("https://10.0.0.5:8443"))].into_iter().collect();
        assert!(is_own(&headers, Some(&Authority::from_static("10.0.0.5:8443"))));
        assert!(!is_own(&headers, Some(&Authority::from_static("10.0.0.6:8443"))));
    }

    #[tokio::test]
    async fn what_was_begun_is_finished_when_the_line_breaks() {
        let (done, mut finished) = tokio::sync::mpsc::unbounded_channel();
        let work = axum::routing::post(move || async move {
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            done.send(()).unwrap();
        });
        let router = axum::Router::new().route("/", work).layer(axum::middleware::from_fn(to_the_end));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        let mut line = tokio::net::TcpStream::connect(address).await.unwrap();
        let request = b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n";
        tokio::io::AsyncWriteExt::write_all(&mut line, request).await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(30)).await;
        drop(line);
        let wait = std::time::Duration::from_secs(5);
        assert_eq!(tokio::time::timeout(wait, finished.recv()).await.unwrap(), Some(()));
    }
}
