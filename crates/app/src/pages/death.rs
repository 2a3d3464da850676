//! A death of a mother or child, and its notification within 24 hours. The page is quiet: first
//! comes the family.

use axum::{
    Router,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::{BirthOutcome, Death, DeathNotified, DeathPlace},
    family::{Family, Pregnancy},
    ids::{ChildId, EntryId, PregnancyId, SubjectId},
};
use http::StatusCode;
use maud::html;
use serde::Deserialize;

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
        .route("/ibu/{subject}/kehamilan/{pregnancy}/meninggal", get(show).post(save))
        .route("/ibu/{subject}/kematian/{entry}/lapor", get(show_notification).post(save_notification))
}

#[derive(Deserialize)]
struct About {
    anak: Option<ChildId>,
}

async fn show(
    caller: Caller,
    Path(at): Path<(SubjectId, PregnancyId)>,
    Query(about): Query<About>,
) -> Result<Response, Failure> {
    let family = contact::family(&caller, at.0)?;
    let pregnancy = contact::pregnancy(&caller, &family, at.1)?;
    let form = Form::new()
        .fill("entry", caller.fresh())
        .fill("heard_on", caller.today())
        .fill_some("child", about.anak);
    Ok(draw(&caller, pregnancy, &form))
}

async fn save(
    caller: Caller,
    Path(at): Path<(SubjectId, PregnancyId)>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let family = contact::family(&caller, at.0)?;
    let pregnancy = contact::pregnancy(&caller, &family, at.1)?;
    let fact = read(&caller, pregnancy, &form);
    if form.is_faulty() {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, draw(&caller, pregnancy, &form)).into_response());
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    caller.append(vec![caller.note(entry, at.0, family.village.clone(), fact)]).await?;
    Ok(Redirect::to(&format!("/ibu/{}/kematian/{entry}/lapor", at.0)).into_response())
}

fn read(caller: &Caller, pregnancy: &Pregnancy, form: &Form) -> Death {
    let child: Option<ChildId> = form.id("child");
    let child = child.filter(|id| pregnancy.children.iter().any(|child| child.id == *id));
    let on = form.past_date("on", caller.today());
    if child.is_some() && pregnancy.birth.as_ref().is_some_and(|birth| on < birth.on) {
        form.fault("on", "fault-before-birth", &[]);
    }
    Death {
        pregnancy: pregnancy.id,
        child,
        on,
        at: form.time("at"),
        place: form.choice("place"),
        presumed_cause: form.text("cause"),
        accidental: form.answer("accidental"),
        heard_on: form.past_date_if_any("heard_on", caller.today()),
    }
}

const PLACES: [DeathPlace; 12] = [
    DeathPlace::Home,
    DeathPlace::DukunsHome,
    DeathPlace::OnTheWayFromHome,
    DeathPlace::OnTheWayToFacility,
    DeathPlace::Polindes,
    DeathPlace::Pustu,
    DeathPlace::Puskesmas,
    DeathPlace::MaternityHome,
    DeathPlace::PublicHospital,
    DeathPlace::PrivateHospital,
    DeathPlace::Other,
    DeathPlace::Unknown,
];

fn draw(caller: &Caller, pregnancy: &Pregnancy, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let mut whom = vec![(String::new(), caller.t("death-mother").to_owned())];
    whom.extend(
        pregnancy
            .children
            .iter()
            .filter(|child| child.death.is_none())
            .map(|child| (child.id.to_string(), caller.with("death-child", &[("no", &child.no)]))),
    );
    let body = html! {
        h1 { (caller.t("death-title")) }
        p { (caller.t("death-about")) }
        (sheet.summary())
        form.panel method="post" {
            (sheet.choice("child", &Ask::of("death-whom"), &whom))
            (sheet.date("on", &Ask::of("death-on").width(12)))
            (sheet.time("at", &Ask::of("death-at").optional().width(8)))
            (sheet.select("place", &Ask::of("death-place"), &labels::options(caller.text, "deathplace", &PLACES)))
            (sheet.area("cause", &Ask::of("death-cause").optional()))
            (sheet.answer("accidental", caller.t("death-accidental")))
            (sheet.date("heard_on", &Ask::of("death-heard-on").optional().width(12)))
            (send(&caller.who.csrf, sheet, "death-save"))
        }
    };
    caller.page(caller.t("death-title"), Tab::Add, &body)
}

async fn show_notification(
    caller: Caller,
    Path(at): Path<(SubjectId, EntryId)>,
) -> Result<Response, Failure> {
    let family = contact::family(&caller, at.0)?;
    must_be_death(&caller, &family, at.1)?;
    let form = Form::new()
        .fill("entry", caller.fresh())
        .fill("on", caller.today())
        .fill("to", caller.t("death-notify-district"));
    Ok(draw_notification(&caller, &form))
}

async fn save_notification(
    caller: Caller,
    Path(at): Path<(SubjectId, EntryId)>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let family = contact::family(&caller, at.0)?;
    must_be_death(&caller, &family, at.1)?;
    let fact = DeathNotified {
        death: at.1,
        on: form.past_date("on", caller.today()),
        to: form.required("to"),
        by: form.text("by"),
    };
    if form.is_faulty() {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, draw_notification(&caller, &form)).into_response());
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    caller.append(vec![caller.note(entry, at.0, family.village.clone(), fact)]).await?;
    Ok(Redirect::to(&format!("/ibu/{}?simpan=lapor", at.0)).into_response())
}

/// The entry is a death, or a birth with a stillborn child: that is notified as well.
fn must_be_death(caller: &Caller, family: &Family, entry: EntryId) -> Result<(), Failure> {
    let known = family.pregnancies.iter().any(|pregnancy| {
        let children = pregnancy.children.iter().filter_map(|child| child.death.as_ref());
        let died = pregnancy.death.iter().chain(children).any(|death| death.id() == entry);
        let still = pregnancy.birth.as_ref().is_some_and(|birth| {
            birth.id() == entry && birth.children.iter().any(|child| child.outcome != BirthOutcome::Alive)
        });
        died || still
    });
    if known { Ok(()) } else { Err(caller.failure(Kind::Missing)) }
}

fn draw_notification(caller: &Caller, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let body = html! {
        h1 { (caller.t("death-notify-title")) }
        p { (caller.t("death-notify-about")) }
        (sheet.summary())
        form.panel method="post" {
            (sheet.text("to", &Ask::of("death-notify-to")))
            (sheet.date("on", &Ask::of("death-notify-on").width(12)))
            (sheet.text("by", &Ask::of("death-notify-by").optional()))
            (send(&caller.who.csrf, sheet, "death-notify-save"))
        }
    };
    caller.page(caller.t("death-notify-title"), Tab::Add, &body)
}
