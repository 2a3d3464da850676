//! The row of a child: for every mark the day on which it was reached, or none.

use jiff::{Span, civil::Date};

use super::{mark::ChildMark as Mark, pregnancy::treated_on};
use crate::{
    answer::Answer,
    facts::{BirthOutcome, Newborn},
    family::{Child, Pregnancy},
    gestation::{days_between, plus_days},
    milestones,
    rules::Rules,
};

/// Weight below which a child is born too light (BBLR), g.
const LOW_GRAMS: f64 = 2500.0;
/// Completed weeks before which a child is born too early.
const TERM_WEEKS: i32 = 37;
/// Last day of the first week, counted from the day of birth (domain.md §8.3: 0 to 6 days).
const EARLY_DAYS: i32 = 6;
/// Last day of the newborn period, counted from the day of birth.
const NEWBORN_DAYS: i32 = 28;
/// Days around six months within which the question for feeding is the one of six months.
const SIX_MONTHS: (i32, i32) = (165, 225);

/// The days of a child's marks.
pub(super) type Days = [Option<Date>; Mark::ALL.len()];

/// The row of a child, as it stood at the end of a day.
pub(super) fn row(pregnancy: &Pregnancy, child: &Child, rules: &Rules, on: Date) -> Days {
    let mut row = Row { days: [None; Mark::ALL.len()], on };
    let Some(newborn) = child.newborn() else { return row.days };
    if newborn.outcome != BirthOutcome::Alive {
        row.set(Mark::Stillborn, Some(child.born_on()));
        return row.days;
    }
    row.at_birth(pregnancy, child, newborn);
    row.essentials(child, newborn);
    row.reached(child, rules);
    row.referred(pregnancy, child);
    row.fed(child);
    row.life(child);
    row.days
}

struct Row {
    days: Days,
    on: Date,
}

impl Row {
    /// Notes the day of a mark; a day after the one looked at is not known yet.
    fn set(&mut self, mark: Mark, day: Option<Date>) {
        if let (Some(day), Some(slot)) = (day.filter(|day| *day <= self.on), self.days.get_mut(mark as usize))
        {
            *slot = Some(day);
        }
    }

    fn at_birth(&mut self, pregnancy: &Pregnancy, child: &Child, newborn: &Newborn) {
        let born = Some(child.born_on());
        let light = newborn.weight_g.is_some_and(|weight| weight.get() < LOW_GRAMS);
        let weeks = pregnancy.age_on(child.born_on()).map(|age| age.weeks());
        self.set(Mark::BornAlive, born);
        self.set(Mark::Weighed, born.filter(|_| newborn.weight_g.is_some()));
        self.set(Mark::LowWeight, born.filter(|_| light));
        self.set(Mark::AgeKnown, born.filter(|_| weeks.is_some()));
        self.set(Mark::Preterm, born.filter(|_| weeks.is_some_and(|weeks| weeks < TERM_WEEKS)));
        self.set(Mark::Asphyxia, born.filter(|_| newborn.asphyxia.is_yes()));
    }

    fn essentials(&mut self, child: &Child, newborn: &Newborn) {
        let early = newborn.essentials.early_breastfeeding.is_yes();
        self.set(Mark::EarlyBreastfeeding, Some(child.born_on()).filter(|_| early));
    }

    fn reached(&mut self, child: &Child, rules: &Rules) {
        let reached = milestones::of_child(child, rules, self.on);
        self.set(Mark::Kn1, reached.kn1);
        self.set(Mark::Kn2, reached.kn2);
        self.set(Mark::Kn3, reached.kn3);
        self.set(Mark::KnComplete, reached.kn_complete);
        self.set(Mark::Hb0, reached.hb0);
        self.set(Mark::Immunised, reached.idl.or(reached.ibl));
        let all = reached.infant.iter().all(Option::is_some);
        self.set(Mark::InfantComplete, reached.infant.into_iter().max().flatten().filter(|_| all));
    }

    fn referred(&mut self, pregnancy: &Pregnancy, child: &Child) {
        let until = plus_days(child.born_on(), NEWBORN_DAYS);
        let own = pregnancy.referrals.iter().filter(|referral| referral.child == Some(child.id));
        let own: Vec<_> = own.filter(|referral| referral.on <= until).collect();
        self.set(Mark::NewbornReferred, own.first().map(|referral| referral.on));
        self.set(
            Mark::NewbornTreated,
            own.iter().filter_map(|referral| treated_on(pregnancy, referral.id())).min(),
        );
    }

    /// Breast milk only until six months: asked then, and never answered otherwise before.
    fn fed(&mut self, child: &Child) {
        let newborn = child.contacts.iter().map(|contact| (contact.on, contact.breast_milk_only));
        let infant = child.infant_contacts.iter().map(|contact| (contact.on, contact.breast_milk_only));
        let answers: Vec<(Date, Answer)> = newborn.chain(infant).filter(|(_, a)| a.is_assessed()).collect();
        let age = |on: Date| days_between(child.born_on(), on);
        let at_six = answers
            .iter()
            .find(|(on, _)| (SIX_MONTHS.0..=SIX_MONTHS.1).contains(&age(*on)) && *on <= self.on);
        let Some((asked, answer)) = at_six else { return };
        self.set(Mark::FeedingAsked, Some(*asked));
        let always = answers.iter().filter(|(on, _)| on <= asked).all(|(_, answer)| answer.is_yes());
        self.set(Mark::BreastMilkOnly, Some(*asked).filter(|_| answer.is_yes() && always));
    }

    fn life(&mut self, child: &Child) {
        let born = child.born_on();
        let birthday = born.saturating_add(Span::new().years(1));
        let died = child.death.as_ref().map(|death| death.on);
        self.set(Mark::FirstBirthday, Some(birthday).filter(|day| died.is_none_or(|died| died >= *day)));
        let Some(died) = died.filter(|died| *died < birthday) else { return };
        let mark = match days_between(born, died) {
            days if days <= EARLY_DAYS => Mark::DiedEarly,
            days if days <= NEWBORN_DAYS => Mark::DiedLate,
            _ => Mark::DiedPostNeonatal,
        };
        self.set(mark, Some(died));
        self.set(Mark::DiedNewborn, Some(died).filter(|_| mark != Mark::DiedPostNeonatal));
        self.set(Mark::DiedInfant, Some(died));
    }
}
