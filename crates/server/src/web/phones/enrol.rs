//! A phone is enrolled, and one whose key was forgotten gets it back.

use app::phones::Refusal;
use axum::{Json, body::Bytes, extract::State};
use domain::ids::DeviceId;
use serde::de::DeserializeOwned;
use store_sql::{AccountsError, Device, Recovery, User};
use sync::enrol::{Enrol, Enrolled, Recover, Recovered};

use super::{
    fleet::{Asker, Fleet, fits, is_out},
    refused::Refused,
};
use crate::web::{
    hex::hex,
    sessions::{fresh_token, key_of},
};

/// A label is cut here.
const LABEL: usize = 40;

/// `POST /api/hp`
pub(super) async fn enrol(
    State(fleet): State<Fleet>,
    asker: Asker,
    body: Bytes,
) -> Result<Json<Enrolled>, Refused> {
    let asked: Enrol = said(&body)?;
    let who = asker.person(&asked.csrf)?;
    if !who.scope.sees_mothers() {
        return Err(Refused::no_phone().saying(asker.text, Refusal::NotForRole));
    }
    fleet.pace.enrolment(who.id)?;
    let user =
        fleet.ledger.user(who.id).await.map_err(|error| Refused::failed("a user is missing", &error))?;
    let user = user.filter(|user| !user.disabled).ok_or_else(Refused::logged_out)?;
    let (device, given) = new_device(&fleet, &user, label(&asked.label, &user.name))?;
    let settings = fleet.settings(&user, &device.label).await?;
    let Given { token, knock, recovery } = given;
    let (id, now) = (device.id, device.created_at);
    match fleet.ledger.add_device(device).await {
        Ok(()) => {}
        Err(AccountsError::Missing) => return Err(Refused::logged_out()),
        Err(error) => return Err(Refused::failed("a phone could not be enrolled", &error)),
    }
    let program = fleet.program.clone();
    Ok(Json(Enrolled { device: id, token, knock, recovery: hex(&recovery), settings, program, now }))
}

/// What a phone is given once.
struct Given {
    token: String,
    knock: String,
    recovery: [u8; 32],
}

fn new_device(fleet: &Fleet, user: &User, label: String) -> Result<(Device, Given), Refused> {
    let (token, knock) = (drawn()?, drawn()?);
    let mut recovery = [0; 32];
    getrandom::fill(&mut recovery).map_err(|error| Refused::failed("no randomness to be had", &error))?;
    let device = Device {
        id: DeviceId(fleet.world.id()),
        user: user.id,
        label,
        token: key_of(&token),
        knock: key_of(&knock),
        recovery: Recovery(recovery),
        villages: user.villages.clone(),
        created_at: fleet.world.now().timestamp(),
        last_met: None,
        program: fleet.program.clone(),
        waiting: 0,
        revoked: None,
        erased_at: None,
    };
    Ok((device, Given { token, knock, recovery }))
}

/// `POST /api/pulih`
pub(super) async fn recover(
    State(fleet): State<Fleet>,
    asker: Asker,
    body: Bytes,
) -> Result<Json<Recovered>, Refused> {
    let asked: Recover = said(&body)?;
    let who = asker.person(&asked.csrf)?;
    fleet.pace.enrolment(who.id)?;
    let found = fleet.find(asked.device, |device| fits(&device.knock, &asked.knock)).await?;
    let (device, user) = found.ok_or_else(|| Refused::stranger().saying(asker.text, Refusal::Stranger))?;
    if device.user != who.id {
        return Err(Refused::not_hers().saying(asker.text, Refusal::NotHers));
    }
    if is_out(&device, &user) {
        return Err(Refused::revoked().saying(asker.text, Refusal::Revoked));
    }
    let token = drawn()?;
    let kept = fleet.ledger.set_device_token(device.id, key_of(&token)).await;
    kept.map_err(|error| Refused::failed("a phone's token could not be kept", &error))?;
    Ok(Json(Recovered { recovery: hex(&device.recovery.0), token }))
}

/// The body of a small request.
pub(super) fn said<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refused> {
    serde_json::from_slice(body).map_err(|_| Refused::garbled())
}

fn drawn() -> Result<String, Refused> {
    fresh_token().map_err(|error| Refused::failed("no randomness to be had", &error))
}

/// What a phone is called: as asked, else as its person.
fn label(asked: &str, name: &str) -> String {
    let words: Vec<_> = asked.split_whitespace().filter(|word| *word != "·").collect();
    let asked: String = words.join(" ").chars().filter(|c| !c.is_control()).take(LABEL).collect();
    if asked.is_empty() { name.to_owned() } else { asked }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_one_short_line() {
        assert_eq!(label("  Oppo\nA17 ", "Bidan Rina"), "Oppo A17");
        assert_eq!(label(" ", "Bidan Rina"), "Bidan Rina");
        assert_eq!(label(&"x".repeat(99), "Bidan Rina").len(), LABEL);
    }
}
