//! What bidan, dukun and elders of a village talked about: their meetings, and which customs are
//! welcome, adapted or agreed to be harmful.

use axum::{
    Router,
    extract::{Path, Query},
    response::Response,
    routing::get,
};
use domain::{
    facts::{AdatAgreed, AdatStanding, PartnershipMet},
    family::Item,
    ids::VillageCode,
    register::Register,
    rights::Act,
};
use maud::{Markup, html};

use super::{After, choose::some_of, dukun_options, form_page, keep, line, person, saved};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet},
    form::{Form, Posted},
    format, labels,
    page::Tab,
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/desa/{code}/adat", get(adat))
        .route("/desa/{code}/adat/baru", get(show_adat).post(add_adat))
        .route("/desa/{code}/pertemuan", get(meetings))
        .route("/desa/{code}/pertemuan/baru", get(show_meeting).post(add_meeting))
}

fn village(caller: &Caller, code: &str) -> Result<(VillageCode, String), Failure> {
    caller.must(Act::KeepPartnership)?;
    let code = VillageCode::new(code);
    let name = caller.world.register().villages().get(&code).map(|village| village.name.clone());
    name.map(|name| (code, name)).ok_or_else(|| caller.failure(Kind::Missing))
}

async fn adat(
    caller: Caller,
    Path(code): Path<String>,
    Query(after): Query<After>,
) -> Result<Response, Failure> {
    let (code, name) = village(&caller, &code)?;
    let list = agreed(&caller, &caller.world.register(), &code);
    let body = html! {
        h1 { (caller.t("adat-title")) }
        p.soft { (name) }
        (saved(&caller, &after))
        p { (caller.t("adat-about")) }
        p { a.btn.small href=(format!("/desa/{code}/adat/baru")) { (caller.t("adat-add")) } }
        @match list { Some(list) => (list), None => div.panel { (caller.t("places-none")) } }
    };
    Ok(caller.page(caller.t("adat-title"), Tab::Places, &body))
}

/// What was agreed last on each custom of a village, the welcome ones first; none where nothing was.
pub(crate) fn agreed(caller: &Caller, register: &Register, code: &VillageCode) -> Option<Markup> {
    let talks = register.matters().talks.get(&code.subject())?;
    let now = talks.adat_now();
    if now.is_empty() {
        return None;
    }
    let of = |standing| now.iter().filter(move |adat| adat.standing == standing);
    Some(html! {
        @for standing in AdatStanding::ALL { @if of(standing).next().is_some() {
            div.panel {
                p { (chip(caller, standing)) }
                ul.plain { @for adat in of(standing) { li { p {
                    b { (adat.practice) }
                    @if let Some(how) = &adat.how { br; (how) }
                    br; span.soft { (caller.with("adat-decided", &[("on", &format::date(caller.text, adat.on)), ("with", &adat.with)])) }
                } } } }
            }
        } }
    })
}

fn chip(caller: &Caller, standing: AdatStanding) -> Markup {
    let (class, sign) = match standing {
        AdatStanding::Welcome => ("chip green", "✓ "),
        AdatStanding::Adapted => ("chip amber", "▲ "),
        AdatStanding::Harmful => ("chip red", "■ "),
    };
    html! { span class=(class) { (sign) (labels::label(caller.text, "adatstanding", &standing)) } }
}

async fn show_adat(caller: Caller, Path(code): Path<String>) -> Result<Response, Failure> {
    let (_, name) = village(&caller, &code)?;
    let form = Form::new().fill("entry", caller.fresh()).fill("on", caller.today());
    Ok(draw_adat(&caller, &name, &form))
}

