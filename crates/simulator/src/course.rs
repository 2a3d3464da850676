//! How a pregnancy will go: decided once, before anything of it is written down.

use domain::gestation::{days_between, plus_days};
use jiff::civil::{Date, date};

use crate::{dice::Dice, mother::Mother};

/// The day of the agreement between midwives and dukun (domain.md §0).
pub(crate) const AGREEMENT: Date = date(2025, 5, 21);

/// How a pregnancy goes.
#[derive(Clone, Debug)]
pub(crate) struct Course {
    /// First day of the last menstrual period.
    pub(crate) lmp: Date,
    /// Day of the first contact.
    pub(crate) first_contact: Date,
    /// How regularly she comes, from 0 to 1.
    pub(crate) diligence: f64,
    pub(crate) end: End,
    /// Day of the end.
    pub(crate) end_on: Date,
    pub(crate) pre_eclampsia: bool,
    pub(crate) anaemia: f64,
    pub(crate) twins: bool,
    pub(crate) lie: Lie,
    /// The last day on which the course itself writes; a scene goes on from there.
    pub(crate) cut: Option<Date>,
}

/// How it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Birth,
    Abortion,
    Moved,
    Lost,
}

/// How the child lies from the 30th week on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lie {
    Head,
    Breech,
    Across,
}

impl Course {
    /// Throws the dice for a mother.
    pub(crate) fn throw(mother: &Mother, lmp: Date, minutes: u32, dice: &mut Dice) -> Self {
        let twins = dice.chance(0.012);
        let end = dice.weighted(&[
            (End::Birth, 0.905),
            (End::Abortion, 0.05),
            (End::Moved, 0.025),
            (End::Lost, 0.02),
        ]);
        let end_day = match end {
            End::Birth => birth_day(twins, dice),
            End::Abortion => dice.between(45, 125),
            End::Moved => dice.between(90, 230),
            End::Lost => 308,
        };
        let far = f64::from(minutes) / 240.0;
        let diligence = dice.normal(0.78 - 0.25 * far, 0.14).clamp(0.2, 1.0);
        let nulliparous = mother.para == 0;
        Self {
            lmp,
            first_contact: plus_days(lmp, first_contact(diligence, dice)),
            diligence,
            end,
            end_on: plus_days(lmp, end_day),
            pre_eclampsia: dice.chance(if nulliparous || twins { 0.06 } else { 0.028 }),
            anaemia: dice.normal(11.5, 0.95).clamp(6.4, 13.8),
            twins,
            lie: dice.weighted(&[(Lie::Head, 0.955), (Lie::Breech, 0.037), (Lie::Across, 0.008)]),
            cut: None,
        }
    }

    /// Days of pregnancy on a day.
    pub(crate) fn age(&self, day: Date) -> i32 {
        days_between(self.lmp, day)
    }

    /// Weeks of pregnancy on a day, with fractions.
    pub(crate) fn weeks(&self, day: Date) -> f64 {
        f64::from(self.age(day)) / 7.0
    }

    /// Whether the course writes on that day.
    pub(crate) fn goes_on(&self, day: Date) -> bool {
        self.cut.is_none_or(|cut| day <= cut)
    }
}

fn birth_day(twins: bool, dice: &mut Dice) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "days of a pregnancy")]
    let usual = |dice: &mut Dice| dice.normal(278.0, 8.5).clamp(252.0, 298.0) as i32;
    if twins {
        dice.between(235, 268)
    } else if dice.chance(0.07) {
        dice.between(205, 258)
    } else {
        usual(dice)
    }
}

/// Days from the last period to the first contact; far villages and busy mothers come late.
fn first_contact(diligence: f64, dice: &mut Dice) -> i32 {
    let early = 0.22 + 0.42 * diligence;
    if dice.chance(early) {
        dice.between(42, 90)
    } else if dice.chance(0.68) {
        dice.between(91, 168)
    } else {
        dice.between(169, 255)
    }
}

/// The probability that a dukun alone attends a birth in a village `minutes` away: about a quarter
/// before the agreement, falling to a sixteenth in the year after it.
pub(crate) fn dukun_alone(day: Date, minutes: u32) -> f64 {
    let far = 0.55 + 0.9 * f64::from(minutes.min(240)) / 240.0;
    let since = f64::from(days_between(AGREEMENT, day).clamp(0, 365)) / 365.0;
    (0.30 * far) * (1.0 - 0.75 * since)
}
