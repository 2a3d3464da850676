//! Pure translation between Betang and the papers and programs around it.
//!
//! [`cohort`] is the cohort register as a workbook, in and out. Nothing here opens a connection, a
//! file or a clock: bytes and a register go in, bytes, notes and findings come out.

pub mod cohort;
