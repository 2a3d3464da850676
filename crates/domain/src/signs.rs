//! Danger signs by phase, and the words in which registers name them.

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use serde::Deserialize;

use crate::tables::{Row, Tables};

/// How urgent a finding is. The most urgent comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Refer now.
    Red,
    /// A doctor's opinion the same day, or a plan.
    Yellow,
    /// To be treated and watched here.
    Green,
}

impl Level {
    /// The word, as exports write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Yellow => "yellow",
            Self::Green => "green",
        }
    }
}

/// The part of a mother's and child's way in which something is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Pregnancy.
    Pregnancy,
    /// Labour and birth.
    Birth,
    /// The mother after the birth (nifas).
    Postnatal,
    /// The child up to 28 days.
    Newborn,
    /// The child from 29 days.
    Infant,
}

/// A danger sign. The row's id is the one under which contacts answer.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    /// How urgent it is in each phase in which it is asked.
    pub levels: BTreeMap<Phase, Level>,
    /// Words in which registers name the same thing.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// The signs asked for in a phase, in the order of the table.
pub fn of(phase: Phase) -> impl Iterator<Item = &'static Row<Sign>> {
    Tables::builtin().signs.iter().filter(move |sign| sign.levels.contains_key(&phase))
}

/// The sign of a phase that a register means by `text`; none when no sign means just that.
#[must_use]
pub fn find(phase: Phase, text: &str) -> Option<&'static Row<Sign>> {
    // A register of thousands of rows asks this for every word of every row.
    static WORDS: LazyLock<HashMap<String, Vec<&'static Row<Sign>>>> = LazyLock::new(|| {
        let mut words: HashMap<String, Vec<_>> = HashMap::new();
        for sign in &Tables::builtin().signs {
            let named = sign.aliases.iter().chain([&sign.id]).map(|word| plain(word));
            named.for_each(|word| words.entry(word).or_default().push(sign));
        }
        words
    });
    WORDS.get(&plain(text))?.iter().find(|sign| sign.levels.contains_key(&phase)).copied()
}

/// The id of the rule that a sign is a finding under: `SIGN_BLEEDING`.
#[must_use]
pub fn rule_id(sign: &str) -> String {
    format!("SIGN_{}", sign.to_uppercase())
}

/// Words without case, marks and double spaces, so that spellings meet.
pub(crate) fn plain(text: &str) -> String {
    let kept =
        text.chars().map(|c| if c.is_alphanumeric() || c == '>' { c } else { ' ' }).collect::<String>();
    kept.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(phase: Phase, text: &str) -> Option<&'static str> {
        find(phase, text).map(|sign| sign.id.as_str())
    }

    #[test]
    fn register_words_find_their_sign() {
        assert_eq!(id(Phase::Pregnancy, " Perdarahan "), Some("bleeding"));
        assert_eq!(id(Phase::Pregnancy, "KETUBAN_PECAH"), Some("waters_broken"));
        assert_eq!(id(Phase::Pregnancy, "bengkak"), Some("swelling"));
        assert_eq!(id(Phase::Pregnancy, "pusing"), Some("dizziness"));
        assert_eq!(id(Phase::Newborn, "kuning"), Some("jaundice"));
        assert_eq!(id(Phase::Newborn, "tidak mau menyusu"), Some("not_feeding"));
        assert_eq!(id(Phase::Postnatal, "perdarahan"), Some("bleeding"));
    }

    #[test]
    fn words_that_mean_no_sign_find_none() {
        assert_eq!(id(Phase::Pregnancy, "tidak ada"), None);
        assert_eq!(id(Phase::Pregnancy, "kuning"), None);
        assert_eq!(id(Phase::Newborn, ""), None);
    }

    #[test]
    fn no_word_means_two_signs_of_one_phase() {
        for phase in [Phase::Pregnancy, Phase::Birth, Phase::Postnatal, Phase::Newborn, Phase::Infant] {
            let mut seen = BTreeMap::new();
            for sign in of(phase) {
                for word in sign.aliases.iter().chain([&sign.id]) {
                    let before = seen.insert(plain(word), &sign.id);
                    assert!(
                        before.is_none_or(|id| *id == sign.id),
                        "{word} means {before:?} and {}",
                        sign.id
                    );
                }
            }
        }
    }
}
