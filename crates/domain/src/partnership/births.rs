//! Births as the partnership looks at them: where, with whom, and under which agreement.

use jiff::civil::Date;

use super::Period;
use crate::{
    family::Family,
    ids::{EntryId, PregnancyId, SubjectId, VillageCode},
    matters::Agreement,
    milestones,
    register::Register,
    rules::Rules,
};

/// A birth and who was there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BornWith {
    /// The day.
    pub on: Date,
    /// The entry of the birth.
    pub entry: EntryId,
    /// The family.
    pub family: SubjectId,
    /// The pregnancy.
    pub pregnancy: PregnancyId,
    /// The village it counts for.
    pub village: Option<VillageCode>,
    /// Dukun of the register who were there.
    pub dukun: Vec<SubjectId>,
    /// Whether a dukun was there, of the register or not.
    pub had_dukun: bool,
    /// Whether skilled staff attended.
    pub skilled: bool,
    /// Whether it was in a health facility, with skilled staff.
    pub facility: bool,
    /// Whether skilled staff have seen mother or child since.
    pub visited: bool,
}

impl BornWith {
    /// A dukun attended, and no midwife.
    #[must_use]
    pub fn is_solo(&self) -> bool {
        self.had_dukun && !self.skilled
    }

    /// Whether an agreement for its village held on the day.
    #[must_use]
    pub fn is_partnered(&self, register: &Register) -> bool {
        self.agreements(register).next().is_some()
    }

    /// The agreements for its village that held on the day.
    pub fn agreements<'a>(&'a self, register: &'a Register) -> impl Iterator<Item = &'a Agreement> {
        let all = register.matters().agreements.values().map(|agreement| &**agreement);
        all.filter(|agreement| {
            agreement.holds(self.on)
                && self.village.as_ref().is_some_and(|code| agreement.villages(self.on).contains(code))
        })
    }
}

/// The births of a period, oldest first; those of one village, or all.
#[must_use]
pub fn births(
    register: &Register,
    rules: &Rules,
    period: Period,
    villages: Option<&[VillageCode]>,
) -> Vec<BornWith> {
    let here = |village: &Option<VillageCode>| {
        villages.is_none_or(|all| village.as_ref().is_some_and(|code| all.contains(code)))
    };
    let all = register.families().flat_map(|family| of_family(family, rules));
    let mut births: Vec<_> =
        all.filter(|birth| period.has(birth.on)).filter(|birth| here(&birth.village)).collect();
    births.sort_by_key(|birth| (birth.on, birth.entry));
    births
}

fn of_family(family: &Family, rules: &Rules) -> impl Iterator<Item = BornWith> {
    family.pregnancies.iter().filter_map(|pregnancy| {
        let birth = pregnancy.birth.as_ref()?;
        let place = birth.place.is_some_and(|place| rules.counts_as_facility(place, birth.on));
        let mother = pregnancy.postnatal.iter().map(|visit| &visit.examiners);
        let children = pregnancy.children.iter().flat_map(|child| &child.contacts);
        let mut visits = mother.chain(children.map(|visit| &visit.examiners));
        Some(BornWith {
            on: birth.on,
            entry: birth.id(),
            family: family.id,
            pregnancy: pregnancy.id,
            village: pregnancy.village.clone(),
            dukun: birth.dukun.clone(),
            had_dukun: birth.had_dukun(),
            skilled: birth.is_skilled(),
            facility: birth.is_skilled() && place,
            visited: visits.any(|examiners| milestones::is_care(examiners)),
        })
    })
}
