//! A contact with an infant of 29 days to 12 months.

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::InfantContact,
    family::{Child, Family},
    ids::{ChildId, SubjectId},
    quantity::{ChildGrams, ChildLengthCm},
    signs::{self, Phase},
};
use http::StatusCode;
use maud::html;

use super::{contact, newborn};
use crate::{
    caller::Caller,
    failure::Failure,
    field::{Ask, Sheet, send},
    form::{Form, Posted},
    page::Tab,
    world::App,
};

/// The addresses of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/ibu/{subject}/anak/{child}/bayi", get(show).post(save))
}

async fn show(caller: Caller, Path(at): Path<(SubjectId, ChildId)>) -> Result<Response, Failure> {
    let family = contact::family(&caller, at.0)?;
    let (_, child) = contact::child(&caller, &family, at.1)?;
    Ok(draw(&caller, &family, child, &contact::begin(&caller)))
}

async fn save(
    caller: Caller,
    Path(at): Path<(SubjectId, ChildId)>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let family = contact::family(&caller, at.0)?;
    let (_, child) = contact::child(&caller, &family, at.1)?;
    let fact = read(&caller, child, &form);
    if form.is_faulty() {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, draw(&caller, &family, child, &form)).into_response());
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    caller.append(vec![caller.note(entry, at.0, family.village.clone(), fact)]).await?;
    Ok(Redirect::to(&format!("/ibu/{}/hasil/{entry}", at.0)).into_response())
}

fn read(caller: &Caller, child: &Child, form: &Form) -> InfantContact {
    let on = contact::day(caller, form, Some(child.born_on()));
    InfantContact {
        child: child.id,
        on,
        edition: caller.rules().tables.edition_on(on).to_owned(),
        place: form.choice("place"),
        examiners: form.choices("examiner"),
        weight_g: form.quantity("weight", ChildGrams::new),
        length_cm: form.quantity("length", ChildLengthCm::new),
        breast_milk_only: form.answer("breast_milk_only"),
        development_checked: form.answer("development_checked"),
        vitamin_a: form.answer("vitamin_a"),
        signs: form.answers("signs", signs::of(Phase::Infant).map(|sign| sign.id.as_str())),
        remark: form.text("remark"),
    }
}

fn draw(caller: &Caller, family: &Family, child: &Child, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let questions = contact::questions(sheet, signs::of(Phase::Infant).map(|sign| sign.id.as_str()));
    let last = newborn::last_weight(caller, child);
    let body = html! {
        h1 { (caller.t("infant-title")) }
        p.soft { (newborn::age(caller, child)) }
        (sheet.summary())
        form.panel method="post" {
            (sheet.number("weight", &Ask::of("field-weight").unit("g").width(6).last(last)))
            (sheet.number("length", &Ask::of("child-length").unit("cm").optional().width(5)))
            (sheet.answers("signs", &Ask::of("field-signs"), &questions))
            (sheet.answer("breast_milk_only", caller.t("child-breast-milk-only")))
            (sheet.answer("development_checked", caller.t("infant-development")))
            (sheet.answer("vitamin_a", caller.t("infant-vitamin-a")))
            (sheet.area("remark", &Ask::of("field-remark").optional()))
            (sheet.date("on", &Ask::of("contact-on").width(12)))
            (contact::circumstances(sheet, &contact::dukun(caller, family)))
            (send(&caller.who.csrf, sheet, "contact-save"))
        }
    };
    caller.page(caller.t("infant-title"), Tab::Add, &body)
}
