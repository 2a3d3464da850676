//! What happens in the partnership, as events with a day and a village, and its states on a day.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::mark::EventMark as Mark;
use crate::{
    facts::{BirthOutcome, ConcernStepKind, DukunActivity},
    family::{Child, Pregnancy},
    ids::{SubjectId, VillageCode},
    matters::AgreementStatus,
    partnership::{Deed, by_dukun, dues_for, standing},
    register::Register,
    rules::Rules,
    visits::{At, Placed, Visits, Whom},
};

/// Something that happened, or a state on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What.
    pub mark: Mark,
    /// The day.
    pub on: Date,
    /// The village it counts for.
    pub village: Option<VillageCode>,
    /// Whom it is about: the dukun, or the village's own subject.
    pub about: SubjectId,
    /// The family, where it was done for one.
    pub family: Option<SubjectId>,
}

/// Everything that happened up to the end of a day.
pub(super) fn events(register: &Register, rules: &Rules, until: Date) -> Vec<Event> {
    let done = by_dukun(register, until);
    let mut events = deeds(&done);
    events.extend(visits(register, rules, until));
    events.extend(talks(register, until));
    events.extend(concerns(register));
    events.extend(incentives(register, rules, &done, until));
    events.retain(|event| event.on <= until);
    events
}

/// The states at the end of a day: dukun who work, and who of them are partners. When a dukun stopped is
/// not noted, only that she did: one who has is in no month's count.
pub(super) fn states(register: &Register, on: Date) -> Vec<Event> {
    let mut events = Vec::new();
    let mut villages: BTreeMap<VillageCode, bool> = BTreeMap::new();
    let mut note = |mark, village: Option<VillageCode>, about| {
        events.push(Event { mark, on, village, about, family: None });
    };
    for (id, dukun) in register.dukun().iter().filter(|(_, dukun)| !dukun.retired) {
        let partner =
            standing(register, *id, on).is_some_and(|standing| standing.status == AgreementStatus::Signed);
        note(Mark::Dukun, dukun.village.clone(), *id);
        if partner {
            note(Mark::DukunPartner, dukun.village.clone(), *id);
        }
        if let Some(village) = &dukun.village {
            villages.entry(village.clone()).and_modify(|all| *all &= partner).or_insert(partner);
        }
    }
    for (village, all) in villages {
        note(Mark::VillageWithDukun, Some(village.clone()), village.subject());
        if all {
            note(Mark::VillagePartnered, Some(village.clone()), village.subject());
        }
    }
    events
}

fn deeds(done: &BTreeMap<SubjectId, Vec<Deed>>) -> Vec<Event> {
    let all = done.values().flatten();
    all.filter_map(|deed| {
        let mark = match deed.activity {
            DukunActivity::BringToAnc
            | DukunActivity::AccompanyToFacility
            | DukunActivity::MotivateReferral => Mark::Brought,
            DukunActivity::ReportDangerSign => Mark::DangerTold,
            _ => return None,
        };
        Some(Event {
            mark,
            on: deed.on,
            village: deed.village.clone(),
            about: deed.dukun,
            family: deed.family,
        })
    })
    .collect()
}

/// Contacts due after births, each on its last day, and those to which a dukun came along.
fn visits(register: &Register, rules: &Rules, until: Date) -> Vec<Event> {
    let mut events = Vec::new();
    for family in register.families() {
        for pregnancy in family.pregnancies.iter().filter(|one| one.birth.is_some()) {
            let mut due = Due { events: &mut events, rules, until, pregnancy, family: family.id };
            due.mother();
            due.children();
        }
    }
    events
}

struct Due<'a> {
    events: &'a mut Vec<Event>,
    rules: &'a Rules,
    until: Date,
    pregnancy: &'a Pregnancy,
    family: SubjectId,
}

