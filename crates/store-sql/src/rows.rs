//! Rows of the tables, and what they hold.

use domain::ids::{AuthorId, DeviceId, EntryId, SubjectId, UnitCode, VillageCode};
use jiff::Timestamp;
use rusqlite::{Row, types::Type};
use serde_json::value::RawValue;
use store::{Entry, Held, Reading, Stored, chain::Sum};
use uuid::Uuid;

/// The columns of an entry, in the order that [`stored`] reads.
pub(crate) const ENTRY: &str = "seq, received_at, id, unit, village, subject, author, device, noted_at, kind, version, fact, amends, sum";

/// A point in time as the tables keep it.
pub(crate) fn stamp(at: Timestamp) -> String {
    format!("{at:.9}")
}

/// A point in time of a column.
pub(crate) fn timestamp(row: &Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    parsed(row, column)
}

/// A point in time of a column that may be empty.
pub(crate) fn timestamp_or_null(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Timestamp>> {
    let is_null = row.get_ref(column)?.as_str_or_null()?.is_none();
    if is_null { Ok(None) } else { timestamp(row, column).map(Some) }
}

fn parsed<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<T>
where
    T: std::str::FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    row.get_ref(column)?
        .as_str()?
        .parse()
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error)))
}

/// An entry from its row.
pub(crate) fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let fact = RawValue::from_string(row.get(11)?)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(11, Type::Text, Box::new(error)))?;
    let village = row.get_ref(4)?.as_str_or_null()?.map(VillageCode::new);
    Ok(Stored {
        seq: row.get(0)?,
        received_at: timestamp(row, 1)?,
        entry: Entry {
            id: EntryId(row.get(2)?),
            unit: UnitCode(row.get(3)?),
            village,
            subject: SubjectId(row.get(5)?),
            author: AuthorId(row.get(6)?),
            device: DeviceId(row.get(7)?),
            noted_at: parsed(row, 8)?,
            kind: row.get(9)?,
            version: row.get(10)?,
            fact,
            amends: row.get::<_, Option<Uuid>>(12)?.map(EntryId),
        },
    })
}

/// The sum kept with an entry.
pub(crate) fn sum(row: &Row<'_>) -> rusqlite::Result<Sum> {
    row.get(13).map(Sum)
}

/// Something held, from `id, received_at, origin, body, reason, details, settled`.
pub(crate) fn held(row: &Row<'_>) -> rusqlite::Result<Held> {
    Ok(Held {
        id: row.get(0)?,
        received_at: timestamp(row, 1)?,
        origin: row.get(2)?,
        body: row.get(3)?,
        reason: row.get(4)?,
        details: row.get(5)?,
        settled: row.get(6)?,
    })
}

/// A reading, from `at, reader, device, subject, purpose`.
pub(crate) fn reading(row: &Row<'_>) -> rusqlite::Result<Reading> {
    Ok(Reading {
        at: timestamp(row, 0)?,
        reader: AuthorId(row.get(1)?),
        device: DeviceId(row.get(2)?),
        subject: SubjectId(row.get(3)?),
        purpose: row.get(4)?,
    })
}
