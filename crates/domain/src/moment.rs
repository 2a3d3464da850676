//! A moment as a device's clock showed it, with its offset from UTC.

use std::{fmt, str::FromStr};

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    fmt::temporal::Pieces,
    tz::Offset,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A point in time and the offset at which it was read. Months and days are those of the local
/// calendar (domain.md §7.3: a birth at 23:59 WIB belongs to that day, whatever UTC says).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    at: Timestamp,
    offset: Offset,
}

impl Moment {
    /// `at`, read on a clock that is `offset` ahead of UTC.
    #[must_use]
    pub fn new(at: Timestamp, offset: Offset) -> Self {
        Self { at, offset }
    }

    /// The point in time.
    #[must_use]
    pub fn timestamp(self) -> Timestamp {
        self.at
    }

    /// The offset of the clock that showed it.
    #[must_use]
    pub fn offset(self) -> Offset {
        self.offset
    }

    /// What the clock on the wall showed.
    #[must_use]
    pub fn civil(self) -> DateTime {
        self.offset.to_datetime(self.at)
    }

    /// The day on the local calendar.
    #[must_use]
    pub fn date(self) -> Date {
        self.civil().date()
    }

    /// Local time as `civil`, at `offset`. Times beyond the calendar's end are pulled to it.
    #[must_use]
    pub fn at_civil(civil: DateTime, offset: Offset) -> Self {
        Self { at: offset.to_timestamp(civil).unwrap_or(Timestamp::MAX), offset }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.at.display_with_offset(self.offset))
    }
}

impl FromStr for Moment {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let pieces = Pieces::parse(text)?;
        let numeric = pieces.to_numeric_offset();
        // A log has tens of thousands of them, and nearly all say day, time and offset.
        let at = match (pieces.time(), numeric) {
            (Some(time), Some(offset)) => offset.to_timestamp(pieces.date().to_datetime(time))?,
            _ => text.parse()?,
        };
        Ok(Self { at, offset: numeric.unwrap_or(Offset::UTC) })
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birth_at_the_end_of_october_stays_in_october() {
        let moment: Moment = "2025-10-31T23:59:00+07:00".parse().unwrap();
        assert_eq!(moment.date(), jiff::civil::date(2025, 10, 31));
        assert_eq!(moment.timestamp().to_string(), "2025-10-31T16:59:00Z");
        assert_eq!(serde_json::to_string(&moment).unwrap(), "\"2025-10-31T23:59:00+07:00\"");
    }

    #[test]
    fn a_moment_is_the_timestamp_that_its_text_says() {
        let texts = [
            "2025-10-31T23:59:00+07:00",
            "2025-10-31T23:59:60+07:00",
            "2025-10-31T16:59:00.123456789Z",
            "2025-10-31T16:59-03:30",
            "-009999-01-02T00:00:00+25:59",
            "9999-12-30T22:00:00Z",
            "9999-12-31T23:59:59-10:00",
            "2025-10-31T16:59:00+08:00[Asia/Makassar]",
            "2025-10-31T16:59:00",
            "2025-10-31",
            "16:59+07:00",
            "",
        ];
        for text in texts {
            let timestamp: Option<Timestamp> = text.parse().ok();
            assert_eq!(text.parse::<Moment>().ok().map(Moment::timestamp), timestamp, "{text}");
        }
    }
}
