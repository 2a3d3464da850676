//! Who came: one tap for everybody who was invited, a short form for the others, and a tap taken back.

use axum::{
    Router,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use domain::{
    facts::{Attended, Invitee, Sector, Sex, Voided, name_and_office},
    ids::{EntryId, SubjectId},
    matters::Workshop,
    rights::Act,
};
use http::StatusCode;
use maud::{Markup, html};

use super::{find, lines::sector_of};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet, send},
    form::{Form, Posted},
    labels,
    page::Tab,
    pages::partnership::{After, keep, line, line_if_any, saved, was_saved},
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/lokmin/{id}/hadir", get(show).post(attend))
        .route("/lokmin/{id}/catatan/{entry}/batal", post(void))
}

async fn show(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Query(after): Query<After>,
) -> Result<Response, Failure> {
    caller.must(Act::KeepWorkshops)?;
    let workshop = find(&caller, id)?;
    let form = Form::new().fill("entry", caller.fresh());
    Ok(draw(&caller, &workshop, &form, &saved(&caller, &after)))
}

/// Whether somebody invited is among those who came.
fn has_come(workshop: &Workshop, invitee: &Invitee) -> bool {
    workshop.attended.iter().any(|one| {
        (one.official.is_some() && one.official == invitee.official)
            || (one.name == invitee.name && one.office == invitee.office)
    })
}

async fn attend(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    caller.must(Act::KeepWorkshops)?;
    let workshop = find(&caller, id)?;
    let page = format!("/lokmin/{id}/hadir?simpan=hadir");
    if was_saved(&caller, &form) {
        return Ok(Redirect::to(&page).into_response());
    }
    let attended = match form.text("invited") {
        Some(at) => {
            // The list may have changed since the page was shown: the name says whether it is still she.
            let at = at.parse().ok().and_then(|at: usize| workshop.planned.invitees.get(at));
            let invitee = at.filter(|one| name_and_office(&one.name, &one.office) == form.raw("called"));
            let invitee = invitee.ok_or_else(|| caller.failure(Kind::Stale))?;
            if has_come(&workshop, invitee) {
                return Ok(Redirect::to(&page).into_response());
            }
            of_invitee(invitee)
        }
        None => read(&form),
    };
    if form.is_faulty() {
        return Ok(draw(&caller, &workshop, &form, &html! {}));
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    keep(&caller, caller.note(entry, id, None, attended), &page).await
}

fn of_invitee(invitee: &Invitee) -> Attended {
    Attended {
        name: invitee.name.clone(),
        office: invitee.office.clone(),
        sector: invitee.sector,
        sex: None,
        phone: None,
        official: invitee.official,
        dukun: None,
    }
}

fn read(form: &Form) -> Attended {
    let office = line(form, "office");
    Attended {
        name: line(form, "name"),
        sector: form.choice::<Sector>("sector").unwrap_or_else(|| sector_of(&office, false)),
        sex: form.choice::<Sex>("sex"),
        phone: line_if_any(form, "phone"),
        official: None,
        dukun: None,
        office,
    }
}

fn draw(caller: &Caller, workshop: &Workshop, form: &Form, told: &Markup) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let invitees = workshop.planned.invitees.iter().enumerate();
    let waiting: Vec<_> = invitees.filter(|(_, one)| !has_come(workshop, one)).collect();
    let body = html! {
        p { a.tall href=(format!("/lokmin/{}", workshop.id)) { "← " (workshop.planned.title) } }
        h1 { (caller.t("attend-title")) }
        (told)
        @if !waiting.is_empty() {
            h2 { (caller.with("attend-invited", &[("n", &waiting.len())])) }
            p.soft { (caller.t("attend-about")) }
            div.deeds { @for (at, one) in waiting { (tap(caller, workshop, at, one)) } }
        }
        h2 { (caller.with("attend-came", &[("n", &workshop.attended.len())])) }
        (came(caller, workshop))
        (sheet.summary())
        details.panel open[form.is_faulty()] {
            summary { (caller.t("attend-another")) }
            form method="post" { (fields(caller, sheet)) (send(&caller.who.csrf, sheet, "attend-save")) }
        }
    };
    let status = if form.is_faulty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    (status, caller.page(caller.t("attend-title"), Tab::More, &body)).into_response()
}

