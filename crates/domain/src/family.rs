//! A woman with her pregnancies and children, as the register believes them to be.

use std::{ops::Deref, sync::Arc};

use jiff::civil::{Date, Time};

use crate::{
    correction::{Corrections, Record, is_correction},
    facts::{
        AntenatalContact, Birth, BirthPlan, Consent, Dating, Death, DeathNotified, Fact, Immunisation,
        InfantContact, Moved, Newborn, NewbornCare, NewbornContact, PostnatalContact, PregnancyEnded,
        PregnancyNoticed, PregnancyRegistered, Referral, ReferralAnswer, WaitingHomeStay, WomanRegistered,
    },
    gestation::{self, DatingMethod, GestationalAge},
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
    /// Records whose pregnancy or child is not known (yet); shown, never dropped.
    pub strays: Vec<Arc<Record>>,
}

/// One pregnancy, from the first notice to the children's first birthday.
#[derive(Clone, Debug, PartialEq)]
pub struct Pregnancy {
    /// Its id.
    pub id: PregnancyId,
    /// The village it counts for.
    pub village: Option<VillageCode>,
    /// Notices, oldest first.
    pub notices: Vec<Item<PregnancyNoticed>>,
    /// Its registration.
    pub registered: Option<Item<PregnancyRegistered>>,
    /// Antenatal contacts by day.
    pub contacts: Vec<Item<AntenatalContact>>,
    /// Birth plans by day; the last one holds.
    pub plans: Vec<Item<BirthPlan>>,
    /// Referrals by day.
    pub referrals: Vec<Item<Referral>>,
    /// Answers to referrals by day.
    pub answers: Vec<Item<ReferralAnswer>>,
    /// Stays in a waiting home by day.
    pub stays: Vec<Item<WaitingHomeStay>>,
    /// The birth.
    pub birth: Option<Item<Birth>>,
    /// Further records of the same birth by others; to be settled by a person.
    pub birth_duplicates: Vec<Item<Birth>>,
    /// Its end without a birth.
    pub ended: Option<Item<PregnancyEnded>>,
    /// Postnatal contacts by day and hour.
    pub postnatal: Vec<Item<PostnatalContact>>,
    /// The mother's death.
    pub death: Option<Item<Death>>,
    /// Notifications of deaths of mother or children.
    pub notified: Vec<Item<DeathNotified>>,
    /// The children, in order of birth.
    pub children: Vec<Child>,
}

/// A child of a birth.
#[derive(Clone, Debug, PartialEq)]
pub struct Child {
    /// Its id.
    pub id: ChildId,
    /// Its number in the birth, from 1.
    pub no: u8,
    /// The birth.
    pub birth: Item<Birth>,
    /// Essentials given after the birth was recorded.
    pub essentials: Vec<Item<NewbornCare>>,
    /// Newborn contacts by day and hour.
    pub contacts: Vec<Item<NewbornContact>>,
    /// Infant contacts by day.
    pub infant_contacts: Vec<Item<InfantContact>>,
    /// Immunisations by day.
    pub doses: Vec<Item<Immunisation>>,
    /// Its death.
    pub death: Option<Item<Death>>,
}

