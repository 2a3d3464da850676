//! What to do today: most urgent first, in words a person would say, each one tap from its form.

use axum::{
    Router,
    extract::Query,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::BirthOutcome,
    family::Family,
    ids::VillageCode,
    register::Register,
    rights::{Act, Role},
    tasks::{Due, Task, TaskKind, Urgency},
};
use jiff::civil::DateTime;
use maud::{Markup, html};
use serde::Deserialize;

use crate::{
    board::{Board, Counts, order},
    caller::Caller,
    failure::{Failure, Kind},
    format,
    page::Tab,
    pages::message,
    world::App,
};

/// How many tasks of a section stand open; the others are one tap away.
const AT_ONCE: usize = 8;
/// How many more a section holds when it is unfolded.
const SHOWN: usize = 40;
/// How many of the unit's most urgent tasks the coordinator sees at once.
const UNIT_SHOWN: usize = 20;

/// The address of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/", get(show))
}

#[derive(Deserialize)]
struct Asked {
    desa: Option<String>,
    #[serde(default)]
    simpan: String,
}

async fn show(caller: Caller, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    // What other sectors come for is what was promised.
    if caller.who.scope.role == Role::Sector {
        return Ok(Redirect::to("/komitmen").into_response());
    }
    if !caller.who.scope.sees_mothers() {
        return Ok(without_mothers(&caller));
    }
    let saved = html! {
        @if let Some(words) = caller.text.find(&format!("saved-{}", asked.simpan)) {
            div.panel.good role="status" { (words) }
        }
    };
    let title = format!("{}, {}", caller.t("nav-today"), format::long_date(caller.text, caller.today()));
    let village = asked.desa.map(|code| VillageCode::new(&code));
    let inner = match &village {
        Some(code) => one_village(&caller, code)?,
        None if caller.who.scope.role == Role::Bidan => mine(&caller),
        None => unit(&caller),
    };
    let messages = message::waiting(&caller, village.as_ref());
    let body = html! { h1 { (title) } (saved) (messages) (inner) };
    Ok(caller.page(caller.t("nav-today"), Tab::Today, &body))
}

/// Office, sectors and district: what they can do here.
fn without_mothers(caller: &Caller) -> Response {
    let body = html! {
        h1 { (format::long_date(caller.text, caller.today())) }
        p { (caller.t("today-without-mothers")) }
        p { a.btn.line href="/lokmin" { (caller.t("workshops-title")) } }
        p { a.btn.line href="/komitmen" { (caller.t("commitments-title")) } }
        p { a.btn.line href="/desa" { (caller.t("more-villages")) } }
        p { a.btn.line href="/lainnya" { (caller.t("nav-more")) } }
    };
    caller.page(caller.t("nav-today"), Tab::Today, &body)
}

fn mine(caller: &Caller) -> Markup {
    caller.world.board(|register, board| {
        let days = caller.who.scope.villages.iter().filter_map(|code| board.village(Some(code)));
        let (mut tasks, mut counts) = (Vec::new(), Counts::default());
        for day in days {
            tasks.extend(day.tasks.iter().map(|task| &**task));
            counts = counts.plus(day.counts);
        }
        tasks.sort_by_key(|task| order(task));
        html! { (sections(caller, register, &tasks)) (people(caller, "today-my-villages", counts)) }
    })
}

fn one_village(caller: &Caller, code: &VillageCode) -> Result<Markup, Failure> {
    if !caller.who.scope.sees_mothers_of(code) {
        return Err(caller.failure(Kind::Missing));
    }
    Ok(caller.world.board(|register, board| {
        let day = board.village(Some(code)).cloned().unwrap_or_default();
        let tasks: Vec<_> = day.tasks.iter().map(|task| &**task).collect();
        html! {
            p.soft { (register.village_name(code)) }
            (sections(caller, register, &tasks))
            (people(caller, "today-this-village", day.counts))
        }
    }))
}

fn unit(caller: &Caller) -> Markup {
    caller.world.board(|register, board| {
        let now = caller.world.now().civil();
        let mut urgent: Vec<&Task> = board
            .villages()
            .flat_map(|(_, day)| day.tasks.iter().map(|task| &**task))
            .filter(|task| task.urgency(now) == Urgency::Now || task.kind == TaskKind::Conflict)
            .collect();
        urgent.sort_by_key(|task| (!task.kind.cannot_wait(), task.due.at(), task.subject));
        let counts = board.villages().map(|(_, day)| day.counts).fold(Counts::default(), Counts::plus);
        html! {
            (section(caller, register, "today-now", &urgent, UNIT_SHOWN))
            h2 { (caller.t("today-by-village")) }
            (by_village(caller, register, board, now))
            (people(caller, "today-unit", counts))
        }
    })
}

