//! The phone's log: encrypted in IndexedDB, with what a meeting needs to know beside it.
//!
//! [`PhoneLog`] is the log. It works on a [`Disk`] (IndexedDB; memory in tests) through a [`Seal`]
//! (AES-GCM of the browser; any in tests), so that all of it but those two is pure. What is on the
//! disk is numbered and otherwise unreadable: no kind, no id, no date outside of what is sealed.
//!
//! A block is a sealed piece of log: some entries, each with its place in the host's log. What was noted
//! here and waits has place 0 of the host's log, and a block of its own; what came from the host, or
//! was taken by it, has its place, and stands in blocks as it came. Few large blocks are read much
//! faster than many small ones, so small ones are joined.
//!
//! Beside the log may lie an image: the memory of a program that has read it, with which a start begins.
//!
//! Never: contains a rule; writes anything readable to the disk.

mod block;
mod disk;
#[cfg(test)]
mod image_tests;
#[cfg(target_arch = "wasm32")]
mod indexeddb;
mod line;
mod log;
#[cfg(test)]
mod log_tests;
#[cfg(test)]
mod memory;
mod seal;
mod state;
mod store;
#[cfg(target_arch = "wasm32")]
mod webcrypto;

pub use self::{
    disk::{Bulk, Change, Disk, DiskError, ImageChange},
    log::{Contents, ImageNote, PhoneLog},
    seal::Seal,
    state::State,
    store::PhoneStore,
};
#[cfg(target_arch = "wasm32")]
pub use self::{indexeddb::IndexedDb, webcrypto::WebSeal};
