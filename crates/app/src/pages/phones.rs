//! Phones: the head sees all of them, everybody her own; who has lost one withdraws it here. And the
//! page that takes a file which was carried by hand.

use std::{collections::BTreeSet, collections::HashMap, sync::Arc};

use axum::{
    Router,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use domain::{
    ids::{AuthorId, DeviceId},
    rights::Act,
};
use jiff::Timestamp;
use maud::{Markup, html};
use serde::Deserialize;

use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    form::Posted,
    format,
    page::Tab,
    phones::{Handset, Phones, PhonesError, Unfit},
    world::App,
};

/// The addresses of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/hp", get(list))
        .route("/hp/{id}/tarik", get(ask).post(revoke))
        .route("/hp/{id}/izinkan", post(readmit))
}

/// Whether she may have a phone that works without signal, or sees those of others.
pub(crate) fn concern(caller: &Caller) -> bool {
    let scope = &caller.who.scope;
    let has_any = caller.world.phones.is_some() || caller.world.phone.is_some();
    has_any && (scope.sees_mothers() || scope.may(Act::ManageUsers))
}

/// Whether a file may be handed in for any phone, or only for her own.
#[must_use]
pub fn hands_in_for_others(caller: &Caller) -> bool {
    caller.who.scope.may(Act::ExchangeRegisters)
}

fn phones(caller: &Caller) -> Result<Arc<dyn Phones>, Failure> {
    caller.world.phones.clone().ok_or_else(|| caller.failure(Kind::Offline))
}

/// The phones she may see: her own, or all.
async fn seen(caller: &Caller) -> Result<Vec<Handset>, Failure> {
    let mut all = phones(caller)?.list().await.map_err(|error| failed(caller, &error))?;
    if !caller.who.scope.may(Act::ManageUsers) {
        all.retain(|handset| handset.user == caller.who.id);
    }
    Ok(all)
}

async fn one(caller: &Caller, id: DeviceId) -> Result<Handset, Failure> {
    let found = seen(caller).await?.into_iter().find(|handset| handset.id == id);
    found.ok_or_else(|| caller.failure(Kind::Missing))
}

fn failed(caller: &Caller, error: &PhonesError) -> Failure {
    caller.failure(match error {
        PhonesError::Missing => Kind::Missing,
        PhonesError::Failed(_) => Kind::Ours,
    })
}

/// Names of everybody whom phones mention.
async fn names(caller: &Caller, handsets: &[Handset]) -> HashMap<AuthorId, String> {
    let people: BTreeSet<_> = handsets
        .iter()
        .flat_map(|handset| std::iter::once(handset.user).chain(handset.revoked.map(|(_, by)| by)))
        .collect();
    caller.world.names_of(people).await
}

#[derive(Deserialize)]
struct Shown {
    /// Only this person's.
    orang: Option<AuthorId>,
}

async fn list(caller: Caller, Query(shown): Query<Shown>) -> Result<Response, Failure> {
    let mut handsets = seen(&caller).await?;
    handsets.retain(|handset| shown.orang.is_none_or(|person| handset.user == person));
    // Those in use first; the order is otherwise kept.
    handsets.sort_by_key(|handset| handset.revoked.is_some());
    let names = names(&caller, &handsets).await;
    let all = caller.who.scope.may(Act::ManageUsers);
    let body = html! {
        h1 { (caller.t("phones-title")) }
        p.soft { (caller.t(if all { "phones-about-all" } else { "phones-about-own" })) }
        @if handsets.is_empty() { div.panel { p { (caller.t("phones-none")) } } }
        @for handset in &handsets { (card(&caller, handset, &names)) }
        @if caller.world.abilities.phones && caller.who.scope.sees_mothers() {
            p { a.btn href="/hp/pasang" { (caller.t("phones-enrol")) } }
        }
        p { a.btn.line href="/hp/berkas" { (caller.t("phones-file-link")) } }
    };
    Ok(caller.page(caller.t("phones-title"), Tab::More, &body))
}

fn card(caller: &Caller, handset: &Handset, names: &HashMap<AuthorId, String>) -> Markup {
    let owner = names.get(&handset.user).map_or("·", String::as_str);
    html! {
        section.panel {
            div.row.apart {
                h2 { (owner) @if handset.label != owner { " · " (handset.label) } }
                @if handset.revoked.is_some() { span.chip.red { (caller.t("phones-revoked")) } }
                @else { span.chip.green { (caller.t("phones-in-use")) } }
            }
            p { (met(caller, handset.last_met)) br; (waiting(caller, handset)) }
            @if let Some((at, by)) = handset.revoked { p { (withdrawn(caller, handset, at, names.get(&by))) } }
            p.soft {
                (caller.with("phones-since", &[("date", &format::date(caller.text, local(caller, handset.since).date()))]))
                @if !handset.program.is_empty() {
                    " · " (caller.with("phones-program", &[("version", &handset.program)]))
                }
            }
            (action(caller, handset))
        }
    }
}

fn action(caller: &Caller, handset: &Handset) -> Markup {
    html! {
        @if handset.revoked.is_none() {
            a.btn.line.small href=(format!("/hp/{}/tarik", handset.id)) { (caller.t("phones-revoke")) }
        } @else if caller.who.scope.may(Act::ManageUsers) {
            form method="post" action=(format!("/hp/{}/izinkan", handset.id)) {
                input type="hidden" name="csrf" value=(caller.who.csrf);
                button.btn.line.small type="submit" { (caller.t("phones-readmit")) }
            }
        }
    }
}

