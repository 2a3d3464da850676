//! The findings that still speak on a day.

use jiff::civil::Date;

use super::{Finding, Phase, Place, Rule, assess_postnatal, found, in_force, settle, signs_found};
use crate::{
    answer::Answer,
    family::{Family, Pregnancy},
    gestation::{days_between, plus_days},
    ids::EntryId,
    inputs::Inputs,
    readings::{self, LONGEST_DAYS},
    rules::Rules,
    tables::Row,
};

/// The findings about the mother that still speak on a day. While she is pregnant: those of her latest
/// contact, and lasting ones (a short height, a low haemoglobin) until measured again. Up to 42 days after
/// the birth: those of her latest postnatal contact. A pregnancy that has no end after 308 days is lost
/// to the register and has none: its outcome is to be asked for.
#[must_use]
pub fn current(family: &Family, pregnancy: &Pregnancy, rules: &Rules, on: Date) -> Vec<Finding> {
    match pregnancy.over_on() {
        Some(over) if over <= on => after_birth(pregnancy, rules, on),
        _ if pregnancy.age_on(on).is_some_and(|age| age.days() > LONGEST_DAYS) => Vec::new(),
        _ => expecting(family, pregnancy, rules, on),
    }
}

fn after_birth(pregnancy: &Pregnancy, rules: &Rules, on: Date) -> Vec<Finding> {
    let recent = pregnancy.birth.as_ref().is_some_and(|birth| days_between(birth.on, on) <= 42);
    let alive = pregnancy.death.as_ref().is_none_or(|death| on < death.on);
    let contact = pregnancy.postnatal.iter().rev().find(|contact| contact.on <= on);
    match contact {
        Some(contact) if recent && alive => assess_postnatal(contact, rules).findings,
        _ => Vec::new(),
    }
}

fn expecting(family: &Family, pregnancy: &Pregnancy, rules: &Rules, on: Date) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut decided: Vec<&str> = Vec::new();
    let mut latest = true;
    for contact in pregnancy.contacts.iter().rev().filter(|contact| contact.on <= on) {
        let inputs = readings::of_antenatal(family, pregnancy, contact, rules);
        let place = place(rules, &contact.edition, contact.on, contact.id());
        if latest {
            findings.extend(signs_found(&inputs.signs, place, rules));
        }
        let wanted = |rule: &Row<Rule>| !rule.timed && (latest || rule.lasting);
        decide(&inputs, place, rules, wanted, &mut decided, &mut findings);
        latest = false;
    }
    if let Some((entry, day)) = begin(pregnancy, on) {
        let inputs = readings::of_woman(family, pregnancy, rules, on);
        let place = place(rules, rules.tables.edition_on(on), day, entry);
        decide(&inputs, place, rules, |rule| rule.lasting && !rule.timed, &mut decided, &mut findings);
        findings.extend(by_the_day(&inputs, place, pregnancy, rules));
    }
    settle(&mut findings, rules);
    findings
}

fn place<'a>(rules: &'a Rules, edition: &str, on: Date, entry: EntryId) -> Place<'a> {
    Place { phase: Phase::Pregnancy, edition: rules.edition(edition), on, entry }
}

/// Judges the wanted rules that no later contact has decided yet.
fn decide(
    inputs: &Inputs<'_>,
    place: Place<'_>,
    rules: &Rules,
    wanted: impl Fn(&Row<Rule>) -> bool,
    decided: &mut Vec<&'static str>,
    findings: &mut Vec<Finding>,
) {
    // An edition has each rule once, so only later contacts can have decided one of these.
    let later = decided.len();
    for rule in in_force(rules, place) {
        if !wanted(rule) || decided.iter().take(later).any(|id| *id == rule.id) {
            continue;
        }
        match rule.judge(inputs, rules) {
            Answer::Yes => findings.push(found(rule, inputs, place, rules)),
            Answer::No => {}
            Answer::NotAssessed => continue,
        }
        decided.push(&rule.id);
    }
}

/// Findings that the day alone brings, dated by the day they came about.
fn by_the_day(inputs: &Inputs<'_>, place: Place<'_>, pregnancy: &Pregnancy, rules: &Rules) -> Vec<Finding> {
    let timed = in_force(rules, place).filter(|rule| rule.timed && rule.judge(inputs, rules).is_yes());
    timed
        .map(|rule| {
            let weeks = rule.any.iter().flatten().find_map(|condition| condition.at_least(&rules.choices));
            #[expect(clippy::cast_possible_truncation, reason = "the table writes whole weeks below 45")]
            let reached = pregnancy.lmp().zip(weeks).map(|(lmp, weeks)| plus_days(lmp, weeks as i32 * 7));
            found(rule, inputs, Place { on: reached.unwrap_or(place.on), ..place }, rules)
        })
        .collect()
}

/// The entry by which the pregnancy is known, and its day.
fn begin(pregnancy: &Pregnancy, on: Date) -> Option<(EntryId, Date)> {
    let registered = pregnancy.registered.as_ref().map(|registered| (registered.id(), registered.on));
    let told = || pregnancy.notices.first().map(|notice| (notice.id(), notice.told_on));
    let met = || pregnancy.contacts.first().map(|contact| (contact.id(), contact.on));
    registered.or_else(told).or_else(met).filter(|(_, day)| *day <= on)
}
