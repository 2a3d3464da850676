//! What a command says when it cannot do its work: a sentence, a hint and an exit code.

use std::fmt;

use crate::text::Text;

/// Exit codes; `docs/cli.md` and the help text list them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Code {
    /// Done.
    Ok = 0,
    /// Nothing was done, or not all of it.
    Failed = 1,
    /// The command line was not understood.
    Usage = 2,
    /// Done, but some rows or lines were held.
    Held = 3,
    /// `check` found something wrong.
    Wrong = 4,
}

/// A failure, to be said once, where the program ends.
#[derive(Debug)]
pub(crate) struct Complaint {
    key: &'static str,
    args: Vec<(&'static str, String)>,
}

impl Complaint {
    /// A failure by the key of its sentence; the hint has the same key with `-hint`.
    #[must_use]
    pub(crate) fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// With an argument of its sentence.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    #[cfg(test)]
    /// The key of the sentence.
    #[must_use]
    pub(crate) fn key(&self) -> &'static str {
        self.key
    }

    #[cfg(test)]
    /// An argument of the sentence.
    #[must_use]
    pub(crate) fn arg(&self, name: &str) -> Option<&str> {
        self.args.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// Sentence and hint in a language.
    #[must_use]
    pub(crate) fn say(&self, text: &Text) -> String {
        let sentence = text.with(self.key, &self.args);
        let hint = text.with(&format!("{}-hint", self.key), &self.args);
        format!("{sentence}\n  {hint}")
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Text::indonesian()))
    }
}

impl std::error::Error for Complaint {}

impl From<store::StoreError> for Complaint {
    fn from(error: store::StoreError) -> Self {
        Self::new("store-failed").with("message", error)
    }
}
