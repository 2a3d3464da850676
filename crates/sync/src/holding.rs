//! Which subjects a person's phone holds.
//!
//! Places and people of the unit are on every phone. Of mothers and children a phone holds what its
//! person may see on the server's pages, and nothing else: one function decides for both
//! ([`Scope::sees_family`]).

use std::{collections::HashSet, fmt, str::FromStr};

use domain::{ids::SubjectId, register::Register, rights::Scope};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest as _, Sha256};

/// The subjects that the phone of a person of this scope is to hold.
#[must_use]
pub fn of(register: &Register, scope: &Scope) -> HashSet<SubjectId> {
    let families = register.families().filter(|family| scope.sees_family(family)).map(|family| family.id);
    families.chain(register.places()).collect()
}

/// A digest of a set of subjects, whatever their order: the exclusive or of the first half of the
/// SHA-256 of each. It tells two sets apart that differ by accident, which is all it is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Digest(u128);

impl Digest {
    /// The digest of a set; each subject must come once.
    pub fn of<'a>(subjects: impl IntoIterator<Item = &'a SubjectId>) -> Self {
        Self(subjects.into_iter().fold(0, |digest, subject| digest ^ half(*subject)))
    }
}

fn half(subject: SubjectId) -> u128 {
    let sum = Sha256::digest(subject.0.as_bytes());
    sum.iter().take(16).fold(0, |half, byte| (half << 8) | u128::from(*byte))
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl FromStr for Digest {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u128::from_str_radix(text, 16).map(Self)
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::derived;

    use super::*;

    fn subject(no: u32) -> SubjectId {
        SubjectId(derived(&["subject", &no.to_string()]))
    }

    #[test]
    fn a_digest_knows_no_order_and_tells_sets_apart() {
        let all: Vec<_> = (0..50).map(subject).collect();
        let backwards: Vec<_> = all.iter().rev().copied().collect();
        assert_eq!(Digest::of(&all), Digest::of(&backwards));
        assert_ne!(Digest::of(&all), Digest::of(&all[1..]));
        assert_eq!(Digest::of(&[]), Digest::default());
    }

    #[test]
    fn a_digest_is_read_as_it_was_written() {
        let digest = Digest::of(&[subject(1), subject(2)]);
        let text = serde_json::to_string(&digest).unwrap();
        assert_eq!(text.len(), 34);
        assert_eq!(serde_json::from_str::<Digest>(&text).unwrap(), digest);
        assert!(serde_json::from_str::<Digest>("\"river\"").is_err());
    }
}
