//! An agreement between bidan and dukun, from its draft to its end.

use std::sync::Arc;

use jiff::civil::Date;

use crate::{
    correction::Record,
    facts::{
        AgreementAddendum, AgreementDrafted, AgreementEnded, AgreementResumed, AgreementSigned,
        AgreementSuspended, Bound, Clause, Fact, FileAttached, Party, Side,
    },
    family::Item,
    ids::{SubjectId, VillageCode},
};

/// How an agreement stands on a day. That it was renewed follows from the register
/// ([`crate::register::Register::agreement_status`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgreementStatus {
    /// Not signed.
    Draft,
    /// Signed and holding.
    Signed,
    /// Signed and resting.
    Suspended,
    /// Its time ran out.
    Expired,
    /// Ended before its time.
    Ended,
    /// Another one that renews it was signed.
    Renewed,
}

/// An agreement with everything that was noted about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// Its subject.
    pub id: SubjectId,
    /// What was drafted.
    pub draft: Item<AgreementDrafted>,
    /// The signing; the first that was noted, should there be several.
    pub signed: Option<Item<AgreementSigned>>,
    /// Later changes, oldest first.
    pub addenda: Vec<Item<AgreementAddendum>>,
    /// Suspensions, oldest first.
    pub suspended: Vec<Item<AgreementSuspended>>,
    /// Resumptions, oldest first.
    pub resumed: Vec<Item<AgreementResumed>>,
    /// The end, where it was ended before its time.
    pub ended: Option<Item<AgreementEnded>>,
    /// Scans and photos.
    pub files: Vec<Item<FileAttached>>,
    /// All that stands, in order of entry id.
    pub records: Vec<Arc<Record>>,
}

impl Agreement {
    /// Folds the standing records of an agreement; none without a draft.
    pub(super) fn fold(id: SubjectId, records: Vec<Arc<Record>>) -> Option<Self> {
        let draft = records.iter().find_map(|record| match &record.fact {
            Fact::AgreementDrafted(fact) => Some(Item::new(record, fact)),
            _ => None,
        })?;
        let mut agreement = Self {
            id,
            draft,
            signed: None,
            addenda: Vec::new(),
            suspended: Vec::new(),
            resumed: Vec::new(),
            ended: None,
            files: Vec::new(),
            records,
        };
        for record in agreement.records.clone() {
            match &record.fact {
                Fact::AgreementSigned(f) if agreement.signed.is_none() => {
                    agreement.signed = Some(Item::new(&record, f));
                }
                Fact::AgreementAddendum(f) => agreement.addenda.push(Item::new(&record, f)),
                Fact::AgreementSuspended(f) => agreement.suspended.push(Item::new(&record, f)),
                Fact::AgreementResumed(f) => agreement.resumed.push(Item::new(&record, f)),
                Fact::AgreementEnded(f) if agreement.ended.is_none() => {
                    agreement.ended = Some(Item::new(&record, f));
                }
                Fact::FileAttached(f) => agreement.files.push(Item::new(&record, f)),
                _ => {}
            }
        }
        agreement.addenda.sort_by_key(|addendum| (addendum.on, addendum.id()));
        agreement.suspended.sort_by_key(|suspended| (suspended.on, suspended.id()));
        agreement.resumed.sort_by_key(|resumed| (resumed.on, resumed.id()));
        Some(agreement)
    }

    /// How it stands on a day, as far as its own entries tell.
    #[must_use]
    pub fn status(&self, on: Date) -> AgreementStatus {
        let Some(signed) = self.signed.as_ref().filter(|signed| signed.on <= on) else {
            return AgreementStatus::Draft;
        };
        if self.ended.as_ref().is_some_and(|ended| ended.on <= on) {
            return AgreementStatus::Ended;
        }
        if self.valid_until(on).is_some_and(|last| last < on) {
            return AgreementStatus::Expired;
        }
        let resumed = self.resumed.iter().map(|item| item.on).filter(|day| *day <= on).max();
        let suspended = self.suspended.iter().map(|item| item.on).filter(|day| *day <= on).max();
        // Resumed on the very day on which it was suspended: it holds.
        if suspended.is_some_and(|day| day >= signed.on && resumed.is_none_or(|later| later < day)) {
            return AgreementStatus::Suspended;
        }
        AgreementStatus::Signed
    }

    /// Whether it is signed and holds on a day.
    #[must_use]
    pub fn holds(&self, on: Date) -> bool {
        self.status(on) == AgreementStatus::Signed
    }

    /// The last day it holds, with the addenda signed until a day; none where nothing was agreed.
    #[must_use]
    pub fn valid_until(&self, on: Date) -> Option<Date> {
        let later = self.addenda_until(on).filter_map(|addendum| addendum.valid_until).last();
        later.or_else(|| match &self.signed {
            Some(signed) => signed.valid_until.or(self.draft.valid_until),
            None => self.draft.valid_until,
        })
    }

    /// Its parties on a day, the midwives first.
    #[must_use]
    pub fn parties(&self, on: Date) -> Vec<Party> {
        let mut parties = self.draft.parties.clone();
        for addendum in self.addenda_until(on) {
            parties.retain(|party| !addendum.left.contains(&party.person));
            let joined =
                addendum.joined.iter().filter(|new| parties.iter().all(|old| old.person != new.person));
            let joined: Vec<_> = joined.cloned().collect();
            parties.extend(joined);
        }
        parties.sort_by_key(|party| party.side);
        parties
    }

    /// Its parties on one side on a day.
    #[must_use]
    pub fn side(&self, side: Side, on: Date) -> Vec<SubjectId> {
        self.parties(on).into_iter().filter(|party| party.side == side).map(|party| party.person).collect()
    }

    /// Its clauses on a day, in order; what an addendum added comes last.
    #[must_use]
    pub fn clauses(&self, on: Date) -> Vec<Clause> {
        let mut clauses = self.draft.clauses.clone();
        for addendum in self.addenda_until(on) {
            clauses.retain(|clause| !addendum.removed.contains(&clause.id));
            for added in &addendum.added {
                match clauses.iter_mut().find(|clause| clause.id == added.id) {
                    Some(clause) => *clause = added.clone(),
                    None => clauses.push(added.clone()),
                }
            }
        }
        clauses
    }

    /// Its clauses that bind one side on a day; what binds both is among them.
    #[must_use]
    pub fn clauses_of(&self, side: Side, on: Date) -> Vec<Clause> {
        let bound = match side {
            Side::Bidan => Bound::Bidan,
            Side::Dukun => Bound::Dukun,
        };
        let mut clauses = self.clauses(on);
        clauses.retain(|clause| clause.bound == bound || clause.bound == Bound::Both);
        clauses
    }

    /// The villages it is for on a day.
    #[must_use]
    pub fn villages(&self, on: Date) -> Vec<VillageCode> {
        let mut villages = self.draft.villages.clone();
        villages.extend(self.addenda_until(on).flat_map(|addendum| addendum.villages_added.iter().cloned()));
        villages.sort();
        villages.dedup();
        villages
    }

    fn addenda_until(&self, on: Date) -> impl Iterator<Item = &Item<AgreementAddendum>> {
        self.addenda.iter().filter(move |addendum| addendum.on <= on)
    }
}
