//! What is owed to dukun, by the rules that a unit set. Without a rule nothing is owed, and each cause
//! pays once.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    Deed, by_dukun,
    deeds::{is_nifas, pregnancy_on},
};
use crate::{
    facts::{DukunActivity, FundingSource, IncentiveFor, IncentivePaid, IncentiveRule, Side},
    family::{Family, Item, Pregnancy},
    gestation::{days_between, plus_days},
    ids::{EntryId, SubjectId},
    register::Register,
    rules::Rules,
    visits::trimester,
};

/// Days within which an incentive is paid where the rule says nothing (KBD-12).
const WITHIN_DAYS: u16 = 30;
/// Days before a birth in which going along to a facility was going along to that birth.
const WAY_DAYS: i32 = 3;

/// Something owed, or paid.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    /// To whom.
    pub dukun: SubjectId,
    /// For what.
    pub why: IncentiveFor,
    /// The day on which it came to be owed.
    pub on: Date,
    /// The entry from which it follows.
    pub cause: EntryId,
    /// The family it was done for.
    pub family: SubjectId,
    /// The rule.
    pub rule: SubjectId,
    /// How much.
    pub rupiah: u64,
    /// From which money.
    pub source: FundingSource,
    /// The last day on which it is paid in time.
    pub pay_by: Date,
    /// The payment.
    pub paid: Option<Item<IncentivePaid>>,
}

impl Due {
    /// Owed, and its last day has passed.
    #[must_use]
    pub fn is_late(&self, today: Date) -> bool {
        self.paid.is_none() && self.pay_by < today
    }

    /// Paid, not after its last day.
    #[must_use]
    pub fn is_paid_in_time(&self) -> bool {
        self.paid.as_ref().is_some_and(|paid| paid.on <= self.pay_by)
    }
}

/// Something that a rule may pay for.
struct Cause {
    why: IncentiveFor,
    on: Date,
    family: SubjectId,
    /// The entries that tell of it; the first is the one that is named, paying for any pays for it.
    entries: Vec<EntryId>,
}

/// Everything that was owed up to a day, paid or not, oldest first.
#[must_use]
pub fn dues(register: &Register, rules: &Rules, until: Date) -> Vec<Due> {
    dues_for(register, rules, &by_dukun(register, until), until)
}

/// The same, where it is known already what each dukun did up to that day.
pub(crate) fn dues_for(
    register: &Register,
    rules: &Rules,
    all: &BTreeMap<SubjectId, Vec<Deed>>,
    until: Date,
) -> Vec<Due> {
    if register.matters().rules.is_empty() {
        return Vec::new();
    }
    let first_told = first_told(all);
    let mut dues = Vec::new();
    for (dukun, deeds) in all {
        let causes = causes(register, rules, deeds, &first_told, until);
        dues.extend(causes.into_iter().filter_map(|cause| due(register, *dukun, &cause)));
    }
    dues.sort_by_key(|due| (due.on, due.cause, due.dukun));
    dues
}

/// The rule that pays a dukun for something done on a day: the one of her agreement before the unit's,
/// and of several the one that began last.
#[must_use]
pub fn pays_for(
    register: &Register,
    dukun: SubjectId,
    why: IncentiveFor,
    on: Date,
) -> Option<&Item<IncentiveRule>> {
    let holds = |rule: &&Item<IncentiveRule>| {
        rule.cause == why
            && rule.since <= on
            && rule.until.is_none_or(|last| on <= last)
            && rule.agreement.is_none_or(|id| is_party(register, id, dukun, on))
    };
    let rules = register.matters().rules.values().filter(holds);
    rules.max_by_key(|rule| (rule.agreement.is_some(), rule.since, rule.id()))
}

fn is_party(register: &Register, agreement: SubjectId, dukun: SubjectId, on: Date) -> bool {
    let agreement = register.matters().agreements.get(&agreement);
    agreement.is_some_and(|agreement| agreement.holds(on) && agreement.side(Side::Dukun, on).contains(&dukun))
}

fn due(register: &Register, dukun: SubjectId, cause: &Cause) -> Option<Due> {
    let rule = pays_for(register, dukun, cause.why, cause.on)?;
    let paid = register.matters().deeds.get(&dukun);
    let paid = paid.and_then(|deeds| deeds.paid.iter().find(|paid| cause.entries.contains(&paid.cause)));
    Some(Due {
        dukun,
        why: cause.why,
        on: cause.on,
        cause: *cause.entries.first()?,
        family: cause.family,
        rule: rule.subject(),
        rupiah: rule.rupiah,
        source: rule.source,
        pay_by: plus_days(cause.on, i32::from(rule.within_days.unwrap_or(WITHIN_DAYS))),
        paid: paid.cloned(),
    })
}

