//! The rows of a unit: one for each pregnancy and child, with the day of every mark, and the events of the
//! partnership. They are the only source of a numerator (design.md §2.7).

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    agreements::Signed,
    child,
    events::{Event, events},
    mark::{ChildMark, Mark, PregnancyMark, ServiceMark},
    pregnancy::{self, Context},
    readings::Thresholds,
    services::ServiceRow,
};
use crate::{
    facts::Sex,
    family::Family,
    ids::{ChildId, PregnancyId, SubjectId, VillageCode},
    register::Register,
    rules::Rules,
};

/// A pregnancy's row.
#[derive(Clone, Debug, PartialEq)]
pub struct PregnancyRow {
    /// The family.
    pub family: SubjectId,
    /// The pregnancy.
    pub pregnancy: PregnancyId,
    /// The place of its village in [`Rows::villages`].
    pub village: usize,
    pub(super) days: pregnancy::Days,
}

/// A child's row.
#[derive(Clone, Debug, PartialEq)]
pub struct ChildRow {
    /// The family.
    pub family: SubjectId,
    /// The child.
    pub child: ChildId,
    /// The place of its village in [`Rows::villages`].
    pub village: usize,
    /// Girl or boy, where it was noted.
    pub sex: Option<Sex>,
    pub(super) days: child::Days,
}

impl PregnancyRow {
    /// The day of a mark.
    #[must_use]
    pub fn day(&self, mark: PregnancyMark) -> Option<Date> {
        self.days.get(mark as usize).copied().flatten()
    }
}

impl ChildRow {
    /// The day of a mark.
    #[must_use]
    pub fn day(&self, mark: ChildMark) -> Option<Date> {
        self.days.get(mark as usize).copied().flatten()
    }
}

/// The rows of a unit, as everything stood at the end of a day.
#[derive(Clone, Debug)]
pub struct Rows {
    /// The day: nothing dated later is in them.
    pub on: Date,
    /// The villages, by code; what counts for no village has the last place, which has no code.
    pub villages: Vec<Option<VillageCode>>,
    /// Pregnancies.
    pub pregnancies: Vec<PregnancyRow>,
    /// Children.
    pub children: Vec<ChildRow>,
    /// Events of the partnership.
    pub events: Vec<Event>,
    /// Services of pregnancies; none unless they were asked for ([`Rows::with_services`]).
    pub services: Vec<ServiceRow>,
}

impl Rows {
    /// The rows of a register, as everything stood at the end of the day `on`.
    #[must_use]
    pub fn of(register: &Register, rules: &Rules, on: Date) -> Self {
        let context = context(register, rules, on);
        let mut rows = Self {
            on,
            villages: Vec::new(),
            pregnancies: Vec::new(),
            children: Vec::new(),
            events: events(register, rules, on),
            services: Vec::new(),
        };
        let mut places = Places::of(register);
        for family in register.families() {
            rows.family(family, &context, &mut places);
        }
        for event in &rows.events {
            places.of_village(event.village.as_ref());
        }
        places.finish(&mut rows);
        rows
    }

    fn family(&mut self, family: &Family, context: &Context<'_>, places: &mut Places) {
        for one in &family.pregnancies {
            let village = places.of_village(one.village.as_ref());
            let days = pregnancy::row(one, context);
            self.pregnancies.push(PregnancyRow { family: family.id, pregnancy: one.id, village, days });
            for baby in &one.children {
                let days = child::row(one, baby, context.rules, context.on);
                let sex = baby.newborn().and_then(|newborn| newborn.sex);
                self.children.push(ChildRow { family: family.id, child: baby.id, village, sex, days });
            }
        }
    }

    /// The village of a place in [`Self::villages`].
    #[must_use]
    pub fn village(&self, place: usize) -> Option<VillageCode> {
        self.villages.get(place).cloned().flatten()
    }

    /// The place of a village in [`Self::villages`]; of no village, the last.
    #[must_use]
    pub fn place(&self, village: Option<&VillageCode>) -> Option<usize> {
        self.villages.iter().position(|known| known.as_ref() == village)
    }

    /// Calls `found` with every mark, its village's place and its day: the one pass from which all
    /// counts come. States are not among them.
    pub fn each(&self, mut found: impl FnMut(Mark, usize, Date)) {
        for row in &self.pregnancies {
            for (mark, day) in PregnancyMark::ALL.iter().zip(row.days) {
                if let Some(day) = day {
                    found(Mark::Pregnancy(*mark), row.village, day);
                }
            }
        }
        for row in &self.children {
            for (mark, day) in ChildMark::ALL.iter().zip(row.days) {
                if let Some(day) = day {
                    found(Mark::Child(*mark), row.village, day);
                }
            }
        }
        for row in &self.services {
            for (mark, day) in ServiceMark::ALL.iter().zip(row.days) {
                if let Some(day) = day {
                    found(Mark::Service(*mark), row.village, day);
                }
            }
        }
        let places: BTreeMap<_, _> = self.villages.iter().enumerate().map(|(at, code)| (code, at)).collect();
        for event in &self.events {
            if let Some(village) = places.get(&event.village) {
                found(Mark::Event(event.mark), *village, event.on);
            }
        }
    }
}

/// What the marks of a register's rows are worked out from.
pub(super) fn context<'a>(register: &Register, rules: &'a Rules, on: Date) -> Context<'a> {
    Context { rules, thresholds: Thresholds::of(rules), signed: Signed::of(register), on }
}

/// Numbers for villages, in the order in which they were met; put in order at the end.
struct Places {
    known: BTreeMap<VillageCode, usize>,
}

/// The number of what counts for no village, until the villages are all known.
const NOWHERE: usize = usize::MAX;

impl Places {
    fn of(register: &Register) -> Self {
        let known = register.villages().keys().enumerate().map(|(at, code)| (code.clone(), at));
        Self { known: known.collect() }
    }

    fn of_village(&mut self, village: Option<&VillageCode>) -> usize {
        let Some(village) = village else { return NOWHERE };
        if let Some(at) = self.known.get(village) {
            return *at;
        }
        let at = self.known.len();
        self.known.insert(village.clone(), at);
        at
    }

    /// Gives the villages their places in order of code, and changes the rows' numbers to them.
    fn finish(self, rows: &mut Rows) {
        let mut places = vec![0; self.known.len()];
        for (place, at) in self.known.values().enumerate() {
            if let Some(slot) = places.get_mut(*at) {
                *slot = place;
            }
        }
        let nowhere = places.len();
        let place = |at: usize| places.get(at).copied().unwrap_or(nowhere);
        for row in &mut rows.pregnancies {
            row.village = place(row.village);
        }
        for row in &mut rows.children {
            row.village = place(row.village);
        }
        rows.villages = self.known.into_keys().map(Some).chain([None]).collect();
    }
}