fn by_village(caller: &Caller, register: &Register, board: &Board, now: DateTime) -> Markup {
    html! {
        div.panel.wide tabindex="0" role="region" aria-label=(caller.t("today-by-village")) { table {
            thead { tr {
                th scope="col" { (caller.t("field-village")) }
                @for key in ["today-now-short", "today-soon-short", "today-pregnant", "today-nifas", "today-infants"] {
                    th.n scope="col" { (caller.t(key)) }
                }
            } }
            tbody {
                @for (code, day) in board.villages() {
                    @if let Some(code) = code {
                        @let count = |urgency| day.tasks.iter().filter(|task| task.urgency(now) == urgency).count();
                        tr {
                            th scope="row" { a.tall href=(format!("/?desa={code}")) { (register.village_name(code)) } }
                            td.n { (red(count(Urgency::Now))) }
                            td.n { (count(Urgency::Soon)) }
                            td.n { (day.counts.pregnant) }
                            td.n { (day.counts.nifas) }
                            td.n { (day.counts.infants) }
                        }
                    }
                }
            }
        } }
    }
}

fn red(count: usize) -> Markup {
    html! { @if count > 0 { span.chip.red { "▲ " (count) } } @else { "0" } }
}

fn people(caller: &Caller, title: &'static str, counts: Counts) -> Markup {
    html! {
        h2 { (caller.t(title)) }
        div.panel { div.kv {
            div { (caller.t("today-noticed")) b { (counts.noticed) } }
            div { (caller.t("today-pregnant")) b { (counts.pregnant) } }
            div { (caller.t("today-nifas")) b { (counts.nifas) } }
            div { (caller.t("today-infants")) b { (counts.infants) } }
        } }
    }
}

fn sections(caller: &Caller, register: &Register, tasks: &[&Task]) -> Markup {
    let now = caller.world.now().civil();
    let of = |urgency| tasks.iter().copied().filter(|task| task.urgency(now) == urgency).collect::<Vec<_>>();
    let sections =
        [("today-now", Urgency::Now), ("today-soon", Urgency::Soon), ("today-planned", Urgency::Planned)];
    html! {
        @if tasks.is_empty() { div.panel.good { p { (caller.t("today-nothing")) } } }
        @for (title, urgency) in sections { (section(caller, register, title, &of(urgency), SHOWN)) }
    }
}

fn section(
    caller: &Caller,
    register: &Register,
    title: &'static str,
    tasks: &[&Task],
    shown: usize,
) -> Markup {
    html! {
        @if !tasks.is_empty() {
            h2 { (caller.t(title)) " · " (tasks.len()) }
            @for task in tasks.iter().take(AT_ONCE) { (line(caller, register, task)) }
            @if tasks.len() > AT_ONCE {
                details.folded {
                    summary { (caller.with("today-and-more", &[("count", &(tasks.len() - AT_ONCE))])) }
                    @for task in tasks.iter().skip(AT_ONCE).take(shown) { (line(caller, register, task)) }
                    @if tasks.len() > AT_ONCE + shown { p.soft { (caller.t("today-rest")) } }
                }
            }
        }
    }
}

/// One task: who, why, by when; the whole line leads to its form.
pub(crate) fn line(caller: &Caller, register: &Register, task: &Task) -> Markup {
    let now = caller.world.now().civil();
    let class = match task.urgency(now) {
        Urgency::Now => "task red",
        Urgency::Soon => "task amber",
        Urgency::Planned => "task teal",
    };
    let family = register.family(task.subject);
    html! {
        a class=(class) href=(address(caller, task)) {
            i {}
            div {
                b { @if let Some(family) = family { (who(caller, family, task)) } }
                span { (reason(caller, family.map(|family| &**family), task)) }
            }
            em { (time(caller, task, now)) }
        }
    }
}

fn who(caller: &Caller, family: &Family, task: &Task) -> String {
    let name = family.name();
    let pregnancy = task.pregnancy.and_then(|id| family.pregnancy(id));
    if let Some((_, child)) = task.child.and_then(|id| family.child(id)) {
        let days = domain::gestation::days_between(child.born_on(), caller.today());
        let key = if child.birth.children.len() > 1 { "today-baby-of-several" } else { "today-baby" };
        return caller.with(key, &[("name", &name), ("no", &child.no), ("age", &age(caller, days))]);
    }
    let weeks = pregnancy.filter(|p| p.over_on().is_none()).and_then(|p| p.age_on(caller.today()));
    match weeks {
        Some(weeks) => caller.with("today-weeks", &[("name", &name), ("weeks", &weeks.weeks())]),
        None => name.to_owned(),
    }
}

/// A child's age in days, then months.
pub(crate) fn age(caller: &Caller, days: i32) -> String {
    if days < 61 {
        caller.with("age-days", &[("count", &days)])
    } else {
        caller.with("age-months", &[("count", &(days * 12 / 365))])
    }
}

