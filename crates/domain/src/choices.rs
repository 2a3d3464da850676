//! What a unit decides for itself among the rules: profiles, limits and flags on which sources differ.

use std::{collections::BTreeMap, sync::Arc};

use serde::Deserialize;
use serde_json::Value;

use crate::{facts::Unit, tables::Tables};

/// One thing a unit may decide. The kind follows from the default.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What holds where the unit says nothing: a flag, a number or a word.
    pub default: Value,
    /// The words allowed, where it is a word.
    #[serde(default)]
    pub allowed: Vec<String>,
    /// The smallest number allowed.
    #[serde(default)]
    pub min: Option<f64>,
    /// The largest number allowed.
    #[serde(default)]
    pub max: Option<f64>,
}

/// A decided value.
#[derive(Clone, Debug, PartialEq)]
enum Decided {
    Flag(bool),
    Number(f64),
    Word(String),
}

/// A value that a unit wrote and that can't hold; the default does.
#[derive(Clone, Debug, PartialEq)]
pub struct Complaint {
    /// The choice.
    pub id: String,
    /// What the unit wrote.
    pub value: String,
    /// What is wrong with it.
    pub reason: Mistake,
}

/// What is wrong with a choice.
#[derive(Clone, Debug, PartialEq)]
pub enum Mistake {
    /// There is no such choice.
    Unknown,
    /// It must be one of these words.
    NotAllowed(Vec<String>),
    /// It must be a number within these limits.
    NotWithin(f64, f64),
}

/// The choices that hold in a unit: its own over the defaults. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct Choices {
    all: Arc<BTreeMap<String, Decided>>,
    limits: Limits,
}

/// The limits that every contact is held against, looked up once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Limits {
    t1_max_days: i32,
    t2_max_days: i32,
    k1m_max_days: i32,
}

impl Choices {
    /// The choices of a unit; a value that can't hold is passed over ([`Self::complaints`] lists it).
    #[must_use]
    pub fn of(tables: &Tables, unit: Option<&Unit>) -> Self {
        let own = |id: &str| unit.and_then(|unit| unit.choices.get(id));
        let decided = tables.choices.iter().map(|row| {
            let value = own(&row.id).and_then(|text| row.read(text).ok()).unwrap_or_else(|| row.standard());
            (row.id.clone(), value)
        });
        let all = Arc::new(decided.collect());
        let mut choices = Self { all, limits: Limits::default() };
        choices.limits = Limits {
            t1_max_days: choices.whole("t1_max_days"),
            t2_max_days: choices.whole("t2_max_days"),
            k1m_max_days: choices.whole("k1m_max_days"),
        };
        choices
    }

    /// What a unit wrote that can't hold.
    #[must_use]
    pub fn complaints(unit: &Unit) -> Vec<Complaint> {
        let tables = Tables::builtin();
        let mistake = |id: &String, text: &String| match tables.choices.iter().find(|row| row.id == *id) {
            None => Some(Mistake::Unknown),
            Some(row) => row.read(text).err(),
        };
        unit.choices
            .iter()
            .filter_map(|(id, text)| {
                mistake(id, text).map(|reason| Complaint { id: id.clone(), value: text.clone(), reason })
            })
            .collect()
    }

    /// A choice that is yes or no; an unknown id is no.
    #[must_use]
    pub fn flag(&self, id: &str) -> bool {
        matches!(self.all.get(id), Some(Decided::Flag(true)))
    }

    /// A choice that is a number; an unknown id is 0, which a test of the table rules out.
    #[must_use]
    pub fn number(&self, id: &str) -> f64 {
        match self.all.get(id) {
            Some(Decided::Number(number)) => *number,
            _ => 0.0,
        }
    }

    /// A choice of whole days, weeks or minutes.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the table limits every such number to less than 1000"
    )]
    pub fn whole(&self, id: &str) -> i32 {
        self.number(id) as i32
    }

    /// A choice among words; an unknown id is empty.
    #[must_use]
    pub fn word(&self, id: &str) -> &str {
        match self.all.get(id) {
            Some(Decided::Word(word)) => word,
            _ => "",
        }
    }

    /// The last day of the first trimester, in days of gestation.
    #[must_use]
    pub fn t1_max_days(&self) -> i32 {
        self.limits.t1_max_days
    }

    /// The last day of the second trimester, in days of gestation.
    #[must_use]
    pub fn t2_max_days(&self) -> i32 {
        self.limits.t2_max_days
    }

    /// The last day on which a first contact is a K1 murni, in days of gestation.
    #[must_use]
    pub fn k1m_max_days(&self) -> i32 {
        self.limits.k1m_max_days
    }

    /// The rule for K4 and K6 (`anc_profile`).
    #[must_use]
    pub fn anc_profile(&self) -> &str {
        self.word("anc_profile")
    }
}

