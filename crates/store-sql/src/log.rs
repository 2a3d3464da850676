//! A unit's log in SQLite.

use std::path::Path;

use async_trait::async_trait;
use domain::ids::{EntryId, SubjectId, UnitCode};
use jiff::Timestamp;
use rusqlite::{CachedStatement, Connection, OptionalExtension, params};
use store::{
    Answer, Clock, Entry, Held, Reading, Seq, Store, StoreError, Stored, chain::Sum, jsonl, verify::Report,
};
use uuid::Uuid;

use crate::{Database, SqlError, check, rows};

/// The log of one unit in a data folder.
#[derive(Clone)]
pub struct SqliteStore {
    database: Database,
    unit: UnitCode,
    clock: Clock,
}

impl SqliteStore {
    /// Opens the data folder for writing, as [`Database::claim`], and the unit's log in it.
    ///
    /// # Errors
    /// As [`Database::claim`].
    pub fn open(folder: &Path, unit: &UnitCode) -> Result<Self, SqlError> {
        Ok(Database::claim(folder)?.log(unit))
    }

    pub(crate) fn new(database: Database, unit: UnitCode, clock: Clock) -> Self {
        Self { database, unit, clock }
    }

    /// The data folder it is in.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Reads the whole log and says what is wrong with it, sums included.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub async fn verify(&self) -> Result<Report, SqlError> {
        let unit = self.unit.clone();
        self.database.read(move |connection| check::verify(connection, &unit)).await
    }

    /// The sum over the log up to its head.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn sum(&self) -> Result<Sum, SqlError> {
        let unit = self.unit.clone();
        self.database.read(move |connection| tip(connection, &unit).map(|tip| tip.sum)).await
    }
}

impl std::fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SqliteStore").field("unit", &self.unit).finish_non_exhaustive()
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn append(&self, entries: &[Entry]) -> Result<Vec<Answer>, StoreError> {
        if let Some(stray) = entries.iter().find(|entry| entry.unit != self.unit) {
            return Err(StoreError::stray(stray));
        }
        if entries.is_empty() {
            return Ok(Vec::new());
        }
        let received_at = (self.clock)();
        let mut batch: Vec<Stored> =
            entries.iter().map(|entry| Stored { seq: 0, received_at, entry: entry.clone() }).collect();
        let unit = self.unit.clone();
        let write = self.database.write(move |connection| append(connection, &unit, &mut batch));
        Ok(write.await?)
    }

    async fn read(&self, after: Seq, limit: usize) -> Result<Vec<Stored>, StoreError> {
        let unit = self.unit.clone();
        Ok(self.database.read(move |connection| read(connection, &unit, after, limit)).await?)
    }

    async fn pick(&self, places: &[Seq]) -> Result<Vec<Stored>, StoreError> {
        let (unit, places) = (self.unit.clone(), places.to_vec());
        Ok(self.database.read(move |connection| pick(connection, &unit, &places)).await?)
    }

    async fn get(&self, id: EntryId) -> Result<Option<Stored>, StoreError> {
        let unit = self.unit.clone();
        Ok(self.database.read(move |connection| get(connection, &unit, id)).await?)
    }

    async fn head(&self) -> Result<Seq, StoreError> {
        let unit = self.unit.clone();
        Ok(self.database.read(move |connection| tip(connection, &unit).map(|tip| tip.seq)).await?)
    }

    async fn hold(&self, held: &[Held]) -> Result<(), StoreError> {
        let (unit, held) = (self.unit.clone(), held.to_vec());
        Ok(self.database.write(move |connection| hold(connection, &unit, &held)).await?)
    }

    async fn held(&self) -> Result<Vec<Held>, StoreError> {
        let unit = self.unit.clone();
        Ok(self.database.read(move |connection| held(connection, &unit)).await?)
    }

    async fn settle(&self, id: Uuid, how: &str) -> Result<(), StoreError> {
        let (unit, how) = (self.unit.clone(), how.to_owned());
        Ok(self.database.write(move |connection| settle(connection, &unit, id, &how)).await?)
    }

    async fn note_readings(&self, readings: &[Reading]) -> Result<(), StoreError> {
        let (unit, readings) = (self.unit.clone(), readings.to_vec());
        Ok(self.database.write(move |connection| note_readings(connection, &unit, &readings)).await?)
    }

    async fn readings(&self, subject: Option<SubjectId>, limit: usize) -> Result<Vec<Reading>, StoreError> {
        let unit = self.unit.clone();
        Ok(self.database.read(move |connection| readings(connection, &unit, subject, limit)).await?)
    }
}

