//! The cohort register as a workbook: read as people really fill it, and written back.
//!
//! Data runs [`read`] → [`Workbook`] → [`plan`](import::plan) → [`Plan`]. [`value`] understands what
//! people write in a cell, [`layout`] which sheet and column it is.

pub mod cell;
pub mod export;
pub mod import;
pub mod issue;
pub mod layout;
pub mod read;
pub mod value;

pub use self::{
    cell::Cell,
    import::{Job, Plan, plan},
    issue::{Issue, Lang, Reason},
    layout::SheetKind,
    read::{Unreadable, Workbook},
};
