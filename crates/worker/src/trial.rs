//! What only tests ask of a phone.

use web_sys::Request;

/// Panics when the address asks for it: so a test sees that the next request is answered again.
pub(crate) fn look(request: &Request) {
    assert!(!request.url().ends_with("/panik"), "a test asked for a panic");
}
