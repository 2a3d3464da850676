//! A signed agreement is changed by both sides, rests, holds again, or ends.

use std::sync::Arc;

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::{
        AgreementAddendum, AgreementEnded, AgreementResumed, AgreementSuspended, Bound, Clause, Fact, Party,
        Side,
    },
    ids::{SubjectId, VillageCode},
    matters::{Agreement, AgreementStatus},
    rights::Act,
};
use jiff::civil::Date;
use maud::html;

use super::{
    agreement_at, dukun_options, form_page, keep, person, staff_options, village_options, was_saved,
};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet},
    form::{Form, Posted},
    labels,
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/kesepakatan/{id}/adendum", get(show_addendum).post(add))
        .route(
            "/kesepakatan/{id}/tunda",
            get(|caller, id| show(caller, id, &SUSPEND))
                .post(|caller, id, form| save(caller, id, form, &SUSPEND)),
        )
        .route(
            "/kesepakatan/{id}/lanjut",
            get(|caller, id| show(caller, id, &RESUME))
                .post(|caller, id, form| save(caller, id, form, &RESUME)),
        )
        .route(
            "/kesepakatan/{id}/akhiri",
            get(|caller, id| show(caller, id, &END)).post(|caller, id, form| save(caller, id, form, &END)),
        )
}

/// A day and a reason: what all but the addendum ask.
struct Step {
    title: &'static str,
    about: &'static str,
    button: &'static str,
    from: &'static [AgreementStatus],
    fact: fn(Date, String) -> Fact,
}

const SUSPEND: Step = Step {
    title: "suspend-title",
    about: "suspend-about",
    button: "suspend-save",
    from: &[AgreementStatus::Signed],
    fact: |on, reason| AgreementSuspended { on, reason }.into(),
};
const RESUME: Step = Step {
    title: "resume-title",
    about: "resume-about",
    button: "resume-save",
    from: &[AgreementStatus::Suspended],
    fact: |on, reason| AgreementResumed { on, reason }.into(),
};
const END: Step = Step {
    title: "end-title",
    about: "end-about",
    button: "end-save",
    from: &[AgreementStatus::Signed, AgreementStatus::Suspended],
    fact: |on, reason| AgreementEnded { on, reason }.into(),
};

async fn show(caller: Caller, Path(id): Path<SubjectId>, step: &'static Step) -> Result<Response, Failure> {
    let agreement = open(&caller, id, step.from)?;
    let form = Form::new().fill("entry", caller.fresh()).fill("on", caller.today());
    Ok(draw(&caller, &agreement, &form, step))
}

fn open(caller: &Caller, id: SubjectId, from: &[AgreementStatus]) -> Result<Arc<Agreement>, Failure> {
    caller.must(Act::KeepPartnership)?;
    let (agreement, status) = agreement_at(caller, id)?;
    if from.contains(&status) { Ok(agreement) } else { Err(caller.failure(Kind::Missing)) }
}

async fn save(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Posted(form): Posted,
    step: &'static Step,
) -> Result<Response, Failure> {
    caller.must(Act::KeepPartnership)?;
    let page = format!("/kesepakatan/{id}?simpan=kesepakatan");
    if was_saved(&caller, &form) {
        return Ok(Redirect::to(&page).into_response());
    }
    let agreement = open(&caller, id, step.from)?;
    let on = day(&caller, &agreement, &form);
    let reason = form.required("reason");
    if form.is_faulty() {
        return Ok(draw(&caller, &agreement, &form, step));
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    keep(&caller, caller.note(entry, id, None, (step.fact)(on, reason)), &page).await
}

/// A day that has come, and not before the signing.
fn day(caller: &Caller, agreement: &Agreement, form: &Form) -> Date {
    let on = form.past_date("on", caller.today());
    if agreement.signed.as_ref().is_some_and(|signed| on < signed.on) {
        form.fault("on", "change-fault-before", &[]);
    }
    on
}

fn draw(caller: &Caller, agreement: &Agreement, form: &Form, step: &Step) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let fields = html! {
        (sheet.date("on", &Ask::of("change-on").width(12)))
        (sheet.area("reason", &Ask::of("change-reason").hint(caller.t("change-reason-hint"))))
    };
    let about = html! { p.soft { (agreement.draft.title) } p { (caller.t(step.about)) } };
    form_page(caller, step.title, &about, form, &fields, step.button)
}

const RUNNING: &[AgreementStatus] = &[AgreementStatus::Signed];
/// Room for new clauses.
const NEW: usize = 2;

async fn show_addendum(caller: Caller, Path(id): Path<SubjectId>) -> Result<Response, Failure> {
    let agreement = open(&caller, id, RUNNING)?;
    let form = Form::new().fill("entry", caller.fresh()).fill("on", caller.today());
    Ok(draw_addendum(&caller, &agreement, &form))
}

async fn add(caller: Caller, Path(id): Path<SubjectId>, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::KeepPartnership)?;
    let page = format!("/kesepakatan/{id}?simpan=kesepakatan");
    if was_saved(&caller, &form) {
        return Ok(Redirect::to(&page).into_response());
    }
    let agreement = open(&caller, id, RUNNING)?;
    let addendum = read(&caller, &agreement, &form);
    if form.is_faulty() {
        return Ok(draw_addendum(&caller, &agreement, &form));
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    keep(&caller, caller.note(entry, id, None, addendum), &page).await
}

