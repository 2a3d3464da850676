//! What is to be done for a family: contacts due or overdue, births to prepare, referrals to ask after.
//!
//! A task is a conclusion: it is never stored and is gone as soon as the fact that fulfils it is noted.

mod child;
mod mother;
mod trouble;

use jiff::{
    Span,
    civil::{Date, DateTime},
};

use crate::{
    facts::Village,
    family::{Child, Family, Pregnancy},
    ids::{ChildId, EntryId, PregnancyId, SubjectId, VillageCode},
    rules::Rules,
    visits::Visits,
};

pub use self::mother::{Next, next_contact};

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaskKind {
    /// Act on a red finding that led to no referral yet.
    RedFinding,
    /// Visit mother and child after a birth without skilled staff.
    HomeBirthVisit,
    /// Notify a death to the district.
    DeathNotify,
    /// Newborn contact of this number.
    Kn(u8),
    /// Postnatal contact of this number.
    Kf(u8),
    /// Ask how a referral went on.
    ReferralAnswer,
    /// Find out about a birth that should have been by now.
    OverdueBirth,
    /// Complete the birth plan.
    BirthPlan,
    /// Antenatal contact.
    Anc,
    /// Register a pregnancy that somebody told of.
    Register,
    /// Immunise; the doses are in [`Task::args`].
    Immunise,
    /// Infant contact of this number.
    InfantContact(u8),
    /// Settle corrections that differ, or a birth recorded twice.
    Conflict,
}

impl TaskKind {
    /// The word for it in JSON and addresses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::RedFinding => "red_finding",
            Self::HomeBirthVisit => "home_birth_visit",
            Self::DeathNotify => "death_notify",
            Self::Kn(1) => "kn1",
            Self::Kn(2) => "kn2",
            Self::Kn(_) => "kn3",
            Self::Kf(1) => "kf1",
            Self::Kf(2) => "kf2",
            Self::Kf(3) => "kf3",
            Self::Kf(_) => "kf4",
            Self::ReferralAnswer => "referral_answer",
            Self::OverdueBirth => "overdue_birth",
            Self::BirthPlan => "birth_plan",
            Self::Anc => "anc",
            Self::Register => "register",
            Self::Immunise => "immunise",
            Self::InfantContact(1) => "infant1",
            Self::InfantContact(2) => "infant2",
            Self::InfantContact(3) => "infant3",
            Self::InfantContact(_) => "infant4",
            Self::Conflict => "conflict",
        }
    }

    /// Whether it can't wait for another day, whenever it was due.
    #[must_use]
    pub fn cannot_wait(self) -> bool {
        matches!(self, Self::RedFinding | Self::HomeBirthVisit | Self::DeathNotify)
    }
}

/// By when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Due {
    /// By this hour.
    Hour(DateTime),
    /// In the course of this day.
    Day(Date),
}

impl Due {
    /// The day.
    #[must_use]
    pub fn date(self) -> Date {
        match self {
            Self::Hour(hour) => hour.date(),
            Self::Day(day) => day,
        }
    }

    /// The last minute.
    #[must_use]
    pub fn at(self) -> DateTime {
        match self {
            Self::Hour(hour) => hour,
            Self::Day(day) => day.at(23, 59, 0, 0),
        }
    }
}

/// How a task stands at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// At once.
    Now,
    /// Today or in the next days, or its day has passed.
    Soon,
    /// Later.
    Planned,
}

/// Something to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// What.
    pub kind: TaskKind,
    /// For whom.
    pub subject: SubjectId,
    /// For which pregnancy.
    pub pregnancy: Option<PregnancyId>,
    /// For which child.
    pub child: Option<ChildId>,
    /// Where she lives.
    pub village: Option<VillageCode>,
    /// The first day on which it can be done.
    pub opens: Date,
    /// By when.
    pub due: Due,
    /// The entry it follows from.
    pub entry: Option<EntryId>,
    /// What belongs to it: doses, checks of the birth plan still open, `doctor`, rules, fields.
    pub args: Vec<String>,
}

impl Task {
    /// How urgent it is. Days within two of the due one are soon, so that a boat can be arranged.
    #[must_use]
    pub fn urgency(&self, now: DateTime) -> Urgency {
        let soon = now.date().saturating_add(Span::new().days(2));
        if self.kind.cannot_wait() {
            Urgency::Now
        } else if self.due.date() <= soon {
            Urgency::Soon
        } else {
            Urgency::Planned
        }
    }

    /// Whether its time has passed.
    #[must_use]
    pub fn is_overdue(&self, now: DateTime) -> bool {
        self.due.at() < now
    }
}

/// The tasks of a family that are open on a day, the most urgent first, then by due date; the same
/// family gives the same order.
#[must_use]
pub fn of(family: &Family, village: Option<&Village>, rules: &Rules, on: Date) -> Vec<Task> {
    let mut desk = Desk { family, village, rules, on, at: family.village_on(on), tasks: Vec::new() };
    desk.conflicts();
    desk.deaths();
    if !family.had_left(on) {
        for pregnancy in &family.pregnancies {
            desk.pregnancy(pregnancy);
        }
    }
    let mut tasks = desk.tasks;
    tasks.sort_by_key(|task| {
        (!task.kind.cannot_wait(), task.due.at(), task.kind, task.pregnancy, task.child, task.entry)
    });
    tasks
}

/// The desk on which the tasks of a family are put together.
struct Desk<'a> {
    family: &'a Family,
    village: Option<&'a Village>,
    rules: &'a Rules,
    on: Date,
    at: Option<VillageCode>,
    tasks: Vec<Task>,
}

impl Desk<'_> {
    fn pregnancy(&mut self, pregnancy: &Pregnancy) {
        let mother_lives = self.family.mother_died().is_none_or(|death| death.on > self.on);
        if mother_lives {
            self.mother(pregnancy);
        }
        let visited = !mother_lives || !self.awaits_home_visit(pregnancy);
        for child in &pregnancy.children {
            if is_followed(child, self.on) {
                self.child(pregnancy, child, visited);
            }
        }
        self.red_findings(pregnancy, mother_lives);
        self.referrals(pregnancy, mother_lives);
    }

    /// Adds a task, unless its time has not come.
    fn add(&mut self, task: Task) {
        if task.opens <= self.on {
            self.tasks.push(task);
        }
    }

    fn task(&self, kind: TaskKind, pregnancy: &Pregnancy, opens: Date, due: Due) -> Task {
        Task {
            kind,
            subject: self.family.id,
            pregnancy: Some(pregnancy.id),
            child: None,
            village: self.at.clone().or_else(|| pregnancy.village.clone()),
            opens,
            due,
            entry: None,
            args: Vec::new(),
        }
    }
}

/// Whether a child was born by a day, lives, and has not had its first birthday.
fn is_followed(child: &Child, on: Date) -> bool {
    let birthday = child.born_on().saturating_add(Span::new().years(1));
    let alive = child.newborn().is_none_or(|newborn| newborn.outcome == crate::facts::BirthOutcome::Alive);
    alive && child.born_on() <= on && on < birthday && child.death.as_ref().is_none_or(|death| death.on > on)
}

fn limit(id: &str) -> i32 {
    Visits::builtin().limit(id)
}
