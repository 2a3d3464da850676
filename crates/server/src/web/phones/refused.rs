//! Refusals, for the phone's program and where it helps for the person.

use app::{Text, phones};
use axum::{
    Json,
    extract::rejection::BytesRejection,
    response::{IntoResponse, Response},
};
use http::StatusCode;
use sync::enrol::{Refusal, refusal};

/// A request that is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    status: StatusCode,
    refusal: Refusal,
}

impl Refused {
    fn new(status: StatusCode, error: &str) -> Self {
        Self { status, refusal: Refusal { error: error.to_owned(), message: String::new() } }
    }

    /// With words for the person.
    pub(super) fn saying(mut self, text: &'static Text, why: phones::Refusal) -> Self {
        self.refusal.message = text.t(why.key()).to_owned();
        self
    }

    pub(super) fn stranger() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, refusal::STRANGER)
    }

    pub(super) fn revoked() -> Self {
        Self::new(StatusCode::FORBIDDEN, refusal::REVOKED)
    }

    pub(super) fn logged_out() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, refusal::LOGGED_OUT)
    }

    pub(super) fn stale() -> Self {
        Self::new(StatusCode::FORBIDDEN, refusal::STALE)
    }

    pub(super) fn no_phone() -> Self {
        Self::new(StatusCode::FORBIDDEN, refusal::NO_PHONE)
    }

    pub(super) fn not_hers() -> Self {
        Self::new(StatusCode::FORBIDDEN, refusal::NOT_HERS)
    }

    pub(super) fn garbled() -> Self {
        Self::new(StatusCode::BAD_REQUEST, refusal::GARBLED)
    }

    pub(super) fn protocol() -> Self {
        Self::new(StatusCode::BAD_REQUEST, refusal::PROTOCOL)
    }

    pub(super) fn too_often() -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, refusal::TOO_OFTEN)
    }

    /// The program's own failure. `what` goes into its log; it must not hold what was said.
    pub(super) fn failed(what: &'static str, error: &dyn std::fmt::Display) -> Self {
        tracing::error!(%error, "{what}");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, refusal::FAILED)
    }
}

impl From<BytesRejection> for Refused {
    fn from(rejection: BytesRejection) -> Self {
        match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::new(StatusCode::PAYLOAD_TOO_LARGE, refusal::TOO_LARGE),
            _ => Self::garbled(),
        }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (self.status, Json(self.refusal)).into_response()
    }
}
