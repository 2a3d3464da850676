//! How a commitment goes on: reported by who answers for it or by the office, and carried over.

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use domain::{
    facts::{CommitmentCarried, CommitmentProgressed, CommitmentStatus, WorkshopKind},
    ids::SubjectId,
    matters::{Commitment, Workshop},
    rights::Act,
    workshop::newest_planned,
};
use jiff::{Span, civil::Date};
use maud::html;

use super::{find, may_report, view};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    form::{Form, Posted},
    pages::partnership::{keep, line_if_any, too_long, was_saved},
    world::App,
};

/// The longest account of progress.
const LONGEST: usize = 2_000;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/komitmen/{id}/kemajuan", post(progress)).route("/komitmen/{id}/lanjut", post(carry))
}

async fn progress(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let commitment = find(&caller, id)?;
    if !may_report(&caller, &commitment) {
        return Err(caller.failure(Kind::Forbidden));
    }
    let page = format!("/komitmen/{id}?simpan=kemajuan");
    if was_saved(&caller, &form) {
        return Ok(Redirect::to(&page).into_response());
    }
    let step = read(&caller, &form);
    if form.is_faulty() {
        let names = view::names(&caller, &commitment).await;
        return Ok(view::draw(&caller, &commitment, &form, &names, &html! {}));
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    keep(&caller, caller.note(entry, id, None, step), &page).await
}

fn read(caller: &Caller, form: &Form) -> CommitmentProgressed {
    let status = form.choice::<CommitmentStatus>("status");
    if status.is_none() {
        form.fault("status", "fault-required", &[]);
    }
    let text = |name| {
        let text = form.text(name)?;
        too_long(form, name, &text, LONGEST);
        Some(text)
    };
    let step = CommitmentProgressed {
        on: form.past_date("on", caller.today()),
        status: status.unwrap_or_default(),
        text: text("text"),
        obstacle: text("obstacle"),
        evidence: line_if_any(form, "evidence"),
    };
    if step.status == CommitmentStatus::Stuck && step.obstacle.is_none() {
        form.fault("obstacle", "progress-why", &[]);
    }
    step
}

/// The day until which a commitment usually goes on from a workshop: until the next one.
pub(super) fn usual_due(workshop: &Workshop) -> Date {
    let months = if workshop.planned.kind == WorkshopKind::Monthly { 1 } else { 3 };
    workshop.planned.on.saturating_add(Span::new().months(months))
}

/// Whether a commitment can be carried over to a workshop: it is open, and was not made or carried there.
pub(in crate::pages) fn can_go_on(commitment: &Commitment, workshop: &Workshop, today: Date) -> bool {
    let open = !matches!(commitment.status(today), CommitmentStatus::Done | CommitmentStatus::Dropped);
    let runs = workshop.cancelled.is_none() && workshop.closed.is_none();
    open && runs && commitment.workshops().all(|id| id != workshop.id)
}

async fn carry(caller: Caller, Path(id): Path<SubjectId>, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::KeepWorkshops)?;
    let commitment = find(&caller, id)?;
    let workshop = {
        let register = caller.world.register();
        let matters = register.matters();
        match form.id::<SubjectId>("workshop") {
            Some(id) => matters.workshops.get(&id).cloned(),
            None => newest_planned(matters),
        }
    };
    let workshop = workshop.ok_or_else(|| caller.failure(Kind::Missing))?;
    let page = match form.raw("back") {
        "lokmin" => format!("/lokmin/{}?simpan=lanjut", workshop.id),
        _ => format!("/komitmen/{id}?simpan=lanjut"),
    };
    // Tapped twice, or done meanwhile: nothing more to carry.
    if was_saved(&caller, &form) || !can_go_on(&commitment, &workshop, caller.today()) {
        return Ok(Redirect::to(&page).into_response());
    }
    let due = form.date("due").or_else(|| Some(usual_due(&workshop)));
    let carried = CommitmentCarried { workshop: workshop.id, due, reason: line_if_any(&form, "reason") };
    if form.is_faulty() {
        return Err(caller.failure(Kind::Mistake));
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    keep(&caller, caller.note(entry, id, None, carried), &page).await
}
