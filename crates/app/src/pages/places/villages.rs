//! Villages: the list, one village, its form.

use axum::{Router, extract::Path, response::Response, routing::get};
use domain::{
    facts::{Village, VillageYear},
    family::Item,
    ids::VillageCode,
    rights::Act,
};
use maud::{Markup, html};

use super::{Line, form_page, gone, keep, list, status};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet},
    form::{Form, Posted},
    format,
    page::Tab,
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/desa", get(all))
        .route("/desa/baru", get(show_new).post(add))
        .route("/desa/{code}", get(one))
        .route("/desa/{code}/ubah", get(show_change).post(change))
}

async fn all(caller: Caller) -> Response {
    let lines: Vec<_> = {
        let register = caller.world.register();
        let count = |code: &VillageCode| {
            register.dukun().values().filter(|d| d.village.as_ref() == Some(code) && !d.retired).count()
        };
        let line = |(code, village): (&VillageCode, &Item<Village>)| Line {
            href: format!("/desa/{code}"),
            name: village.name.clone(),
            about: caller.with("village-about", &[("code", code), ("dukun", &count(code))]),
        };
        register.villages().iter().filter(|(_, village)| !village.closed).map(line).collect()
    };
    list(&caller, "villages-title", Some(("/desa/baru", "villages-add")), &lines)
}

async fn one(caller: Caller, Path(code): Path<String>) -> Result<Response, Failure> {
    let code = VillageCode::new(&code);
    let village = find(&caller, &code)?;
    let (dukun, staff) = people(&caller, &code);
    let care = caller.who.scope.sees_mothers_of(&code);
    let body = html! {
        h1 { (village.name) }
        p.soft { (code) @if !village.aliases.is_empty() { " · " (caller.t("village-aliases")) ": " (village.aliases.join(", ")) } }
        @if care { p { a.btn.small href=(format!("/?desa={code}")) { (caller.t("village-today")) } } }
        div.panel { (figures(&caller, &village)) }
        h2 { (caller.t("village-dukun")) }
        div.panel { ul.plain {
            @for (id, name) in &dukun { li { a href=(format!("/dukun/{id}")) { b { (name) } } } }
            @if dukun.is_empty() { li { (caller.t("places-none")) } }
        } }
        @if caller.who.scope.may(Act::KeepPartnership) { ul.plain.panel {
            li { a href=(format!("/desa/{code}/adat")) { b { (caller.t("adat-title")) } } }
            li { a href=(format!("/desa/{code}/pertemuan")) { b { (caller.t("meetings-title")) } } }
        } }
        h2 { (caller.t("village-staff")) }
        div.panel { ul.plain {
            @for name in &staff { li { (name) } }
            @if staff.is_empty() { li { (caller.t("places-none")) } }
        } }
        @if caller.who.scope.may(Act::KeepPlaces) {
            p { a.btn.line href=(format!("/desa/{code}/ubah")) { (caller.t("places-change")) } }
        }
    };
    Ok(caller.page(&village.name, Tab::Places, &body))
}

fn find(caller: &Caller, code: &VillageCode) -> Result<Item<Village>, Failure> {
    caller.world.register().villages().get(code).cloned().ok_or_else(|| caller.failure(Kind::Missing))
}

fn people(caller: &Caller, code: &VillageCode) -> (Vec<(String, String)>, Vec<String>) {
    let register = caller.world.register();
    let dukun =
        register.dukun().iter().filter(|(_, dukun)| dukun.village.as_ref() == Some(code) && !dukun.retired);
    let staff = register.staff().values().filter(|staff| staff.villages.contains(code) && !staff.left);
    (
        dukun.map(|(id, dukun)| (id.to_string(), dukun.name.clone())).collect(),
        staff.map(|staff| staff.name.clone()).collect(),
    )
}

fn figures(caller: &Caller, village: &Village) -> Markup {
    let minutes = |minutes: Option<u32>| {
        minutes.map_or_else(
            || caller.t("not-noted").to_owned(),
            |m| caller.with("village-minutes", &[("minutes", &m)]),
        )
    };
    let year = village.years.iter().next_back();
    html! {
        div.kv {
            div { (caller.t("village-low-water")) b { (minutes(village.minutes_low_water)) } }
            div { (caller.t("village-high-water")) b { (minutes(village.minutes_high_water)) } }
            @if let Some((year, figures)) = year {
                div { (caller.with("village-population", &[("year", &year.to_string())])) b {
                    (figures.population.map_or_else(|| caller.t("not-noted").to_owned(), |n| format::number(f64::from(n))))
                } }
            }
            div { (caller.t("village-signal")) b {
                @if village.signal_points.is_empty() { (caller.t("not-noted")) } @else { (village.signal_points.join(", ")) }
            } }
        }
    }
}

async fn show_new(caller: Caller) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let form =
        Form::new().fill("entry", caller.fresh()).fill("year", caller.today().year()).fill("gone", "no");
    Ok(draw(&caller, &form, true))
}

