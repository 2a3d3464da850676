//! Findings at birth, in newborns and in infants.

use std::borrow::Cow;

use jiff::civil::Date;

use super::{Assessment, Finding, Phase, Place, assess, found, in_force, settle};
use crate::{
    answer::Answer,
    facts::{Birth, InfantContact, NewbornContact},
    family::{Child, Item, Pregnancy},
    gestation::days_between,
    growth,
    inputs::{Input, Inputs},
    rules::Rules,
};

/// Judges the signs of danger noted at a birth. The birth carries no edition: that of its day holds.
#[must_use]
pub fn assess_birth(birth: &Item<Birth>, rules: &Rules) -> Assessment {
    let inputs = Inputs::with_signs(&birth.signs);
    let edition = rules.edition(rules.tables.edition_on(birth.on));
    assess(&inputs, Place { phase: Phase::Birth, edition, on: birth.on, entry: birth.id() }, rules)
}

/// Judges a contact with a newborn.
#[must_use]
pub fn assess_newborn(
    pregnancy: &Pregnancy,
    child: &Child,
    contact: &Item<NewbornContact>,
    rules: &Rules,
) -> Assessment {
    let mut inputs = of_child(pregnancy, child, contact.on);
    inputs.signs = Cow::Borrowed(&contact.signs);
    inputs.set(Input::Temperature, contact.temperature_c.map(|value| value.get()));
    inputs.set(Input::Breaths, contact.breaths.map(|value| value.get()));
    let born = child.newborn().and_then(|newborn| newborn.weight_g).map(|grams| grams.get());
    let now = contact.weight_g.map(|grams| grams.get());
    inputs.set(Input::WeightLoss, born.zip(now).map(|(born, now)| (born - now) / born * 100.0));
    let edition = rules.edition(&contact.edition);
    assess(&inputs, Place { phase: Phase::Newborn, edition, on: contact.on, entry: contact.id() }, rules)
}

/// Judges a contact with an infant.
#[must_use]
pub fn assess_infant(
    pregnancy: &Pregnancy,
    child: &Child,
    contact: &Item<InfantContact>,
    rules: &Rules,
) -> Assessment {
    let mut inputs = of_child(pregnancy, child, contact.on);
    inputs.signs = Cow::Borrowed(&contact.signs);
    let sex = child.newborn().and_then(|newborn| newborn.sex);
    let age = days_between(child.born_on(), contact.on);
    let z = sex.zip(contact.weight_g).and_then(|(sex, grams)| growth::weight_for_age(sex, age, grams.get()));
    inputs.set(Input::WeightZ, z);
    let edition = rules.edition(&contact.edition);
    assess(&inputs, Place { phase: Phase::Infant, edition, on: contact.on, entry: contact.id() }, rules)
}

/// The findings about a living child that still speak on a day: those of its latest contact; up to
/// 28 days also what its weight at birth calls for.
#[must_use]
pub fn current_child(pregnancy: &Pregnancy, child: &Child, rules: &Rules, on: Date) -> Vec<Finding> {
    let dead = child.death.as_ref().is_some_and(|death| death.on <= on);
    if dead || on < child.born_on() || !was_born_alive(child) {
        return Vec::new();
    }
    let newborn = child.contacts.iter().rev().find(|contact| contact.on <= on);
    let infant = child.infant_contacts.iter().rev().find(|contact| contact.on <= on);
    if let Some(contact) = infant
        && newborn.is_none_or(|newborn| newborn.on <= contact.on)
    {
        return assess_infant(pregnancy, child, contact, rules).findings;
    }
    if days_between(child.born_on(), on) > 28 {
        return Vec::new();
    }
    match newborn {
        Some(contact) => assess_newborn(pregnancy, child, contact, rules).findings,
        None => by_birth_weight(pregnancy, child, rules),
    }
}

fn was_born_alive(child: &Child) -> bool {
    child.newborn().is_none_or(|newborn| newborn.outcome == crate::facts::BirthOutcome::Alive)
}

fn by_birth_weight(pregnancy: &Pregnancy, child: &Child, rules: &Rules) -> Vec<Finding> {
    let inputs = of_child(pregnancy, child, child.born_on());
    let edition = rules.edition(rules.tables.edition_on(child.born_on()));
    let place = Place { phase: Phase::Newborn, edition, on: child.born_on(), entry: child.birth.id() };
    let mut findings: Vec<_> = in_force(rules, place)
        .filter(|rule| rule.lasting && rule.judge(&inputs, rules).is_yes())
        .map(|rule| found(rule, &inputs, place, rules))
        .collect();
    settle(&mut findings, rules);
    findings
}

/// What is known of a child on a day, contacts aside.
fn of_child<'a>(pregnancy: &Pregnancy, child: &Child, on: Date) -> Inputs<'a> {
    let mut inputs = Inputs::default();
    inputs.set(Input::AgeDays, Some(f64::from(days_between(child.born_on(), on))));
    inputs.set(
        Input::BirthWeight,
        child.newborn().and_then(|newborn| newborn.weight_g).map(|grams| grams.get()),
    );
    let preterm = pregnancy.age_on(child.born_on()).map(|age| Answer::from(age.weeks() < 37));
    inputs.answer(Input::Preterm, preterm.unwrap_or_default());
    inputs
}
