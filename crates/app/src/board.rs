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

    fn of(stages: impl Iterator<Item = Stage>) -> Self {
        let mut counts = Self::default();
        for stage in stages {
            match stage {
                Stage::Noticed => counts.noticed += 1,
                Stage::Pregnant => counts.pregnant += 1,
                Stage::Nifas => counts.nifas += 1,
                Stage::Infant => counts.infants += 1,
                Stage::Other => {}
            }
        }
        counts
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
        let subjects: Vec<_> = register.families().map(|family| family.id).collect();
        for subject in &subjects {
            self.put(register, &rules, *subject, on);
        }
        self.settle(None);
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
            let before = self.families.remove(subject).map(|(village, _)| village);
            if let Some(village) = before.as_ref().and_then(|code| self.villages.get_mut(code)) {
                village.tasks.retain(|task| task.subject != *subject);
            }
            self.put(register, &rules, *subject, on);
            let after = self.families.get(subject).map(|(village, _)| village.clone());
            for code in before.into_iter().chain(after) {
                self.settle(Some(&code));
            }
        }
    }

    fn put(&mut self, register: &Register, rules: &Rules, subject: SubjectId, on: Date) {
        let Some(family) = register.family(subject) else { return };
        let code = family.village_on(on);
        let village = code.as_ref().and_then(|code| register.villages().get(code)).map(|village| &**village);
        let tasks = tasks::of(family, village, rules, on);
        self.families.insert(subject, (code.clone(), stage(family, on)));
        self.villages.entry(code).or_default().tasks.extend(tasks.into_iter().map(Arc::new));
    }

    /// Brings one village, or all, into order.
    fn settle(&mut self, only: Option<&Option<VillageCode>>) {
        let mut stages: HashMap<&Option<VillageCode>, Vec<Stage>> = HashMap::new();
        for (code, stage) in self.families.values() {
            if only.is_none_or(|only| only == code) {
                stages.entry(code).or_default().push(*stage);
            }
        }
        let wanted = self.villages.iter_mut().filter(|(code, _)| only.is_none_or(|only| only == *code));
        for (code, village) in wanted {
            village
                .tasks
                .sort_by_key(|task| (!task.kind.cannot_wait(), task.due.at(), task.kind, task.subject));
            village.counts = Counts::of(stages.remove(code).unwrap_or_default().into_iter());
        }
    }
}