impl Child {
    /// What was noted of it at birth.
    #[must_use]
    pub fn newborn(&self) -> Option<&Newborn> {
        self.birth.children.iter().find(|newborn| newborn.child == self.id)
    }
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
                self.open(fact.pregnancy).registered.get_or_insert(item);
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
                self.woman.get_or_insert(Item::new(record, fact));
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
                let home =
                    self.records.iter().find(|r| r.note.id == fact.death).and_then(|r| match &r.fact {
                        Fact::Death(death) => Some(death.pregnancy),
                        _ => None,
                    });
                match home.and_then(|id| self.pregnancies.iter_mut().find(|p| p.id == id)) {
                    Some(pregnancy) => {
                        pregnancy.notified.push(Item::new(record, fact));
                        true
                    }
                    None => false,
                }
            }
            _ => self.pregnancies.iter_mut().any(|pregnancy| pregnancy.take(record)),
        }
    }

    fn finish(&mut self) {
        for pregnancy in &mut self.pregnancies {
            pregnancy.finish();
        }
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

impl Pregnancy {
    fn new(id: PregnancyId) -> Self {
        Self {
            id,
            village: None,
            notices: Vec::new(),
            registered: None,
            contacts: Vec::new(),
            plans: Vec::new(),
            referrals: Vec::new(),
            answers: Vec::new(),
            stays: Vec::new(),
            birth: None,
            birth_duplicates: Vec::new(),
            ended: None,
            postnatal: Vec::new(),
            death: None,
            notified: Vec::new(),
            children: Vec::new(),
        }
    }

    /// First day of the last menstrual period by the dating that holds: the one decided on, else
    /// the stated period, else the best other dating, else what the notice said.
    #[must_use]
    pub fn lmp(&self) -> Option<Date> {
        let told = || {
            self.notices.iter().find_map(|notice| {
                notice.weeks.map(|weeks| gestation::plus_days(notice.told_on, -7 * i32::from(weeks)))
            })
        };
        self.registered.as_ref().and_then(|registered| dated(registered)).or_else(told)
    }

    /// Expected date of birth (HPL).
    #[must_use]
    pub fn edd(&self) -> Option<Date> {
        self.lmp().map(gestation::expected_birth)
    }

    /// Gestational age on a day.
    #[must_use]
    pub fn age_on(&self, day: Date) -> Option<GestationalAge> {
        self.lmp().map(|lmp| GestationalAge::on(lmp, day))
    }

    /// The day it was over, by birth, other ending or the mother's death, whichever is noted.
    #[must_use]
    pub fn over_on(&self) -> Option<Date> {
        let birth = self.birth.as_ref().map(|birth| birth.on);
        let ended = self.ended.as_ref().map(|ended| ended.on);
        let death = self.death.as_ref().map(|death| death.on);
        [birth, ended, death].into_iter().flatten().min()
    }

    /// The plan that holds.
    #[must_use]
    pub fn plan(&self) -> Option<&Item<BirthPlan>> {
        self.plans.last()
    }

    /// The answer to a referral.
    #[must_use]
    pub fn answer_to(&self, referral: EntryId) -> Option<&Item<ReferralAnswer>> {
        self.answers.iter().rev().find(|answer| answer.referral == referral)
    }

    /// Whether the death of this entry was notified.
    #[must_use]
    pub fn notification_of(&self, death: EntryId) -> Option<&Item<DeathNotified>> {
        self.notified.iter().find(|notified| notified.death == death)
    }

    /// A day by which pregnancies of one woman are ordered.
    fn begin(&self) -> Option<Date> {
        let told = self.notices.first().map(|notice| notice.told_on);
        let registered = self.registered.as_ref().map(|registered| registered.on);
        let born = self.birth.as_ref().map(|birth| gestation::lmp_of(birth.on));
        self.lmp().or(told).or(registered).or(born)
    }

    fn add_birth(&mut self, birth: Item<Birth>) {
        match self.birth {
            None => {
                self.children = (1..)
                    .zip(&birth.children)
                    .map(|(no, newborn)| Child::new(newborn.child, no, &birth))
                    .collect();
                self.birth = Some(birth);
            }
            Some(_) => self.birth_duplicates.push(birth),
        }
    }

    fn take(&mut self, record: &Arc<Record>) -> bool {
        let id = self.id;
        match &record.fact {
            Fact::AntenatalContact(f) if f.pregnancy == id => self.contacts.push(Item::new(record, f)),
            Fact::BirthPlan(f) if f.pregnancy == id => self.plans.push(Item::new(record, f)),
            Fact::Referral(f) if f.pregnancy == id => self.referrals.push(Item::new(record, f)),
            Fact::ReferralAnswer(f) if f.pregnancy == id => self.answers.push(Item::new(record, f)),
            Fact::WaitingHomeStay(f) if f.pregnancy == id => self.stays.push(Item::new(record, f)),
            Fact::PostnatalContact(f) if f.pregnancy == id => self.postnatal.push(Item::new(record, f)),
            Fact::PregnancyEnded(f) if f.pregnancy == id => {
                self.ended.get_or_insert(Item::new(record, f));
            }
            Fact::Death(f) if f.pregnancy == id => match f.child {
                None => {
                    self.death.get_or_insert(Item::new(record, f));
                }
                Some(child) => {
                    return self.with_child(child, |c| {
                        c.death.get_or_insert(Item::new(record, f));
                    });
                }
            },
            Fact::NewbornEssentials(f) => {
                return self.with_child(f.child, |c| c.essentials.push(Item::new(record, f)));
            }
            Fact::NewbornContact(f) => {
                return self.with_child(f.child, |c| c.contacts.push(Item::new(record, f)));
            }
            Fact::InfantContact(f) => {
                return self.with_child(f.child, |c| c.infant_contacts.push(Item::new(record, f)));
            }
            Fact::Immunisation(f) => return self.with_child(f.child, |c| c.doses.push(Item::new(record, f))),
            _ => return false,
        }
        true
    }

    fn with_child(&mut self, id: ChildId, put: impl FnOnce(&mut Child)) -> bool {
        match self.children.iter_mut().find(|child| child.id == id) {
            Some(child) => {
                put(child);
                true
            }
            None => false,
        }
    }

    fn finish(&mut self) {
        self.notices.sort_by_key(|notice| (notice.told_on, notice.id()));
        self.contacts.sort_by_key(|contact| (contact.on, contact.id()));
        self.plans.sort_by_key(|plan| (plan.on, plan.id()));
        self.referrals.sort_by_key(|referral| (referral.on, referral.id()));
        self.answers.sort_by_key(|answer| (answer.on, answer.id()));
        self.stays.sort_by_key(|stay| (stay.from, stay.id()));
        self.postnatal.sort_by_key(|contact| (contact.on, contact.at, contact.id()));
        for child in &mut self.children {
            child.finish();
        }
        let registered = self.registered.as_ref().and_then(|registered| registered.record.village.clone());
        let noticed = || self.notices.iter().find_map(|notice| notice.record.village.clone());
        let born = || self.birth.as_ref().and_then(|birth| birth.record.village.clone());
        self.village = registered.or_else(noticed).or_else(born);
    }
}

impl Child {
    fn new(id: ChildId, no: u8, birth: &Item<Birth>) -> Self {
        Self {
            id,
            no,
            birth: birth.clone(),
            essentials: Vec::new(),
            contacts: Vec::new(),
            infant_contacts: Vec::new(),
            doses: Vec::new(),
            death: None,
        }
    }

    /// Day of birth.
    #[must_use]
    pub fn born_on(&self) -> Date {
        self.birth.on
    }

    /// Hour of birth.
    #[must_use]
    pub fn born_at(&self) -> Option<Time> {
        self.birth.at
    }

    fn finish(&mut self) {
        self.essentials.sort_by_key(|care| (care.on, care.id()));
        self.contacts.sort_by_key(|contact| (contact.on, contact.at, contact.id()));
        self.infant_contacts.sort_by_key(|contact| (contact.on, contact.id()));
        self.doses.sort_by_key(|dose| (dose.on, dose.id()));
    }
}

fn dated(registered: &PregnancyRegistered) -> Option<Date> {
    let by = |method: DatingMethod| {
        registered
            .datings
            .iter()
            .find(|dating| dating.method == method)
            .map(|Dating { edd, .. }| gestation::lmp_of(*edd))
    };
    let decided = registered.dated_by.and_then(|method| match method {
        DatingMethod::Lmp => registered.lmp,
        other => by(other),
    });
    let best = || {
        [
            DatingMethod::UltrasoundT1,
            DatingMethod::UltrasoundT2,
            DatingMethod::Stated,
            DatingMethod::Fundal,
            DatingMethod::Estimate,
        ]
        .into_iter()
        .find_map(by)
    };
    decided.or(registered.lmp).or_else(best)
}
