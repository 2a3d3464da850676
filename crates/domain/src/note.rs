//! A note: one fact with who, when and about whom.

use crate::{
    facts::Fact,
    ids::{AuthorId, DeviceId, EntryId, SubjectId, VillageCode},
    moment::Moment,
};

/// What an entry of the log says, once its fact could be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The entry's id.
    pub id: EntryId,
    /// The village the fact counts for, where it has one.
    pub village: Option<VillageCode>,
    /// Whom it is about.
    pub subject: SubjectId,
    /// Who noted it.
    pub author: AuthorId,
    /// On which device.
    pub device: DeviceId,
    /// When, by the clock of the device: shown, never trusted to decide anything.
    pub noted_at: Moment,
    /// The entry that this one amends, voids or settles.
    pub amends: Option<EntryId>,
    /// The fact itself.
    pub fact: Fact,
}
