//! The birth plan (P4K): what the sticker on the house says, and the eight checks of readiness.

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    answer::Answer,
    blood::{Compatibility, compatible},
    facts::{Attendant, BirthPlace, BirthPlan, Donor},
    family::{Family, Pregnancy},
    ids::{PregnancyId, SubjectId},
    readiness,
};
use http::StatusCode;
use maud::{Markup, html};

use super::{contact, register};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet, send},
    form::{Form, Posted, word},
    labels,
    page::Tab,
    world::App,
};

/// How many donors the form has room for.
const DONORS: usize = 4;

/// The address of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/ibu/{subject}/kehamilan/{pregnancy}/rencana", get(show).post(save))
}

async fn show(caller: Caller, Path(at): Path<(SubjectId, PregnancyId)>) -> Result<Response, Failure> {
    let family = contact::family(&caller, at.0)?;
    let pregnancy = open(&caller, &family, at.1)?;
    let form = pregnancy.plan().map_or_else(Form::new, |plan| filled(plan)).fill("entry", caller.fresh());
    Ok(draw(&caller, &family, pregnancy, &form))
}

async fn save(
    caller: Caller,
    Path(at): Path<(SubjectId, PregnancyId)>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let family = contact::family(&caller, at.0)?;
    let pregnancy = open(&caller, &family, at.1)?;
    let fact = read(&caller, pregnancy, &form);
    if form.is_faulty() {
        return Ok(
            (StatusCode::UNPROCESSABLE_ENTITY, draw(&caller, &family, pregnancy, &form)).into_response()
        );
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    caller.append(vec![caller.note(entry, at.0, family.village.clone(), fact)]).await?;
    Ok(Redirect::to(&format!("/ibu/{}?simpan=rencana", at.0)).into_response())
}

fn open<'a>(caller: &Caller, family: &'a Family, id: PregnancyId) -> Result<&'a Pregnancy, Failure> {
    let pregnancy = contact::pregnancy(caller, family, id)?;
    if pregnancy.over_on().is_none() { Ok(pregnancy) } else { Err(caller.failure(Kind::Missing)) }
}

fn filled(plan: &BirthPlan) -> Form {
    let answer = |answer: Answer| match answer {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::NotAssessed => "",
    };
    let mut form = Form::new()
        .fill_some("attendant", plan.attendant.map(|attendant| word(&attendant)))
        .fill_some("attendant_name", plan.attendant_name.as_ref())
        .fill_some("place", plan.place.map(|place| word(&place)))
        .fill_some("place_name", plan.place_name.as_ref())
        .fill_some("companion", plan.companion.as_ref())
        .fill_some("dukun", plan.dukun)
        .fill_some("transport", plan.transport.as_ref())
        .fill_some("transport_phone", plan.transport_phone.as_ref())
        .fill_some("transport_confirmed_on", plan.transport_confirmed_on)
        .fill("jkn", answer(plan.jkn))
        .fill_some("savings", plan.savings_rupiah)
        .fill_some("cost", plan.cost_rupiah)
        .fill("waiting_place", answer(plan.waiting_place))
        .fill_some("waiting_place_name", plan.waiting_place_name.as_ref())
        .fill_some("waiting_from", plan.waiting_from)
        .fill("referral_consent", answer(plan.referral_consent))
        .fill_some("adat_wishes", plan.adat_wishes.as_ref())
        .fill_some("family_planning", plan.family_planning.as_ref())
        .fill("sticker", answer(plan.sticker));
    for (no, donor) in (1..).zip(&plan.donors) {
        form = form
            .fill(&format!("donor{no}.name"), &donor.name)
            .fill_some(&format!("donor{no}.blood"), donor.blood)
            .fill_some(&format!("donor{no}.phone"), donor.phone.as_ref());
    }
    form
}

