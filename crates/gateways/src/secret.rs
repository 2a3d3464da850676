//! Secrets that two sides share, and signatures made with them.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use ring::hmac;

use crate::{Trouble, Why};

/// A password, token or signing key. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// A secret of fewer than eight bytes is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a secret needs at least eight characters")]
pub struct TooShort;

impl Secret {
    /// A secret of at least eight bytes.
    pub fn new(secret: impl Into<String>) -> Result<Self, TooShort> {
        let secret = secret.into();
        if secret.len() < 8 { Err(TooShort) } else { Ok(Self(secret)) }
    }

    pub(crate) fn expose(&self) -> &str {
        &self.0
    }

    /// Whether `hex` is the HMAC-SHA256 of `parts` in a row (RFC 2104); compared in constant time.
    pub(crate) fn signed(&self, parts: &[&[u8]], hex: &str) -> bool {
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.0.as_bytes());
        bytes(hex).is_some_and(|tag| hmac::verify(&key, &parts.concat(), &tag).is_ok())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// Refuses a signature's time (seconds since 1970) that is further from now than `window`.
pub(crate) fn fresh(seconds: &str, now: Timestamp, window: SignedDuration) -> Result<(), Trouble> {
    let stale = Trouble::Refused(Why::Stale);
    let seconds: i64 = seconds.parse().map_err(|_| stale.clone())?;
    let at = Timestamp::from_second(seconds).map_err(|_| stale.clone())?;
    if now.duration_since(at).abs() <= window { Ok(()) } else { Err(stale) }
}

/// The bytes that pairs of hexadecimal digits stand for.
pub(crate) fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        hex.chars().map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok())).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    Some(digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect())
}

/// The first 32 hexadecimal digits of SHA-256: enough to tell messages apart.
pub(crate) fn digest(parts: &[&[u8]]) -> String {
    let mut context = ring::digest::Context::new(&ring::digest::SHA256);
    for part in parts {
        context.update(&(part.len() as u64).to_be_bytes());
        context.update(part);
    }
    let whole = context.finish();
    whole.as_ref().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vector_of_rfc_4231_holds() {
        // RFC 4231, test case 2, whose key has four bytes: made here past the check of length.
        let secret = Secret("Jefe".to_owned());
        let tag = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert!(secret.signed(&[b"what do ya want ", b"for nothing?"], tag));
        assert!(secret.signed(&[b"what do ya want for nothing?"], &tag.to_uppercase()));
        for wrong in ["", "5b", "zz", &tag[2..], "ü5", &tag.replace('5', "6")] {
            assert!(!secret.signed(&[b"what do ya want for nothing?"], wrong), "{wrong}");
        }
    }

    #[test]
    fn time_counts_both_ways() {
        let now = Timestamp::from_second(1_000_000).unwrap();
        let window = SignedDuration::from_mins(5);
        for (seconds, good) in [
            ("1000000", true),
            ("999700", true),
            ("999699", false),
            ("1000300", true),
            ("1000301", false),
            ("", false),
            ("abc", false),
            ("9223372036854775807", false),
            ("-1", false),
        ] {
            assert_eq!(fresh(seconds, now, window).is_ok(), good, "{seconds}");
        }
    }

    #[test]
    fn short_secrets_are_none() {
        assert_eq!(Secret::new("1234567"), Err(TooShort));
        assert_eq!(format!("{:?}", Secret::new("12345678").unwrap()), "Secret(…)");
    }
}
