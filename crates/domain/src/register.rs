//! The register: what is now believed of one unit, folded from its notes.

use std::{
    collections::{BTreeMap, HashMap, HashSet, hash_map::Entry},
    sync::Arc,
};

use jiff::civil::Date;

use crate::{
    correction::{Corrections, Record},
    facts::{Dukun, Facility, Fact, Kader, Official, Staff, Unit, Village},
    family::{Family, Item},
    ids::{EntryId, SubjectId, VillageCode},
    matters::{About, AgreementStatus, Matters},
    note::Note,
};

/// Everything known of one unit. The same notes give the same register in any order.
///
/// A clone shares what was folded, and costs little: it is how long work looks at a register that
/// others change meanwhile.
#[derive(Clone, Debug, Default)]
pub struct Register {
    notes: HashMap<SubjectId, Vec<Arc<Note>>>,
    known: HashSet<EntryId>,
    about: HashMap<SubjectId, About>,
    matters: Matters,
    families: HashMap<SubjectId, Arc<Family>>,
    unit: Option<Item<Unit>>,
    units: BTreeMap<SubjectId, Item<Unit>>,
    villages: BTreeMap<VillageCode, Item<Village>>,
    described: HashMap<SubjectId, Item<Village>>,
    facilities: BTreeMap<SubjectId, Item<Facility>>,
    staff: BTreeMap<SubjectId, Item<Staff>>,
    dukun: BTreeMap<SubjectId, Item<Dukun>>,
    officials: BTreeMap<SubjectId, Item<Official>>,
    kaders: BTreeMap<SubjectId, Item<Kader>>,
}

impl Register {
    /// Folds a whole log.
    pub fn load(notes: impl IntoIterator<Item = Note>) -> Self {
        let mut register = Self::default();
        for note in notes {
            register.keep(note);
        }
        let subjects: Vec<_> = register.notes.keys().copied().collect();
        for subject in subjects {
            register.fold(subject);
        }
        register
    }

    /// Takes in more notes, and folds each subject they touch once. Returns those subjects.
    pub fn apply(&mut self, notes: impl IntoIterator<Item = Note>) -> Vec<SubjectId> {
        let mut touched: Vec<_> = notes.into_iter().filter_map(|note| self.keep(note)).collect();
        touched.sort_unstable();
        touched.dedup();
        for subject in &touched {
            self.fold(*subject);
        }
        touched
    }

    /// Whether an entry is known.
    #[must_use]
    pub fn knows(&self, id: EntryId) -> bool {
        self.known.contains(&id)
    }

    /// How many notes it was folded from.
    #[must_use]
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether nothing was noted yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The notes about a subject, as they came.
    #[must_use]
    pub fn notes_of(&self, subject: SubjectId) -> &[Arc<Note>] {
        self.notes.get(&subject).map_or(&[], Vec::as_slice)
    }

    /// Subjects that are the unit, a place or one of its people, and no mother: also those whose
    /// description was voided.
    pub fn places(&self) -> impl Iterator<Item = SubjectId> {
        self.subjects_of(About::Place)
    }

    /// Whether a subject is the unit, a place or one of its people.
    #[must_use]
    pub fn is_place(&self, subject: SubjectId) -> bool {
        self.about(subject) == Some(About::Place)
    }

    /// What a subject is, once a fact said so.
    #[must_use]
    pub fn about(&self, subject: SubjectId) -> Option<About> {
        self.about.get(&subject).copied()
    }

    /// Subjects of one sort, also those of which everything was voided.
    pub fn subjects_of(&self, sort: About) -> impl Iterator<Item = SubjectId> {
        self.about.iter().filter(move |(_, about)| **about == sort).map(|(subject, _)| *subject)
    }

    /// Every subject that is no family, with what it is.
    pub fn beside_families(&self) -> impl Iterator<Item = (SubjectId, About)> {
        self.about.iter().filter(|(_, about)| **about != About::Family).map(|(id, about)| (*id, *about))
    }

    /// Agreements, workshops, commitments, papers and what else there is beside places and families.
    #[must_use]
    pub fn matters(&self) -> &Matters {
        &self.matters
    }

    /// How an agreement stands on a day, knowing of those that renew it; none when there is no such one.
    #[must_use]
    pub fn agreement_status(&self, id: SubjectId, on: Date) -> Option<AgreementStatus> {
        let agreement = self.matters.agreements.get(&id)?;
        let status = agreement.status(on);
        let renews = |other: &&Arc<crate::matters::Agreement>| {
            other.draft.renews == Some(id) && other.status(on) != AgreementStatus::Draft
        };
        let is_over = matches!(status, AgreementStatus::Signed | AgreementStatus::Expired);
        let renewed = is_over && self.matters.agreements.values().any(|other| renews(&other));
        Some(if renewed { AgreementStatus::Renewed } else { status })
    }

    /// A family by its subject.
    #[must_use]
    pub fn family(&self, id: SubjectId) -> Option<&Arc<Family>> {
        self.families.get(&id)
    }

    /// All families, in no particular order.
    pub fn families(&self) -> impl Iterator<Item = &Arc<Family>> {
        self.families.values()
    }

    /// The unit, once described.
    #[must_use]
    pub fn unit(&self) -> Option<&Item<Unit>> {
        self.unit.as_ref()
    }

