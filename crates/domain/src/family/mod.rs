//! A woman with her pregnancies and children, as the register believes them to be.

mod pregnancy;

use std::{ops::Deref, sync::Arc};

use jiff::civil::Date;

use self::pregnancy::once;
pub use self::pregnancy::{Child, Pregnancy};
use crate::{
    correction::{Corrections, Record, is_correction},
    facts::{Consent, Death, Fact, Moved, WomanRegistered},
    ids::{ChildId, EntryId, PregnancyId, SubjectId, VillageCode},
    note::Note,
};

/// A fact with the record it comes from.
#[derive(Debug, PartialEq)]
pub struct Item<T> {
    /// The record: who, when, corrections.
    pub record: Arc<Record>,
    fact: Arc<T>,
}

impl<T> Item<T> {
    /// A fact and its record.
    #[must_use]
    pub fn new(record: &Arc<Record>, fact: &Arc<T>) -> Self {
        Self { record: Arc::clone(record), fact: Arc::clone(fact) }
    }

    /// The entry's id.
    #[must_use]
    pub fn id(&self) -> EntryId {
        self.record.note.id
    }

    /// Whom it is about.
    #[must_use]
    pub fn subject(&self) -> SubjectId {
        self.record.note.subject
    }
}

impl<T> Clone for Item<T> {
    fn clone(&self) -> Self {
        Self { record: Arc::clone(&self.record), fact: Arc::clone(&self.fact) }
    }
}

impl<T> Deref for Item<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.fact
    }
}

/// A woman, her pregnancies and her children.
#[derive(Clone, Debug, PartialEq)]
pub struct Family {
    /// The subject of all its entries.
    pub id: SubjectId,
    /// The village she lives in now; none when she left the unit or it was never said.
    pub village: Option<VillageCode>,
    /// The woman, once registered.
    pub woman: Option<Item<WomanRegistered>>,
    /// Her pregnancies, oldest first.
    pub pregnancies: Vec<Pregnancy>,
    /// Moves, oldest first.
    pub moves: Vec<Item<Moved>>,
    /// Consents, oldest first.
    pub consents: Vec<Item<Consent>>,
    /// Every record, voided ones too, in order of entry id.
    pub records: Vec<Arc<Record>>,
    /// Records whose pregnancy or child is not known (yet), and those that say a second time what is
    /// only so once (a registration, an ending, a death); shown, never dropped.
    pub strays: Vec<Arc<Record>>,
}

impl Family {
    /// Folds the notes of one subject, in any order, doubled or not.
    #[must_use]
    pub fn fold(id: SubjectId, notes: &[Arc<Note>]) -> Self {
        let corrections = Corrections::among(notes);
        let mut notes: Vec<_> = notes.iter().filter(|note| !is_correction(&note.fact)).collect();
        notes.sort_by_key(|note| note.id);
        notes.dedup_by_key(|note| note.id);
        let mut family = Self {
            id,
            village: None,
            woman: None,
            pregnancies: Vec::new(),
            moves: Vec::new(),
            consents: Vec::new(),
            records: notes.iter().map(|note| Arc::new(Record::new(note, &corrections))).collect(),
            strays: Vec::new(),
        };
        let standing: Vec<_> = family.records.iter().filter(|record| record.stands()).cloned().collect();
        for record in &standing {
            family.begin(record);
        }
        for record in &standing {
            if !family.place(record) {
                family.strays.push(Arc::clone(record));
            }
        }
        family.finish();
        family
    }

    /// The pregnancy of this id.
    #[must_use]
    pub fn pregnancy(&self, id: PregnancyId) -> Option<&Pregnancy> {
        self.pregnancies.iter().find(|pregnancy| pregnancy.id == id)
    }

    /// The child of this id, with its pregnancy.
    #[must_use]
    pub fn child(&self, id: ChildId) -> Option<(&Pregnancy, &Child)> {
        self.pregnancies.iter().find_map(|pregnancy| {
            pregnancy.children.iter().find(|child| child.id == id).map(|child| (pregnancy, child))
        })
    }

    /// The newest pregnancy.
    #[must_use]
    pub fn latest(&self) -> Option<&Pregnancy> {
        self.pregnancies.last()
    }

    /// Her name, as registered or else as told.
    #[must_use]
    pub fn name(&self) -> &str {
        let told =
            || self.pregnancies.iter().flat_map(|p| &p.notices).map(|notice| notice.name.as_str()).next();
        self.woman.as_ref().map(|woman| woman.name.as_str()).or_else(told).unwrap_or_default()
    }

    /// Her husband's name, as registered or else as told.
    #[must_use]
    pub fn husband(&self) -> Option<&str> {
        let told =
            || self.pregnancies.iter().flat_map(|p| &p.notices).find_map(|notice| notice.husband.as_deref());
        match &self.woman {
            Some(woman) => woman.husband.as_deref(),
            None => told(),
        }
    }

