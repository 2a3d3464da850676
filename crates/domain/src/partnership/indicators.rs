//! The indicators of the partnership, KBD-01 to KBD-12 (domain.md §1.6), as counts: how many of how many.
//! Nothing is ranked and no share is given here; a village has two to five births a quarter.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{BornWith, Due, Period, births, by_dukun, dues, standing};
use crate::{
    facts::{BirthOutcome, ConcernStepKind, DukunActivity},
    family::{Child, Pregnancy},
    gestation::plus_days,
    ids::{SubjectId, VillageCode},
    matters::AgreementStatus,
    milestones,
    register::Register,
    rules::Rules,
    visits::{At, Placed, Visits, Whom},
};

/// Days of a year before the signing that a village is compared with.
const YEAR_DAYS: i32 = 365;

/// One indicator of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Its id, as `KBD-01`; `KBD-03-before` is the year before the signing.
    pub id: &'static str,
    /// How many.
    pub n: usize,
    /// Of how many; none where it is a count.
    pub of: Option<usize>,
}

impl Indicator {
    /// Of none: it can't be worked out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.of == Some(0)
    }
}

/// All indicators of a period, for some villages or all.
#[must_use]
pub fn indicators(
    register: &Register,
    rules: &Rules,
    period: Period,
    villages: Option<&[VillageCode]>,
) -> Vec<Indicator> {
    let count = Count { register, rules, period, villages };
    let mut all = count.people();
    all.extend(count.births());
    all.extend(count.deeds());
    all.extend(count.talks());
    all.push(count.incentives());
    all.sort_by_key(|indicator| indicator.id);
    all
}

struct Count<'a> {
    register: &'a Register,
    rules: &'a Rules,
    period: Period,
    villages: Option<&'a [VillageCode]>,
}