/// The end of a log.
struct Tip {
    seq: Seq,
    sum: Sum,
}

fn tip(connection: &Connection, unit: &UnitCode) -> Result<Tip, SqlError> {
    let tip = connection
        .prepare_cached("select seq, sum from entries where unit = ?1 order by seq desc limit 1")?
        .query_row([&unit.0], |row| Ok(Tip { seq: row.get(0)?, sum: Sum(row.get(1)?) }))
        .optional()?;
    Ok(tip.unwrap_or(Tip { seq: 0, sum: Sum::START }))
}

fn append(connection: &Connection, unit: &UnitCode, batch: &mut [Stored]) -> Result<Vec<Answer>, SqlError> {
    let Some(first) = batch.first() else { return Ok(Vec::new()) };
    let mut appending = Appending::begin(connection, unit, first.received_at)?;
    batch.iter_mut().map(|stored| appending.take(stored)).collect()
}

/// A batch on its way into the log. What its entries share is made and bound once: the statement,
/// the unit, when they came.
struct Appending<'c> {
    connection: &'c Connection,
    insert: CachedStatement<'c>,
    tip: Tip,
    /// The line that the sum is taken of.
    line: Vec<u8>,
}

impl<'c> Appending<'c> {
    fn begin(connection: &'c Connection, unit: &UnitCode, received_at: Timestamp) -> Result<Self, SqlError> {
        let tip = tip(connection, unit)?;
        // Nearly every entry is new, so the index of ids is asked by the insert itself, and only there.
        let mut insert = connection.prepare_cached(
            "insert into entries (unit, received_at, seq, id, village, subject, author, device, noted_at,
                kind, version, fact, amends, sum)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
            on conflict (unit, id) do nothing",
        )?;
        insert.raw_bind_parameter(1, &unit.0)?;
        insert.raw_bind_parameter(2, rows::stamp(received_at))?;
        Ok(Self { connection, insert, tip, line: Vec::new() })
    }

    fn take(&mut self, stored: &mut Stored) -> Result<Answer, SqlError> {
        stored.seq = self.tip.seq + 1;
        self.line.clear();
        jsonl::append_line(&mut self.line, stored).map_err(|error| StoreError(error.to_string()))?;
        let sum = self.tip.sum.after_line(&self.line);
        if !self.insert(stored, sum)? {
            return place(self.connection, &stored.entry).map(Answer::Known);
        }
        self.tip = Tip { seq: stored.seq, sum };
        Ok(Answer::Accepted(stored.seq))
    }

    /// Whether it was inserted: not when the log has its id.
    fn insert(&mut self, stored: &Stored, sum: Sum) -> Result<bool, SqlError> {
        let (row, entry) = (&mut self.insert, &stored.entry);
        row.raw_bind_parameter(3, stored.seq)?;
        row.raw_bind_parameter(4, entry.id.0)?;
        row.raw_bind_parameter(5, entry.village.as_ref().map(|village| village.as_str()))?;
        row.raw_bind_parameter(6, entry.subject.0)?;
        row.raw_bind_parameter(7, entry.author.0)?;
        row.raw_bind_parameter(8, entry.device.0)?;
        row.raw_bind_parameter(9, entry.noted_at.to_string())?;
        row.raw_bind_parameter(10, &entry.kind)?;
        row.raw_bind_parameter(11, entry.version)?;
        row.raw_bind_parameter(12, entry.fact.get())?;
        row.raw_bind_parameter(13, entry.amends.map(|id| id.0))?;
        row.raw_bind_parameter(14, sum.0)?;
        Ok(row.raw_execute()? == 1)
    }
}

/// The place of an entry that the log has.
fn place(connection: &Connection, entry: &Entry) -> Result<Seq, SqlError> {
    let seq = connection
        .prepare_cached("select seq from entries where unit = ?1 and id = ?2")?
        .query_row(params![entry.unit.0, entry.id.0], |row| row.get(0))?;
    Ok(seq)
}

