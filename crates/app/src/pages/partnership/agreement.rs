//! Agreements: the list, and one of them with its clauses, what the records show of each, and its history.

use std::collections::{BTreeSet, HashMap};

use axum::{
    Router,
    extract::{Path, Query},
    response::Response,
    routing::get,
};
use domain::{
    correction::Record,
    facts::{Bound, Clause, Fact, Side},
    ids::{AuthorId, SubjectId},
    matters::{Agreement, AgreementStatus},
    partnership::{self, Evidence, Period, Seen, clauses},
    register::Register,
    rights::{Act, Visibility},
    rules::Rules,
};
use jiff::civil::Date;
use maud::{Markup, html};

use super::{After, agreement_at, person, saved, side_names, village_names};
use crate::{caller::Caller, failure::Failure, format, labels, page::Tab, world::App};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/kesepakatan", get(all)).route("/kesepakatan/{id}", get(one))
}

struct Line {
    id: SubjectId,
    title: String,
    status: AgreementStatus,
    with: String,
    villages: String,
    until: Option<Date>,
}

async fn all(caller: Caller) -> Result<Response, Failure> {
    caller.must(Act::SeeWorkshops)?;
    let today = caller.today();
    let mut lines: Vec<_> = {
        let register = caller.world.register();
        let all = register.matters().agreements.values();
        all.filter_map(|agreement| {
            Some(Line {
                id: agreement.id,
                title: agreement.draft.title.clone(),
                status: register.agreement_status(agreement.id, today)?,
                with: side_names(&caller, &register, agreement, Side::Dukun, today).join(", "),
                villages: village_names(&register, &agreement.villages(today)),
                until: agreement.valid_until(today),
            })
        })
        .collect()
    };
    lines.sort_by_key(|line| (order(line.status), line.until, line.id));
    let body = html! {
        h1 { (caller.t("agreements-title")) }
        @if caller.who.scope.may(Act::KeepPartnership) {
            p { a.btn.small href="/kesepakatan/baru" { (caller.t("draft-new")) } }
        }
        div.panel { ul.plain {
            @for line in &lines { li { a href=(format!("/kesepakatan/{}", line.id)) {
                div.row.apart { b { (line.title) } (chip(&caller, line.status, line.until)) }
                span.soft { (line.villages) " · " (line.with) }
                @if let Some(until) = line.until.filter(|_| line.status == AgreementStatus::Signed) {
                    br; span.soft { (caller.with("agreement-until", &[("on", &format::date(caller.text, until))])) }
                }
            } } }
            @if lines.is_empty() { li { p { (caller.t("agreements-none")) } } }
        } }
    };
    Ok(caller.page(caller.t("agreements-title"), Tab::Places, &body))
}

/// What asks for something first: running ones, drafts, and then what is over.
fn order(status: AgreementStatus) -> u8 {
    match status {
        AgreementStatus::Suspended => 0,
        AgreementStatus::Draft => 1,
        AgreementStatus::Expired => 2,
        AgreementStatus::Signed => 3,
        AgreementStatus::Renewed | AgreementStatus::Ended => 4,
    }
}

/// Days before the last one in which an agreement is said to end soon.
const SOON_DAYS: i32 = 60;

fn chip(caller: &Caller, status: AgreementStatus, until: Option<Date>) -> Markup {
    let soon = until.is_some_and(|until| {
        status == AgreementStatus::Signed
            && domain::gestation::days_between(caller.today(), until) <= SOON_DAYS
    });
    if soon {
        return html! { span.chip.amber { "▲ " (caller.t("agreement-soon-over")) } };
    }
    status_chip(caller, Some(status))
}

/// How an agreement stands, in a word and a sign; none is "no agreement yet".
pub(crate) fn status_chip(caller: &Caller, status: Option<AgreementStatus>) -> Markup {
    let (class, sign, key) = match status {
        Some(AgreementStatus::Signed) => ("chip green", "✓ ", "agreement-signed"),
        Some(AgreementStatus::Draft) => ("chip blue", "", "agreement-draft"),
        Some(AgreementStatus::Suspended) => ("chip amber", "▲ ", "agreement-suspended"),
        Some(AgreementStatus::Expired) => ("chip amber", "▲ ", "agreement-expired"),
        Some(AgreementStatus::Ended) => ("chip", "", "agreement-ended"),
        Some(AgreementStatus::Renewed) => ("chip", "", "agreement-renewed"),
        None => ("chip", "", "agreement-none"),
    };
    html! { span class=(class) { (sign) (caller.t(key)) } }
}

