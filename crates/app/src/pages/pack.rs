//! What is presented at a workshop: as it is now until it is frozen, then as it was shown, with what says
//! something else since. And the accountability file: which of its papers are there.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::{ShownSection, WorkshopPresented},
    ids::SubjectId,
    matters::Workshop,
    rights::{Act, Visibility},
    workshop::{accounts, changed, pack},
};
use http::header;
use maud::{Markup, html};

use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    form::{Form, Posted},
    format,
    page::Tab,
    pages::coverage,
    world::App,
};

/// The addresses of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/lokmin/{id}/sajian", get(show).post(freeze))
        .route("/lokmin/{id}/sajian/{section}", get(picture))
        .route("/lokmin/{id}/spj", get(show_accounts))
}

fn find(caller: &Caller, id: SubjectId) -> Result<Arc<Workshop>, Failure> {
    caller.must(Act::SeeWorkshops)?;
    let register = caller.world.register();
    register.matters().workshops.get(&id).cloned().ok_or_else(|| caller.failure(Kind::Missing))
}

/// Whether it can be frozen here. A phone knows the families of its villages only: its counts are not the
/// unit's.
fn may_freeze(caller: &Caller, workshop: &Workshop) -> bool {
    caller.who.scope.may(Act::KeepWorkshops)
        && caller.world.phone.is_none()
        && workshop.cancelled.is_none()
        && workshop.closed.is_none()
}

/// The parts as they are today.
async fn now(caller: &Caller, workshop: &Workshop) -> Vec<ShownSection> {
    let borders = caller.world.borders().await;
    let figures = caller.world.figures();
    let mut sections = pack(&figures.register, &figures.rules, workshop, caller.today());
    coverage::illustrate(figures, &borders, &mut sections);
    sections
}

async fn show(caller: Caller, Path(id): Path<SubjectId>) -> Result<Response, Failure> {
    let workshop = find(&caller, id)?;
    let may = may_freeze(&caller, &workshop);
    let now = if may { now(&caller, &workshop).await } else { Vec::new() };
    let frozen = workshop.presented.last();
    let body = html! {
        p { a.tall href=(format!("/lokmin/{id}")) { "← " (workshop.planned.title) } }
        h1 { (caller.t("pack-title")) }
        @match frozen {
            Some(frozen) => {
                p.soft { (caller.with("pack-frozen-on", &[("on", &format::date(caller.text, frozen.on))])) }
                @if may { (differs(&caller, &frozen.sections, &now)) }
                (parts(id, &frozen.sections, ""))
            }
            None if may => {
                p.soft { (caller.t("pack-preview")) }
                (parts(id, &now, "?kini=1"))
                @if now.is_empty() { p { (caller.t("pack-empty")) } }
            }
            None => p { (caller.t("pack-none")) },
        }
        @if may && !now.is_empty() { (button(&caller, id, frozen.is_some())) }
        @if caller.who.scope.may(Act::KeepWorkshops) && caller.world.phone.is_some() {
            p.soft { (caller.t("pack-phone")) }
        }
        @if frozen.is_some() && caller.world.abilities.papers && caller.who.scope.sees(Visibility::Partnership) {
            p { a.btn.line href=(format!("/surat/sajian/{id}.pdf")) { (caller.t("pack-print")) } }
            p { a.btn.line href=(format!("/surat/lembar-sajian/{id}.pdf")) { (caller.t("pack-handout")) } }
        }
    };
    Ok(caller.page(caller.t("pack-title"), Tab::More, &body))
}

/// What says something else now than when it was frozen.
fn differs(caller: &Caller, frozen: &[ShownSection], now: &[ShownSection]) -> Markup {
    let titles = changed(frozen, now);
    html! { @if !titles.is_empty() {
        div.panel.warn {
            p { (caller.t("pack-differs")) }
            ul lang="id" { @for title in titles { li { (title) } } }
        }
    } }
}

