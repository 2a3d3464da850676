//! A birth: where, who attended, and every child. A birth by a dukun alone is first a mother and a
//! baby to visit; nothing else follows from it here.

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::{Attendant, Birth, BirthOutcome, BirthPlace, Mode, Newborn, Sex},
    family::{Family, Pregnancy},
    ids::{ChildId, EntryId, PregnancyId, SubjectId, derived},
    quantity::{ChildGrams, ChildLengthCm},
    signs::{self, Phase},
};
use http::StatusCode;
use maud::{Markup, html};

use super::{contact, newborn::essentials};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet, send},
    form::{Form, Posted},
    labels,
    page::Tab,
    world::App,
};

/// The most children of one birth that the form has room for.
const MOST_CHILDREN: u8 = 3;

/// The addresses of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/ibu/{subject}/kehamilan/{pregnancy}/lahir", get(show).post(save))
}

async fn show(caller: Caller, Path(at): Path<(SubjectId, PregnancyId)>) -> Result<Response, Failure> {
    let family = contact::family(&caller, at.0)?;
    let pregnancy = not_born(&caller, &family, at.1)?;
    let several = expected(pregnancy);
    let form = contact::begin(&caller).fill("several", several.clamp(1, MOST_CHILDREN));
    Ok(draw(&caller, &family, pregnancy, &form))
}

async fn save(
    caller: Caller,
    Path(at): Path<(SubjectId, PregnancyId)>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let family = contact::family(&caller, at.0)?;
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    if caller.world.register().knows(entry) {
        return Ok(saved(at.0));
    }
    let pregnancy = not_born(&caller, &family, at.1)?;
    let fact = read(&caller, pregnancy, entry, &form);
    if form.is_faulty() {
        return Ok(
            (StatusCode::UNPROCESSABLE_ENTITY, draw(&caller, &family, pregnancy, &form)).into_response()
        );
    }
    caller.append(vec![caller.note(entry, at.0, family.village.clone(), fact)]).await?;
    Ok(saved(at.0))
}

fn saved(subject: SubjectId) -> Response {
    Redirect::to(&format!("/ibu/{subject}?simpan=lahir")).into_response()
}

/// The pregnancy, while no birth of it is noted; a noted birth is amended, not noted again.
fn not_born<'a>(caller: &Caller, family: &'a Family, id: PregnancyId) -> Result<&'a Pregnancy, Failure> {
    let pregnancy = contact::pregnancy(caller, family, id)?;
    if pregnancy.birth.is_none() { Ok(pregnancy) } else { Err(caller.failure(Kind::Missing)) }
}

/// How many children the last ultrasound showed.
fn expected(pregnancy: &Pregnancy) -> u8 {
    let seen = |contact: &domain::family::Item<domain::facts::AntenatalContact>| {
        contact.ultrasound_result.as_ref().and_then(|result| result.fetuses)
    };
    pregnancy.contacts.iter().rev().find_map(seen).unwrap_or(1)
}

fn read(caller: &Caller, pregnancy: &Pregnancy, entry: EntryId, form: &Form) -> Birth {
    let attendants: Vec<Attendant> = form.choices("attendant");
    if attendants.is_empty() {
        form.fault("attendant", "fault-required", &[]);
    }
    let place: Option<BirthPlace> = form.choice("place");
    if place.is_none() {
        form.fault("place", "fault-required", &[]);
    }
    let dukun = form.all("dukun").into_iter().filter_map(|id| id.parse().ok()).collect();
    let several = form.whole("several").unwrap_or(1).clamp(1, MOST_CHILDREN);
    Birth {
        pregnancy: pregnancy.id,
        on: contact::day(caller, form, pregnancy.lmp()),
        at: form.time("at"),
        place,
        place_name: form.text("place_name"),
        attendants,
        dukun,
        dukun_present: form.answer("dukun_present"),
        signs: form.answers("signs", signs::of(Phase::Birth).map(|sign| sign.id.as_str())),
        complication: form.text("complication"),
        children: (1..=several).map(|no| child(form, entry, no)).collect(),
    }
}

fn child(form: &Form, entry: EntryId, no: u8) -> Newborn {
    let name = |field: &str| format!("child{no}.{field}");
    let outcome = form.choice(&name("outcome"));
    if outcome.is_none() {
        form.fault(&name("outcome"), "fault-required", &[]);
    }
    Newborn {
        child: ChildId(derived(&["child", &entry.to_string(), &no.to_string()])),
        name: form.text(&name("name")),
        mode: form.choice(&name("mode")),
        sex: form.choice(&name("sex")),
        weight_g: form.quantity(&name("weight"), ChildGrams::new),
        length_cm: form.quantity(&name("length"), ChildLengthCm::new),
        outcome: outcome.unwrap_or(BirthOutcome::Alive),
        asphyxia: form.answer(&name("asphyxia")),
        essentials: essentials(form, &name("")),
    }
}

