//! The page of a workshop: before the day what is to be done, on the day what to note, afterwards what
//! came of it.

use axum::{
    Router,
    extract::{Path, Query},
    response::Response,
    routing::get,
};
use domain::{
    facts::name_and_office,
    ids::SubjectId,
    matters::{Fulfilment, Workshop},
    register::Register,
    rights::Act,
    workshop::{self, Evaluation, Seen},
};
use maud::{Markup, html};

use super::{budget, chip, find, hold::undo, minutes, sees_minutes};
use crate::{
    caller::Caller,
    failure::Failure,
    format, labels,
    page::Tab,
    pages::{
        commitment::{can_go_on, carry_button, line},
        partnership::{After, rupiah, saved, status_chip},
    },
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/lokmin/{id}", get(show))
}

async fn show(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Query(after): Query<After>,
) -> Result<Response, Failure> {
    let workshop = find(&caller, id)?;
    let body = {
        let register = caller.world.register();
        html! {
            h1 { (workshop.planned.title) }
            (saved(&caller, &after))
            p { (chip(&caller, &workshop, caller.today())) " "
                span.soft { (labels::label(caller.text, "workshopkind", &workshop.planned.kind)) } }
            (not_held(&caller, &workshop))
            div.columns {
                div {
                    (facts(&caller, &workshop))
                    (actions(&caller, &workshop))
                    (last_time(&caller, &register, &workshop))
                    (commitments(&caller, &register, &workshop))
                    (agreements(&caller, &register, &workshop))
                    @if sees_minutes(&caller) { (said(&caller, &workshop)) }
                }
                div {
                    @if caller.who.scope.may(Act::KeepWorkshops) { (checklist(&caller, &register, &workshop)) }
                    (papers(&caller, &workshop))
                }
            }
        }
    };
    Ok(caller.page(caller.t("workshop-title"), Tab::More, &body))
}

fn not_held(caller: &Caller, workshop: &Workshop) -> Markup {
    html! { @if let Some(cancelled) = &workshop.cancelled {
        div.panel.warn {
            p { b { (caller.t("workshop-cancelled")) } }
            p { (cancelled.reason) }
            @if caller.who.scope.may(Act::KeepWorkshops) { (undo(caller, workshop.id, cancelled.id())) }
        }
    } }
}

fn facts(caller: &Caller, workshop: &Workshop) -> Markup {
    let planned = &workshop.planned;
    let hours = match (planned.from, planned.until) {
        (Some(from), Some(until)) => Some(format!("{}–{}", format::time(from), format::time(until))),
        (Some(from), None) => Some(format::time(from)),
        _ => None,
    };
    let place = [&planned.room, &planned.address].into_iter().filter(|part| !part.is_empty());
    let place = place.cloned().collect::<Vec<_>>().join(", ");
    html! {
        div.panel { dl.own {
            dt { (caller.t("workshop-on")) }
            dd { (format::long_date(caller.text, planned.on)) @if let Some(hours) = hours { ", " (hours) } }
            dt { (caller.t("workshop-room")) }
            dd { @if place.is_empty() { (caller.t("not-noted")) } @else { (place) } }
            @if let Some(chair) = &planned.chair { dt { (caller.t("workshop-chair")) } dd { (chair) } }
            dt { (caller.t("workshop-invitees")) } dd { (planned.invitees.len()) }
            dt { (caller.t("attend-title")) } dd { (workshop.attended.len()) }
        } }
        @if !planned.agenda.is_empty() { details.panel {
            summary { (caller.t("workshop-agenda")) }
            ol { @for item in &planned.agenda { li {
                @if let Some(from) = item.from { (format::time(from)) " " }
                (item.title)
                @if let Some(speaker) = &item.speaker { br; span.soft { (speaker) } }
            } } }
        } }
        @if sees_minutes(caller) && !planned.budget.is_empty() { details.panel {
            summary { (caller.t("workshop-budget")) " (" (rupiah(budget::total(&planned.budget))) ")" }
            ul { @for line in &planned.budget { li {
                (line.item) br;
                span.soft { (line.quantity) " " (line.unit) " × " (rupiah(line.rupiah_each)) " · "
                    (labels::label(caller.text, "fundingsource", &line.source))
                    @if let Some(account) = &line.account { " · " (account) } }
            } } }
        } }
        @if sees_minutes(caller) && !planned.invitees.is_empty() { details.panel {
            summary { (caller.t("workshop-invitees")) " (" (planned.invitees.len()) ")" }
            ul { @for one in &planned.invitees { li { (name_and_office(&one.name, &one.office)) } } }
        } }
    }
}

