//! Coverage: every number with out of how many, how sure it is, and who is behind it. The server's pages: a phone
//! knows the families of its own villages only, and its sums would be wrong.

mod deaths;
mod drawn;
mod effect;
mod goals;
mod index;
mod list;
mod map;
mod one;
mod pictures;
mod targets;
mod words;

pub(crate) use self::{map::tried, pictures::illustrate};
use axum::{Router, routing::get};
use domain::{
    indicators::{Coverage, Indicator, Month, Value, suppress},
    rights::{Act, Visibility},
    tables::Row,
};
use maud::{Markup, html};
use serde::Deserialize;

use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    figures::Counted,
    format,
    text::Lang,
    world::App,
};

/// The addresses of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/cakupan", get(index::show))
        .route("/cakupan/kematian", get(deaths::show))
        .route("/cakupan/kesepakatan", get(effect::show))
        .route("/cakupan/peta", get(map::show))
        .route("/cakupan/sasaran", get(targets::show))
        .route("/cakupan/target", get(goals::show).post(goals::change))
        .route("/cakupan/{id}", get(one::show))
        .route("/cakupan/{id}/daftar", get(list::show))
}

/// What every one of these addresses may ask for.
#[derive(Debug, Deserialize)]
struct Asked {
    /// The month, as `2025-05`.
    #[serde(default)]
    bulan: String,
}

/// Months shown by a run chart.
const RUN_MONTHS: usize = 24;

/// What a page of a month looks at.
struct Look {
    counted: Counted,
    month: Month,
}

impl Look {
    /// The month asked for, else the last that is over; never one to come.
    fn at(caller: &Caller, asked: &str) -> Self {
        let now = Month::of(caller.today());
        let month = asked.parse().unwrap_or_else(|_| now.plus(-1)).min(now);
        Self { counted: Counted::until(caller.world.figures(), month, RUN_MONTHS), month }
    }

    fn coverage(&self, caller: &Caller, indicator: &Row<Indicator>) -> Option<Coverage> {
        let coverage = self.counted.coverage(indicator, self.month)?;
        may_see(caller, indicator).then_some(coverage)
    }
}

/// Whether an indicator is shown to somebody at all.
fn may_see(caller: &Caller, indicator: &Indicator) -> bool {
    !indicator.inner || caller.who.scope.may(Act::HandleConcerns)
}

/// The indicator of an address.
fn find(caller: &Caller, id: &str) -> Result<&'static Row<Indicator>, Failure> {
    let found = domain::indicators::find(id).filter(|indicator| may_see(caller, indicator));
    found.ok_or_else(|| caller.failure(Kind::Missing))
}

/// Whether small counts of an indicator are hidden from somebody: from who is not of the Puskesmas.
fn hides(caller: &Caller, indicator: &Indicator) -> bool {
    indicator.hides_small() && !caller.who.scope.sees(Visibility::Partnership)
}

/// Which of a coverage's villages, and whether its sum, are hidden from somebody of another sector. A village whose
/// month is small is hidden with its year, for both stand in one row.
fn hidden(caller: &Caller, indicator: &Indicator, coverage: &Coverage) -> suppress::Hidden {
    if !hides(caller, indicator) {
        return suppress::Hidden { cells: vec![false; coverage.villages.len()], sum: false };
    }
    let counts: Vec<u64> = coverage.villages.iter().map(|(_, value)| value.n).collect();
    let mut hidden = suppress::hide(&counts);
    for (cell, (_, value)) in hidden.cells.iter_mut().zip(&coverage.villages) {
        *cell |= [value.month, value.month_before].into_iter().any(suppress::is_small);
    }
    hidden
}

/// An indicator's name in the reader's language.
fn name<'a>(caller: &Caller, indicator: &'a Indicator) -> &'a str {
    match caller.lang() {
        Lang::Id => &indicator.name,
        Lang::En => &indicator.name_en,
    }
}

/// The sentence on what it counts.
fn about<'a>(caller: &Caller, indicator: &'a Indicator) -> &'a str {
    match caller.lang() {
        Lang::Id => &indicator.about,
        Lang::En => &indicator.about_en,
    }
}

/// The way to the month before and after, and to the page's own month.
fn months(caller: &Caller, path: &str, month: Month) -> Markup {
    let now = Month::of(caller.today());
    let link = |to: Month| format!("{path}?bulan={to}");
    html! {
        nav.spans aria-label=(caller.t("coverage-month")) {
            @let before = month.plus(-1);
            a.btn.line href=(link(before)) { "‹ " (format::month(caller.text, before.first())) }
            a.btn.line href=(link(month)) aria-current="page" { (format::month(caller.text, month.first())) }
            @if month < now {
                a.btn.line href=(link(month.plus(1))) { (format::month(caller.text, month.plus(1).first())) " ›" }
            }
        }
        @if month == now { p.soft { (caller.t("coverage-running")) } }
    }
}

/// The status as a chip with sign and word; what has none says nothing.
fn chip(caller: &Caller, value: &Value) -> Markup {
    html! { @if let Some(status) = value.status {
        @let (class, sign) = words::status_sign(status);
        span class=(class) { (sign) " " (caller.t(words::status_key(status))) }
    } }
}
