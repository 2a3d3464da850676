//! Phones meet their host over a line on which everything goes wrong that can.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what fails here is to fail the test"
)]

mod cuts;
mod documented;
mod judging;
mod people;
mod property;
mod strange;
mod support;
