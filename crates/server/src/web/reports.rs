//! The reports that leave the Puskesmas as workbooks: LB3-KIA and the local area monitoring (PWS), of a month or of
//! its quarter. Both are made from a snapshot, so that nobody who saves waits for them.

use app::{Caller, Failure, failure::Kind, world::App};
use axum::{
    Router,
    extract::{Query, State},
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{indicators::Month, rights::Act, rules::Rules};
use exchange::reports::{Mapping, Numbers, Stretch, lb3, pws};
use serde::Deserialize;

use super::workbooks::SPREADSHEET;

#[derive(Deserialize)]
struct Asked {
    /// The month, as `2025-05`.
    #[serde(default)]
    bulan: String,
    /// The whole quarter in which the month lies.
    #[serde(default)]
    triwulan: String,
}

impl Asked {
    /// What was asked for, else the last month that is over.
    fn stretch(&self, caller: &Caller) -> Stretch {
        let now = Month::of(caller.today());
        let month = self.bulan.parse().unwrap_or_else(|_| now.plus(-1)).min(now);
        if self.triwulan == "1" { Stretch::Quarter(month) } else { Stretch::Month(month) }
    }
}

/// The addresses of the reports.
pub(super) fn routes(world: &App) -> Router {
    Router::new()
        .route("/ekspor/lb3.xlsx", get(monthly))
        .route("/ekspor/pws.xlsx", get(monitoring))
        .with_state(App::clone(world))
}

/// The monthly report has results by village that need a closer circle.
async fn monthly(
    State(world): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    caller.must(Act::ExchangeRegisters)?;
    caller.world.note_reading_all(caller.who.id, caller.who.device, "report");
    let (stretch, on, rules, register) =
        (asked.stretch(&caller), caller.today(), caller.rules(), world.snapshot());
    let made = move || lb3::workbook(&register, &rules, on, Mapping::builtin(), stretch);
    let made = tokio::task::spawn_blocking(made).await;
    let Ok(Ok(workbook)) = made else { return Err(caller.failure(Kind::Ours)) };
    Ok(file("lb3-kia", stretch, workbook))
}

async fn monitoring(
    State(world): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    caller.must(Act::KeepWorkshops)?;
    let (stretch, on, register) = (asked.stretch(&caller), caller.today(), world.snapshot());
    let made = move || {
        let rules = Rules::of(register.unit().map(|unit| &**unit));
        pws::workbook(&Numbers::of(&register, &rules, on, stretch.last()).sums(), stretch)
    };
    let made = tokio::task::spawn_blocking(made).await;
    let Ok(Ok(workbook)) = made else { return Err(caller.failure(Kind::Ours)) };
    Ok(file("pws", stretch, workbook))
}

fn file(name: &str, stretch: Stretch, workbook: Vec<u8>) -> Response {
    let until = stretch.last();
    let span = match stretch {
        Stretch::Month(_) => until.to_string(),
        Stretch::Quarter(_) => format!("triwulan-{until}"),
    };
    let named = format!("attachment; filename=\"{name}-{span}.xlsx\"");
    let headers = [(header::CONTENT_TYPE, SPREADSHEET.to_owned()), (header::CONTENT_DISPOSITION, named)];
    (headers, workbook).into_response()
}