fn read(caller: &Caller, agreement: &Agreement, form: &Form) -> AgreementAddendum {
    let on = day(caller, agreement, form);
    let addendum = AgreementAddendum {
        on,
        reason: form.required("reason"),
        added: (1..=NEW).filter_map(|no| new_clause(form, no)).collect(),
        removed: form.all("removed").into_iter().map(str::to_owned).collect(),
        joined: joined(caller, form),
        left: form.all("left").into_iter().filter_map(|id| id.parse().ok()).collect(),
        villages_added: form.all("villages").into_iter().map(VillageCode::new).collect(),
        valid_until: form.date("valid_until"),
    };
    if addendum.valid_until.is_some_and(|until| until <= on) {
        form.fault("valid_until", "draft-fault-until", &[]);
    }
    let unchanged = addendum.added.is_empty()
        && addendum.removed.is_empty()
        && addendum.joined.is_empty()
        && addendum.left.is_empty()
        && addendum.villages_added.is_empty()
        && addendum.valid_until.is_none();
    if unchanged {
        form.fault("reason", "addendum-fault-nothing", &[]);
    }
    let stays = |side| {
        let after = agreement.side(side, on).into_iter().filter(|id| !addendum.left.contains(id)).count();
        after + addendum.joined.iter().filter(|party| party.side == side).count() > 0
    };
    if !stays(Side::Bidan) || !stays(Side::Dukun) {
        form.fault("left", "addendum-fault-nobody", &[]);
    }
    addendum
}

fn new_clause(form: &Form, no: usize) -> Option<Clause> {
    let text = form.text(&format!("own{no}.text"))?;
    let bound: Option<Bound> = form.choice(&format!("own{no}.bound"));
    Some(Clause { id: format!("OWN_{}_{no}", form.raw("entry")), bound: bound.unwrap_or_default(), text })
}

fn joined(caller: &Caller, form: &Form) -> Vec<Party> {
    let register = caller.world.register();
    let ids = form.all("joined").into_iter().filter_map(|id| id.parse::<SubjectId>().ok());
    ids.filter_map(|person| {
        let dukun = register.dukun().get(&person);
        if dukun.is_some_and(|dukun| dukun.retired) {
            form.fault("joined", "draft-fault-party", &[]);
        }
        let side = if dukun.is_some() { Side::Dukun } else { Side::Bidan };
        (dukun.is_some() || register.staff().contains_key(&person)).then_some(Party { side, person })
    })
    .collect()
}

type Options = Vec<(String, String)>;

struct Offered {
    removable: Options,
    present: Options,
    joining: Options,
    villages: Options,
}

fn offered(caller: &Caller, agreement: &Agreement) -> Offered {
    let register = caller.world.register();
    let today = caller.today();
    let parties: Vec<_> = agreement.parties(today).into_iter().map(|party| party.person).collect();
    let present = parties.iter().map(|id| (id.to_string(), person(caller, &register, *id))).collect();
    let removable = agreement.clauses(today).into_iter().map(|clause| (clause.id, clause.text)).collect();
    let mut joining = staff_options(&register);
    joining.extend(dukun_options(&register));
    joining.retain(|(id, _)| parties.iter().all(|party| party.to_string() != *id));
    let mut villages = village_options(&register);
    let has: Vec<_> = agreement.villages(today).iter().map(ToString::to_string).collect();
    villages.retain(|(code, _)| !has.contains(code));
    Offered { removable, present, joining, villages }
}

fn draw_addendum(caller: &Caller, agreement: &Agreement, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let offered = offered(caller, agreement);
    let bounds = labels::options(caller.text, "bound", &Bound::ALL);
    let folded = |key: &str, field: &str, options: &Options| {
        html! {
            @if !options.is_empty() {
                details open[!form.all(field).is_empty() || form.fault_of(field).is_some()] {
                    summary { (caller.t(key)) }
                    (sheet.choices(field, &Ask::of(key), options))
                }
            }
        }
    };
    let fields = html! {
        (sheet.date("on", &Ask::of("change-on").width(12)))
        (sheet.area("reason", &Ask::of("change-reason")))
        @for no in 1..=NEW {
            @let text = format!("own{no}.text");
            details open[!form.raw(&text).is_empty()] {
                summary { (caller.with("draft-own", &[("no", &no)])) }
                (sheet.area(&text, &Ask::of("draft-own-text")))
                (sheet.choice(&format!("own{no}.bound"), &Ask::of("draft-own-bound"), &bounds))
            }
        }
        (folded("addendum-removed", "removed", &offered.removable))
        (folded("addendum-joined", "joined", &offered.joining))
        (folded("addendum-left", "left", &offered.present))
        (folded("addendum-villages", "villages", &offered.villages))
        (sheet.date("valid_until", &Ask::of("addendum-until").optional().width(12)))
    };
    let about = html! { p.soft { (agreement.draft.title) } p { (caller.t("addendum-about")) } };
    form_page(caller, "addendum-title", &about, form, &fields, "addendum-save")
}
