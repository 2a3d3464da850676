//! Links for people of other sectors: the office makes one for an official, and takes it back. They see
//! coverage, agreements and commitments, and report progress; no mother, no child, no concern.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Extension, Router,
    extract::{Path, Request, State},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use domain::{
    facts::Official,
    family::Item,
    ids::{AuthorId, SubjectId},
    rights::Act,
};
use http::header;
use maud::{Markup, html};
use uuid::Uuid;

use crate::{
    accounts::{Accounts, AccountsError, Guest, Link},
    caller::{Caller, lang_of},
    failure::{Failure, Kind},
    field::{Ask, Sheet, send},
    form::{Form, Posted},
    format,
    page::{self, Tab},
    text::Text,
    who::From,
    world::App,
};

/// Days a link counts where nothing else is chosen: a quarter and two weeks, so that what was promised at
/// one workshop can be reported until the next.
const DAYS: u16 = 106;

/// The addresses of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/lintas-sektor", get(list).post(invite))
        .route("/lintas-sektor/{id}/cabut", post(revoke))
        .route("/masuk/tautan/{token}", get(knock).post(enter))
}

fn accounts(caller: &Caller) -> Result<Arc<dyn Accounts>, Failure> {
    caller.must(Act::InviteSectors)?;
    caller.world.accounts.clone().ok_or_else(|| caller.failure(Kind::Offline))
}

async fn list(caller: Caller) -> Result<Response, Failure> {
    let links = links(&caller).await?;
    Ok(draw(&caller, &Form::new().fill("days", DAYS), &links, None))
}

async fn links(caller: &Caller) -> Result<Vec<Link>, Failure> {
    accounts(caller)?.links().await.map_err(|_| caller.failure(Kind::Ours))
}

async fn invite(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    let accounts = accounts(&caller)?;
    let official = form.raw("official").parse::<SubjectId>().ok();
    let guest = official.and_then(|id| {
        let register = caller.world.register();
        let official = register.officials().get(&id).filter(|official| !official.left)?;
        Some(Guest {
            name: official.called(),
            official: id,
            villages: official.village.iter().cloned().collect(),
            days: form.whole("days").unwrap_or(DAYS),
        })
    });
    let Some(guest) = guest else {
        form.fault("official", "guests-choose", &[]);
        let links = links(&caller).await?;
        return Ok(draw(&caller, &form, &links, None));
    };
    let token =
        accounts.invite(guest.clone(), caller.who.id).await.map_err(|_| caller.failure(Kind::Ours))?;
    caller.world.forget_names();
    let made = Made { name: guest.name, token };
    let links = links(&caller).await?;
    Ok(draw(&caller, &Form::new().fill("days", DAYS), &links, Some(&made)))
}

async fn revoke(caller: Caller, Path(id): Path<Uuid>, Posted(_): Posted) -> Result<Response, Failure> {
    match accounts(&caller)?.revoke_link(id).await {
        Ok(()) => Ok(Redirect::to("/lintas-sektor").into_response()),
        Err(AccountsError::Wrong) => Err(caller.failure(Kind::Missing)),
        Err(_) => Err(caller.failure(Kind::Ours)),
    }
}

/// A link that was just made; it is shown once.
struct Made {
    name: String,
    token: String,
}

fn draw(caller: &Caller, form: &Form, links: &[Link], made: Option<&Made>) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let officials: Vec<(String, String)> = {
        let register = caller.world.register();
        let still = register.officials().iter().filter(|(_, official)| !official.left);
        still.map(|(id, official): (_, &Item<Official>)| (id.to_string(), official.called())).collect()
    };
    let body = html! {
        h1 { (caller.t("guests-title")) }
        p.soft { (caller.t("guests-about")) }
        @if let Some(made) = made { (shown_once(caller, made)) }
        form.panel method="post" action="/lintas-sektor" {
            h2 { (caller.t("guests-new")) }
            @if officials.is_empty() {
                p { (caller.t("guests-no-officials")) }
                a.btn.line href="/pejabat" { (caller.t("guests-to-officials")) }
            } @else {
                (sheet.select("official", &Ask::of("guests-official"), &officials))
                (sheet.whole("days", &Ask::of("guests-days").width(4)))
                (send(&caller.who.csrf, sheet, "guests-make"))
            }
        }
        (table(caller, links))
    };
    caller.page(caller.t("guests-title"), Tab::More, &body)
}

