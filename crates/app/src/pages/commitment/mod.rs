//! Commitments (RTL): the list, one of them with its progress, the form, and carrying it over.

mod change;
mod progress;
mod view;

pub(super) use self::{progress::can_go_on, view::carry_button};

use std::sync::Arc;

use axum::{Router, extract::Query, response::Response, routing::get};
use domain::{
    facts::Sector,
    ids::{SubjectId, VillageCode},
    matters::{Commitment, Fulfilment},
    register::Register,
    rights::{Act, Role},
    workshop::{Lack, lacks},
};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;

use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    form::word,
    format, labels,
    page::Tab,
    world::App,
};

/// The addresses of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/komitmen", get(all))
        .merge(change::routes())
        .merge(progress::routes())
        .merge(view::routes())
}

/// Ways in which a commitment can stand, in the order in which they are asked about.
const STATES: [Fulfilment; 7] = [
    Fulfilment::Stuck,
    Fulfilment::Overdue,
    Fulfilment::Open,
    Fulfilment::OnTime,
    Fulfilment::DoneLate,
    Fulfilment::Done,
    Fulfilment::Dropped,
];

pub(super) fn state_word(fulfilment: Fulfilment) -> &'static str {
    match fulfilment {
        Fulfilment::OnTime => "on_time",
        Fulfilment::DoneLate => "done_late",
        Fulfilment::Done => "done",
        Fulfilment::Overdue => "overdue",
        Fulfilment::Stuck => "stuck",
        Fulfilment::Open => "open",
        Fulfilment::Dropped => "dropped",
    }
}

/// How a commitment stands, in a word and a sign.
pub(super) fn chip(caller: &Caller, fulfilment: Fulfilment) -> Markup {
    let (class, sign) = match fulfilment {
        Fulfilment::OnTime | Fulfilment::Done | Fulfilment::DoneLate => ("chip green", "✓ "),
        Fulfilment::Overdue => ("chip red", "▲ "),
        Fulfilment::Stuck => ("chip amber", "▲ "),
        Fulfilment::Open => ("chip blue", ""),
        Fulfilment::Dropped => ("chip", ""),
    };
    html! { span class=(class) { (sign) (caller.t(&format!("fulfilment-{}", state_word(fulfilment)))) } }
}

/// Whether she may report how this commitment goes.
pub(super) fn may_report(caller: &Caller, commitment: &Commitment) -> bool {
    caller.who.scope.may_report(&commitment.made, caller.who.staff)
}

fn find(caller: &Caller, id: SubjectId) -> Result<Arc<Commitment>, Failure> {
    caller.must(Act::SeeWorkshops)?;
    let register = caller.world.register();
    register.matters().commitments.get(&id).cloned().ok_or_else(|| caller.failure(Kind::Missing))
}

/// Who answers for it, in words; none where nobody does yet.
pub(super) fn owner(register: &Register, commitment: &Commitment) -> Option<String> {
    let made = &commitment.made;
    let official = made.official.and_then(|id| register.officials().get(&id));
    let official = official.map(|one| match one.name.as_str() {
        "" => one.office.clone(),
        name if name == one.office => one.office.clone(),
        name => format!("{name}, {}", one.office),
    });
    made.owner.clone().or(official)
}

/// A line of a list of commitments: what, how it stands, who and by when.
pub(super) fn line(caller: &Caller, register: &Register, commitment: &Commitment, on: Date) -> Markup {
    let made = &commitment.made;
    html! {
        a href=(format!("/komitmen/{}", commitment.id)) {
            div.row.apart { b { (made.activity) } (chip(caller, commitment.fulfilment(on))) }
            span.soft { (about(caller, register, commitment)) }
        }
    }
}

/// Sector, who, by when, and where; what is missing is said.
fn about(caller: &Caller, register: &Register, commitment: &Commitment) -> String {
    let made = &commitment.made;
    let owner = owner(register, commitment).unwrap_or_else(|| caller.t("lack-owner").to_owned());
    let due = commitment.due().map_or_else(
        || caller.t("lack-due").to_owned(),
        |due| caller.with("commitment-until", &[("on", &format::date(caller.text, due))]),
    );
    let mut parts = vec![labels::label(caller.text, "sector", &made.sector), owner, due];
    if !made.villages.is_empty() {
        parts.push(super::partnership::village_names(register, &made.villages));
    }
    parts.join(" · ")
}

/// What a commitment does not say.
fn missing(commitment: &Commitment) -> Vec<&'static str> {
    let key = |lack| match lack {
        Lack::Owner => "lack-owner",
        Lack::Due => "lack-due",
        Lack::Measure => "lack-measure",
    };
    lacks(commitment).into_iter().map(key).collect()
}