    /// The village she lived in on a day: where she was registered, or where a move or the
    /// registration of a later pregnancy brought her since. None when she had left the unit.
    #[must_use]
    pub fn village_on(&self, day: Date) -> Option<VillageCode> {
        let first = || self.pregnancies.iter().find_map(|pregnancy| pregnancy.village.clone());
        let home = self.woman.as_ref().and_then(|woman| woman.record.village.clone()).or_else(first);
        let moves = self.moves.iter().map(|moved| (moved.on, 1, moved.to_village.clone()));
        let later =
            self.pregnancies.iter().skip(1).filter_map(|pregnancy| {
                Some((pregnancy.known_since()?, 0, Some(pregnancy.village.clone()?)))
            });
        let last = moves.chain(later).filter(|(on, ..)| *on <= day).max();
        last.map_or(home, |(.., village)| village)
    }

    /// Whether she had left the unit by the end of a day, and was not back with another pregnancy.
    #[must_use]
    pub fn had_left(&self, day: Date) -> bool {
        let moved = self.moves.iter().rfind(|moved| moved.on <= day);
        moved.is_some_and(|moved| moved.to_village.is_none()) && self.village_on(day).is_none()
    }

    /// Whether corrections of any entry differ.
    #[must_use]
    pub fn has_conflicts(&self) -> bool {
        self.records.iter().any(|record| record.stands() && !record.conflicts.is_empty())
    }

    /// Whether the mother has died.
    #[must_use]
    pub fn mother_died(&self) -> Option<&Item<Death>> {
        self.pregnancies.iter().find_map(|pregnancy| pregnancy.death.as_ref())
    }

    /// Opens the pregnancies and births that other records belong to.
    fn begin(&mut self, record: &Arc<Record>) {
        match &record.fact {
            Fact::PregnancyNoticed(fact) => {
                let item = Item::new(record, fact);
                self.open(fact.pregnancy).notices.push(item);
            }
            Fact::PregnancyRegistered(fact) => {
                let item = Item::new(record, fact);
                let pregnancy = self.open(fact.pregnancy);
                once(&mut pregnancy.registered, &mut pregnancy.repeats, item);
            }
            Fact::Birth(fact) => self.open(fact.pregnancy).add_birth(Item::new(record, fact)),
            _ => {}
        }
    }

    fn open(&mut self, id: PregnancyId) -> &mut Pregnancy {
        let at = self.pregnancies.iter().position(|pregnancy| pregnancy.id == id).unwrap_or_else(|| {
            self.pregnancies.push(Pregnancy::new(id));
            self.pregnancies.len() - 1
        });
        #[expect(clippy::indexing_slicing, reason = "the position was found or pushed just above")]
        &mut self.pregnancies[at]
    }

    /// Puts a record where it belongs; false when its pregnancy or child is not known.
    fn place(&mut self, record: &Arc<Record>) -> bool {
        match &record.fact {
            Fact::WomanRegistered(fact) => {
                once(&mut self.woman, &mut self.strays, Item::new(record, fact));
                true
            }
            Fact::Moved(fact) => {
                self.moves.push(Item::new(record, fact));
                true
            }
            Fact::Consent(fact) => {
                self.consents.push(Item::new(record, fact));
                true
            }
            Fact::PregnancyNoticed(_) | Fact::PregnancyRegistered(_) | Fact::Birth(_) => true,
            Fact::DeathNotified(fact) => {
                let home = self.pregnancy_of_death(fact.death);
                let home = home.and_then(|id| self.pregnancies.iter_mut().find(|p| p.id == id));
                home.map(|pregnancy| pregnancy.notified.push(Item::new(record, fact))).is_some()
            }
            _ => self.pregnancies.iter_mut().any(|pregnancy| pregnancy.take(record)),
        }
    }

    /// The pregnancy of a death, or of a stillbirth, which has no record of death beside the birth.
    fn pregnancy_of_death(&self, entry: EntryId) -> Option<PregnancyId> {
        let record = self.records.iter().find(|record| record.note.id == entry)?;
        match &record.fact {
            Fact::Death(death) => Some(death.pregnancy),
            Fact::Birth(birth) => Some(birth.pregnancy),
            _ => None,
        }
    }

    fn finish(&mut self) {
        for pregnancy in &mut self.pregnancies {
            pregnancy.finish();
            self.strays.append(&mut pregnancy.repeats);
        }
        self.strays.sort_by_key(|record| record.note.id);
        self.pregnancies.sort_by_key(|pregnancy| (pregnancy.begin(), pregnancy.id));
        self.moves.sort_by_key(|moved| (moved.on, moved.id()));
        self.consents.sort_by_key(|consent| (consent.on, consent.id()));
        let home = self.woman.as_ref().and_then(|woman| woman.record.village.clone());
        let home =
            home.or_else(|| self.pregnancies.iter().rev().find_map(|pregnancy| pregnancy.village.clone()));
        self.village = match self.moves.last() {
            Some(moved) => moved.to_village.clone(),
            None => home,
        };
    }
}