fn read(caller: &Caller, pregnancy: &Pregnancy, form: &Form) -> BirthPlan {
    BirthPlan {
        pregnancy: pregnancy.id,
        on: caller.today(),
        attendant: form.choice("attendant"),
        attendant_name: form.text("attendant_name"),
        place: form.choice("place"),
        place_name: form.text("place_name"),
        companion: form.text("companion"),
        dukun: form.id("dukun"),
        transport: form.text("transport"),
        transport_phone: form.text("transport_phone"),
        transport_confirmed_on: form.past_date_if_any("transport_confirmed_on", caller.today()),
        donors: (1..=DONORS).filter_map(|no| donor(form, no)).collect(),
        jkn: form.answer("jkn"),
        savings_rupiah: form.rupiah("savings"),
        cost_rupiah: form.rupiah("cost"),
        waiting_place: form.answer("waiting_place"),
        waiting_place_name: form.text("waiting_place_name"),
        waiting_from: form.date("waiting_from"),
        referral_consent: form.answer("referral_consent"),
        adat_wishes: form.text("adat_wishes"),
        family_planning: form.text("family_planning"),
        sticker: form.answer("sticker"),
    }
}

fn donor(form: &Form, no: usize) -> Option<Donor> {
    let name = form.text(&format!("donor{no}.name"))?;
    let blood = form.text(&format!("donor{no}.blood")).and_then(|word| register::blood(&word));
    Some(Donor { name, blood, phone: form.text(&format!("donor{no}.phone")) })
}

const ATTENDANTS: [Attendant; 5] =
    [Attendant::Bidan, Attendant::Doctor, Attendant::Obstetrician, Attendant::Nurse, Attendant::Dukun];

const PLACES: [BirthPlace; 10] = [
    BirthPlace::Puskesmas,
    BirthPlace::PuskesmasPoned,
    BirthPlace::Pustu,
    BirthPlace::Polindes,
    BirthPlace::Hospital,
    BirthPlace::MaternityHospital,
    BirthPlace::Tpmb,
    BirthPlace::Clinic,
    BirthPlace::MothersHome,
    BirthPlace::DukunsHome,
];

fn draw(caller: &Caller, family: &Family, pregnancy: &Pregnancy, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let body = html! {
        h1 { (caller.t("plan-title")) }
        p.soft { (family.name()) }
        @if pregnancy.plan().is_some() { (checks(caller, family, pregnancy)) }
        (sheet.summary())
        form.panel method="post" {
            (sheet.choice("attendant", &Ask::of("plan-attendant"), &labels::options(caller.text, "attendant", &ATTENDANTS)))
            (sheet.text("attendant_name", &Ask::of("plan-attendant-name").optional()))
            (sheet.select("place", &Ask::of("plan-place"), &labels::options(caller.text, "birthplace", &PLACES)))
            (sheet.text("place_name", &Ask::of("birth-place-name").optional()))
            (sheet.text("companion", &Ask::of("plan-companion")))
            (sheet.select("dukun", &Ask::of("plan-dukun").optional(), &contact::dukun(caller, family)))
            (sheet.text("transport", &Ask::of("plan-transport")))
            (sheet.phone("transport_phone", &Ask::of("plan-transport-phone").optional()))
            (sheet.date("transport_confirmed_on", &Ask::of("plan-transport-confirmed").optional().width(12)))
            (donors(caller, sheet, family))
            (money_and_waiting(caller, sheet))
            (sheet.answer("referral_consent", caller.t("plan-referral-consent")))
            (village_adat(caller, family))
            (sheet.area("adat_wishes", &Ask::of("plan-adat").optional().hint(caller.t("plan-adat-hint"))))
            (sheet.text("family_planning", &Ask::of("postnatal-family-planning").optional()))
            (sheet.answer("sticker", caller.t("plan-sticker")))
            (send(&caller.who.csrf, sheet, "plan-save"))
        }
        @if pregnancy.plan().is_some() && caller.world.abilities.papers {
            @for (word, key) in [("rencana", "paper-birth-plan"), ("stiker", "paper-sticker")] {
                p { a.btn.line href=(format!("/surat/{word}/{}", pregnancy.id)) { (caller.t(key)) } }
            }
        }
    };
    caller.page(caller.t("plan-title"), Tab::Add, &body)
}

/// What was agreed on the customs of her village, to be looked at while her wishes are talked about.
fn village_adat(caller: &Caller, family: &Family) -> Markup {
    let register = caller.world.register();
    let agreed =
        family.village.as_ref().and_then(|code| super::partnership::adat_agreed(caller, &register, code));
    html! {
        @if let Some(agreed) = agreed { details { summary { (caller.t("plan-adat-village")) } (agreed) } }
    }
}

