//! What dukun did and were paid, and what was talked about in the villages.

use std::sync::Arc;

use crate::{
    correction::Record,
    facts::{AdatAgreed, DukunDid, Fact, IncentivePaid, PartnershipMet},
    family::Item,
};

/// What a dukun did and was paid, as noted; what follows from care entries is computed elsewhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deeds {
    /// What she did, oldest first.
    pub did: Vec<Item<DukunDid>>,
    /// What she was paid, oldest first.
    pub paid: Vec<Item<IncentivePaid>>,
}

impl Deeds {
    pub(super) fn fold(records: &[Arc<Record>]) -> Option<Self> {
        let mut deeds = Self::default();
        for record in records {
            match &record.fact {
                Fact::DukunDid(f) => deeds.did.push(Item::new(record, f)),
                Fact::IncentivePaid(f) => deeds.paid.push(Item::new(record, f)),
                _ => {}
            }
        }
        deeds.did.sort_by_key(|did| (did.on, did.id()));
        deeds.paid.sort_by_key(|paid| (paid.on, paid.id()));
        (!deeds.did.is_empty() || !deeds.paid.is_empty()).then_some(deeds)
    }
}

/// What bidan, dukun and elders of a village talked about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VillageTalks {
    /// Meetings, oldest first.
    pub met: Vec<Item<PartnershipMet>>,
    /// Customary practices: what was agreed last on each, by name as it was first written.
    pub adat: Vec<Item<AdatAgreed>>,
}

impl VillageTalks {
    pub(super) fn fold(records: &[Arc<Record>]) -> Option<Self> {
        let mut talks = Self::default();
        for record in records {
            match &record.fact {
                Fact::PartnershipMet(f) => talks.met.push(Item::new(record, f)),
                Fact::AdatAgreed(f) => talks.adat.push(Item::new(record, f)),
                _ => {}
            }
        }
        talks.met.sort_by_key(|met| (met.on, met.id()));
        talks.adat.sort_by_key(|adat| (adat.on, adat.id()));
        (!talks.met.is_empty() || !talks.adat.is_empty()).then_some(talks)
    }

    /// What was agreed last on each practice.
    #[must_use]
    pub fn adat_now(&self) -> Vec<&Item<AdatAgreed>> {
        let same = |a: &AdatAgreed, b: &AdatAgreed| a.practice.trim().eq_ignore_ascii_case(b.practice.trim());
        let mut now: Vec<&Item<AdatAgreed>> = Vec::new();
        for adat in &self.adat {
            now.retain(|known| !same(known, adat));
            now.push(adat);
        }
        now
    }
}
