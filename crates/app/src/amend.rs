//! Corrections made from a whole form: only what changed is written, and one's own earlier
//! corrections of the same fields are replaced.

use domain::{
    correction::{Record, VILLAGE_FIELD},
    facts::{Amended, Fact},
    ids::{EntryId, VillageCode},
    note::Note,
};
use serde_json::{Map, Value};

use crate::caller::Caller;

/// The correction that turns a record's fact into `fact`; none when nothing changed.
#[must_use]
pub fn amendment(caller: &Caller, id: EntryId, record: &Record, fact: &Fact, reason: &str) -> Option<Note> {
    let changes = changes(&record.fact, fact);
    amendment_of(caller, id, record, changes, reason)
}

/// A correction of these fields; none when there are none.
#[must_use]
pub fn amendment_of(
    caller: &Caller,
    id: EntryId,
    record: &Record,
    changes: Map<String, Value>,
    reason: &str,
) -> Option<Note> {
    if changes.is_empty() {
        return None;
    }
    let over = own_earlier(caller, record, &changes);
    let amended = Amended { changes, reason: reason.to_owned(), over };
    let mut note = caller.note(id, record.note.subject, record.village.clone(), amended);
    note.amends = Some(record.note.id);
    Some(note)
}

/// The fields in which two facts differ, with the values of the second; `null` for one that is gone.
#[must_use]
pub fn changes(from: &Fact, to: &Fact) -> Map<String, Value> {
    let (Value::Object(from), Value::Object(to)) = (from.to_value(), to.to_value()) else {
        return Map::new();
    };
    let gone = from.keys().filter(|field| !to.contains_key(*field)).map(|field| (field.clone(), Value::Null));
    let new = to.iter().filter(|(field, value)| from.get(*field) != Some(value));
    new.map(|(field, value)| (field.clone(), value.clone())).chain(gone).collect()
}

/// A change of the village that an entry counts for.
#[must_use]
pub fn village_change(village: &VillageCode) -> (String, Value) {
    (VILLAGE_FIELD.to_owned(), Value::String(village.to_string()))
}

/// The caller's earlier corrections and decisions about fields that she corrects now. One that spoke of
/// other fields too goes on speaking of those.
fn own_earlier(caller: &Caller, record: &Record, changes: &Map<String, Value>) -> Vec<EntryId> {
    let mine = record
        .corrections
        .iter()
        .filter(|note| note.author == caller.who.id && note.amends == Some(record.note.id));
    mine.filter(|note| match &note.fact {
        Fact::Amended(earlier) => earlier.changes.keys().any(|field| changes.contains_key(field)),
        Fact::Settled(earlier) => earlier.values.keys().any(|field| changes.contains_key(field)),
        _ => false,
    })
    .map(|note| note.id)
    .collect()
}
