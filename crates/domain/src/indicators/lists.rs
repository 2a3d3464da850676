//! Who is behind a number: whom it counts, and whom it does not reach yet, for sweeping (domain.md §7.5).

use jiff::civil::Date;

use super::{
    mark::{ChildMark, EventMark, Mark, PregnancyMark},
    month::Month,
    rows::Rows,
    table::Indicator,
    target::TargetKind,
};
use crate::{
    gestation::plus_days,
    ids::{ChildId, PregnancyId, SubjectId, VillageCode},
    partnership::Period,
    register::Register,
};

/// Days of pregnancy and of the weeks after it: how far back somebody may have come to be known who is to be
/// reached now.
const PREGNANCY_DAYS: i32 = 308;
/// Days of a year.
const YEAR_DAYS: i32 = 365;

/// Somebody behind a number, by id: whoever shows a name asks for the right to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// The village it counts for.
    pub village: Option<VillageCode>,
    /// The day on which it was reached; of who was not, the day from which it could be.
    pub on: Date,
    /// Who.
    pub who: Who,
}

/// Who is behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// A pregnancy of a family.
    Pregnancy(SubjectId, PregnancyId),
    /// A child of a family.
    Child(SubjectId, ChildId),
    /// Something done for a family.
    Family(SubjectId),
    /// A dukun.
    Dukun(SubjectId),
    /// The village itself.
    Village,
}

/// Whom a number of a stretch of days counts, by village and day.
#[must_use]
pub fn reached(rows: &Rows, register: &Register, mark: Mark, period: Period) -> Vec<Listed> {
    let mut list = match mark {
        Mark::Pregnancy(mark) => of_pregnancies(rows, |row| row.day(mark).filter(|day| period.has(*day))),
        Mark::Child(mark) => of_children(rows, |row| row.day(mark).filter(|day| period.has(*day))),
        Mark::Event(mark) if mark.is_state() => of_states(register, mark, period.until.min(rows.on)),
        Mark::Event(mark) => of_events(rows, mark, period),
        Mark::Service(mark) => of_services(rows, |row| row.day(mark).filter(|day| period.has(*day))),
    };
    list.sort();
    list
}

/// Whom an indicator does not reach yet though it could: those counted in its denominator, or known since, who
/// lack its mark at the end of a month. None for what should be low, and for what are no people.
#[must_use]
pub fn missing(rows: &Rows, indicator: &Indicator, month: Month) -> Option<Vec<Listed>> {
    if indicator.lower_is_better {
        return None;
    }
    let until = month.last().min(rows.on);
    let mut list = match (indicator.numerator?, base(indicator)?) {
        (Mark::Pregnancy(mark), Mark::Pregnancy(base)) => {
            let window = window(base, month, until);
            of_pregnancies(rows, |row| {
                let lacks = row.day(mark).is_none_or(|day| day > until);
                row.day(base).filter(|day| lacks && window.has(*day) && may_still(base, row, until))
            })
        }
        (Mark::Child(mark), Mark::Child(base)) => {
            let window = Period { from: plus_days(until, -YEAR_DAYS), until };
            of_children(rows, |row| {
                let lacks = row.day(mark).is_none_or(|day| day > until);
                let lives = row.day(ChildMark::DiedInfant).is_none_or(|day| day > until);
                row.day(base).filter(|day| lacks && lives && window.has(*day))
            })
        }
        _ => return None,
    };
    list.sort();
    Some(list)
}

/// The mark of those who could be reached.
fn base(indicator: &Indicator) -> Option<Mark> {
    Some(match indicator.target {
        None => indicator.of?,
        Some(TargetKind::Pregnancies) => Mark::Pregnancy(PregnancyMark::Known),
        Some(TargetKind::Complications) => Mark::Pregnancy(PregnancyMark::Referred),
        Some(TargetKind::Births) => Mark::Pregnancy(PregnancyMark::Birth),
        Some(TargetKind::NewbornComplications) => Mark::Child(ChildMark::NewbornReferred),
        Some(TargetKind::LiveBirths | TargetKind::Infants) => Mark::Child(ChildMark::BornAlive),
    })
}

/// From when on somebody with the base mark is looked for: a pregnancy may have come to be known last year.
fn window(base: PregnancyMark, month: Month, until: Date) -> Period {
    let from = match base {
        PregnancyMark::Known => plus_days(until, -PREGNANCY_DAYS),
        _ => month.january().first(),
    };
    Period { from, until }
}

/// A pregnancy that is over can't be reached any more by what belongs to pregnancy.
fn may_still(base: PregnancyMark, row: &super::PregnancyRow, until: Date) -> bool {
    let over = [PregnancyMark::Birth, PregnancyMark::Abortion, PregnancyMark::MotherDied];
    base != PregnancyMark::Known || over.iter().all(|mark| row.day(*mark).is_none_or(|day| day > until))
}

fn of_pregnancies(rows: &Rows, day: impl Fn(&super::PregnancyRow) -> Option<Date>) -> Vec<Listed> {
    let found = rows.pregnancies.iter().filter_map(|row| {
        let who = Who::Pregnancy(row.family, row.pregnancy);
        Some(Listed { village: rows.village(row.village), on: day(row)?, who })
    });
    found.collect()
}

fn of_services(rows: &Rows, day: impl Fn(&super::ServiceRow) -> Option<Date>) -> Vec<Listed> {
    let found = rows.services.iter().filter_map(|row| {
        let who = Who::Pregnancy(row.family, row.pregnancy);
        Some(Listed { village: rows.village(row.village), on: day(row)?, who })
    });
    found.collect()
}

fn of_children(rows: &Rows, day: impl Fn(&super::ChildRow) -> Option<Date>) -> Vec<Listed> {
    let found = rows.children.iter().filter_map(|row| {
        let who = Who::Child(row.family, row.child);
        Some(Listed { village: rows.village(row.village), on: day(row)?, who })
    });
    found.collect()
}

fn of_events(rows: &Rows, mark: EventMark, period: Period) -> Vec<Listed> {
    let found = rows.events.iter().filter(|event| event.mark == mark && period.has(event.on));
    found.map(|event| listed(event, event.family.map(Who::Family))).collect()
}

fn of_states(register: &Register, mark: EventMark, on: Date) -> Vec<Listed> {
    let states = super::events::states(register, on);
    states.iter().filter(|state| state.mark == mark).map(|state| listed(state, None)).collect()
}

fn listed(event: &super::Event, who: Option<Who>) -> Listed {
    let own = event.village.as_ref().is_some_and(|village| village.subject() == event.about);
    let who = who.unwrap_or(if own { Who::Village } else { Who::Dukun(event.about) });
    Listed { village: event.village.clone(), on: event.on, who }
}
