//! The words by which messages are read (`tables/sms-words.toml`), and those that a unit has learnt.

use std::{collections::HashMap, sync::LazyLock};

use serde::Deserialize;
use strsim::osa_distance;

use super::{
    meaning::Meaning,
    token::{Token, folded, tokens},
};
use crate::{
    facts::Unit,
    names::sound,
    tables::{Row, Tables, compiled_in, rows},
};

/// A row of `tables/sms-words.toml`: words of one meaning in one language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordRow {
    /// What they do in a message.
    pub means: Meaning,
    /// The language: `id`, `nij` (Ngaju), `bjn` (Banjar).
    pub language: String,
    /// The words as people write them; several words in one text belong together in this order.
    pub words: Vec<String>,
    /// The number, where they mean one.
    #[serde(default)]
    pub value: Option<u16>,
    /// Whether they mean other things too, so that alone they leave a doubt.
    #[serde(default)]
    pub weak: bool,
    /// Whether they are other ways to write the first, also where that is part of several words.
    #[serde(default)]
    pub same: bool,
}

/// What a word of the lexicon says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sense {
    pub(super) means: Meaning,
    pub(super) value: Option<u16>,
    pub(super) weak: bool,
}

/// Words found at a place of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) sense: Sense,
    /// How many words of the message.
    pub(super) length: usize,
    /// Whether they are only nearly spelt so.
    pub(super) nearly: bool,
}

#[derive(Clone, Debug, Default)]
struct Lexicon {
    /// By the first word: the words that follow, and the sense.
    exact: HashMap<String, Vec<(Vec<String>, Sense)>>,
    /// Single words by their sound.
    sounds: HashMap<String, Sense>,
    /// Single words by their first letter, for those with a letter wrong.
    near: HashMap<char, Vec<(String, Sense)>>,
}

/// The shortest word that is known by its sound, and the shortest that is known with a letter wrong.
const SOUNDS_FROM: usize = 4;
const NEAR_FROM: usize = 5;

impl Lexicon {
    fn add(&mut self, text: &str, sense: Sense) {
        let mut words = tokens(text).into_iter().map(|token| same(token.word));
        let Some(first) = words.next() else { return };
        let rest: Vec<String> = words.collect();
        if rest.is_empty() && is_guessed(sense.means) {
            if first.len() >= SOUNDS_FROM {
                self.sounds.entry(sound(&first)).or_insert(sense);
            }
            if let Some(letter) =
                first.chars().next().filter(|_| first.len() >= NEAR_FROM && sense.value.is_none())
            {
                self.near.entry(letter).or_default().push((first.clone(), sense));
            }
        }
        let known = self.exact.entry(first).or_default();
        if !known.iter().any(|(other, _)| *other == rest) {
            known.push((rest, sense));
            known.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
    }

    fn exact(&self, first: &str, after: &[Token<'_>]) -> Option<Found> {
        let follows = |rest: &[String]| {
            rest.len() <= after.len()
                && rest
                    .iter()
                    .zip(after)
                    .all(|(word, token)| *word == token.word && token.gap == Default::default())
        };
        let (rest, sense) = self.exact.get(first)?.iter().find(|(rest, _)| follows(rest))?;
        Some(Found { sense: *sense, length: rest.len() + 1, nearly: false })
    }

    fn near(&self, word: &str) -> Option<Sense> {
        let letters = word.chars().count();
        let allowed = if letters < 9 { 1 } else { 2 };
        let alike = |other: &&(String, Sense)| {
            other.0.len().abs_diff(word.len()) <= allowed && osa_distance(&other.0, word) <= allowed
        };
        self.near.get(&word.chars().next()?)?.iter().find(alike).map(|(_, sense)| *sense)
    }
}

static ROWS: LazyLock<Vec<Row<WordRow>>> = LazyLock::new(|| {
    let editions = &Tables::builtin().editions;
    rows("sms-words.toml", "word", compiled_in!("sms-words"), editions)
        .expect("the table compiled in is tested to load")
});

/// The first word of its row for each word that is another way to write it.
static SAME: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let rows = ROWS.iter().filter(|row| row.same);
    let words = rows.flat_map(|row| row.words.iter().skip(1).zip(std::iter::repeat(row.words.first())));
    words.filter_map(|(word, first)| Some((folded(word), folded(first?)))).collect()
});

