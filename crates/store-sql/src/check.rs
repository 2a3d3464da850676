//! What is wrong with a database: for `betang check`, and before a backup is trusted.

use domain::ids::UnitCode;
use rusqlite::{Connection, params};
use store::{
    Seq,
    verify::{Report, Verifier},
};

use crate::{Database, SqlError, rows};

impl Database {
    /// Lets SQLite look through every page, index and reference. Empty when all is well.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub async fn check(&self) -> Result<Vec<String>, SqlError> {
        self.read(integrity).await
    }
}

/// SQLite's own complaints.
pub(crate) fn integrity(connection: &Connection) -> Result<Vec<String>, SqlError> {
    let mut statement = connection.prepare("pragma integrity_check")?;
    let mut complaints: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    complaints.retain(|complaint| complaint != "ok");
    let mut statement = connection.prepare("pragma foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        complaints.push(format!("a row of {table} names one of {parent} that is not there"));
    }
    Ok(complaints)
}

/// Reads a unit's log from the first place to the last.
pub(crate) fn verify(connection: &Connection, unit: &UnitCode) -> Result<Report, SqlError> {
    let sql = format!("select {} from entries where unit = ?1 order by seq", rows::ENTRY);
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query(params![unit.0])?;
    let mut verifier = Verifier::new();
    while let Some(row) = rows.next()? {
        match rows::stored(row) {
            Ok(stored) => verifier.take(&stored, rows::sum(row).ok()),
            Err(error) => verifier.damaged(row.get::<_, Seq>(0)?, error.to_string()),
        }
    }
    Ok(verifier.finish())
}
