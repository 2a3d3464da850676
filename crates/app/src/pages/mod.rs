//! One file per noun: its addresses, its pages, its forms.

pub mod account;
pub mod notice;

use axum::response::IntoResponse;
use axum::response::Response;

use crate::{
    caller::Caller,
    failure::{Failure, Kind},
};

/// What is answered where there is no page.
pub(crate) async fn missing(caller: Caller) -> Response {
    Failure::new(Kind::Missing, caller.lang()).into_response()
}