async fn add_adat(
    caller: Caller,
    Path(code): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let (code, name) = village(&caller, &code)?;
    let standing: Option<AdatStanding> = form.choice("standing");
    if standing.is_none() {
        form.fault("standing", "fault-choice", &[]);
    }
    let how = form.text("how");
    // An adapted custom without its form, or one called harmful without a why, settles nothing.
    if standing.is_some_and(|standing| standing != AdatStanding::Welcome) && how.is_none() {
        form.fault("how", "fault-required", &[]);
    }
    let agreed = AdatAgreed {
        practice: line(&form, "practice"),
        standing: standing.unwrap_or_default(),
        how,
        on: form.past_date("on", caller.today()),
        with: line(&form, "with"),
    };
    if form.is_faulty() {
        return Ok(draw_adat(&caller, &name, &form));
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let note = caller.note(entry, code.subject(), Some(code.clone()), agreed);
    keep(&caller, note, &format!("/desa/{code}/adat?simpan=adat")).await
}

fn draw_adat(caller: &Caller, name: &str, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let options = labels::options(caller.text, "adatstanding", &AdatStanding::ALL);
    let fields = html! {
        (sheet.text("practice", &Ask::of("adat-practice")))
        (sheet.choice("standing", &Ask::of("adat-standing"), &options))
        (sheet.area("how", &Ask::of("adat-how").optional().hint(caller.t("adat-how-hint"))))
        (sheet.date("on", &Ask::of("adat-on").width(12)))
        (sheet.text("with", &Ask::of("adat-with").hint(caller.t("adat-with-hint"))))
    };
    form_page(caller, "adat-add", &html! { p.soft { (name) } }, form, &fields, "places-save")
}

async fn meetings(
    caller: Caller,
    Path(code): Path<String>,
    Query(after): Query<After>,
) -> Result<Response, Failure> {
    let (code, name) = village(&caller, &code)?;
    let register = caller.world.register();
    let talks = register.matters().talks.get(&code.subject());
    let met: Vec<_> = talks.iter().flat_map(|talks| talks.met.iter().rev()).collect();
    let body = html! {
        h1 { (caller.t("meetings-title")) }
        p.soft { (name) }
        (saved(&caller, &after))
        p { a.btn.small href=(format!("/desa/{code}/pertemuan/baru")) { (caller.t("meeting-add")) } }
        div.panel { ul.plain {
            @for met in &met { (draw_met(&caller, &register, met)) }
            @if met.is_empty() { li { p { (caller.t("places-none")) } } }
        } }
    };
    Ok(caller.page(caller.t("meetings-title"), Tab::Places, &body))
}

fn draw_met(caller: &Caller, register: &Register, met: &Item<PartnershipMet>) -> Markup {
    let names: Vec<_> = met.dukun.iter().map(|id| person(caller, register, *id)).collect();
    html! {
        li { p {
            b { (format::date(caller.text, met.on)) } @if !names.is_empty() { span.soft { " · " (names.join(", ")) } }
            br; (met.topics)
            @if let Some(next) = met.next_on { br; span.soft { (caller.t("meeting-next")) ": " (format::date(caller.text, next)) } }
        } }
    }
}

async fn show_meeting(caller: Caller, Path(code): Path<String>) -> Result<Response, Failure> {
    let (code, name) = village(&caller, &code)?;
    let here: Vec<_> = {
        let register = caller.world.register();
        let here = register
            .dukun()
            .iter()
            .filter(|(_, dukun)| !dukun.retired && dukun.village.as_ref() == Some(&code));
        here.map(|(id, _)| *id).collect()
    };
    let mut form = Form::new().fill("entry", caller.fresh()).fill("on", caller.today());
    for id in here {
        form = form.fill("dukun", id);
    }
    Ok(draw_meeting(&caller, &name, &form))
}

async fn add_meeting(
    caller: Caller,
    Path(code): Path<String>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let (code, name) = village(&caller, &code)?;
    let on = form.past_date("on", caller.today());
    let next_on = form.date("next_on");
    if next_on.is_some_and(|next| next <= on) {
        form.fault("next_on", "meeting-fault-next", &[]);
    }
    let met = PartnershipMet {
        on,
        dukun: form.all("dukun").into_iter().filter_map(|id| id.parse().ok()).collect(),
        topics: form.required("topics"),
        next_on,
    };
    if form.is_faulty() {
        return Ok(draw_meeting(&caller, &name, &form));
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let note = caller.note(entry, code.subject(), Some(code.clone()), met);
    keep(&caller, note, &format!("/desa/{code}/pertemuan?simpan=pertemuan")).await
}

fn draw_meeting(caller: &Caller, name: &str, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let dukun = dukun_options(&caller.world.register());
    let fields = html! {
        (sheet.date("on", &Ask::of("meeting-on").width(12)))
        // Those of the village are ticked when it is opened, and so stand in front.
        (some_of(caller, sheet, "dukun", "meeting-dukun", &dukun, &[]))
        (sheet.area("topics", &Ask::of("meeting-topics").hint(caller.t("no-mothers-name"))))
        (sheet.date("next_on", &Ask::of("meeting-next").optional().width(12)))
    };
    form_page(caller, "meeting-add", &html! { p.soft { (name) } }, form, &fields, "places-save")
}
