//! What needs talking about: births that are proposed for it, what was raised, and how it went. The
//! list is for coordinator and head; a midwife may raise something and sees no list.

use axum::{
    Router,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::ConcernRaised,
    family::Item,
    ids::{EntryId, SubjectId, derived},
    matters::Concern,
    partnership::concerns::{self, Proposal, next_steps},
    register::Register,
    rights::Act,
};
use maud::{Markup, html};
use serde::Deserialize;

use super::{After, dukun_options, form_page, keep, person, saved, was_saved};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet},
    form::{Form, Posted, word},
    format, labels,
    page::Tab,
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/perlu-dibicarakan", get(all))
        .route("/perlu-dibicarakan/baru", get(show_new).post(raise))
        .route("/perlu-dibicarakan/{id}", get(one))
}

/// What is proposed to the caller.
pub(super) fn proposals(caller: &Caller) -> Vec<Proposal> {
    let rules = caller.rules();
    concerns::proposals(&caller.world.register(), &rules, &caller.who.scope, caller.today())
}

async fn all(caller: Caller, Query(after): Query<After>) -> Result<Response, Failure> {
    caller.must(Act::RaiseConcern)?;
    let proposals = proposals(&caller);
    let handles = caller.who.scope.may(Act::HandleConcerns);
    let body = {
        let register = caller.world.register();
        html! {
            h1 { (caller.t("concerns-title")) }
            (saved(&caller, &after))
            p.soft { (caller.t("concerns-about")) }
            p { a.btn.small href="/perlu-dibicarakan/baru" { (caller.t("concern-raise")) } }
            @if !proposals.is_empty() {
                h2 { (caller.t("concerns-proposed")) }
                @for proposal in &proposals { (draw_proposal(&caller, &register, proposal)) }
            }
            @if handles { (raised(&caller, &register)) }
        }
    };
    Ok(caller.page(caller.t("concerns-title"), Tab::Places, &body))
}

/// First of all the visit to mother and child; then somebody may raise it.
fn draw_proposal(caller: &Caller, register: &Register, proposal: &Proposal) -> Markup {
    let birth = &proposal.birth;
    let village = birth.village.as_ref().map_or("", |code| register.village_name(code));
    let names: Vec<_> = proposal.with.iter().map(|id| person(caller, register, *id)).collect();
    let family = register.family(birth.family).filter(|family| caller.sees(family));
    html! {
        div.panel {
            b { (caller.with("concern-birth", &[("on", &format::date(caller.text, birth.on)), ("village", &village)])) }
            p.soft { (names.join(", ")) }
            @if let Some(family) = family { p { a.tall href=(format!("/ibu/{}", family.id)) { (family.name()) } } }
            @if birth.visited {
                a.btn.line.small href=(format!("/perlu-dibicarakan/baru?lahir={}", birth.entry)) { (caller.t("concern-raise")) }
            } @else {
                p.chip.amber { "▲ " (caller.t("concern-visit-first")) }
            }
        }
    }
}

fn raised(caller: &Caller, register: &Register) -> Markup {
    let all = register.matters().concerns.values();
    let (closed, open): (Vec<_>, Vec<_>) = all.partition(|concern| concern.is_closed());
    html! {
        h2 { (caller.t("concerns-open")) }
        (list(caller, register, &open))
        @if !closed.is_empty() { h2 { (caller.t("concerns-closed")) } (list(caller, register, &closed)) }
    }
}

fn list(caller: &Caller, register: &Register, concerns: &[&std::sync::Arc<Concern>]) -> Markup {
    let mut concerns = concerns.to_vec();
    concerns.sort_by_key(|concern| (std::cmp::Reverse(concern.raised.on), concern.id));
    html! {
        div.panel { ul.plain {
            @for concern in &concerns { li { a href=(format!("/perlu-dibicarakan/{}", concern.id)) {
                div.row.apart { b { (person(caller, register, concern.raised.dukun)) } (state(caller, concern)) }
                span.soft { (format::date(caller.text, concern.raised.on)) }
            } } }
            @if concerns.is_empty() { li { p { (caller.t("concerns-none")) } } }
        } }
    }
}

/// How far it has come; before somebody asked, no more than "to be talked about".
fn state(caller: &Caller, concern: &Concern) -> Markup {
    let words = match concern.last() {
        Some(step) => labels::label(caller.text, "concernstep", &step.step),
        None => caller.t("concern-to-verify").to_owned(),
    };
    html! { span.chip.blue[!concern.is_closed()] { (words) } }
}

pub(super) fn find(caller: &Caller, id: SubjectId) -> Result<std::sync::Arc<Concern>, Failure> {
    caller.must(Act::HandleConcerns)?;
    let concern = caller.world.register().matters().concerns.get(&id).cloned();
    concern.ok_or_else(|| caller.failure(Kind::Missing))
}

