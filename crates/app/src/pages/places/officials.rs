//! Officials and elders: who is invited, who witnesses, who answers for a commitment.

use std::collections::BTreeMap;

use axum::{Router, response::Response, routing::get};
use domain::{
    facts::{Official, Sector},
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
    pages::{
        message,
        partnership::{line, line_if_any},
    },
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/pejabat", get(all))
        .route("/pejabat/baru", get(show_new::<Official>).post(add::<Official>))
        .route("/pejabat/{id}", get(show_change::<Official>).post(change::<Official>))
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
            let about = if one.name.is_empty() { String::new() } else { about };
            Line { href: format!("/pejabat/{id}"), name: one.holder().to_owned(), about }
        };
        officials.into_iter().map(line).collect()
    };
    Ok(list(&caller, "officials-title", Some(("/pejabat/baru", "officials-add")), &lines))
}

impl Kept for Official {
    const SORT: &'static str = "official";
    const ADD: &'static str = "officials-add";
    const STATES: (&'static str, &'static str) = ("official-here", "official-left");

    fn all(register: &Register) -> &BTreeMap<SubjectId, Item<Self>> {
        register.officials()
    }

    fn is_gone(&self) -> bool {
        self.left
    }

    fn filled(&self, form: Form) -> Form {
        form.fill("name", &self.name)
            .fill("office", &self.office)
            .fill_some("sector", self.sector.as_ref().map(word))
            .fill_some("village", self.village.as_ref())
            .fill_some("phone", self.phone.as_ref())
    }

    fn read(caller: &Caller, form: &Form, _: Option<&Self>) -> Option<Self> {
        let official = Official {
            name: line_if_any(form, "name").unwrap_or_default(),
            office: line(form, "office"),
            sector: form.choice("sector"),
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

    fn fields(caller: &Caller, sheet: Sheet<'_>) -> Markup {
        let sectors = labels::options(caller.text, "sector", &Sector::ALL);
        html! {
            (sheet.text("office", &Ask::of("official-office").hint(caller.t("official-office-hint"))))
            (sheet.text("name", &Ask::of("official-name").optional()))
            (sheet.select("sector", &Ask::of("official-sector").optional().hint(caller.t("official-sector-hint")), &sectors))
            (sheet.select("village", &Ask::of("official-village").optional(), &village_options(caller)))
            (sheet.phone("phone", &Ask::of("places-phone").optional()))
        }
    }

    fn beside(caller: &Caller, id: SubjectId) -> Markup {
        message::link_of_official(caller, id)
    }

    fn page(_: SubjectId) -> String {
        "/pejabat".to_owned()
    }
}
