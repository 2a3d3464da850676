//! The log, the access log, users, their sessions and phones of a Puskesmas in a database: SQLite now.
//!
//! [`Database`] is an open data folder; it gives the [`SqliteStore`] of a unit, which is its log,
//! and its [`Accounts`] and [`Files`]. One thread writes, and commits together what arrives together; what a call
//! has answered survives a power cut. `visibility.toml` says of every column who may see it.
//!
//! Never: contains a rule, or interprets a fact.

mod accounts;
mod attempts;
mod backup;
mod check;
mod database;
mod devices;
mod error;
mod files;
mod folder;
mod links;
mod log;
mod readers;
mod rows;
mod schema;
mod sessions;
mod writer;

pub use self::{
    accounts::{Accounts, AccountsError, User},
    attempts::Attempts,
    backup::restore,
    database::Database,
    devices::{Device, Met, Recovery},
    error::SqlError,
    files::{File, FileSum, Files},
    folder::holds_data,
    links::Link,
    log::SqliteStore,
    sessions::{Session, TokenHash},
};
