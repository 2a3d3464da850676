//! The chain of sums: each entry is kept with a sum over itself and the sum before it, so that a
//! change anywhere in a log shows from there to its end.
//!
//! The sum of an entry is SHA-256 over the 32 bytes of the sum before it (zeros before the first)
//! followed by the entry's line in the exported log, without the line's end. An exported log can so
//! be verified with a few lines in any language, without this program.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::{Stored, jsonl};

/// The sum over a log up to one of its entries.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sum(pub [u8; 32]);

impl Sum {
    /// Before the first entry.
    pub const START: Self = Self([0; 32]);

    /// The sum after one more entry.
    ///
    /// # Errors
    /// As [`jsonl::line`].
    pub fn after(self, stored: &Stored) -> Result<Self, serde_json::Error> {
        Ok(self.after_line(&jsonl::line(stored)?))
    }

    /// The sum after one more line of an exported log, given without its end.
    #[must_use]
    pub fn after_line(self, line: &[u8]) -> Self {
        Self(Sha256::new().chain_update(self.0).chain_update(line).finalize().into())
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sum({self})")
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::contract::sample;

    #[test]
    fn the_sum_is_that_of_any_sha_256() {
        // python3 -c 'import hashlib; print(hashlib.sha256(bytes(32) + b"betang").hexdigest())'
        assert_eq!(
            Sum::START.after_line(b"betang").to_string(),
            "9610fa043435f242d04f1da5c15293093af157e9399e7c748a5f750b9e30aefa"
        );
    }

    /// An exported log is a promise: this line and these sums must come out for ever.
    #[test]
    fn the_line_and_its_sums_never_change() {
        let stored = |seq, entry| Stored { seq, received_at: Timestamp::constant(1_740_794_584, 0), entry };
        let first = stored(1, sample::village(1));
        let second = stored(2, sample::entry(5));
        let lines = [&first, &second].map(|stored| String::from_utf8(jsonl::line(stored).unwrap()).unwrap());
        assert_eq!(lines.join("\n"), include_str!("../golden/log.jsonl").trim_end());
        let sum = Sum::START.after(&first).unwrap().after(&second).unwrap();
        assert_eq!(sum.to_string(), "5893899b970330ffce84765041bb01666930878c037ec1f1978b1426fe903114");
    }
}