fn read(connection: &Connection, unit: &UnitCode, after: Seq, limit: usize) -> Result<Vec<Stored>, SqlError> {
    let sql =
        format!("select {} from entries where unit = ?1 and seq > ?2 order by seq limit ?3", rows::ENTRY);
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params![unit.0, whole(after), whole(limit as u64)])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(rows::stored(row).map_err(|error| damaged(row, &error))?);
    }
    Ok(entries)
}

fn pick(connection: &Connection, unit: &UnitCode, places: &[Seq]) -> Result<Vec<Stored>, SqlError> {
    let sql = format!("select {} from entries where unit = ?1 and seq = ?2", rows::ENTRY);
    let mut statement = connection.prepare_cached(&sql)?;
    let mut entries = Vec::with_capacity(places.len());
    for place in places {
        let mut rows = statement.query(params![unit.0, whole(*place)])?;
        if let Some(row) = rows.next()? {
            entries.push(rows::stored(row).map_err(|error| damaged(row, &error))?);
        }
    }
    Ok(entries)
}

/// Names the place of a row that cannot be read. `betang check` lists all of them.
fn damaged(row: &rusqlite::Row<'_>, error: &rusqlite::Error) -> SqlError {
    let seq: i64 = row.get(0).unwrap_or(0);
    SqlError::Damaged(format!("place {seq} of the log: {error}"))
}

/// SQLite's whole numbers end at 2^63 - 1, further than any log.
fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn get(connection: &Connection, unit: &UnitCode, id: EntryId) -> Result<Option<Stored>, SqlError> {
    let sql = format!("select {} from entries where unit = ?1 and id = ?2", rows::ENTRY);
    let mut statement = connection.prepare_cached(&sql)?;
    Ok(statement.query_row(params![unit.0, id.0], rows::stored).optional()?)
}

fn hold(connection: &Connection, unit: &UnitCode, held: &[Held]) -> Result<(), SqlError> {
    let mut insert = connection.prepare_cached(
        "insert into held (unit, id, received_at, origin, body, reason, details, settled)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) on conflict (unit, id) do nothing",
    )?;
    for held in held {
        let Held { id, received_at, origin, body, reason, details, settled } = held;
        insert.execute(params![
            unit.0,
            id,
            rows::stamp(*received_at),
            origin,
            body,
            reason,
            details,
            settled
        ])?;
    }
    Ok(())
}

fn held(connection: &Connection, unit: &UnitCode) -> Result<Vec<Held>, SqlError> {
    let mut statement = connection.prepare_cached(
        "select id, received_at, origin, body, reason, details, settled from held
            where unit = ?1 order by received_at, number",
    )?;
    Ok(statement.query_map([&unit.0], rows::held)?.collect::<Result<_, _>>()?)
}

fn settle(connection: &Connection, unit: &UnitCode, id: Uuid, how: &str) -> Result<(), SqlError> {
    let found = connection
        .prepare_cached("update held set settled = coalesce(settled, ?3) where unit = ?1 and id = ?2")?
        .execute(params![unit.0, id, how])?;
    if found == 0 { Err(StoreError::not_held(id).into()) } else { Ok(()) }
}

fn note_readings(connection: &Connection, unit: &UnitCode, readings: &[Reading]) -> Result<(), SqlError> {
    let mut insert = connection.prepare_cached(
        "insert into readings (unit, at, reader, device, subject, purpose) values (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for reading in readings {
        let Reading { at, reader, device, subject, purpose } = reading;
        insert.execute(params![unit.0, rows::stamp(*at), reader.0, device.0, subject.0, purpose])?;
    }
    Ok(())
}

fn readings(
    connection: &Connection,
    unit: &UnitCode,
    subject: Option<SubjectId>,
    limit: usize,
) -> Result<Vec<Reading>, SqlError> {
    let limit = whole(limit as u64);
    let (which, subject) = match subject {
        Some(subject) => ("and subject = ?3", Some(subject.0)),
        None => ("and ?3 is null", None),
    };
    let sql = format!(
        "select at, reader, device, subject, purpose from readings
            where unit = ?1 {which} order by at desc, number desc limit ?2"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let readings = statement.query_map(params![unit.0, limit, subject], rows::reading)?;
    Ok(readings.collect::<Result<_, _>>()?)
}
