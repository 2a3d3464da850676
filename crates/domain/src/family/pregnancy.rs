//! One pregnancy, from the first notice to the children's first birthday, and its children.

use std::sync::Arc;

use jiff::civil::{Date, Time};

use super::Item;
use crate::{
    correction::Record,
    facts::{
        AntenatalContact, Birth, BirthPlan, Dating, Death, DeathNotified, Ending, Fact, Immunisation,
        InfantContact, Newborn, NewbornCare, NewbornContact, PostnatalContact, PregnancyEnded,
        PregnancyNoticed, PregnancyRegistered, Referral, ReferralAnswer, WaitingHomeStay,
    },
    gestation::{self, DatingMethod, GestationalAge},
    ids::{ChildId, EntryId, PregnancyId, VillageCode},
};

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
    pub(super) repeats: Vec<Arc<Record>>,
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

impl Pregnancy {
    pub(super) fn new(id: PregnancyId) -> Self {
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
            repeats: Vec::new(),
        }
    }

    /// First day of the last menstrual period by the dating that holds: the one decided on, else
    /// the stated period, else the best other dating, else an ultrasound's, else what the notice said.
    #[must_use]
    pub fn lmp(&self) -> Option<Date> {
        let scanned = || {
            let scans = self.contacts.iter().filter_map(|contact| contact.ultrasound_result.as_ref()?.edd);
            scans.map(gestation::lmp_of).next()
        };
        let told = || {
            self.notices.iter().find_map(|notice| {
                notice.weeks.map(|weeks| gestation::plus_days(notice.told_on, -7 * i32::from(weeks)))
            })
        };
        self.registered.as_ref().and_then(|registered| dated(registered)).or_else(scanned).or_else(told)
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

    /// The day it was over, by birth, other ending or the mother's death, whichever is noted. That she
    /// was lost to follow-up is an end only as long as nothing was noted of her since.
    #[must_use]
    pub fn over_on(&self) -> Option<Date> {
        let lost = self.ended.as_ref().filter(|ended| ended.ending == Ending::Lost).map(|ended| ended.on);
        let back = lost.is_some_and(|lost| self.contacts.iter().any(|contact| contact.on > lost));
        self.ended_on().or(lost.filter(|_| !back))
    }

    /// The day it ended by birth, abortion, the mother's death, or because she was not pregnant.
    #[must_use]
    pub fn ended_on(&self) -> Option<Date> {
        let birth = self.birth.as_ref().map(|birth| birth.on);
        let ended = self.ended.as_ref().filter(|ended| ended.ending != Ending::Lost).map(|ended| ended.on);
        let death = self.death.as_ref().map(|death| death.on);
        [birth, ended, death].into_iter().flatten().min()
    }

    /// The day from which it is known: told, registered or, failing both, born.
    #[must_use]
    pub fn known_since(&self) -> Option<Date> {
        let told = self.notices.first().map(|notice| notice.told_on);
        let registered = self.registered.as_ref().map(|registered| registered.on);
        let born = self.birth.as_ref().map(|birth| birth.on);
        told.into_iter().chain(registered).min().or(born)
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
    pub(super) fn begin(&self) -> Option<Date> {
        let told = self.notices.first().map(|notice| notice.told_on);
        let registered = self.registered.as_ref().map(|registered| registered.on);
        let born = self.birth.as_ref().map(|birth| gestation::lmp_of(birth.on));
        self.lmp().or(told).or(registered).or(born)
    }

    pub(super) fn add_birth(&mut self, birth: Item<Birth>) {
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

    pub(super) fn take(&mut self, record: &Arc<Record>) -> bool {
        let id = self.id;
        match &record.fact {
            Fact::AntenatalContact(f) if f.pregnancy == id => self.contacts.push(Item::new(record, f)),
            Fact::BirthPlan(f) if f.pregnancy == id => self.plans.push(Item::new(record, f)),
            Fact::Referral(f) if f.pregnancy == id => self.referrals.push(Item::new(record, f)),
            Fact::ReferralAnswer(f) if f.pregnancy == id => self.answers.push(Item::new(record, f)),
            Fact::WaitingHomeStay(f) if f.pregnancy == id => self.stays.push(Item::new(record, f)),
            Fact::PostnatalContact(f) if f.pregnancy == id => self.postnatal.push(Item::new(record, f)),
            Fact::PregnancyEnded(f) if f.pregnancy == id => {
                self.end(Item::new(record, f));
            }
            Fact::Death(f) if f.pregnancy == id => match f.child {
                None => {
                    once(&mut self.death, &mut self.repeats, Item::new(record, f));
                }
                Some(child) => {
                    let item = Item::new(record, f);
                    let Some(at) = self.child_at(child) else { return false };
                    if let Some(child) = self.children.get_mut(at) {
                        once(&mut child.death, &mut self.repeats, item);
                    }
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
        let child = self.child_at(id).and_then(|at| self.children.get_mut(at));
        child.map(put).is_some()
    }

    /// Where the child of this id is. A second record of the same birth gave the children ids of its
    /// own; they are the same children, in order of birth.
    fn child_at(&self, id: ChildId) -> Option<usize> {
        let own = self.children.iter().position(|child| child.id == id);
        own.or_else(|| {
            let again = |birth: &Item<Birth>| birth.children.iter().position(|newborn| newborn.child == id);
            self.birth_duplicates.iter().find_map(again).filter(|at| *at < self.children.len())
        })
    }

    /// Keeps how it ended. That she was lost is no end once another is known.
    fn end(&mut self, item: Item<PregnancyEnded>) {
        match &mut self.ended {
            Some(known) if known.ending == Ending::Lost && item.ending != Ending::Lost => {
                let lost = std::mem::replace(known, item);
                self.repeats.push(lost.record);
            }
            slot => once(slot, &mut self.repeats, item),
        }
    }

    pub(super) fn finish(&mut self) {
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
    pub(super) fn new(id: ChildId, no: u8, birth: &Item<Birth>) -> Self {
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

    pub(super) fn finish(&mut self) {
        self.essentials.sort_by_key(|care| (care.on, care.id()));
        self.contacts.sort_by_key(|contact| (contact.on, contact.at, contact.id()));
        self.infant_contacts.sort_by_key(|contact| (contact.on, contact.id()));
        self.doses.sort_by_key(|dose| (dose.on, dose.id()));
    }
}

/// Keeps the first of what is only so once; a second record of it is shown among the strays.
pub(super) fn once<T>(slot: &mut Option<Item<T>>, repeats: &mut Vec<Arc<Record>>, item: Item<T>) {
    match slot {
        None => *slot = Some(item),
        Some(_) => repeats.push(item.record),
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
