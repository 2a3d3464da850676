//! The one place that asks the browser what time it is.

use std::sync::{
    Arc,
    atomic::{AtomicI32, AtomicI64, Ordering},
};

use app::Outside;
use domain::{facts::Unit, moment::Moment};
use jiff::{SignedDuration, Timestamp, tz::Offset};
use uuid::Uuid;

/// The unit's clock, and the source of ids. Clones show the same time.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    /// Minutes that the unit is ahead of UTC.
    offset: Arc<AtomicI32>,
    /// Seconds by which the phone's own clock is ahead of the server's, as of the last meeting.
    ahead: Arc<AtomicI64>,
}

impl Default for Clock {
    /// Western Indonesian Time, until the unit is known.
    fn default() -> Self {
        Self { offset: Arc::new(AtomicI32::new(420)), ahead: Arc::default() }
    }
}

impl Clock {
    /// Goes by the unit's offset from now on, whatever the phone is set to.
    pub(crate) fn follow(&self, unit: Option<&Unit>) {
        if let Some(unit) = unit {
            self.offset.store(i32::from(unit.utc_offset_minutes), Ordering::Relaxed);
        }
    }

    /// Puts right what the phone's own clock shows. Cheap phones lose their battery, and with it the
    /// year: the days that follow from entries would all be wrong.
    pub(crate) fn set_ahead(&self, seconds: i64) {
        self.ahead.store(seconds, Ordering::Relaxed);
    }

    fn timestamp(&self) -> Timestamp {
        let ahead = SignedDuration::from_secs(self.ahead.load(Ordering::Relaxed));
        Timestamp::now().saturating_sub(ahead).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The same clock, for a store that notes when entries arrive.
    pub(crate) fn arrivals(&self) -> store::Clock {
        let clock = self.clone();
        Arc::new(move || clock.timestamp())
    }
}

impl Outside for Clock {
    fn now(&self) -> Moment {
        let minutes = self.offset.load(Ordering::Relaxed);
        let offset = Offset::from_seconds(minutes * 60).unwrap_or(Offset::UTC);
        Moment::new(self.timestamp(), offset)
    }

    fn id(&self) -> Uuid {
        let now = self.timestamp();
        let seconds = u64::try_from(now.as_second()).unwrap_or(0);
        let nanoseconds = u32::try_from(now.subsec_nanosecond()).unwrap_or(0);
        Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, nanoseconds))
    }
}