/// Which entry told first of each pregnancy: of several dukun who told of one, the first is thanked.
fn first_told(
    all: &BTreeMap<SubjectId, Vec<Deed>>,
) -> BTreeMap<(SubjectId, crate::ids::PregnancyId), EntryId> {
    let told = all.values().flatten().filter(|deed| deed.activity == DukunActivity::ReportNewPregnancy);
    let mut first: BTreeMap<_, (Date, EntryId)> = BTreeMap::new();
    for deed in told {
        let Some(key) = deed.family.zip(deed.pregnancy) else { continue };
        let known = first.entry(key).or_insert((deed.on, deed.entry));
        *known = (*known).min((deed.on, deed.entry));
    }
    first.into_iter().map(|(key, (_, entry))| (key, entry)).collect()
}

fn causes(
    register: &Register,
    rules: &Rules,
    deeds: &[Deed],
    first_told: &BTreeMap<(SubjectId, crate::ids::PregnancyId), EntryId>,
    until: Date,
) -> Vec<Cause> {
    let mut causes = Vec::new();
    let mut families: BTreeMap<SubjectId, Vec<&Deed>> = BTreeMap::new();
    for deed in deeds {
        if let Some(family) = deed.family {
            families.entry(family).or_default().push(deed);
        }
    }
    for (id, deeds) in families {
        let Some(family) = register.family(id) else { continue };
        told_early(&mut causes, rules, family, &deeds, first_told);
        came_along(&mut causes, id, &deeds);
        for pregnancy in &family.pregnancies {
            causes.extend(at_birth(rules, family, pregnancy, &deeds, until));
        }
    }
    causes
}

fn told_early(
    causes: &mut Vec<Cause>,
    rules: &Rules,
    family: &Family,
    deeds: &[&Deed],
    first_told: &BTreeMap<(SubjectId, crate::ids::PregnancyId), EntryId>,
) {
    for deed in deeds.iter().filter(|deed| deed.activity == DukunActivity::ReportNewPregnancy) {
        let Some(pregnancy) = deed.pregnancy.and_then(|id| family.pregnancy(id)) else { continue };
        let is_first = first_told.get(&(family.id, pregnancy.id)) == Some(&deed.entry);
        let early = pregnancy.age_on(deed.on).is_some_and(|age| trimester(age, rules) == 1);
        if is_first && early {
            causes.push(Cause {
                why: IncentiveFor::NoticeInTrimester1,
                on: deed.on,
                family: family.id,
                entries: vec![deed.entry],
            });
        }
    }
}

/// Coming along to an antenatal contact, and bringing her there on the same day, is one thing.
fn came_along(causes: &mut Vec<Cause>, family: SubjectId, deeds: &[&Deed]) {
    let mut days: BTreeMap<Date, Vec<EntryId>> = BTreeMap::new();
    let came = [DukunActivity::AccompanyAnc, DukunActivity::BringToAnc];
    for deed in deeds.iter().filter(|deed| came.contains(&deed.activity)) {
        days.entry(deed.on).or_default().push(deed.entry);
    }
    causes.extend(days.into_iter().map(|(on, entries)| Cause {
        why: IncentiveFor::AccompaniedAnc,
        on,
        family,
        entries,
    }));
}

/// What a birth with skilled staff pays a dukun: one thing or the other, and named by the birth either
/// way, so that it is never paid twice.
fn at_birth(
    rules: &Rules,
    family: &Family,
    pregnancy: &Pregnancy,
    deeds: &[&Deed],
    until: Date,
) -> Option<Cause> {
    let birth = pregnancy.birth.as_ref().filter(|birth| birth.is_skilled() && birth.on <= until)?;
    let own: Vec<_> = deeds
        .iter()
        .filter(|deed| match deed.pregnancy {
            Some(id) => id == pregnancy.id,
            None => pregnancy_on(family, deed.on).is_some_and(|other| other.id == pregnancy.id),
        })
        .collect();
    let did = |wanted: &[DukunActivity]| own.iter().any(|deed| wanted.contains(&deed.activity));
    let on_the_way = own.iter().any(|deed| {
        deed.activity == DukunActivity::AccompanyToFacility
            && !deed.child
            && (0..=WAY_DAYS).contains(&days_between(deed.on, birth.on))
    });
    let went_along = did(&[DukunActivity::PresentAtBirth]) || on_the_way;
    let told_or_brought = did(&[
        DukunActivity::ReportNewPregnancy,
        DukunActivity::BringToAnc,
        DukunActivity::AccompanyAnc,
        DukunActivity::ReportLabourOnset,
        DukunActivity::MotivateReferral,
    ]) || on_the_way;
    let facility = birth.place.is_some_and(|place| rules.counts_as_facility(place, birth.on));
    let cause = |why, on| Some(Cause { why, on, family: family.id, entries: vec![birth.id()] });
    if went_along {
        let brought = facility && told_or_brought;
        return brought.then(|| cause(IncentiveFor::BroughtAndAccompanied, birth.on)).flatten();
    }
    let cared = own.iter().filter(|deed| deed.activity == DukunActivity::NifasHomeVisit);
    let first = cared.map(|deed| deed.on).filter(|on| is_nifas(birth.on, *on)).min()?;
    cause(IncentiveFor::CaredForBaby, first)
}
