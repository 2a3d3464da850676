//! The one place that asks the browser what time it is.

use std::sync::{
    Arc,
    atomic::{AtomicI32, Ordering},
};

use app::Outside;
use domain::{facts::Unit, moment::Moment};
use jiff::{Timestamp, tz::Offset};
use uuid::Uuid;

/// The unit's clock, and the source of ids. Clones show the same time.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    /// Minutes that the unit is ahead of UTC.
    offset: Arc<AtomicI32>,
}

impl Default for Clock {
    /// Western Indonesian Time, until the unit is known.
    fn default() -> Self {
        Self { offset: Arc::new(AtomicI32::new(420)) }
    }
}

impl Clock {
    /// Goes by the unit's offset from now on, whatever the phone is set to.
    pub(crate) fn follow(&self, unit: Option<&Unit>) {
        if let Some(unit) = unit {
            self.offset.store(i32::from(unit.utc_offset_minutes), Ordering::Relaxed);
        }
    }

    /// The same clock, for a store that notes when entries arrive.
    pub(crate) fn arrivals(&self) -> store::Clock {
        Arc::new(Timestamp::now)
    }
}

impl Outside for Clock {
    fn now(&self) -> Moment {
        let minutes = self.offset.load(Ordering::Relaxed);
        let offset = Offset::from_seconds(minutes * 60).unwrap_or(Offset::UTC);
        Moment::new(Timestamp::now(), offset)
    }

    fn id(&self) -> Uuid {
        Uuid::now_v7()
    }
}
