//! Referring a mother or child, and hearing back.

use axum::{
    Router,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::{FacilityKind, Fact, Referral, ReferralAnswer, ReferralOutcome},
    family::{Family, Pregnancy},
    findings::{self as rules_of, Finding},
    ids::{ChildId, EntryId, PregnancyId, SubjectId},
    signs::Level,
};
use http::StatusCode;
use maud::html;
use serde::Deserialize;

use super::contact;
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet, send},
    findings,
    form::{Form, Posted},
    format, labels,
    page::Tab,
    world::App,
};

/// The addresses of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/ibu/{subject}/kehamilan/{pregnancy}/rujuk", get(show).post(save))
        .route("/ibu/{subject}/rujukan/{entry}/jawab", get(show_answer).post(save_answer))
}

#[derive(Deserialize)]
struct Asked {
    /// The contact whose findings advise the referral.
    dari: Option<EntryId>,
    anak: Option<ChildId>,
}

async fn show(
    caller: Caller,
    Path(at): Path<(SubjectId, PregnancyId)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let family = contact::family(&caller, at.0)?;
    let pregnancy = contact::pregnancy(&caller, &family, at.1)?;
    let red = red_findings(&caller, &family, pregnancy, asked.dari);
    let reasons: Vec<_> =
        red.iter().map(|finding| caller.t(&findings::key(&finding.rule)).to_owned()).collect();
    let now = caller.world.now().civil();
    let mut form = Form::new()
        .fill("entry", caller.fresh())
        .fill("on", caller.today())
        .fill("at", format!("{:02}:{:02}", now.hour(), now.minute()))
        .fill("reason", reasons.join(", "))
        .fill_some("child", asked.anak);
    for finding in &red {
        form = form.fill("rules", &finding.rule);
    }
    Ok(draw(&caller, &family, pregnancy, &form))
}

/// What in a contact, or else now, advises a referral.
fn red_findings(
    caller: &Caller,
    family: &Family,
    pregnancy: &Pregnancy,
    from: Option<EntryId>,
) -> Vec<Finding> {
    let rules = caller.rules();
    let contact = from.and_then(|id| family.records.iter().find(|record| record.note.id == id));
    let mut found = match contact.map(|record| &record.fact) {
        Some(Fact::PostnatalContact(_)) => pregnancy
            .postnatal
            .iter()
            .find(|item| Some(item.id()) == from)
            .map(|item| rules_of::assess_postnatal(item, &rules).findings),
        Some(Fact::NewbornContact(fact)) => family.child(fact.child).and_then(|(pregnancy, child)| {
            let item = child.contacts.iter().find(|item| Some(item.id()) == from)?;
            Some(rules_of::assess_newborn(pregnancy, child, item, &rules).findings)
        }),
        Some(Fact::InfantContact(fact)) => family.child(fact.child).and_then(|(pregnancy, child)| {
            let item = child.infant_contacts.iter().find(|item| Some(item.id()) == from)?;
            Some(rules_of::assess_infant(pregnancy, child, item, &rules).findings)
        }),
        Some(Fact::AntenatalContact(_)) => pregnancy
            .contacts
            .iter()
            .find(|item| Some(item.id()) == from)
            .map(|item| rules_of::assess_antenatal(family, pregnancy, item, &rules).findings),
        _ => None,
    }
    .unwrap_or_else(|| rules_of::current(family, pregnancy, &rules, caller.today()));
    found.retain(|finding| finding.level == Level::Red && !finding.sensitive);
    found
}

