//! Where a pregnancy stands: age and dating, score, plan, milestones, gaps; and where a child stands.

use domain::{
    answer::Answer,
    family::{Child, Family, Pregnancy},
    gaps,
    gestation::{self, days_between},
    immunisation, kspr, milestones, readiness,
    register::Register,
    rights::Act,
    rules::Rules,
};
use jiff::civil::Date;
use maud::{Markup, html};

use super::words;
use crate::{caller::Caller, findings, format, labels, pages::today};

/// Gestational age, due date by every dating that differs, and the score.
pub(super) fn state(caller: &Caller, family: &Family, pregnancy: &Pregnancy, rules: &Rules) -> Markup {
    let on = caller.today();
    if let Some(over) = pregnancy.over_on() {
        return html! { div.panel { div.kv { div { (how_it_ended(caller, pregnancy)) b { (format::date(caller.text, over)) } } } } };
    }
    let age = pregnancy.age_on(on).map(|age| {
        caller.with("mother-weeks", &[("weeks", &age.weeks()), ("days", &age.days().rem_euclid(7))])
    });
    let edd = pregnancy.edd();
    let none = || caller.t("mother-edd-none").to_owned();
    html! {
        div.panel { div.kv {
            div { (caller.t("mother-age")) b { (age.unwrap_or_else(none)) } }
            div { (caller.t("mother-edd")) b { (edd.map_or_else(none, |edd| format::date(caller.text, edd))) } }
            @for (method, other) in datings(caller, pregnancy) {
                @if Some(other) != edd { div { (caller.with("mother-edd-other", &[("method", &method)])) b { (format::date(caller.text, other)) } } }
            }
        } }
        (findings::score(caller, &kspr::score(family, pregnancy, rules, on)))
    }
}

/// How a pregnancy came to its end, by the ending's own words.
fn how_it_ended(caller: &Caller, pregnancy: &Pregnancy) -> String {
    let over = pregnancy.over_on();
    let birth = pregnancy.birth.as_ref().filter(|birth| Some(birth.on) == over);
    let ended = pregnancy.ended.as_ref().filter(|ended| Some(ended.on) == over);
    match (birth, ended) {
        (Some(_), _) => caller.t("milestone-birth").to_owned(),
        (None, Some(ended)) => labels::label(caller.text, "ending", &ended.ending),
        (None, None) => caller.t("entry-death-recorded").to_owned(),
    }
}

/// Every dating that was noted, by its name.
fn datings(caller: &Caller, pregnancy: &Pregnancy) -> Vec<(String, Date)> {
    let Some(registered) = &pregnancy.registered else { return Vec::new() };
    let lmp = registered.lmp.map(|lmp| {
        (
            labels::label(caller.text, "datingmethod", &gestation::DatingMethod::Lmp),
            gestation::expected_birth(lmp),
        )
    });
    let others = registered
        .datings
        .iter()
        .map(|dating| (labels::label(caller.text, "datingmethod", &dating.method), dating.edd));
    lmp.into_iter().chain(others).collect()
}

/// The eight checks of the birth plan, and the way to it.
pub(super) fn plan(
    caller: &Caller,
    register: &Register,
    family: &Family,
    pregnancy: &Pregnancy,
    rules: &Rules,
) -> Markup {
    if pregnancy.over_on().is_some() {
        return html! {};
    }
    let village = family.village.as_ref().and_then(|code| register.villages().get(code));
    let minutes = village.and_then(|village| readiness::travel_minutes(village));
    let checks = readiness::of(family, pregnancy, minutes, rules, caller.today());
    let ready = checks.iter().filter(|check| check.answer == Answer::Yes).count();
    let open: Vec<_> = checks
        .iter()
        .filter(|check| check.answer != Answer::Yes)
        .map(|check| caller.t(&format!("readiness-{}", check.id.replace('_', "-"))).to_owned())
        .collect();
    let chip = if ready == checks.len() { "chip green" } else { "chip amber" };
    html! {
        section.panel {
            div.row.apart {
                b { (caller.t("mother-plan")) }
                span class=(chip) { @if ready == checks.len() { "✓ " } @else { "▲ " } (caller.with("mother-plan-of", &[("ready", &ready)])) }
            }
            @if !open.is_empty() { p.small { (caller.with("mother-plan-open", &[("list", &open.join(", "))])) } }
            @if caller.who.scope.may(Act::RecordCare) {
                a.tall href=(format!("/ibu/{}/kehamilan/{}/rencana", family.id, pregnancy.id)) { (caller.t("mother-plan")) }
            }
        }
    }
}

