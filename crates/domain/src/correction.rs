//! What an entry says after its corrections.
//!
//! Nothing here looks at a clock or at the order in which entries arrived: the same entries give
//! the same result in any order (design.md §2.2).

use std::{collections::BTreeMap, sync::Arc};

use serde_json::{Map, Value};

use crate::{
    facts::Fact,
    ids::{EntryId, VillageCode},
    note::Note,
    visibility,
};

/// The name under which a correction changes the village that an entry counts for.
pub const VILLAGE_FIELD: &str = "@village";

/// An entry with everything that was said about it later.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The entry as it was first noted.
    pub note: Arc<Note>,
    /// Its fact after corrections; while corrections differ, a field keeps its first value.
    pub fact: Fact,
    /// The village it counts for after corrections.
    pub village: Option<VillageCode>,
    /// Amendments, settlements and voids about it and about those, by id.
    pub corrections: Vec<Arc<Note>>,
    /// Fields on which corrections differ.
    pub conflicts: Vec<Conflict>,
    /// Names of the fields that corrections changed.
    pub changed: Vec<String>,
    /// The entry by which it was voided.
    pub voided: Option<Arc<Note>>,
    /// Corrections whose values do not fit the fact; they are shown, and change nothing.
    pub unreadable: Vec<EntryId>,
}

/// A field for which corrections give different values.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The field.
    pub field: String,
    /// Each value and the corrections that give it.
    pub values: Vec<(Value, Vec<Arc<Note>>)>,
}

/// A value and the corrections that give it.
type Proposed = (Value, Vec<Arc<Note>>);

impl Record {
    /// Puts an entry together with the corrections of its subject.
    #[must_use]
    pub fn new(note: &Arc<Note>, corrections: &Corrections) -> Self {
        let mut record = Self {
            note: Arc::clone(note),
            fact: note.fact.clone(),
            village: note.village.clone(),
            corrections: corrections.of(note.id),
            conflicts: Vec::new(),
            changed: Vec::new(),
            voided: corrections.void_of(note.id, 0),
            unreadable: Vec::new(),
        };
        record.apply(corrections);
        record
    }

    /// Whether the entry still counts.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.voided.is_none()
    }

    /// The entry by which one of the corrections was itself voided.
    #[must_use]
    pub fn withdrawn_by(&self, correction: EntryId) -> Option<&Arc<Note>> {
        self.void_among(correction, 0)
    }

    fn void_among(&self, target: EntryId, depth: u8) -> Option<&Arc<Note>> {
        // As in `Corrections::void_of`.
        if depth > 64 {
            return None;
        }
        self.corrections.iter().find(|note| {
            note.amends == Some(target)
                && matches!(note.fact, Fact::Voided(_))
                && self.void_among(note.id, depth + 1).is_none()
        })
    }

    fn apply(&mut self, corrections: &Corrections) {
        let mut fields: BTreeMap<&String, Vec<Proposed>> = BTreeMap::new();
        for (field, note, value) in corrections.proposals(self.note.id) {
            let Some(value) = self.readable(field, value) else {
                self.unreadable.push(note.id);
                continue;
            };
            let seen = fields.entry(field).or_default();
            match seen.iter_mut().find(|(known, _)| *known == value) {
                Some((_, notes)) => notes.push(Arc::clone(note)),
                None => seen.push((value, vec![Arc::clone(note)])),
            }
        }
        self.unreadable.dedup();
        for (field, mut values) in fields {
            if values.len() > 1 {
                self.conflicts.push(Conflict { field: field.clone(), values });
            } else if let Some((value, notes)) = values.pop() {
                self.change(field, value, &notes);
            }
        }
    }

    /// The value as the fact itself would write it, so that `10` and `10.0` are no conflict; none when
    /// the fact has no such field or can't hold the value.
    fn readable(&self, field: &str, value: &Value) -> Option<Value> {
        if field == VILLAGE_FIELD {
            return (value.is_null() || value.is_string()).then(|| value.clone());
        }
        visibility::declared(self.note.fact.kind(), field)?;
        let fact = with(&self.note.fact, field, value.clone())?;
        Some(fact.to_value().get(field).cloned().unwrap_or(Value::Null))
    }

    fn change(&mut self, field: &str, value: Value, notes: &[Arc<Note>]) {
        if field == VILLAGE_FIELD {
            self.village = value.as_str().map(VillageCode::new);
            self.changed.push(field.to_owned());
        } else if let Some(fact) = with(&self.fact, field, value) {
            self.fact = fact;
            self.changed.push(field.to_owned());
        } else {
            self.unreadable.extend(notes.iter().map(|note| note.id));
        }
    }
}

