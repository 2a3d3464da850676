//! Does the agreement work: each outcome before and after the villages' signings, what can be said of it, and
//! what else changed. It never shows a mother.

use axum::response::Response;
use domain::{
    indicators::{
        Effect, Outcome, Signed, Verdict,
        effect::{self, Changes, Part, VillageEffect},
    },
    register::Register,
    rights::Visibility,
};
use maud::{Markup, html};

use super::{drawn, words};
use crate::{caller::Caller, format, page::Tab};

pub(super) async fn show(caller: Caller) -> Response {
    let figures = caller.world.figures();
    let signed = Signed::of(&figures.register);
    let effects: Vec<_> = Outcome::ALL.iter().map(|one| Effect::of(&figures.rows, &signed, *one)).collect();
    let changes = effect::changes(&figures.register, &figures.rows, &signed);
    let any = effects.first().is_some_and(|effect| !effect.villages.is_empty());
    let body = html! {
        p { a.tall href="/cakupan" { "← " (caller.t("coverage-title")) } }
        h1 { (caller.t("effect-title")) }
        p.soft { (caller.t("effect-about")) }
        @if any {
            @for effect in &effects { (outcome(&caller, &figures.register, effect)) }
            (else_changed(&caller, &effects, &changes))
        } @else {
            div.panel { p { (caller.t("effect-none-signed")) } }
        }
    };
    caller.page(caller.t("effect-title"), Tab::More, &body)
}

fn outcome(caller: &Caller, register: &Register, effect: &Effect) -> Markup {
    html! { section.panel {
        h2 { (caller.t(outcome_key(effect.outcome))) }
        p { b { (verdict(caller, effect)) } }
        p { (caller.with("effect-counts", &[
            ("before", &part(caller, effect.before)),
            ("after", &part(caller, effect.after)),
        ])) }
        @if let Some(pooled) = &effect.pooled {
            p.soft { (caller.with("effect-ratio", &[
                ("ratio", &format::decimals(pooled.ratio, 2)),
                ("low", &format::decimals(pooled.interval.low, 2)),
                ("high", &format::decimals(pooled.interval.high, 2)),
            ])) }
        }
        (needed(caller, effect))
        (differ(caller, effect))
        (drawn::months_since(caller, effect))
        @if caller.who.scope.sees(Visibility::Partnership) {
            details {
                summary { (caller.t("effect-villages")) }
                (by_village(caller, register, &effect.villages))
            }
        }
    } }
}

fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::FacilityBirth => "effect-facility-birth",
        Outcome::SoloBirth => "effect-solo-birth",
        Outcome::FirstContactInTime => "effect-k1-in-time",
        Outcome::NoticeByDukun => "effect-dukun-notice",
    }
}

fn part(caller: &Caller, part: Part) -> String {
    let share = part.share().map_or_else(|| caller.t("coverage-not-computable").to_owned(), words::percent);
    caller.with("effect-part", &[("n", &part.n), ("of", &part.of), ("share", &share)])
}

fn verdict(caller: &Caller, effect: &Effect) -> &'static str {
    caller.t(match effect.verdict {
        Verdict::NothingToCompare => "effect-nothing",
        Verdict::TooEarly => "effect-too-early",
        Verdict::Better => "effect-better",
        Verdict::Worse => "effect-worse",
        Verdict::NoChange => "effect-no-change",
    })
}

/// How many births it still takes.
fn needed(caller: &Caller, effect: &Effect) -> Markup {
    let sought = words::percent(effect::SOUGHT);
    let more = effect.still_needed();
    // What too few births before can only make up for by very many after, they can't in practice.
    let in_reach = |more: &u64| effect.needed_each.is_none_or(|each| *more <= 2 * each);
    html! { @if effect.verdict == Verdict::TooEarly {
        @match (more.filter(in_reach), effect.needed_each) {
            _ if more.is_none() && effect.needed_after.is_some() => p { (caller.with("effect-undecided", &[("change", &sought)])) }
            (Some(more), _) => p { (caller.with("effect-needed-after", &[("n", &more), ("change", &sought)])) }
            (None, Some(each)) => p { (caller.with("effect-needed-each", &[("n", &each), ("change", &sought)])) }
            (None, None) => p { (caller.t("effect-no-room")) }
        }
    } }
}

/// Whether the villages differ in the change. That nothing was seen does not say that they are alike.
fn differ(caller: &Caller, effect: &Effect) -> Markup {
    const UNLIKELY: f64 = 0.1;
    html! { @if let Some(test) = &effect.homogeneity {
        p.soft { (caller.with(
            if test.p < UNLIKELY { "effect-differ" } else { "effect-not-differ" },
            &[("p", &format::decimals(test.p, 2)), ("villages", &(test.degrees + 1))],
        )) }
    } }
}

fn by_village(caller: &Caller, register: &Register, villages: &[VillageEffect]) -> Markup {
    html! { div.wide tabindex="0" role="region" aria-label=(caller.t("effect-villages")) { table {
        thead { tr {
            th scope="col" { (caller.t("field-village")) }
            th scope="col" { (caller.t("effect-signed")) }
            th scope="col" { (caller.t("effect-before")) }
            th scope="col" { (caller.t("effect-after")) }
        } }
        tbody { @for village in villages { tr {
            th scope="row" { (register.village_name(&village.village)) }
            td { (format::date(caller.text, village.signed)) }
            @for part in [village.before, village.after] { td { (caller.with("effect-n-of", &[("n", &part.n), ("of", &part.of)])) } }
        } } }
    } } }
}

/// What else may be behind a change: always the first two, the others where they hold.
fn else_changed(caller: &Caller, effects: &[Effect], changes: &Changes) -> Markup {
    let small = effects.first().map_or(0, Effect::small);
    html! { section.panel.warn {
        h2 { (caller.t("effect-else")) }
        ul {
            li { (caller.t("effect-else-time")) }
            @if changes.short > 0 { li { (caller.with("effect-else-season", &[("villages", &changes.short)])) } }
            @if changes.facilities > 0 { li { (caller.with("effect-else-facility", &[("n", &changes.facilities)])) } }
            @if changes.better_known { li { (caller.t("effect-else-known")) } }
            @if small > 0 { li { (caller.with("effect-else-small", &[("villages", &small), ("few", &effect::FEW)])) } }
        }
    } }
}