async fn one(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Query(after): Query<After>,
) -> Result<Response, Failure> {
    caller.must(Act::SeeWorkshops)?;
    let (agreement, status) = agreement_at(&caller, id)?;
    let authors: BTreeSet<AuthorId> = agreement.records.iter().map(|record| record.note.author).collect();
    let names = caller.world.names_of(authors).await;
    let body = {
        let register = caller.world.register();
        html! {
            h1 { (agreement.draft.title) }
            (saved(&caller, &after))
            p { (chip(&caller, status, agreement.valid_until(caller.today()))) " "
                span.soft { (village_names(&register, &agreement.villages(caller.today()))) } }
            div.columns {
                div {
                    (facts(&caller, &register, &agreement))
                    (parties(&caller, &register, &agreement))
                    (clause_list(&caller, &register, &agreement))
                }
                div {
                    (actions(&caller, &agreement, status))
                    (files(&caller, &agreement))
                    (history(&caller, &agreement, &names))
                }
            }
        }
    };
    Ok(caller.page(caller.t("agreement-title"), Tab::Places, &body))
}

fn facts(caller: &Caller, register: &Register, agreement: &Agreement) -> Markup {
    let today = caller.today();
    let day = |on: Option<Date>| {
        on.map_or_else(|| caller.t("not-noted").to_owned(), |on| format::date(caller.text, on))
    };
    let reviews = agreement.signed.as_ref().map(|s| &s.reviews).filter(|r| !r.is_empty());
    let reviews = reviews.unwrap_or(&agreement.draft.reviews);
    let next = reviews.iter().find(|on| **on >= today);
    let place =
        agreement.signed.as_ref().map(|signed| signed.place.clone()).or(agreement.draft.place.clone());
    html! {
        div.panel {
            div.kv {
                @match &agreement.signed {
                    Some(signed) => div { (caller.t("agreement-signed-on")) b { (format::date(caller.text, signed.on)) } },
                    None => div { (caller.t("draft-planned-on")) b { (day(agreement.draft.planned_on)) } },
                }
                div { (caller.t("agreement-last-day")) b {
                    @match agreement.valid_until(today) {
                        Some(until) => (format::date(caller.text, until)),
                        None => (caller.t("agreement-no-end")),
                    }
                } }
                div { (caller.t("agreement-next-review")) b {
                    @match next { Some(on) => (format::date(caller.text, *on)), None => (caller.t("agreement-no-review")) }
                } }
            }
            @if let Some(place) = place { p.soft { (caller.t("draft-place")) ": " (place) } }
            @if let Some(read) = agreement.signed.as_ref().and_then(|signed| signed.read_aloud.as_ref()) {
                p { (caller.with("agreement-read", &[("language", &read.language), ("by", &read.by)])) }
            }
            @if let Some(old) = agreement.draft.renews.and_then(|id| register.matters().agreements.get(&id)) {
                p { a.tall href=(format!("/kesepakatan/{}", old.id)) { (caller.t("agreement-renews")) } }
            }
            @if let Some(workshop) = agreement.draft.workshop { (workshop_line(caller, register, workshop)) }
            @if let Some(remark) = &agreement.draft.remark { p { (remark) } }
        }
    }
}

fn workshop_line(caller: &Caller, register: &Register, id: SubjectId) -> Markup {
    html! {
        @if let Some(workshop) = register.matters().workshops.get(&id) {
            p.soft { (caller.t("draft-workshop")) ": " (workshop.planned.title) ", " (format::date(caller.text, workshop.planned.on)) }
        }
    }
}

