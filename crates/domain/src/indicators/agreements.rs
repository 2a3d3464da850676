//! When an agreement held, by village: asked for every birth, so gathered once.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use crate::{ids::VillageCode, matters::Agreement, register::Register};

/// The signed agreements by village.
#[derive(Clone, Debug, Default)]
pub struct Signed {
    by_village: BTreeMap<VillageCode, Vec<Arc<Agreement>>>,
}

impl Signed {
    /// The agreements of a register.
    #[must_use]
    pub fn of(register: &Register) -> Self {
        let mut by_village: BTreeMap<VillageCode, Vec<Arc<Agreement>>> = BTreeMap::new();
        for agreement in register.matters().agreements.values().filter(|one| one.signed.is_some()) {
            // Addenda only add villages: on the last day all that it was ever for are there.
            for village in agreement.villages(Date::MAX) {
                by_village.entry(village).or_default().push(Arc::clone(agreement));
            }
        }
        Self { by_village }
    }

    /// Whether an agreement for a village held on a day.
    #[must_use]
    pub fn held(&self, village: &VillageCode, on: Date) -> bool {
        let agreements = self.by_village.get(village).into_iter().flatten();
        agreements.into_iter().any(|one| one.holds(on) && one.villages(on).contains(village))
    }

    /// The first day on which an agreement for each village was signed, up to a day.
    #[must_use]
    pub fn first_days(&self, until: Date) -> BTreeMap<VillageCode, Date> {
        let first = |(village, agreements): (&VillageCode, &Vec<Arc<Agreement>>)| {
            let days = agreements.iter().filter_map(|agreement| joined(agreement, village));
            days.min().filter(|day| *day <= until).map(|day| (village.clone(), day))
        };
        self.by_village.iter().filter_map(first).collect()
    }
}

/// The day from which an agreement was for a village: its signing, or the addendum that added it.
fn joined(agreement: &Agreement, village: &VillageCode) -> Option<Date> {
    let signed = agreement.signed.as_ref()?.on;
    if agreement.villages(signed).contains(village) {
        return Some(signed);
    }
    let added = agreement.addenda.iter().filter(|addendum| addendum.villages_added.contains(village));
    added.map(|addendum| addendum.on).min()
}
