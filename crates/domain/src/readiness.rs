//! Whether a birth is prepared: the eight checks of domain.md §2.1.

use jiff::civil::Date;

use crate::{
    answer::Answer,
    blood::{Compatibility, compatible},
    facts::{BirthPlan, Donor, Village},
    family::{Family, Pregnancy},
    gestation::days_between,
    quantity::BloodType,
    rules::Rules,
    visits::Visits,
};

/// The checks, in the order in which people talk them through.
pub const CHECKS: [&str; 8] =
    ["attendant", "place", "companion", "transport", "donors", "money", "waiting_place", "referral_consent"];

/// One check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its id, one of [`CHECKS`].
    pub id: &'static str,
    /// Yes, no, or nobody has talked about it.
    pub answer: Answer,
}

/// How pressing an incomplete plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// There is time.
    NotYet,
    /// It should be talked about (from 32 weeks).
    Warn,
    /// It should be complete (from 36 weeks).
    Escalate,
}

/// The eight checks as they stand on a day. `minutes` is the time of travel to the facility.
#[must_use]
pub fn of(
    family: &Family,
    pregnancy: &Pregnancy,
    minutes: Option<u32>,
    rules: &Rules,
    on: Date,
) -> [Check; 8] {
    let plan = pregnancy.plans.iter().rfind(|plan| plan.on <= on);
    let asked = |answer: &dyn Fn(&BirthPlan) -> Answer| plan.map_or(Answer::NotAssessed, |plan| answer(plan));
    let place = |plan: &BirthPlan| plan.place.map(|place| rules.counts_as_facility(place, on));
    let jkn = pregnancy.registered.as_ref().map(|registered| registered.jkn).unwrap_or_default();
    let blood = family.woman.as_ref().and_then(|woman| woman.blood);
    let answers = [
        asked(&|plan| known(plan.attendant.map(|attendant| attendant.is_skilled()))),
        asked(&|plan| known(place(plan))),
        asked(&|plan| {
            if names(plan.companion.as_ref()) || plan.dukun.is_some() {
                Answer::Yes
            } else {
                Answer::NotAssessed
            }
        }),
        asked(&|plan| transport(plan, on)),
        asked(&|plan| donors(&plan.donors, blood)),
        plan.map_or(if jkn.is_yes() { Answer::Yes } else { Answer::NotAssessed }, |plan| money(plan, jkn)),
        waiting(plan.map(|plan| &**plan), minutes, rules),
        asked(&|plan| plan.referral_consent),
    ];
    let mut checks = CHECKS.map(|id| Check { id, answer: Answer::NotAssessed });
    for (check, answer) in checks.iter_mut().zip(answers) {
        check.answer = answer;
    }
    checks
}

/// How pressing an incomplete plan is on a day, by the weeks of the pregnancy.
#[must_use]
pub fn due(pregnancy: &Pregnancy, rules: &Rules, on: Date) -> Due {
    let weeks = pregnancy.age_on(on).map(crate::gestation::GestationalAge::weeks);
    let from = |id: &str| weeks.is_some_and(|weeks| weeks >= rules.choices.whole(id));
    if from("plan_urgent_weeks") {
        Due::Escalate
    } else if from("plan_warn_weeks") {
        Due::Warn
    } else {
        Due::NotYet
    }
}

/// The time of travel a plan must reckon with: that of the worse water.
#[must_use]
pub fn travel_minutes(village: &Village) -> Option<u32> {
    village.minutes_low_water.into_iter().chain(village.minutes_high_water).max()
}

fn known(answer: Option<bool>) -> Answer {
    answer.map_or(Answer::NotAssessed, Answer::from)
}

fn names(text: Option<&String>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

/// Named, and phoned within the month.
fn transport(plan: &BirthPlan, on: Date) -> Answer {
    if !names(plan.transport.as_ref()) {
        return Answer::NotAssessed;
    }
    let month = Visits::builtin().limit("transport_confirmed_days");
    Answer::from(
        plan.transport_confirmed_on.is_some_and(|called| (0..=month).contains(&days_between(called, on))),
    )
}

/// At least two whose blood she could receive. A group that nobody knows may still prove to fit; a
/// Rhesus factor that nobody knows counts against a donor only where hers is known to be negative.
fn donors(donors: &[Donor], mother: Option<BloodType>) -> Answer {
    let enough = usize::try_from(Visits::builtin().limit("donors_count")).unwrap_or(2);
    let fit = |donor: &Donor| match (donor.blood, mother) {
        (Some(donor), Some(mother)) => match compatible(donor, mother) {
            Compatibility::Yes => Answer::Yes,
            Compatibility::No => Answer::No,
            Compatibility::Unknown if mother.rhesus_positive == Some(false) => Answer::NotAssessed,
            Compatibility::Unknown => Answer::Yes,
        },
        _ => Answer::NotAssessed,
    };
    let answers: Vec<_> = donors.iter().map(fit).collect();
    let count = |wanted: Answer| answers.iter().filter(|answer| **answer == wanted).count();
    if donors.is_empty() {
        Answer::NotAssessed
    } else if count(Answer::Yes) >= enough {
        Answer::Yes
    } else if count(Answer::Yes) + count(Answer::NotAssessed) >= enough {
        Answer::NotAssessed
    } else {
        Answer::No
    }
}

/// Insured, or savings that reach.
fn money(plan: &BirthPlan, jkn: Answer) -> Answer {
    let reach = plan.savings_rupiah.zip(plan.cost_rupiah).map(|(savings, cost)| savings >= cost);
    if plan.jkn.is_yes() || reach == Some(true) || (jkn.is_yes() && !plan.jkn.is_assessed()) {
        Answer::Yes
    } else if reach == Some(false) {
        Answer::No
    } else {
        Answer::NotAssessed
    }
}

/// Only who lives far off needs a place near the facility.
fn waiting(plan: Option<&BirthPlan>, minutes: Option<u32>, rules: &Rules) -> Answer {
    let near =
        minutes.is_some_and(|minutes| f64::from(minutes) <= rules.choices.number("long_travel_minutes"));
    if near { Answer::Yes } else { plan.map_or(Answer::NotAssessed, |plan| plan.waiting_place) }
}
