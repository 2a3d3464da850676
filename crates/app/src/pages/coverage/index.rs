//! All indicators of a month, for the whole unit.

use axum::{extract::Query, response::Response};
use domain::{
    indicators::{Coverage, Group, Indicator, Month, all},
    rights::Act,
    tables::Row,
};
use maud::{Markup, html};

use super::{Asked, Look, chip, hidden, may_see, months, name, words};
use crate::{caller::Caller, page::Tab};

pub(super) async fn show(caller: Caller, Query(asked): Query<Asked>) -> Response {
    let look = Look::at(&caller, &asked.bulan);
    let body = html! {
        h1 { (caller.t("coverage-title")) }
        (months(&caller, "/cakupan", look.month))
        (links(&caller))
        div.groups { @for group in Group::ALL { div {
            h2 { (caller.t(group_key(group))) }
            ul.plain.panel { @for row in all().iter().filter(|row| row.group == group && may_see(&caller, row)) {
                (line(&caller, row, &look))
            } }
        } } }
        p.soft { (caller.t("coverage-index-about")) }
        (reports(&caller, look.month))
    };
    caller.page(caller.t("coverage-title"), Tab::More, &body)
}

fn links(caller: &Caller) -> Markup {
    let more = [
        ("/cakupan/peta", "map-title", true),
        ("/cakupan/kesepakatan", "effect-title", true),
        ("/cakupan/kematian", "deaths-title", true),
        ("/cakupan/sasaran", "coverage-targets-title", true),
        ("/cakupan/target", "coverage-goals-title", caller.who.scope.may(Act::KeepWorkshops)),
    ];
    html! { div.row { @for (href, key, offered) in more { @if offered { a.btn.line.small href=(href) { (caller.t(key)) } } } } }
}

/// The reports that leave the Puskesmas, of the month and of its quarter.
fn reports(caller: &Caller, month: Month) -> Markup {
    let scope = &caller.who.scope;
    let files = [
        ("/ekspor/lb3.xlsx", "coverage-lb3", "coverage-lb3-quarter", scope.may(Act::ExchangeRegisters)),
        ("/ekspor/pws.xlsx", "coverage-pws", "coverage-pws-quarter", scope.may(Act::KeepWorkshops)),
    ];
    let offered = caller.world.abilities.workbooks && files.iter().any(|(.., may)| *may);
    html! { @if offered {
        h2 { (caller.t("coverage-reports")) }
        div.deeds { @for (path, key, quarter, may) in files { @if may {
            a.btn.line download href=(format!("{path}?bulan={month}")) { (caller.t(key)) }
            a.btn.line download href=(format!("{path}?bulan={month}&triwulan=1")) { (caller.t(quarter)) }
        } } }
    } }
}

pub(super) fn group_key(group: Group) -> &'static str {
    match group {
        Group::Pregnancy => "coverage-group-pregnancy",
        Group::Birth => "coverage-group-birth",
        Group::Child => "coverage-group-child",
        Group::Nutrition => "coverage-group-nutrition",
        Group::Death => "coverage-group-death",
        Group::Partnership => "coverage-group-partnership",
    }
}

fn line(caller: &Caller, row: &Row<Indicator>, look: &Look) -> Markup {
    let coverage = look.coverage(caller, row);
    html! { li { a href=(format!("/cakupan/{}?bulan={}", row.id, look.month)) {
        div.row.apart {
            b { (name(caller, row)) }
            @if let Some(coverage) = &coverage { (chip(caller, &coverage.unit)) }
        }
        span.soft { (told(caller, row, coverage.as_ref())) }
    } } }
}

fn told(caller: &Caller, row: &Row<Indicator>, coverage: Option<&Coverage>) -> String {
    let Some(coverage) = coverage else { return caller.t("coverage-not-noted").to_owned() };
    if hidden(caller, row, coverage).sum {
        return caller.t("coverage-hidden").to_owned();
    }
    let value = &coverage.unit;
    let mut parts = vec![words::of_how_many(caller, row, value)];
    if !row.rare {
        parts.push(words::share(caller, value));
    }
    if let Some(goal) = value.goal_now.filter(|_| value.share.is_some()) {
        parts.push(caller.with("coverage-goal-now", &[("goal", &words::percent(goal))]));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}
