//! A postnatal contact with the mother (KF).

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::PostnatalContact,
    family::{Family, Pregnancy},
    ids::{PregnancyId, SubjectId},
    quantity::TemperatureC,
    signs::{self, Phase},
};
use http::StatusCode;
use maud::html;

use super::contact;
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet, send},
    form::{Form, Posted},
    page::Tab,
    world::App,
};

/// The addresses of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/ibu/{subject}/kehamilan/{pregnancy}/nifas", get(show).post(save))
}

async fn show(caller: Caller, Path(at): Path<(SubjectId, PregnancyId)>) -> Result<Response, Failure> {
    let family = contact::family(&caller, at.0)?;
    let pregnancy = after_birth(&caller, &family, at.1)?;
    Ok(draw(&caller, &family, pregnancy, &contact::begin(&caller)))
}

async fn save(
    caller: Caller,
    Path(at): Path<(SubjectId, PregnancyId)>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let family = contact::family(&caller, at.0)?;
    let pregnancy = after_birth(&caller, &family, at.1)?;
    let fact = read(&caller, pregnancy, &form);
    if form.is_faulty() {
        return Ok(
            (StatusCode::UNPROCESSABLE_ENTITY, draw(&caller, &family, pregnancy, &form)).into_response()
        );
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    caller.append(vec![caller.note(entry, at.0, family.village.clone(), fact)]).await?;
    Ok(Redirect::to(&format!("/ibu/{}/hasil/{entry}", at.0)).into_response())
}

/// The pregnancy, once it is over: a postnatal contact before that is a mistake of address.
fn after_birth<'a>(caller: &Caller, family: &'a Family, id: PregnancyId) -> Result<&'a Pregnancy, Failure> {
    let pregnancy = contact::pregnancy(caller, family, id)?;
    if pregnancy.over_on().is_some() { Ok(pregnancy) } else { Err(caller.failure(Kind::Missing)) }
}

fn read(caller: &Caller, pregnancy: &Pregnancy, form: &Form) -> PostnatalContact {
    let on = contact::day(caller, form, pregnancy.over_on());
    PostnatalContact {
        pregnancy: pregnancy.id,
        on,
        at: form.time("at"),
        edition: caller.rules().tables.edition_on(on).to_owned(),
        place: form.choice("place"),
        examiners: form.choices("examiner"),
        accompanied_by: form.id("dukun"),
        blood_pressure: form.blood_pressure("bp"),
        temperature_c: form.quantity("temperature", TemperatureC::new),
        signs: form.answers("signs", signs::of(Phase::Postnatal).map(|sign| sign.id.as_str())),
        other_signs: form.parts("other_signs"),
        vitamin_a: form.whole("vitamin_a"),
        iron_tablets: form.whole("iron_tablets"),
        family_planning: form.text("family_planning"),
        remark: form.text("remark"),
    }
}

fn draw(caller: &Caller, family: &Family, pregnancy: &Pregnancy, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let questions = contact::questions(sheet, signs::of(Phase::Postnatal).map(|sign| sign.id.as_str()));
    let before = pregnancy.postnatal.iter().rev().chain([]).find_map(|contact| contact.blood_pressure);
    let before =
        before.or_else(|| pregnancy.contacts.iter().rev().find_map(|contact| contact.blood_pressure));
    let last = before.map(|bp| caller.with("field-last", &[("value", &format!("{}/{}", bp.sys, bp.dia))]));
    let body = html! {
        h1 { (caller.t("postnatal-title")) }
        (sheet.summary())
        form.panel method="post" {
            (sheet.blood_pressure("bp", &Ask::of("field-blood-pressure").unit("mmHg").last(last)))
            (sheet.number("temperature", &Ask::of("field-temperature").unit("°C").width(5)))
            (sheet.answers("signs", &Ask::of("field-signs"), &questions))
            details {
                summary { (caller.t("contact-more")) }
                (sheet.text("other_signs", &Ask::of("field-other-signs").optional()))
                (sheet.whole("vitamin_a", &Ask::of("postnatal-vitamin-a").optional().width(3)))
                (sheet.whole("iron_tablets", &Ask::of("field-iron-tablets").optional().width(4)))
                (sheet.text("family_planning", &Ask::of("postnatal-family-planning").optional()))
                (sheet.area("remark", &Ask::of("field-remark").optional()))
            }
            (contact::when(sheet))
            (contact::circumstances(sheet, &contact::dukun(caller, family)))
            (send(&caller.who.csrf, sheet, "contact-save"))
        }
    };
    caller.page(caller.t("postnatal-title"), Tab::Add, &body)
}