impl Choice {
    fn standard(&self) -> Decided {
        match &self.default {
            Value::Bool(flag) => Decided::Flag(*flag),
            Value::Number(number) => Decided::Number(number.as_f64().unwrap_or_default()),
            other => Decided::Word(other.as_str().unwrap_or_default().to_owned()),
        }
    }

    fn read(&self, text: &str) -> Result<Decided, Mistake> {
        let text = text.trim();
        match self.standard() {
            Decided::Flag(_) => match text {
                "true" => Ok(Decided::Flag(true)),
                "false" => Ok(Decided::Flag(false)),
                _ => Err(Mistake::NotAllowed(vec!["true".to_owned(), "false".to_owned()])),
            },
            Decided::Number(_) => {
                let (min, max) = (self.min.unwrap_or(f64::MIN), self.max.unwrap_or(f64::MAX));
                let number = text.replace(',', ".").parse::<f64>().ok();
                let number = number.filter(|number| (min..=max).contains(number));
                number.map(Decided::Number).ok_or(Mistake::NotWithin(min, max))
            }
            Decided::Word(_) if self.allowed.iter().any(|word| word == text) => {
                Ok(Decided::Word(text.to_owned()))
            }
            Decided::Word(_) => Err(Mistake::NotAllowed(self.allowed.clone())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(choices: &[(&str, &str)]) -> Unit {
        let choices = choices.iter().map(|(id, value)| ((*id).to_owned(), (*value).to_owned())).collect();
        Unit { choices, ..Unit::default() }
    }

    #[test]
    fn the_defaults_are_those_of_the_field_notes() {
        let choices = Choices::of(Tables::builtin(), None);
        assert_eq!((choices.t1_max_days(), choices.t2_max_days(), choices.k1m_max_days()), (90, 174, 90));
        assert_eq!(choices.anc_profile(), "K6_GUIDANCE_2026");
        assert!(!choices.flag("age35_double_count"));
        assert!((choices.number("yi_temp_low_red") - 35.5).abs() < 1e-9);
    }

    #[test]
    fn a_unit_decides_within_limits_and_the_rest_is_reported() {
        let unit = unit(&[
            ("anc_profile", "K6_BUKU_KIA"),
            ("yi_temp_low_red", "36,0"),
            ("t1_max_days", "12"),
            ("kspr_variant", "mine"),
            ("colour", "blue"),
            ("age35_double_count", "ya"),
        ]);
        let choices = Choices::of(Tables::builtin(), Some(&unit));
        assert_eq!(choices.anc_profile(), "K6_BUKU_KIA");
        assert!((choices.number("yi_temp_low_red") - 36.0).abs() < 1e-9);
        assert_eq!((choices.t1_max_days(), choices.word("kspr_variant")), (90, "card"));
        let complaints = Choices::complaints(&unit);
        let ids: Vec<_> = complaints.iter().map(|complaint| complaint.id.as_str()).collect();
        assert_eq!(ids, ["age35_double_count", "colour", "kspr_variant", "t1_max_days"]);
        assert_eq!(complaints[3].reason, Mistake::NotWithin(84.0, 97.0));
        assert_eq!(complaints[1].reason, Mistake::Unknown);
    }

    #[test]
    fn every_choice_of_the_table_allows_its_default() {
        for row in &Tables::builtin().choices {
            let text = match row.standard() {
                Decided::Flag(flag) => flag.to_string(),
                Decided::Number(number) => number.to_string(),
                Decided::Word(word) => word,
            };
            assert_eq!(row.read(&text), Ok(row.standard()), "{}", row.id);
            let limited = row.min.is_some() && row.max.is_some();
            assert!(!matches!(row.standard(), Decided::Number(_)) || limited, "{} needs min and max", row.id);
        }
    }
}
