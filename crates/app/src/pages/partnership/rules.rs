//! What is paid for what: rules that coordinator and head set, and end.

use axum::{
    Router,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::{FundingSource, IncentiveFor, IncentiveRule},
    family::Item,
    ids::{SubjectId, derived},
    rights::Act,
};
use maud::{Markup, html};

use super::{After, form_page, keep, rupiah, saved, was_saved};
use crate::{
    amend,
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
        .route("/insentif/aturan", get(all))
        .route("/insentif/aturan/baru", get(show_new).post(add))
        .route("/insentif/aturan/{id}/berhenti", get(show_end).post(end))
}

const PAGE: &str = "/insentif/aturan?simpan=aturan";

async fn all(caller: Caller, Query(after): Query<After>) -> Result<Response, Failure> {
    caller.must(Act::KeepPartnership)?;
    let sets = caller.who.scope.may(Act::SetIncentives);
    let mut rules: Vec<_> = {
        let register = caller.world.register();
        let title = |rule: &IncentiveRule| {
            let agreement = rule.agreement.and_then(|id| register.matters().agreements.get(&id));
            agreement.map(|agreement| agreement.draft.title.clone())
        };
        register.matters().rules.iter().map(|(id, rule)| (*id, rule.clone(), title(rule))).collect()
    };
    rules.sort_by_key(|(id, rule, _)| (rule.until.is_some(), rule.cause, rule.since, *id));
    let body = html! {
        h1 { (caller.t("rules-title")) }
        (saved(&caller, &after))
        p.soft { (caller.t("rules-about")) }
        @if sets { p { a.btn.small href="/insentif/aturan/baru" { (caller.t("rules-add")) } } }
        @for (id, rule, agreement) in &rules { (draw_rule(&caller, *id, rule, agreement.as_deref(), sets)) }
        @if rules.is_empty() { div.panel { (caller.t("rules-none")) } }
    };
    Ok(caller.page(caller.t("rules-title"), Tab::Places, &body))
}

fn draw_rule(
    caller: &Caller,
    id: SubjectId,
    rule: &Item<IncentiveRule>,
    agreement: Option<&str>,
    sets: bool,
) -> Markup {
    let days = rule.within_days.unwrap_or(30);
    html! {
        div.panel {
            div.row.apart { b { (rupiah(rule.rupiah)) } span.soft { (labels::label(caller.text, "fundingsource", &rule.source)) } }
            p { (labels::label(caller.text, "incentivefor", &rule.cause)) }
            p.soft { (caller.with("rules-since", &[("on", &format::date(caller.text, rule.since))]))
                @if let Some(until) = rule.until { " " (caller.with("rules-until", &[("on", &format::date(caller.text, until))])) }
                " · " (caller.with("rules-within", &[("days", &days)]))
                " · " (agreement.unwrap_or(caller.t("rules-whole-unit"))) }
            @if sets && rule.until.is_none() {
                a.btn.line.small href=(format!("/insentif/aturan/{id}/berhenti")) { (caller.t("rules-end")) }
            }
        }
    }
}

async fn show_new(caller: Caller) -> Result<Response, Failure> {
    caller.must(Act::SetIncentives)?;
    let form =
        Form::new().fill("entry", caller.fresh()).fill("since", caller.today()).fill("within_days", 30);
    Ok(draw(&caller, &form))
}

async fn add(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::SetIncentives)?;
    let rule = read(&form);
    if form.is_faulty() {
        return Ok(draw(&caller, &form));
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let subject = SubjectId(derived(&["incentive-rule", &entry.to_string()]));
    keep(&caller, caller.note(entry, subject, None, rule), PAGE).await
}

