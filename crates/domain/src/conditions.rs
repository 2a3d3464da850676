//! Conditions of the rule tables, judged with three answers.

use serde::Deserialize;
use serde_json::Value;

use crate::{
    answer::Answer,
    choices::Choices,
    inputs::{Input, Inputs},
};

/// What a condition asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// A reading.
    Input(Input),
    /// A danger sign, by id.
    Sign(String),
    /// An item of history, by id.
    History(String),
}

impl Asked {
    /// The name under which findings and vectors show it.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Input(input) => input.name(),
            Self::Sign(id) | Self::History(id) => id,
        }
    }

    /// Whether its value is known.
    #[must_use]
    pub fn is_known(&self, inputs: &Inputs<'_>) -> bool {
        match self {
            Self::Input(input) => inputs.get(*input).is_some(),
            Self::Sign(id) => inputs.signs.get(id).is_assessed(),
            Self::History(id) => inputs.history(id).is_assessed(),
        }
    }

    /// Its value as text, where it is known.
    #[must_use]
    pub fn shown(&self, inputs: &Inputs<'_>) -> Option<String> {
        let answered = |answer: Answer| match answer {
            Answer::Yes => Some("yes".to_owned()),
            Answer::No => Some("no".to_owned()),
            Answer::NotAssessed => None,
        };
        match self {
            Self::Input(input) => inputs.get(*input).map(number),
            Self::Sign(id) => answered(inputs.signs.get(id)),
            Self::History(id) => answered(inputs.history(id)),
        }
    }
}

/// A limit: a number of the table, or a choice of the unit.
#[derive(Clone, Debug, PartialEq)]
enum Limit {
    Number(f64),
    Choice(String),
}

/// How a reading is held against a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    AtLeast,
    Above,
    AtMost,
    Below,
    Equal,
}

/// One condition: `{ input = "sys", ge = 160 }`, `{ sign = "bleeding" }` or `{ history = "diabetes" }`.
/// A limit in quotes is a choice: `lt = "yi_temp_low_red"`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "Written")]
pub struct Condition {
    /// What is asked for.
    pub asked: Asked,
    limits: Vec<(Comparison, Limit)>,
}

/// Alternatives, each a list of conditions that must all hold.
pub type Alternatives = Vec<Vec<Condition>>;

/// Judges alternatives: yes when one holds, no when none can, else not assessed.
#[must_use]
pub fn judge(alternatives: &[Vec<Condition>], inputs: &Inputs<'_>, choices: &Choices) -> Answer {
    let mut verdict = Answer::No;
    for all in alternatives {
        match all_of(all, inputs, choices) {
            Answer::Yes => return Answer::Yes,
            Answer::NotAssessed => verdict = Answer::NotAssessed,
            Answer::No => {}
        }
    }
    verdict
}

/// Judges conditions that must all hold.
#[must_use]
pub fn all_of(conditions: &[Condition], inputs: &Inputs<'_>, choices: &Choices) -> Answer {
    let mut verdict = Answer::Yes;
    for condition in conditions {
        match condition.judge(inputs, choices) {
            Answer::No => return Answer::No,
            Answer::NotAssessed => verdict = Answer::NotAssessed,
            Answer::Yes => {}
        }
    }
    verdict
}

/// What the alternatives that hold were judged by, with values as text.
#[must_use]
pub fn because(
    alternatives: &[Vec<Condition>],
    inputs: &Inputs<'_>,
    choices: &Choices,
) -> Vec<(String, String)> {
    let mut shown: Vec<(String, String)> = Vec::new();
    for all in alternatives.iter().filter(|all| all_of(all, inputs, choices).is_yes()) {
        for condition in all {
            let name = condition.asked.name();
            if !shown.iter().any(|(known, _)| known == name)
                && let Some(value) = condition.asked.shown(inputs)
            {
                shown.push((name.to_owned(), value));
            }
        }
    }
    shown
}

impl Condition {
    /// Judges readings by this condition alone.
    #[must_use]
    pub fn judge(&self, inputs: &Inputs<'_>, choices: &Choices) -> Answer {
        let input = match &self.asked {
            Asked::Input(input) => *input,
            Asked::Sign(id) => return inputs.signs.get(id),
            Asked::History(id) => return inputs.history(id),
        };
        let Some(value) = inputs.get(input) else { return Answer::NotAssessed };
        let holds =
            self.limits.iter().all(|(comparison, limit)| comparison.holds(value, limit.number(choices)));
        Answer::from(holds)
    }

    /// The number from which on it holds, for a condition "at least".
    #[must_use]
    pub fn at_least(&self, choices: &Choices) -> Option<f64> {
        let limit = self.limits.iter().find(|(comparison, _)| *comparison == Comparison::AtLeast);
        limit.map(|(_, limit)| limit.number(choices))
    }

    /// The choices it names.
    pub fn choices(&self) -> impl Iterator<Item = &str> {
        self.limits.iter().filter_map(|(_, limit)| match limit {
            Limit::Choice(id) => Some(id.as_str()),
            Limit::Number(_) => None,
        })
    }
}

impl Comparison {
    #[expect(clippy::float_cmp, reason = "`eq` is written for counts and for 0 or 1, which are exact")]
    fn holds(self, value: f64, limit: f64) -> bool {
        match self {
            Self::AtLeast => value >= limit,
            Self::Above => value > limit,
            Self::AtMost => value <= limit,
            Self::Below => value < limit,
            Self::Equal => value == limit,
        }
    }
}

impl Limit {
    fn number(&self, choices: &Choices) -> f64 {
        match self {
            Self::Number(number) => *number,
            Self::Choice(id) => choices.number(id),
        }
    }
}

/// A number without needless decimals: `93.33`, `160`.
#[must_use]
pub fn number(value: f64) -> String {
    let rounded = libm::round(value * 100.0) / 100.0;
    rounded.to_string()
}

/// A condition as the table has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    input: Option<Input>,
    sign: Option<String>,
    history: Option<String>,
    ge: Option<Value>,
    gt: Option<Value>,
    le: Option<Value>,
    lt: Option<Value>,
    eq: Option<Value>,
}

impl TryFrom<Written> for Condition {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let Written { input, sign, history, ge, gt, le, lt, eq } = written;
        let asked = match (input, sign, history) {
            (Some(input), None, None) => Asked::Input(input),
            (None, Some(id), None) => Asked::Sign(id),
            (None, None, Some(id)) => Asked::History(id),
            _ => return Err("a condition asks for one of input, sign and history".to_owned()),
        };
        let written = [
            (Comparison::AtLeast, ge),
            (Comparison::Above, gt),
            (Comparison::AtMost, le),
            (Comparison::Below, lt),
            (Comparison::Equal, eq),
        ];
        let mut limits = Vec::new();
        for (comparison, value) in written {
            match value {
                None => {}
                Some(Value::String(id)) => limits.push((comparison, Limit::Choice(id))),
                Some(value) => {
                    let number = value.as_f64().ok_or("a limit is a number or a choice")?;
                    limits.push((comparison, Limit::Number(number)));
                }
            }
        }
        if matches!(asked, Asked::Input(_)) == limits.is_empty() {
            return Err("an input needs a limit; a sign or history takes none".to_owned());
        }
        Ok(Self { asked, limits })
    }
}
