//! Slows down whoever guesses passwords: by login name, and by address more leniently, because a whole
//! Puskesmas may share one.

use std::{num::NonZeroU32, time::Duration};

use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock as _, DefaultClock},
};

/// Limits of attempts to log in.
pub(crate) struct Throttle {
    names: DefaultKeyedRateLimiter<String>,
    addresses: DefaultKeyedRateLimiter<String>,
    clock: DefaultClock,
}

/// Attempts at once, and the pause after which one more is free.
const BY_NAME: (NonZeroU32, Duration) = (NonZeroU32::new(8).unwrap(), Duration::from_secs(30));
const BY_ADDRESS: (NonZeroU32, Duration) = (NonZeroU32::new(60).unwrap(), Duration::from_secs(2));

/// Keys beyond this are a flood; the oldest free ones are forgotten.
const MANY: usize = 10_000;

impl Throttle {
    /// Everybody may begin.
    pub(crate) fn new() -> Self {
        let quota = |(burst, pause): (NonZeroU32, Duration)| {
            Quota::with_period(pause).unwrap_or(Quota::per_minute(burst)).allow_burst(burst)
        };
        Self {
            names: RateLimiter::keyed(quota(BY_NAME)),
            addresses: RateLimiter::keyed(quota(BY_ADDRESS)),
            clock: DefaultClock::default(),
        }
    }

    /// Counts an attempt.
    ///
    /// # Errors
    /// Seconds to wait.
    pub(crate) fn attempt(&self, login: &str, address: &str) -> Result<(), u64> {
        if self.names.len() + self.addresses.len() > MANY {
            self.names.retain_recent();
            self.addresses.retain_recent();
        }
        for (limiter, key) in [(&self.addresses, address), (&self.names, login)] {
            if let Err(not_until) = limiter.check_key(&key.to_lowercase()) {
                return Err(not_until.wait_time_from(self.clock.now()).as_secs() + 1);
            }
        }
        Ok(())
    }
}

/// Slows down an address that sends what nobody signed. What is signed is never slowed down: a village may have much
/// to tell at once.
pub(crate) struct Unsigned {
    addresses: DefaultKeyedRateLimiter<String>,
}

impl Unsigned {
    /// Everybody may begin.
    pub(crate) fn new() -> Self {
        let (burst, pause) = BY_ADDRESS;
        let quota = Quota::with_period(pause).unwrap_or(Quota::per_minute(burst)).allow_burst(burst);
        Self { addresses: RateLimiter::keyed(quota) }
    }

    /// Counts one; answers whether it was one too many.
    pub(crate) fn is_too_much(&self, address: &str) -> bool {
        if self.addresses.len() > MANY {
            self.addresses.retain_recent();
        }
        self.addresses.check_key(&address.to_owned()).is_err()
    }
}

/// Seconds to wait after so many failures in a row, whether or not the program was restarted since.
pub(crate) fn pause_after(failures: u32) -> u64 {
    match failures {
        0..5 => 0,
        more => (15 << (more - 5).min(6)).min(900),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_slowed_down_and_others_are_not() {
        let throttle = Throttle::new();
        for _ in 0..8 {
            assert_eq!(throttle.attempt("Bidan.Rina", "10.0.0.5"), Ok(()));
        }
        assert!(throttle.attempt("bidan.rina", "10.0.0.9").is_err_and(|seconds| (1..=31).contains(&seconds)));
        assert_eq!(throttle.attempt("bidan.ani", "10.0.0.5"), Ok(()));
    }

    #[test]
    fn the_pause_grows_to_a_quarter_of_an_hour() {
        assert_eq!([0, 4, 5, 6, 10, 11, 99].map(pause_after), [0, 0, 15, 30, 480, 900, 900]);
    }

    #[test]
    fn an_address_is_slowed_down_too() {
        let throttle = Throttle::new();
        let refused = (0..100).filter(|n| throttle.attempt(&format!("name{n}"), "10.0.0.7").is_err()).count();
        assert!(refused >= 35);
    }
}
