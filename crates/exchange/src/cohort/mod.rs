//! The cohort register as a workbook: read as people really fill it, and written back.
//!
//! Data runs [`read`] → [`Workbook`] → [`plan`](import::plan) → [`Plan`]. [`value`] understands what
//! people write in a cell, [`layout`] which sheet and column it is. [`ledger`] has the rows of the export as the
//! books that a Puskesmas keeps on paper.

pub mod cell;
pub mod export;
pub mod import;
pub mod issue;
pub mod layout;
pub mod ledger;
pub mod read;
pub mod value;

pub use self::{
    cell::Cell,
    import::{Job, Plan, plan},
    issue::{Issue, Lang, Reason},
    layout::SheetKind,
    ledger::{Book, Ledger},
    read::{Unreadable, Workbook},
};
