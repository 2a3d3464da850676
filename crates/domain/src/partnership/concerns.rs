//! Talking things through: which births are proposed for it, what must be asked first, and which step
//! may follow. The program proposes; only a person raises a concern (domain.md §1.5).

use jiff::civil::Date;

use super::{BornWith, Period, births};
use crate::{
    facts::{Circumstances, ConcernStepKind, Side},
    gestation::plus_days,
    ids::SubjectId,
    matters::Concern,
    register::Register,
    rights::{Act, Scope},
    rules::Rules,
};

/// How long a birth is proposed for, days.
const PROPOSED_DAYS: i32 = 365;

/// A birth that somebody may want to talk about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The birth. First of all comes the visit to mother and child within a day
    /// ([`BornWith::visited`]).
    pub birth: BornWith,
    /// The agreement that held.
    pub agreement: SubjectId,
    /// Dukun it would be talked about with: those who were there, else all who signed for the village.
    pub with: Vec<SubjectId>,
}

/// Births with a dukun alone while an agreement held, which nobody has raised yet; newest first. Nothing
/// for those who may not raise it, and only of families whom they may see.
#[must_use]
pub fn proposals(register: &Register, rules: &Rules, scope: &Scope, today: Date) -> Vec<Proposal> {
    if !scope.may(Act::RaiseConcern) {
        return Vec::new();
    }
    let period = Period { from: plus_days(today, -PROPOSED_DAYS), until: today };
    let mut proposals: Vec<_> = births(register, rules, period, None)
        .into_iter()
        .filter(|birth| birth.is_solo())
        .filter(|birth| register.family(birth.family).is_some_and(|family| scope.sees_family(family)))
        .filter_map(|birth| propose(register, birth))
        .collect();
    proposals.reverse();
    proposals
}

fn propose(register: &Register, birth: BornWith) -> Option<Proposal> {
    let raised = |concern: &Concern| concern.raised.birth == Some(birth.entry);
    if register.matters().concerns.values().any(|concern| raised(concern)) {
        return None;
    }
    let signed = |dukun: &SubjectId| {
        let mut agreements = register.matters().agreements.values();
        agreements.any(|a| a.holds(birth.on) && a.side(Side::Dukun, birth.on).contains(dukun))
    };
    let (agreement, with) = match birth.dukun.as_slice() {
        [] => {
            let agreement = birth.agreements(register).next()?;
            (agreement.id, agreement.side(Side::Dukun, birth.on))
        }
        named => {
            let with: Vec<_> = named.iter().copied().filter(signed).collect();
            let first = with.first()?;
            let mut agreements = register.matters().agreements.values();
            let of =
                agreements.find(|a| a.holds(birth.on) && a.side(Side::Dukun, birth.on).contains(first))?;
            (of.id, with)
        }
    };
    Some(Proposal { birth, agreement, with })
}

/// What must be asked before a concern counts as verified, by field of [`Circumstances`].
pub const QUESTIONS: [&str; 6] =
    ["minutes_to_facility", "hours_of_labour", "transport", "bidan_reachable", "mothers_choice", "emergency"];

/// The questions that were neither answered nor named as asked without an answer.
#[must_use]
pub fn unasked(told: &Circumstances) -> Vec<&'static str> {
    let answered = |question: &str| match question {
        "minutes_to_facility" => told.minutes_to_facility.is_some(),
        "hours_of_labour" => told.hours_of_labour.is_some(),
        "transport" => told.transport.is_assessed(),
        "bidan_reachable" => told.bidan_reachable.is_assessed(),
        "mothers_choice" => told.mothers_choice.is_assessed(),
        "emergency" => told.emergency.is_assessed(),
        _ => false,
    };
    let open = |question: &&str| !answered(question) && !told.asked.iter().any(|asked| asked == question);
    QUESTIONS.into_iter().filter(open).collect()
}

/// The steps that may follow, in the order in which they are offered; none once it is closed.
#[must_use]
pub fn next_steps(concern: &Concern) -> Vec<ConcernStepKind> {
    use ConcernStepKind::{Closed, Dialogue, Escalated, NotConfirmed, Suspended, Verified};
    use ConcernStepKind::{Warning1, Warning2, Warning3};
    if concern.is_closed() {
        return Vec::new();
    }
    if !concern.is_verified() {
        return vec![Verified, NotConfirmed];
    }
    let furthest = concern.steps.iter().map(|step| step.step).max();
    let further = match furthest {
        Some(Dialogue) => Some(Warning1),
        Some(Warning1) => Some(Warning2),
        Some(Warning2) => Some(Warning3),
        Some(Warning3) => Some(Escalated),
        Some(Escalated) => Some(Suspended),
        // Nobody is reminded before they were listened to.
        _ => None,
    };
    [Some(Dialogue), further, Some(Closed)].into_iter().flatten().collect()
}
