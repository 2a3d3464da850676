//! What a dukun did, noted in two taps: her page, and the deed.

use std::sync::Arc;

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::{Dukun, DukunActivity, DukunDid},
    family::{Family, Item},
    ids::SubjectId,
    rights::Act,
};
use http::StatusCode;
use maud::{Markup, html};

use super::keep;
use crate::{
    board::{Stage, stage},
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet},
    form::{Form, Posted, word},
    labels,
    page::Tab,
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/dukun/{id}/kegiatan", get(show).post(save))
}

async fn show(caller: Caller, Path(id): Path<SubjectId>) -> Result<Response, Failure> {
    caller.must(Act::KeepPartnership)?;
    let dukun = find(&caller, id)?;
    let form = Form::new().fill("entry", caller.fresh()).fill("on", caller.today());
    Ok(draw(&caller, &dukun, &form))
}

pub(super) fn find(caller: &Caller, id: SubjectId) -> Result<Item<Dukun>, Failure> {
    caller.world.register().dukun().get(&id).cloned().ok_or_else(|| caller.failure(Kind::Missing))
}

async fn save(caller: Caller, Path(id): Path<SubjectId>, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::KeepPartnership)?;
    let dukun = find(&caller, id)?;
    let activity: Option<DukunActivity> = form.choice("activity");
    if activity.is_none() {
        form.fault("activity", "fault-choice", &[]);
    }
    let mother: Option<SubjectId> = form.id("mother");
    let hers = |id: &SubjectId| caller.world.register().family(*id).is_some_and(|family| caller.sees(family));
    let did = DukunDid {
        activity: activity.unwrap_or_default(),
        on: form.past_date("on", caller.today()),
        mother: mother.filter(hers),
        remark: form.text("remark"),
    };
    if form.is_faulty() {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, draw(&caller, &dukun, &form)).into_response());
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let next = format!("/dukun/{id}?simpan=kegiatan");
    if caller.world.register().knows(entry) {
        return Ok(Redirect::to(&next).into_response());
    }
    keep(&caller, caller.note(entry, id, dukun.village.clone(), did), &next).await
}

/// Mothers she may be about: on their way, in the dukun's villages, of those whom the caller may see.
fn mothers(caller: &Caller, dukun: &Dukun) -> Vec<(String, String)> {
    let today = caller.today();
    let register = caller.world.register();
    let near = |family: &Arc<Family>| {
        let village = family.village.as_ref();
        let serves = dukun.village.iter().chain(&dukun.also_serves).any(|code| Some(code) == village);
        let on_her_way = matches!(stage(family, today), Stage::Noticed | Stage::Pregnant | Stage::Nifas);
        serves && on_her_way && caller.sees(family)
    };
    let mut all: Vec<_> = register
        .families()
        .filter(|family| near(family))
        .map(|family| (family.id.to_string(), family.name().to_owned()))
        .collect();
    all.sort_by(|a, b| a.1.cmp(&b.1).then_with(|| a.0.cmp(&b.0)));
    all
}

fn draw(caller: &Caller, dukun: &Dukun, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let mothers = mothers(caller, dukun);
    let body = html! {
        h1 { (caller.t("activity-title")) }
        p.soft { (dukun.name) }
        (sheet.summary())
        p { (caller.t("activity-about")) }
        form.panel method="post" {
            input type="hidden" name="csrf" value=(caller.who.csrf);
            (sheet.hidden("entry"))
            (buttons(caller))
            details open[form.is_faulty()] {
                summary { (caller.t("activity-more")) }
                (sheet.date("on", &Ask::of("activity-on").width(12)))
                @if !mothers.is_empty() { (sheet.select("mother", &Ask::of("activity-mother").optional(), &mothers)) }
                (sheet.area("remark", &Ask::of("field-remark").optional().hint(caller.t("no-mothers-name"))))
                p.hint { (caller.t("activity-then")) }
            }
        }
    };
    caller.page(caller.t("activity-title"), Tab::Places, &body)
}

/// One button for each deed: tapping it saves.
fn buttons(caller: &Caller) -> Markup {
    html! {
        div.deeds {
            @for activity in DukunActivity::ALL {
                button.btn.line type="submit" name="activity" value=(word(&activity)) {
                    (labels::label(caller.text, "activity", &activity))
                }
            }
        }
    }
}
