//! The village that was named, among those of the unit.

use std::cmp::{Ordering, Reverse};

use strsim::osa_distance;

use super::{meaning::Meaning, reading::Reading, scan::Item, token::Gap};
use crate::places::{folded, sound};

/// A name of a village has at most this many words, and is looked for at this many places of a message.
const LONGEST: usize = 4;
const LOOKED_AT: usize = 40;

/// How a village was named; the better comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Sound,
    /// Part of its name, after a word for a place.
    Part,
    /// With this many letters wrong.
    Nearly(usize),
}

struct Known<'v> {
    name: &'v str,
    sound: String,
    /// The last word of its name, where it has several.
    last: Option<String>,
}

/// The one village that is named, as the unit spells it; none when several are meant alike.
pub(super) fn village<'v>(
    reading: &mut Reading<'_>,
    villages: impl Iterator<Item = &'v str>,
) -> Option<String> {
    let begins = |at: &usize| may_begin(reading, *at);
    let starts: Vec<usize> = (0..reading.items.len()).filter(begins).take(LOOKED_AT).collect();
    if starts.is_empty() {
        return None;
    }
    // A name with its first letter wrong is not found: that saves most of the work.
    let letters: Vec<char> = starts.iter().filter_map(|first| first_sound(reading, *first)).collect();
    let may_be =
        |name: &&str| name.split_whitespace().filter_map(heard_first).any(|letter| letters.contains(&letter));
    let known: Vec<Known<'v>> = villages.filter(may_be).map(Known::of).collect();
    let mut best: Option<Candidate<'v>> = None;
    let begins = |first: &usize| {
        let letter = first_sound(reading, *first);
        known.iter().any(|village| village.begins_with(letter))
    };
    for first in starts.into_iter().filter(begins) {
        for (end, heard, known_words) in windows(reading, first) {
            for village in &known {
                let Some(fit) = village.fit(&heard, is_after_place(reading, first)) else { continue };
                // Words that all mean something else are a village only by its very name.
                if known_words && (fit != Fit::Sound || end - first < 2) {
                    continue;
                }
                let new =
                    Candidate { fit, words: Reverse(end - first), first, name: village.name, alone: true };
                best = Some(best.map_or(new, |best| best.or(new)));
            }
        }
    }
    let found = best.filter(|best| best.alone)?;
    reading.take_as_name(found.first, found.words.0);
    Some(found.name.to_owned())
}

/// A village that may be meant.
#[derive(Clone, Copy)]
struct Candidate<'v> {
    fit: Fit,
    words: Reverse<usize>,
    first: usize,
    name: &'v str,
    /// Whether no other village fits as well.
    alone: bool,
}

impl Candidate<'_> {
    /// The better of two; of two alike the first, which is then not alone. More words say more: "Barunang II" against
    /// "Barunang".
    fn or(self, other: Self) -> Self {
        match (self.fit, self.words).cmp(&(other.fit, other.words)) {
            Ordering::Less => self,
            Ordering::Greater => other,
            Ordering::Equal => Self { alone: self.alone && self.name == other.name, ..self },
        }
    }
}

/// The words from here on that may be a name together: where they end, their sound, and whether all of them mean
/// something else.
fn windows(reading: &Reading<'_>, first: usize) -> Vec<(usize, String, bool)> {
    let mut text = String::new();
    let mut windows = Vec::with_capacity(LONGEST);
    let mut unread = false;
    for at in first..(first + LONGEST).min(reading.items.len()) {
        let apart = at > first && reading.items.get(at).is_none_or(|item| item.gap == Gap::Stop);
        let taken = reading.items.get(at).is_some_and(Item::is_nameable) && !reading.is_unread(at);
        if apart || taken {
            break;
        }
        let item = reading.items.get(at);
        unread |= reading.is_unread(at) || item.is_some_and(|item| item.nearly);
        text.push(' ');
        match item.and_then(|item| item.sense).and_then(|sense| sense.value) {
            // "Barunang dua".
            Some(number) => text.push_str(&number.to_string()),
            None => text.push_str(&reading.said(at, at + 1)),
        }
        windows.push((at + 1, sound(&folded(&text)), !unread));
    }
    windows
}

/// Whether the name of a place may begin with a word: it is unknown, a number, or one that names of places have ("Air").
fn may_begin(reading: &Reading<'_>, at: usize) -> bool {
    let item = reading.items.get(at);
    let known = item.and_then(Item::means);
    let nearly = item.is_some_and(|item| item.nearly);
    nearly
        || reading.is_unread(at)
        || matches!(known, Some(Meaning::Filler | Meaning::Place | Meaning::Degree))
}

/// The first letter of a word of the message as [`sound`] hears it.
fn first_sound(reading: &Reading<'_>, at: usize) -> Option<char> {
    let item = reading.items.get(at)?;
    heard_first(&reading.tokens.get(item.first)?.word)
}

/// The first letter of a word as [`sound`] hears it.
fn heard_first(word: &str) -> Option<char> {
    let letter = word.chars().next()?.to_lowercase().next()?;
    Some(match letter {
        'o' => 'u',
        'y' => 'i',
        'v' => 'f',
        other => other,
    })
}

fn is_after_place(reading: &Reading<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| reading.items.get(before));
    let number = before.is_some_and(|item| item.sense.is_none()) && !reading.is_unread(at.saturating_sub(1));
    before.is_some_and(|item| item.is(Meaning::Place)) || number
}

impl<'v> Known<'v> {
    fn of(name: &'v str) -> Self {
        let mut words = name.split_whitespace();
        let last = words.next().and_then(|_| words.next_back());
        let last = last.map(|last| sound(&folded(last))).filter(|last| last.len() > 3);
        Self { name, sound: sound(&folded(name)), last }
    }

    fn begins_with(&self, letter: Option<char>) -> bool {
        letter.is_some_and(|letter| {
            self.sound.starts_with(letter)
                || self.last.as_deref().is_some_and(|last| last.starts_with(letter))
        })
    }

    fn fit(&self, heard: &str, after_place: bool) -> Option<Fit> {
        if heard.is_empty() {
            return None;
        }
        if self.sound == heard {
            return Some(Fit::Sound);
        }
        if after_place && self.last.as_deref() == Some(heard) {
            return Some(Fit::Part);
        }
        let allowed = match heard.len() {
            0..6 => return None,
            6..10 => 1,
            _ => 2,
        };
        // The numeral of "Barunang II" is no slip.
        let numerals = |name: &str| name.bytes().rev().take_while(|letter| *letter == b'i').count();
        if self.sound.len().abs_diff(heard.len()) > allowed || numerals(&self.sound) != numerals(heard) {
            return None;
        }
        let wrong = osa_distance(&self.sound, heard);
        (wrong <= allowed).then_some(Fit::Nearly(wrong))
    }
}
