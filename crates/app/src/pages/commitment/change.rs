//! A commitment is noted, and changed. Without owner or date it is taken all the same: what was said is
//! worth more than a complete form, and what is missing is shown until somebody fills it in.

use axum::{
    Router,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::{CommitmentMade, FundingSource, Sector},
    ids::{SubjectId, VillageCode, derived},
    rights::Act,
};
use maud::{Markup, html};
use serde::Deserialize;

use super::find;
use crate::{
    amend,
    caller::Caller,
    failure::Failure,
    field::{Ask, Sheet},
    form::{Form, Posted, word},
    labels,
    pages::{
        partnership::{form_page, keep, line_if_any, too_long, village_options, was_saved},
        workshop::official_options,
    },
    world::App,
};

/// The longest text of one field.
const LONGEST: usize = 1_000;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/komitmen/baru", get(show_new).post(add))
        .route("/komitmen/{id}/ubah", get(show_change).post(change))
}

#[derive(Deserialize)]
struct Asked {
    lokmin: Option<SubjectId>,
}

async fn show_new(caller: Caller, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    caller.must(Act::KeepWorkshops)?;
    let form = Form::new().fill("entry", caller.fresh()).fill_some("workshop", asked.lokmin);
    Ok(draw(&caller, "commitment-new", &form))
}

async fn add(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::KeepWorkshops)?;
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let subject = SubjectId(derived(&["commitment", &entry.to_string()]));
    let made = read(&caller, &form);
    let page = match made.workshop {
        Some(workshop) => format!("/lokmin/{workshop}?simpan=komitmen"),
        None => format!("/komitmen/{subject}?simpan=komitmen"),
    };
    if was_saved(&caller, &form) {
        return Ok(Redirect::to(&page).into_response());
    }
    if form.is_faulty() {
        return Ok(draw(&caller, "commitment-new", &form));
    }
    keep(&caller, caller.note(entry, subject, None, made), &page).await
}

async fn show_change(caller: Caller, Path(id): Path<SubjectId>) -> Result<Response, Failure> {
    caller.must(Act::KeepWorkshops)?;
    let commitment = find(&caller, id)?;
    let made = &commitment.made;
    let mut form = Form::new()
        .fill("entry", caller.fresh())
        .fill_some("workshop", made.workshop)
        .fill("activity", &made.activity)
        .fill("sector", word(&made.sector))
        .fill_some("owner", made.owner.as_ref())
        .fill_some("official", made.official)
        .fill_some("due", made.due)
        .fill_some("problem", made.problem.as_ref())
        .fill_some("root_cause", made.root_cause.as_ref())
        .fill_some("aim", made.aim.as_ref())
        .fill_some("volume", made.volume.as_ref())
        .fill_some("target", made.target.as_ref())
        .fill_some("funding", made.funding.as_ref().map(word))
        .fill_some("rupiah", made.rupiah)
        .fill_some("measure", made.measure.as_ref());
    for village in &made.villages {
        form = form.fill("villages", village);
    }
    Ok(draw(&caller, "commitment-change", &form))
}

async fn change(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    caller.must(Act::KeepWorkshops)?;
    let commitment = find(&caller, id)?;
    let page = format!("/komitmen/{id}?simpan=komitmen");
    if was_saved(&caller, &form) {
        return Ok(Redirect::to(&page).into_response());
    }
    let mut made = read(&caller, &form);
    made.workshop = commitment.made.workshop;
    if form.is_faulty() {
        return Ok(draw(&caller, "commitment-change", &form));
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let note = amend::amendment(&caller, entry, &commitment.made.record, &made.into(), "");
    caller.append(note.into_iter().collect()).await?;
    Ok(Redirect::to(&page).into_response())
}

fn read(caller: &Caller, form: &Form) -> CommitmentMade {
    let text = |name| {
        let text = form.text(name)?;
        too_long(form, name, &text, LONGEST);
        Some(text)
    };
    let activity = form.required("activity");
    too_long(form, "activity", &activity, LONGEST);
    let made = CommitmentMade {
        workshop: form.id("workshop"),
        activity,
        sector: form.choice::<Sector>("sector").unwrap_or_default(),
        owner: line_if_any(form, "owner"),
        official: form.id("official"),
        villages: form.all("villages").into_iter().map(VillageCode::new).collect(),
        due: form.date("due"),
        problem: text("problem"),
        root_cause: text("root_cause"),
        aim: text("aim"),
        volume: line_if_any(form, "volume"),
        target: line_if_any(form, "target"),
        funding: form.choice::<FundingSource>("funding"),
        rupiah: form.rupiah("rupiah"),
        measure: text("measure"),
    };
    let register = caller.world.register();
    let workshop = made.workshop.and_then(|id| register.matters().workshops.get(&id));
    if made.workshop.is_some() && workshop.is_none() {
        form.fault("workshop", "fault-choice", &[]);
    }
    if made.official.is_some_and(|id| !register.officials().contains_key(&id)) {
        form.fault("official", "fault-choice", &[]);
    }
    if made.villages.iter().any(|code| !register.villages().contains_key(code)) {
        form.fault("villages", "fault-choice", &[]);
    }
    if workshop.is_some_and(|workshop| made.due.is_some_and(|due| due < workshop.planned.on)) {
        form.fault("due", "commitment-due-before", &[]);
    }
    made
}

fn draw(caller: &Caller, title: &str, form: &Form) -> Response {
    let fields = fields(caller, form);
    let about = html! { p.soft { (caller.t("commitment-form-about")) } };
    form_page(caller, title, &about, form, &fields, "places-save")
}

fn fields(caller: &Caller, form: &Form) -> Markup {
    let sheet = Sheet { form, text: caller.text };
    let (officials, villages) = {
        let register = caller.world.register();
        (official_options(&register), village_options(&register))
    };
    let sectors = labels::options(caller.text, "sector", &Sector::ALL);
    let sources = labels::options(caller.text, "fundingsource", &FundingSource::ALL);
    let more = ["problem", "root_cause", "aim", "volume", "target", "funding", "rupiah"];
    let open = more.iter().any(|name| !form.raw(name).is_empty());
    html! {
        (sheet.hidden("workshop"))
        (sheet.area("activity", &Ask::of("commitment-activity")))
        (sheet.select("sector", &Ask::of("commitment-sector"), &sectors))
        (sheet.text("owner", &Ask::of("commitment-owner").optional().hint(caller.t("commitment-owner-hint"))))
        @if !officials.is_empty() { (sheet.select("official", &Ask::of("commitment-official").optional(), &officials)) }
        (sheet.date("due", &Ask::of("commitment-due").optional().width(12)))
        (sheet.text("measure", &Ask::of("commitment-measure").optional()))
        (sheet.choices("villages", &Ask::of("commitment-villages").optional().hint(caller.t("commitment-villages-hint")), &villages))
        details open[open] {
            summary { (caller.t("commitment-more")) }
            (sheet.area("problem", &Ask::of("commitment-problem").optional()))
            (sheet.area("root_cause", &Ask::of("commitment-cause").optional()))
            (sheet.text("aim", &Ask::of("commitment-aim").optional()))
            (sheet.text("volume", &Ask::of("commitment-volume").optional()))
            (sheet.text("target", &Ask::of("commitment-target").optional()))
            (sheet.select("funding", &Ask::of("commitment-funding").optional(), &sources))
            (sheet.whole("rupiah", &Ask::of("commitment-rupiah").optional().width(12)))
        }
    }
}
