//! When contacts are due and which one a contact is: antenatal profiles and intervals, and the windows
//! of postnatal, newborn and infant contacts (`tables/visits.toml` and its neighbours).

use std::sync::LazyLock;

use jiff::{
    Span,
    civil::{Date, Time},
};
use serde::Deserialize;

use crate::{
    gestation::{GestationalAge, days_between, plus_days},
    rules::Rules,
    tables::{BadTable, Edition, Row, Tables, compiled_in, rows},
};

/// Which milestone a profile stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountsAs {
    /// K4.
    K4,
    /// K6.
    K6,
}

/// What makes a K4 or K6.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The milestone.
    pub counts_as: CountsAs,
    /// Contacts in the first trimester.
    pub t1: usize,
    /// Contacts in the second trimester.
    pub t2: usize,
    /// Contacts in the third trimester.
    pub t3: usize,
    /// Of those in the first trimester, with a doctor.
    #[serde(default)]
    pub doctor_t1: usize,
    /// Of those in the third trimester, with a doctor.
    #[serde(default)]
    pub doctor_t3: usize,
    /// The doctor's contact counts only with an ultrasound.
    #[serde(default)]
    pub doctor_with_ultrasound: bool,
}

/// How long until the next antenatal contact.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interval {
    /// From this many completed weeks on.
    pub from_weeks: i32,
    /// Days.
    pub days: i32,
}

/// Whom a window is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whom {
    /// The mother after the birth (KF).
    Mother,
    /// The newborn (KN).
    Newborn,
    /// The infant.
    Infant,
}

/// The window of one contact after a birth.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// Whom it is for.
    pub whom: Whom,
    /// Its number, from 1.
    pub no: u8,
    /// The first day, counted from the day of birth.
    #[serde(default)]
    pub from_day: i32,
    /// The first completed month, where it is not counted in days.
    #[serde(default)]
    pub from_month: Option<i32>,
    /// The last day, counted from the day of birth.
    #[serde(default)]
    pub to_day: Option<i32>,
    /// The completed month before which it ends, where it is not counted in days.
    #[serde(default)]
    pub before_month: Option<i32>,
    /// Hours after the birth before which no contact fills it.
    #[serde(default)]
    pub after_hours: i32,
}

impl Window {
    /// First and last day of the window for a birth on `born`.
    #[must_use]
    pub fn days(&self, born: Date) -> (Date, Date) {
        let month = |months: i32| born.saturating_add(Span::new().months(months));
        let first = self.from_month.map_or_else(|| plus_days(born, self.from_day), month);
        let last = match (self.to_day, self.before_month) {
            (Some(day), _) => plus_days(born, day),
            (None, Some(months)) => plus_days(month(months), -1),
            (None, None) => first,
        };
        (first, last)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Deadline {
    limit: i32,
}

/// All tables about contacts.
#[derive(Debug)]
pub struct Visits {
    /// What makes a K4 or K6.
    pub profiles: Vec<Row<Profile>>,
    /// How long until the next antenatal contact, by rising weeks.
    pub intervals: Vec<Row<Interval>>,
    /// Windows after a birth.
    pub windows: Vec<Row<Window>>,
    deadlines: Vec<Row<Deadline>>,
}

static BUILTIN: LazyLock<Visits> =
    LazyLock::new(|| Visits::read().expect("the tables compiled in are tested to load"));

/// Whether a contact soon after the birth fills its first window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// It is the contact of this number.
    No(u8),
    /// Before the window begins (care at birth), after the last one ends, or before the birth.
    Outside,
    /// On the day of birth, with an hour unknown on which it depends.
    HourUnknown,
}

impl Visits {
    /// The tables compiled in.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    fn read() -> Result<Self, BadTable> {
        let editions = &Tables::builtin().editions;
        let mut intervals =
            rows::<Interval>("anc_intervals.toml", "interval", compiled_in!("anc_intervals"), editions)?;
        intervals.sort_by_key(|interval| interval.from_weeks);
        Ok(Self {
            profiles: rows("anc_profiles.toml", "profile", compiled_in!("anc_profiles"), editions)?,
            intervals,
            windows: rows("visits.toml", "window", compiled_in!("visits"), editions)?,
            deadlines: rows("deadlines.toml", "deadline", compiled_in!("deadlines"), editions)?,
        })
    }

