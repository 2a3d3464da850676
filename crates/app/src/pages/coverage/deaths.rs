//! Deaths: counts of the last years, how many were to be expected, and the days between one and the next.

use axum::response::Response;
use domain::{
    indicators::{ChildMark, Mark, Month, PregnancyMark, Rows, suppress},
    rights::Visibility,
    stats,
};
use jiff::civil::Date;
use maud::{Markup, html};

use super::drawn;
use crate::{caller::Caller, format, page::Tab};

/// What is counted, with its words.
const KINDS: [(Mark, &str); 6] = [
    (Mark::Pregnancy(PregnancyMark::MotherDied), "deaths-mothers"),
    (Mark::Pregnancy(PregnancyMark::MotherDiedLate), "deaths-mothers-late"),
    (Mark::Child(ChildMark::Stillborn), "deaths-stillborn"),
    (Mark::Child(ChildMark::DiedEarly), "deaths-early"),
    (Mark::Child(ChildMark::DiedLate), "deaths-late"),
    (Mark::Child(ChildMark::DiedPostNeonatal), "deaths-post"),
];

/// Years shown.
const YEARS: i16 = 3;

pub(super) async fn show(caller: Caller) -> Response {
    let figures = caller.world.figures();
    let this_year = caller.today().year();
    let years: Vec<i16> = (this_year - YEARS + 1..=this_year).collect();
    let inside = caller.who.scope.sees(Visibility::Partnership);
    let body = html! {
        p { a.tall href="/cakupan" { "← " (caller.t("coverage-title")) } }
        h1 { (caller.t("deaths-title")) }
        p.soft { (caller.t("deaths-about")) }
        div.wide tabindex="0" role="region" aria-label=(caller.t("deaths-title")) { table.years {
            thead { tr { th scope="col" { (caller.t("deaths-what")) } @for year in &years { th.n scope="col" { (year) } } } }
            tbody { @for (mark, key) in KINDS { tr {
                th scope="row" { (caller.t(key)) }
                @for year in &years { td.n { (cell(&caller, &figures.rows, mark, *year, inside)) } }
            } } }
            tfoot { tr {
                th scope="row" { (caller.t("deaths-live-births")) }
                @for year in &years { td.n { (count(&figures.rows, Mark::Child(ChildMark::BornAlive), *year)) } }
            } }
        } }
        p.soft { (caller.t("deaths-interval")) }
        p.soft { (caller.t("deaths-no-rate")) }
        @if inside { (between(&caller, &figures.rows)) }
    };
    caller.page(caller.t("deaths-title"), Tab::More, &body)
}

fn days(rows: &Rows, wanted: impl Fn(Mark) -> bool) -> Vec<Date> {
    let mut days = Vec::new();
    rows.each(|mark, _, day| {
        if wanted(mark) {
            days.push(day);
        }
    });
    days.sort_unstable();
    days
}

fn count(rows: &Rows, mark: Mark, year: i16) -> u64 {
    days(rows, |one| one == mark).iter().filter(|day| Month::of(**day).year() == year).count() as u64
}

/// A count with what was to be expected where so many happened. From outside one or two are not told apart
/// from none.
fn cell(caller: &Caller, rows: &Rows, mark: Mark, year: i16, inside: bool) -> Markup {
    let n = count(rows, mark, year);
    if !inside && n < suppress::LEAST {
        return html! { (caller.t("deaths-few")) };
    }
    let interval = stats::poisson(n);
    html! {
        b { (n) } br;
        span.small.soft { (format::decimals(interval.low, 1)) "–" (format::decimals(interval.high, 1)) }
    }
}

/// The days from one death of a mother or infant to the next.
fn between(caller: &Caller, rows: &Rows) -> Markup {
    let died = days(rows, |mark| {
        matches!(mark, Mark::Pregnancy(PregnancyMark::MotherDied) | Mark::Child(ChildMark::DiedInfant))
    });
    let gaps: Vec<u32> = died
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] => u32::try_from(domain::gestation::days_between(*a, *b)).ok(),
            _ => None,
        })
        .collect();
    html! {
        h2 { (caller.t("deaths-between")) }
        p.soft { (caller.t("deaths-between-about")) }
        (drawn::between(caller, &gaps, &died))
    }
}