fn read(form: &Form) -> IncentiveRule {
    let cause: Option<IncentiveFor> = form.choice("cause");
    let source: Option<FundingSource> = form.choice("source");
    for (field, is_missing) in [("cause", cause.is_none()), ("source", source.is_none())] {
        if is_missing {
            form.fault(field, "fault-choice", &[]);
        }
    }
    if form.raw("rupiah").is_empty() {
        form.fault("rupiah", "fault-required", &[]);
    }
    let rupiah = form.rupiah("rupiah").unwrap_or_default();
    if rupiah == 0 || rupiah > 100_000_000 {
        form.fault("rupiah", "fault-number", &[]);
    }
    let since = form.date("since");
    if since.is_none() {
        form.fault("since", "fault-required", &[]);
    }
    let until = form.date("until");
    if until.zip(since).is_some_and(|(until, since)| until < since) {
        form.fault("until", "rules-fault-until", &[]);
    }
    IncentiveRule {
        cause: cause.unwrap_or_default(),
        rupiah,
        source: source.unwrap_or_default(),
        since: since.unwrap_or_default(),
        until,
        agreement: form.id("agreement"),
        within_days: form.whole("within_days"),
    }
}

fn draw(caller: &Caller, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let causes = labels::options(caller.text, "incentivefor", &IncentiveFor::ALL);
    let sources = labels::options(caller.text, "fundingsource", &FundingSource::ALL);
    let agreements: Vec<_> = {
        let register = caller.world.register();
        let today = caller.today();
        let all = register.matters().agreements.values().filter(|agreement| agreement.holds(today));
        all.map(|agreement| {
            let villages = super::village_names(&register, &agreement.villages(today));
            (agreement.id.to_string(), format!("{} · {villages}", agreement.draft.title))
        })
        .collect()
    };
    let fields = html! {
        (sheet.choice("cause", &Ask::of("rules-cause"), &causes))
        (sheet.whole("rupiah", &Ask::of("incentive-amount").unit("Rp").width(12)))
        (sheet.select("source", &Ask::of("incentive-source"), &sources))
        (sheet.date("since", &Ask::of("rules-from").width(12)))
        (sheet.date("until", &Ask::of("rules-last").optional().width(12)))
        (sheet.whole("within_days", &Ask::of("rules-days").optional().width(4)))
        @if !agreements.is_empty() {
            (sheet.select("agreement", &Ask::of("rules-agreement").optional().hint(caller.t("rules-agreement-hint")), &agreements))
        }
    };
    let about = html! { p.soft { (caller.t("rules-about")) } };
    form_page(caller, "rules-add", &about, form, &fields, "rules-save")
}

fn running(caller: &Caller, id: SubjectId) -> Result<Item<IncentiveRule>, Failure> {
    caller.must(Act::SetIncentives)?;
    let rule = caller.world.register().matters().rules.get(&id).cloned();
    rule.ok_or_else(|| caller.failure(Kind::Missing))
}

async fn show_end(caller: Caller, Path(id): Path<SubjectId>) -> Result<Response, Failure> {
    let rule = running(&caller, id)?;
    Ok(draw_end(&caller, &rule, &Form::new().fill("entry", caller.fresh()).fill("until", caller.today())))
}

async fn end(caller: Caller, Path(id): Path<SubjectId>, Posted(form): Posted) -> Result<Response, Failure> {
    let rule = running(&caller, id)?;
    if was_saved(&caller, &form) {
        return Ok(Redirect::to(PAGE).into_response());
    }
    let until = form.date("until");
    match until {
        None => form.fault("until", "fault-required", &[]),
        Some(until) if until < rule.since => form.fault("until", "rules-fault-until", &[]),
        Some(_) => {}
    }
    if form.is_faulty() {
        return Ok(draw_end(&caller, &rule, &form));
    }
    let ended = IncentiveRule { until, ..(*rule).clone() };
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let note = amend::amendment(&caller, entry, &rule.record, &ended.into(), "");
    caller.append(note.into_iter().collect()).await?;
    Ok(Redirect::to(PAGE).into_response())
}

fn draw_end(caller: &Caller, rule: &Item<IncentiveRule>, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let about =
        html! { p { (labels::label(caller.text, "incentivefor", &rule.cause)) ": " (rupiah(rule.rupiah)) } };
    let fields =
        html! { (sheet.date("until", &Ask::of("rules-last").width(12).hint(caller.t("rules-end-hint")))) };
    form_page(caller, "rules-end", &about, form, &fields, "rules-end-save")
}
