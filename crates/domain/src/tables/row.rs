//! A row of any table: its id, where it comes from, when it holds, and what it says.

use std::ops::Deref;

use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::Edition;

/// The text of the table `tables/NAME.toml`, which `build.rs` has made JSON of.
macro_rules! compiled_in {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/tables/", $name, ".json"))
    };
}
pub(crate) use compiled_in;

/// A table as it is compiled in, of one written for a test.
#[cfg(test)]
pub(crate) fn written(text: &str) -> String {
    serde_json::to_string(&text.parse::<toml::Table>().unwrap()).unwrap()
}

type Table = Map<String, Value>;

/// Why a table did not load. It names the file and the row, so that whoever edited it can go there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, {row}: {reason}")]
pub struct BadTable {
    /// The file, as `signs.toml`.
    pub file: String,
    /// The row's id, or its number where it has none.
    pub row: String,
    /// What is wrong with it.
    pub reason: String,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<T> {
    /// Its stable id.
    pub id: String,
    /// Where the statement comes from.
    pub source: String,
    /// Who or what it was checked against; none when nobody has confirmed it yet.
    pub confirmed: Option<String>,
    /// The day on which the edition begins that brought it.
    pub since: Date,
    /// The day on which the edition begins that ended it.
    pub until: Option<Date>,
    what: T,
}

impl<T> Row<T> {
    /// Whether the row holds in an edition.
    #[must_use]
    pub fn holds_in(&self, edition: &Edition) -> bool {
        self.since <= edition.begins && self.until.is_none_or(|until| edition.begins < until)
    }

    /// Whether somebody confirmed it.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.confirmed.is_some()
    }
}

impl<T> Deref for Row<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.what
    }
}

/// Reads the rows `[[name]]` of a table file. Every row needs `id`, `source` and `confirmed` (`false`, or
/// who or what confirmed it); `since` and `until` name editions; the other keys are those of `T`, which
/// should deny unknown ones.
///
/// # Errors
/// [`BadTable`] for the first row that does not fit.
pub fn rows<T: DeserializeOwned>(
    file: &str,
    name: &str,
    text: &str,
    editions: &[Edition],
) -> Result<Vec<Row<T>>, BadTable> {
    let bad = |row: &str, reason: String| BadTable { file: file.to_owned(), row: row.to_owned(), reason };
    let mut table: Table = serde_json::from_str(text).map_err(|error| bad("the file", error.to_string()))?;
    let Some(Value::Array(list)) = table.remove(name) else {
        return Err(bad("the file", format!("has no [[{name}]]")));
    };
    if let Some(key) = table.keys().next() {
        return Err(bad("the file", format!("has an unexpected key {key}")));
    }
    let mut found: Vec<Row<T>> = Vec::with_capacity(list.len());
    for (number, value) in (1..).zip(list) {
        let Value::Object(fields) = value else {
            return Err(bad(&format!("row {number}"), "is not a table".to_owned()));
        };
        let id = text_of(&fields, "id").unwrap_or_else(|| format!("row {number}"));
        let row = row::<T>(fields, editions).map_err(|reason| bad(&id, reason))?;
        if found.iter().any(|known| known.id == row.id && overlap(known, &row)) {
            return Err(bad(&id, "is there twice for the same edition".to_owned()));
        }
        found.push(row);
    }
    Ok(found)
}

fn row<T: DeserializeOwned>(mut fields: Table, editions: &[Edition]) -> Result<Row<T>, String> {
    let id = take_text(&mut fields, "id")?.ok_or("has no id")?;
    let source = take_text(&mut fields, "source")?.filter(|text| !text.trim().is_empty());
    let source = source.ok_or("has no source; a rule without a source does not load")?;
    let confirmed = match fields.remove("confirmed") {
        Some(Value::Bool(false)) => None,
        Some(Value::String(who)) if !who.trim().is_empty() => Some(who),
        _ => return Err("needs `confirmed`: false, or who or what confirmed it".to_owned()),
    };
    let begins = |id: &str| {
        editions
            .iter()
            .find(|edition| edition.id == id)
            .map(|edition| edition.begins)
            .ok_or(format!("no edition {id}"))
    };
    let since = match take_text(&mut fields, "since")? {
        Some(id) => begins(&id)?,
        None => editions.first().map_or(Date::MIN, |edition| edition.begins),
    };
    let until = take_text(&mut fields, "until")?.map(|id| begins(&id)).transpose()?;
    let what = serde_json::from_value(Value::Object(fields)).map_err(|error| error.to_string())?;
    Ok(Row { id, source, confirmed, since, until, what })
}

fn text_of(fields: &Table, key: &str) -> Option<String> {
    fields.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn take_text(fields: &mut Table, key: &str) -> Result<Option<String>, String> {
    match fields.remove(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("{key} is not a text")),
    }
}

fn overlap<T>(a: &Row<T>, b: &Row<T>) -> bool {
    a.until.is_none_or(|until| b.since < until) && b.until.is_none_or(|until| a.since < until)
}
