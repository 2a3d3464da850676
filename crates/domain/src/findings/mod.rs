//! Findings: what readings and signs call for, by the rules of the edition they were noted under.
//!
//! A rule whose decisive input is missing says so ([`Assessment::not_assessed`]) and is never taken for a no.

mod child;
mod current;

use jiff::civil::Date;
use serde::Deserialize;

pub use self::{
    child::{assess_birth, assess_infant, assess_newborn, current_child},
    current::current,
};
pub use crate::signs::{Level, Phase};
use crate::{
    answer::{Answer, Answers},
    conditions::{Alternatives, Asked, because, judge},
    facts::{AntenatalContact, PostnatalContact},
    family::{Family, Item, Pregnancy},
    ids::EntryId,
    inputs::Inputs,
    readings,
    rules::Rules,
    signs::rule_id,
    tables::{Edition, Row},
};

/// A rule as the table has it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// How urgent it is.
    pub level: Level,
    /// Where it is looked at.
    pub phases: Vec<Phase>,
    /// Alternatives, each a list of conditions that must all hold.
    pub any: Alternatives,
    /// What must be known before the rule counts as looked at.
    pub needs: Vec<String>,
    /// Milder rules, and signs, that say no more than this one.
    #[serde(default)]
    pub supersedes: Vec<String>,
    /// Whether it stands until measured again.
    #[serde(default)]
    pub lasting: bool,
    /// Whether it follows from the day alone.
    #[serde(default)]
    pub timed: bool,
    /// Whether it is a screen, shown with less weight.
    #[serde(default)]
    pub screen: bool,
    /// Whether only those who care for her may see it.
    #[serde(default)]
    pub sensitive: bool,
}

/// Something found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule, or `SIGN_<ID>` for a danger sign.
    pub rule: String,
    /// How urgent.
    pub level: Level,
    /// The day of the contact it was found at, or on which it came about.
    pub on: Date,
    /// The entry it was found in.
    pub entry: EntryId,
    /// Where the rule comes from.
    pub source: String,
    /// Whether somebody confirmed the rule.
    pub confirmed: bool,
    /// A screen, to be shown with less weight.
    pub screen: bool,
    /// Only for those who care for her.
    pub sensitive: bool,
    /// What it was found by: input and value as text.
    pub values: Vec<(String, String)>,
    /// What would complete the picture and was not assessed.
    pub not_assessed: Vec<String>,
}

/// What a contact gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assessment {
    /// What was found, most urgent first.
    pub findings: Vec<Finding>,
    /// Rules that could not be judged, with the inputs that were missing.
    pub not_assessed: Vec<(String, Vec<String>)>,
}

/// Where and under which edition something is judged.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) phase: Phase,
    pub(crate) edition: &'a Edition,
    pub(crate) on: Date,
    pub(crate) entry: EntryId,
}

/// Judges an antenatal contact.
#[must_use]
pub fn assess_antenatal(
    family: &Family,
    pregnancy: &Pregnancy,
    contact: &Item<AntenatalContact>,
    rules: &Rules,
) -> Assessment {
    let inputs = readings::of_antenatal(family, pregnancy, contact, rules);
    let edition = rules.edition(&contact.edition);
    assess(&inputs, Place { phase: Phase::Pregnancy, edition, on: contact.on, entry: contact.id() }, rules)
}

/// Judges a postnatal contact with the mother.
#[must_use]
pub fn assess_postnatal(contact: &Item<PostnatalContact>, rules: &Rules) -> Assessment {
    let inputs = readings::of_postnatal(contact);
    let edition = rules.edition(&contact.edition);
    assess(&inputs, Place { phase: Phase::Postnatal, edition, on: contact.on, entry: contact.id() }, rules)
}

/// Judges readings by the rules and signs of a phase.
pub(crate) fn assess(inputs: &Inputs<'_>, place: Place<'_>, rules: &Rules) -> Assessment {
    let mut assessment = Assessment::default();
    for rule in in_force(rules, place) {
        match rule.judge(inputs, rules) {
            Answer::Yes => assessment.findings.push(found(rule, inputs, place, rules)),
            Answer::No => {}
            Answer::NotAssessed => {
                assessment.not_assessed.push((rule.id.clone(), rule.missing(inputs)));
            }
        }
    }
    assessment.findings.extend(signs_found(&inputs.signs, place, rules));
    settle(&mut assessment.findings, rules);
    assessment
}

