//! What leaves the house: the press release, and the calendar file.

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{facts::Unit, ids::SubjectId, workshop};
use http::header;
use maud::html;

use super::{find, sees_minutes};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    page::Tab,
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/lokmin/{id}/siaran-pers", get(release))
        .route("/lokmin/{id}/kalender.ics", get(calendar))
}

/// Quotes are minutes until the release is sent: only who sees those drafts it.
async fn release(caller: Caller, Path(id): Path<SubjectId>) -> Result<Response, Failure> {
    let workshop = find(&caller, id)?;
    if !sees_minutes(&caller) {
        return Err(caller.failure(Kind::Forbidden));
    }
    let release = workshop::release(&caller.world.register(), &workshop);
    let release = release.ok_or_else(|| caller.failure(Kind::Missing))?;
    let body = html! {
        p { a.tall href=(format!("/lokmin/{id}")) { "← " (workshop.planned.title) } }
        h1 { (caller.t("release-title")) }
        p.soft { (caller.t("release-about")) }
        article.panel lang="id" {
            h2 { (release.title) }
            @for (no, paragraph) in release.paragraphs.iter().enumerate() {
                p { @if no == 0 && !release.dateline.is_empty() { b { (release.dateline) } " – " } (paragraph) }
            }
        }
        @if caller.world.abilities.papers {
            p { a.btn.line href=(format!("/surat/siaran-pers/{id}.pdf")) { (caller.t("paper-release")) } }
        }
    };
    Ok(caller.page(caller.t("release-title"), Tab::More, &body))
}

async fn calendar(caller: Caller, Path(id): Path<SubjectId>) -> Result<Response, Failure> {
    let workshop = find(&caller, id)?;
    let register = caller.world.register();
    let default = Unit::default();
    let unit = register.unit().map_or(&default, |unit| &**unit);
    let file = workshop::calendar(&workshop, unit);
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"lokmin.ics\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, file).into_response())
}
