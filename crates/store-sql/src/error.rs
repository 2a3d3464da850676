//! Why the database could not do its work.

use std::path::PathBuf;

use rusqlite::ErrorCode;
use store::StoreError;

/// Why the database could not do its work. Of a failed write nothing is kept. The texts are for
/// operators; they name files, tables and places in the log, and quote no fact.
#[derive(Debug, thiserror::Error)]
pub enum SqlError {
    /// The disk is full. Later writes work again once there is room.
    #[error("the disk is full")]
    Full,
    /// Another program holds the data folder for writing.
    #[error("the data folder is in use by another program (process {holder})")]
    InUse {
        /// What the lock says of its holder: a process id, or nothing.
        holder: String,
    },
    /// There is no database where one was expected.
    #[error("no Betang data in {0}")]
    Missing(PathBuf),
    /// There is something where an empty place was expected.
    #[error("{0} is not empty")]
    NotEmpty(PathBuf),
    /// The file is not a database of this program.
    #[error("{0} is not a Betang database")]
    Foreign(PathBuf),
    /// The database was made by a later version of this program.
    #[error("the database needs a later version of this program: it has {0}")]
    Newer(String),
    /// The database was opened for reading, and would have to be brought up to date first.
    #[error("the database is of an earlier version; open it for writing once")]
    Older,
    /// The database was opened for reading.
    #[error("the data folder was opened for reading only")]
    ReadOnly,
    /// What is in the database is not what was put there.
    #[error("damaged: {0}")]
    Damaged(String),
    /// The store refuses, whatever the database could do.
    #[error(transparent)]
    Refused(#[from] StoreError),
    /// The file system failed.
    #[error("{0}: {1}")]
    Io(PathBuf, std::io::Error),
    /// SQLite failed.
    #[error("database: {0}")]
    Sqlite(rusqlite::Error),
    /// The database is being closed.
    #[error("the database is closed")]
    Closed,
}

impl SqlError {
    /// Puts the path to an error of the file system.
    pub(crate) fn io(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self {
        |error| Self::Io(path.to_owned(), error)
    }
}

impl From<rusqlite::Error> for SqlError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(error.to_string()),
            _ => Self::Sqlite(error),
        }
    }
}

impl From<SqlError> for StoreError {
    fn from(error: SqlError) -> Self {
        match error {
            SqlError::Refused(error) => error,
            error => Self(error.to_string()),
        }
    }
}
