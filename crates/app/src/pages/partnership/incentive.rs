//! What a dukun is owed and what she was paid. Nothing is owed without a rule.

use axum::{
    Router,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::{FundingSource, IncentivePaid, Signature},
    family::Item,
    ids::{EntryId, SubjectId},
    partnership::{self, Due},
    register::Register,
    rights::Act,
};
use maud::{Markup, html};
use serde::Deserialize;

use super::{After, activity::find, form_page, keep, line, rupiah, saved};
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
        .route("/dukun/{id}/insentif", get(show))
        .route("/dukun/{id}/insentif/bayar", get(show_payment).post(pay))
}

fn owed_to(caller: &Caller, id: SubjectId) -> Vec<Due> {
    let rules = caller.rules();
    let mut dues = partnership::dues(&caller.world.register(), &rules, caller.today());
    dues.retain(|due| due.dukun == id);
    dues
}

async fn show(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Query(after): Query<After>,
) -> Result<Response, Failure> {
    caller.must(Act::KeepPartnership)?;
    let dukun = find(&caller, id)?;
    let dues = owed_to(&caller, id);
    let open: Vec<_> = dues.iter().filter(|due| due.paid.is_none()).collect();
    let sum: u64 = open.iter().map(|due| due.rupiah).sum();
    let register = caller.world.register();
    let paid = register.matters().deeds.get(&id).map(|deeds| deeds.paid.clone()).unwrap_or_default();
    let no_rules = register.matters().rules.is_empty();
    let body = html! {
        h1 { (caller.t("incentive-title")) }
        p.soft { (dukun.name) }
        (saved(&caller, &after))
        @if no_rules {
            div.panel { p { (caller.t("incentive-no-rules")) } p { a.btn.line.small href="/insentif/aturan" { (caller.t("rules-title")) } } }
        }
        h2 { (caller.t("incentive-owed")) @if sum > 0 { ": " (rupiah(sum)) } }
        @for due in &open { (draw_due(&caller, &register, due)) }
        @if open.is_empty() { div.panel { (caller.t("incentive-nothing-owed")) } }
        h2 { (caller.t("incentive-paid")) }
        div.panel { ul.plain {
            @for payment in paid.iter().rev() { (draw_paid(&caller, payment)) }
            @if paid.is_empty() { li { p { (caller.t("places-none")) } } }
        } }
    };
    Ok(caller.page(caller.t("incentive-title"), Tab::Places, &body))
}

fn draw_due(caller: &Caller, register: &Register, due: &Due) -> Markup {
    let family = register.family(due.family).filter(|family| caller.sees(family));
    html! {
        div.panel {
            div.row.apart {
                b { (rupiah(due.rupiah)) }
                @if due.is_late(caller.today()) { span.chip.amber { "▲ " (caller.t("incentive-late")) } }
            }
            p { (labels::label(caller.text, "incentivefor", &due.why)) ", " (format::date(caller.text, due.on)) }
            @if let Some(family) = family { p { a.tall href=(format!("/ibu/{}", family.id)) { (family.name()) } } }
            p.soft { (caller.with("incentive-pay-by", &[("on", &format::date(caller.text, due.pay_by))]))
                " · " (labels::label(caller.text, "fundingsource", &due.source)) }
            a.btn.small href=(format!("/dukun/{}/insentif/bayar?sebab={}", due.dukun, due.cause)) { (caller.t("incentive-pay")) }
        }
    }
}

fn draw_paid(caller: &Caller, payment: &Item<IncentivePaid>) -> Markup {
    html! {
        li {
            p { b { (rupiah(payment.rupiah)) } " · " (format::date(caller.text, payment.on)) br;
                span.soft { (payment.by) " · " (labels::label(caller.text, "fundingsource", &payment.source))
                    " · " (labels::label(caller.text, "signature", &payment.received)) } }
            @if caller.world.abilities.papers {
                a href=(format!("/surat/kwitansi/{}.pdf", payment.id())) { b { (caller.t("incentive-receipt")) } }
            }
        }
    }
}

#[derive(Deserialize)]
struct Cause {
    sebab: EntryId,
}

fn open_due(caller: &Caller, id: SubjectId, cause: EntryId) -> Result<Due, Failure> {
    let due = owed_to(caller, id).into_iter().find(|due| due.cause == cause && due.paid.is_none());
    due.ok_or_else(|| caller.failure(Kind::Missing))
}

async fn show_payment(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Query(asked): Query<Cause>,
) -> Result<Response, Failure> {
    caller.must(Act::KeepPartnership)?;
    let due = open_due(&caller, id, asked.sebab)?;
    let form = Form::new()
        .fill("entry", caller.fresh())
        .fill("rupiah", format::decimals(u32::try_from(due.rupiah).map_or(0.0, f64::from), 0))
        .fill("on", caller.today())
        .fill("by", &caller.who.name)
        .fill("source", word(&due.source))
        .fill("received", word(&Signature::Ink));
    Ok(draw_payment(&caller, &due, &form))
}

async fn pay(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Query(asked): Query<Cause>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    caller.must(Act::KeepPartnership)?;
    let next = format!("/dukun/{id}/insentif?simpan=insentif");
    // Paid already, by this form or by somebody else: it is paid once.
    let is_paid = owed_to(&caller, id).iter().any(|due| due.cause == asked.sebab && due.paid.is_some());
    if super::was_saved(&caller, &form) || is_paid {
        return Ok(Redirect::to(&next).into_response());
    }
    let due = open_due(&caller, id, asked.sebab)?;
    let paid = read(&caller, &due, &form);
    if form.is_faulty() {
        return Ok(draw_payment(&caller, &due, &form));
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    keep(&caller, caller.note(entry, id, None, paid), &next).await
}

fn read(caller: &Caller, due: &Due, form: &Form) -> IncentivePaid {
    if form.raw("rupiah").is_empty() {
        form.fault("rupiah", "fault-required", &[]);
    }
    let rupiah = form.rupiah("rupiah").unwrap_or_default();
    if rupiah == 0 {
        form.fault("rupiah", "fault-number", &[]);
    }
    let on = form.past_date("on", caller.today());
    if on < due.on {
        form.fault("on", "incentive-fault-before", &[]);
    }
    IncentivePaid {
        rule: due.rule,
        cause: due.cause,
        rupiah,
        on,
        by: line(form, "by"),
        source: form.choice("source").unwrap_or(due.source),
        received: form.choice("received").unwrap_or_default(),
    }
}

fn draw_payment(caller: &Caller, due: &Due, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let sources = labels::options(caller.text, "fundingsource", &FundingSource::ALL);
    let ways = labels::options(caller.text, "signature", &[Signature::Ink, Signature::Thumbprint]);
    let fields = html! {
        (sheet.whole("rupiah", &Ask::of("incentive-amount").unit("Rp").width(12)))
        (sheet.date("on", &Ask::of("incentive-on").width(12)))
        (sheet.text("by", &Ask::of("incentive-by").hint(caller.t("incentive-by-hint"))))
        (sheet.select("source", &Ask::of("incentive-source"), &sources))
        (sheet.choice("received", &Ask::of("incentive-received"), &ways))
    };
    let name = super::person(caller, &caller.world.register(), due.dukun);
    let about = html! {
        p.soft { (name) }
        p { (labels::label(caller.text, "incentivefor", &due.why)) ", " (format::date(caller.text, due.on)) }
    };
    form_page(caller, "incentive-pay", &about, form, &fields, "incentive-save")
}