/// Why, with what belongs to it in words.
fn reason(caller: &Caller, family: Option<&Family>, task: &Task) -> String {
    let mother_alone =
        task.kind == TaskKind::HomeBirthVisit && !family.is_some_and(|family| has_child(family, task));
    let key = match task.kind {
        TaskKind::HomeBirthVisit if mother_alone => "task-home-birth-visit-mother".to_owned(),
        kind => format!("task-{}", kind.word().replace('_', "-")),
    };
    let list = |prefix: &str| {
        let words: Vec<_> = task
            .args
            .iter()
            .map(|arg| caller.t(&format!("{prefix}-{}", arg.to_lowercase().replace('_', "-"))).to_owned())
            .collect();
        words.join(", ")
    };
    let what = match task.kind {
        TaskKind::RedFinding => list("rule"),
        TaskKind::BirthPlan => list("readiness"),
        TaskKind::Immunise => list("dose"),
        TaskKind::Anc => list("anc-with"),
        TaskKind::ReferralAnswer => task.args.join(", "),
        _ => String::new(),
    };
    if what.is_empty() { caller.t(&key).to_owned() } else { format!("{}: {what}", caller.t(&key)) }
}

/// Whether a child of that birth lives: who lost it is not told to have it visited.
fn has_child(family: &Family, task: &Task) -> bool {
    let pregnancy = task.pregnancy.and_then(|id| family.pregnancy(id));
    pregnancy.is_some_and(|pregnancy| {
        pregnancy.children.iter().any(|child| {
            let alive = child.newborn().is_none_or(|newborn| newborn.outcome == BirthOutcome::Alive);
            alive && child.death.is_none()
        })
    })
}

/// By when, as people say it: information, no reproach.
fn time(caller: &Caller, task: &Task, now: DateTime) -> String {
    let minutes = now.until((jiff::Unit::Minute, task.due.at())).map_or(0, |span| span.get_minutes());
    let days = domain::gestation::days_between(now.date(), task.due.date());
    match task.due {
        Due::Hour(_) if minutes < 0 => caller.t("due-since").to_owned(),
        Due::Hour(_) if minutes < 60 => caller.with("due-minutes", &[("count", &minutes)]),
        Due::Hour(_) if minutes < 48 * 60 => caller.with("due-hours", &[("count", &(minutes / 60))]),
        _ => match days {
            0 => caller.t("due-today").to_owned(),
            1 => caller.t("due-tomorrow").to_owned(),
            2..=6 => format::weekday(caller.text, task.due.date()).to_owned(),
            7.. => format::short_date(caller.text, task.due.date()),
            -60..0 => caller.with("due-past", &[("count", &-days)]),
            _ => caller.with("due-past-months", &[("count", &(-days * 12 / 365))]),
        },
    }
}

/// The form that a task is done with.
pub(crate) fn address(caller: &Caller, task: &Task) -> String {
    let home = format!("/ibu/{}", task.subject);
    let pregnancy = |form: &str| {
        task.pregnancy.map_or_else(|| home.clone(), |id| format!("{home}/kehamilan/{id}/{form}"))
    };
    let child = |form: &str| task.child.map_or_else(|| home.clone(), |id| format!("{home}/anak/{id}/{form}"));
    let entry = |form: &str| task.entry.map_or_else(|| home.clone(), |id| format!("{home}/{form}/{id}"));
    match task.kind {
        TaskKind::RedFinding => {
            let from = task.entry.map_or_else(String::new, |id| format!("?dari={id}"));
            let child = task.child.map_or_else(String::new, |id| format!("&anak={id}"));
            format!("{}{from}{child}", pregnancy("rujuk"))
        }
        TaskKind::HomeBirthVisit | TaskKind::Kf(_) => pregnancy("nifas"),
        TaskKind::DeathNotify => format!("{}/lapor", entry("kematian")),
        TaskKind::Kn(_) => child("neonatus"),
        TaskKind::ReferralAnswer => format!("{}/jawab", entry("rujukan")),
        TaskKind::OverdueBirth => pregnancy("lahir"),
        TaskKind::BirthPlan => pregnancy("rencana"),
        TaskKind::Anc => pregnancy("periksa"),
        TaskKind::Register => match task.pregnancy {
            Some(id) => format!("{home}/daftar?kehamilan={id}"),
            None => format!("{home}/daftar"),
        },
        TaskKind::Immunise => child("imunisasi"),
        TaskKind::InfantContact(_) => child("bayi"),
        TaskKind::Conflict if caller.who.scope.may(Act::SettleConflicts) => {
            format!("{}/putus", entry("catatan"))
        }
        TaskKind::Conflict => home.clone(),
    }
}
