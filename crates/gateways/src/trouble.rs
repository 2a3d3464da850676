//! Why something was not sent or not taken, and whether trying again is safe. No text, number or address of anyone
//! is in here, so that it can be logged.

use std::io;

/// A failure, named by what it means for trying again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// Surely nothing was sent: trying again at any time is safe.
    #[error("not sent: {0}")]
    NotSent(Why),
    /// Perhaps it was sent. Trying again with the same id is safe where [`crate::Gateway::repeats_safely`] says so;
    /// otherwise ask with [`crate::Gateway::look`] first.
    #[error("perhaps sent: {0}")]
    Unsure(Why),
    /// It will never be taken as it is: trying again is useless.
    #[error("refused: {0}")]
    Refused(Why),
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// No connection could be made.
    #[error("no connection to the gateway")]
    Unreachable,
    /// The connection broke before the answer was complete.
    #[error("the connection broke before the answer")]
    Broken,
    /// No answer in time.
    #[error("no answer in time")]
    Timeout,
    /// The other side's certificate is not one that we trust, or TLS failed otherwise.
    #[error("no trustworthy TLS connection")]
    Tls,
    /// User name, password or token were not accepted.
    #[error("the gateway does not accept our credentials")]
    Credentials,
    /// Too many messages at once.
    #[error("the gateway asks us to wait")]
    Busy,
    /// An HTTP status that says no more than itself.
    #[error("the gateway answered with status {0}")]
    Status(u16),
    /// An answer or a message that is not as documented; which part of it.
    #[error("not as documented: {0}")]
    Malformed(&'static str),
    /// More bytes than are taken.
    #[error("too large")]
    TooLarge,
    /// An empty text, or one that fills too many messages.
    #[error("the text is empty or too long")]
    Length,
    /// The signature is missing or wrong.
    #[error("the signature is missing or wrong")]
    Signature,
    /// The signature's time is too far from now.
    #[error("the signature's time is too far from now")]
    Stale,
    /// A folder or file could not be used.
    #[error("a file could not be used: {0}")]
    Disk(io::ErrorKind),
    /// Messages lie in the outbox for long, as when the daemon does not run.
    #[error("nobody empties the outbox")]
    Asleep,
    /// The caller could not keep what came.
    #[error("what came could not be kept")]
    NotKept,
}

impl Why {
    /// A word for it that stays the same, for logs that outlive this program and for pages that have a sentence for
    /// each; some have a detail behind a space.
    pub fn word(&self) -> String {
        let word = match self {
            Self::Unreachable => "unreachable",
            Self::Broken => "broken",
            Self::Timeout => "timeout",
            Self::Tls => "tls",
            Self::Credentials => "credentials",
            Self::Busy => "busy",
            Self::Status(status) => return format!("status {status}"),
            Self::Malformed(part) => return format!("malformed {part}"),
            Self::TooLarge => "too-large",
            Self::Length => "length",
            Self::Signature => "signature",
            Self::Stale => "stale",
            Self::Disk(kind) => return format!("disk {kind}"),
            Self::Asleep => "asleep",
            Self::NotKept => "not-kept",
        };
        word.to_owned()
    }
}

impl Trouble {
    /// The HTTP status to answer a webhook with.
    pub fn status(&self) -> u16 {
        match self.why() {
            Why::Signature | Why::Stale => 401,
            Why::TooLarge => 413,
            Why::Malformed(_) => 400,
            _ => 503,
        }
    }

    /// What happened.
    pub fn why(&self) -> &Why {
        match self {
            Self::NotSent(why) | Self::Unsure(why) | Self::Refused(why) => why,
        }
    }

    pub(crate) fn disk(error: &io::Error) -> Self {
        Self::NotSent(Why::Disk(error.kind()))
    }
}
