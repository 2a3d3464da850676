//! Facilities and waiting homes.

use std::collections::BTreeMap;

use axum::{Router, response::Response, routing::get};
use domain::{
    facts::{Facility, FacilityKind},
    family::Item,
    ids::SubjectId,
    register::Register,
};
use maud::{Markup, html};

use super::{
    Line,
    kept::{Kept, add, change, show_change, show_new},
    list,
};
use crate::{
    caller::Caller,
    field::{Ask, Sheet},
    form::{Form, word},
    labels,
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/fasilitas", get(all))
        .route("/fasilitas/baru", get(show_new::<Facility>).post(add::<Facility>))
        .route("/fasilitas/{id}", get(show_change::<Facility>).post(change::<Facility>))
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

impl Kept for Facility {
    const SORT: &'static str = "facility";
    const ADD: &'static str = "facilities-add";
    const STATES: (&'static str, &'static str) = ("facility-open", "facility-closed");

    fn all(register: &Register) -> &BTreeMap<SubjectId, Item<Self>> {
        register.facilities()
    }

    fn is_gone(&self) -> bool {
        self.closed
    }

    fn filled(&self, form: Form) -> Form {
        form.fill("name", &self.name)
            .fill("kind", word(&self.kind))
            .fill_some("phone", self.phone.as_ref())
            .fill_some("address", self.address.as_ref())
            .fill_some("beds", self.beds)
    }

    fn read(_: &Caller, form: &Form, _: Option<&Self>) -> Option<Self> {
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

    fn fields(caller: &Caller, sheet: Sheet<'_>) -> Markup {
        html! {
            (sheet.text("name", &Ask::of("facility-name")))
            (sheet.select("kind", &Ask::of("facility-kind"), &labels::options(caller.text, "facilitykind", &KINDS)))
            (sheet.phone("phone", &Ask::of("places-phone").optional()))
            (sheet.text("address", &Ask::of("facility-address").optional()))
            (sheet.whole("beds", &Ask::of("facility-beds").optional().width(4)))
        }
    }

    fn page(_: SubjectId) -> String {
        "/fasilitas".to_owned()
    }
}
