//! Weight, blood pressure and fundus against the week; a child's weight against its age.

use domain::{
    facts::AntenatalContact,
    family::{Child, Pregnancy},
    gestation::days_between,
    growth,
};
use maud::{Markup, html};

use crate::{
    caller::Caller,
    charts::line::{Lines, Series},
};

/// The limits of raised blood pressure, mmHg (Buku KIA 2024, rule `BP_HIGH`).
const LIMITS: [f64; 2] = [140.0, 90.0];
/// From these weeks on the fundus in cm is about the weeks, give or take [`BAND_CM`] (domain.md §3.6).
const BAND_FROM: f64 = 20.0;
const BAND_CM: f64 = 2.0;
/// The lines of a child's growth card.
const WHO_LINES: [f64; 4] = [-3.0, -2.0, 0.0, 2.0];
/// Days of a month on the growth card (WHO: 30.4375).
const MONTH_DAYS: f64 = 30.4375;

/// The charts of a pregnancy.
pub(super) fn of_pregnancy(caller: &Caller, pregnancy: &Pregnancy) -> Markup {
    let points = |reading: &dyn Fn(&AntenatalContact) -> Option<f64>| -> Vec<(f64, f64)> {
        let at = |contact: &AntenatalContact| {
            Some((f64::from(pregnancy.age_on(contact.on)?.weeks()), reading(contact)?))
        };
        pregnancy.contacts.iter().filter_map(|contact| at(contact)).collect()
    };
    let weight = points(&|contact| contact.weight_kg.map(domain::quantity::WeightKg::get));
    let sys = points(&|contact| contact.blood_pressure.map(|bp| f64::from(bp.sys)));
    let dia = points(&|contact| contact.blood_pressure.map(|bp| f64::from(bp.dia)));
    let fundus = points(&|contact| contact.fundus_cm.map(domain::quantity::FundusCm::get));
    html! {
        (pressure(caller, sys, dia))
        (Lines { id: "chart-weight", title: caller.t("chart-weight"), x: caller.t("chart-week"), legend: None,
            series: vec![named(caller, "chart-reading", weight)] }.draw(caller.text))
        (height_of_fundus(caller, fundus))
    }
}

fn pressure(caller: &Caller, sys: Vec<(f64, f64)>, dia: Vec<(f64, f64)>) -> Markup {
    let ends = sys.first().zip(sys.last()).map(|(first, last)| (first.0, last.0.max(first.0 + 1.0)));
    let Some((from, to)) = ends else { return html! {} };
    let limit =
        |value: f64| Series { name: String::new(), points: vec![(from, value), (to, value)], class: "limit" };
    let mut series: Vec<_> = LIMITS.into_iter().map(limit).collect();
    series.push(named(caller, "chart-sys", sys));
    series.push(Series { class: "second", ..named(caller, "chart-dia", dia) });
    Lines {
        id: "chart-bp",
        title: caller.t("chart-blood-pressure"),
        x: caller.t("chart-week"),
        series,
        legend: Some(caller.t("chart-limit")),
    }
    .draw(caller.text)
}

fn height_of_fundus(caller: &Caller, points: Vec<(f64, f64)>) -> Markup {
    let to = points.last().map_or(BAND_FROM, |last| last.0).max(BAND_FROM + 1.0);
    let edge = |shift: f64| Series {
        name: String::new(),
        points: vec![(BAND_FROM, BAND_FROM + shift), (to, to + shift)],
        class: "guide",
    };
    Lines {
        id: "chart-fundus",
        title: caller.t("chart-fundus"),
        x: caller.t("chart-week"),
        series: vec![edge(-BAND_CM), edge(BAND_CM), named(caller, "chart-reading", points)],
        legend: Some(caller.t("chart-band")),
    }
    .draw(caller.text)
}

/// A child's weight against the WHO's lines; nothing before the second weight.
pub(super) fn of_child(caller: &Caller, child: &Child) -> Markup {
    let months = |days: i32| f64::from(days) / MONTH_DAYS;
    let born =
        child.newborn().and_then(|newborn| newborn.weight_g).map(|weight| (0.0, weight.get() / 1000.0));
    let at = |on| (months(days_between(child.born_on(), on)) * 10.0).round() / 10.0;
    let early = child.contacts.iter().filter_map(|c| Some((at(c.on), c.weight_g?.get() / 1000.0)));
    let late = child.infant_contacts.iter().filter_map(|c| Some((at(c.on), c.weight_g?.get() / 1000.0)));
    let mut points: Vec<_> = born.into_iter().chain(early).chain(late).collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    if points.len() < 2 {
        return html! {};
    }
    let sex = child.newborn().and_then(|newborn| newborn.sex);
    let mut series: Vec<_> = sex
        .into_iter()
        .flat_map(|sex| WHO_LINES.map(|z| growth::curve(sex, z)))
        .map(|curve| {
            let points = curve.into_iter().filter(|(days, _)| days % 30 == 0);
            let points = points.map(|(days, grams)| (months(days), grams / 1000.0)).collect();
            Series { name: String::new(), points, class: "guide" }
        })
        .collect();
    series.push(named(caller, "chart-reading", points));
    Lines {
        id: &format!("chart-{}", child.id),
        title: caller.t("chart-child-weight"),
        x: caller.t("chart-month"),
        series,
        legend: sex.map(|_| caller.t("chart-who")),
    }
    .draw(caller.text)
}

fn named(caller: &Caller, name: &'static str, points: Vec<(f64, f64)>) -> Series {
    Series { name: caller.t(name).to_owned(), points, class: "main" }
}