async fn one(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Query(after): Query<After>,
) -> Result<Response, Failure> {
    let concern = find(&caller, id)?;
    let raised = &concern.raised;
    let register = caller.world.register();
    let family = raised.mother.and_then(|mother| register.family(mother)).filter(|f| caller.sees(f)).cloned();
    let earlier =
        register.matters().concerns.values().filter(|c| c.raised.dukun == raised.dukun && c.id != id).count();
    let agreement = domain::partnership::agreement_of(&register, raised.dukun, caller.today()).map(|a| a.id);
    let body = html! {
        h1 { (caller.t("concern-title")) }
        (saved(&caller, &after))
        div.panel {
            div.row.apart { b { (person(&caller, &register, raised.dukun)) } (state(&caller, &concern)) }
            p.soft { (format::date(caller.text, raised.on)) }
            p { (raised.text) }
            @if let Some(family) = &family { p { a.tall href=(format!("/ibu/{}", family.id)) { (family.name()) } } }
            @if earlier > 0 { p.soft { (caller.with("concern-others", &[("n", &earlier)])) } }
        }
        ol.tl { @for step in &concern.steps { li {
            b { (labels::label(caller.text, "concernstep", &step.step)) } " " span.soft { (format::date(caller.text, step.on)) }
            p { (step.text) }
            @if !step.present.is_empty() { p.soft { (caller.t("step-present")) ": " (step.present.join(", ")) } }
            @if let Some(told) = &step.circumstances { (super::step::circumstances(&caller, told)) }
        } } }
        @for next in next_steps(&concern) {
            p { a.btn.line href=(format!("/perlu-dibicarakan/{id}/langkah?ke={}", word(&next))) {
                (labels::label(caller.text, "concernstep", &next)) } }
        }
        @if let Some(agreement) = agreement { p { a.tall href=(format!("/kesepakatan/{agreement}")) { (caller.t("agreement-title")) } } }
    };
    Ok(caller.page(caller.t("concern-title"), Tab::Places, &body))
}

#[derive(Deserialize)]
struct About {
    lahir: Option<EntryId>,
    dukun: Option<SubjectId>,
}

async fn show_new(caller: Caller, Query(about): Query<About>) -> Result<Response, Failure> {
    caller.must(Act::RaiseConcern)?;
    let proposal = proposed(&caller, about.lahir)?;
    let only = proposal.as_ref().and_then(|p| p.with.first().filter(|_| p.with.len() == 1).copied());
    let form = Form::new()
        .fill("entry", caller.fresh())
        .fill("on", caller.today())
        .fill_some("birth", about.lahir)
        .fill_some("dukun", about.dukun.or(only));
    Ok(draw(&caller, &form, proposal.as_ref()))
}

/// The proposal about a birth, once mother and child were visited.
fn proposed(caller: &Caller, birth: Option<EntryId>) -> Result<Option<Proposal>, Failure> {
    let Some(birth) = birth else { return Ok(None) };
    let found = proposals(caller).into_iter().find(|p| p.birth.entry == birth && p.birth.visited);
    found.map(Some).ok_or_else(|| caller.failure(Kind::Missing))
}

async fn raise(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::RaiseConcern)?;
    if was_saved(&caller, &form) {
        return Ok(Redirect::to("/perlu-dibicarakan?simpan=bicara").into_response());
    }
    let proposal = proposed(&caller, form.id("birth"))?;
    let dukun: Option<SubjectId> = form.id("dukun");
    let known = |id: &SubjectId| caller.world.register().dukun().contains_key(id);
    if !dukun.is_some_and(|id| known(&id)) {
        form.fault("dukun", "fault-choice", &[]);
    }
    let on = form.past_date("on", caller.today());
    if proposal.as_ref().is_some_and(|proposal| on < proposal.birth.on) {
        form.fault("on", "fault-before-birth", &[]);
    }
    let text = form.required("text");
    let Some(dukun) = dukun.filter(|_| !form.is_faulty()) else {
        return Ok(draw(&caller, &form, proposal.as_ref()));
    };
    let raised = ConcernRaised {
        dukun,
        on,
        mother: proposal.as_ref().map(|proposal| proposal.birth.family),
        birth: proposal.as_ref().map(|proposal| proposal.birth.entry),
        text,
    };
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    // Who raised it from a phone does not keep it there, and may raise the same birth again: it is one.
    let of_birth = raised.birth.map(|birth| derived(&["concern", &birth.to_string(), &dukun.to_string()]));
    let subject = SubjectId(of_birth.unwrap_or_else(|| derived(&["concern", &entry.to_string()])));
    keep(&caller, caller.note(entry, subject, None, raised), "/perlu-dibicarakan?simpan=bicara").await
}

fn draw(caller: &Caller, form: &Form, proposal: Option<&Proposal>) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let dukun = dukun_options(&caller.world.register());
    let fields = html! {
        (sheet.hidden("birth"))
        (sheet.select("dukun", &Ask::of("concern-with"), &dukun))
        (sheet.date("on", &Ask::of("concern-on").width(12)))
        (sheet.area("text", &Ask::of("concern-text").hint(caller.t("concern-text-hint"))))
    };
    let about = html! {
        p { (caller.t("concern-about")) }
        @if let Some(proposal) = proposal {
            p.soft { (caller.with("concern-of-birth", &[("on", &format::date(caller.text, proposal.birth.on))])) }
        }
    };
    form_page(caller, "concern-raise", &about, form, &fields, "concern-save")
}

/// How many there are to be shown on the partnership's page: open ones, for those who see them.
pub(super) fn open_count(caller: &Caller, register: &Register) -> usize {
    if !caller.who.scope.may(Act::HandleConcerns) {
        return 0;
    }
    register.matters().concerns.values().filter(|concern| !concern.is_closed()).count()
}

/// The minutes from a dukun's village to the facility, to be compared with.
pub(super) fn way(register: &Register, raised: &Item<ConcernRaised>) -> Option<u32> {
    let home = || register.dukun().get(&raised.dukun).and_then(|dukun| dukun.village.clone());
    let family = raised.mother.and_then(|mother| register.family(mother));
    let village = family.and_then(|family| family.village_on(raised.on)).or_else(home)?;
    register.villages().get(&village).and_then(|village| domain::readiness::travel_minutes(village))
}
