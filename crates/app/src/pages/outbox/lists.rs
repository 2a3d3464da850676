//! The lists of the outbox: what waits, what the server holds, corrections that differ, and wishes.

use domain::{
    ids::SubjectId,
    register::Register,
    tasks::{Task, TaskKind},
};
use maud::{Markup, html};
use store::{Entry, Held};

use crate::{caller::Caller, format, pages::today, phone::Wish};

/// How many of a list are shown; the others are counted.
const SHOWN: usize = 100;

/// What waits, oldest first.
pub(super) fn waiting(caller: &Caller, entries: &[Entry]) -> Markup {
    let register = caller.world.register();
    html! {
        h2 { (caller.t("outbox-waiting")) @if !entries.is_empty() { " · " (entries.len()) } }
        @if entries.is_empty() {
            div.panel.good { p { (caller.t("outbox-none-waits")) } }
        } @else {
            ul.plain.panel { @for entry in entries.iter().take(SHOWN) {
                li { (line(caller, &register, entry)) }
            } }
            (rest(caller, entries.len()))
        }
    }
}

fn rest(caller: &Caller, all: usize) -> Markup {
    html! {
        @if all > SHOWN { p.soft { (caller.with("outbox-and-more", &[("count", &(all - SHOWN))])) } }
    }
}

/// One entry: what kind, about whom, when it was noted; it leads to the page where it is seen.
fn line(caller: &Caller, register: &Register, entry: &Entry) -> Markup {
    let (name, href) = whom(caller, register, entry.subject);
    let at = format::date_time(caller.text, entry.noted_at.civil());
    let inner = html! {
        b { (kind(caller, entry)) }
        @if let Some(name) = &name { " · " (name) }
        br;
        span.small.soft { (caller.with("outbox-noted", &[("at", &at)])) }
    };
    html! {
        @match href {
            Some(href) => a href=(href) { (inner) },
            None => p { (inner) },
        }
    }
}

fn kind<'a>(caller: &'a Caller, entry: &Entry) -> &'a str {
    let key = format!("entry-{}", entry.kind.replace(['.', '_'], "-"));
    caller.text.find(&key).unwrap_or_else(|| caller.t("outbox-other"))
}

fn whom(caller: &Caller, register: &Register, subject: SubjectId) -> (Option<String>, Option<String>) {
    if let Some(family) = register.family(subject).filter(|family| caller.sees(family)) {
        return (Some(family.name().to_owned()), Some(format!("/ibu/{subject}")));
    }
    if let Some(dukun) = register.dukun().get(&subject) {
        return (Some(dukun.name.clone()), Some(format!("/dukun/{subject}")));
    }
    let matters = register.matters();
    if let Some(agreement) = matters.agreements.get(&subject) {
        return (Some(agreement.draft.title.clone()), Some(format!("/kesepakatan/{subject}")));
    }
    if let Some(workshop) = matters.workshops.get(&subject) {
        return (Some(workshop.planned.title.clone()), Some(format!("/lokmin/{subject}")));
    }
    if let Some(commitment) = matters.commitments.get(&subject) {
        return (Some(commitment.made.activity.clone()), Some(format!("/komitmen/{subject}")));
    }
    if matters.messages.contains_key(&subject) {
        return (None, Some(format!("/pesan/{subject}")));
    }
    let about = matters.reminders.get(&subject).and_then(|said| register.family(said.person));
    if let Some(family) = about.filter(|family| caller.sees(family)) {
        return (Some(family.name().to_owned()), Some(format!("/ibu/{}", family.id)));
    }
    (None, None)
}

/// What the server keeps for a person to look at, why, and what to do.
pub(super) fn held(caller: &Caller, held: &[Held]) -> Markup {
    let open: Vec<_> = held.iter().filter(|held| held.settled.is_none()).collect();
    let register = caller.world.register();
    html! {
        @if !open.is_empty() {
            h2 { (caller.t("outbox-held")) " · " (open.len()) }
            p.soft { (caller.t("outbox-held-about")) }
            ul.plain.panel { @for held in open.iter().take(SHOWN) {
                @let (why, todo) = reason(&held.reason);
                li {
                    @if let Ok(entry) = serde_json::from_str::<Entry>(&held.body) {
                        (line(caller, &register, &entry))
                    }
                    p { (caller.t(why)) " " (caller.t(todo)) }
                }
            } }
            (rest(caller, open.len()))
        }
    }
}

fn reason(reason: &str) -> (&'static str, &'static str) {
    match reason {
        "held-unknown-kind" => ("held-unknown-kind", "held-unknown-kind-do"),
        "held-unreadable" => ("held-unreadable", "held-unreadable-do"),
        "held-no-right" => ("held-no-right", "held-no-right-do"),
        _ => ("held-other", "held-no-right-do"),
    }
}

/// Families she sees with corrections that differ.
pub(super) fn conflicts(caller: &Caller) -> Markup {
    caller.world.board(|register, board| {
        let hers = board
            .villages()
            .filter(|(code, _)| code.is_some_and(|code| caller.who.scope.sees_mothers_of(code)));
        let tasks: Vec<&Task> = hers
            .flat_map(|(_, day)| day.tasks.iter().map(|task| &**task))
            .filter(|task| task.kind == TaskKind::Conflict)
            .collect();
        html! {
            @if !tasks.is_empty() {
                h2 { (caller.t("outbox-conflicts")) " · " (tasks.len()) }
                p.soft { (caller.t("outbox-conflicts-about")) }
                @for task in tasks.iter().take(SHOWN) { (today::line(caller, register, task)) }
                (rest(caller, tasks.len()))
            }
        }
    })
}

/// What she wanted to open on the server.
pub(super) fn wishes(caller: &Caller, wishes: &[Wish]) -> Markup {
    html! {
        @if !wishes.is_empty() {
            h2 { (caller.t("outbox-wishes")) }
            ul.plain.panel { @for wish in wishes {
                li.wish {
                    a.tall href=(wish.path) { (wish.title) }
                    form method="post" action="/kiriman/lupakan" {
                        input type="hidden" name="csrf" value=(caller.who.csrf);
                        input type="hidden" name="path" value=(wish.path);
                        button.btn.line.small type="submit"
                            aria-label=(caller.with("outbox-unwish-what", &[("title", &wish.title)])) {
                            (caller.t("outbox-unwish"))
                        }
                    }
                }
            } }
        }
    }
}
