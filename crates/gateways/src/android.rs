//! An Android phone as gateway: "SMS Gateway for Android" (`capcom6/android-sms-gateway`, sms-gate.app), version 1.40 or
//! later, on the phone itself (local mode), over its makers' server (cloud) or over one of ours (private).
//!
//! What it sends to us comes as webhooks ([`Webhook`]), which it repeats for two days until they are answered with 2xx.
//! What we send is given to `POST {url}/messages` with our id, and asked for with `GET {url}/messages/{id}`; `url` is
//! `http://192.168.…:8080` in local mode and `https://api.sms-gate.app/3rdparty/v1` in cloud mode, where messages pass
//! through servers of a firm abroad: local or private mode is the one to take.
//!
//! Android sends webhooks over HTTPS only (except to itself), so our certificate must be one that the phone trusts.
//! **Calls:** the app has no event for them (as of its list of events in 2026); a missed call is not told.

mod webhook;

use async_trait::async_trait;
use base64::{Engine, prelude::BASE64_STANDARD};
use http::{HeaderMap, Method};
use serde::Deserialize;
use serde_json::json;

use crate::{
    Accepted, Delivery, Gateway, MAX_PARTS, Outgoing, Priority, Roots, Secret, Trouble, Why,
    client::{Answer, Client, authorization},
    segments,
};
pub use webhook::Webhook;

/// The app's send API.
#[derive(Debug, Clone)]
pub struct Android {
    name: String,
    client: Client,
    credentials: HeaderMap,
    sim: Option<u8>,
}

/// How to reach the app.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where its API is.
    pub url: String,
    /// The user name that the app shows.
    pub user: String,
    /// The password that the app shows.
    pub password: Secret,
    /// Whose certificates are trusted.
    pub roots: Roots,
    /// Which SIM card sends, 1 to 3; the app's own choice, if none.
    pub sim: Option<u8>,
}

impl Android {
    /// A gateway of this name.
    pub fn new(name: impl Into<String>, settings: &Settings) -> Result<Self, Trouble> {
        let pair = BASE64_STANDARD.encode(format!("{}:{}", settings.user, settings.password.expose()));
        Ok(Self {
            name: name.into(),
            client: Client::new(&settings.url, &settings.roots)?,
            credentials: authorization(&format!("Basic {pair}"))?,
            sim: settings.sim,
        })
    }

    async fn ask(&self, method: Method, path: &str, body: Vec<u8>) -> Result<Answer, Trouble> {
        self.client.call(method, path, self.credentials.clone(), body).await
    }

    fn body(&self, message: &Outgoing) -> Vec<u8> {
        let mut body = json!({
            "id": message.id.to_string(),
            "textMessage": { "text": message.text.0 },
            "phoneNumbers": [message.to.e164()],
            "withDeliveryReport": message.report,
            // From 100 on the app passes over its limits and pauses.
            "priority": match message.priority { Priority::Urgent => 100, Priority::Normal => 0, Priority::Low => -100 },
        });
        if let Some(fields) = body.as_object_mut() {
            if let Some(valid_for) = message.valid_for {
                fields.insert("ttl".to_owned(), valid_for.as_secs().max(5).into());
            }
            if let Some(sim) = self.sim {
                fields.insert("simNumber".to_owned(), sim.into());
            }
        }
        body.to_string().into_bytes()
    }
}

/// What the app tells of a message.
#[derive(Deserialize)]
struct Told {
    state: String,
    #[serde(default)]
    recipients: Vec<Recipient>,
}

#[derive(Deserialize)]
struct Recipient {
    #[serde(default)]
    error: Option<String>,
}

#[async_trait]
impl Gateway for Android {
    fn name(&self) -> &str {
        &self.name
    }

    /// Its makers say: "use unique IDs for idempotency".
    fn repeats_safely(&self) -> bool {
        true
    }

    /// Where the answer leaves it open whether the message was taken, the app is asked at once.
    async fn send(&self, message: &Outgoing) -> Result<Accepted, Trouble> {
        if message.text.0.is_empty() || segments(&message.text.0).parts > MAX_PARTS {
            return Err(Trouble::Refused(Why::Length));
        }
        let answer = self.ask(Method::POST, "/messages", self.body(message)).await;
        match answer.and_then(Answer::good) {
            Ok(_) => Ok(Accepted::Now),
            Err(Trouble::Refused(Why::Status(409))) => Ok(Accepted::Before),
            Err(Trouble::Unsure(why)) => match self.look(message).await {
                Ok(Delivery::Unknown) | Err(_) => Err(Trouble::Unsure(why)),
                Ok(_) => Ok(Accepted::Before),
            },
            Err(trouble) => Err(trouble),
        }
    }

    async fn look(&self, message: &Outgoing) -> Result<Delivery, Trouble> {
        let answer = self.ask(Method::GET, &format!("/messages/{}", message.id), Vec::new()).await?;
        if answer.status.as_u16() == 404 {
            return Ok(Delivery::Unknown);
        }
        let told: Told = serde_json::from_slice(&answer.good()?.body)
            .map_err(|_| Trouble::NotSent(Why::Malformed("the state of a message")))?;
        Ok(match told.state.as_str() {
            "Pending" | "Processed" => Delivery::Waiting,
            "Sent" => Delivery::Sent,
            "Delivered" => Delivery::Delivered,
            "Failed" | "Cancelled" => {
                let reason = told.recipients.iter().find_map(|recipient| recipient.error.as_deref());
                Delivery::failed(reason.unwrap_or(&told.state))
            }
            _ => Delivery::Unknown,
        })
    }

    /// Asks for a message that there is not: that the answer is "not found" shows address and password to be right.
    async fn check(&self) -> Result<(), Trouble> {
        let nobody = "/messages/00000000-0000-0000-0000-000000000000";
        let answer = self.ask(Method::GET, nobody, Vec::new()).await?;
        if answer.status.as_u16() == 404 { Ok(()) } else { answer.good().map(|_| ()) }
    }
}
