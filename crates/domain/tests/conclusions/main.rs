//! Conclusions drawn from mothers built fact by fact.

#![expect(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

mod doses;
mod findings;
mod mother;
mod score;
