//! The three answers: yes, no, not assessed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What was found when a sign was looked for. "Not assessed" is never "no".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The sign is there.
    Yes,
    /// It was looked for and is not there.
    No,
    /// Nobody looked, or nobody wrote it down.
    #[default]
    NotAssessed,
}

impl Answer {
    /// Whether the answer is a clear yes.
    #[must_use]
    pub fn is_yes(self) -> bool {
        self == Self::Yes
    }

    /// Whether somebody looked.
    #[must_use]
    pub fn is_assessed(self) -> bool {
        self != Self::NotAssessed
    }
}

impl From<bool> for Answer {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

/// Answers by the id of the sign or factor asked for (ids as in `tables/signs.toml` and
/// `tables/kspr.toml`). A missing key is "not assessed".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub BTreeMap<String, Answer>);

impl Answers {
    /// The answer for `id`.
    #[must_use]
    pub fn get(&self, id: &str) -> Answer {
        self.0.get(id).copied().unwrap_or_default()
    }

    /// Notes an answer; "not assessed" leaves no trace.
    pub fn set(&mut self, id: &str, answer: Answer) {
        if answer.is_assessed() {
            self.0.insert(id.to_owned(), answer);
        } else {
            self.0.remove(id);
        }
    }

    /// The ids answered with yes.
    pub fn yes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(_, answer)| answer.is_yes()).map(|(id, _)| id.as_str())
    }

    /// Whether nothing was asked at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
