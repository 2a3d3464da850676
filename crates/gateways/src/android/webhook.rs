//! Webhooks of the Android app.
//!
//! `X-Signature` is the HMAC-SHA256, in hexadecimal, of the body followed by `X-Timestamp` (seconds since 1970, made anew
//! at each attempt). An event's `id` stays the same at each attempt: it is the key. Register `sms:received`,
//! `sms:data-received`, `sms:sent`, `sms:delivered` and `sms:failed`, each once.

use base64::{Engine, prelude::BASE64_STANDARD};
use http::HeaderMap;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    About, Bytes, Delivery, Event, Incoming, Kind, MAX_BODY, MessageId, Other, Report, Secret, Sender, Text,
    Trouble, Why,
    secret::{digest, fresh},
};

/// How far the phone's clock may be from ours, as the app's makers propose.
const WINDOW: SignedDuration = SignedDuration::from_mins(5);

/// Checks and reads webhooks.
#[derive(Debug, Clone)]
pub struct Webhook {
    key: Secret,
    window: SignedDuration,
}

#[derive(Deserialize)]
struct Envelope {
    id: String,
    event: String,
    #[serde(default)]
    payload: Payload,
}

/// Fields of all events; which of them are there depends on the event and on the app's version (`sender` and `recipient`
/// since 2026, before them `phoneNumber`).
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Payload {
    message_id: Option<String>,
    message: Option<String>,
    data: Option<String>,
    sender: Option<String>,
    phone_number: Option<String>,
    reason: Option<String>,
    received_at: Option<String>,
    sent_at: Option<String>,
    delivered_at: Option<String>,
    failed_at: Option<String>,
}

impl Webhook {
    /// Signed with the key that the app shows under Settings, Webhooks, Signing Key.
    pub fn new(key: Secret) -> Self {
        Self { key, window: WINDOW }
    }

    /// Allows the phone's clock to be this far from ours.
    #[must_use]
    pub fn window(self, window: SignedDuration) -> Self {
        Self { window, ..self }
    }

    /// What a request brings. Keep all of it, and only then answer 200; on an error answer [`Trouble::status`].
    /// What is signed and not understood is brought as [`Event::Other`].
    pub fn read(&self, now: Timestamp, headers: &HeaderMap, body: &[u8]) -> Result<Vec<Event>, Trouble> {
        if body.len() > MAX_BODY {
            return Err(Trouble::Refused(Why::TooLarge));
        }
        let header = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let (signature, timestamp) = (header("x-signature"), header("x-timestamp"));
        if !self.key.signed(&[body, timestamp.as_bytes()], signature) {
            return Err(Trouble::Refused(Why::Signature));
        }
        fresh(timestamp, now, self.window)?;
        Ok(vec![event(body)])
    }
}

fn event(body: &[u8]) -> Event {
    let Ok(envelope) = serde_json::from_slice::<Envelope>(body) else {
        return other(format!("android:{}", digest(&[body])), "?", body);
    };
    let key = format!("android:{}", digest(&[envelope.id.as_bytes()]));
    let read = match envelope.event.as_str() {
        "sms:received" | "sms:data-received" => incoming(&key, &envelope.payload).map(Event::Incoming),
        "sms:sent" | "sms:delivered" | "sms:failed" => {
            report(&key, &envelope.event, &envelope.payload).map(Event::Report)
        }
        _ => None,
    };
    read.unwrap_or_else(|| other(key, &envelope.event, body))
}

fn other(key: String, name: &str, body: &[u8]) -> Event {
    let body = Text(String::from_utf8_lossy(body).into_owned());
    Event::Other(Other { key, name: name.chars().take(40).collect(), body })
}

fn incoming(key: &str, payload: &Payload) -> Option<Incoming> {
    let from = payload.sender.as_deref().or(payload.phone_number.as_deref())?;
    let kind = match (&payload.message, &payload.data) {
        (Some(words), _) => Kind::Text(Text(words.clone())),
        (None, Some(data)) => Kind::Binary(Bytes(BASE64_STANDARD.decode(data).ok()?)),
        (None, None) => return None,
    };
    let stamped = moment(payload.received_at.as_deref());
    Some(Incoming { key: key.to_owned(), from: Sender::read(from), kind, stamped, torn: None })
}

/// Each part of a long message is reported by itself, under the same id of ours.
fn report(key: &str, event: &str, payload: &Payload) -> Option<Report> {
    let message = Uuid::parse_str(payload.message_id.as_deref()?).ok()?;
    let (delivery, at) = match event {
        "sms:sent" => (Delivery::Sent, &payload.sent_at),
        "sms:delivered" => (Delivery::Delivered, &payload.delivered_at),
        _ => (Delivery::failed(payload.reason.as_deref().unwrap_or("no reason given")), &payload.failed_at),
    };
    let about = About::Message(MessageId(message));
    Some(Report { key: key.to_owned(), about, delivery, at: moment(at.as_deref()) })
}

fn moment(written: Option<&str>) -> Option<Timestamp> {
    written?.parse().ok()
}
