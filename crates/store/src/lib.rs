//! The log: one entry per fact, appended and never changed, and the trait that every place it is
//! kept in implements.
//!
//! Never: interprets a fact's clinical content; discards what it does not understand.

mod entry;
mod log;

pub use self::{
    entry::{Entry, Held, Stored},
    log::{Answer, Reading, Seq, Store, StoreError},
};
