//! One file per noun: its addresses, its pages, its forms.

pub mod access;
pub mod account;
pub mod add;
pub mod antenatal;
pub mod away;
pub mod birth;
pub mod borders;
pub mod certificate;
pub mod commitment;
mod contact;
pub mod coverage;
pub mod death;
pub mod ending;
pub mod enrol;
pub mod files;
pub mod find;
pub(crate) mod full;
pub mod guests;
pub mod held;
pub mod immunisation;
pub mod import;
pub mod infant;
pub mod letterhead;
pub mod lock;
pub mod message;
pub mod message_setup;
pub mod message_trial;
pub mod more;
pub mod mother;
pub mod newborn;
pub mod notice;
pub mod numbers;
pub mod outbox;
pub mod pack;
pub mod papers;
pub mod partnership;
pub mod phones;
pub mod places;
pub mod plan;
pub mod postnatal;
pub mod referral;
pub mod register;
pub mod result;
pub mod setup;
pub mod today;
pub mod unit_choices;
pub mod users;
pub mod workshop;

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