fn money_and_waiting(caller: &Caller, sheet: Sheet<'_>) -> Markup {
    html! {
        (sheet.answer("jkn", caller.t("register-jkn")))
        (sheet.whole("savings", &Ask::of("plan-savings").unit("Rp").optional().width(12)))
        (sheet.whole("cost", &Ask::of("plan-cost").unit("Rp").optional().width(12)))
        (sheet.answer("waiting_place", caller.t("plan-waiting")))
        (sheet.text("waiting_place_name", &Ask::of("plan-waiting-name").optional()))
        (sheet.date("waiting_from", &Ask::of("plan-waiting-from").optional().width(12)))
    }
}

fn donors(caller: &Caller, sheet: Sheet<'_>, family: &Family) -> Markup {
    let blood = family.woman.as_ref().and_then(|woman| woman.blood);
    html! {
        h2 { (caller.t("plan-donors")) }
        p.hint {
            @match blood {
                Some(blood) => (caller.with("plan-donors-for", &[("blood", &blood)])),
                None => (caller.t("plan-donors-unknown")),
            }
        }
        @for no in 1..=DONORS {
            @let name = format!("donor{no}.name");
            details open[no <= 2 || !sheet.form.raw(&name).is_empty()] {
                summary { (caller.with("plan-donor", &[("no", &no)])) }
                (sheet.text(&name, &Ask::of("plan-donor-name")))
                (sheet.select(&format!("donor{no}.blood"), &Ask::of("register-blood"), &register::blood_options()))
                (warning(caller, sheet, no, blood))
                (sheet.phone(&format!("donor{no}.phone"), &Ask::of("notice-phone").optional()))
            }
        }
    }
}

fn warning(
    caller: &Caller,
    sheet: Sheet<'_>,
    no: usize,
    mother: Option<domain::quantity::BloodType>,
) -> Markup {
    let donor = register::blood(sheet.form.raw(&format!("donor{no}.blood")));
    let key = match donor.zip(mother).map(|(donor, mother)| compatible(donor, mother)) {
        Some(Compatibility::No) => Some("plan-donor-unsuited"),
        Some(Compatibility::Unknown) => Some("plan-donor-rhesus"),
        _ => None,
    };
    html! { @if let Some(key) = key { p.chip.amber { "▲ " (caller.t(key)) } } }
}

/// The eight checks, each with its answer in words and a sign.
pub(crate) fn checks(caller: &Caller, family: &Family, pregnancy: &Pregnancy) -> Markup {
    let checks = answers(caller, family, pregnancy);
    let ready = checks.iter().filter(|check| check.answer.is_yes()).count();
    html! {
        div.panel {
            div.row.apart {
                b { (caller.t("plan-ready")) }
                span class=(if ready == checks.len() { "chip green" } else { "chip amber" }) {
                    @if ready == checks.len() { "✓ " } @else { "▲ " } (caller.with("plan-of-eight", &[("ready", &ready)]))
                }
            }
            ul.checks {
                @for check in &checks {
                    @let (sign, key) = match check.answer {
                        Answer::Yes => ("✓", "answer-yes"),
                        Answer::No => ("✗", "answer-no"),
                        Answer::NotAssessed => ("?", "answer-unknown"),
                    };
                    li { span.sign-mark aria-hidden="true" { (sign) } " "
                        (caller.t(&format!("readiness-{}", check.id.replace('_', "-")))) ": " b { (caller.t(key)) } }
                }
            }
        }
    }
}

/// The checks as they stand today, with the village's way to the facility.
pub(crate) fn answers(caller: &Caller, family: &Family, pregnancy: &Pregnancy) -> [readiness::Check; 8] {
    let minutes = {
        let register = caller.world.register();
        let village = family.village.as_ref().and_then(|code| register.villages().get(code));
        village.and_then(|village| readiness::travel_minutes(village))
    };
    readiness::of(family, pregnancy, minutes, &caller.rules(), caller.today())
}
