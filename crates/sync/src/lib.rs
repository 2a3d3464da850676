//! The meeting of a phone with its Puskesmas: what each says, what belongs to whom, and how both end
//! up with the same log although either may be cut off at any byte.
//!
//! A meeting is one request and one answer ([`wire`]). The phone pushes what waits, and says how far
//! it has read (its cursor) and which subjects it holds (a digest of them). The host answers for each
//! entry, and sends what the phone lacks in frames; a phone keeps each frame with its cursor in one
//! transaction, so that a cut loses at most a frame's worth of bytes and nothing that was kept.
//!
//! The host remembers nothing about what it sent. Between meetings one thing holds on the phone: *of
//! each subject it holds, it has every entry up to its cursor.* A midwife who is moved, a mother who
//! moves, a storage that was lost: all of these show as a digest that differs, and are mended by the
//! same exchange of lists.
//!
//! [`host`] answers, [`guest`] asks, [`holding`] says which subjects a person's phone holds, [`enrol`] is
//! what is said before and beside meetings.
//!
//! Never: opens a connection; knows which store it has; contains a clinical rule.

pub mod enrol;
pub mod guest;
pub mod holding;
pub mod host;
pub mod wire;
