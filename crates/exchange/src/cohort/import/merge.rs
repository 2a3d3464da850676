//! Compares what a row says with what imports and people have said before.
//!
//! Three voices meet: what imports said last, what is believed now, and the row. Where the row
//! repeats what imports said, nothing is new, whatever people have corrected since. Where it says
//! something else, that is an amendment by the import; if a person has corrected the same field
//! otherwise, both stand as a conflict that a person settles. An entry that a person made is only
//! completed, never changed.

use std::sync::Arc;

use domain::{
    correction::Record,
    facts::{Amended, Fact},
    ids::EntryId,
    note::Note,
};
use serde_json::{Map, Value};

use super::ids;

/// The reason that amendments of imports carry.
pub(super) const REASON: &str = "impor";
/// The name under which the village of an entry is compared.
pub(super) const VILLAGE: &str = domain::correction::VILLAGE_FIELD;

/// An entry that stands, with what imports have said about it.
pub(super) struct Standing {
    pub(super) record: Arc<Record>,
    /// Whether an import made it.
    pub(super) ours: bool,
    /// What imports said last.
    pub(super) said: Map<String, Value>,
    /// What is believed now.
    pub(super) now: Map<String, Value>,
    /// What amendments of imports say.
    pub(super) amended: Map<String, Value>,
    /// Those amendments.
    pub(super) over: Vec<EntryId>,
}

impl Standing {
    pub(super) fn of(record: &Arc<Record>, ours: bool) -> Self {
        let mut said = fields(&record.note.fact);
        let mut now = if record.corrections.is_empty() { said.clone() } else { fields(&record.fact) };
        set_village(&mut said, record.note.village.as_ref().map(|village| village.as_str()));
        set_village(&mut now, record.village.as_ref().map(|village| village.as_str()));
        let mut amended = Map::new();
        let mut over = Vec::new();
        for (note, fact) in imports(record) {
            over.push(note.id);
            let replaced = |field: &String| {
                imports(record)
                    .any(|(_, later)| later.over.contains(&note.id) && later.changes.contains_key(field))
            };
            amended.extend(
                fact.changes
                    .iter()
                    .filter(|(field, _)| !replaced(field))
                    .map(|(f, v)| (f.clone(), v.clone())),
            );
        }
        for (field, value) in &amended {
            if value.is_null() {
                said.remove(field);
            } else {
                said.insert(field.clone(), value.clone());
            }
        }
        Self { record: Arc::clone(record), ours, said, now, amended, over }
    }

    /// Whether a field is the import's to change.
    pub(super) fn is_ours(&self, field: &str) -> bool {
        self.ours || self.amended.contains_key(field)
    }
}

/// Amendments that an import made and nobody voided.
fn imports(record: &Record) -> impl Iterator<Item = (&Arc<Note>, &Amended)> {
    let voided = |id: EntryId| {
        record.corrections.iter().any(|note| note.amends == Some(id) && matches!(note.fact, Fact::Voided(_)))
    };
    record.corrections.iter().filter_map(move |note| match &note.fact {
        Fact::Amended(fact) if fact.reason == REASON && !voided(note.id) => {
            let text = Value::Object(fact.changes.clone()).to_string();
            (ids::amendment(record.note.id, &text, &fact.over) == note.id).then_some((note, &**fact))
        }
        _ => None,
    })
}

fn set_village(map: &mut Map<String, Value>, village: Option<&str>) {
    if let Some(village) = village {
        map.insert(VILLAGE.to_owned(), village.into());
    }
}

/// The fields of a fact.
pub(super) fn fields(fact: &Fact) -> Map<String, Value> {
    match fact.to_value() {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// What the row changes, and what a person noted otherwise.
pub(super) fn differences(
    new: &Map<String, Value>,
    standing: &Standing,
    spoken: &[&'static str],
) -> (Map<String, Value>, Vec<(String, Value)>) {
    let mut changes = Map::new();
    let mut otherwise = Vec::new();
    for field in spoken {
        let (row, said, now) = (new.get(*field), standing.said.get(*field), standing.now.get(*field));
        if row == said || row == now {
            continue;
        }
        match (standing.is_ours(field), row, now) {
            (true, row, _) => {
                changes.insert((*field).to_owned(), row.cloned().unwrap_or(Value::Null));
            }
            (false, Some(row), None) => {
                changes.insert((*field).to_owned(), row.clone());
            }
            (false, Some(_), Some(now)) => otherwise.push(((*field).to_owned(), now.clone())),
            (false, None, _) => {}
        }
    }
    (changes, otherwise)
}
