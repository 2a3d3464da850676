//! What any other gateway sends to us.
//!
//! `X-Betang-Timestamp` is the moment of the attempt in seconds since 1970, `X-Betang-Signature` the HMAC-SHA256, in
//! hexadecimal, of that timestamp, a full stop and the body.

use http::HeaderMap;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    About, Delivery, Event, Incoming, Kind, MAX_BODY, MessageId, Other, Report, Secret, Sender, Text, Torn,
    Trouble, Why,
    secret::{digest, fresh},
};

/// How far the other side's clock may be from ours.
const WINDOW: SignedDuration = SignedDuration::from_mins(5);
/// The most events in one request.
const MOST: usize = 100;

/// Checks and reads what comes.
#[derive(Debug, Clone)]
pub struct Webhook {
    secret: Secret,
}

#[derive(Deserialize)]
struct Posted {
    id: String,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    parts: Option<Parts>,
    #[serde(default, alias = "at")]
    received_at: Option<String>,
    #[serde(default)]
    message: Option<String>,
    #[serde(default)]
    state: Option<String>,
    #[serde(default)]
    reason: Option<String>,
}

/// A long message in parts, in any order.
#[derive(Deserialize)]
struct Parts {
    total: u8,
    #[serde(default)]
    reference: Option<u16>,
    have: Vec<Part>,
}

#[derive(Deserialize)]
struct Part {
    number: u8,
    text: String,
}

impl Webhook {
    /// Signed with this secret.
    pub fn new(secret: Secret) -> Self {
        Self { secret }
    }

    /// What a request brings: one event, or an array of at most a hundred. Keep all of it, and only then answer 200; on
    /// an error answer [`Trouble::status`].
    pub fn read(&self, now: Timestamp, headers: &HeaderMap, body: &[u8]) -> Result<Vec<Event>, Trouble> {
        if body.len() > MAX_BODY {
            return Err(Trouble::Refused(Why::TooLarge));
        }
        let header = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let (signature, timestamp) = (header("x-betang-signature"), header("x-betang-timestamp"));
        if !self.secret.signed(&[timestamp.as_bytes(), b".", body], signature) {
            return Err(Trouble::Refused(Why::Signature));
        }
        fresh(timestamp, now, WINDOW)?;
        let value: serde_json::Value = serde_json::from_slice(body)
            .map_err(|_| Trouble::Refused(Why::Malformed("the body is no JSON")))?;
        match value {
            serde_json::Value::Array(many) if many.len() > MOST => Err(Trouble::Refused(Why::TooLarge)),
            serde_json::Value::Array(many) => Ok(many.into_iter().map(event).collect()),
            one => Ok(vec![event(one)]),
        }
    }
}

fn event(value: serde_json::Value) -> Event {
    let raw = value.to_string();
    let Ok(posted) = serde_json::from_value::<Posted>(value) else {
        return other(format!("http:{}", digest(&[raw.as_bytes()])), "?", raw);
    };
    let key = format!("http:{}", digest(&[posted.id.as_bytes()]));
    let kind = posted.kind.clone().unwrap_or_else(|| "message".to_owned());
    let read = match kind.as_str() {
        "message" => incoming(&key, &posted).map(Event::Incoming),
        "missed_call" => call(&key, &posted).map(Event::Incoming),
        "report" => report(&key, &posted).map(Event::Report),
        _ => None,
    };
    read.unwrap_or_else(|| other(key, &kind, raw))
}

fn other(key: String, name: &str, body: String) -> Event {
    Event::Other(Other { key, name: name.chars().take(40).collect(), body: Text(body) })
}

fn incoming(key: &str, posted: &Posted) -> Option<Incoming> {
    let from = Sender::read(posted.from.as_deref()?);
    let (words, torn) = match (&posted.text, &posted.parts) {
        (Some(words), _) => (words.clone(), None),
        (None, Some(parts)) => joined(parts)?,
        (None, None) => return None,
    };
    let kind = Kind::Text(Text(words));
    Some(Incoming { key: key.to_owned(), from, kind, stamped: moment(posted), torn })
}

/// The parts in order, each once, and which of them are missing.
fn joined(parts: &Parts) -> Option<(String, Option<Torn>)> {
    let mut have: Vec<&Part> = parts.have.iter().collect();
    have.sort_by_key(|part| part.number);
    have.dedup_by_key(|part| part.number);
    let known = !have.is_empty() && have.iter().all(|part| (1..=parts.total).contains(&part.number));
    if !known {
        return None;
    }
    let words = have.iter().map(|part| part.text.as_str()).collect();
    let numbers: Vec<u8> = have.iter().map(|part| part.number).collect();
    let whole = numbers.len() == usize::from(parts.total);
    let torn = Torn { reference: parts.reference, total: parts.total, have: numbers };
    Some((words, (!whole).then_some(torn)))
}

fn call(key: &str, posted: &Posted) -> Option<Incoming> {
    let from = Sender::read(posted.from.as_deref()?);
    Some(Incoming { key: key.to_owned(), from, kind: Kind::MissedCall, stamped: moment(posted), torn: None })
}

fn report(key: &str, posted: &Posted) -> Option<Report> {
    let message = MessageId(Uuid::parse_str(posted.message.as_deref()?).ok()?);
    let delivery = match posted.state.as_deref()? {
        "waiting" => Delivery::Waiting,
        "sent" => Delivery::Sent,
        "delivered" => Delivery::Delivered,
        "failed" => Delivery::failed(posted.reason.as_deref().unwrap_or("no reason given")),
        _ => return None,
    };
    Some(Report { key: key.to_owned(), about: About::Message(message), delivery, at: moment(posted) })
}

fn moment(posted: &Posted) -> Option<Timestamp> {
    posted.received_at.as_deref()?.parse().ok()
}
