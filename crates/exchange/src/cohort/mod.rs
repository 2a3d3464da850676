//! The cohort register as a workbook: read as people really fill it, and written back.
//!
//! [`read`] makes a [`Workbook`] of a file, [`value`] understands what people write in a cell,
//! [`layout`] which sheet and column it is.

pub mod cell;
pub mod layout;
pub mod read;
pub mod value;

pub use self::{
    cell::Cell,
    layout::SheetKind,
    read::{Unreadable, Workbook},
};