/// The rules of a phase that hold in an edition.
pub(crate) fn in_force<'a>(
    rules: &'a Rules,
    place: Place<'a>,
) -> impl Iterator<Item = &'static Row<Rule>> + use<'a> {
    let rows = rules.tables.rules.iter();
    rows.filter(move |rule| rule.phases.contains(&place.phase) && rule.holds_in(place.edition))
}

impl Rule {
    /// Judges readings: a doubt that concerns nothing the rule needs is taken for a no.
    #[must_use]
    pub fn judge(&self, inputs: &Inputs<'_>, rules: &Rules) -> Answer {
        match judge(&self.any, inputs, &rules.choices) {
            Answer::NotAssessed if lacking(&self.needs, &self.any, inputs).next().is_none() => Answer::No,
            verdict => verdict,
        }
    }

    /// What the rule needs and the readings lack.
    #[must_use]
    pub fn missing(&self, inputs: &Inputs<'_>) -> Vec<String> {
        lacking(&self.needs, &self.any, inputs).cloned().collect()
    }
}

/// Which of `needs` is not known, asked as the conditions ask for it.
pub(crate) fn lacking<'a>(
    needs: &'a [String],
    any: &'a Alternatives,
    inputs: &'a Inputs<'_>,
) -> impl Iterator<Item = &'a String> {
    needs.iter().filter(move |name| {
        let asked =
            any.iter().flatten().map(|condition| &condition.asked).find(|asked| asked.name() == *name);
        match asked {
            Some(asked) => !asked.is_known(inputs),
            None => !named(name).is_some_and(|asked| asked.is_known(inputs)),
        }
    })
}

fn named(name: &str) -> Option<Asked> {
    crate::inputs::Input::ALL.iter().find(|input| input.name() == name).map(|input| Asked::Input(*input))
}

pub(crate) fn found(rule: &Row<Rule>, inputs: &Inputs<'_>, place: Place<'_>, rules: &Rules) -> Finding {
    Finding {
        rule: rule.id.clone(),
        level: rule.level,
        on: place.on,
        entry: place.entry,
        source: rule.source.clone(),
        confirmed: rule.is_confirmed(),
        screen: rule.screen,
        sensitive: rule.sensitive,
        values: because(&rule.any, inputs, &rules.choices),
        not_assessed: rule.missing(inputs),
    }
}

/// Every danger sign answered with yes is a finding of its own.
pub(crate) fn signs_found(signs: &Answers, place: Place<'_>, rules: &Rules) -> Vec<Finding> {
    let rows =
        rules.tables.signs.iter().filter(|sign| sign.holds_in(place.edition) && signs.get(&sign.id).is_yes());
    rows.filter_map(|sign| {
        let level = *sign.levels.get(&place.phase)?;
        Some(Finding {
            rule: rule_id(&sign.id),
            level,
            on: place.on,
            entry: place.entry,
            source: sign.source.clone(),
            confirmed: sign.is_confirmed(),
            screen: false,
            sensitive: false,
            values: vec![(sign.id.clone(), "yes".to_owned())],
            not_assessed: Vec::new(),
        })
    })
    .collect()
}

/// Drops what a more severe finding already says, and puts the most urgent first.
pub(crate) fn settle(findings: &mut Vec<Finding>, rules: &Rules) {
    let silenced: Vec<&String> = findings
        .iter()
        .flat_map(|finding| rules.tables.rules.iter().filter(move |rule| rule.id == finding.rule))
        .flat_map(|rule| &rule.supersedes)
        .collect();
    findings.retain(|finding| !silenced.contains(&&finding.rule));
    findings.sort_by(|a, b| (a.level, a.screen, &a.rule).cmp(&(b.level, b.screen, &b.rule)));
}
