//! A contact with a newborn (KN), up to 28 days.

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    answer::Answer,
    facts::{Essentials, NewbornContact},
    family::{Child, Family},
    ids::{ChildId, SubjectId},
    quantity::{Breaths, ChildGrams, TemperatureC},
    signs::{self, Phase},
};
use http::StatusCode;
use maud::{Markup, html};

use super::contact;
use crate::{
    caller::Caller,
    failure::Failure,
    field::{Ask, Sheet, send},
    form::{Form, Posted},
    format,
    page::Tab,
    world::App,
};

/// The addresses of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/ibu/{subject}/anak/{child}/neonatus", get(show).post(save))
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

fn read(caller: &Caller, child: &Child, form: &Form) -> NewbornContact {
    let on = contact::day(caller, form, Some(child.born_on()));
    NewbornContact {
        child: child.id,
        on,
        at: form.time("at"),
        edition: caller.rules().tables.edition_on(on).to_owned(),
        place: form.choice("place"),
        examiners: form.choices("examiner"),
        accompanied_by: form.id("dukun"),
        weight_g: form.quantity("weight", ChildGrams::new),
        temperature_c: form.quantity("temperature", TemperatureC::new),
        breaths: form.quantity("breaths", Breaths::new),
        signs: form.answers("signs", signs::of(Phase::Newborn).map(|sign| sign.id.as_str())),
        other_signs: form.parts("other_signs"),
        essentials: essentials(form, ""),
        breast_milk_only: form.answer("breast_milk_only"),
        remark: form.text("remark"),
    }
}

/// Newborn essentials from the fields `{prefix}vitamin_k1` and so on.
pub(crate) fn essentials(form: &Form, prefix: &str) -> Essentials {
    let answer = |name: &str| form.answer(&format!("{prefix}{name}"));
    Essentials {
        early_breastfeeding: answer("early_breastfeeding"),
        vitamin_k1: answer("vitamin_k1"),
        hb0: answer("hb0"),
        eye_ointment: answer("eye_ointment"),
        thyroid_sample: answer("thyroid_sample"),
    }
}

/// The essentials that were not given yet, to be asked for.
pub(crate) fn missing_essentials(child: &Child) -> Vec<&'static str> {
    let mut given: Vec<Essentials> = child.newborn().map(|newborn| newborn.essentials).into_iter().collect();
    given.extend(child.essentials.iter().map(|care| care.essentials));
    given.extend(child.contacts.iter().map(|contact| contact.essentials));
    let lacks = |name: &str| !given.iter().any(|given| essential(given, name).is_yes());
    ["vitamin_k1", "hb0", "eye_ointment", "thyroid_sample"].into_iter().filter(|name| lacks(name)).collect()
}

fn essential(given: &Essentials, name: &str) -> Answer {
    match name {
        "vitamin_k1" => given.vitamin_k1,
        "hb0" => given.hb0,
        "eye_ointment" => given.eye_ointment,
        "thyroid_sample" => given.thyroid_sample,
        _ => given.early_breastfeeding,
    }
}

fn draw(caller: &Caller, family: &Family, child: &Child, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let questions = contact::questions(sheet, signs::of(Phase::Newborn).map(|sign| sign.id.as_str()));
    let body = html! {
        h1 { (caller.t("newborn-title")) }
        p.soft { (age(caller, child)) }
        (sheet.summary())
        form.panel method="post" {
            (sheet.number("weight", &Ask::of("field-weight").unit("g").width(6).last(last_weight(caller, child))))
            (sheet.number("temperature", &Ask::of("field-temperature").unit("°C").width(5).hint(caller.t("newborn-temperature-hint"))))
            (sheet.whole("breaths", &Ask::of("newborn-breaths").width(4).hint(caller.t("newborn-breaths-hint"))))
            (sheet.answers("signs", &Ask::of("field-signs"), &questions))
            (essential_questions(sheet, &missing_essentials(child)))
            details {
                summary { (caller.t("contact-more")) }
                (sheet.answer("breast_milk_only", caller.t("child-breast-milk-only")))
                (sheet.text("other_signs", &Ask::of("field-other-signs").optional()))
                (sheet.area("remark", &Ask::of("field-remark").optional()))
            }
            (contact::when(sheet))
            (contact::circumstances(sheet, &contact::dukun(caller, family)))
            (send(&caller.who.csrf, sheet, "contact-save"))
        }
    };
    caller.page(caller.t("newborn-title"), Tab::Add, &body)
}

fn essential_questions(sheet: Sheet<'_>, missing: &[&str]) -> Markup {
    html! {
        @if !missing.is_empty() {
            h2 { (sheet.text.t("newborn-essentials-missing")) }
            @for name in missing {
                (sheet.answer(name, sheet.text.t(&format!("essential-{}", name.replace('_', "-")))))
            }
        }
    }
}

/// "Hari ke-5" and which of several children it is.
pub(crate) fn age(caller: &Caller, child: &Child) -> String {
    let days = domain::gestation::days_between(child.born_on(), caller.today());
    let several = child.birth.children.len() > 1;
    let key = if several { "child-age-of-several" } else { "child-age" };
    caller.with(
        key,
        &[("days", &days), ("no", &child.no), ("born", &format::date(caller.text, child.born_on()))],
    )
}

/// The last weight, ready to read.
pub(crate) fn last_weight(caller: &Caller, child: &Child) -> Option<String> {
    let infant = child.infant_contacts.iter().rev().find_map(|contact| contact.weight_g);
    let newborn = || child.contacts.iter().rev().find_map(|contact| contact.weight_g);
    let born = || child.newborn().and_then(|newborn| newborn.weight_g);
    let weight = infant.or_else(newborn).or_else(born)?;
    Some(caller.with("field-last", &[("value", &format::number(weight.get()))]))
}
