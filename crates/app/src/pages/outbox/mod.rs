//! What the phone has for the server and what the server said of it: the phone's own page. On the
//! server there is none.

mod lists;
pub(crate) mod own;

use std::sync::Arc;

use axum::{
    Router,
    extract::Query,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use http::header;
use maud::{Markup, html};
use serde::Deserialize;

use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    form::Posted,
    format,
    page::Tab,
    phone::{Phone, Standing, Trouble, Wish},
    router::is_servers,
    strip,
    world::App,
};

/// The addresses of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/kiriman", get(show))
        .route("/kiriman/temu", post(meet))
        .route("/kiriman/ingat", post(wish))
        .route("/kiriman/lupakan", post(unwish))
        .route("/kiriman/berkas", get(parcel))
}

fn phone(caller: &Caller) -> Result<Arc<dyn Phone>, Failure> {
    caller.world.phone.clone().ok_or_else(|| caller.failure(Kind::Missing))
}

#[derive(Deserialize)]
struct After {
    #[serde(default)]
    simpan: String,
}

async fn show(caller: Caller, Query(after): Query<After>) -> Result<Response, Failure> {
    let phone = phone(&caller)?;
    let ours = |_| caller.failure(Kind::Ours);
    let standing = phone.standing();
    let waiting = phone.waiting().await.map_err(ours)?;
    let held = phone.held().await.map_err(ours)?;
    let wishes = phone.wishes().await.map_err(ours)?;
    let body = html! {
        h1 { (caller.t("outbox-title")) }
        @if after.simpan == "ingat" { div.panel.good role="status" { (caller.t("outbox-wished")) } }
        (state(&caller, &standing))
        (lists::held(&caller, &held))
        (lists::waiting(&caller, &waiting))
        (own::parcel(&caller, &standing, &waiting))
        (lists::conflicts(&caller))
        (lists::wishes(&caller, &wishes))
        (own::section(&caller, &standing))
    };
    Ok(caller.page(caller.t("outbox-title"), Tab::More, &body))
}

fn state(caller: &Caller, standing: &Standing) -> Markup {
    let offset = caller.world.now().offset();
    let met = standing.last_met.map(|at| offset.to_datetime(at.timestamp()));
    html! {
        div.panel {
            p { b {
                @if standing.meeting { (caller.t("strip-meeting")) } @else { (strip::waiting(caller.text, standing)) }
            } }
            p.soft {
                @match met {
                    Some(at) => (caller.with("outbox-last-met", &[("at", &format::date_time(caller.text, at))])),
                    None => (caller.t("outbox-never-met")),
                }
            }
            @if let Some(trouble) = standing.trouble { (met_with(caller, trouble)) }
            form method="post" action="/kiriman/temu" {
                input type="hidden" name="csrf" value=(caller.who.csrf);
                button.btn type="submit" disabled[standing.meeting] { (caller.t("outbox-meet")) }
            }
        }
    }
}

/// What the last try met with, and what to do.
fn met_with(caller: &Caller, trouble: Trouble) -> Markup {
    let (what, todo) = match trouble {
        Trouble::Away => ("trouble-away", "trouble-away-do"),
        Trouble::Stranger => ("trouble-stranger", "trouble-stranger-do"),
        Trouble::Server => ("trouble-server", "trouble-server-do"),
        Trouble::Storage => ("trouble-storage", "trouble-storage-do"),
        Trouble::Garbled => ("trouble-garbled", "trouble-garbled-do"),
    };
    html! {
        div.panel.warn[trouble != Trouble::Away] {
            p { b { (caller.t(what)) } }
            p { (caller.t(todo)) }
            @if trouble == Trouble::Stranger {
                a.btn.line href="/hp/pasang" { (caller.t("trouble-stranger-link")) }
            }
        }
    }
}

async fn meet(caller: Caller, Posted(_): Posted) -> Result<Response, Failure> {
    phone(&caller)?.meet();
    Ok(Redirect::to("/kiriman").into_response())
}

/// The longest address and title that a wish may have.
const LONGEST: usize = 200;

async fn wish(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    let phone = phone(&caller)?;
    let (path, title) = (form.raw("path"), form.raw("title"));
    let is_ours = is_servers(path.split('?').next().unwrap_or_default());
    if !is_ours || title.is_empty() || path.len() > LONGEST || title.len() > LONGEST {
        return Err(caller.failure(Kind::Mistake));
    }
    let wish = Wish { path: path.to_owned(), title: title.to_owned(), at: caller.world.now() };
    phone.wish(wish).await.map_err(|_| caller.failure(Kind::Ours))?;
    Ok(Redirect::to("/kiriman?simpan=ingat").into_response())
}

async fn unwish(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    let phone = phone(&caller)?;
    phone.unwish(form.raw("path")).await.map_err(|_| caller.failure(Kind::Ours))?;
    Ok(Redirect::to("/kiriman").into_response())
}

async fn parcel(caller: Caller) -> Result<Response, Failure> {
    let parcel = phone(&caller)?.parcel().await.map_err(|_| caller.failure(Kind::Ours))?;
    let name = format!("attachment; filename=\"betang-kiriman-{}.json\"", caller.today());
    let head = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((head, parcel).into_response())
}
