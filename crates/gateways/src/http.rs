//! Any other gateway, over HTTP as `docs/sms-http.md` says it: we POST JSON to it, and it to us.
//!
//! Outgoing requests carry a bearer token and our id as `Idempotency-Key`; incoming ones are signed with a secret that
//! both sides share.

mod webhook;

use async_trait::async_trait;
use http::{HeaderMap, HeaderValue, Method};
use serde_json::json;

use crate::{
    Accepted, Delivery, Gateway, MAX_PARTS, Outgoing, Priority, Roots, Secret, Trouble, Why,
    client::{Answer, Client, authorization},
    segments,
};
pub use webhook::Webhook;

/// A gateway that takes JSON.
#[derive(Debug, Clone)]
pub struct Http {
    name: String,
    client: Client,
    credentials: HeaderMap,
}

impl Http {
    /// A gateway of this name that takes messages at `url`.
    pub fn new(name: impl Into<String>, url: &str, token: &Secret, roots: &Roots) -> Result<Self, Trouble> {
        Ok(Self {
            name: name.into(),
            client: Client::new(url, roots)?,
            credentials: authorization(&format!("Bearer {}", token.expose()))?,
        })
    }
}

fn body(message: &Outgoing) -> Vec<u8> {
    let priority = match message.priority {
        Priority::Urgent => "urgent",
        Priority::Normal => "normal",
        Priority::Low => "low",
    };
    json!({
        "id": message.id.to_string(),
        "to": message.to.e164(),
        "text": message.text.0,
        "priority": priority,
        "queued_at": message.queued_at.to_string(),
        "valid_for_seconds": message.valid_for.map(|time| time.as_secs()),
        "report": message.report,
    })
    .to_string()
    .into_bytes()
}

#[async_trait]
impl Gateway for Http {
    fn name(&self) -> &str {
        &self.name
    }

    /// The other side promises it by the document.
    fn repeats_safely(&self) -> bool {
        true
    }

    async fn send(&self, message: &Outgoing) -> Result<Accepted, Trouble> {
        if message.text.0.is_empty() || segments(&message.text.0).parts > MAX_PARTS {
            return Err(Trouble::Refused(Why::Length));
        }
        let mut headers = self.credentials.clone();
        let id = HeaderValue::from_str(&message.id.to_string())
            .map_err(|_| Trouble::Refused(Why::Malformed("the message's id")))?;
        headers.insert("idempotency-key", id);
        let answer = self.client.call(Method::POST, "", headers, body(message)).await;
        match answer.and_then(Answer::good) {
            Ok(_) => Ok(Accepted::Now),
            Err(Trouble::Refused(Why::Status(409))) => Ok(Accepted::Before),
            Err(trouble) => Err(trouble),
        }
    }

    /// It cannot be asked; it reports by itself.
    async fn look(&self, _message: &Outgoing) -> Result<Delivery, Trouble> {
        Ok(Delivery::Unknown)
    }

    /// A GET of its address: any answer but a refusal of the token or a failure shows that it is there.
    async fn check(&self) -> Result<(), Trouble> {
        let answer = self.client.call(Method::GET, "", self.credentials.clone(), Vec::new()).await?;
        match answer.good() {
            Err(Trouble::Refused(_)) | Ok(_) => Ok(()),
            Err(trouble) => Err(trouble),
        }
    }
}
