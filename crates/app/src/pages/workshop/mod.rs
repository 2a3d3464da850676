//! Workshops: planned, held, closed, and told of.

mod budget;
mod hold;
mod lines;
mod minutes;
mod one;
mod plan;
mod told;

use std::{cmp::Reverse, sync::Arc};

use axum::{Router, response::Response, routing::get};
use domain::{
    facts::Official,
    ids::SubjectId,
    matters::Workshop,
    register::Register,
    rights::{Act, Visibility},
};
use jiff::civil::Date;
use maud::{Markup, html};

use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    format, labels,
    page::Tab,
    world::App,
};

/// The addresses of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/lokmin", get(all))
        .merge(hold::routes())
        .merge(minutes::routes())
        .merge(one::routes())
        .merge(plan::routes())
        .merge(told::routes())
}

fn find(caller: &Caller, id: SubjectId) -> Result<Arc<Workshop>, Failure> {
    caller.must(Act::SeeWorkshops)?;
    let register = caller.world.register();
    register.matters().workshops.get(&id).cloned().ok_or_else(|| caller.failure(Kind::Missing))
}

/// Minutes and names are for the unit's own staff.
fn sees_minutes(caller: &Caller) -> bool {
    caller.who.scope.sees(Visibility::Partnership)
}

/// Officials in office, as choices.
pub(super) fn official_options(register: &Register) -> Vec<(String, String)> {
    let mut all: Vec<(&SubjectId, &Official)> =
        register.officials().iter().filter(|(_, one)| !one.left).map(|(id, one)| (id, &**one)).collect();
    all.sort_by_key(|(_, one)| (one.village.clone(), one.office.clone(), one.name.clone()));
    all.into_iter().map(|(id, one)| (id.to_string(), one.called())).collect()
}

/// How a workshop stands, in a word and a sign.
fn chip(caller: &Caller, workshop: &Workshop, today: Date) -> Markup {
    let (class, sign, key) = if workshop.cancelled.is_some() {
        ("chip", "", "workshop-cancelled")
    } else if workshop.closed.is_some() {
        ("chip green", "✓ ", "workshop-closed")
    } else if workshop.planned.on == today {
        ("chip blue", "", "workshop-today")
    } else if workshop.planned.on < today {
        ("chip amber", "▲ ", "workshop-not-closed")
    } else {
        ("chip blue", "", "workshop-planned")
    };
    html! { span class=(class) { (sign) (caller.t(key)) } }
}

async fn all(caller: Caller) -> Result<Response, Failure> {
    caller.must(Act::SeeWorkshops)?;
    let today = caller.today();
    let mut workshops: Vec<_> = caller.world.register().matters().workshops.values().cloned().collect();
    workshops.sort_by_key(|workshop| Reverse((workshop.planned.on, workshop.id)));
    let body = html! {
        h1 { (caller.t("workshops-title")) }
        @if caller.who.scope.may(Act::KeepWorkshops) {
            p { a.btn.small href="/lokmin/baru" { (caller.t("workshop-new")) } }
        }
        div.panel { ul.plain {
            @for workshop in &workshops { li { a href=(format!("/lokmin/{}", workshop.id)) {
                div.row.apart { b { (workshop.planned.title) } (chip(&caller, workshop, today)) }
                span.soft {
                    (format::long_date(caller.text, workshop.planned.on)) " · "
                    (labels::label(caller.text, "workshopkind", &workshop.planned.kind))
                }
            } } }
            @if workshops.is_empty() { li { p { (caller.t("workshops-none")) } } }
        } }
        p { a.btn.line href="/komitmen" { (caller.t("commitments-title")) } }
    };
    Ok(caller.page(caller.t("workshops-title"), Tab::More, &body))
}
