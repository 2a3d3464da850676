//! Headers of every answer, wherever the pages run: they keep a browser from doing anything else
//! with what it is given. The shell around the router puts them on.

use http::{HeaderName, header};

/// No script, style or frame but our own; no inline script. `wasm-unsafe-eval` lets the phone's
/// worker compile the pages, and allows no text to become script.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
     object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The headers.
pub const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // Not "no-referrer": with it browsers hide the origin of our own forms too, and over plain http
    // (a clinic's network) the origin is all there is to tell them by.
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
];
