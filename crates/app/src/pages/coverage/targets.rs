//! The target populations of a year, by village: which figures they rest on, and which villages have none.

use axum::{extract::Query, response::Response};
use domain::{
    facts::Village,
    indicators::{Target, TargetKind, target_of},
    rights::Act,
    rules::Rules,
};
use maud::{Markup, html};

use super::{Asked, words};
use crate::{caller::Caller, format, page::Tab};

/// The populations shown, with their words.
const KINDS: [(TargetKind, &str); 3] = [
    (TargetKind::Pregnancies, "coverage-target-pregnancies"),
    (TargetKind::Births, "coverage-target-births"),
    (TargetKind::LiveBirths, "coverage-target-live-births"),
];

pub(super) async fn show(caller: Caller, Query(asked): Query<Asked>) -> Response {
    let year =
        asked.bulan.get(..4).and_then(|year| year.parse().ok()).unwrap_or_else(|| caller.today().year());
    let rules = caller.rules();
    let register = caller.world.register();
    let villages: Vec<_> = register.villages().iter().filter(|(_, village)| !village.closed).collect();
    let body = html! {
        h1 { (caller.t("coverage-targets-title")) }
        p.soft { (caller.with("coverage-targets-about", &[("year", &year.to_string())])) }
        nav.spans { @for other in [year - 1, year, year + 1] {
            a.btn.line href=(format!("/cakupan/sasaran?bulan={other}-01")) aria-current=[(other == year).then_some("page")] { (other) }
        } }
        div.wide tabindex="0" role="region" aria-label=(caller.t("coverage-targets-title")) { table {
            thead { tr {
                th scope="col" { (caller.t("field-village")) }
                @for (_, key) in KINDS { th.n scope="col" { (caller.t(key)) } }
                th scope="col" { (caller.t("coverage-basis")) }
            } }
            tbody { @for (code, village) in &villages {
                tr {
                    th scope="row" {
                        @if caller.who.scope.may(Act::KeepPlaces) { a.tall href=(format!("/desa/{code}/ubah")) { (village.name) } }
                        @else { (village.name) }
                    }
                    (cells(&caller, village, year, &rules))
                }
            } }
            tfoot { tr { th scope="row" { (caller.t("numbers-sum")) } @for (kind, _) in KINDS { td.n { (sum(&villages, kind, year, &rules)) } } td {} } }
        } }
        p.soft { (caller.t("coverage-targets-formula")) }
    };
    caller.page(caller.t("coverage-targets-title"), Tab::More, &body)
}

fn cells(caller: &Caller, village: &Village, year: i16, rules: &Rules) -> Markup {
    let targets: Vec<Option<Target>> =
        KINDS.iter().map(|(kind, _)| target_of(village, *kind, year, rules)).collect();
    html! {
        @for target in &targets { td.n { (target.map_or_else(|| "–".to_owned(), words::people)) } }
        td { @match targets.first().copied().flatten() {
            Some(target) => (words::basis(caller, target)),
            None => b { "▲ " (caller.t("coverage-no-figures")) },
        } }
    }
}

fn sum<T>(
    villages: &[(T, &domain::family::Item<Village>)],
    kind: TargetKind,
    year: i16,
    rules: &Rules,
) -> String {
    let targets = villages.iter().filter_map(|(_, village)| target_of(village, kind, year, rules));
    let people: f64 = targets.map(|target| target.people).sum();
    format::number((people * 10.0).round() / 10.0)
}
