//! A phone that is locked asks whether it was withdrawn, and says when it has erased what it had sent.

use axum::{Json, body::Bytes, extract::State};
use sync::enrol::{Knock, Knocked};

use super::{
    enrol::said,
    fleet::{Asker, Fleet, fits, is_out},
    refused::Refused,
};

/// `POST /api/ketuk`
pub(super) async fn knock(
    State(fleet): State<Fleet>,
    asker: Asker,
    body: Bytes,
) -> Result<Json<Knocked>, Refused> {
    fleet.pace.knock(&asker.address)?;
    let asked: Knock = said(&body)?;
    let found = fleet.find(asked.device, |device| fits(&device.knock, &asked.knock)).await?;
    let (device, user) = found.ok_or_else(Refused::stranger)?;
    if asked.erased {
        let noted = fleet.ledger.note_erased(device.id, fleet.world.now().timestamp()).await;
        noted.map_err(|error| Refused::failed("that a phone was erased could not be noted", &error))?;
    }
    Ok(Json(Knocked { revoked: is_out(&device, &user) }))
}
