//! Staff of the unit.

use axum::{Router, extract::Path, response::Response, routing::get};
use domain::{
    facts::{Profession, Staff},
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
    form::{Form, Posted, word},
    labels,
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/petugas", get(all))
        .route("/petugas/baru", get(show_new).post(add))
        .route("/petugas/{id}", get(show_change).post(change))
}

async fn all(caller: Caller) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let lines: Vec<_> = {
        let register = caller.world.register();
        let line = |(id, staff): (&SubjectId, &Item<Staff>)| {
            let profession = labels::label(caller.text, "profession", &staff.profession);
            let villages: Vec<_> = staff.villages.iter().map(|code| register.village_name(code)).collect();
            let about = if villages.is_empty() {
                profession
            } else {
                format!("{profession} · {}", villages.join(", "))
            };
            Line { href: format!("/petugas/{id}"), name: staff.name.clone(), about }
        };
        register.staff().iter().filter(|(_, staff)| !staff.left).map(line).collect()
    };
    Ok(list(&caller, "staff-title", Some(("/petugas/baru", "staff-add")), &lines))
}

async fn show_new(caller: Caller) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let form = Form::new().fill("entry", caller.fresh()).fill("gone", "no");
    Ok(draw(&caller, &form, true))
}

async fn add(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let Some(staff) = read(&form) else { return Ok(draw(&caller, &form, true)) };
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let subject = SubjectId(derived(&["staff", &entry.to_string()]));
    keep(&caller, form.entry(), subject, None, staff.into(), "/petugas").await
}

fn find(caller: &Caller, id: SubjectId) -> Result<Item<Staff>, Failure> {
    caller.world.register().staff().get(&id).cloned().ok_or_else(|| caller.failure(Kind::Missing))
}

async fn show_change(caller: Caller, Path(id): Path<SubjectId>) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let staff = find(&caller, id)?;
    let mut form = Form::new()
        .fill("entry", caller.fresh())
        .fill("name", &staff.name)
        .fill("profession", word(&staff.profession))
        .fill_some("office", staff.office.as_ref())
        .fill_some("phone", staff.phone.as_ref())
        .fill("gone", if staff.left { "yes" } else { "no" });
    for village in &staff.villages {
        form = form.fill("villages", village);
    }
    Ok(draw(&caller, &form, false))
}

async fn change(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let before = find(&caller, id)?;
    let Some(staff) = read(&form) else { return Ok(draw(&caller, &form, false)) };
    keep(&caller, form.entry(), id, Some(&before.record), staff.into(), "/petugas").await
}

fn read(form: &Form) -> Option<Staff> {
    let profession = form.choice("profession");
    if profession.is_none() {
        form.fault("profession", "fault-required", &[]);
    }
    let staff = Staff {
        name: form.required("name"),
        profession: profession.unwrap_or_default(),
        office: form.text("office"),
        phone: form.text("phone"),
        villages: form.all("villages").into_iter().map(VillageCode::new).collect(),
        left: form.raw("gone") == "yes",
    };
    (!form.is_faulty()).then_some(staff)
}

const PROFESSIONS: [Profession; 5] =
    [Profession::Bidan, Profession::Nurse, Profession::Doctor, Profession::Obstetrician, Profession::Other];

fn draw(caller: &Caller, form: &Form, new: bool) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let professions = labels::options(caller.text, "profession", &PROFESSIONS);
    let fields = html! {
        (sheet.text("name", &Ask::of("staff-name")))
        (sheet.choice("profession", &Ask::of("staff-profession"), &professions))
        (sheet.text("office", &Ask::of("staff-office").optional()))
        (sheet.phone("phone", &Ask::of("places-phone").optional()))
        (sheet.choices("villages", &Ask::of("staff-villages").optional(), &village_options(caller)))
        @if !new { (gone(sheet, "staff-here", "staff-left")) }
    };
    form_page(caller, if new { "staff-add" } else { "places-change" }, form, &fields, status(form))
}
