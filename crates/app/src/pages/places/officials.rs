//! Officials and elders: who is invited, who witnesses, who answers for a commitment.

use axum::{Router, extract::Path, response::Response, routing::get};
use domain::{
    facts::Official,
    family::Item,
    ids::{SubjectId, VillageCode, derived},
    rights::Act,
};
use maud::html;

use super::{Line, form_page, gone, keep, list, status, village_options};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet},
    form::{Form, Posted},
    pages::partnership::{line, line_if_any},
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/pejabat", get(all))
        .route("/pejabat/baru", get(show_new).post(add))
        .route("/pejabat/{id}", get(show_change).post(change))
}

async fn all(caller: Caller) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let lines: Vec<_> = {
        let register = caller.world.register();
        let mut officials: Vec<_> = register.officials().iter().filter(|(_, one)| !one.left).collect();
        officials.sort_by_key(|(_, one)| (one.village.clone(), one.office.clone(), one.name.clone()));
        let line = |(id, one): (&SubjectId, &Item<Official>)| {
            let village = one.village.as_ref().map(|code| register.village_name(code).to_owned());
            let about = [Some(one.office.clone()), village, one.phone.clone()];
            let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            // An office that is known without its holder is called by the office.
            let (name, about) = if one.name.is_empty() {
                (one.office.clone(), String::new())
            } else {
                (one.name.clone(), about)
            };
            Line { href: format!("/pejabat/{id}"), name, about }
        };
        officials.into_iter().map(line).collect()
    };
    Ok(list(&caller, "officials-title", Some(("/pejabat/baru", "officials-add")), &lines))
}

async fn show_new(caller: Caller) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let form = Form::new().fill("entry", caller.fresh()).fill("gone", "no");
    Ok(draw(&caller, &form, true))
}

async fn add(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let Some(official) = read(&caller, &form) else { return Ok(draw(&caller, &form, true)) };
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let subject = SubjectId(derived(&["official", &entry.to_string()]));
    keep(&caller, form.entry(), subject, None, official.into(), "/pejabat").await
}

fn find(caller: &Caller, id: SubjectId) -> Result<Item<Official>, Failure> {
    caller.world.register().officials().get(&id).cloned().ok_or_else(|| caller.failure(Kind::Missing))
}

async fn show_change(caller: Caller, Path(id): Path<SubjectId>) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let official = find(&caller, id)?;
    let form = Form::new()
        .fill("entry", caller.fresh())
        .fill("name", &official.name)
        .fill("office", &official.office)
        .fill_some("village", official.village.as_ref())
        .fill_some("phone", official.phone.as_ref())
        .fill("gone", if official.left { "yes" } else { "no" });
    Ok(draw(&caller, &form, false))
}

async fn change(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let before = find(&caller, id)?;
    let Some(official) = read(&caller, &form) else { return Ok(draw(&caller, &form, false)) };
    keep(&caller, form.entry(), id, Some(&before.record), official.into(), "/pejabat").await
}

fn read(caller: &Caller, form: &Form) -> Option<Official> {
    let official = Official {
        name: line_if_any(form, "name").unwrap_or_default(),
        office: line(form, "office"),
        village: form.text("village").map(|code| VillageCode::new(&code)),
        phone: line_if_any(form, "phone"),
        left: form.raw("gone") == "yes",
    };
    let known = |code: &VillageCode| caller.world.register().villages().contains_key(code);
    if official.village.as_ref().is_some_and(|code| !known(code)) {
        form.fault("village", "fault-choice", &[]);
    }
    (!form.is_faulty()).then_some(official)
}

fn draw(caller: &Caller, form: &Form, new: bool) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let fields = html! {
        (sheet.text("office", &Ask::of("official-office").hint(caller.t("official-office-hint"))))
        (sheet.text("name", &Ask::of("official-name").optional()))
        (sheet.select("village", &Ask::of("official-village").optional(), &village_options(caller)))
        (sheet.phone("phone", &Ask::of("places-phone").optional()))
        @if !new { (gone(sheet, "official-here", "official-left")) }
    };
    form_page(caller, if new { "officials-add" } else { "places-change" }, form, &fields, status(form))
}