impl Count<'_> {
    fn here(&self, village: Option<&VillageCode>) -> bool {
        self.villages.is_none_or(|all| village.is_some_and(|code| all.contains(code)))
    }

    /// Dukun and villages.
    fn people(&self) -> Vec<Indicator> {
        let is_partner = |dukun: SubjectId| {
            standing(self.register, dukun, self.period.until)
                .is_some_and(|standing| standing.status == AgreementStatus::Signed)
        };
        let active = self.register.dukun().iter().filter(|(_, dukun)| !dukun.retired);
        let active: Vec<_> = active
            .filter(|(_, dukun)| self.here(dukun.village.as_ref()))
            .map(|(id, dukun)| (dukun.village.clone(), is_partner(*id)))
            .collect();
        let villages: BTreeSet<_> = active.iter().filter_map(|(village, _)| village.clone()).collect();
        let all_partners = |code: &&VillageCode| {
            active.iter().filter(|(village, _)| village.as_ref() == Some(*code)).all(|(_, partner)| *partner)
        };
        vec![
            share("KBD-01", active.iter().filter(|(_, partner)| *partner).count(), active.len()),
            share("KBD-02", villages.iter().filter(all_partners).count(), villages.len()),
        ]
    }

    fn births(&self) -> Vec<Indicator> {
        let all = births(self.register, self.rules, self.period, self.villages);
        let partnered: Vec<_> = all.iter().filter(|birth| birth.is_partnered(self.register)).collect();
        let facility = partnered.iter().filter(|birth| birth.facility);
        let together = facility.clone().filter(|birth| birth.had_dukun).count();
        let before = self.before_signing();
        vec![
            share("KBD-03", facility.count(), partnered.len()),
            share("KBD-03-before", before.iter().filter(|birth| birth.facility).count(), before.len()),
            share("KBD-04", all.iter().filter(|birth| birth.is_solo()).count(), all.len()),
            share("KBD-05", together, partnered.len()),
        ]
    }

    /// Births of the year before the first signing, in the villages where one was signed.
    fn before_signing(&self) -> Vec<BornWith> {
        let signed = self.register.matters().agreements.values().filter_map(|agreement| {
            let on = agreement.signed.as_ref()?.on;
            (on <= self.period.until).then(|| (on, agreement.villages(on)))
        });
        let mut first: std::collections::BTreeMap<VillageCode, Date> = std::collections::BTreeMap::new();
        for (on, villages) in signed {
            for code in villages.into_iter().filter(|code| self.here(Some(code))) {
                let known = first.entry(code).or_insert(on);
                *known = (*known).min(on);
            }
        }
        let of_village = |(code, on): (VillageCode, Date)| {
            let year = Period { from: plus_days(on, -YEAR_DAYS), until: plus_days(on, -1) };
            births(self.register, self.rules, year, Some(&[code]))
        };
        first.into_iter().flat_map(of_village).collect()
    }

    fn deeds(&self) -> Vec<Indicator> {
        let all = by_dukun(self.register, self.period.until);
        let in_period = || {
            let deeds = all.values().flatten().filter(|deed| self.period.has(deed.on));
            deeds.filter(|deed| self.here(deed.village.as_ref()))
        };
        let brought = in_period().filter(|deed| {
            matches!(
                deed.activity,
                DukunActivity::BringToAnc
                    | DukunActivity::AccompanyToFacility
                    | DukunActivity::MotivateReferral
            )
        });
        let danger = in_period().filter(|deed| deed.activity == DukunActivity::ReportDangerSign);
        let (told, k1) = self.first_contacts();
        let (joint, visits) = self.nifas();
        vec![
            Indicator { id: "KBD-06", n: brought.count(), of: None },
            share("KBD-07", told, k1),
            Indicator { id: "KBD-08", n: danger.count(), of: None },
            share("KBD-09", joint, visits),
        ]
    }

    /// First contacts in time: those whose first notice came from a dukun, and all.
    fn first_contacts(&self) -> (usize, usize) {
        let mut count = (0, 0);
        for pregnancy in self.pregnancies() {
            let reached = milestones::of(pregnancy, self.rules, self.period.until).k1_t1;
            if reached.is_some_and(|on| self.period.has(on)) {
                count.1 += 1;
                let first = pregnancy.notices.first();
                count.0 += usize::from(first.is_some_and(|notice| {
                    notice.dukun.is_some() || notice.told_by == crate::facts::Teller::Dukun
                }));
            }
        }
        count
    }

    fn pregnancies(&self) -> impl Iterator<Item = &Pregnancy> {
        let all = self.register.families().flat_map(|family| &family.pregnancies);
        all.filter(|pregnancy| self.here(pregnancy.village.as_ref()))
    }

    /// Visits due after births in the period: those to which a dukun came along, and all. A visit is
    /// due in the period in which its last day lies.
    fn nifas(&self) -> (usize, usize) {
        let mut count = (0, 0);
        for pregnancy in self.pregnancies() {
            let Some(birth) = &pregnancy.birth else { continue };
            let born = At { on: birth.on, at: birth.at };
            let mother = pregnancy.postnatal.iter().map(|v| (At { on: v.on, at: v.at }, v.accompanied_by));
            let died = pregnancy.death.as_ref().map(|death| death.on);
            self.windows(&mut count, Whom::Mother, born, &mother.collect::<Vec<_>>(), died);
            for child in pregnancy.children.iter().filter(|child| lived(child)) {
                let visits = child.contacts.iter().map(|v| (At { on: v.on, at: v.at }, v.accompanied_by));
                let died = child.death.as_ref().map(|death| death.on);
                self.windows(&mut count, Whom::Newborn, born, &visits.collect::<Vec<_>>(), died);
            }
        }
        count
    }

    fn windows(
        &self,
        count: &mut (usize, usize),
        whom: Whom,
        born: At,
        visits: &[(At, Option<SubjectId>)],
        died: Option<Date>,
    ) {
        let tables = Visits::builtin();
        for window in tables.windows_of(whom, self.rules, born.on) {
            let (_, last) = window.days(born.on);
            if !self.period.has(last) || died.is_some_and(|died| died <= last) {
                continue;
            }
            count.1 += 1;
            let mut joint = visits.iter().filter(|(_, dukun)| dukun.is_some());
            let fills =
                joint.any(|(at, _)| tables.place(whom, self.rules, born, *at) == Placed::No(window.no));
            count.0 += usize::from(fills);
        }
    }

    fn talks(&self) -> Vec<Indicator> {
        let talks = &self.register.matters().talks;
        let here = self.register.villages().keys().filter(|code| self.here(Some(code)));
        let (mut held, mut planned) = (0, BTreeSet::new());
        for code in here {
            for met in talks.get(&code.subject()).into_iter().flat_map(|talks| &talks.met) {
                held += usize::from(self.period.has(met.on));
                planned.extend(met.next_on.filter(|on| self.period.has(*on)).map(|on| (code.clone(), on)));
            }
        }
        for agreement in self.register.matters().agreements.values() {
            let Some(signed) = &agreement.signed else { continue };
            let reviews = if signed.reviews.is_empty() { &agreement.draft.reviews } else { &signed.reviews };
            for review in reviews.iter().filter(|on| self.period.has(**on)) {
                let villages = agreement.villages(*review).into_iter();
                planned.extend(villages.filter(|code| self.here(Some(code))).map(|code| (code, *review)));
            }
        }
        let verified = self.register.matters().concerns.values().filter(|concern| {
            let steps = concern.steps.iter().filter(|step| step.step == ConcernStepKind::Verified);
            let dukun = self.register.dukun().get(&concern.raised.dukun);
            let here = self.here(dukun.and_then(|dukun| dukun.village.as_ref()));
            here && steps.map(|step| step.on).any(|on| self.period.has(on))
        });
        let births = births(self.register, self.rules, self.period, self.villages).len();
        vec![share("KBD-10", held, planned.len()), share("KBD-11", verified.count(), births)]
    }

    /// Incentives of the period that were paid in time, of those that were paid or whose time is over.
    fn incentives(&self) -> Indicator {
        let mut owed = dues(self.register, self.rules, self.period.until);
        let decided = |due: &Due| due.paid.is_some() || due.is_late(self.period.until);
        owed.retain(|due| {
            let family = self.register.family(due.family);
            let village = family.and_then(|family| family.village_on(due.on));
            self.period.has(due.on) && self.here(village.as_ref()) && decided(due)
        });
        share("KBD-12", owed.iter().filter(|due| due.is_paid_in_time()).count(), owed.len())
    }
}

fn share(id: &'static str, n: usize, of: usize) -> Indicator {
    Indicator { id, n, of: Some(of) }
}

fn lived(child: &Child) -> bool {
    child.newborn().is_some_and(|newborn| newborn.outcome == BirthOutcome::Alive)
}
