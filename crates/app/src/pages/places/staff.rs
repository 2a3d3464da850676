//! Staff of the unit.

use std::collections::BTreeMap;

use axum::{Router, response::Response, routing::get};
use domain::{
    facts::{Profession, Staff},
    family::Item,
    ids::{SubjectId, VillageCode},
    register::Register,
    rights::Act,
};
use maud::{Markup, html};

use super::{
    Line,
    kept::{Kept, add, change, show_change, show_new},
    list, village_options,
};
use crate::{
    caller::Caller,
    failure::Failure,
    field::{Ask, Sheet},
    form::{Form, word},
    labels,
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/petugas", get(all))
        .route("/petugas/baru", get(show_new::<Staff>).post(add::<Staff>))
        .route("/petugas/{id}", get(show_change::<Staff>).post(change::<Staff>))
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

const PROFESSIONS: [Profession; 5] =
    [Profession::Bidan, Profession::Nurse, Profession::Doctor, Profession::Obstetrician, Profession::Other];

impl Kept for Staff {
    const SORT: &'static str = "staff";
    const ADD: &'static str = "staff-add";
    const STATES: (&'static str, &'static str) = ("staff-here", "staff-left");

    fn all(register: &Register) -> &BTreeMap<SubjectId, Item<Self>> {
        register.staff()
    }

    fn is_gone(&self) -> bool {
        self.left
    }

    fn filled(&self, form: Form) -> Form {
        let form = form
            .fill("name", &self.name)
            .fill("profession", word(&self.profession))
            .fill_some("office", self.office.as_ref())
            .fill_some("phone", self.phone.as_ref());
        self.villages.iter().fold(form, |form, village| form.fill("villages", village))
    }

    fn read(_: &Caller, form: &Form, _: Option<&Self>) -> Option<Self> {
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

    fn fields(caller: &Caller, sheet: Sheet<'_>) -> Markup {
        let professions = labels::options(caller.text, "profession", &PROFESSIONS);
        html! {
            (sheet.text("name", &Ask::of("staff-name")))
            (sheet.choice("profession", &Ask::of("staff-profession"), &professions))
            (sheet.text("office", &Ask::of("staff-office").optional()))
            (sheet.phone("phone", &Ask::of("places-phone").optional()))
            (sheet.choices("villages", &Ask::of("staff-villages").optional(), &village_options(caller)))
        }
    }

    fn page(_: SubjectId) -> String {
        "/petugas".to_owned()
    }
}
