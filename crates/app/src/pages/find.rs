//! Find anyone by part of a name, village, NIK, telephone or register number, as it is typed.

use axum::{
    Router,
    extract::Query,
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{family::Family, ids::SubjectId};
use maud::{Markup, html};
use serde::Deserialize;

use super::today;
use crate::{
    board::{Stage, stage},
    caller::Caller,
    failure::{Failure, Kind},
    page::Tab,
    world::App,
};

/// How many are shown at once.
const SHOWN: usize = 30;

/// The address of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/cari", get(show))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    bagian: String,
}

async fn show(caller: Caller, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    if !caller.who.scope.sees_mothers() {
        return Err(caller.failure(Kind::Forbidden));
    }
    let results = results(&caller, asked.q.trim());
    if asked.bagian == "hasil" {
        return Ok(results.into_response());
    }
    let body = html! {
        h1 { (caller.t("find-title")) }
        form.find role="search" method="get" action="/cari" data-find="hasil" {
            label for="q" { (caller.t("find-label")) }
            div.in {
                input id="q" name="q" type="search" value=(asked.q) autocomplete="off" autofocus;
                button.btn.small type="submit" { (caller.t("nav-find")) }
            }
            p.hint { (caller.t("find-hint")) }
        }
        div #hasil aria-live="polite" { (results) }
    };
    Ok(caller.page(caller.t("find-title"), Tab::Find, &body))
}

fn results(caller: &Caller, query: &str) -> Markup {
    if query.is_empty() {
        return html! {};
    }
    let lines: Vec<Markup> = caller.world.index(|register, index| {
        let may = |subject: SubjectId, _: Option<&_>| {
            register.family(subject).is_some_and(|family| caller.sees(family))
        };
        let hits = index.find(query, SHOWN, may);
        hits.iter()
            .filter_map(|hit| register.family(hit.subject))
            .map(|family| {
                let village = family.village.as_ref().map_or("", |code| register.village_name(code));
                line(caller, family, village)
            })
            .collect()
    });
    html! {
        @if lines.is_empty() {
            div.panel {
                p { (caller.t("find-nobody")) }
                a.btn.line href="/kabar/baru" { (caller.t("find-notice")) }
            }
        } @else {
            div.panel { ul.plain { @for line in &lines { (line) } } }
            @if lines.len() == SHOWN { p.soft { (caller.t("find-more")) } }
        }
    }
}

fn line(caller: &Caller, family: &Family, village: &str) -> Markup {
    html! {
        li { a href=(format!("/ibu/{}", family.id)) {
            b { (family.name()) } @if let Some(husband) = family.husband() { " (" (husband) ")" }
            br;
            span.soft { (village) " · " (standing(caller, family)) }
        } }
    }
}

/// "hamil 33 mg", "nifas", "bayi 5 bulan".
pub(crate) fn standing(caller: &Caller, family: &Family) -> String {
    let today = caller.today();
    match stage(family, today) {
        Stage::Noticed => caller.t("stage-noticed").to_owned(),
        Stage::Pregnant => {
            let weeks = family.latest().and_then(|pregnancy| pregnancy.age_on(today)).map(|age| age.weeks());
            match weeks {
                Some(weeks) => caller.with("stage-pregnant-weeks", &[("weeks", &weeks)]),
                None => caller.t("stage-pregnant").to_owned(),
            }
        }
        Stage::Nifas => caller.t("stage-nifas").to_owned(),
        Stage::Infant => {
            let born = family.latest().and_then(|pregnancy| pregnancy.birth.as_ref()).map(|birth| birth.on);
            let days = born.map_or(0, |born| domain::gestation::days_between(born, today));
            caller.with("stage-infant", &[("age", &today::age(caller, days))])
        }
        Stage::Other => caller.t("stage-other").to_owned(),
    }
}
