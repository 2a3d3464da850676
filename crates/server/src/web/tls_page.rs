//! The page that helps a phone trust the unit's own certificate. It is open to everybody in the network: it
//! must be seen before anybody can log in safely, and it says nothing about anyone.

use std::sync::Arc;

use app::{Text, caller, pages::certificate};
use axum::{
    Router,
    extract::{Request, State},
    middleware,
    response::{IntoResponse, Response},
    routing::get,
};
use http::header;

use super::{guard, tls_own::Own};

/// The addresses of the page and of the certificate itself.
pub(crate) fn routes(own: &Arc<Own>) -> Router {
    Router::new()
        .route("/sertifikat", get(show))
        .route(certificate::FILE, get(download))
        .layer(middleware::from_fn(guard::headers))
        .with_state(Arc::clone(own))
}

async fn show(State(own): State<Arc<Own>>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    certificate::show(Text::of(caller::lang_of(&parts)), &own.trust().shown)
}

/// Browsers on phones offer a file of this kind to be installed, or keep it for the phone's settings.
async fn download(State(own): State<Arc<Own>>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/x-x509-ca-cert"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"betang.crt\""),
    ];
    (headers, own.trust().certificate.to_vec()).into_response()
}
