//! What all requests of phones share, and who is let in.

use std::sync::Arc;

use app::{Text, Who, World, caller::lang_of, phones, who::From};
use axum::extract::FromRequestParts;
use domain::{ids::DeviceId, rights::Scope};
use http::{HeaderMap, header, request::Parts};
use store_sql::{Accounts, Device, User};
use subtle::ConstantTimeEq;
use sync::{
    host::Guest,
    wire::{Sender, Settings},
};

use super::{pace::Pace, refused::Refused};
use crate::web::{
    accounts::Desk,
    sessions::{Key, key_of},
};

/// The phones of a unit. Clones are the same.
#[derive(Clone)]
pub(super) struct Fleet {
    pub(super) world: Arc<World>,
    pub(super) ledger: Accounts,
    pub(super) pace: Arc<Pace>,
    /// The version of the phone program that is given out.
    pub(super) program: String,
}

impl Fleet {
    pub(super) fn new(world: &Arc<World>, desk: &Desk, program: String) -> Self {
        Self { world: Arc::clone(world), ledger: desk.ledger().clone(), pace: Arc::new(Pace::new()), program }
    }

    /// The phone whose token a request carries. It is asked for each time, so that a phone that was
    /// withdrawn, or a person who was disabled, is refused at once.
    pub(super) async fn let_in(&self, headers: &HeaderMap, address: &str) -> Result<(Device, User), Refused> {
        let found = match bearer(headers) {
            Some((id, token)) => self.find(id, |device| fits(&device.token, token)).await?,
            None => None,
        };
        let Some((device, user)) = found else {
            self.pace.knock(address)?;
            return Err(Refused::stranger());
        };
        if is_out(&device, &user) { Err(Refused::revoked()) } else { Ok((device, user)) }
    }

    /// A phone with its person, if `knows` recognises it.
    pub(super) async fn find(
        &self,
        id: DeviceId,
        knows: impl FnOnce(&Device) -> bool,
    ) -> Result<Option<(Device, User)>, Refused> {
        let found = self.ledger.device(id).await;
        let found = found.map_err(|error| Refused::failed("a phone could not be looked up", &error))?;
        Ok(found.filter(|(device, _)| knows(device)))
    }

    /// What a phone must know besides entries.
    pub(super) async fn settings(&self, user: &User, label: &str) -> Result<Settings, Refused> {
        let names = match &self.world.accounts {
            Some(accounts) => accounts.users().await,
            None => Ok(Vec::new()),
        };
        let names = names.map_err(|error| Refused::failed("users could not be read", &error))?;
        Ok(Settings {
            unit: self.world.unit.clone(),
            user: user.id,
            name: user.name.clone(),
            role: user.role,
            villages: user.villages.clone(),
            staff: user.staff,
            label: label.to_owned(),
            names: names.into_iter().map(|user| (user.id, user.name)).collect(),
        })
    }
}

/// Whether a phone is no longer let in.
pub(super) fn is_out(device: &Device, user: &User) -> bool {
    device.revoked.is_some() || user.disabled
}

/// Whether a token is the one of a hash.
pub(super) fn fits(hash: &Key, token: &str) -> bool {
    key_of(token).ct_eq(hash).into()
}

/// Whose phone it is, and what she may note and see.
pub(crate) fn guest(world: &World, device: &Device, user: &User) -> Guest {
    Guest {
        sender: Sender { unit: world.unit.clone(), author: user.id, device: device.id },
        scope: Scope { role: user.role, villages: user.villages.clone() },
        once: device.villages.clone(),
    }
}

/// The phone's name and its person's, as one that is told among many.
pub(crate) fn name_of(device: &Device, user: &User) -> String {
    if device.label == user.name { user.name.clone() } else { format!("{}, {}", device.label, user.name) }
}

fn bearer(headers: &HeaderMap) -> Option<(DeviceId, &str)> {
    let given = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (id, token) = given.strip_prefix("Bearer ")?.trim().split_once('.')?;
    Some((id.parse().ok()?, token))
}

/// Who is logged in where a request comes from, and her words.
pub(super) struct Asker {
    pub(super) who: Option<Who>,
    pub(super) text: &'static Text,
    pub(super) address: String,
}

impl<S: Sync> FromRequestParts<S> for Asker {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let address = parts.extensions.get::<From>().cloned().unwrap_or_default().0;
        Ok(Self { who: parts.extensions.get::<Who>().cloned(), text: Text::of(lang_of(parts)), address })
    }
}

impl Asker {
    /// The person, if the request carries her session's token.
    pub(super) fn person(&self, csrf: &str) -> Result<&Who, Refused> {
        let who = self.who.as_ref().ok_or_else(Refused::logged_out)?;
        let fits = bool::from(who.csrf.as_bytes().ct_eq(csrf.as_bytes()));
        if fits { Ok(who) } else { Err(Refused::stale().saying(self.text, phones::Refusal::Stale)) }
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn a_bearer_is_a_phone_and_its_token() {
        let of = |value: &'static str| {
            let headers = HeaderMap::from_iter([(header::AUTHORIZATION, HeaderValue::from_static(value))]);
            bearer(&headers).map(|(id, token)| (id.to_string(), token.to_owned()))
        };
        let id = "01900000-0000-7000-8000-000000000001";
        assert_eq!(
            of("Bearer 01900000-0000-7000-8000-000000000001.abc"),
            Some((id.to_owned(), "abc".to_owned()))
        );
        assert_eq!(of("Bearer abc"), None);
        assert_eq!(of("Basic 01900000-0000-7000-8000-000000000001.abc"), None);
        assert_eq!(bearer(&HeaderMap::new()), None);
    }
}
