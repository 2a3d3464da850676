//! How often phones may ask. Tokens are too long to be guessed; this keeps a program that has lost its
//! way from keeping the computer busy.

use std::{hash::Hash, num::NonZeroU32, time::Duration};

use domain::ids::{AuthorId, DeviceId};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::refused::Refused;

/// Requests at once, and the pause after which one more is free.
type Limit = (NonZeroU32, Duration);

/// A phone with much to send asks once for each 200 entries, and again after each cut.
const MEETINGS: Limit = (NonZeroU32::new(600).unwrap(), Duration::from_millis(100));
/// Phones that a person enrols, and keys she asks back.
const ENROLMENTS: Limit = (NonZeroU32::new(200).unwrap(), Duration::from_secs(10));
/// Knocks and wrong tokens of an address, which a whole Puskesmas may share.
const KNOCKS: Limit = (NonZeroU32::new(600).unwrap(), Duration::from_millis(500));

/// Keys beyond this are a flood; those that are free again are forgotten.
const MANY: usize = 10_000;

/// Limits of what phones ask.
pub(super) struct Pace {
    meetings: DefaultKeyedRateLimiter<DeviceId>,
    enrolments: DefaultKeyedRateLimiter<AuthorId>,
    knocks: DefaultKeyedRateLimiter<String>,
}

impl Pace {
    /// Everybody may begin.
    pub(super) fn new() -> Self {
        Self { meetings: limiter(MEETINGS), enrolments: limiter(ENROLMENTS), knocks: limiter(KNOCKS) }
    }

    /// Counts a meeting.
    pub(super) fn meeting(&self, device: DeviceId) -> Result<(), Refused> {
        check(&self.meetings, &device)
    }

    /// Counts an enrolment, or a key that is asked back.
    pub(super) fn enrolment(&self, person: AuthorId) -> Result<(), Refused> {
        check(&self.enrolments, &person)
    }

    /// Counts a knock, or a wrong token.
    pub(super) fn knock(&self, address: &str) -> Result<(), Refused> {
        check(&self.knocks, &address.to_owned())
    }
}

fn limiter<K: Hash + Eq + Clone>((burst, pause): Limit) -> DefaultKeyedRateLimiter<K> {
    RateLimiter::keyed(Quota::with_period(pause).unwrap_or(Quota::per_minute(burst)).allow_burst(burst))
}

fn check<K: Hash + Eq + Clone>(limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<(), Refused> {
    if limiter.len() > MANY {
        limiter.retain_recent();
    }
    limiter.check_key(key).map_err(|_| Refused::too_often())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn who_asks_without_end_is_slowed_down_and_others_are_not() {
        let pace = Pace::new();
        let [one, other] = [1, 2].map(|no| DeviceId(Uuid::from_u128(no)));
        let refused = (0..700).filter(|_| pace.meeting(one).is_err()).count();
        assert!(refused > 50, "{refused}");
        assert_eq!(pace.meeting(other), Ok(()));
        assert_eq!(pace.knock("10.0.0.5"), Ok(()));
    }
}