async fn add(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let code = VillageCode::new(&form.required("code"));
    if caller.world.register().villages().contains_key(&code) {
        form.fault("code", "villages-known", &[]);
    }
    let village = read(&form, code.as_str(), Village::default());
    if form.is_faulty() {
        return Ok(draw(&caller, &form, true));
    }
    keep(&caller, form.entry(), code.subject(), None, village.into(), &format!("/desa/{code}")).await
}

async fn show_change(caller: Caller, Path(code): Path<String>) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let village = find(&caller, &VillageCode::new(&code))?;
    Ok(draw(&caller, &filled(&caller, &village), false))
}

async fn change(caller: Caller, Path(code): Path<String>, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::KeepPlaces)?;
    let code = VillageCode::new(&code);
    let before = find(&caller, &code)?;
    let village = read(&form, code.as_str(), (*before).clone());
    if form.is_faulty() {
        return Ok(draw(&caller, &form, false));
    }
    keep(
        &caller,
        form.entry(),
        code.subject(),
        Some(&before.record),
        village.into(),
        &format!("/desa/{code}"),
    )
    .await
}

fn filled(caller: &Caller, village: &Village) -> Form {
    let year = village.years.keys().next_back().copied().unwrap_or_else(|| caller.today().year());
    let figures = village.years.get(&year).cloned().unwrap_or_default();
    Form::new()
        .fill("entry", caller.fresh())
        .fill("name", &village.name)
        .fill("aliases", village.aliases.join(", "))
        .fill_some("latitude", village.latitude.map(|degrees| format::decimals(degrees, 6)))
        .fill_some("longitude", village.longitude.map(|degrees| format::decimals(degrees, 6)))
        .fill_some("low", village.minutes_low_water)
        .fill_some("high", village.minutes_high_water)
        .fill("signal", village.signal_points.join(", "))
        .fill("year", year)
        .fill_some("population", figures.population)
        .fill_some("birth_rate", figures.birth_rate_per_1000.map(|rate| format::decimals(rate, 1)))
        .fill_some("enumerated", figures.enumerated_pregnancies)
        .fill("gone", if village.closed { "yes" } else { "no" })
}

fn read(form: &Form, code: &str, before: Village) -> Village {
    let mut years = before.years;
    if let Some(year) = form.whole::<i16>("year") {
        let figures = VillageYear {
            population: form.whole("population"),
            birth_rate_per_1000: form.number("birth_rate"),
            enumerated_pregnancies: form.whole("enumerated"),
        };
        if figures != VillageYear::default() || years.contains_key(&year) {
            years.insert(year, figures);
        }
    }
    Village {
        code: code.to_owned(),
        name: form.required("name"),
        aliases: form.parts("aliases"),
        latitude: degrees(form, "latitude", 90.0),
        longitude: degrees(form, "longitude", 180.0),
        minutes_low_water: form.whole("low"),
        minutes_high_water: form.whole("high"),
        signal_points: form.parts("signal"),
        years,
        closed: form.raw("gone") == "yes",
    }
}

fn degrees(form: &Form, name: &str, most: f64) -> Option<f64> {
    // A minus sign as the page shows it is a minus sign.
    let text = form.text(name)?.replace('\u{2212}', "-").replace(',', ".");
    let degrees = text.parse::<f64>().ok().filter(|degrees| degrees.abs() <= most);
    if degrees.is_none() {
        form.fault(name, "fault-number", &[]);
    }
    degrees
}

fn draw(caller: &Caller, form: &Form, new: bool) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let fields = html! {
        @if new { (sheet.text("code", &Ask::of("village-code").width(14))) }
        (sheet.text("name", &Ask::of("village-name")))
        (sheet.text("aliases", &Ask::of("village-aliases").optional().hint(caller.t("places-commas"))))
        (sheet.whole("low", &Ask::of("village-low-water").unit(caller.t("unit-minutes")).optional().width(5)))
        (sheet.whole("high", &Ask::of("village-high-water").unit(caller.t("unit-minutes")).optional().width(5)))
        (sheet.text("signal", &Ask::of("village-signal").optional().hint(caller.t("places-commas"))))
        (sheet.whole("year", &Ask::of("village-year").width(5)))
        (sheet.whole("population", &Ask::of("village-inhabitants").optional().width(7)))
        (sheet.number("birth_rate", &Ask::of("village-birth-rate").optional().width(6).hint(caller.t("village-birth-rate-hint"))))
        (sheet.whole("enumerated", &Ask::of("village-enumerated").optional().width(6)))
        (sheet.text("latitude", &Ask::of("village-latitude").optional().width(12)))
        (sheet.text("longitude", &Ask::of("village-longitude").optional().width(12)))
        @if !new { (gone(sheet, "village-open", "village-closed")) }
    };
    form_page(caller, if new { "villages-add" } else { "places-change" }, form, &fields, status(form))
}
