//! One indicator in a month: the unit's number and how sure it is, the villages' chart, how it went over two
//! years, and which villages differ more than chance explains.

use axum::{
    extract::{Path, Query},
    response::Response,
};
use domain::{
    indicators::{Coverage, Indicator, Value},
    spoken,
    tables::Row,
};
use maud::{Markup, html};

use super::{Asked, Look, about, chip, drawn, find, hidden, hides, months, name, words};
use crate::{caller::Caller, failure::Failure, format, page::Tab};

pub(super) async fn show(
    caller: Caller,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let indicator = find(&caller, &id)?;
    let look = Look::at(&caller, &asked.bulan);
    let path = format!("/cakupan/{}", indicator.id);
    let body = html! {
        p { a.tall href=(format!("/cakupan?bulan={}", look.month)) { "← " (caller.t("coverage-title")) } }
        h1 { (name(&caller, indicator)) }
        p.soft { (about(&caller, indicator)) }
        @match look.coverage(&caller, indicator) {
            Some(coverage) => {
                (months(&caller, &path, look.month))
                (told(&caller, indicator, &look, &coverage))
            }
            None => div.panel.warn { p { (caller.t("coverage-not-noted-about")) } }
        }
        (source(&caller, indicator))
    };
    Ok(caller.page(name(&caller, indicator), Tab::More, &body))
}

fn told(caller: &Caller, indicator: &Row<Indicator>, look: &Look, coverage: &Coverage) -> Markup {
    let hidden = hidden(caller, indicator, coverage);
    html! {
        @if hidden.sum { div.panel { p { (caller.t("coverage-hidden-about")) } } }
        @else { (unit(caller, indicator, look, coverage)) }
        (warnings(caller, look, coverage))
        (drawn::villages(caller, indicator, look, coverage, &hidden))
        @if hidden.cells.contains(&true) { p.soft { (caller.t("coverage-hidden-about")) } }
        @if !hidden.sum && !hidden.cells.contains(&true) {
            (drawn::funnel(caller, indicator, coverage, look))
            (drawn::run(caller, indicator, look))
        }
    }
}

/// The unit's own number.
fn unit(caller: &Caller, indicator: &Row<Indicator>, look: &Look, coverage: &Coverage) -> Markup {
    let value = &coverage.unit;
    html! { div.panel {
        div.row.apart {
            p.figure { @if value.share.is_some() && !indicator.rare { (words::share(caller, value)) } @else { (format::number(words::whole(value.n))) } }
            (chip(caller, value))
        }
        p { (words::of_how_many(caller, indicator, value)) }
        @if let Some(goal) = value.goal_now.filter(|_| value.share.is_some()) {
            p { (spoken::with_capital(&caller.with("coverage-goal-now", &[("goal", &words::percent(goal))])))
                @if let Some(year) = value.goal { " (" (caller.with("coverage-goal-of-year", &[("goal", &words::percent(year))])) ")" } }
        }
        @if !hides(caller, indicator) { p { (this_month(caller, value)) } }
        @if indicator.rare { p.soft { (rare(caller, value)) } }
        @else if let Some(caution) = words::caution(caller, value) { p.soft { (caution) } }
        (lists(caller, indicator, look))
    } }
}

fn this_month(caller: &Caller, value: &Value) -> Markup {
    let n = [("month", &value.month as &dyn ToString), ("before", &value.month_before)];
    html! {
        (caller.with("coverage-months", &n))
        @if let Some(trend) = words::trend(caller, value) { " · " (trend) }
    }
}

/// How many deaths were to be expected where so many happened, exactly; and that a rate can't be said.
fn rare(caller: &Caller, value: &Value) -> Markup {
    html! { @if let Some(interval) = value.interval {
        (caller.with("coverage-rare", &[
            ("n", &value.n),
            ("low", &format::decimals(interval.low, 1)),
            ("high", &format::decimals(interval.high, 1)),
        ]))
    } }
}

fn lists(caller: &Caller, indicator: &Row<Indicator>, look: &Look) -> Markup {
    let path = format!("/cakupan/{}/daftar?bulan={}", indicator.id, look.month);
    let sweeps = domain::indicators::lists::missing(&look.counted.figures.rows, indicator, look.month);
    html! { @if caller.who.scope.sees_mothers() {
        p { a.btn.line href=(path) { (caller.t("coverage-list-reached")) } }
        @if let Some(missing) = sweeps {
            p { a.btn.line href=(format!("{path}&belum=1")) { (caller.with("coverage-list-missing-n", &[("n", &missing.len())])) } }
        }
    } }
}

/// What is wrong with the figures, said before anybody draws a conclusion.
fn warnings(caller: &Caller, look: &Look, coverage: &Coverage) -> Markup {
    let register = &look.counted.figures.register;
    let lacking: Vec<_> = coverage.lacking.iter().map(|code| register.village_name(code)).collect();
    let over: Vec<_> = coverage
        .villages
        .iter()
        .filter(|(_, value)| value.is_over())
        .filter_map(|(code, _)| code.as_ref().map(|code| register.village_name(code)))
        .collect();
    let nowhere = coverage.villages.iter().find(|(code, value)| code.is_none() && value.n > 0);
    html! { @if !lacking.is_empty() || !over.is_empty() || nowhere.is_some() {
        div.panel.warn {
            @if !lacking.is_empty() { p { (caller.with("coverage-lacking", &[("villages", &lacking.join(", "))])) " " a href="/cakupan/sasaran" { (caller.t("coverage-targets-title")) } } }
            @if !over.is_empty() { p { (caller.with("coverage-over", &[("villages", &over.join(", "))])) } }
            @if let Some((_, value)) = nowhere { p { (caller.with("coverage-nowhere", &[("n", &value.n)])) } }
        }
    } }
}

/// Where the definition comes from, and that nobody confirmed it where nobody did.
fn source(caller: &Caller, indicator: &Row<Indicator>) -> Markup {
    html! { p.soft {
        (caller.with("coverage-source", &[("source", &indicator.source)]))
        @if !indicator.is_confirmed() { " " (caller.t("coverage-unconfirmed")) }
    } }
}