/// The fact with one field changed; none when it can't hold the value.
fn with(fact: &Fact, field: &str, value: Value) -> Option<Fact> {
    let mut fields = fact.to_value();
    let map = fields.as_object_mut()?;
    if value.is_null() {
        map.remove(field);
    } else {
        map.insert(field.to_owned(), value);
    }
    Fact::read(fact.kind(), fact.version(), fields).ok()
}

/// The corrections among the notes of one subject, by what they are about.
#[derive(Debug, Default)]
pub struct Corrections {
    about: BTreeMap<EntryId, Vec<Arc<Note>>>,
}

impl Corrections {
    /// Picks the corrections out of `notes`.
    #[must_use]
    pub fn among(notes: &[Arc<Note>]) -> Self {
        let mut about: BTreeMap<EntryId, Vec<Arc<Note>>> = BTreeMap::new();
        for note in notes.iter().filter(|note| is_correction(&note.fact)) {
            if let Some(target) = note.amends {
                about.entry(target).or_default().push(Arc::clone(note));
            }
        }
        for notes in about.values_mut() {
            notes.sort_by_key(|note| note.id);
            notes.dedup_by_key(|note| note.id);
        }
        Self { about }
    }

    fn about(&self, target: EntryId) -> &[Arc<Note>] {
        self.about.get(&target).map_or(&[], Vec::as_slice)
    }

    /// Corrections of `target` and corrections of those.
    fn of(&self, target: EntryId) -> Vec<Arc<Note>> {
        let mut all = Vec::new();
        let mut next = vec![target];
        while let Some(target) = next.pop() {
            for note in self.about(target) {
                if !all.iter().any(|known: &Arc<Note>| known.id == note.id) {
                    next.push(note.id);
                    all.push(Arc::clone(note));
                }
            }
        }
        all.sort_by_key(|note| note.id);
        all
    }

    /// The entry that voids `target`, unless it was itself voided.
    fn void_of(&self, target: EntryId, depth: u8) -> Option<Arc<Note>> {
        // A chain of voids this long is not a person's work; the entry then stands.
        if depth > 64 {
            return None;
        }
        self.about(target)
            .iter()
            .find(|note| matches!(note.fact, Fact::Voided(_)) && self.void_of(note.id, depth + 1).is_none())
            .cloned()
    }

    /// What the corrections of `target` that still speak say, field by field. A correction that names
    /// an earlier one replaces it in the fields it speaks about, and in no other.
    fn proposals(&self, target: EntryId) -> Vec<(&String, &Arc<Note>, &Value)> {
        let about = self.about(target).iter();
        let standing: Vec<_> = about
            .filter_map(|note| Some((note, said(&note.fact)?)))
            .filter(|(note, _)| self.void_of(note.id, 0).is_none())
            .collect();
        let replaced = |id: EntryId, field: &String| {
            let by = |(note, (values, over)): &(&Arc<Note>, Said<'_>)| {
                note.id != id && over.contains(&id) && values.contains_key(field)
            };
            standing.iter().any(by)
        };
        let said = standing
            .iter()
            .flat_map(|(note, (values, _))| values.iter().map(move |(field, value)| (field, *note, value)));
        said.filter(|(field, note, _)| !replaced(note.id, field)).collect()
    }
}

/// Whether a fact is about another entry and says nothing by itself.
#[must_use]
pub fn is_correction(fact: &Fact) -> bool {
    matches!(fact, Fact::Amended(_) | Fact::Voided(_) | Fact::Settled(_))
}

/// The values a correction gives, and the earlier corrections it replaces.
type Said<'a> = (&'a Map<String, Value>, &'a [EntryId]);

fn said(fact: &Fact) -> Option<Said<'_>> {
    match fact {
        Fact::Amended(amended) => Some((&amended.changes, &amended.over)),
        Fact::Settled(settled) => Some((&settled.values, &settled.over)),
        _ => None,
    }
}
