//! The meeting of a phone with its Puskesmas: what each says, what belongs to whom, and how both end
//! up with the same log although either may be cut off at any byte.
//!
//! A meeting is one request and one answer ([`wire`]), repeated while more waits. The phone pushes what
//! waits, says how far it has read (its cursor), and gives the sum of all entries it has with their
//! places. The host answers for each entry that was pushed, and sends what the phone lacks in frames; a
//! phone keeps each frame with its cursor in one transaction, so that a cut loses at most a frame's worth
//! of bytes and nothing that was kept.
//!
//! The host remembers nothing about what it sent. It computes what the phone should have by now, and
//! compares sums. When they differ the phone gives its sums subject by subject, and the host sends whole
//! what differs. A midwife who is moved, a mother who moves, a phone that lost something, a meeting that
//! was cut at the worst byte: all show in the same way and are mended in the same way.
//!
//! A host that was restored from an older copy has lost entries that phones have; even new ones may stand
//! at their places. The sums differ, and of the subjects concerned the phone pushes again whatever the
//! host did not send back. A subject leaves a phone only when the sums prove that the host has all of it.
//!
//! [`host`] answers, [`guest`] asks, [`holding`] says which subjects a person's phone holds, [`enrol`] is
//! what is said before and beside meetings.
//!
//! Never: opens a connection; knows which store it has; contains a clinical rule.

mod answer;
pub mod enrol;
pub mod guest;
pub mod holding;
pub mod host;
mod plan;
pub mod wire;
