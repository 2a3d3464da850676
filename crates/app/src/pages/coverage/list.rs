//! Who is behind a number, and whom it does not reach yet, by village.

use std::collections::BTreeMap;

use axum::{
    extract::{Path, Query},
    response::Response,
};
use domain::{
    ids::VillageCode,
    indicators::{
        Mark,
        lists::{self, Listed, Who},
    },
    register::Register,
};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Look, find, months, name};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    format,
    page::Tab,
};

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    bulan: String,
    /// Of this village alone.
    #[serde(default)]
    desa: String,
    /// Those it does not reach.
    #[serde(default)]
    belum: String,
}

pub(super) async fn show(
    caller: Caller,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    if !caller.who.scope.sees_mothers() {
        return Err(caller.failure(Kind::Forbidden));
    }
    let indicator = find(&caller, &id)?;
    let mark = indicator.numerator.ok_or_else(|| caller.failure(Kind::Missing))?;
    let look = Look::at(&caller, &asked.bulan);
    let figures = &look.counted.figures;
    let missing = asked.belum == "1";
    let list = if missing {
        lists::missing(&figures.rows, indicator, look.month).ok_or_else(|| caller.failure(Kind::Missing))?
    } else {
        let period = if mark.is_state() { look.month.period() } else { look.month.year_so_far() };
        lists::reached(&figures.rows, &figures.register, mark, period)
    };
    let (seen, unseen) = sorted(&caller, &figures.register, list, &asked.desa);
    let path = format!("/cakupan/{}", indicator.id);
    let body = html! {
        p { a.tall href=(format!("{path}?bulan={}", look.month)) { "← " (name(&caller, indicator)) } }
        h1 { (caller.t(if missing { "coverage-list-missing" } else { "coverage-list-reached" })) }
        p.soft { (name(&caller, indicator)) " · " (format::month(caller.text, look.month.first())) }
        @if asked.desa.is_empty() && !missing { (months(&caller, &format!("{path}/daftar"), look.month)) }
        @if missing { p.soft { (caller.t("coverage-missing-about")) } }
        @for (village, listed) in &seen { (of_village(&caller, &figures.register, mark, village.as_ref(), listed)) }
        @if seen.is_empty() { p { (caller.t("coverage-list-none")) } }
        @if unseen > 0 { p.soft { (caller.with("coverage-list-unseen", &[("n", &unseen)])) } }
    };
    Ok(caller.page(caller.t("coverage-title"), Tab::More, &body))
}

type ByVillage = BTreeMap<Option<VillageCode>, Vec<Listed>>;

/// The list by village, of those whom the caller may see, and how many she may not.
fn sorted(caller: &Caller, register: &Register, list: Vec<Listed>, village: &str) -> (ByVillage, usize) {
    let (mut seen, mut unseen) = (ByVillage::new(), 0);
    for listed in list {
        if !village.is_empty() && listed.village.as_ref().is_none_or(|code| code.as_str() != village) {
            continue;
        }
        let family = family_of(listed.who);
        let may = family.is_none_or(|id| register.family(id).is_some_and(|family| caller.sees(family)));
        if may { seen.entry(listed.village.clone()).or_default().push(listed) } else { unseen += 1 }
    }
    (seen, unseen)
}

fn family_of(who: Who) -> Option<domain::ids::SubjectId> {
    match who {
        Who::Pregnancy(family, _) | Who::Child(family, _) | Who::Family(family) => Some(family),
        Who::Dukun(_) | Who::Village => None,
    }
}

fn of_village(
    caller: &Caller,
    register: &Register,
    mark: Mark,
    village: Option<&VillageCode>,
    listed: &[Listed],
) -> Markup {
    let title = village.map_or(caller.t("numbers-no-village"), |code| register.village_name(code));
    html! {
        h2 { (title) " " span.soft { "(" (listed.len()) ")" } }
        ul.plain.panel { @for one in listed {
            @let (href, name) = link(caller, register, one.who, title);
            li { a href=(href) { b { (name) } @if !mark.is_state() { br; span.soft { (format::date(caller.text, one.on)) } } } }
        } }
    }
}

/// Where somebody's page is, and her name.
fn link(caller: &Caller, register: &Register, who: Who, village: &str) -> (String, String) {
    match who {
        Who::Dukun(id) => {
            let name = register.dukun().get(&id).map_or_else(String::new, |dukun| dukun.name.clone());
            (format!("/dukun/{id}"), name)
        }
        Who::Village => ("/desa".to_owned(), village.to_owned()),
        Who::Pregnancy(family, _) | Who::Family(family) => {
            let name = register.family(family).map_or("", |family| family.name());
            (format!("/ibu/{family}"), name.to_owned())
        }
        Who::Child(family, child) => {
            let own = register.family(family);
            let mother = own.map_or("", |family| family.name());
            let child = own
                .and_then(|family| family.child(child))
                .and_then(|(_, child)| child.newborn()?.name.clone());
            let name = child.unwrap_or_else(|| caller.with("coverage-child-of", &[("mother", &mother)]));
            (format!("/ibu/{family}"), name)
        }
    }
}
