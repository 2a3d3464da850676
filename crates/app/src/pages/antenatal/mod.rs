//! An antenatal contact: the 12T readings, danger signs and score factors on one screen, in the order
//! in which people talk and examine. What the program knows, or what makes no sense at this week, is
//! not asked.

mod draw;

use std::collections::BTreeSet;

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
    kspr::{self, Group},
    quantity::{FetalHeartRate, FundusCm, GlucoseMgDl, HeightCm, Hemoglobin, MuacCm, WeightKg},
    rules::Rules,
    signs::{self, Phase},
};
use http::StatusCode;
use jiff::civil::Date;

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
    let fact = read(&caller, &family, pregnancy, &form);
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

fn read(caller: &Caller, family: &Family, pregnancy: &Pregnancy, form: &Form) -> AntenatalContact {
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
    contact.factors =
        form.answers("factors", factors_answered(family, pregnancy, form, &rules, caller.today()));
    contact.remark = form.text("remark");
    contact
}

/// What this form measures or asks as a danger sign: score items that follow from it are not asked
/// for a second time.
const MEASURED: [&str; 15] = [
    "bleeding",
    "breech",
    "convulsion",
    "dia",
    "glucose",
    "hb",
    "hbsag",
    "height",
    "hiv",
    "malaria",
    "swelling",
    "syphilis",
    "sys",
    "transverse",
    "weeks",
];

/// Score items that must be asked: no reading of this form tells, and nobody looked at them yet or
/// what was a no then may have changed since (group II is of this pregnancy, not of her history).
fn factors_asked(family: &Family, pregnancy: &Pregnancy, rules: &Rules, on: Date) -> Vec<&'static str> {
    let score = kspr::score(family, pregnancy, rules, on);
    let denied: BTreeSet<String> = pregnancy
        .contacts
        .iter()
        .flat_map(|contact| &contact.factors.0)
        .filter(|(id, answer)| **answer == Answer::No && !score.items.iter().any(|item| item.id == **id))
        .map(|(id, _)| id.clone())
        .collect();
    kspr::of_variant(rules)
        .filter(|item| !item.needs.iter().any(|need| MEASURED.contains(&need.as_str())))
        .filter(move |item| {
            score.not_assessed.contains(&item.id) || (item.group == Group::Ii && denied.contains(&item.id))
        })
        .map(|item| item.id.as_str())
        .collect()
}

/// The items a posted form speaks of: "none of them" is said of those that were asked and of no others.
fn factors_answered(
    family: &Family,
    pregnancy: &Pregnancy,
    form: &Form,
    rules: &Rules,
    on: Date,
) -> Vec<&'static str> {
    let asked = factors_asked(family, pregnancy, rules, on);
    let typed = |id: &str| form.answer(&format!("factors.{id}")).is_assessed();
    let all = kspr::of_variant(rules).map(|item| item.id.as_str());
    all.filter(|id| asked.contains(id) || typed(id)).collect()
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