const PLACES: [BirthPlace; 12] = [
    BirthPlace::Puskesmas,
    BirthPlace::PuskesmasPoned,
    BirthPlace::Pustu,
    BirthPlace::Polindes,
    BirthPlace::Hospital,
    BirthPlace::MaternityHospital,
    BirthPlace::Tpmb,
    BirthPlace::Clinic,
    BirthPlace::WaitingHome,
    BirthPlace::MothersHome,
    BirthPlace::DukunsHome,
    BirthPlace::OnTheWay,
];

const ATTENDANTS: [Attendant; 8] = [
    Attendant::Bidan,
    Attendant::Nurse,
    Attendant::Doctor,
    Attendant::Obstetrician,
    Attendant::Dukun,
    Attendant::Kader,
    Attendant::Family,
    Attendant::Alone,
];

fn draw(caller: &Caller, family: &Family, pregnancy: &Pregnancy, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let questions = contact::questions(sheet, signs::of(Phase::Birth).map(|sign| sign.id.as_str()));
    let age = pregnancy.age_on(caller.today()).map(|age| age.weeks());
    let body = html! {
        h1 { (caller.t("birth-title")) }
        @if let Some(weeks) = age { p.soft { (caller.with("birth-age", &[("weeks", &weeks)])) } }
        (sheet.summary())
        form.panel method="post" {
            (sheet.date("on", &Ask::of("birth-on").width(12)))
            (sheet.time("at", &Ask::of("birth-at").optional().width(8)))
            (sheet.select("place", &Ask::of("birth-place"), &labels::options(caller.text, "birthplace", &PLACES)))
            (sheet.text("place_name", &Ask::of("birth-place-name").optional()))
            (sheet.choices("attendant", &Ask::of("birth-attendants").hint(caller.t("birth-attendants-hint")), &labels::options(caller.text, "attendant", &ATTENDANTS)))
            (sheet.select("dukun", &Ask::of("birth-dukun").optional(), &contact::dukun(caller, family)))
            (sheet.answer("dukun_present", caller.t("birth-dukun-present")))
            (sheet.answers("signs", &Ask::of("birth-signs"), &questions))
            (sheet.text("complication", &Ask::of("birth-complication").optional()))
            (sheet.choice("several", &Ask::of("birth-several"), &several(sheet)))
            @for no in 1..=MOST_CHILDREN { (child_fields(sheet, no)) }
            (send(&caller.who.csrf, sheet, "birth-save"))
        }
    };
    caller.page(caller.t("birth-title"), Tab::Add, &body)
}

fn several(sheet: Sheet<'_>) -> Vec<(String, String)> {
    (1..=MOST_CHILDREN)
        .map(|count| (count.to_string(), sheet.text.t(&format!("birth-several-{count}")).to_owned()))
        .collect()
}

/// The fields of one child; those of the second and third show once so many were born.
fn child_fields(sheet: Sheet<'_>, no: u8) -> Markup {
    let name = |field: &str| format!("child{no}.{field}");
    let (text, class) = (sheet.text, format!("child child{no}"));
    let sexes = labels::options(text, "sex", &[Sex::Female, Sex::Male]);
    let modes = labels::options(
        text,
        "mode",
        &[Mode::Spontaneous, Mode::Breech, Mode::Vacuum, Mode::Forceps, Mode::Caesarean],
    );
    let outcomes = labels::options(
        text,
        "outcome",
        &[BirthOutcome::Alive, BirthOutcome::Stillborn, BirthOutcome::StillbornMacerated],
    );
    html! {
        section class=(class) {
            h2 { (text.with("birth-child", &[("no", &no)])) }
            (sheet.choice(&name("outcome"), &Ask::of("birth-outcome"), &outcomes))
            (sheet.choice(&name("sex"), &Ask::of("birth-sex"), &sexes))
            (sheet.number(&name("weight"), &Ask::of("field-weight").unit("g").width(6)))
            (sheet.choice(&name("mode"), &Ask::of("birth-mode"), &modes))
            @for essential in ["early_breastfeeding", "vitamin_k1", "hb0", "eye_ointment"] {
                (sheet.answer(&name(essential), text.t(&format!("essential-{}", essential.replace('_', "-")))))
            }
            details {
                summary { (text.t("contact-more")) }
                (sheet.answer(&name("asphyxia"), text.t("birth-asphyxia")))
                (sheet.answer(&name("thyroid_sample"), text.t("essential-thyroid-sample")))
                (sheet.number(&name("length"), &Ask::of("child-length").unit("cm").optional().width(5)))
                (sheet.text(&name("name"), &Ask::of("birth-child-name").optional()))
            }
        }
    }
}