/// The word that a word is another way to write, or itself.
pub(super) fn same(word: String) -> String {
    SAME.get(&word).cloned().unwrap_or(word)
}

/// Whether a word of this meaning is known by its sound and with a letter wrong. Small words are not, or names would be
/// taken for them.
fn is_guessed(means: Meaning) -> bool {
    means.intent().is_some() || matches!(means, Meaning::Month | Meaning::Week | Meaning::Baby)
}

static TABLE: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut table = Lexicon::default();
    for row in ROWS.iter() {
        let sense = Sense { means: row.means, value: row.value, weak: row.weak };
        row.words.iter().for_each(|word| table.add(word, sense));
    }
    table
});

/// The words by which the messages of a unit are read: those of the table, and its own, which go first.
#[derive(Clone, Debug, Default)]
pub struct Words {
    own: Lexicon,
}

impl Words {
    /// The words of the table, and those that a unit has learnt. One whose meaning is unknown is left out: see
    /// [`Words::sense_of`].
    #[must_use]
    pub fn of(unit: Option<&Unit>) -> Self {
        let own = unit.and_then(|unit| unit.messages.as_ref()).map(|settings| settings.words.as_slice());
        let mut words = Self::default();
        for word in own.unwrap_or_default() {
            if let Some(sense) = sense(&word.means) {
                words.own.add(&word.word, sense);
            }
        }
        words
    }

    /// What [`crate::facts::OwnWord::means`] means, if anything: for a form that takes one in.
    #[must_use]
    pub fn sense_of(means: &str) -> Option<Meaning> {
        sense(means).map(|sense| sense.means)
    }

    /// The table, row by row.
    #[must_use]
    pub fn table() -> &'static [Row<WordRow>] {
        &ROWS
    }

    /// The longest words that begin here, else one word that sounds like a known one or has a letter wrong.
    pub(super) fn find(&self, here: &[Token<'_>]) -> Option<Found> {
        let (first, after) = here.split_first()?;
        let own = self.own.exact(&first.word, after);
        let exact =
            TABLE.exact(&first.word, after).filter(|table| own.is_none_or(|own| own.length < table.length));
        if let Some(found) = exact.or(own) {
            return Some(found);
        }
        if first.word.len() < SOUNDS_FROM || !first.is_word() {
            return None;
        }
        let heard = sound(&first.word);
        if let Some(sense) = self.own.sounds.get(&heard).or_else(|| TABLE.sounds.get(&heard)) {
            return Some(Found { sense: *sense, length: 1, nearly: false });
        }
        let near = self.own.near(&first.word).or_else(|| TABLE.near(&first.word));
        near.map(|sense| Found { sense, length: 1, nearly: true })
    }
}

fn sense(means: &str) -> Option<Sense> {
    let name = means.trim().to_lowercase();
    let by_name = serde_json::from_value(serde_json::Value::String(name.clone())).ok();
    let by_name = by_name.map(|means| Sense { means, value: None, weak: false });
    let by_row = || ROWS.iter().find(|row| row.id == name);
    by_name
        .filter(|sense| !matches!(sense.means, Meaning::Number | Meaning::Teen | Meaning::Tens))
        .or_else(|| by_row().map(|row| Sense { means: row.means, value: row.value, weak: row.weak }))
        .or_else(|| {
            let mut asked = tokens(means);
            asked.iter_mut().for_each(|token| token.word = same(std::mem::take(&mut token.word)));
            let (first, after) = asked.split_first()?;
            TABLE
                .exact(&first.word, after)
                .filter(|found| found.length == asked.len())
                .map(|found| found.sense)
        })
}