fn tap(caller: &Caller, workshop: &Workshop, at: usize, one: &Invitee) -> Markup {
    let words = name_and_office(&one.name, &one.office);
    html! {
        form method="post" action=(format!("/lokmin/{}/hadir", workshop.id)) {
            input type="hidden" name="csrf" value=(caller.who.csrf);
            input type="hidden" name="entry" value=(caller.fresh());
            input type="hidden" name="invited" value=(at);
            input type="hidden" name="called" value=(words);
            button.btn.line type="submit" { (words) }
        }
    }
}

fn came(caller: &Caller, workshop: &Workshop) -> Markup {
    html! {
        ul.plain.panel {
            @for one in &workshop.attended { li.wish {
                span { b { "✓ " (name_and_office(&one.name, &one.office)) } br;
                    span.soft { (labels::label(caller.text, "sector", &one.sector)) } }
                (undo(caller, workshop.id, one.id()))
            } }
            @if workshop.attended.is_empty() { li { p { (caller.t("attend-nobody")) } } }
        }
    }
}

fn fields(caller: &Caller, sheet: Sheet<'_>) -> Markup {
    let sectors = labels::options(caller.text, "sector", &Sector::ALL);
    let sexes = labels::options(caller.text, "sex", &[Sex::Female, Sex::Male]);
    html! {
        (sheet.text("name", &Ask::of("official-name")))
        (sheet.text("office", &Ask::of("official-office")))
        (sheet.select("sector", &Ask::of("commitment-sector").optional(), &sectors))
        (sheet.choice("sex", &Ask::of("attend-sex").optional(), &sexes))
        (sheet.phone("phone", &Ask::of("places-phone").optional()))
    }
}

/// The button that takes an entry of a workshop back.
pub(super) fn undo(caller: &Caller, workshop: SubjectId, entry: EntryId) -> Markup {
    html! {
        form method="post" action=(format!("/lokmin/{workshop}/catatan/{entry}/batal")) {
            input type="hidden" name="csrf" value=(caller.who.csrf);
            input type="hidden" name="entry" value=(caller.fresh());
            button.btn.small.line type="submit" { (caller.t("workshop-undo")) }
        }
    }
}

/// Takes back that somebody came, a point, the end, or that it is not held; the entry stays in the log.
async fn void(
    caller: Caller,
    Path((id, entry)): Path<(SubjectId, EntryId)>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    caller.must(Act::KeepWorkshops)?;
    let workshop = find(&caller, id)?;
    let attended = workshop.attended.iter().any(|one| one.id() == entry);
    let minuted = workshop.minutes.iter().any(|one| one.id() == entry);
    let closed = workshop.closed.as_ref().is_some_and(|one| one.id() == entry);
    let cancelled = workshop.cancelled.as_ref().is_some_and(|one| one.id() == entry);
    let page = match (attended, minuted) {
        (true, _) => format!("/lokmin/{id}/hadir"),
        (_, true) => format!("/lokmin/{id}/notulen"),
        _ => format!("/lokmin/{id}"),
    };
    if was_saved(&caller, &form) {
        return Ok(Redirect::to(&page).into_response());
    }
    if !(attended || minuted || closed || cancelled) {
        return Err(caller.failure(Kind::Missing));
    }
    let mut note = caller.note(
        form.entry().unwrap_or_else(|| caller.fresh()),
        id,
        None,
        Voided { reason: caller.t("workshop-undo-reason").to_owned() },
    );
    note.amends = Some(entry);
    keep(&caller, note, &page).await
}
