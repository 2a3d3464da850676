//! What midwives did for the families of an agreement's villages, from the records of care.

use jiff::civil::Date;

use super::Period;
use crate::{
    family::{Family, Pregnancy},
    ids::{EntryId, SubjectId, VillageCode},
    milestones::is_care,
    register::Register,
};

/// What a midwife did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DutyKind {
    /// Registered a pregnancy.
    Registered,
    /// Examined in pregnancy.
    Antenatal,
    /// Attended a birth.
    Birth,
    /// Visited the mother after the birth (KF).
    Postnatal,
    /// Visited the newborn (KN).
    Newborn,
    /// Saw to it that the dukun was paid.
    FeeShared,
}

/// One of the things that midwives did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duty {
    /// The day.
    pub on: Date,
    /// The entry it is known from.
    pub entry: EntryId,
    /// What.
    pub kind: DutyKind,
    /// For which family; for a payment the dukun.
    pub subject: SubjectId,
}

/// What midwives did in a period for the families of some villages, and paid to some dukun, oldest first.
#[must_use]
pub fn duties(
    register: &Register,
    villages: &[VillageCode],
    dukun: &[SubjectId],
    period: Period,
) -> Vec<Duty> {
    let mut all = Vec::new();
    for family in register.families() {
        let here = |p: &&Pregnancy| p.village.as_ref().is_some_and(|code| villages.contains(code));
        for pregnancy in family.pregnancies.iter().filter(here) {
            of_pregnancy(&mut all, family, pregnancy);
        }
    }
    for (id, deeds) in register.matters().deeds.iter().filter(|(id, _)| dukun.contains(id)) {
        all.extend(deeds.paid.iter().map(|paid| Duty {
            on: paid.on,
            entry: paid.id(),
            kind: DutyKind::FeeShared,
            subject: *id,
        }));
    }
    all.retain(|duty| period.has(duty.on));
    all.sort();
    all
}

fn of_pregnancy(all: &mut Vec<Duty>, family: &Family, pregnancy: &Pregnancy) {
    let mut add = |kind, on, entry| all.push(Duty { on, entry, kind, subject: family.id });
    if let Some(registered) = &pregnancy.registered {
        add(DutyKind::Registered, registered.on, registered.id());
    }
    for contact in pregnancy.contacts.iter().filter(|contact| is_care(&contact.examiners)) {
        add(DutyKind::Antenatal, contact.on, contact.id());
    }
    if let Some(birth) = pregnancy.birth.as_ref().filter(|birth| birth.is_skilled()) {
        add(DutyKind::Birth, birth.on, birth.id());
    }
    for contact in pregnancy.postnatal.iter().filter(|contact| is_care(&contact.examiners)) {
        add(DutyKind::Postnatal, contact.on, contact.id());
    }
    for contact in pregnancy.children.iter().flat_map(|child| &child.contacts) {
        if is_care(&contact.examiners) {
            add(DutyKind::Newborn, contact.on, contact.id());
        }
    }
}