    /// The limit of this id in `tables/deadlines.toml`; an unknown id is 0, which a test rules out.
    #[must_use]
    pub fn limit(&self, id: &str) -> i32 {
        self.deadlines.iter().find(|deadline| deadline.id == id).map_or(0, |deadline| deadline.limit)
    }

    /// The profile of this id.
    #[must_use]
    pub fn profile(&self, id: &str) -> Option<&Row<Profile>> {
        self.profiles.iter().find(|profile| profile.id == id)
    }

    /// Days until the next antenatal contact after one at this age; without a dating, as early on.
    #[must_use]
    pub fn interval_after(&self, age: Option<GestationalAge>) -> i32 {
        let weeks = age.map_or(0, GestationalAge::weeks);
        let begun = self.intervals.iter().rev().find(|interval| interval.from_weeks <= weeks);
        begun.or(self.intervals.first()).map_or(28, |interval| interval.days)
    }

    /// The windows for `whom` of a birth on `born`, by the edition then in force.
    pub fn windows_of(&self, whom: Whom, rules: &Rules, born: Date) -> impl Iterator<Item = &Row<Window>> {
        let edition: &'static Edition = rules.tables.in_force(born);
        self.windows.iter().filter(move |window| window.whom == whom && window.holds_in(edition))
    }

    /// Which contact after the birth this one is.
    #[must_use]
    pub fn place(&self, whom: Whom, rules: &Rules, born: At, contact: At) -> Placed {
        self.opened(whom, rules, born).place(contact)
    }

    /// The windows for `whom` of one birth, with their days.
    pub(crate) fn opened(&self, whom: Whom, rules: &Rules, born: At) -> Opened<'_> {
        let windows = self.windows_of(whom, rules, born.on).map(|window| {
            let (first, last) = window.days(born.on);
            Open { window, first, last }
        });
        Opened { born, windows: windows.collect() }
    }
}

/// A window of one birth.
pub(crate) struct Open<'a> {
    /// The window.
    pub(crate) window: &'a Row<Window>,
    first: Date,
    /// Its last day.
    pub(crate) last: Date,
}

/// The windows of one birth: several contacts are held against them.
pub(crate) struct Opened<'a> {
    born: At,
    /// The windows.
    pub(crate) windows: Vec<Open<'a>>,
}

impl Opened<'_> {
    /// Which contact after the birth this one is.
    pub(crate) fn place(&self, contact: At) -> Placed {
        let inside = |open: &&Open<'_>| (open.first..=open.last).contains(&contact.on);
        let Some(Open { window, .. }) = self.windows.iter().find(inside) else { return Placed::Outside };
        let (least, most) = hours_between(self.born, contact);
        if most < window.after_hours {
            Placed::Outside
        } else if least < window.after_hours && contact.on == self.born.on {
            Placed::HourUnknown
        } else {
            Placed::No(window.no)
        }
    }
}

/// A day, and the hour where it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The day.
    pub on: Date,
    /// The hour.
    pub at: Option<Time>,
}

impl At {
    /// A day whose hour is not known.
    #[must_use]
    pub fn day(on: Date) -> Self {
        Self { on, at: None }
    }
}

/// The fewest and the most whole hours that can lie between the two, as far as the hours are known.
fn hours_between(born: At, contact: At) -> (i32, i32) {
    let minutes = |time: Time| i32::from(time.hour()) * 60 + i32::from(time.minute());
    let bounds = |at: Option<Time>| at.map_or((0, 24 * 60 - 1), |time| (minutes(time), minutes(time)));
    let (born_first, born_last) = bounds(born.at);
    let (first, last) = bounds(contact.at);
    let days = days_between(born.on, contact.on) * 24 * 60;
    ((days + first - born_last).max(0) / 60, (days + last - born_first).max(0) / 60)
}

/// Trimester of a gestational age, by the unit's limits.
#[must_use]
pub fn trimester(age: GestationalAge, rules: &Rules) -> u8 {
    let days = age.days();
    if days <= rules.choices.t1_max_days() {
        1
    } else if days <= rules.choices.t2_max_days() {
        2
    } else {
        3
    }
}
