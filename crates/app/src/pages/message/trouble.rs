//! Why a message did not go, in words.

use crate::caller::Caller;

/// The word that the log keeps, and its sentence.
const TROUBLES: &[(&str, &str)] = &[
    ("unreachable", "message-trouble-unreachable"),
    ("broken", "message-trouble-broken"),
    ("timeout", "message-trouble-timeout"),
    ("tls", "message-trouble-tls"),
    ("credentials", "message-trouble-credentials"),
    ("busy", "message-trouble-busy"),
    ("status", "message-trouble-status"),
    ("malformed", "message-trouble-malformed"),
    ("too-large", "message-trouble-length"),
    ("length", "message-trouble-length"),
    ("disk", "message-trouble-disk"),
    ("asleep", "message-trouble-asleep"),
    ("no-number", "message-trouble-no-number"),
    ("too-late", "message-trouble-too-late"),
    ("stopped", "message-trouble-stopped"),
];

/// The sentence for what the log says; what the telephone network said itself stays as it is.
#[must_use]
pub(crate) fn trouble(caller: &Caller, told: &str) -> String {
    let (word, detail) = told.split_once(' ').unwrap_or((told, ""));
    match TROUBLES.iter().find(|(known, _)| *known == word) {
        Some((_, key)) => caller.with(key, &[("detail", &detail)]),
        None => caller.with("message-trouble-other", &[("detail", &told)]),
    }
}
