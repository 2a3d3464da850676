//! Logging in and out, and the language.

use axum::{
    Extension, Router,
    extract::{Path, Query, Request, State},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use http::header;
use maud::{Markup, html};
use serde::Deserialize;

use crate::{
    accounts::AccountsError,
    caller::{Caller, lang_of},
    failure::{Failure, Kind},
    field::{Ask, Sheet},
    form::{Form, Posted},
    page,
    text::{Lang, Text},
    who::{From, Who},
    world::App,
};

/// The addresses of logging in and out.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/masuk", get(show).post(login)).route("/keluar", post(logout))
}

/// The address of changing the language.
pub(crate) fn language() -> Router<App> {
    Router::new().route("/bahasa/{lang}", get(switch))
}

#[derive(Deserialize)]
struct Back {
    #[serde(default)]
    ke: String,
}

async fn show(who: Option<Extension<Who>>, Query(back): Query<Back>, request: Request) -> Response {
    if who.is_some() {
        return Redirect::to(&own_path(&back.ke)).into_response();
    }
    let (parts, _) = request.into_parts();
    login_page(Text::of(lang_of(&parts)), &Form::new().fill("ke", back.ke))
}

async fn login(State(app): State<App>, from: Option<Extension<From>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let text = Text::of(lang_of(&parts));
    let Ok(body) = axum::body::to_bytes(body, 16 * 1024).await else {
        return Failure::new(Kind::Mistake, text.lang()).into_response();
    };
    let form = Form::parse(&body);
    let Some(accounts) = &app.accounts else {
        return Failure::new(Kind::Offline, text.lang()).into_response();
    };
    let from = from.map(|Extension(from)| from.0).unwrap_or_default();
    match accounts.login(form.raw("nama"), form.raw("sandi"), &from).await {
        Ok(cookie) => {
            ([(header::SET_COOKIE, cookie)], Redirect::to(&own_path(form.raw("ke")))).into_response()
        }
        Err(AccountsError::TooMany(seconds)) => {
            form.fault("sandi", "login-too-many", &[("minutes", seconds.div_ceil(60).to_string())]);
            login_page(text, &form)
        }
        Err(AccountsError::Failed(_)) => Failure::new(Kind::Ours, text.lang()).into_response(),
        Err(_) => {
            form.fault("sandi", "login-wrong", &[]);
            login_page(text, &form)
        }
    }
}

fn login_page(text: &Text, form: &Form) -> Response {
    page::bare(text, text.t("login-title"), &login_form(Sheet { form, text }))
}

fn login_form(sheet: Sheet<'_>) -> Markup {
    html! {
        h1 { (sheet.text.t("login-title")) }
        p.soft { (sheet.text.t("login-about")) }
        form.panel method="post" action="/masuk" {
            (sheet.text("nama", &Ask::of("login-name")))
            (sheet.password("sandi", &Ask::of("login-password"), "current-password"))
            (sheet.hidden("ke"))
            button.btn type="submit" { (sheet.text.t("login-button")) }
        }
        p.soft { (sheet.text.t("login-forgotten")) }
    }
}

async fn logout(caller: Caller, request: Request) -> Response {
    let cookie =
        request.headers().get(header::COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let cookie = cookie.to_owned();
    if let Err(refused) =
        <Posted as axum::extract::FromRequest<App>>::from_request(request, &caller.world).await
    {
        return refused;
    }
    let Some(accounts) = &caller.world.accounts else {
        return caller.failure(Kind::Offline).into_response();
    };
    match accounts.logout(&cookie).await {
        Ok(clear) => ([(header::SET_COOKIE, clear)], Redirect::to("/masuk")).into_response(),
        Err(_) => caller.failure(Kind::Ours).into_response(),
    }
}

async fn switch(Path(tag): Path<String>, Query(back): Query<Back>) -> Response {
    let lang = Lang::of_tag(&tag).unwrap_or_default();
    let cookie = format!("bahasa={}; Path=/; Max-Age=31536000; SameSite=Lax", lang.tag());
    ([(header::SET_COOKIE, cookie)], Redirect::to(&own_path(&back.ke))).into_response()
}

/// A path of this program; anything else leads home.
fn own_path(path: &str) -> String {
    let own = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    if own && !path.starts_with("/masuk") { path.to_owned() } else { "/".to_owned() }
}
