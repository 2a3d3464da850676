//! Failed log-ins, counted so that a restart does not forgive them. What is counted for (a login
//! name, an address) and how long one waits is decided elsewhere.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use crate::{Accounts, SqlError, rows};

/// How often it went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempts {
    /// How often in a row.
    pub failures: u32,
    /// When the last time.
    pub last_at: Timestamp,
}

impl Accounts {
    /// The failures counted for `key`; none when there are none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn attempts(&self, key: &str) -> Result<Option<Attempts>, SqlError> {
        let (unit, key) = (self.unit.clone(), key.to_owned());
        let read = self.database.read(move |connection| {
            let mut statement = connection
                .prepare_cached("select failures, last_at from attempts where unit = ?1 and key = ?2")?;
            let attempts = statement.query_row([&unit.0, &key], |row| {
                Ok(Attempts { failures: row.get(0)?, last_at: rows::timestamp(row, 1)? })
            });
            Ok(attempts.optional()?)
        });
        read.await
    }

    /// Counts one more failure for `key`; answers how many there are now.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn count_failure(&self, key: &str, at: Timestamp) -> Result<u32, SqlError> {
        let (unit, key) = (self.unit.clone(), key.to_owned());
        let write = self.database.write(move |connection| {
            let mut statement = connection.prepare_cached(
                "insert into attempts (unit, key, failures, last_at) values (?1, ?2, 1, ?3)
                    on conflict (unit, key) do update set
                        failures = failures + 1, last_at = max(last_at, excluded.last_at)
                    returning failures",
            )?;
            Ok(statement.query_row(params![unit.0, key, rows::stamp(at)], |row| row.get(0))?)
        });
        write.await
    }

    /// Forgets the failures of `key`, after a log-in that went well.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn forget_failures(&self, key: &str) -> Result<(), SqlError> {
        let (unit, key) = (self.unit.clone(), key.to_owned());
        let write = self.database.write(move |connection| {
            connection
                .prepare_cached("delete from attempts where unit = ?1 and key = ?2")?
                .execute([&unit.0, &key])?;
            Ok(())
        });
        write.await
    }

    /// Forgets every failure before `until`; answers how many keys.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn sweep_failures(&self, until: Timestamp) -> Result<usize, SqlError> {
        let unit = self.unit.clone();
        let write = self.database.write(move |connection| {
            let mut statement =
                connection.prepare_cached("delete from attempts where unit = ?1 and last_at < ?2")?;
            Ok(statement.execute(params![unit.0, rows::stamp(until)])?)
        });
        write.await
    }
}
