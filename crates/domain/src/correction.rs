//! What an entry says after its corrections.
//!
//! Nothing here looks at a clock or at the order in which entries arrived: the same entries give
//! the same result in any order (design.md §2.2).

use std::{collections::BTreeMap, sync::Arc};

use serde_json::Value;

use crate::{
    facts::{Amended, Fact, Settled},
    ids::{EntryId, VillageCode},
    note::Note,
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

    fn apply(&mut self, corrections: &Corrections) {
        let proposals = corrections.proposals(self.note.id);
        if proposals.is_empty() {
            return;
        }
        let mut fields: BTreeMap<String, Vec<(Value, Vec<Arc<Note>>)>> = BTreeMap::new();
        for (note, values) in proposals {
            for (field, value) in values {
                let seen = fields.entry(field.clone()).or_default();
                match seen.iter_mut().find(|(known, _)| known == value) {
                    Some((_, notes)) => notes.push(Arc::clone(note)),
                    None => seen.push((value.clone(), vec![Arc::clone(note)])),
                }
            }
        }
        for (field, mut values) in fields {
            if values.len() > 1 {
                self.conflicts.push(Conflict { field, values });
            } else if let Some((value, notes)) = values.pop() {
                self.change(field, value, &notes);
            }
        }
    }

    fn change(&mut self, field: String, value: Value, notes: &[Arc<Note>]) {
        if field == VILLAGE_FIELD {
            self.village = value.as_str().map(VillageCode::new);
            self.changed.push(field);
            return;
        }
        let mut fields = self.fact.to_value();
        if let Some(map) = fields.as_object_mut() {
            if value.is_null() {
                map.remove(&field);
            } else {
                map.insert(field.clone(), value);
            }
        }
        match Fact::read(self.fact.kind(), self.fact.version(), fields) {
            Ok(fact) => {
                self.fact = fact;
                self.changed.push(field);
            }
            Err(_) => self.unreadable.extend(notes.iter().map(|note| note.id)),
        }
    }
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
        if depth > 8 {
            return None;
        }
        self.about(target)
            .iter()
            .find(|note| matches!(note.fact, Fact::Voided(_)) && self.void_of(note.id, depth + 1).is_none())
            .cloned()
    }

    /// The corrections of `target` that still speak, with the values they give.
    fn proposals(&self, target: EntryId) -> Vec<(&Arc<Note>, &serde_json::Map<String, Value>)> {
        let standing: Vec<_> =
            self.about(target).iter().filter(|note| self.void_of(note.id, 0).is_none()).collect();
        let replaced: Vec<EntryId> = standing.iter().flat_map(|note| replaces(&note.fact)).collect();
        standing
            .into_iter()
            .filter(|note| !replaced.contains(&note.id))
            .filter_map(|note| match &note.fact {
                Fact::Amended(amended) => Some((note, &amended.changes)),
                Fact::Settled(settled) => Some((note, &settled.values)),
                _ => None,
            })
            .collect()
    }
}

/// Whether a fact is about another entry and says nothing by itself.
#[must_use]
pub fn is_correction(fact: &Fact) -> bool {
    matches!(fact, Fact::Amended(_) | Fact::Voided(_) | Fact::Settled(_))
}

fn replaces(fact: &Fact) -> Vec<EntryId> {
    match fact {
        Fact::Amended(amended) => {
            let Amended { over, .. } = &**amended;
            over.clone()
        }
        Fact::Settled(settled) => {
            let Settled { over, .. } = &**settled;
            over.clone()
        }
        _ => Vec::new(),
    }
}
