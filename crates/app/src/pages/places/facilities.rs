//! Facilities and waiting homes.

use axum::{Router, extract::Path, response::Response, routing::get};
use domain::{
    facts::{Facility, FacilityKind},
    family::Item,
    ids::{SubjectId, derived},
    rights::Act,
};
use maud::html;

use super::{Line, form_page, gone, keep, list, status};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet},
    form::{Form, Posted, word},
    labels,
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/fasilitas", get(all))
        .route("/fasilitas/baru", get(show_new).post(add))
        .route("/fasilitas/{id}", get(show_change).post(change))
}

async fn all(caller: Caller) -> Response {
    let lines: Vec<_> = {
        let register = caller.world.register();
        let line = |(id, facility): (&SubjectId, &Item<Facility>)| {
            let kind = labels::label(caller.text, "facilitykind", &facility.kind);
            let phone = facility.phone.as_ref().map_or_else(String::new, |phone| format!(" · {phone}"));
            Line {
                href: format!("/fasilitas/{id}"),
                name: facility.name.clone(),
                about: format!("{kind}{phone}"),
            }
        };
        register.facilities().iter().filter(|(_, facility)| !facility.closed).map(line).collect()
    };
    list(&caller, "facilities-title", Some(("/fasilitas/baru", "facilities-add")), &lines)
}

async fn show_new(caller: Caller) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let form = Form::new().fill("entry", caller.fresh()).fill("gone", "no");
    Ok(draw(&caller, &form, true))
}

async fn add(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let Some(facility) = read(&form) else { return Ok(draw(&caller, &form, true)) };
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let subject = SubjectId(derived(&["facility", &entry.to_string()]));
    keep(&caller, form.entry(), subject, None, facility.into(), "/fasilitas").await
}

fn find(caller: &Caller, id: SubjectId) -> Result<Item<Facility>, Failure> {
    caller.world.register().facilities().get(&id).cloned().ok_or_else(|| caller.failure(Kind::Missing))
}

async fn show_change(caller: Caller, Path(id): Path<SubjectId>) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let facility = find(&caller, id)?;
    let form = Form::new()
        .fill("entry", caller.fresh())
        .fill("name", &facility.name)
        .fill("kind", word(&facility.kind))
        .fill_some("phone", facility.phone.as_ref())
        .fill_some("address", facility.address.as_ref())
        .fill_some("beds", facility.beds)
        .fill("gone", if facility.closed { "yes" } else { "no" });
    Ok(draw(&caller, &form, false))
}

async fn change(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let before = find(&caller, id)?;
    let Some(facility) = read(&form) else { return Ok(draw(&caller, &form, false)) };
    keep(&caller, form.entry(), id, Some(&before.record), facility.into(), "/fasilitas").await
}

fn read(form: &Form) -> Option<Facility> {
    let kind = form.choice("kind");
    if kind.is_none() {
        form.fault("kind", "fault-required", &[]);
    }
    let facility = Facility {
        name: form.required("name"),
        kind: kind.unwrap_or_default(),
        phone: form.text("phone"),
        address: form.text("address"),
        beds: form.whole("beds"),
        closed: form.raw("gone") == "yes",
    };
    (!form.is_faulty()).then_some(facility)
}

const KINDS: [FacilityKind; 10] = [
    FacilityKind::Puskesmas,
    FacilityKind::PuskesmasPoned,
    FacilityKind::Pustu,
    FacilityKind::Polindes,
    FacilityKind::Posyandu,
    FacilityKind::WaitingHome,
    FacilityKind::Hospital,
    FacilityKind::MaternityHospital,
    FacilityKind::Tpmb,
    FacilityKind::Clinic,
];

fn draw(caller: &Caller, form: &Form, new: bool) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let fields = html! {
        (sheet.text("name", &Ask::of("facility-name")))
        (sheet.select("kind", &Ask::of("facility-kind"), &labels::options(caller.text, "facilitykind", &KINDS)))
        (sheet.phone("phone", &Ask::of("places-phone").optional()))
        (sheet.text("address", &Ask::of("facility-address").optional()))
        (sheet.whole("beds", &Ask::of("facility-beds").optional().width(4)))
        @if !new { (gone(sheet, "facility-open", "facility-closed")) }
    };
    form_page(caller, if new { "facilities-add" } else { "places-change" }, form, &fields, status(form))
}