/// How the commitments of the last workshop went, with what is in the way, and the tap that carries on.
fn last_time(caller: &Caller, register: &Register, workshop: &Workshop) -> Markup {
    let matters = register.matters();
    // As it was seen at the workshop: what was reported later belongs to the next one.
    let day = workshop.closed.as_ref().map_or(caller.today(), |closed| closed.on);
    let Some(last) = workshop::previous(matters, workshop) else { return html! {} };
    let seen = Evaluation::of(matters, last.id, day);
    let keeps = caller.who.scope.may(Act::KeepWorkshops);
    let share = match seen.on_time.of {
        0 => caller.t("evaluation-none-due").to_owned(),
        of => caller.with("count-of", &[("n", &seen.on_time.n), ("of", &of)]),
    };
    let counts = [
        ("evaluation-late", seen.count(Fulfilment::DoneLate)),
        ("evaluation-overdue", seen.count(Fulfilment::Overdue)),
        ("evaluation-stuck", seen.count(Fulfilment::Stuck)),
    ];
    html! {
        h2 { (caller.t("evaluation-title")) }
        p.soft { a.tall href=(format!("/lokmin/{}", last.id)) { (last.planned.title) } " "
            (format::date(caller.text, last.planned.on)) }
        @if seen.all.is_empty() { p.soft { (caller.t("evaluation-nothing")) } } @else {
            div.panel {
                div.kv {
                    div { (caller.t("evaluation-on-time")) b { (share) } }
                    @for (key, count) in counts { div { (caller.t(key)) b { (count) } } }
                }
            }
            div.panel { ul.plain { @for one in &seen.all { li {
                (line(caller, register, &one.commitment, day))
                @if let Some(why) = &one.why { p { (caller.t("progress-obstacle")) ": " (why) } }
                @if keeps && can_go_on(&one.commitment, workshop, day) {
                    (carry_button(caller, &one.commitment, workshop, true))
                }
            } } } }
        }
    }
}

fn commitments(caller: &Caller, register: &Register, workshop: &Workshop) -> Markup {
    let own = workshop::commitments_of(register.matters(), workshop.id);
    let today = caller.today();
    html! {
        h2 { (caller.t("workshop-commitments")) }
        div.panel { ul.plain {
            @for one in &own { li { (line(caller, register, one, today)) } }
            @if own.is_empty() { li { p { (caller.t("commitments-none")) } } }
        } }
        @if caller.who.scope.may(Act::KeepWorkshops) && workshop.cancelled.is_none() {
            p { a.btn.small href=(format!("/komitmen/baru?lokmin={}", workshop.id)) { (caller.t("commitment-new")) } }
        }
    }
}

fn agreements(caller: &Caller, register: &Register, workshop: &Workshop) -> Markup {
    let agreements = workshop::agreements_of(register.matters(), workshop);
    html! {
        @if !agreements.is_empty() {
            h2 { (caller.t("workshop-agreements")) }
            div.panel { ul.plain { @for one in &agreements {
                li { a href=(format!("/kesepakatan/{}", one.id)) { div.row.apart {
                    b { (one.draft.title) }
                    (status_chip(caller, register.agreement_status(one.id, caller.today())))
                } } }
            } } }
        }
    }
}

fn said(caller: &Caller, workshop: &Workshop) -> Markup {
    html! {
        @if !workshop.minutes.is_empty() || workshop.closed.is_some() {
            h2 { (caller.t("minutes-title")) }
            @if let Some(closed) = &workshop.closed {
                div.panel.good {
                    p { b { (caller.t("close-conclusion")) } }
                    p { (closed.conclusion) }
                    @if let Some(by) = &closed.minutes_by { p.soft { (caller.t("close-by")) ": " (by) } }
                }
            }
            (minutes::list(caller, workshop, false))
        }
    }
}

