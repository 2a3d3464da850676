//! What is written down about one subject, day by day.

use domain::{
    facts::{Amended, Fact, Voided},
    ids::{AuthorId, DeviceId, EntryId, SubjectId, VillageCode},
    moment::Moment,
    note::Note,
};
use jiff::{
    civil::{Date, DateTime, Time},
    tz::Offset,
};
use serde_json::{Map, Value};
use uuid::{Builder, Uuid};

use crate::dice::Dice;

/// Minutes that the example unit's clock is ahead of UTC (WIB).
pub(crate) const OFFSET_MINUTES: i32 = 420;

/// Notes about one subject, with the dice of its course.
pub(crate) struct Diary {
    /// The dice.
    pub(crate) dice: Dice,
    /// Whom it is about.
    pub(crate) subject: SubjectId,
    /// The village it counts for.
    pub(crate) village: Option<VillageCode>,
    /// Who writes.
    pub(crate) author: AuthorId,
    /// The last day; what would be written later is not written.
    pub(crate) until: Date,
    notes: Vec<Note>,
}

impl Diary {
    /// An empty diary.
    pub(crate) fn new(
        dice: Dice,
        subject: SubjectId,
        village: Option<VillageCode>,
        author: AuthorId,
        until: Date,
    ) -> Self {
        Self { dice, subject, village, author, until, notes: Vec::new() }
    }

    /// Writes a fact in the working hours of `day`. Nothing is written after the last day.
    pub(crate) fn write(&mut self, day: Date, fact: impl Into<Fact>) -> EntryId {
        let minutes = self.dice.between(8 * 60, 16 * 60);
        self.write_at(day.to_datetime(of_day(minutes)), fact)
    }

    /// Writes a fact at a given time.
    pub(crate) fn write_at(&mut self, at: DateTime, fact: impl Into<Fact>) -> EntryId {
        self.write_as(self.author, at, None, fact.into())
    }

    /// Writes a correction of an entry, by `author`.
    pub(crate) fn amend(
        &mut self,
        author: AuthorId,
        day: Date,
        entry: EntryId,
        field: &str,
        value: Value,
        reason: &str,
    ) {
        let changes = Map::from_iter([(field.to_owned(), value)]);
        let amended = Amended { changes, reason: reason.to_owned(), over: Vec::new() };
        let minutes = self.dice.between(8 * 60, 16 * 60);
        self.write_as(author, day.to_datetime(of_day(minutes)), Some(entry), amended.into());
    }

    /// Voids an entry.
    pub(crate) fn void(&mut self, day: Date, entry: EntryId, reason: &str) {
        let minutes = self.dice.between(16 * 60, 17 * 60);
        let voided = Voided { reason: reason.to_owned() };
        self.write_as(self.author, day.to_datetime(of_day(minutes)), Some(entry), voided.into());
    }

    /// A fresh id of a pregnancy or child.
    pub(crate) fn fresh(&mut self) -> Uuid {
        Builder::from_random_bytes(self.dice.bytes()).into_uuid()
    }

    /// The notes.
    pub(crate) fn finish(self) -> Vec<Note> {
        self.notes
    }

    fn write_as(&mut self, author: AuthorId, at: DateTime, amends: Option<EntryId>, fact: Fact) -> EntryId {
        let noted_at = moment(at);
        let id = entry_id(noted_at, &mut self.dice);
        if noted_at.date() <= self.until {
            let (village, subject) = (self.village.clone(), self.subject);
            self.notes.push(Note {
                id,
                village,
                subject,
                author,
                device: DeviceId::SERVER,
                noted_at,
                amends,
                fact,
            });
        }
        id
    }
}

/// A moment on the example unit's clock.
pub(crate) fn moment(at: DateTime) -> Moment {
    let offset = Offset::from_seconds(OFFSET_MINUTES * 60).unwrap_or(Offset::UTC);
    Moment::at_civil(at, offset)
}

/// An id shaped as a UUID v7 of that moment.
pub(crate) fn entry_id(at: Moment, dice: &mut Dice) -> EntryId {
    let millis = u64::try_from(at.timestamp().as_millisecond()).unwrap_or(0);
    EntryId(Builder::from_unix_timestamp_millis(millis, &dice.bytes()).into_uuid())
}

/// The time of day of so many minutes after midnight.
pub(crate) fn of_day(minutes: i32) -> Time {
    let minutes = minutes.rem_euclid(24 * 60);
    let part = |n: i32| i8::try_from(n).unwrap_or(0);
    Time::new(part(minutes / 60), part(minutes % 60), 0, 0).unwrap_or(Time::midnight())
}
