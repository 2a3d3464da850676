//! The partnership at a glance: each village with its dukun, whether they signed and until when, what
//! they did, and what they are owed.

use jiff::civil::Date;

use super::{Due, Period, births, by_dukun, dues};
use crate::{
    facts::{Dukun, DukunActivity, Side},
    ids::{SubjectId, VillageCode},
    matters::{Agreement, AgreementStatus},
    register::Register,
    rules::Rules,
};

/// How a dukun stands to the agreements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The agreement that says most about her.
    pub agreement: SubjectId,
    /// How it stands.
    pub status: AgreementStatus,
    /// The last day it holds; none where nothing was agreed.
    pub until: Option<Date>,
}

/// A dukun at a glance.
#[derive(Clone, Debug, PartialEq)]
pub struct DukunSummary {
    /// The dukun.
    pub dukun: SubjectId,
    /// The village she lives in.
    pub village: Option<VillageCode>,
    /// How she stands to the agreements; none when there is none with her.
    pub standing: Option<Standing>,
    /// Births in the period at which she was there with skilled staff.
    pub accompanied: usize,
    /// Births in the period at which she was there without.
    pub solo: usize,
    /// Pregnancies of which she told in the period.
    pub notices: usize,
    /// The last day on which bidan and she had to do with each other.
    pub last_contact: Option<Date>,
    /// What she is owed now.
    pub owed: Vec<Due>,
    /// How many of them are late.
    pub late: usize,
}

impl DukunSummary {
    /// Whether she is a partner: an agreement with her is signed and holds.
    #[must_use]
    pub fn is_partner(&self) -> bool {
        self.standing.is_some_and(|standing| standing.status == AgreementStatus::Signed)
    }

    /// What she is owed now, rupiah.
    #[must_use]
    pub fn rupiah(&self) -> u64 {
        self.owed.iter().map(|due| due.rupiah).sum()
    }
}

/// The agreement that says most about a dukun on a day: one that holds, else one that rests, else the
/// last that was signed, else a draft.
#[must_use]
pub fn agreement_of(register: &Register, dukun: SubjectId, on: Date) -> Option<&Agreement> {
    let hers = register.matters().agreements.values().filter(|a| a.side(Side::Dukun, on).contains(&dukun));
    let rank = |agreement: &Agreement| {
        let status = register.agreement_status(agreement.id, on).unwrap_or(AgreementStatus::Draft);
        let rank = match status {
            AgreementStatus::Signed => 3,
            AgreementStatus::Suspended => 2,
            AgreementStatus::Expired | AgreementStatus::Ended | AgreementStatus::Renewed => 1,
            AgreementStatus::Draft => 0,
        };
        let signed = agreement.signed.as_ref().map(|signed| signed.on);
        (rank, signed, agreement.draft.id())
    };
    hers.map(|agreement| &**agreement).max_by_key(|agreement| rank(agreement))
}

/// How a dukun stands to the agreements on a day.
#[must_use]
pub fn standing(register: &Register, dukun: SubjectId, on: Date) -> Option<Standing> {
    let agreement = agreement_of(register, dukun, on)?;
    let status = register.agreement_status(agreement.id, on)?;
    Some(Standing { agreement: agreement.id, status, until: agreement.valid_until(on) })
}

/// Every dukun who still works, by village and name; those of some villages, or all. One who lives
/// elsewhere and is called there is among them.
#[must_use]
pub fn summarise(
    register: &Register,
    rules: &Rules,
    period: Period,
    villages: Option<&[VillageCode]>,
) -> Vec<DukunSummary> {
    let today = period.until;
    let deeds = by_dukun(register, today);
    let dues = dues(register, rules, today);
    let births = births(register, rules, period, None);
    let mut all: Vec<_> =
        register.dukun().iter().filter(|(_, d)| !d.retired && serves(d, villages)).collect();
    all.sort_by_key(|(id, dukun)| (dukun.village.clone(), dukun.name.clone(), **id));
    all.into_iter()
        .map(|(id, dukun)| {
            let own = deeds.get(id).map_or(&[][..], Vec::as_slice);
            let there = || births.iter().filter(|birth| birth.dukun.contains(id));
            let told = own.iter().filter(|d| d.activity == DukunActivity::ReportNewPregnancy);
            let owed: Vec<_> =
                dues.iter().filter(|due| due.dukun == *id && due.paid.is_none()).cloned().collect();
            DukunSummary {
                dukun: *id,
                village: dukun.village.clone(),
                standing: standing(register, *id, today),
                accompanied: there().filter(|birth| birth.skilled).count(),
                solo: there().filter(|birth| !birth.skilled).count(),
                notices: told.filter(|deed| period.has(deed.on)).count(),
                last_contact: last_contact(register, *id, own.iter().map(|deed| deed.on), today),
                late: owed.iter().filter(|due| due.is_late(today)).count(),
                owed,
            }
        })
        .collect()
}

fn serves(dukun: &Dukun, villages: Option<&[VillageCode]>) -> bool {
    villages.is_none_or(|all| dukun.village.iter().chain(&dukun.also_serves).any(|code| all.contains(code)))
}

/// The last day on which she did something with the midwives, met them, or was paid.
fn last_contact(
    register: &Register,
    dukun: SubjectId,
    deeds: impl Iterator<Item = Date>,
    today: Date,
) -> Option<Date> {
    let meetings = register.matters().talks.values().flat_map(|talks| &talks.met);
    let met = meetings.filter(|met| met.dukun.contains(&dukun)).map(|met| met.on);
    let paid = register.matters().deeds.get(&dukun).into_iter().flat_map(|deeds| &deeds.paid);
    deeds.chain(met).chain(paid.map(|paid| paid.on)).filter(|on| *on <= today).max()
}
