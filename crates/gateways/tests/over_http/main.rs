//! Gateways that are reached over HTTP, against a small server.

mod android;
mod plain;
mod site;
