//! Reports from notes: what stands in each cell, and that the papers can be opened again.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "test code outside of #[test] functions, which the lints would forgive"
)]

mod book;
mod listing;
mod mapping;
mod monitoring;
mod monthly;
mod schema;
