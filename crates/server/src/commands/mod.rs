//! One file per command.

pub(crate) mod backup;
pub(crate) mod certificate;
pub(crate) mod check;
pub(crate) mod demo;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod import_phone;
pub(crate) mod indicators;
pub(crate) mod init;
pub(crate) mod replay;
pub(crate) mod report;
pub(crate) mod restore;
pub(crate) mod serve;
pub(crate) mod simulate;
pub(crate) mod state;
pub(crate) mod user;
