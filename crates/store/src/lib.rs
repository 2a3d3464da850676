//! The log: one entry per fact, appended and never changed, and the trait that every place it is
//! kept in implements.
//!
//! Beside the trait stand the memory store, the [`contract`] tests that hold every store equal (for
//! crates that ask for the feature of that name), the log as text ([`jsonl`]), its chain of sums
//! ([`chain`]) and what `betang check` looks for ([`verify`]).
//!
//! Never: interprets a fact's clinical content; discards what it does not understand.

pub mod chain;
#[cfg(any(test, feature = "contract"))]
pub mod contract;
mod entry;
mod journal;
pub mod jsonl;
mod log;
mod memory;
pub mod verify;

pub use self::{
    entry::{Entry, Held, Stored},
    journal::{Journal, Sum},
    log::{Answer, Clock, Reading, Seq, Store, StoreError, system_clock},
    memory::MemoryStore,
};