/// Since when and by whom, and whether the phone knows of it.
fn withdrawn(caller: &Caller, handset: &Handset, at: Timestamp, by: Option<&String>) -> Markup {
    let said = |at| format::date_time(caller.text, local(caller, at));
    let by = by.map_or("·", String::as_str);
    html! {
        (caller.with("phones-revoked-at", &[("at", &said(at)), ("by", &by)])) br;
        @match handset.erased {
            Some(at) => (caller.with("phones-erased", &[("at", &said(at))])),
            None => (caller.t("phones-not-erased")),
        }
    }
}

fn local(caller: &Caller, at: Timestamp) -> jiff::civil::DateTime {
    caller.world.now().offset().to_datetime(at)
}

/// When it was, in words that say how long ago that is.
fn met(caller: &Caller, at: Option<Timestamp>) -> String {
    let Some(at) = at.map(|at| local(caller, at)) else { return caller.t("phones-never").to_owned() };
    let time = format::time(at.time());
    match (caller.today() - at.date()).get_days() {
        ..=0 => caller.with("phones-today", &[("time", &time)]),
        1 => caller.with("phones-yesterday", &[("time", &time)]),
        days => {
            let date = format::date(caller.text, at.date());
            caller.with("phones-days-ago", &[("days", &days), ("date", &date)])
        }
    }
}

fn waiting(caller: &Caller, handset: &Handset) -> String {
    match (handset.last_met, handset.waiting) {
        (None, _) => caller.t("phones-waiting-unknown").to_owned(),
        (_, 0) => caller.t("phones-waiting-none").to_owned(),
        (_, entries) => caller.with("phones-waiting-some", &[("entries", &entries)]),
    }
}

async fn ask(caller: Caller, Path(id): Path<DeviceId>) -> Result<Response, Failure> {
    let handset = one(&caller, id).await?;
    if handset.revoked.is_some() {
        return Ok(Redirect::to("/hp").into_response());
    }
    let names = names(&caller, std::slice::from_ref(&handset)).await;
    let owner = names.get(&handset.user).map_or("·", String::as_str);
    let is_others = handset.user != caller.who.id;
    let body = html! {
        h1 { (caller.t("phones-revoke-title")) }
        p { b { (owner) } @if handset.label != owner { " · " (handset.label) } }
        div.panel.warn {
            ul {
                li { (caller.t("phones-revoke-at-once")) }
                li { (caller.t("phones-revoke-erases")) }
                li { (caller.t("phones-revoke-unsent")) " " (waiting(&caller, &handset)) }
                li { (caller.t("phones-revoke-until")) }
                @if is_others { li { (caller.t("phones-revoke-password")) } }
            }
        }
        form method="post" {
            input type="hidden" name="csrf" value=(caller.who.csrf);
            button.btn.danger type="submit" { (caller.t("phones-revoke-yes")) }
            " " a.btn.line href="/hp" { (caller.t("phones-revoke-no")) }
        }
    };
    Ok(caller.page(caller.t("phones-revoke-title"), Tab::More, &body))
}

async fn revoke(caller: Caller, Path(id): Path<DeviceId>, Posted(_): Posted) -> Result<Response, Failure> {
    let handset = one(&caller, id).await?;
    let done = phones(&caller)?.revoke(handset.id, caller.world.now().timestamp(), caller.who.id).await;
    done.map_err(|error| failed(&caller, &error))?;
    Ok(Redirect::to("/hp").into_response())
}

async fn readmit(caller: Caller, Path(id): Path<DeviceId>, Posted(_): Posted) -> Result<Response, Failure> {
    caller.must(Act::ManageUsers)?;
    phones(&caller)?.readmit(id).await.map_err(|error| failed(&caller, &error))?;
    Ok(Redirect::to("/hp").into_response())
}

/// What became of a file that was carried by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandedIn {
    /// Whose phone it was from, and what it is called.
    pub from: String,
    /// Entries that are new.
    pub new: usize,
    /// Entries that had arrived before.
    pub known: usize,
    /// Entries that wait for a person.
    pub held: usize,
}

/// The page on which a file is handed in; with what became of the last one, or what is the matter
/// with it.
#[must_use]
pub fn hand_in(caller: &Caller, outcome: Option<Result<&HandedIn, Unfit>>) -> Response {
    let body = html! {
        h1 { (caller.t("phones-file-title")) }
        p.soft { (caller.t("phones-file-about")) }
        @match outcome {
            Some(Ok(done)) => (handed_in(caller, done)),
            Some(Err(unfit)) => div.panel.warn role="alert" { p { b { (caller.t(unfit.key())) } } },
            None => {},
        }
        form.panel method="post" action="/hp/berkas" enctype="multipart/form-data" {
            input type="hidden" name="csrf" value=(caller.who.csrf);
            div.f {
                label for="file" { (caller.t("phones-file-choose")) }
                input #file type="file" name="file" required;
            }
            button.btn type="submit" { (caller.t("phones-file-send")) }
        }
        p { a.btn.line href="/hp" { (caller.t("phones-title")) } }
    };
    caller.page(caller.t("phones-file-title"), Tab::More, &body)
}

fn handed_in(caller: &Caller, done: &HandedIn) -> Markup {
    html! {
        div.panel.good role="status" {
            p { b { (caller.with("phones-file-done", &[("phone", &done.from)])) } }
            p { (caller.with("phones-file-new", &[("entries", &done.new)])) }
            @if done.known > 0 { p { (caller.with("phones-file-known", &[("entries", &done.known)])) } }
            @if done.held > 0 {
                p { (caller.with("phones-file-held", &[("entries", &done.held)])) }
                @if caller.who.scope.may(Act::ExchangeRegisters) {
                    p { a href="/tertahan" { (caller.t("more-held")) } }
                }
            }
        }
    }
}
