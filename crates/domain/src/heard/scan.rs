//! What the words of a message mean, one after the other, and which of them are denied.

use super::{
    Confidence, Intent,
    meaning::Meaning,
    token::{Gap, Token},
    words::{Sense, Words},
};

/// Some words of a message that belong together, or one that nobody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// What they mean; none when they are unknown.
    pub(super) sense: Option<Sense>,
    /// The first of them.
    pub(super) first: usize,
    /// The one after the last of them.
    pub(super) end: usize,
    /// What stands before them.
    pub(super) gap: Gap,
    /// Whether they are only nearly spelt as the known word.
    pub(super) nearly: bool,
    /// Whether "no" stands beside them.
    pub(super) denied: bool,
    /// Whether a word stands before them that may be a "no".
    pub(super) perhaps_denied: bool,
}

impl Item {
    pub(super) fn means(&self) -> Option<Meaning> {
        self.sense.map(|sense| sense.means)
    }

    pub(super) fn is(&self, meaning: Meaning) -> bool {
        self.means() == Some(meaning)
    }

    pub(super) fn intent(&self) -> Option<Intent> {
        self.means().and_then(Meaning::intent)
    }

    /// Whether it may be part of a name.
    pub(super) fn is_nameable(&self) -> bool {
        self.means().is_none_or(|means| means == Meaning::Person)
    }

    /// How sure it is that this was said.
    pub(super) fn confidence(&self, asks: bool) -> Confidence {
        let weak = self.nearly || self.perhaps_denied || self.sense.is_some_and(|sense| sense.weak);
        match (self.denied, weak || asks) {
            (true, _) => Confidence::Unclear,
            (false, true) => Confidence::Likely,
            (false, false) => Confidence::Clear,
        }
    }
}

/// The items of a message.
pub(super) fn scan(tokens: &[Token<'_>], words: &Words) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::with_capacity(tokens.len());
    let mut rest = tokens;
    while let Some(token) = rest.first() {
        let first = tokens.len() - rest.len();
        let found = words.find(rest);
        let length = found.map_or(1, |found| found.length);
        items.push(Item {
            sense: found.map(|found| found.sense),
            first,
            end: first + length,
            gap: token.gap,
            nearly: found.is_some_and(|found| found.nearly),
            denied: false,
            perhaps_denied: false,
        });
        rest = rest.get(length..).unwrap_or_default();
    }
    deny(&mut items);
    items
}

/// Marks what stands beside a "no".
fn deny(items: &mut [Item]) {
    for at in 0..items.len() {
        let Some((before, [item, after @ ..])) = items.split_at_mut_checked(at) else { continue };
        if item.intent().is_none() {
            continue;
        }
        (item.denied, item.perhaps_denied) = before_it(before, item.gap);
        item.denied |= after_it(after);
    }
}

/// Whether a "no", and a word that may be one, stands before an item: right before it or with small words between, or
/// before what it is joined to by "or".
fn before_it(before: &[Item], gap: Gap) -> (bool, bool) {
    if gap > Gap::None {
        return (false, false);
    }
    let mut joined = false;
    for other in before.iter().rev().take(4) {
        match other.means() {
            Some(Meaning::Not) => return (true, false),
            Some(Meaning::PerhapsNot) => return (false, true),
            Some(Meaning::Degree | Meaning::Baby | Meaning::Mother | Meaning::Filler | Meaning::And) => {}
            Some(Meaning::Or) => joined = true,
            Some(means) if joined && means.intent().is_some() => return (other.denied, other.perhaps_denied),
            _ => return (false, false),
        }
        if other.gap > Gap::None {
            return (false, false);
        }
    }
    (false, false)
}

/// Whether a "no" ends what is said of an item: "darah tidak ada", "lahir belum".
fn after_it(after: &[Item]) -> bool {
    let ends = |item: Option<&Item>| item.is_none_or(|item| item.gap > Gap::None);
    match after {
        [no, rest @ ..] if no.is(Meaning::Not) && no.gap == Gap::None => {
            ends(rest.first())
                || (rest.first().is_some_and(|item| item.is(Meaning::Filler)) && ends(rest.get(1)))
        }
        _ => false,
    }
}
