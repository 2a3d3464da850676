//! Pure translation between Betang and the papers and programs around it.
//!
//! [`cohort`] is the cohort register as a workbook, in and out; [`borders`] reads where villages end from a
//! GeoJSON file; [`reports`] are the numbers of a unit as the papers that a Puskesmas hands in. Nothing here
//! opens a connection, a file or a clock: bytes and a register go in, bytes, notes and findings come out.

mod book;
pub mod borders;
pub mod cohort;
pub mod reports;