    /// Villages by code, closed ones too.
    #[must_use]
    pub fn villages(&self) -> &BTreeMap<VillageCode, Item<Village>> {
        &self.villages
    }

    /// A village's name, or its code where it is not described.
    #[must_use]
    pub fn village_name<'a>(&'a self, code: &'a VillageCode) -> &'a str {
        self.villages.get(code).map_or(code.as_str(), |village| village.name.as_str())
    }

    /// Facilities and waiting homes.
    #[must_use]
    pub fn facilities(&self) -> &BTreeMap<SubjectId, Item<Facility>> {
        &self.facilities
    }

    /// Staff.
    #[must_use]
    pub fn staff(&self) -> &BTreeMap<SubjectId, Item<Staff>> {
        &self.staff
    }

    /// Dukun.
    #[must_use]
    pub fn dukun(&self) -> &BTreeMap<SubjectId, Item<Dukun>> {
        &self.dukun
    }

    /// Officials.
    #[must_use]
    pub fn officials(&self) -> &BTreeMap<SubjectId, Item<Official>> {
        &self.officials
    }

    /// Health volunteers.
    #[must_use]
    pub fn kaders(&self) -> &BTreeMap<SubjectId, Item<Kader>> {
        &self.kaders
    }

    fn keep(&mut self, note: Note) -> Option<SubjectId> {
        if !self.known.insert(note.id) {
            return None;
        }
        let subject = note.subject;
        if let Some(about) = About::of(&note.fact) {
            self.learn(subject, about);
        }
        self.notes.entry(subject).or_default().push(Arc::new(note));
        Some(subject)
    }

    /// Should facts differ on what a subject is, the first sort holds, whatever order they came in.
    fn learn(&mut self, subject: SubjectId, about: About) {
        match self.about.entry(subject) {
            Entry::Vacant(entry) => {
                entry.insert(about);
            }
            Entry::Occupied(mut entry) if about < *entry.get() => {
                entry.insert(about);
                self.families.remove(&subject);
                self.matters.forget(subject);
            }
            Entry::Occupied(_) => {}
        }
    }

    fn fold(&mut self, subject: SubjectId) {
        let Some(notes) = self.notes.get(&subject) else { return };
        match self.about.get(&subject).copied() {
            Some(About::Family) => {
                self.families.insert(subject, Arc::new(Family::fold(subject, notes)));
            }
            Some(about) => {
                self.matters.fold(subject, about, notes);
                if about == About::Place {
                    let notes = notes.clone();
                    self.fold_place(subject, &notes);
                }
            }
            None => {}
        }
    }

    /// Villages, facilities and people are described by their first entry and its corrections.
    fn fold_place(&mut self, subject: SubjectId, notes: &[Arc<Note>]) {
        let corrections = Corrections::among(notes);
        self.forget(subject);
        let first = notes
            .iter()
            .filter(|note| is_of_place(&note.fact))
            .map(|note| Arc::new(Record::new(note, &corrections)))
            .filter(|record| record.stands())
            .min_by_key(|record| record.note.id);
        let Some(record) = first else { return };
        match &record.fact {
            Fact::Unit(f) => {
                self.units.insert(subject, Item::new(&record, f));
                self.choose_unit();
            }
            Fact::Village(f) => {
                self.described.insert(subject, Item::new(&record, f));
                self.choose_village(&VillageCode::new(&f.code));
            }
            Fact::Facility(f) => {
                self.facilities.insert(subject, Item::new(&record, f));
            }
            Fact::Staff(f) => {
                self.staff.insert(subject, Item::new(&record, f));
            }
            Fact::Dukun(f) => {
                self.dukun.insert(subject, Item::new(&record, f));
            }
            Fact::Official(f) => {
                self.officials.insert(subject, Item::new(&record, f));
            }
            Fact::Kader(f) => {
                self.kaders.insert(subject, Item::new(&record, f));
            }
            _ => {}
        }
    }

    fn forget(&mut self, subject: SubjectId) {
        if self.units.remove(&subject).is_some() {
            self.choose_unit();
        }
        if let Some(village) = self.described.remove(&subject) {
            self.choose_village(&VillageCode::new(&village.code));
        }
        self.facilities.remove(&subject);
        self.staff.remove(&subject);
        self.dukun.remove(&subject);
        self.officials.remove(&subject);
        self.kaders.remove(&subject);
    }

    /// Of several descriptions of the unit the first entry holds, whatever order they came in.
    fn choose_unit(&mut self) {
        self.unit = self.units.values().min_by_key(|unit| unit.id()).cloned();
    }

    /// Of several villages under one code the first entry holds, whatever order they came in.
    fn choose_village(&mut self, code: &VillageCode) {
        let same = self.described.values().filter(|village| village.code == code.as_str());
        match same.min_by_key(|village| village.id()).cloned() {
            Some(village) => self.villages.insert(code.clone(), village),
            None => self.villages.remove(code),
        };
    }
}

/// Whether a fact describes the unit, a place or one of its people.
fn is_of_place(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::Unit(_)
            | Fact::Village(_)
            | Fact::Facility(_)
            | Fact::Staff(_)
            | Fact::Dukun(_)
            | Fact::Official(_)
            | Fact::Kader(_)
    )
}
