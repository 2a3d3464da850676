//! Immunisation by a dated schedule: what a child has had, what is due, and when the basic series is complete.

use jiff::{Span, civil::Date};
use serde::Deserialize;

use crate::{facts::BirthOutcome, family::Child, gestation::plus_days, rules::Rules, tables::Row};

/// A dose of the schedule. The row's id is the one under which a dose is noted.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dose {
    /// The series it belongs to.
    pub series: String,
    /// Its place in the series.
    pub number: u8,
    /// Age at which it is due, months.
    pub due_months: i32,
    /// Days to keep after the dose before it.
    #[serde(default)]
    pub interval_days: i32,
    /// Age in days after which it is not given any more.
    #[serde(default)]
    pub latest_days: Option<i32>,
    /// Part of the complete basic series until 2022.
    #[serde(default)]
    pub idl: bool,
    /// Part of the complete infant series since 2023.
    #[serde(default)]
    pub ibl: bool,
    /// The choice by which a unit gives it.
    #[serde(default)]
    pub region: Option<String>,
    /// For children born from this day on.
    #[serde(default)]
    pub born_from: Option<Date>,
}

/// A dose not yet given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueDose {
    /// The dose.
    pub dose: &'static str,
    /// The first day on which it should be given.
    pub due: Date,
    /// The last day on which it may be given.
    pub latest: Option<Date>,
}

/// Which doses make the series complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    /// Imunisasi dasar lengkap.
    Idl,
    /// Imunisasi bayi lengkap.
    Ibl,
}

/// The first children that the complete infant series (IBL) is counted for; those born before count by IDL.
const IBL_BORN_FROM: Date = Date::constant(2023, 1, 1);

/// The doses a child has had, with the day of the first time each was noted. HB0 counts too when it was
/// noted among the newborn essentials.
#[must_use]
pub fn given(child: &Child) -> Given<'_> {
    let mut days: Vec<(&str, Date)> = Vec::with_capacity(child.doses.len() + 1);
    let noted = child.doses.iter().map(|dose| (dose.dose.as_str(), dose.on));
    let born = child.newborn().filter(|newborn| newborn.essentials.hb0.is_yes()).map(|_| child.born_on());
    let later = child.essentials.iter().filter(|care| care.essentials.hb0.is_yes()).map(|care| care.on);
    let at_contact =
        child.contacts.iter().filter(|contact| contact.essentials.hb0.is_yes()).map(|contact| contact.on);
    let hb0 = born.into_iter().chain(later).chain(at_contact).map(|on| ("HB0", on));
    for (dose, on) in noted.chain(hb0) {
        match days.iter_mut().find(|(known, _)| *known == dose) {
            Some((_, day)) => *day = on.min(*day),
            None => days.push((dose, on)),
        }
    }
    Given(days)
}

/// Doses that were given, each with the day of the first time; few enough to be looked through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given<'a>(Vec<(&'a str, Date)>);

impl<'a> Given<'a> {
    /// The day of a dose.
    #[must_use]
    pub fn day(&self, dose: &str) -> Option<Date> {
        self.0.iter().find(|(known, _)| *known == dose).map(|(_, day)| *day)
    }

    /// The doses, in order of their names.
    #[must_use]
    pub fn doses(&self) -> Vec<&'a str> {
        let mut doses: Vec<_> = self.0.iter().map(|(dose, _)| *dose).collect();
        doses.sort_unstable();
        doses
    }
}

/// The doses of the schedule that hold for a child.
pub fn schedule<'a>(child: &Child, rules: &'a Rules) -> impl Iterator<Item = &'static Row<Dose>> + use<'a> {
    let born = child.born_on();
    rules.tables.doses.iter().filter(move |dose| {
        dose.born_from.is_none_or(|from| from <= born)
            && dose.region.as_ref().is_none_or(|choice| rules.choices.flag(choice))
    })
}

/// Doses that a living child has not had and may still be given from a day on, the earliest first. A dose
/// whose forerunner is missing waits for it.
#[must_use]
pub fn outstanding(child: &Child, rules: &Rules, on: Date) -> Vec<DueDose> {
    if !is_alive(child, on) {
        return Vec::new();
    }
    let had = given(child);
    let mut list: Vec<DueDose> = schedule(child, rules)
        .filter(|dose| had.day(&dose.id).is_none_or(|day| day > on))
        .filter_map(|dose| waiting(dose, child, rules, &had, on))
        .collect();
    list.sort_by_key(|dose| dose.due);
    list
}

/// Doses due on a day.
#[must_use]
pub fn due(child: &Child, rules: &Rules, on: Date) -> Vec<DueDose> {
    outstanding(child, rules, on).into_iter().filter(|dose| dose.due <= on).collect()
}

/// The day on which the basic series was complete, by the series that holds for the child.
#[must_use]
pub fn complete(child: &Child, rules: &Rules) -> Option<Date> {
    complete_of(child, &given(child), rules)
}

/// The same, where it is known already which doses the child had.
pub(crate) fn complete_of(child: &Child, had: &Given<'_>, rules: &Rules) -> Option<Date> {
    let series = series_of(child, rules);
    let mut last = None;
    for dose in rules.tables.doses.iter().filter(|dose| series.has(dose)) {
        last = last.max(Some(had.day(&dose.id)?));
    }
    last
}

/// The series that holds for a child: chosen by the unit, else by the day of birth.
#[must_use]
pub fn series_of(child: &Child, rules: &Rules) -> Series {
    match rules.choices.word("immunisation_complete") {
        "idl" => Series::Idl,
        "ibl" => Series::Ibl,
        _ if child.born_on() >= IBL_BORN_FROM => Series::Ibl,
        _ => Series::Idl,
    }
}

impl Series {
    fn has(self, dose: &Dose) -> bool {
        match self {
            Self::Idl => dose.idl,
            Self::Ibl => dose.ibl,
        }
    }
}

fn waiting(
    dose: &'static Row<Dose>,
    child: &Child,
    rules: &Rules,
    had: &Given<'_>,
    on: Date,
) -> Option<DueDose> {
    let born = child.born_on();
    let by_age = born.saturating_add(Span::new().months(dose.due_months));
    let latest = dose.latest_days.map(|days| plus_days(born, days));
    let before =
        schedule(child, rules).find(|other| other.series == dose.series && other.number + 1 == dose.number);
    let due = match before {
        Some(before) => by_age.max(plus_days(had.day(&before.id)?, dose.interval_days)),
        None => by_age,
    };
    let possible = latest.is_none_or(|latest| on <= latest && due <= latest);
    possible.then_some(DueDose { dose: &dose.id, due, latest })
}

fn is_alive(child: &Child, on: Date) -> bool {
    let born_alive = child.newborn().is_none_or(|newborn| newborn.outcome == BirthOutcome::Alive);
    born_alive && child.death.as_ref().is_none_or(|death| death.on > on) && child.born_on() <= on
}
