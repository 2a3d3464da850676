//! What was said, noted while people talk; that it is over; and that it is not held.

use axum::{
    Router,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::{MinuteKind, Minuted, WorkshopCancelled, WorkshopClosed, name_and_office},
    ids::SubjectId,
    matters::Workshop,
    rights::Act,
};
use http::StatusCode;
use maud::{Markup, html};

use super::{find, hold::undo};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet, send},
    form::{Form, Posted, word},
    labels,
    page::Tab,
    pages::partnership::{After, form_page, keep, line_if_any, saved, too_long, was_saved},
    world::App,
};

/// The longest point.
const LONGEST: usize = 4_000;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/lokmin/{id}/notulen", get(show).post(add))
        .route("/lokmin/{id}/tutup", get(show_close).post(close))
        .route("/lokmin/{id}/tidak-jadi", get(show_cancel).post(cancel))
}

async fn show(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Query(after): Query<After>,
) -> Result<Response, Failure> {
    caller.must(Act::KeepWorkshops)?;
    let workshop = find(&caller, id)?;
    // At the item that was talked about last, most likely.
    let last = workshop.minutes.last().and_then(|minute| minute.item.clone());
    let form = Form::new()
        .fill("entry", caller.fresh())
        .fill("kind", word(&MinuteKind::Point))
        .fill_some("item", last);
    Ok(draw(&caller, &workshop, &form, &saved(&caller, &after)))
}

async fn add(caller: Caller, Path(id): Path<SubjectId>, Posted(form): Posted) -> Result<Response, Failure> {
    let page = format!("/lokmin/{id}/notulen?simpan=notulen");
    caller.must(Act::KeepWorkshops)?;
    if was_saved(&caller, &form) {
        return Ok(Redirect::to(&page).into_response());
    }
    let workshop = running(&caller, id)?;
    let text = form.required("text");
    too_long(&form, "text", &text, LONGEST);
    let minute = Minuted {
        kind: form.choice("kind").unwrap_or_default(),
        speaker: line_if_any(&form, "speaker"),
        office: line_if_any(&form, "office"),
        item: form.text("item"),
        text,
    };
    if minute.kind == MinuteKind::Quote && minute.speaker.is_none() {
        form.fault("speaker", "minutes-quote-whose", &[]);
    }
    if form.is_faulty() {
        return Ok(draw(&caller, &workshop, &form, &html! {}));
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    keep(&caller, caller.note(entry, id, None, minute), &page).await
}

/// A workshop that is neither closed nor cancelled.
fn running(caller: &Caller, id: SubjectId) -> Result<std::sync::Arc<Workshop>, Failure> {
    caller.must(Act::KeepWorkshops)?;
    let workshop = find(caller, id)?;
    let over = workshop.closed.is_some() || workshop.cancelled.is_some();
    if over { Err(caller.failure(Kind::Missing)) } else { Ok(workshop) }
}

fn draw(caller: &Caller, workshop: &Workshop, form: &Form, told: &Markup) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let kinds = labels::options(caller.text, "minutekind", &MinuteKind::ALL);
    let items: Vec<_> =
        workshop.planned.agenda.iter().map(|item| (item.title.clone(), item.title.clone())).collect();
    let runs = workshop.closed.is_none() && workshop.cancelled.is_none();
    let body = html! {
        p { a.tall href=(format!("/lokmin/{}", workshop.id)) { "← " (workshop.planned.title) } }
        h1 { (caller.t("minutes-title")) }
        (told)
        (sheet.summary())
        @if runs { form.panel method="post" {
            (sheet.area("text", &Ask::of("minutes-text").hint(caller.t("minutes-hint"))))
            (sheet.choice("kind", &Ask::of("minutes-kind"), &kinds))
            (sheet.text("speaker", &Ask::of("minutes-speaker").optional()))
            (sheet.text("office", &Ask::of("official-office").optional()))
            @if !items.is_empty() { (sheet.select("item", &Ask::of("minutes-item").optional(), &items)) }
            (send(&caller.who.csrf, sheet, "minutes-save"))
        } } @else { p.soft { (caller.t("minutes-closed")) } }
        (list(caller, workshop, runs))
    };
    let status = if form.is_faulty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    (status, caller.page(caller.t("minutes-title"), Tab::More, &body)).into_response()
}

