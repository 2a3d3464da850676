//! The partnership at a glance: each village with its dukun, what is owed, what needs talking about, and
//! the indicators as counts.

use axum::{Router, extract::Query, response::Response, routing::get};
use domain::{
    gestation::plus_days,
    ids::VillageCode,
    partnership::{self, DukunSummary, Indicator, Period},
    register::Register,
    rights::{Act, Role},
};
use maud::{Markup, html};
use serde::Deserialize;

use super::{concern, person, rupiah, status_chip};
use crate::{caller::Caller, failure::Failure, format, page::Tab, world::App};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/kemitraan", get(show))
}

/// Days that are looked back on, by the word in the address.
const SPANS: [(&str, i32, &str); 2] = [("3", 90, "partners-quarter"), ("12", 364, "partners-year")];

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    bulan: String,
}

async fn show(caller: Caller, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    caller.must(Act::KeepPartnership)?;
    let today = caller.today();
    let span = SPANS.iter().find(|(word, ..)| *word == asked.bulan).or(SPANS.first());
    let period = Period { from: plus_days(today, -span.map_or(90, |(_, days, _)| *days)), until: today };
    // A midwife's phone knows the families of her villages only: counts of others would be wrong.
    let mine = &caller.who.scope.villages;
    let villages = (caller.who.scope.role == Role::Bidan && !mine.is_empty()).then_some(mine.as_slice());
    let rules = caller.rules();
    let proposals = concern::proposals(&caller).len();
    let register = caller.world.snapshot();
    let all = partnership::summarise(&register, &rules, period, villages);
    let indicators = partnership::indicators(&register, &rules, period, villages);
    let body = html! {
        h1 { (caller.t("partners-title")) }
        (spans(&caller, span.map_or("", |(word, ..)| *word)))
        p.soft { (caller.with("partners-since", &[("from", &format::date(caller.text, period.from))])) }
        (links(&caller, &register, proposals, &all))
        div.columns.partners {
            div { h2 { (caller.t("partners-indicators")) } (ladder(&caller, &indicators)) }
            div { h2 { (caller.t("partners-villages")) } (by_village(&caller, &register, &all)) }
        }
    };
    Ok(caller.page(caller.t("partners-title"), Tab::Places, &body))
}

fn spans(caller: &Caller, here: &str) -> Markup {
    html! {
        div.row.spans { @for (word, _, key) in SPANS {
            a.btn.line href=(format!("/kemitraan?bulan={word}")) aria-current=[(word == here).then_some("page")] { (caller.t(key)) }
        } }
    }
}

fn links(caller: &Caller, register: &Register, proposals: usize, all: &[DukunSummary]) -> Markup {
    let scope = &caller.who.scope;
    let owed: u64 = all.iter().map(DukunSummary::rupiah).sum();
    let late: usize = all.iter().map(|dukun| dukun.late).sum();
    let open = concern::open_count(caller, register);
    html! {
        ul.plain.panel {
            li { a href="/kesepakatan" { b { (caller.t("agreements-title")) } br;
                span.soft { (caller.with("partners-agreements", &[("n", &register.matters().agreements.len())])) } } }
            li { a href="/insentif/aturan" { b { (caller.t("rules-title")) } br;
                span.soft { @if owed > 0 { (caller.with("partners-owed", &[("sum", &rupiah(owed))])) }
                    @else { (caller.t("incentive-nothing-owed")) } }
                @if late > 0 { " " span.chip.amber { "▲ " (caller.with("partners-late", &[("n", &late)])) } } } }
            @if scope.may(Act::RaiseConcern) {
                li { a href="/perlu-dibicarakan" { b { (caller.t("concerns-title")) }
                    @if proposals + open > 0 { br; span.soft {
                        @if open > 0 { (caller.with("partners-concerns", &[("n", &open)])) }
                        @if open > 0 && proposals > 0 { " · " }
                        @if proposals > 0 { (caller.with("partners-proposals", &[("n", &proposals)])) }
                    } } } }
            }
        }
    }
}

fn by_village(caller: &Caller, register: &Register, all: &[DukunSummary]) -> Markup {
    let mut villages: Vec<Option<VillageCode>> = all.iter().map(|dukun| dukun.village.clone()).collect();
    villages.dedup();
    html! {
        @for village in &villages {
            section.panel {
                @match village {
                    Some(code) => div.row.apart {
                        h3 { a.tall href=(format!("/desa/{code}")) { (register.village_name(code)) } }
                        span.row.small {
                            a.tall href=(format!("/desa/{code}/adat")) { (caller.t("adat-short")) }
                            a.tall href=(format!("/desa/{code}/pertemuan")) { (caller.t("meetings-short")) }
                        }
                    },
                    None => h3 { (caller.t("not-noted")) },
                }
                ul.plain { @for dukun in all.iter().filter(|dukun| dukun.village == *village) { (one(caller, register, dukun)) } }
            }
        }
        @if all.is_empty() { div.panel { (caller.t("places-none")) } }
    }
}

fn one(caller: &Caller, register: &Register, dukun: &DukunSummary) -> Markup {
    let until = dukun.standing.and_then(|standing| standing.until).filter(|_| dukun.is_partner());
    html! {
        li { a href=(format!("/dukun/{}", dukun.dukun)) {
            div.row.apart { b { (person(caller, register, dukun.dukun)) } (status_chip(caller, dukun.standing.map(|s| s.status))) }
            span.soft {
                @if let Some(until) = until { (caller.with("agreement-until", &[("on", &format::date(caller.text, until))])) br; }
                (caller.with("partners-did", &[("births", &dukun.accompanied), ("notices", &dukun.notices)]))
                @if dukun.solo > 0 { " · " (caller.with("partners-solo", &[("n", &dukun.solo)])) }
                br;
                @match dukun.last_contact {
                    Some(on) => (caller.with("partners-last", &[("on", &format::date(caller.text, on))])),
                    None => (caller.t("partners-no-contact")),
                }
            }
            @if !dukun.owed.is_empty() {
                br; span.chip.amber[dukun.late > 0] { @if dukun.late > 0 { "▲ " } (caller.with("partners-owed", &[("sum", &rupiah(dukun.rupiah()))])) }
            }
        } }
    }
}

/// The indicators in words, as how many of how many. What counts concerns is for those who see them.
fn ladder(caller: &Caller, indicators: &[Indicator]) -> Markup {
    let sees_concerns = caller.who.scope.may(Act::HandleConcerns);
    html! {
        div.panel { dl.told {
            @for indicator in indicators.iter().filter(|i| i.id != "KBD-11" || sees_concerns) {
                dt { (caller.t(&format!("indicator-{}", indicator.id.to_lowercase()))) " " span.soft.small.whole { (indicator.id.trim_end_matches("-before")) } }
                dd { b { (super::agreement::count(caller, indicator.n, indicator.of)) } }
            }
        } }
        p.hint { (caller.t("partners-small-numbers")) }
    }
}
