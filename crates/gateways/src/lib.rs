//! Outward connections for text messages: one trait, one module for each kind of gateway.
//!
//! A gateway sends what it is given and reports what came back; it decides nothing. What it brings is acknowledged
//! to it only after the caller has kept it durably ([`Keeper`]), and carries a key that is the same each time it is
//! brought, so that the caller recognises what it has already. Neither texts nor full numbers are ever part of an
//! error or of a `Debug` output.

pub mod android;
mod client;
mod event;
pub mod gammu;
mod gateway;
pub mod http;
mod message;
mod phone;
mod secret;
mod segments;
pub mod stand_in;
mod trouble;

pub use client::Roots;
pub use event::{About, Bytes, Event, Incoming, Kind, Other, Report, Torn};
pub use gateway::{Accepted, Gateway, Keeper, NotKept, Received};
pub use message::{Delivery, MessageId, Outgoing, Priority, Text};
pub use phone::{NotAPhone, Phone, Sender};
pub use secret::{Secret, TooShort};
pub use segments::{Alphabet, MAX_PARTS, Segments, segments};
pub use trouble::{Trouble, Why};

/// The most bytes that a message to us may have, whichever way it comes.
pub const MAX_BODY: usize = 64 * 1024;
