//! A message while it is read: its words, what they mean, and which of them have been understood.

use super::{
    meaning::Meaning,
    scan::{Item, scan},
    token::{Token, tokens},
    words::{Words, same},
};

/// A message while it is read.
#[derive(Clone, Debug)]
pub(super) struct Reading<'a> {
    pub(super) tokens: Vec<Token<'a>>,
    pub(super) items: Vec<Item>,
    /// Which items have been understood.
    taken: Vec<bool>,
}

impl<'a> Reading<'a> {
    /// Of a cleaned text.
    pub(super) fn new(text: &'a str, words: &Words) -> Self {
        let mut tokens = tokens(text);
        tokens.iter_mut().for_each(|token| token.word = same(std::mem::take(&mut token.word)));
        let items = scan(&tokens, words);
        let taken = items.iter().map(|item| !item.is_nameable() && !is_number(item)).collect();
        Self { tokens, items, taken }
    }

    /// Whether nothing has been made of an item yet. Known words are free as long as no other reader takes them.
    pub(super) fn is_free(&self, at: usize) -> bool {
        let known = self.items.get(at).is_some_and(|item| !item.is_nameable() && !is_number(item));
        known || self.is_unread(at)
    }

    /// Whether an item was not understood.
    pub(super) fn is_unread(&self, at: usize) -> bool {
        self.taken.get(at).is_some_and(|taken| !taken)
    }

    /// These have been understood.
    pub(super) fn take(&mut self, at: usize, length: usize) {
        self.taken.iter_mut().skip(at).take(length).for_each(|taken| *taken = true);
    }

    /// These are a name, whatever they mean elsewhere.
    pub(super) fn take_as_name(&mut self, at: usize, length: usize) {
        self.items.iter_mut().skip(at).take(length).for_each(|item| item.sense = None);
        self.take(at, length);
    }

    /// What items say, as it was written.
    pub(super) fn said(&self, first: usize, end: usize) -> String {
        let mut said = String::new();
        for item in self.items.get(first..end).unwrap_or_default() {
            for token in self.tokens.get(item.first..item.end).unwrap_or_default() {
                if !said.is_empty() {
                    said.push(' ');
                }
                said.push_str(token.said);
            }
        }
        said
    }

    /// What was not understood, as it was written.
    pub(super) fn rest(&self) -> String {
        let unread = (0..self.items.len()).filter(|at| self.is_unread(*at));
        unread.map(|at| self.said(at, at + 1)).collect::<Vec<_>>().join(" ")
    }
}

fn is_number(item: &Item) -> bool {
    matches!(item.means(), Some(Meaning::Number | Meaning::Teen | Meaning::Tens))
}