fn parties(caller: &Caller, register: &Register, agreement: &Agreement) -> Markup {
    let how = |id: SubjectId| {
        let signed = agreement.signed.as_ref()?.signatures.iter().find(|signed| signed.person == id)?;
        Some(labels::label(caller.text, "signature", &signed.how))
    };
    let keeps = caller.who.scope.may(Act::KeepPlaces);
    let absent = |name: &str| {
        agreement.signed.as_ref().is_some_and(|s| s.absent_witnesses.iter().any(|one| one == name))
    };
    html! {
        h2 { (caller.t("agreement-parties")) }
        div.panel {
            @for side in Side::ALL {
                h3 { (labels::label(caller.text, "side", &side)) }
                ul.plain { @for id in agreement.side(side, caller.today()) {
                    @let name = person(caller, register, id);
                    li { @if side == Side::Dukun && keeps { a href=(format!("/dukun/{id}")) { b { (name) } (with_sign(how(id))) } }
                        @else { p { (name) (with_sign(how(id))) } } }
                } }
            }
            @if !agreement.draft.witnesses.is_empty() {
                h3 { (caller.t("draft-witnesses")) }
                ul.plain { @for witness in &agreement.draft.witnesses {
                    li { p { (witness.holder()) br; span.soft { @if !witness.name.is_empty() { (witness.office) " · " } (labels::label(caller.text, "capacity", &witness.capacity))
                        @if absent(witness.holder()) { " · " (caller.t("agreement-witness-absent")) } } } }
                } }
            }
        }
    }
}

fn with_sign(how: Option<String>) -> Markup {
    html! { @if let Some(how) = how { " " span.soft { "· " (how) } } }
}

/// The days whose records are looked at: from the signing on, and not after its end.
fn period(agreement: &Agreement, today: Date) -> Option<Period> {
    let from = agreement.signed.as_ref()?.on;
    let ended = agreement.ended.as_ref().map(|ended| ended.on);
    let last = [ended, agreement.valid_until(today)].into_iter().flatten().min();
    Some(Period { from, until: last.map_or(today, |last| last.min(today)) })
}

fn clause_list(caller: &Caller, register: &Register, agreement: &Agreement) -> Markup {
    let today = caller.today();
    let period = period(agreement, today).filter(|_| caller.who.scope.sees(Visibility::Partnership));
    let all = agreement.clauses(today);
    html! {
        h2 { (caller.t("draft-clauses")) }
        @if let Some(period) = period {
            p.soft { (caller.with("agreement-evidence-since", &[("from", &format::date(caller.text, period.from)),
                ("until", &format::date(caller.text, period.until))])) }
        }
        @for bound in Bound::ALL {
            @let bound_by: Vec<_> = all.iter().filter(|clause| clause.bound == bound).collect();
            @if !bound_by.is_empty() {
                div.panel {
                    h3 { (labels::label(caller.text, "bound", &bound)) }
                    ol { @for clause in bound_by { li { (one_clause(caller, register, agreement, clause, period)) } } }
                }
            }
        }
    }
}

fn one_clause(
    caller: &Caller,
    register: &Register,
    agreement: &Agreement,
    clause: &Clause,
    period: Option<Period>,
) -> Markup {
    // Made of the register at hand: to ask for it a second time while it is held may wait for ever.
    let rules = Rules::of(register.unit().map(|unit| &**unit));
    let shown = period
        .map(|period| partnership::of_clause(register, &rules, agreement, &clause.id, period))
        .unwrap_or_default();
    let warned = clauses::find(&clause.id).is_some_and(|row| row.never_enforced);
    html! {
        p { (clause.text) }
        @if warned { p.panel.warn { (caller.t("clause-never-enforced")) } }
        @for evidence in &shown { (draw_evidence(caller, register, evidence)) }
        @if period.is_some() && shown.is_empty() && !warned { p.soft.small { (caller.t("clause-not-measured")) } }
    }
}

/// How many of the days are shown, the newest first.
const SHOWN: usize = 60;

/// How many, of how many; opened, the days, with the mother for those who may see her.
fn draw_evidence(caller: &Caller, register: &Register, evidence: &Evidence) -> Markup {
    let words = caller.t(&format!("measure-{}", evidence.measure.word())).to_owned();
    let count = count(caller, evidence.seen.len(), evidence.of);
    html! {
        @if evidence.seen.is_empty() { p.evidence { (words) ": " b { (count) } } }
        @else {
            details.evidence {
                summary { (words) ": " b { (count) } }
                ul.plain {
                    @for seen in evidence.seen.iter().rev().take(SHOWN) { (draw_seen(caller, register, seen)) }
                    @if evidence.seen.len() > SHOWN { li { p.soft { (caller.with("evidence-more", &[("n", &(evidence.seen.len() - SHOWN))])) } } }
                }
            }
        }
    }
}