impl Due<'_> {
    fn mother(&mut self) {
        let pregnancy = self.pregnancy;
        let visits = pregnancy.postnatal.iter().map(|v| (At { on: v.on, at: v.at }, v.accompanied_by));
        let died = pregnancy.death.as_ref().map(|death| death.on);
        self.windows(Whom::Mother, &visits.collect::<Vec<_>>(), died);
    }

    fn children(&mut self) {
        for child in self.pregnancy.children.iter().filter(|child| lived(child)) {
            let visits = child.contacts.iter().map(|v| (At { on: v.on, at: v.at }, v.accompanied_by));
            let died = child.death.as_ref().map(|death| death.on);
            self.windows(Whom::Newborn, &visits.collect::<Vec<_>>(), died);
        }
    }

    fn windows(&mut self, whom: Whom, visits: &[(At, Option<SubjectId>)], died: Option<Date>) {
        let Some(birth) = &self.pregnancy.birth else { return };
        let born = At { on: birth.on, at: birth.at };
        let opened = Visits::builtin().opened(whom, self.rules, born);
        for open in &opened.windows {
            let last = open.last;
            if last > self.until || died.is_some_and(|died| died <= last) {
                continue;
            }
            let mut joint = visits.iter().filter(|(_, dukun)| dukun.is_some());
            let fills = joint.any(|(at, _)| opened.place(*at) == Placed::No(open.window.no));
            self.note(Mark::VisitDue, last);
            if fills {
                self.note(Mark::VisitJoint, last);
            }
        }
    }

    fn note(&mut self, mark: Mark, on: Date) {
        let (village, family) = (self.pregnancy.village.clone(), self.family);
        self.events.push(Event { mark, on, village, about: family, family: Some(family) });
    }
}

fn lived(child: &Child) -> bool {
    child.newborn().is_some_and(|newborn| newborn.outcome == BirthOutcome::Alive)
}

fn talks(register: &Register, until: Date) -> Vec<Event> {
    let mut planned = Vec::new();
    let mut events = Vec::new();
    for code in register.villages().keys() {
        let talks = register.matters().talks.get(&code.subject());
        for met in talks.into_iter().flat_map(|talks| &talks.met) {
            events.push(talk(Mark::MeetingHeld, met.on, code));
            planned.extend(met.next_on.map(|on| (on, code.clone())));
        }
    }
    for agreement in register.matters().agreements.values() {
        let Some(signed) = &agreement.signed else { continue };
        let reviews = if signed.reviews.is_empty() { &agreement.draft.reviews } else { &signed.reviews };
        for review in reviews.iter().filter(|on| **on <= until) {
            planned.extend(agreement.villages(*review).into_iter().map(|code| (*review, code)));
        }
    }
    // A review and a meeting that were planned for one day in one village are one.
    planned.sort();
    planned.dedup();
    events.extend(planned.iter().map(|(on, code)| talk(Mark::MeetingPlanned, *on, code)));
    events
}

fn talk(mark: Mark, on: Date, code: &VillageCode) -> Event {
    Event { mark, on, village: Some(code.clone()), about: code.subject(), family: None }
}

fn concerns(register: &Register) -> Vec<Event> {
    let all = register.matters().concerns.values();
    all.flat_map(|concern| {
        let dukun = register.dukun().get(&concern.raised.dukun);
        let village = dukun.and_then(|dukun| dukun.village.clone());
        let first = concern.steps.iter().filter(|step| step.step == ConcernStepKind::Verified);
        let first = first.map(|step| step.on).min();
        first.map(|on| Event {
            mark: Mark::ConcernVerified,
            on,
            village,
            about: concern.raised.dukun,
            family: None,
        })
    })
    .collect()
}

/// Incentives that are decided: paid, or their time is over.
fn incentives(
    register: &Register,
    rules: &Rules,
    done: &BTreeMap<SubjectId, Vec<Deed>>,
    until: Date,
) -> Vec<Event> {
    let mut events = Vec::new();
    for due in dues_for(register, rules, done, until) {
        if due.paid.is_none() && !due.is_late(until) {
            continue;
        }
        let family = register.family(due.family);
        let village = family.and_then(|family| family.village_on(due.on));
        let mut note = |mark| {
            let family = Some(due.family);
            events.push(Event { mark, on: due.on, village: village.clone(), about: due.dukun, family });
        };
        note(Mark::IncentiveDecided);
        if due.is_paid_in_time() {
            note(Mark::IncentiveInTime);
        }
    }
    events
}
