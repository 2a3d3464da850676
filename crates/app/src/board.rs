//! What is to be done today in each village: kept ready, so that opening the day costs nothing.
//!
//! A task is a conclusion and is never stored. The board only remembers, for one day, what
//! [`domain::tasks`] said of each family, and asks again for families that changed.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use domain::{
    facts::BirthOutcome,
    family::{Family, Pregnancy},
    gestation::days_between,
    ids::{SubjectId, VillageCode},
    register::Register,
    rules::Rules,
    tasks::{self, Task, TaskKind},
};
use jiff::civil::Date;

/// Where a family stands on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Somebody told of a pregnancy; nobody registered it yet.
    Noticed,
    /// Pregnant.
    Pregnant,
    /// Within 42 days after the end of the pregnancy.
    Nifas,
    /// With a child before its first birthday.
    Infant,
    /// None of these.
    Other,
}

/// The last day of the postnatal period, counted from the birth (domain.md §6.1).
const NIFAS_DAYS: i32 = 42;
/// Days of a child's first year.
const INFANT_DAYS: i32 = 365;

/// The order of a day's work: what cannot wait first, then by due date; a child's routine doses and
/// visits, which can be caught up with at any posyandu, after the contacts that cannot.
#[must_use]
pub fn order(task: &Task) -> impl Ord + use<> {
    let routine = matches!(task.kind, TaskKind::Immunise | TaskKind::InfantContact(_));
    (!task.kind.cannot_wait(), routine, task.due.at(), task.kind, task.subject)
}

/// Where a family stands on a day.
#[must_use]
pub fn stage(family: &Family, on: Date) -> Stage {
    let Some(pregnancy) = family.latest() else { return Stage::Other };
    match pregnancy.over_on() {
        None if pregnancy.registered.is_none() && pregnancy.contacts.is_empty() => Stage::Noticed,
        None => Stage::Pregnant,
        Some(over) if days_between(over, on) <= NIFAS_DAYS && family.mother_died().is_none() => Stage::Nifas,
        Some(_) if has_infant(pregnancy, on) => Stage::Infant,
        Some(_) => Stage::Other,
    }
}

fn has_infant(pregnancy: &Pregnancy, on: Date) -> bool {
    pregnancy.children.iter().any(|child| {
        let alive = child.newborn().is_some_and(|newborn| newborn.outcome == BirthOutcome::Alive);
        alive && child.death.is_none() && days_between(child.born_on(), on) < INFANT_DAYS
    })
}

/// How many families of a village stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Noticed and not registered.
    pub noticed: usize,
    /// Pregnant.
    pub pregnant: usize,
    /// After a birth.
    pub nifas: usize,
    /// With an infant.
    pub infants: usize,
}

impl Counts {
    /// Adds another village's.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            noticed: self.noticed + other.noticed,
            pregnant: self.pregnant + other.pregnant,
            nifas: self.nifas + other.nifas,
            infants: self.infants + other.infants,
        }
    }

    /// The count that a stage goes into.
    fn of(&mut self, stage: Stage) -> Option<&mut usize> {
        match stage {
            Stage::Noticed => Some(&mut self.noticed),
            Stage::Pregnant => Some(&mut self.pregnant),
            Stage::Nifas => Some(&mut self.nifas),
            Stage::Infant => Some(&mut self.infants),
            Stage::Other => None,
        }
    }
}

/// One village's day.
#[derive(Clone, Debug, Default)]
pub struct Village {
    /// Open tasks, most urgent first.
    pub tasks: Vec<Arc<Task>>,
    /// Families by stage.
    pub counts: Counts,
}

impl Village {
    fn order(&mut self) {
        self.tasks.sort_by_key(|task| (!task.kind.cannot_wait(), task.due.at(), task.kind, task.subject));
    }
}

/// The whole unit's day.
#[derive(Debug, Default)]
pub struct Board {
    on: Option<Date>,
    families: HashMap<SubjectId, (Option<VillageCode>, Stage)>,
    villages: BTreeMap<Option<VillageCode>, Village>,
}

impl Board {
    /// Whether it holds for this day.
    #[must_use]
    pub fn is_of(&self, day: Date) -> bool {
        self.on == Some(day)
    }

    /// The day of a village; of families without one under `None`.
    #[must_use]
    pub fn village(&self, code: Option<&VillageCode>) -> Option<&Village> {
        self.villages.get(&code.cloned())
    }

    /// All villages with their day.
    pub fn villages(&self) -> impl Iterator<Item = (Option<&VillageCode>, &Village)> {
        self.villages.iter().map(|(code, village)| (code.as_ref(), village))
    }

    /// Asks anew for every family.
    pub fn fill(&mut self, register: &Register, on: Date) {
        let rules = Rules::of(register.unit().map(|unit| &**unit));
        *self = Self { on: Some(on), ..Self::default() };
        for family in register.families() {
            self.put(register, &rules, family.id, on);
        }
        self.villages.values_mut().for_each(Village::order);
    }

    /// Asks anew for families that changed. Does nothing before the day was first asked for.
    pub fn change(&mut self, register: &Register, touched: &[SubjectId]) {
        let Some(on) = self.on else { return };
        if touched.iter().any(|subject| register.family(*subject).is_none()) {
            // A village's way or the unit's choices changed: they bear on every family's tasks.
            self.fill(register, on);
            return;
        }
        let rules = Rules::of(register.unit().map(|unit| &**unit));
        for subject in touched {
            self.take_out(*subject);
            if let Some(village) = self.put(register, &rules, *subject, on) {
                village.order();
            }
        }
    }

    fn take_out(&mut self, subject: SubjectId) {
        let Some((code, stage)) = self.families.remove(&subject) else { return };
        let Some(village) = self.villages.get_mut(&code) else { return };
        village.tasks.retain(|task| task.subject != subject);
        if let Some(count) = village.counts.of(stage) {
            *count -= 1;
        }
    }

    /// Asks for a family; its village is then to be put in order.
    fn put(
        &mut self,
        register: &Register,
        rules: &Rules,
        subject: SubjectId,
        on: Date,
    ) -> Option<&mut Village> {
        let family = register.family(subject)?;
        let code = family.village_on(on);
        let described =
            code.as_ref().and_then(|code| register.villages().get(code)).map(|village| &**village);
        let tasks = tasks::of(family, described, rules, on);
        let stage = stage(family, on);
        self.families.insert(subject, (code.clone(), stage));
        let village = self.villages.entry(code).or_default();
        village.tasks.extend(tasks.into_iter().map(Arc::new));
        if let Some(count) = village.counts.of(stage) {
            *count += 1;
        }
        Some(village)
    }
}
