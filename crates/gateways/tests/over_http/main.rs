//! Gateways that are reached over HTTP, against a small server.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "test code")]

mod android;
mod plain;
mod site;
