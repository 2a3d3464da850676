//! One commitment: what was promised, how it went on, and the form to say how it stands.

use std::collections::{BTreeSet, HashMap};

use axum::{
    Router,
    extract::{Path, Query},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{
    facts::CommitmentStatus,
    ids::{AuthorId, SubjectId},
    matters::{Commitment, Workshop},
    register::Register,
    rights::Act,
    workshop::newest_planned,
};
use http::StatusCode;
use maud::{Markup, html};

use super::{chip, find, may_report, missing, owner};
use crate::{
    caller::Caller,
    failure::Failure,
    field::{Ask, Sheet, send},
    form::{Form, word},
    format, labels,
    page::Tab,
    pages::partnership::{After, rupiah, saved, village_names},
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/komitmen/{id}", get(one))
}

async fn one(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Query(after): Query<After>,
) -> Result<Response, Failure> {
    let commitment = find(&caller, id)?;
    let names = names(&caller, &commitment).await;
    let form = fresh(&caller, &commitment);
    Ok(draw(&caller, &commitment, &form, &names, &saved(&caller, &after)))
}

/// The form of progress as it is first shown.
fn fresh(caller: &Caller, commitment: &Commitment) -> Form {
    let today = caller.today();
    let status = match commitment.status(today) {
        CommitmentStatus::Planned => CommitmentStatus::Running,
        status => status,
    };
    Form::new().fill("entry", caller.fresh()).fill("on", today).fill("status", word(&status))
}

/// Who noted its progress.
pub(super) async fn names(caller: &Caller, commitment: &Commitment) -> HashMap<AuthorId, String> {
    let authors: BTreeSet<_> = commitment.progress.iter().map(|step| step.record.note.author).collect();
    caller.world.names_of(authors).await
}

/// The page; with what was typed and is wrong, when something is.
pub(super) fn draw(
    caller: &Caller,
    commitment: &Commitment,
    form: &Form,
    names: &HashMap<AuthorId, String>,
    told: &Markup,
) -> Response {
    let keeps = caller.who.scope.may(Act::KeepWorkshops);
    let body = {
        let register = caller.world.register();
        html! {
            h1 { (commitment.made.activity) }
            (told)
            p { (chip(caller, commitment.fulfilment(caller.today()))) }
            div.columns {
                div {
                    (facts(caller, &register, commitment))
                    (history(caller, &register, commitment, names))
                }
                div {
                    @if may_report(caller, commitment) { (report(caller, commitment, form)) }
                    @if keeps {
                        (carry(caller, &register, commitment))
                        p { a.btn.line href=(format!("/komitmen/{}/ubah", commitment.id)) { (caller.t("places-change")) } }
                    }
                }
            }
        }
    };
    let status = if form.is_faulty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    (status, caller.page(caller.t("commitment-title"), Tab::More, &body)).into_response()
}

fn facts(caller: &Caller, register: &Register, commitment: &Commitment) -> Markup {
    let made = &commitment.made;
    let owner = owner(register, commitment).unwrap_or_else(|| caller.t("lack-owner").to_owned());
    let due = commitment
        .due()
        .map_or_else(|| caller.t("lack-due").to_owned(), |due| format::date(caller.text, due));
    let villages = if made.villages.is_empty() {
        caller.t("commitment-all-villages").to_owned()
    } else {
        village_names(register, &made.villages)
    };
    let money = match (made.rupiah, &made.funding) {
        (None, None) => None,
        (Some(sum), None) => Some(rupiah(sum)),
        (None, Some(source)) => Some(labels::label(caller.text, "fundingsource", source)),
        (Some(sum), Some(source)) => {
            Some(format!("{}, {}", rupiah(sum), labels::label(caller.text, "fundingsource", source)))
        }
    };
    let told: [(&str, Option<String>); 7] = [
        ("commitment-measure", made.measure.clone()),
        ("commitment-target", made.target.clone()),
        ("commitment-volume", made.volume.clone()),
        ("commitment-money", money),
        ("commitment-aim", made.aim.clone()),
        ("commitment-problem", made.problem.clone()),
        ("commitment-cause", made.root_cause.clone()),
    ];
    let lacks = missing(commitment);
    html! {
        @if !lacks.is_empty() && caller.who.scope.may(Act::KeepWorkshops) {
            div.panel.warn { @for key in lacks { p { "▲ " (caller.t(key)) } } }
        }
        div.panel { dl.own {
            dt { (caller.t("commitment-sector")) } dd { (labels::label(caller.text, "sector", &made.sector)) }
            dt { (caller.t("commitment-owner")) } dd { (owner) }
            dt { (caller.t("commitment-due")) } dd { (due) }
            dt { (caller.t("commitment-villages")) } dd { (villages) }
            @for (key, words) in told { @if let Some(words) = words { dt { (caller.t(key)) } dd { (words) } } }
        } }
    }
}

fn history(
    caller: &Caller,
    register: &Register,
    commitment: &Commitment,
    names: &HashMap<AuthorId, String>,
) -> Markup {
    let at = |id| register.matters().workshops.get(&id).map(|workshop| &**workshop);
    html! {
        h2 { (caller.t("commitment-history")) }
        ol.tl {
            li {
                b { (caller.t("commitment-made")) } " "
                @match commitment.made.workshop.and_then(at) {
                    Some(workshop) => (there(caller, workshop)),
                    None => span.soft { (format::date(caller.text, commitment.made.record.note.noted_at.date())) },
                }
                @if let Some(due) = commitment.made.due { p.soft { (caller.with("commitment-until", &[("on", &format::date(caller.text, due))])) } }
            }
            @for carried in &commitment.carried { li {
                b { (caller.t("commitment-carried")) } " "
                @if let Some(workshop) = at(carried.workshop) { (there(caller, workshop)) }
                @if let Some(due) = carried.due { p.soft { (caller.with("commitment-until", &[("on", &format::date(caller.text, due))])) } }
                @if let Some(reason) = &carried.reason { p { (reason) } }
            } }
            @for step in &commitment.progress { li {
                b { (labels::label(caller.text, "commitmentstatus", &step.status)) } " "
                span.soft { (format::date(caller.text, step.on)) }
                @if let Some(text) = &step.text { p { (text) } }
                @if let Some(obstacle) = &step.obstacle { p { (caller.t("progress-obstacle")) ": " (obstacle) } }
                @if let Some(evidence) = &step.evidence { p { (caller.t("progress-evidence")) ": " (evidence) } }
                @if let Some(name) = names.get(&step.record.note.author) {
                    p.soft.small { (caller.with("agreement-noted-by", &[("name", name)])) }
                }
            } }
        }
    }
}

fn there(caller: &Caller, workshop: &Workshop) -> Markup {
    html! {
        a.tall href=(format!("/lokmin/{}", workshop.id)) { (workshop.planned.title) } " "
        span.soft { (format::date(caller.text, workshop.planned.on)) }
    }
}

fn report(caller: &Caller, commitment: &Commitment, form: &Form) -> Markup {
    let sheet = Sheet { form, text: caller.text };
    let statuses = labels::options(caller.text, "commitmentstatus", &CommitmentStatus::ALL);
    html! {
        (sheet.summary())
        form.panel method="post" action=(format!("/komitmen/{}/kemajuan", commitment.id)) {
            h2 { (caller.t("progress-title")) }
            (sheet.choice("status", &Ask::of("progress-status"), &statuses))
            (sheet.area("text", &Ask::of("progress-text").optional()))
            (sheet.area("obstacle", &Ask::of("progress-obstacle").optional()))
            (sheet.text("evidence", &Ask::of("progress-evidence").optional().hint(caller.t("progress-evidence-hint"))))
            (sheet.date("on", &Ask::of("progress-on").width(12)))
            (send(&caller.who.csrf, sheet, "places-save"))
        }
    }
}

/// One tap: it goes on at the workshop that is planned next.
fn carry(caller: &Caller, register: &Register, commitment: &Commitment) -> Markup {
    let next = newest_planned(register.matters());
    let next = next.filter(|next| super::progress::can_go_on(commitment, next, caller.today()));
    html! { @if let Some(next) = next { (carry_button(caller, commitment, &next, false)) } }
}

/// The button that carries a commitment over to a workshop; it says until when.
pub(in crate::pages) fn carry_button(
    caller: &Caller,
    commitment: &Commitment,
    workshop: &Workshop,
    back: bool,
) -> Markup {
    let due = super::progress::usual_due(workshop);
    html! {
        form.carry method="post" action=(format!("/komitmen/{}/lanjut", commitment.id)) {
            input type="hidden" name="csrf" value=(caller.who.csrf);
            input type="hidden" name="entry" value=(caller.fresh());
            input type="hidden" name="workshop" value=(workshop.id);
            input type="hidden" name="due" value=(due);
            @if back { input type="hidden" name="back" value="lokmin"; }
            button.btn.small.line type="submit" {
                (caller.with("commitment-carry", &[("on", &format::date(caller.text, due))]))
            }
        }
    }
}
