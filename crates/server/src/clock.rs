//! The one place that asks the machine what time it is.

use std::sync::{
    Arc,
    atomic::{AtomicI32, Ordering},
};

use app::Outside;
use domain::{facts::Unit, moment::Moment};
use jiff::{SignedDuration, Timestamp, civil::Date, tz::Offset};
use uuid::Uuid;

/// The unit's clock, and the source of ids. Clones show the same time.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    /// Minutes that the unit is ahead of UTC.
    offset: Arc<AtomicI32>,
    /// How far it is ahead of the machine's clock; a demonstration can be set to another day.
    ahead: SignedDuration,
}

impl Clock {
    /// The clock of a unit; Western Indonesian Time before the unit is described.
    #[must_use]
    pub(crate) fn of(unit: Option<&Unit>) -> Self {
        let clock = Self { offset: Arc::new(AtomicI32::new(420)), ahead: SignedDuration::ZERO };
        clock.follow(unit);
        clock
    }

    /// Goes by the unit's offset from now on, once it was read from the log.
    pub(crate) fn follow(&self, unit: Option<&Unit>) {
        if let Some(unit) = unit {
            self.offset.store(i32::from(unit.utc_offset_minutes), Ordering::Relaxed);
        }
    }

    /// The same clock, set to another day at the present time of day.
    #[must_use]
    pub(crate) fn set_to(self, day: Date) -> Self {
        let days = i64::from(domain::gestation::days_between(self.today(), day));
        Self { ahead: self.ahead + SignedDuration::from_hours(24 * days), ..self }
    }

    /// Today on the unit's calendar.
    #[must_use]
    pub(crate) fn today(&self) -> Date {
        self.now().date()
    }

    /// Now, as entries are received.
    #[must_use]
    pub(crate) fn timestamp(&self) -> Timestamp {
        Timestamp::now().saturating_add(self.ahead).unwrap_or(Timestamp::MAX)
    }
}

impl Outside for Clock {
    fn now(&self) -> Moment {
        let minutes = self.offset.load(Ordering::Relaxed);
        let offset = Offset::from_seconds(minutes * 60).unwrap_or(Offset::UTC);
        Moment::new(self.timestamp(), offset)
    }

    fn id(&self) -> Uuid {
        Uuid::now_v7()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_clock_can_be_set_to_another_day() {
        let clock = Clock::of(None).set_to(date(2025, 5, 21));
        assert_eq!(clock.today(), date(2025, 5, 21));
        assert_eq!(clock.clone().set_to(date(2026, 1, 1)).today(), date(2026, 1, 1));
        assert_eq!(clock.now().offset(), Offset::constant(7));
        clock.follow(Some(&Unit { utc_offset_minutes: 540, ..Unit::default() }));
        assert_eq!(clock.now().offset(), Offset::constant(9));
    }
}
