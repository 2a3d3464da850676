//! Ids are types, so that a child is never looked up among the villages.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

id!(/// One entry of the log; a UUID v7 made where it was noted, or a v5 of the row it was imported from.
    EntryId);
id!(/// Whom or what an entry is about: a woman (with all her pregnancies and children), a dukun, a
    /// village, a facility, a member of staff, an official, or the unit itself.
    SubjectId);
id!(/// One pregnancy of a woman, from the first notice on.
    PregnancyId);
id!(/// One child of a birth.
    ChildId);
id!(/// Who noted an entry: a user's id, or [`AuthorId::SYSTEM`].
    AuthorId);
id!(/// The device an entry was noted on.
    DeviceId);

/// The namespace of every id that is derived from a name and not drawn at random.
const BETANG: Uuid = Uuid::from_u128(0x6265_7461_6e67_5000_8000_0000_0000_0001);

/// An id that is always the same for the same parts: imports and codes get their ids from it, so
/// that importing twice finds what is already there.
#[must_use]
pub fn derived(parts: &[&str]) -> Uuid {
    Uuid::new_v5(&BETANG, parts.join("\u{1f}").as_bytes())
}

impl AuthorId {
    /// The program itself (set-up, simulation).
    pub const SYSTEM: Self = Self(Uuid::from_u128(0));
}

impl DeviceId {
    /// The server, for what is noted on its own pages.
    pub const SERVER: Self = Self(Uuid::from_u128(0));
}

/// The code of a unit (Puskesmas), an opaque string: the ministry's coding was not verified.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnitCode(pub String);

/// The code of a village (desa), as `62.03.12.2001`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VillageCode(pub std::sync::Arc<str>);

impl VillageCode {
    /// The village of this code.
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self(code.into())
    }

    /// The subject that entries about the village itself carry.
    #[must_use]
    pub fn subject(&self) -> SubjectId {
        SubjectId(derived(&["village", &self.0]))
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for VillageCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for UnitCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