/// `3 dari 4`; of none it can't be worked out.
pub(super) fn count(caller: &Caller, n: usize, of: Option<usize>) -> String {
    match of {
        Some(0) if n == 0 => caller.t("count-of-none").to_owned(),
        Some(0) => caller.with("count-beyond", &[("n", &n)]),
        Some(of) => caller.with("count-of", &[("n", &n), ("of", &of)]),
        None => caller.with("count-times", &[("n", &n)]),
    }
}

fn draw_seen(caller: &Caller, register: &Register, seen: &Seen) -> Markup {
    let family = register.family(seen.subject).filter(|family| caller.sees(family));
    let day = format::date(caller.text, seen.on);
    html! {
        li { @match family {
            Some(family) => a href=(format!("/ibu/{}", family.id)) { (day) " · " b { (family.name()) } },
            None => p { (day) @if let Some(dukun) = register.dukun().get(&seen.subject) { " · " (dukun.name) } },
        } }
    }
}

fn actions(caller: &Caller, agreement: &Agreement, status: AgreementStatus) -> Markup {
    let to = |what: &str| format!("/kesepakatan/{}/{what}", agreement.id);
    let offered: &[(&str, &str)] = match status {
        AgreementStatus::Draft => &[("tanda-tangan", "sign-title"), ("ubah", "draft-change")],
        AgreementStatus::Signed => &[
            ("adendum", "addendum-title"),
            ("perpanjang", "draft-renew"),
            ("tunda", "suspend-title"),
            ("akhiri", "end-title"),
        ],
        AgreementStatus::Suspended => &[("lanjut", "resume-title"), ("akhiri", "end-title")],
        AgreementStatus::Expired => &[("perpanjang", "draft-renew")],
        AgreementStatus::Ended | AgreementStatus::Renewed => &[],
    };
    html! {
        @if caller.who.scope.may(Act::KeepPartnership) {
            @for (no, (what, key)) in offered.iter().enumerate() {
                p { a.btn.line[no > 0 || status != AgreementStatus::Draft] href=(to(what)) { (caller.t(key)) } }
            }
            @if caller.world.abilities.papers {
                p { a.btn.line href=(format!("/surat/kesepakatan/{}", agreement.id)) { (caller.t("agreement-print")) } }
                p { a.btn.line href=(format!("/berkas/{}", agreement.id)) { (caller.t("files-title")) } }
            }
        }
    }
}

fn files(caller: &Caller, agreement: &Agreement) -> Markup {
    html! {
        @if caller.who.scope.sees(Visibility::Partnership) && !agreement.files.is_empty() {
            h2 { (caller.t("agreement-files")) }
            div.panel { ul.plain { @for file in &agreement.files {
                li { a href=(format!("/berkas/{}", agreement.id)) { (file.caption.as_deref().unwrap_or(caller.t("agreement-file"))) br;
                    span.soft { (format::date(caller.text, file.record.note.noted_at.date())) } } }
            } } }
        }
    }
}

fn history(caller: &Caller, agreement: &Agreement, names: &HashMap<AuthorId, String>) -> Markup {
    html! {
        h2 { (caller.t("agreement-history")) }
        ol.tl { @for record in &agreement.records { @if let Some((key, on, words)) = happened(record) {
            li {
                b { (caller.t(key)) } " " span.soft { (format::date(caller.text, on)) }
                @if let Some(words) = words { p { (words) } }
                @if matches!(record.fact, Fact::AgreementAddendum(_)) && caller.world.abilities.papers {
                    p { a.tall href=(format!("/surat/adendum/{}", record.note.id)) { (caller.t("paper-addendum")) } }
                }
                @if let Some(name) = names.get(&record.note.author) { p.soft.small { (caller.with("agreement-noted-by", &[("name", name)])) } }
            }
        } } }
    }
}

/// What an entry says happened, when, and in which words.
fn happened(record: &Record) -> Option<(&'static str, Date, Option<String>)> {
    Some(match &record.fact {
        Fact::AgreementDrafted(_) => ("history-drafted", record.note.noted_at.date(), None),
        Fact::AgreementSigned(f) => ("history-signed", f.on, Some(f.place.clone())),
        Fact::AgreementAddendum(f) => ("history-addendum", f.on, Some(f.reason.clone())),
        Fact::AgreementSuspended(f) => ("history-suspended", f.on, Some(f.reason.clone())),
        Fact::AgreementResumed(f) => ("history-resumed", f.on, Some(f.reason.clone())),
        Fact::AgreementEnded(f) => ("history-ended", f.on, Some(f.reason.clone())),
        _ => return None,
    })
}
