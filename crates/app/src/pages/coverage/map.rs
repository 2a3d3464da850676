//! The villages on the map: where they are, how many people a number is of, and how each stands.

use axum::{extract::Query, response::Response};
use domain::{
    borders::Borders,
    facts::Village,
    indicators::{Coverage, Indicator, all, suppress},
    rights::Act,
    tables::Row,
};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Look, drawn, hidden, may_see, months, name, words};
use crate::{
    caller::Caller,
    charts::{Chart, map},
    failure::{Failure, Kind},
    figures::Figures,
    page::Tab,
    pages::borders,
    text::Text,
};

/// What is shown until somebody chooses.
const FIRST: &str = "PF";

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    bulan: String,
    #[serde(default)]
    indikator: String,
}

pub(super) async fn show(caller: Caller, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let id = if asked.indikator.is_empty() { FIRST } else { &asked.indikator };
    let indicator = super::find(&caller, id)?;
    let look = Look::at(&caller, &asked.bulan);
    let coverage = look.coverage(&caller, indicator).ok_or_else(|| caller.failure(Kind::Missing))?;
    let hidden = hidden(&caller, indicator, &coverage);
    let title = drawn::title_of(&caller, indicator, look.month);
    let borders = caller.world.borders().await;
    let body = html! {
        p { a.tall href="/cakupan" { "← " (caller.t("coverage-title")) } }
        h1 { (caller.t("map-title")) }
        p.soft { (caller.t("map-about")) }
        (choice(&caller, indicator, &look))
        (drawing(caller.text, (&look.counted.figures, &borders), &coverage, &hidden, &title, |chart| chart.draw(caller.text)))
        (months(&caller, "/cakupan/peta", look.month))
        @if caller.world.borders.is_some() && caller.who.scope.may(Act::KeepWorkshops) {
            p { a.btn.line href=(borders::PAGE) { (caller.t("borders-title")) } }
        }
    };
    Ok(caller.page(caller.t("map-title"), Tab::More, &body))
}

/// The map of the first indicator with these borders, as somebody would see it who takes them.
pub(crate) fn tried(caller: &Caller, borders: &Borders) -> Markup {
    let look = Look::at(caller, "");
    let drawn = domain::indicators::find(FIRST).and_then(|indicator| {
        let coverage = look.coverage(caller, indicator)?;
        let hidden = hidden(caller, indicator, &coverage);
        let title = drawn::title_of(caller, indicator, look.month);
        let figures = (&*look.counted.figures, borders);
        Some(drawing(caller.text, figures, &coverage, &hidden, &title, |chart| chart.draw(caller.text)))
    });
    drawn.unwrap_or_default()
}

fn choice(caller: &Caller, chosen: &Row<Indicator>, look: &Look) -> Markup {
    let offered = all().iter().filter(|row| row.numerator.is_some() && !row.rare && may_see(caller, row));
    html! { form.panel method="get" action="/cakupan/peta" {
        input type="hidden" name="bulan" value=(look.month);
        div.f {
            label for="indikator" { (caller.t("map-choose")) }
            select id="indikator" name="indikator" {
                @for row in offered { option value=(row.id) selected[row.id == chosen.id] { (name(caller, row)) } }
            }
        }
        button.btn.line type="submit" { (caller.t("map-show")) }
    } }
}

/// The map, handed to `show`: villages by how long the way is at low water, the order in which a boat passes most of them.
pub(super) fn drawing<T>(
    text: &Text,
    (figures, borders): (&Figures, &Borders),
    coverage: &Coverage,
    hidden: &suppress::Hidden,
    title: &str,
    show: impl FnOnce(&map::Map<'_>) -> T,
) -> T {
    let known = coverage.villages.iter().zip(&hidden.cells).filter_map(|((code, value), hidden)| {
        let code = code.as_ref()?;
        Some((code, figures.register.villages().get(code)?, value, *hidden))
    });
    let mut known: Vec<_> = known.collect();
    known.sort_by_key(|(_, village, ..)| {
        (village.minutes_low_water.unwrap_or(u32::MAX), village.name.clone())
    });
    let villages = known.into_iter().map(|(code, village, value, hidden)| map::Village {
        name: village.name.clone(),
        at: borders.sign_of(code, village.longitude.zip(village.latitude).map(|(x, y)| [x, y])).map(point),
        rings: borders.of(code).iter().map(|ring| ring.iter().copied().map(point).collect()).collect(),
        target: drawn::people(value),
        value: match value.share {
            _ if hidden => "–".to_owned(),
            Some(share) => words::percent(share),
            None => value.n.to_string(),
        },
        mark: drawn::mark(value),
        travel: travel(text, village),
    });
    show(&map::Map { id: "peta", title, villages: villages.collect(), river: false })
}

fn point([longitude, latitude]: [f64; 2]) -> map::Point {
    map::Point { latitude, longitude }
}

fn travel(text: &Text, village: &Village) -> (Option<String>, Option<String>) {
    let minutes = |minutes: Option<u32>| minutes.map(|n| text.with("map-minutes", &[("minutes", &n)]));
    (minutes(village.minutes_low_water), minutes(village.minutes_high_water))
}