/// The parts are in Indonesian whatever language the reader has: they are shown on the wall.
fn parts(id: SubjectId, sections: &[ShownSection], query: &str) -> Markup {
    html! { @for section in sections {
        section.panel lang="id" {
            h2 { (section.title) }
            @for sentence in &section.sentences { p { (sentence) } }
            @if section.picture.is_some() {
                div.wide tabindex="0" role="region" aria-label=(section.title) {
                    img.shown src=(format!("/lokmin/{id}/sajian/{}.svg{query}", section.id)) alt=(section.sentences.join(" "));
                }
            }
            @if let Some(table) = &section.table {
                div.wide tabindex="0" role="region" aria-label=(section.title) { table {
                    thead { tr { @for column in &table.columns { th scope="col" { (column) } } } }
                    tbody { @for row in &table.rows { tr { @for cell in row { td { (cell) } } } } }
                } }
            }
        }
    } }
}

#[derive(serde::Deserialize)]
struct Which {
    /// As it would be today, and not as it was frozen.
    #[serde(default)]
    kini: String,
}

/// The picture of a part, as a file of its own: what a log holds is never put into a page.
async fn picture(
    caller: Caller,
    Path((id, section)): Path<(SubjectId, String)>,
    Query(which): Query<Which>,
) -> Result<Response, Failure> {
    let workshop = find(&caller, id)?;
    let missing = || caller.failure(Kind::Missing);
    let wanted = section.strip_suffix(".svg").ok_or_else(missing)?;
    let frozen = workshop.presented.last().filter(|_| which.kini.is_empty());
    let sections = match frozen {
        Some(frozen) => frozen.sections.clone(),
        None if may_freeze(&caller, &workshop) => now(&caller, &workshop).await,
        None => return Err(missing()),
    };
    let found = sections.into_iter().find(|one| one.id == wanted).and_then(|one| one.picture);
    let svg = found.ok_or_else(missing)?;
    Ok(([(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "no-store")], svg).into_response())
}

fn button(caller: &Caller, id: SubjectId, again: bool) -> Markup {
    html! {
        form.panel method="post" action=(format!("/lokmin/{id}/sajian")) {
            input type="hidden" name="csrf" value=(caller.who.csrf);
            input type="hidden" name="entry" value=(caller.fresh());
            p.soft { (caller.t("pack-freeze-about")) }
            button.btn type="submit" { (caller.t(if again { "pack-freeze-again" } else { "pack-freeze" })) }
        }
    }
}

async fn freeze(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    caller.must(Act::KeepWorkshops)?;
    let workshop = find(&caller, id)?;
    let page = format!("/lokmin/{id}/sajian");
    if was_saved(&caller, &form) {
        return Ok(Redirect::to(&page).into_response());
    }
    if !may_freeze(&caller, &workshop) {
        return Err(caller.failure(Kind::Forbidden));
    }
    let on = caller.today();
    let sections = now(&caller, &workshop).await;
    if !sections.is_empty() {
        let edition = caller.rules().tables.edition_on(on).to_owned();
        let presented = WorkshopPresented { on, sections, edition };
        let entry = form.entry().unwrap_or_else(|| caller.fresh());
        caller.append(vec![caller.note(entry, id, None, presented)]).await?;
    }
    Ok(Redirect::to(&page).into_response())
}

/// Whether a form was saved before.
fn was_saved(caller: &Caller, form: &Form) -> bool {
    form.entry().is_some_and(|entry| caller.world.register().knows(entry))
}

async fn show_accounts(caller: Caller, Path(id): Path<SubjectId>) -> Result<Response, Failure> {
    caller.must(Act::KeepWorkshops)?;
    let workshop = find(&caller, id)?;
    let accounts = accounts(caller.world.register().matters(), &workshop);
    let body = html! {
        p { a.tall href=(format!("/lokmin/{id}")) { "← " (workshop.planned.title) } }
        h1 { (caller.t("spj-title")) }
        p.soft { (caller.t("spj-about")) }
        div.panel { ul.plain { @for account in &accounts { li {
            @let (sign, key) = match account.there {
                Some(true) => ("✓", "spj-there"),
                Some(false) => ("–", "spj-missing"),
                None => ("·", "spj-untold"),
            };
            div.row.apart {
                b { (caller.t(&format!("spj-item-{}", account.id))) }
                span.soft { span aria-hidden="true" { (sign) " " } (caller.t(key)) }
            }
            @if let Some(number) = &account.number { span.soft { (number) } }
        } } } }
        @if caller.world.abilities.papers {
            p { a.btn.line href=(format!("/surat/spj/{id}.pdf")) { (caller.t("spj-print")) } }
        }
    };
    Ok(caller.page(caller.t("spj-title"), Tab::More, &body))
}
