//! What the records show about a clause, for either party: counts with what they count, so that each
//! opens to its list. A clause that cannot be measured shows nothing, and is asked about in conversation.

use jiff::civil::Date;
use serde::Deserialize;

use super::{BornWith, Deed, Duty, DutyKind, Period, births, by_dukun, clauses, dues, duties};
use crate::{
    facts::{DukunActivity, Side},
    ids::{EntryId, SubjectId, VillageCode},
    matters::Agreement,
    register::Register,
    rules::Rules,
};

/// What the records can show, by its word in `tables/clauses.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Births with one of the dukun at which skilled staff attended, of all births with one of them.
    BirthsTogether,
    /// Births in a facility, of all births.
    FacilityBirths,
    /// Pregnancies of which one of the dukun told, of all that became known.
    Notices,
    /// Times that one of the dukun told that labour had begun.
    LabourReports,
    /// Times that one of the dukun spoke for a referral, told of a danger sign, or went along.
    Referrals,
    /// Times that one of the dukun went along with a child that was referred.
    ChildReferrals,
    /// Births in a facility with one of the dukun there, of all births in a facility.
    AccompaniedBirths,
    /// Visits of the dukun after a birth.
    DukunNifasVisits,
    /// Pregnancies registered, of all that became known.
    Registrations,
    /// Antenatal contacts.
    AntenatalContacts,
    /// Births that skilled staff attended, of all births.
    SkilledBirths,
    /// Visits to mothers after a birth.
    NifasVisits,
    /// Visits to newborns.
    NewbornVisits,
    /// Incentives paid, of all that came to be owed.
    IncentivesPaid,
    /// Stays in a waiting home.
    WaitingHomeStays,
    /// Customary practices talked about.
    AdatTalks,
    /// Rituals that the dukun performed.
    Rituals,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::BirthsTogether,
        Self::FacilityBirths,
        Self::Notices,
        Self::LabourReports,
        Self::Referrals,
        Self::ChildReferrals,
        Self::AccompaniedBirths,
        Self::DukunNifasVisits,
        Self::Registrations,
        Self::AntenatalContacts,
        Self::SkilledBirths,
        Self::NifasVisits,
        Self::NewbornVisits,
        Self::IncentivesPaid,
        Self::WaitingHomeStays,
        Self::AdatTalks,
        Self::Rituals,
    ];

    /// Its part of the keys in the catalogues.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::BirthsTogether => "births-together",
            Self::FacilityBirths => "facility-births",
            Self::Notices => "notices",
            Self::LabourReports => "labour-reports",
            Self::Referrals => "referrals",
            Self::ChildReferrals => "child-referrals",
            Self::AccompaniedBirths => "accompanied-births",
            Self::DukunNifasVisits => "dukun-nifas-visits",
            Self::Registrations => "registrations",
            Self::AntenatalContacts => "antenatal-contacts",
            Self::SkilledBirths => "skilled-births",
            Self::NifasVisits => "nifas-visits",
            Self::NewbornVisits => "newborn-visits",
            Self::IncentivesPaid => "incentives-paid",
            Self::WaitingHomeStays => "waiting-home-stays",
            Self::AdatTalks => "adat-talks",
            Self::Rituals => "rituals",
        }
    }
}

/// One of the things counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    /// The day.
    pub on: Date,
    /// The entry it is known from.
    pub entry: EntryId,
    /// The family, the dukun or the village it was noted for.
    pub subject: SubjectId,
}

/// What the records show about a clause in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What is counted.
    pub measure: Measure,
    /// What was counted, oldest first.
    pub seen: Vec<Seen>,
    /// Of how many, where it is a part of something.
    pub of: Option<usize>,
}

/// What the records show about a clause of an agreement; nothing for one that cannot be measured.
#[must_use]
pub fn of_clause(
    register: &Register,
    rules: &Rules,
    agreement: &Agreement,
    clause: &str,
    period: Period,
) -> Vec<Evidence> {
    let Some(row) = clauses::find(clause) else { return Vec::new() };
    let look = Look::of(register, rules, agreement, period);
    row.evidence.iter().map(|measure| look.measure(*measure)).collect()
}

/// The records of an agreement's villages and dukun in a period.
struct Look<'a> {
    register: &'a Register,
    rules: &'a Rules,
    period: Period,
    villages: Vec<VillageCode>,
    dukun: Vec<SubjectId>,
}

impl<'a> Look<'a> {
    fn of(register: &'a Register, rules: &'a Rules, agreement: &Agreement, period: Period) -> Self {
        let villages = agreement.villages(period.until);
        let dukun = agreement.side(Side::Dukun, period.until);
        Self { register, rules, period, villages, dukun }
    }

    fn measure(&self, measure: Measure) -> Evidence {
        let (mut seen, of) = match measure {
            Measure::BirthsTogether => self.born(|b| self.has_dukun(b), |b| b.skilled),
            Measure::FacilityBirths => self.born(|_| true, |b| b.facility),
            Measure::AccompaniedBirths => self.born(|b| b.facility, |b| self.has_dukun(b)),
            Measure::SkilledBirths => self.born(|_| true, |b| b.skilled),
            Measure::Notices => (self.told(), Some(self.known().len())),
            Measure::Registrations => (self.duty(DutyKind::Registered), Some(self.known().len())),
            Measure::AntenatalContacts => (self.duty(DutyKind::Antenatal), None),
            Measure::NifasVisits => (self.duty(DutyKind::Postnatal), None),
            Measure::NewbornVisits => (self.duty(DutyKind::Newborn), None),
            Measure::LabourReports => (self.did(|d| d.activity == DukunActivity::ReportLabourOnset), None),
            Measure::Referrals => (self.did(|deed| is_referral(deed) && !deed.child), None),
            Measure::ChildReferrals => (self.did(|deed| deed.child), None),
            Measure::DukunNifasVisits => (self.did(|d| d.activity == DukunActivity::NifasHomeVisit), None),
            Measure::Rituals => (self.did(|d| d.activity == DukunActivity::RitualPerformed), None),
            Measure::IncentivesPaid => self.paid(),
            Measure::WaitingHomeStays => (self.stays(), None),
            Measure::AdatTalks => (self.adat(), None),
        };
        seen.sort();
        Evidence { measure, seen, of }
    }

