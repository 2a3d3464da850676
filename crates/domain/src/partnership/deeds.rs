//! What dukun did: as noted, and as it follows from the families' records, so that nothing is typed twice.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{
    facts::DukunActivity,
    family::{Family, Pregnancy},
    gestation::{days_between, plus_days},
    ids::{EntryId, PregnancyId, SubjectId, VillageCode},
    register::Register,
};

/// Days after the end of a pregnancy in which what a dukun does for the mother belongs to it.
const NIFAS_DAYS: i32 = 42;

/// One thing that a dukun did.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deed {
    /// The day.
    pub on: Date,
    /// The entry it is known from.
    pub entry: EntryId,
    /// What.
    pub activity: DukunActivity,
    /// The dukun.
    pub dukun: SubjectId,
    /// For which family, where it was said.
    pub family: Option<SubjectId>,
    /// For which of her pregnancies, where that is clear.
    pub pregnancy: Option<PregnancyId>,
    /// The village it counts for, where it was said.
    pub village: Option<VillageCode>,
    /// Whether it was noted as her deed; otherwise it follows from a record of care.
    pub noted: bool,
    /// Whether it was a child she went along with.
    pub child: bool,
}

/// What each dukun did up to a day, oldest first.
#[must_use]
pub fn by_dukun(register: &Register, until: Date) -> BTreeMap<SubjectId, Vec<Deed>> {
    gather(register, until, None)
}

/// What one dukun did up to a day, oldest first.
#[must_use]
pub fn of_dukun(register: &Register, dukun: SubjectId, until: Date) -> Vec<Deed> {
    gather(register, until, Some(dukun)).remove(&dukun).unwrap_or_default()
}

fn gather(register: &Register, until: Date, only: Option<SubjectId>) -> BTreeMap<SubjectId, Vec<Deed>> {
    let mut all: BTreeMap<SubjectId, Vec<Deed>> = BTreeMap::new();
    let wanted = |deed: &Deed| deed.on <= until && only.is_none_or(|dukun| deed.dukun == dukun);
    for family in register.families() {
        for pregnancy in &family.pregnancies {
            for deed in of_care(family, pregnancy).into_iter().filter(wanted) {
                all.entry(deed.dukun).or_default().push(deed);
            }
        }
    }
    for (dukun, deeds) in &register.matters().deeds {
        for did in deeds.did.iter().filter(|did| did.on <= until) {
            let family = did.mother.and_then(|mother| register.family(mother));
            let pregnancy = family.and_then(|family| pregnancy_on(family, did.on));
            let deed = Deed {
                on: did.on,
                entry: did.id(),
                activity: did.activity,
                dukun: *dukun,
                family: did.mother,
                pregnancy: pregnancy.map(|pregnancy| pregnancy.id),
                village: pregnancy.and_then(|p| p.village.clone()).or_else(|| did.record.village.clone()),
                noted: true,
                child: false,
            };
            let known = all.entry(*dukun).or_default();
            if wanted(&deed) && !known.iter().any(|other| says_the_same(other, &deed)) {
                known.push(deed);
            }
        }
    }
    all.retain(|_, deeds| !deeds.is_empty());
    all.values_mut().for_each(|deeds| deeds.sort());
    all
}

/// A deed that was noted although a record of care already tells of it.
fn says_the_same(care: &Deed, noted: &Deed) -> bool {
    !care.noted
        && care.activity == noted.activity
        && care.family.is_some()
        && care.family == noted.family
        && care.on == noted.on
}

/// The pregnancy of a woman that something on a day belongs to: the one she was in, or the last one she
/// had ended not longer than the weeks after a birth ago.
#[must_use]
pub(super) fn pregnancy_on(family: &Family, day: Date) -> Option<&Pregnancy> {
    family.pregnancies.iter().rev().find(|pregnancy| {
        let begun = pregnancy.lmp().or(pregnancy.known_since()).is_none_or(|begin| begin <= day);
        let still = pregnancy.over_on().is_none_or(|over| days_between(over, day) <= NIFAS_DAYS);
        begun && still
    })
}

/// What dukun did, as the records of one pregnancy tell.
fn of_care(family: &Family, pregnancy: &Pregnancy) -> Vec<Deed> {
    let mut deeds = Vec::new();
    let mut add = |dukun: Option<SubjectId>, activity, on, entry, child| {
        deeds.extend(dukun.map(|dukun| Deed {
            on,
            entry,
            activity,
            dukun,
            family: Some(family.id),
            pregnancy: Some(pregnancy.id),
            village: pregnancy.village.clone(),
            noted: false,
            child,
        }));
    };
    for notice in &pregnancy.notices {
        add(notice.dukun, DukunActivity::ReportNewPregnancy, notice.told_on, notice.id(), false);
    }
    for contact in &pregnancy.contacts {
        add(contact.accompanied_by, DukunActivity::AccompanyAnc, contact.on, contact.id(), false);
    }
    for referral in &pregnancy.referrals {
        let child = referral.child.is_some();
        add(referral.dukun, DukunActivity::AccompanyToFacility, referral.on, referral.id(), child);
    }
    // A birth without the midwife is no deed of the partnership; it is talked about.
    if let Some(birth) = pregnancy.birth.as_ref().filter(|birth| birth.is_skilled()) {
        for dukun in &birth.dukun {
            add(Some(*dukun), DukunActivity::PresentAtBirth, birth.on, birth.id(), false);
        }
    }
    let mut visits: Vec<_> = pregnancy.postnatal.iter().map(|v| (v.on, v.id(), v.accompanied_by)).collect();
    let newborn = pregnancy.children.iter().flat_map(|child| &child.contacts);
    visits.extend(newborn.map(|v| (v.on, v.id(), v.accompanied_by)));
    // Mother and child seen on one day were visited once.
    visits.sort_by_key(|(on, entry, dukun)| (*on, *dukun, *entry));
    visits.dedup_by_key(|(on, _, dukun)| (*on, *dukun));
    for (on, entry, dukun) in visits {
        add(dukun, DukunActivity::NifasHomeVisit, on, entry, false);
    }
    deeds
}

/// Whether a day is one of the weeks after a birth.
pub(super) fn is_nifas(born: Date, day: Date) -> bool {
    (born..=plus_days(born, NIFAS_DAYS)).contains(&day)
}
