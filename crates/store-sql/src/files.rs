//! Files beside the log: scans, photos, final papers. The log names them by their sum.

use domain::ids::{AuthorId, UnitCode};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::{Database, SqlError, rows};

/// SHA-256 of a file's bytes.
pub type FileSum = [u8; 32];

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The sum of its bytes, by which entries name it.
    pub sum: FileSum,
    /// Its type, as found by looking into it.
    pub media_type: String,
    /// Its bytes.
    pub body: Vec<u8>,
}

/// The files of a unit.
#[derive(Clone, Debug)]
pub struct Files {
    database: Database,
    unit: UnitCode,
}

impl Files {
    pub(crate) fn new(database: Database, unit: UnitCode) -> Self {
        Self { database, unit }
    }

    /// Keeps a file; when it returns it survives a power cut. One that is there already stays as it is.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn keep(&self, file: File, by: AuthorId, at: Timestamp) -> Result<(), SqlError> {
        let unit = self.unit.clone();
        self.database.write(move |connection| insert(connection, &unit, &file, by, at)).await
    }

    /// A file by its sum.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn find(&self, sum: FileSum) -> Result<Option<File>, SqlError> {
        let unit = self.unit.clone();
        self.database.read(move |connection| find(connection, &unit, sum)).await
    }
}

fn insert(
    connection: &Connection,
    unit: &UnitCode,
    file: &File,
    by: AuthorId,
    at: Timestamp,
) -> Result<(), SqlError> {
    connection
        .prepare_cached(
            "insert into files (unit, sum, media_type, body, added_at, added_by) values (?1, ?2, ?3, ?4, ?5, ?6)
                on conflict do nothing",
        )?
        .execute(params![unit.0, file.sum, file.media_type, file.body, rows::stamp(at), by.0])?;
    Ok(())
}

fn find(connection: &Connection, unit: &UnitCode, sum: FileSum) -> Result<Option<File>, SqlError> {
    let mut statement =
        connection.prepare_cached("select media_type, body from files where unit = ?1 and sum = ?2")?;
    let file = statement
        .query_row(params![unit.0, sum], |row| Ok(File { sum, media_type: row.get(0)?, body: row.get(1)? }));
    Ok(file.optional()?)
}
