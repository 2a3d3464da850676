//! What the unit means to reach in a year, and which target population holds.

use std::collections::BTreeMap;

use axum::{
    extract::Query,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    facts::{Fact, Unit},
    family::Item,
    indicators::{Group, Indicator, all},
    rights::Act,
    tables::Row,
};
use http::StatusCode;
use maud::html;

use super::{Asked, index::group_key, name};
use crate::{
    amend,
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet, send},
    form::{Form, Posted},
    format,
    page::Tab,
};

/// The choice between target populations.
const BASIS: &str = "target_population";

/// Indicators that a goal makes sense for: a share that can be counted.
fn offered() -> impl Iterator<Item = &'static Row<Indicator>> {
    let shares = |row: &&Row<Indicator>| row.target.is_some() || row.of.is_some();
    all().iter().filter(shares).filter(|row| row.numerator.is_some() && !row.rare && !row.inner)
}

fn unit(caller: &Caller) -> Result<Item<Unit>, Failure> {
    caller.must(Act::KeepWorkshops)?;
    caller.world.register().unit().cloned().ok_or_else(|| caller.failure(Kind::Missing))
}

fn year_of(caller: &Caller, asked: &str) -> i16 {
    asked.get(..4).and_then(|year| year.parse().ok()).unwrap_or_else(|| caller.today().year())
}

fn field(row: &Row<Indicator>) -> String {
    format!("goal.{}", row.id)
}

pub(super) async fn show(caller: Caller, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let unit = unit(&caller)?;
    let year = year_of(&caller, &asked.bulan);
    let basis = caller.rules().choices.word(BASIS).to_owned();
    let form = Form::new().fill("entry", caller.fresh()).fill("year", year).fill("basis", basis);
    let form = offered()
        .fold(form, |form, row| form.fill_some(&field(row), row.goal(Some(&unit), year).map(format::number)));
    Ok(draw(&caller, &form, year))
}

pub(super) async fn change(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    let before = unit(&caller)?;
    let year: i16 = form.whole("year").unwrap_or_else(|| caller.today().year());
    let mut goals = before.goals.clone();
    for row in offered() {
        let typed = form.number(&field(row));
        if typed.is_some_and(|percent| !(0.0..=100.0).contains(&percent)) {
            form.fault(&field(row), "coverage-goal-fault", &[]);
        }
        // What the table or an earlier year says already is not said again.
        if typed != row.goal(Some(&before), year)
            && let Some(percent) = typed
        {
            goals.entry(row.id.clone()).or_default().insert(year, percent);
        }
    }
    if form.is_faulty() {
        return Ok(draw(&caller, &form, year));
    }
    let mut choices: BTreeMap<String, String> = before.choices.clone();
    if let Some(basis) = form.text("basis") {
        choices.insert(BASIS.to_owned(), basis);
    }
    let unit = Unit { goals, choices, ..(*before).clone() };
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let changed = amend::amendment(&caller, entry, &before.record, &Fact::from(unit), "");
    caller.append(changed.into_iter().collect()).await?;
    Ok(Redirect::to("/cakupan").into_response())
}

fn draw(caller: &Caller, form: &Form, year: i16) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let bases = [("projection", "coverage-basis-projection"), ("enumeration", "coverage-basis-enumeration")]
        .map(|(word, key)| (word.to_owned(), caller.t(key).to_owned()));
    let body = html! {
        h1 { (caller.t("coverage-goals-title")) }
        p.soft { (caller.t("coverage-goals-about")) }
        (sheet.summary())
        form.panel method="post" action="/cakupan/target" {
            (sheet.whole("year", &Ask::of("coverage-goal-year").width(5)))
            (sheet.choice("basis", &Ask::of("coverage-basis").hint(caller.t("coverage-basis-hint")), &bases))
            @for group in Group::ALL { @if offered().any(|row| row.group == group) {
                details open[form.is_faulty()] {
                    summary { (caller.t(group_key(group))) }
                    @for row in offered().filter(|row| row.group == group) {
                        (sheet.number(&field(row), &Ask::of(name(caller, row)).unit("%").optional().width(6)))
                    }
                }
            } }
            (send(&caller.who.csrf, sheet, "places-save"))
        }
        p.soft { (caller.with("coverage-goals-year", &[("year", &year.to_string())])) }
    };
    let status = if form.is_faulty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    (status, caller.page(caller.t("coverage-goals-title"), Tab::More, &body)).into_response()
}