fn shown_once(caller: &Caller, made: &Made) -> Markup {
    let path = format!("/masuk/tautan/{}", made.token);
    html! {
        section.panel.good role="status" {
            h2 { (caller.with("guests-made", &[("name", &made.name)])) }
            p { (caller.t("guests-once")) }
            p.link-once { a href=(path) { (path) } }
        }
    }
}

fn table(caller: &Caller, links: &[Link]) -> Markup {
    let mut newest: BTreeMap<AuthorId, &Link> = BTreeMap::new();
    for link in links.iter().rev() {
        newest.insert(link.user, link);
    }
    html! {
        @if !newest.is_empty() {
            h2 { (caller.t("guests-links")) }
            div.panel { ul.plain { @for link in newest.values() {
                li {
                    b { (link.name) }
                    br;
                    span.soft { (standing(caller, link)) }
                    @if counts(caller, link) {
                        form method="post" action=(format!("/lintas-sektor/{}/cabut", link.id)) {
                            input type="hidden" name="csrf" value=(caller.who.csrf);
                            button.btn.line type="submit" { (caller.t("guests-revoke")) }
                        }
                    }
                }
            } } }
        }
    }
}

fn counts(caller: &Caller, link: &Link) -> bool {
    !link.is_revoked && caller.world.now().timestamp() < link.expires_at
}

fn standing(caller: &Caller, link: &Link) -> String {
    if link.is_revoked {
        return caller.t("guests-revoked").to_owned();
    }
    let offset = caller.world.now().offset();
    let date = |at: jiff::Timestamp| format::date(caller.text, offset.to_datetime(at).date());
    let until = date(link.expires_at);
    let key = if counts(caller, link) { "guests-until" } else { "guests-expired" };
    let used = match link.last_used {
        Some(at) => caller.with("guests-used", &[("date", &date(at))]),
        None => caller.t("guests-unused").to_owned(),
    };
    format!("{} · {used}", caller.with(key, &[("date", &until)]))
}

/// What a link opens: a page with a button. Programs that look at links before people do, as messengers
/// do, would otherwise log in.
async fn knock(State(app): State<App>, Path(token): Path<String>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let text = Text::of(lang_of(&parts));
    let guest = match &app.accounts {
        Some(accounts) => accounts.guest_of(&token).await,
        None => return Failure::new(Kind::Offline, text.lang()).into_response(),
    };
    match guest {
        Ok(user) => {
            let body = html! {
                h1 { (text.t("guests-welcome")) }
                p { (text.with("guests-welcome-name", &[("name", &user.name)])) }
                p.soft { (text.t("guests-welcome-about")) }
                form.panel method="post" action=(format!("/masuk/tautan/{token}")) {
                    button.btn type="submit" { (text.t("guests-enter")) }
                }
            };
            page::bare(text, text.t("guests-welcome"), &body)
        }
        Err(_) => closed(text),
    }
}

async fn enter(
    State(app): State<App>,
    from: Option<Extension<From>>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let text = Text::of(lang_of(&parts));
    let Some(accounts) = &app.accounts else {
        return Failure::new(Kind::Offline, text.lang()).into_response();
    };
    let from = from.map(|Extension(from)| from.0).unwrap_or_default();
    match accounts.enter(&token, &from).await {
        Ok(cookie) => ([(header::SET_COOKIE, cookie)], Redirect::to("/komitmen")).into_response(),
        Err(AccountsError::Failed(_)) => Failure::new(Kind::Ours, text.lang()).into_response(),
        Err(_) => closed(text),
    }
}

/// A link that no longer counts says so, and to whom to turn.
fn closed(text: &Text) -> Response {
    let body = html! {
        h1 { (text.t("guests-closed")) }
        p { (text.t("guests-closed-about")) }
    };
    page::bare(text, text.t("guests-closed"), &body)
}
