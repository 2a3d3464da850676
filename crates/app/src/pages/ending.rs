//! Other endings of a pregnancy, and families that move.

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::{Ending, Moved, PregnancyEnded},
    ids::{PregnancyId, SubjectId, VillageCode},
};
use http::StatusCode;
use maud::html;

use super::contact;
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet, send},
    form::{Form, Posted},
    labels,
    page::Tab,
    world::App,
};

/// The addresses of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/ibu/{subject}/kehamilan/{pregnancy}/berakhir", get(show_end).post(save_end))
        .route("/ibu/{subject}/pindah", get(show_move).post(save_move))
}

async fn show_end(caller: Caller, Path(at): Path<(SubjectId, PregnancyId)>) -> Result<Response, Failure> {
    let family = contact::family(&caller, at.0)?;
    open(&caller, &family, at.1)?;
    Ok(draw_end(&caller, &contact::begin(&caller)))
}

async fn save_end(
    caller: Caller,
    Path(at): Path<(SubjectId, PregnancyId)>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let family = contact::family(&caller, at.0)?;
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let done = || Redirect::to(&format!("/ibu/{}?simpan=berakhir", at.0)).into_response();
    if caller.world.register().knows(entry) {
        return Ok(done());
    }
    open(&caller, &family, at.1)?;
    let ending: Option<Ending> = form.choice("ending");
    let on = form.past_date("on", caller.today());
    let Some(ending) = ending.filter(|_| !form.is_faulty()) else {
        if form.raw("ending").is_empty() {
            form.fault("ending", "fault-required", &[]);
        }
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, draw_end(&caller, &form)).into_response());
    };
    let fact = PregnancyEnded { pregnancy: at.1, on, ending, remark: form.text("remark") };
    caller.append(vec![caller.note(entry, at.0, family.village.clone(), fact)]).await?;
    Ok(done())
}

fn open(caller: &Caller, family: &domain::family::Family, id: PregnancyId) -> Result<(), Failure> {
    let pregnancy = contact::pregnancy(caller, family, id)?;
    if pregnancy.over_on().is_none() { Ok(()) } else { Err(caller.failure(Kind::Missing)) }
}

fn draw_end(caller: &Caller, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let endings =
        labels::options(caller.text, "ending", &[Ending::Abortion, Ending::NotPregnant, Ending::Lost]);
    let body = html! {
        h1 { (caller.t("ending-title")) }
        p.soft { (caller.t("ending-about")) }
        (sheet.summary())
        form.panel method="post" {
            (sheet.choice("ending", &Ask::of("ending-how"), &endings))
            (sheet.date("on", &Ask::of("ending-on").width(12)))
            (sheet.area("remark", &Ask::of("field-remark").optional()))
            (send(&caller.who.csrf, sheet, "ending-save"))
        }
    };
    caller.page(caller.t("ending-title"), Tab::Add, &body)
}

async fn show_move(caller: Caller, Path(subject): Path<SubjectId>) -> Result<Response, Failure> {
    contact::family(&caller, subject)?;
    Ok(draw_move(&caller, &contact::begin(&caller)))
}

async fn save_move(
    caller: Caller,
    Path(subject): Path<SubjectId>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let family = contact::family(&caller, subject)?;
    let to_village = form.text("village").map(|code| VillageCode::new(&code));
    if to_village.as_ref().is_some_and(|code| !caller.world.register().villages().contains_key(code)) {
        form.fault("village", "fault-choice", &[]);
    }
    let fact = Moved { on: form.past_date("on", caller.today()), to_village, to: form.text("to") };
    if fact.to_village.is_none() && fact.to.is_none() {
        form.fault("to", "fault-required", &[]);
    }
    if form.is_faulty() {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, draw_move(&caller, &form)).into_response());
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    caller.append(vec![caller.note(entry, subject, family.village.clone(), fact)]).await?;
    // Her page may no longer be hers to see: the way leads home.
    Ok(Redirect::to("/?simpan=pindah").into_response())
}

fn draw_move(caller: &Caller, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let villages: Vec<_> = {
        let register = caller.world.register();
        let open = register.villages().iter().filter(|(_, village)| !village.closed);
        open.map(|(code, village)| (code.to_string(), village.name.clone())).collect()
    };
    let body = html! {
        h1 { (caller.t("move-title")) }
        (sheet.summary())
        form.panel method="post" {
            (sheet.select("village", &Ask::of("move-village").optional(), &villages))
            (sheet.text("to", &Ask::of("move-to").optional()))
            (sheet.date("on", &Ask::of("move-on").width(12)))
            (send(&caller.who.csrf, sheet, "move-save"))
        }
    };
    caller.page(caller.t("move-title"), Tab::Add, &body)
}