fn actions(caller: &Caller, workshop: &Workshop) -> Markup {
    let to = |what: &str| format!("/lokmin/{}/{what}", workshop.id);
    let runs = workshop.closed.is_none() && workshop.cancelled.is_none();
    let held = workshop.planned.on <= caller.today();
    let is_today = workshop.planned.on == caller.today();
    let offered = [
        ("hadir", "attend-title", runs),
        ("notulen", "minutes-title", runs),
        ("tutup", "close-title", runs && held),
        ("ubah", "workshop-change", runs),
        ("tidak-jadi", "cancel-title", runs),
    ];
    html! {
        @if caller.who.scope.may(Act::KeepWorkshops) {
            div.deeds {
                @for (what, key, _) in offered.into_iter().filter(|(_, _, offered)| *offered) {
                    // On the day, what is done with many people around stands out.
                    @let first = is_today && matches!(what, "hadir" | "notulen");
                    a.btn.line[!first] href=(to(what)) { (caller.t(key)) }
                }
                @if workshop.cancelled.is_none() {
                    a.btn.line href=(format!("/kesepakatan/baru?lokakarya={}", workshop.id)) { (caller.t("workshop-agreement")) }
                }
            }
            @if let Some(closed) = &workshop.closed { p.soft { (caller.t("minutes-closed")) } (undo(caller, workshop.id, closed.id())) }
        }
    }
}

fn checklist(caller: &Caller, register: &Register, workshop: &Workshop) -> Markup {
    let tasks = workshop::checklist(register, workshop);
    let today = caller.today();
    html! {
        h2 { (caller.t("checklist-title")) }
        div.panel { ul.checks { @for task in tasks {
            @let late = task.seen == Seen::Open && task.due < today;
            li {
                @match task.seen {
                    Seen::Done => span.sign-mark role="img" aria-label=(caller.t("checklist-done")) { "✓" },
                    Seen::Open => span.sign-mark role="img" aria-label=(caller.t("checklist-open")) { @if late { "▲" } @else { " " } },
                    Seen::Untold => span.sign-mark role="img" aria-label=(caller.t("checklist-untold")) { "·" },
                }
                " " (caller.t(&format!("checklist-{}", task.id))) " "
                span.soft { (format::short_date(caller.text, task.due)) }
            }
        } } }
    }
}

fn papers(caller: &Caller, workshop: &Workshop) -> Markup {
    let id = workshop.id;
    let papers = [
        ("sk", "paper-decree"),
        ("undangan", "paper-invitation"),
        ("kak", "paper-terms"),
        ("daftar-hadir", "paper-attendance"),
        ("susunan-acara", "paper-agenda"),
        ("notulen", "paper-minutes"),
        ("rtl", "paper-commitments"),
        ("siaran-pers", "paper-release"),
    ];
    let own = sees_minutes(caller);
    html! {
        h2 { (caller.t("workshop-papers")) }
        div.panel { ul.plain {
            li { a download href=(format!("/lokmin/{id}/kalender.ics")) { b { (caller.t("workshop-calendar")) } } }
            li { a href=(format!("/lokmin/{id}/sajian")) { b { (caller.t("pack-title")) } } }
            @if own {
                @if workshop.cancelled.is_none() {
                    li { a href=(format!("/lokmin/{id}/siaran-pers")) { b { (caller.t("release-title")) } } }
                }
                @if caller.who.scope.may(Act::KeepWorkshops) {
                    li { a href=(format!("/lokmin/{id}/spj")) { b { (caller.t("spj-title")) } } }
                }
                @if caller.world.accounts.is_some() {
                    li { a href=(format!("/berkas/{id}")) { b { (caller.t("files-title")) " (" (workshop.files.len()) ")" } } }
                }
                @if caller.world.abilities.papers { @for (word, key) in papers {
                    li { a href=(format!("/surat/{word}/{id}")) { b { (caller.t(key)) } } }
                } }
            }
        } }
    }
}