/// The dates on which each indicator was reached.
pub(super) fn milestones(caller: &Caller, pregnancy: &Pregnancy, rules: &Rules) -> Markup {
    let reached = milestones::of(pregnancy, rules, caller.today());
    let rows = [
        ("milestone-k1", reached.k1),
        ("milestone-k1-t1", reached.k1_t1),
        ("milestone-k4", reached.k4),
        ("milestone-k6", reached.k6),
        ("milestone-skilled-birth", reached.skilled_birth),
        ("milestone-facility-birth", reached.facility_birth),
        ("milestone-kf1", reached.kf1),
        ("milestone-kf2", reached.kf2),
        ("milestone-kf3", reached.kf3),
        ("milestone-kf4", reached.kf4),
        ("milestone-kf-complete", reached.kf_complete),
    ];
    dates(caller, &rows)
}

fn dates(caller: &Caller, rows: &[(&'static str, Option<Date>)]) -> Markup {
    let done: Vec<_> = rows.iter().filter_map(|(key, on)| on.map(|on| (*key, on))).collect();
    html! {
        details.panel {
            summary { (caller.t("mother-milestones")) " · " (done.len()) }
            @if done.is_empty() { p.soft { (caller.t("mother-none")) } }
            ul { @for (key, on) in done { li { (caller.t(key)) ": " (format::date(caller.text, on)) } } }
        }
    }
}

/// What is not complete yet, as something to do, not as a fault.
pub(in crate::pages) fn gaps(
    caller: &Caller,
    family: &Family,
    pregnancy: &Pregnancy,
    rules: &Rules,
) -> Markup {
    let gaps = gaps::of(family, pregnancy, rules, caller.today());
    html! {
        @if !gaps.is_empty() {
            details.panel {
                summary { (caller.t("mother-gaps")) " · " (gaps.len()) }
                ul { @for gap in gaps {
                    li {
                        (caller.t(&format!("gap-{}", gap.id.replace('_', "-"))))
                        @if let Some(on) = gap.on { " · " (format::date(caller.text, on)) }
                    }
                } }
            }
        }
    }
}

/// A child: age, contacts reached, doses given.
pub(super) fn child(caller: &Caller, child: &Child, rules: &Rules, on: Date) -> Markup {
    let reached = milestones::of_child(child, rules, on);
    let age = today::age(caller, days_between(child.born_on(), on));
    let doses: Vec<_> =
        immunisation::given(child).doses().into_iter().map(|dose| words::dose(caller, dose)).collect();
    let name = child.newborn().and_then(|newborn| newborn.name.clone());
    html! {
        h3 { (caller.with("mother-child", &[("no", &child.no), ("age", &age)])) @if let Some(name) = name { " · " (name) } }
        p { (caller.with("mother-child-born", &[("date", &format::date(caller.text, child.born_on()))]))
            @if let Some(newborn) = child.newborn() {
                " · " (labels::label(caller.text, "outcome", &newborn.outcome))
                @if let Some(weight) = newborn.weight_g { " · " (format::number(weight.get())) " g" }
            }
        }
        @if let Some(death) = &child.death {
            p { (caller.with("mother-child-died", &[("date", &format::date(caller.text, death.on))])) }
        }
        @if !doses.is_empty() { p.small { (caller.with("mother-doses", &[("list", &doses.join(", "))])) } }
        (dates(caller, &[
            ("milestone-kn1", reached.kn1),
            ("milestone-kn2", reached.kn2),
            ("milestone-kn3", reached.kn3),
            ("milestone-kn-complete", reached.kn_complete),
        ]))
    }
}

/// An earlier pregnancy, folded.
pub(super) fn earlier(caller: &Caller, pregnancy: &Pregnancy, rules: &Rules) -> Markup {
    let begun = pregnancy.over_on().or_else(|| pregnancy.known_since());
    let begun =
        begun.map_or_else(|| caller.t("mother-edd-none").to_owned(), |on| format::date(caller.text, on));
    html! {
        details.panel {
            summary { (caller.with("mother-earlier", &[("date", &begun)])) }
            @for one in &pregnancy.children { (child(caller, one, rules, caller.today())) }
            (milestones(caller, pregnancy, rules))
        }
    }
}