#[derive(Clone, Deserialize)]
struct Asked {
    #[serde(default)]
    keadaan: String,
    #[serde(default)]
    sektor: String,
    #[serde(default)]
    desa: String,
}

impl Asked {
    /// The address of the list with these filters.
    fn href(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let given = [("keadaan", &self.keadaan), ("sektor", &self.sektor), ("desa", &self.desa)];
        for (name, value) in given.into_iter().filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
        let query = query.finish();
        if query.is_empty() { "/komitmen".to_owned() } else { format!("/komitmen?{query}") }
    }

    fn takes(&self, commitment: &Commitment, on: Date) -> bool {
        let village = VillageCode::new(&self.desa);
        let villages = &commitment.made.villages;
        (self.keadaan.is_empty() || self.keadaan == state_word(commitment.fulfilment(on)))
            && (self.sektor.is_empty() || self.sektor == word(&commitment.made.sector))
            // One for no village is one for all.
            && (self.desa.is_empty() || villages.is_empty() || villages.contains(&village))
    }
}

async fn all(caller: Caller, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    caller.must(Act::SeeWorkshops)?;
    let today = caller.today();
    let body = {
        let register = caller.world.register();
        let all: Vec<_> = register.matters().commitments.values().cloned().collect();
        let mut shown: Vec<_> = all.iter().filter(|one| asked.takes(one, today)).collect();
        let rank = |one: &Commitment| STATES.iter().position(|state| *state == one.fulfilment(today));
        // Hers first: it is what she came for.
        shown.sort_by_key(|one| {
            let hers = caller.who.scope.role == Role::Sector && may_report(&caller, one);
            (!hers, rank(one), one.due(), one.id)
        });
        html! {
            h1 { (caller.t("commitments-title")) }
            p.soft { (caller.t("commitments-about")) }
            @if caller.who.scope.may(Act::KeepWorkshops) {
                p { a.btn.small href="/komitmen/baru" { (caller.t("commitment-new")) } }
            }
            (filters(&caller, &register, &asked, &all, today))
            div.panel { ul.plain {
                @for one in &shown { li { (line(&caller, &register, one, today)) } }
                @if shown.is_empty() { li { p { (caller.t("commitments-none")) } } }
            } }
        }
    };
    Ok(caller.page(caller.t("commitments-title"), Tab::More, &body))
}

/// Links that narrow the list; only those that lead to something.
fn filters(
    caller: &Caller,
    register: &Register,
    asked: &Asked,
    all: &[Arc<Commitment>],
    today: Date,
) -> Markup {
    let states: Vec<_> = STATES
        .iter()
        .filter(|state| all.iter().any(|one| one.fulfilment(today) == **state))
        .map(|state| {
            (
                state_word(*state).to_owned(),
                caller.t(&format!("fulfilment-{}", state_word(*state))).to_owned(),
            )
        })
        .collect();
    let sectors: Vec<_> = Sector::ALL
        .iter()
        .filter(|sector| all.iter().any(|one| one.made.sector == **sector))
        .map(|sector| (word(sector), labels::label(caller.text, "sector", sector)))
        .collect();
    let mut villages: Vec<_> = all.iter().flat_map(|one| one.made.villages.iter()).collect();
    villages.sort();
    villages.dedup();
    let villages: Vec<_> =
        villages.into_iter().map(|code| (code.to_string(), register.village_name(code).to_owned())).collect();
    let state = |value: &str| Asked { keadaan: value.to_owned(), ..asked.clone() };
    let sector = |value: &str| Asked { sektor: value.to_owned(), ..asked.clone() };
    let village = |value: &str| Asked { desa: value.to_owned(), ..asked.clone() };
    html! {
        @if all.len() > 1 { nav.filters aria-label=(caller.t("commitments-filter")) {
            (row(caller, "commitment-state", &states, &asked.keadaan, &state))
            (row(caller, "commitment-sector", &sectors, &asked.sektor, &sector))
            (row(caller, "commitment-villages", &villages, &asked.desa, &village))
        } }
    }
}

fn row(
    caller: &Caller,
    key: &str,
    choices: &[(String, String)],
    chosen: &str,
    with: &dyn Fn(&str) -> Asked,
) -> Markup {
    html! {
        @if choices.len() > 1 || !chosen.is_empty() { details open[!chosen.is_empty()] {
            summary { (caller.t(key)) }
            div.row {
                a href=(with("").href()) aria-current=[chosen.is_empty().then_some("true")] { (caller.t("filter-all")) }
                @for (value, words) in choices {
                    a href=(with(value).href()) aria-current=[(value == chosen).then_some("true")] { (words) }
                }
            }
        } }
    }
}