/// The points in the order in which they were noted, each to be taken back where `undoable`.
pub(super) fn list(caller: &Caller, workshop: &Workshop, undoable: bool) -> Markup {
    html! {
        ul.plain.panel {
            @for minute in &workshop.minutes { li.wish {
                span {
                    span.soft {
                        (labels::label(caller.text, "minutekind", &minute.kind))
                        @if let Some(item) = &minute.item { " · " (item) }
                    } br;
                    @if let Some(speaker) = &minute.speaker {
                        b { (name_and_office(speaker, minute.office.as_deref().unwrap_or_default())) } ": "
                    }
                    (minute.text)
                }
                @if undoable { (undo(caller, workshop.id, minute.id())) }
            } }
            @if workshop.minutes.is_empty() { li { p { (caller.t("minutes-none")) } } }
        }
    }
}

async fn show_close(caller: Caller, Path(id): Path<SubjectId>) -> Result<Response, Failure> {
    let workshop = running(&caller, id)?;
    let on = workshop.planned.on.min(caller.today());
    let form = Form::new().fill("entry", caller.fresh()).fill("on", on).fill("minutes_by", &caller.who.name);
    Ok(draw_close(&caller, &form))
}

async fn close(caller: Caller, Path(id): Path<SubjectId>, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::KeepWorkshops)?;
    let page = format!("/lokmin/{id}?simpan=tutup");
    if was_saved(&caller, &form) {
        return Ok(Redirect::to(&page).into_response());
    }
    let workshop = running(&caller, id)?;
    let closed = WorkshopClosed {
        on: form.past_date("on", caller.today()),
        conclusion: form.required("conclusion"),
        minutes_by: line_if_any(&form, "minutes_by"),
    };
    too_long(&form, "conclusion", &closed.conclusion, LONGEST);
    if closed.on < workshop.planned.on {
        form.fault("on", "close-before", &[]);
    }
    if form.is_faulty() {
        return Ok(draw_close(&caller, &form));
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    keep(&caller, caller.note(entry, id, None, closed), &page).await
}

fn draw_close(caller: &Caller, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let about = html! { p.soft { (caller.t("close-about")) } };
    let fields = html! {
        (sheet.area("conclusion", &Ask::of("close-conclusion")))
        (sheet.text("minutes_by", &Ask::of("close-by").optional()))
        (sheet.date("on", &Ask::of("close-on").width(12)))
    };
    form_page(caller, "close-title", &about, form, &fields, "close-title")
}

async fn show_cancel(caller: Caller, Path(id): Path<SubjectId>) -> Result<Response, Failure> {
    running(&caller, id)?;
    Ok(draw_cancel(&caller, &Form::new().fill("entry", caller.fresh())))
}

async fn cancel(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    caller.must(Act::KeepWorkshops)?;
    let page = format!("/lokmin/{id}?simpan=tidak-jadi");
    if was_saved(&caller, &form) {
        return Ok(Redirect::to(&page).into_response());
    }
    running(&caller, id)?;
    let reason = form.required("reason");
    too_long(&form, "reason", &reason, LONGEST);
    if form.is_faulty() {
        return Ok(draw_cancel(&caller, &form));
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    keep(&caller, caller.note(entry, id, None, WorkshopCancelled { reason }), &page).await
}

fn draw_cancel(caller: &Caller, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let about = html! { p.soft { (caller.t("cancel-about")) } };
    let fields = html! { (sheet.area("reason", &Ask::of("cancel-reason"))) };
    form_page(caller, "cancel-title", &about, form, &fields, "cancel-title")
}