    fn has_dukun(&self, birth: &BornWith) -> bool {
        birth.dukun.iter().any(|dukun| self.dukun.contains(dukun))
    }

    fn born(
        &self,
        among: impl Fn(&BornWith) -> bool,
        counts: impl Fn(&BornWith) -> bool,
    ) -> (Vec<Seen>, Option<usize>) {
        let mut births = births(self.register, self.rules, self.period, Some(&self.villages));
        births.retain(|birth| among(birth));
        let seen = births.iter().filter(|birth| counts(birth));
        let seen = seen.map(|b| Seen { on: b.on, entry: b.entry, subject: b.family }).collect();
        (seen, Some(births.len()))
    }

    fn did(&self, counts: impl Fn(&Deed) -> bool) -> Vec<Seen> {
        let all = by_dukun(self.register, self.period.until);
        let own = all.iter().filter(|(dukun, _)| self.dukun.contains(dukun)).flat_map(|(_, deeds)| deeds);
        own.filter(|deed| self.period.has(deed.on) && counts(deed))
            .map(|deed| Seen { on: deed.on, entry: deed.entry, subject: deed.family.unwrap_or(deed.dukun) })
            .collect()
    }

    fn duty(&self, kind: DutyKind) -> Vec<Seen> {
        let seen = |duty: Duty| Seen { on: duty.on, entry: duty.entry, subject: duty.subject };
        let all = duties(self.register, &self.villages, &self.dukun, self.period);
        all.into_iter().filter(|duty| duty.kind == kind).map(seen).collect()
    }

    /// Pregnancies that became known in the period: the day, the entry that made them known, the family.
    fn known(&self) -> Vec<Seen> {
        let mut known = Vec::new();
        for family in self.register.families() {
            for pregnancy in &family.pregnancies {
                let here = pregnancy.village.as_ref().is_some_and(|code| self.villages.contains(code));
                let told = pregnancy.notices.first().map(|notice| (notice.told_on, notice.id()));
                let registered = pregnancy.registered.as_ref().map(|r| (r.on, r.id()));
                let born = pregnancy.birth.as_ref().map(|birth| (birth.on, birth.id()));
                let first = told.into_iter().chain(registered).min().or(born);
                let first = first.filter(|(on, _)| here && self.period.has(*on));
                known.extend(first.map(|(on, entry)| Seen { on, entry, subject: family.id }));
            }
        }
        known
    }

    /// Pregnancies that became known in the period and of which one of the dukun told.
    fn told(&self) -> Vec<Seen> {
        let by_her = |family: &crate::family::Family, on: Date| {
            family.pregnancies.iter().filter(|p| p.known_since() == Some(on)).any(|pregnancy| {
                let mut tellers = pregnancy.notices.iter().filter_map(|notice| notice.dukun);
                tellers.any(|dukun| self.dukun.contains(&dukun))
            })
        };
        let mut known = self.known();
        known.retain(|seen| self.register.family(seen.subject).is_some_and(|f| by_her(f, seen.on)));
        known
    }

    fn paid(&self) -> (Vec<Seen>, Option<usize>) {
        let mut owed = dues(self.register, self.rules, self.period.until);
        owed.retain(|due| self.period.has(due.on) && self.dukun.contains(&due.dukun));
        let paid = owed.iter().filter_map(|due| due.paid.as_ref().map(|paid| (due, paid)));
        let seen =
            paid.map(|(due, paid)| Seen { on: paid.on, entry: paid.id(), subject: due.dukun }).collect();
        (seen, Some(owed.len()))
    }

    fn stays(&self) -> Vec<Seen> {
        let mut seen = Vec::new();
        for family in self.register.families() {
            for pregnancy in &family.pregnancies {
                if pregnancy.village.as_ref().is_some_and(|code| self.villages.contains(code)) {
                    let stays = pregnancy.stays.iter().filter(|stay| self.period.has(stay.from));
                    seen.extend(stays.map(|stay| Seen {
                        on: stay.from,
                        entry: stay.id(),
                        subject: family.id,
                    }));
                }
            }
        }
        seen
    }

    fn adat(&self) -> Vec<Seen> {
        let talks = self.villages.iter().filter_map(|code| {
            let village = code.subject();
            self.register.matters().talks.get(&village).map(|talks| (village, talks))
        });
        let all = talks.flat_map(|(village, talks)| talks.adat.iter().map(move |adat| (village, adat)));
        all.filter(|(_, adat)| self.period.has(adat.on))
            .map(|(village, adat)| Seen { on: adat.on, entry: adat.id(), subject: village })
            .collect()
    }
}

fn is_referral(deed: &Deed) -> bool {
    matches!(
        deed.activity,
        DukunActivity::AccompanyToFacility
            | DukunActivity::ReportDangerSign
            | DukunActivity::MotivateReferral
    )
}
