//! The access log: who read which mother's page, for the head.

use std::collections::HashMap;

use axum::{Router, response::Response, routing::get};
use domain::rights::Act;
use maud::html;

use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    format,
    page::Tab,
    world::App,
};

/// How many readings one page shows.
const SHOWN: usize = 200;

/// The address of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/akses", get(show))
}

async fn show(caller: Caller) -> Result<Response, Failure> {
    caller.must(Act::ManageUsers)?;
    let ours = |_| caller.failure(Kind::Ours);
    caller.world.flush_readings().await.map_err(ours)?;
    let readings = caller.world.store().readings(None, SHOWN).await.map_err(ours)?;
    let readers: HashMap<_, _> = match &caller.world.accounts {
        Some(accounts) => {
            let users = accounts.users().await.map_err(|_| caller.failure(Kind::Ours))?;
            users.into_iter().map(|user| (user.id, user.name)).collect()
        }
        None => HashMap::new(),
    };
    let offset = caller.world.now().offset();
    let register = caller.world.register();
    let body = html! {
        h1 { (caller.t("access-title")) }
        p.soft { (caller.t("access-about")) }
        div.panel.wide tabindex="0" role="region" aria-label=(caller.t("access-title")) {
            table {
                thead { tr {
                    th scope="col" { (caller.t("access-when")) }
                    th scope="col" { (caller.t("access-who")) }
                    th scope="col" { (caller.t("access-whose")) }
                    th scope="col" { (caller.t("access-what")) }
                } }
                tbody {
                    @for reading in &readings { tr {
                        td { (format::date_time(caller.text, offset.to_datetime(reading.at))) }
                        td { (readers.get(&reading.reader).map_or("·", String::as_str)) }
                        td { @match register.family(reading.subject) {
                            Some(family) => a href=(format!("/ibu/{}", reading.subject)) { (family.name()) },
                            None if register.matters().messages.contains_key(&reading.subject) => {
                                a href=(format!("/pesan/{}", reading.subject)) { (caller.t("message-title")) }
                            },
                            None => (caller.t("access-everybody")),
                        } }
                        td { (caller.t(&format!("access-purpose-{}", reading.purpose))) }
                    } }
                }
            }
            @if readings.is_empty() { p { (caller.t("access-none")) } }
        }
    };
    Ok(caller.page(caller.t("access-title"), Tab::More, &body))
}
