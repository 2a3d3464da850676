//! An antenatal contact: the 12T readings, danger signs and score factors on one screen, in the order
//! in which people talk and examine. What the program knows, or what makes no sense at this week, is
//! not asked.

mod draw;

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    answer::Answer,
    facts::{AntenatalContact, Ultrasound},
    family::{Family, Pregnancy},
    ids::{PregnancyId, SubjectId},
    kspr,
    quantity::{FetalHeartRate, FundusCm, GlucoseMgDl, HeightCm, Hemoglobin, MuacCm, WeightKg},
    signs::{self, Phase},
};
use http::StatusCode;

use super::contact;
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    form::{Form, Posted, word},
    world::App,
};

/// The address of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/ibu/{subject}/kehamilan/{pregnancy}/periksa", get(show).post(save))
}

async fn show(caller: Caller, Path(at): Path<(SubjectId, PregnancyId)>) -> Result<Response, Failure> {
    let family = contact::family(&caller, at.0)?;
    let pregnancy = ongoing(&caller, &family, at.1)?;
    let place = pregnancy.contacts.last().and_then(|last| last.place);
    let form = contact::begin(&caller).fill_some("place", place.map(|place| word(&place)));
    Ok(draw::page(&caller, &family, pregnancy, &form))
}

async fn save(
    caller: Caller,
    Path(at): Path<(SubjectId, PregnancyId)>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let family = contact::family(&caller, at.0)?;
    let pregnancy = ongoing(&caller, &family, at.1)?;
    let fact = read(&caller, pregnancy, &form);
    if form.is_faulty() {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, draw::page(&caller, &family, pregnancy, &form))
            .into_response());
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    caller.append(vec![caller.note(entry, at.0, family.village.clone(), fact)]).await?;
    Ok(Redirect::to(&format!("/ibu/{}/hasil/{entry}", at.0)).into_response())
}

/// The pregnancy of an address. A contact before its end may still be noted later, with its own day.
fn ongoing<'a>(caller: &Caller, family: &'a Family, id: PregnancyId) -> Result<&'a Pregnancy, Failure> {
    let pregnancy = contact::pregnancy(caller, family, id)?;
    if pregnancy.ended.is_none() { Ok(pregnancy) } else { Err(caller.failure(Kind::Missing)) }
}

fn read(caller: &Caller, pregnancy: &Pregnancy, form: &Form) -> AntenatalContact {
    let rules = caller.rules();
    let on = form.past_date("on", caller.today());
    if pregnancy.over_on().is_some_and(|over| over < on) {
        form.fault("on", "fault-after-birth", &[]);
    }
    if pregnancy.registered.as_ref().and_then(|registered| registered.lmp).is_some_and(|lmp| on < lmp) {
        form.fault("on", "fault-before-pregnancy", &[]);
    }
    let ultrasound = form.answer("ultrasound");
    let mut contact = AntenatalContact::on(pregnancy.id, on, rules.tables.edition_on(on));
    contact.place = form.choice("place");
    contact.examiners = form.choices("examiner");
    contact.accompanied_by = form.id("dukun");
    contact.weight_kg = form.quantity("weight", WeightKg::new);
    contact.height_cm = form.quantity("height", HeightCm::new);
    contact.blood_pressure = form.blood_pressure("bp");
    contact.muac_cm = form.quantity("muac", MuacCm::new);
    contact.fundus_cm = form.quantity("fundus", FundusCm::new);
    contact.presentation = form.choice("presentation");
    contact.engaged = form.answer("engaged");
    contact.fetal_heart_rate = form.quantity("fhr", FetalHeartRate::new);
    contact.tetanus_status = tetanus(form);
    contact.td_given = form.answer("td_given");
    contact.iron_tablets = form.whole("iron_tablets");
    contact.hemoglobin = form.quantity("hb", Hemoglobin::new);
    contact.urine_protein = form.choice("protein");
    contact.glucose_mg_dl = form.quantity("glucose", GlucoseMgDl::new);
    contact.hiv = form.choice("hiv");
    contact.syphilis = form.choice("syphilis");
    contact.hbsag = form.choice("hbsag");
    contact.malaria = form.choice("malaria");
    contact.treatment = form.text("treatment");
    contact.counselling = form.answer("counselling");
    contact.ultrasound_result = ultrasound_result(form, ultrasound);
    contact.ultrasound = ultrasound;
    contact.mental_screening = form.answer("mental_screening");
    contact.signs = form.answers("signs", signs::of(Phase::Pregnancy).map(|sign| sign.id.as_str()));
    contact.other_signs = form.parts("other_signs");
    contact.factors = form.answers("factors", kspr::of_variant(&rules).map(|item| item.id.as_str()));
    contact.remark = form.text("remark");
    contact
}

fn tetanus(form: &Form) -> Option<u8> {
    let status = form.whole("tetanus_status")?;
    if (1..=5).contains(&status) {
        return Some(status);
    }
    form.fault("tetanus_status", "fault-choice", &[]);
    None
}

fn ultrasound_result(form: &Form, made: Answer) -> Option<Ultrasound> {
    let result = Ultrasound {
        fetuses: form.whole("us_fetuses"),
        edd: form.date("us_edd"),
        hydramnion: form.answer("us_hydramnion"),
        placenta_low: form.answer("us_placenta_low"),
        remark: form.text("us_remark"),
    };
    (made.is_yes() && result != Ultrasound::default()).then_some(result)
}