async fn save(
    caller: Caller,
    Path(at): Path<(SubjectId, PregnancyId)>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let family = contact::family(&caller, at.0)?;
    let pregnancy = contact::pregnancy(&caller, &family, at.1)?;
    let to = form.text("to_other").or_else(|| form.text("to"));
    if to.is_none() {
        form.fault("to", "fault-required", &[]);
    }
    let child: Option<ChildId> = form.id("child");
    let fact = Referral {
        pregnancy: pregnancy.id,
        child: child.filter(|id| pregnancy.children.iter().any(|child| child.id == *id)),
        on: form.past_date("on", caller.today()),
        at: form.time("at"),
        from: form.text("from"),
        to: to.unwrap_or_default(),
        reason: form.required("reason"),
        rules: form.all("rules").into_iter().map(str::to_owned).collect(),
        dukun: form.id("dukun"),
        accompanied_by: form.text("accompanied_by"),
        transport: form.text("transport"),
        first_aid: form.text("first_aid"),
    };
    if form.is_faulty() {
        return Ok(
            (StatusCode::UNPROCESSABLE_ENTITY, draw(&caller, &family, pregnancy, &form)).into_response()
        );
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    caller.append(vec![caller.note(entry, at.0, family.village.clone(), fact)]).await?;
    Ok(Redirect::to(&format!("/ibu/{}?simpan=rujuk", at.0)).into_response())
}

/// Facilities of the register that a mother can be referred to, by name.
fn facilities(caller: &Caller) -> Vec<(String, String)> {
    let register = caller.world.register();
    let open = register.facilities().values().filter(|facility| {
        !facility.closed && !matches!(facility.kind, FacilityKind::Posyandu | FacilityKind::WaitingHome)
    });
    let mut names: Vec<_> = open.map(|facility| (facility.kind, facility.name.clone())).collect();
    names.sort();
    names.into_iter().map(|(_, name)| (name.clone(), name)).collect()
}

fn draw(caller: &Caller, family: &Family, pregnancy: &Pregnancy, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let plan = pregnancy.plan();
    let transport = plan.and_then(|plan| plan.transport.clone());
    let body = html! {
        h1 { (caller.t("referral-title")) }
        p.soft { (family.name()) @if !form.raw("child").is_empty() { " · " (caller.t("referral-child")) } }
        (sheet.summary())
        form.panel method="post" {
            (sheet.hidden("child"))
            @for rule in form.all("rules") { input type="hidden" name="rules" value=(rule); }
            (sheet.area("reason", &Ask::of("referral-reason")))
            (sheet.select("to", &Ask::of("referral-to"), &facilities(caller)))
            (sheet.text("to_other", &Ask::of("referral-to-other").optional()))
            (sheet.text("from", &Ask::of("referral-from").optional()))
            (sheet.select("dukun", &Ask::of("referral-dukun").optional(), &contact::dukun(caller, family)))
            (sheet.text("accompanied_by", &Ask::of("referral-with").optional()))
            (sheet.text("transport", &Ask::of("referral-transport").optional().last(transport)))
            (sheet.area("first_aid", &Ask::of("referral-first-aid").optional()))
            (sheet.date("on", &Ask::of("referral-on").width(12)))
            (sheet.time("at", &Ask::of("referral-at").optional().width(8)))
            (send(&caller.who.csrf, sheet, "referral-save"))
        }
    };
    caller.page(caller.t("referral-title"), Tab::Add, &body)
}

async fn show_answer(caller: Caller, Path(at): Path<(SubjectId, EntryId)>) -> Result<Response, Failure> {
    let family = contact::family(&caller, at.0)?;
    let (_, referral) = find(&caller, &family, at.1)?;
    let form = Form::new().fill("entry", caller.fresh()).fill("on", caller.today());
    Ok(draw_answer(&caller, &referral, &form))
}

async fn save_answer(
    caller: Caller,
    Path(at): Path<(SubjectId, EntryId)>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let family = contact::family(&caller, at.0)?;
    let (pregnancy, referral) = find(&caller, &family, at.1)?;
    let outcome: Option<ReferralOutcome> = form.choice("outcome");
    if outcome.is_none() {
        form.fault("outcome", "fault-required", &[]);
    }
    let on = form.past_date("on", caller.today());
    let Some(outcome) = outcome.filter(|_| !form.is_faulty()) else {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, draw_answer(&caller, &referral, &form)).into_response());
    };
    let fact = ReferralAnswer {
        pregnancy,
        referral: at.1,
        on,
        outcome,
        diagnosis: form.text("diagnosis"),
        advice: form.text("advice"),
    };
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    caller.append(vec![caller.note(entry, at.0, family.village.clone(), fact)]).await?;
    Ok(Redirect::to(&format!("/ibu/{}?simpan=jawab", at.0)).into_response())
}

fn find(caller: &Caller, family: &Family, entry: EntryId) -> Result<(PregnancyId, Referral), Failure> {
    let all = family
        .pregnancies
        .iter()
        .flat_map(|pregnancy| pregnancy.referrals.iter().map(move |r| (pregnancy.id, r)));
    let mut found = all.into_iter().filter(|(_, referral)| referral.id() == entry);
    let found = found.next().map(|(id, referral)| (id, (**referral).clone()));
    found.ok_or_else(|| caller.failure(Kind::Missing))
}

const OUTCOMES: [ReferralOutcome; 7] = [
    ReferralOutcome::Treated,
    ReferralOutcome::Admitted,
    ReferralOutcome::GaveBirth,
    ReferralOutcome::SentOn,
    ReferralOutcome::NotArrived,
    ReferralOutcome::Declined,
    ReferralOutcome::Died,
];

fn draw_answer(caller: &Caller, referral: &Referral, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let day = format::date(caller.text, referral.on);
    let body = html! {
        h1 { (caller.t("referral-answer-title")) }
        p.soft { (caller.with("referral-of", &[("to", &referral.to), ("date", &day)])) }
        p.soft { (referral.reason) }
        (sheet.summary())
        form.panel method="post" {
            (sheet.choice("outcome", &Ask::of("referral-outcome"), &labels::options(caller.text, "referraloutcome", &OUTCOMES)))
            (sheet.text("diagnosis", &Ask::of("referral-diagnosis").optional()))
            (sheet.area("advice", &Ask::of("referral-advice").optional()))
            (sheet.date("on", &Ask::of("referral-answered-on").width(12)))
            (send(&caller.who.csrf, sheet, "referral-answer-save"))
        }
    };
    caller.page(caller.t("referral-answer-title"), Tab::Add, &body)
}
