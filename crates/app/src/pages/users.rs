//! Users: the head adds them, gives them villages, a new password, or stops them.

use std::sync::Arc;

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    ids::{AuthorId, SubjectId, VillageCode},
    rights::{Act, Role},
};
use http::StatusCode;
use maud::html;

use crate::{
    accounts::{Accounts, AccountsError, User, UserForm},
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet, send},
    form::{Form, Posted},
    page::Tab,
    world::App,
};

/// The addresses of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/pengguna", get(list))
        .route("/pengguna/baru", get(show_new).post(add))
        .route("/pengguna/{id}", get(show).post(change))
        .route("/sandi", get(show_password).post(change_password))
}

fn accounts(caller: &Caller) -> Result<Arc<dyn Accounts>, Failure> {
    caller.world.accounts.clone().ok_or_else(|| caller.failure(Kind::Offline))
}

async fn all(caller: &Caller) -> Result<Vec<User>, Failure> {
    accounts(caller)?.users().await.map_err(|_| caller.failure(Kind::Ours))
}

async fn list(caller: Caller) -> Result<Response, Failure> {
    caller.must(Act::ManageUsers)?;
    let users = all(&caller).await?;
    let body = html! {
        h1 { (caller.t("users-title")) }
        p { a.btn.small href="/pengguna/baru" { (caller.t("users-add")) } }
        div.panel {
            ul.plain {
                @for user in &users {
                    li { a href=(format!("/pengguna/{}", user.id)) {
                        b { (user.name) } " "
                        @if user.disabled { span.chip.gray { (caller.t("users-disabled")) } }
                        br;
                        span.soft { (caller.t(role_key(user.role))) " · " (user.login) (villages_of(&caller, user)) }
                    } }
                }
            }
        }
    };
    Ok(caller.page(caller.t("users-title"), Tab::More, &body))
}

fn villages_of(caller: &Caller, user: &User) -> String {
    let register = caller.world.register();
    let names: Vec<_> = user.villages.iter().map(|code| register.village_name(code).to_owned()).collect();
    if names.is_empty() { String::new() } else { format!(" · {}", names.join(", ")) }
}

/// The catalogue's key of a role.
pub(crate) fn role_key(role: Role) -> &'static str {
    match role {
        Role::Bidan => "role-bidan",
        Role::Coordinator => "role-coordinator",
        Role::Head => "role-head",
        Role::Office => "role-office",
        Role::Sector => "role-sector",
        Role::District => "role-district",
    }
}

async fn show_new(caller: Caller) -> Result<Response, Failure> {
    caller.must(Act::ManageUsers)?;
    Ok(draw(&caller, &Form::new().fill("role", Role::Bidan.word()), None))
}

async fn add(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::ManageUsers)?;
    let accounts = accounts(&caller)?;
    let Some(user) = read(&form, true) else { return Ok(again(&caller, &form, None)) };
    match accounts.add(user).await {
        Ok(_) => {
            caller.world.forget_names();
            Ok(Redirect::to("/pengguna").into_response())
        }
        Err(error) => refused(&caller, &form, &error).map(|()| again(&caller, &form, None)),
    }
}

async fn show(caller: Caller, Path(id): Path<AuthorId>) -> Result<Response, Failure> {
    caller.must(Act::ManageUsers)?;
    let users = all(&caller).await?;
    let user = users.iter().find(|user| user.id == id).ok_or_else(|| caller.failure(Kind::Missing))?;
    let mut form = Form::new()
        .fill("login", &user.login)
        .fill("name", &user.name)
        .fill("role", user.role.word())
        .fill_some("staff", user.staff)
        .fill("disabled", if user.disabled { "yes" } else { "no" });
    for village in &user.villages {
        form = form.fill("villages", village);
    }
    Ok(draw(&caller, &form, Some(id)))
}

async fn change(caller: Caller, Path(id): Path<AuthorId>, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::ManageUsers)?;
    let accounts = accounts(&caller)?;
    let Some(user) = read(&form, false) else { return Ok(again(&caller, &form, Some(id))) };
    match accounts.change(id, user).await {
        Ok(()) => {
            caller.world.forget_names();
            Ok(Redirect::to("/pengguna").into_response())
        }
        Err(error) => refused(&caller, &form, &error).map(|()| again(&caller, &form, Some(id))),
    }
}

fn read(form: &Form, new: bool) -> Option<UserForm> {
    let role = Role::of_word(form.raw("role"));
    if role.is_none() {
        form.fault("role", "fault-required", &[]);
    }
    let villages: Vec<_> = form.all("villages").into_iter().map(VillageCode::new).collect();
    if role == Some(Role::Bidan) && villages.is_empty() {
        form.fault("villages", "users-need-village", &[]);
    }
    if new && form.raw("password").is_empty() {
        form.fault("password", "fault-required", &[]);
    }
    let user = UserForm {
        login: form.required("login"),
        name: form.required("name"),
        role: role?,
        villages,
        staff: form.id::<SubjectId>("staff"),
        password: form.text("password"),
        disabled: form.raw("disabled") == "yes",
    };
    (!form.is_faulty()).then_some(user)
}

/// Turns what accounts refused into a fault of a field; what is our own fault stays a failure.
fn refused(caller: &Caller, form: &Form, error: &AccountsError) -> Result<(), Failure> {
    match error {
        AccountsError::Taken => form.fault("login", "users-taken", &[]),
        AccountsError::TooShort(least) => {
            form.fault("password", "users-too-short", &[("least", least.to_string())])
        }
        AccountsError::LastHead => form.fault("role", "users-last-head", &[]),
        AccountsError::Wrong => form.fault("old", "users-wrong-password", &[]),
        AccountsError::TooMany(_) => form.fault("old", "users-wrong-password", &[]),
        AccountsError::NotEmpty | AccountsError::Failed(_) => return Err(caller.failure(Kind::Ours)),
    }
    Ok(())
}

fn again(caller: &Caller, form: &Form, id: Option<AuthorId>) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, draw(caller, form, id)).into_response()
}

fn draw(caller: &Caller, form: &Form, id: Option<AuthorId>) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let (villages, staff) = offered(caller);
    let roles: Vec<_> =
        Role::ALL.iter().map(|role| (role.word().to_owned(), caller.t(role_key(*role)).to_owned())).collect();
    let disabled = [("no", "users-enabled"), ("yes", "users-disabled")]
        .map(|(value, key)| (value.to_owned(), caller.t(key).to_owned()));
    let title = caller.t(if id.is_some() { "users-change" } else { "users-add" });
    let password = if id.is_some() { "users-new-password" } else { "users-first-password" };
    let body = html! {
        h1 { (title) }
        (sheet.summary())
        form.panel method="post" {
            (sheet.text("name", &Ask::of("users-name")))
            (sheet.text("login", &Ask::of("login-name").width(12)))
            (sheet.choice("role", &Ask::of("users-role"), &roles))
            (sheet.choices("villages", &Ask::of("users-villages").hint(caller.t("users-villages-hint")), &villages))
            (sheet.select("staff", &Ask::of("users-staff").optional(), &staff))
            (sheet.text("password", &Ask::of(password).hint(caller.t("users-password-hint"))))
            @if id.is_some() { (sheet.choice("disabled", &Ask::of("users-state"), &disabled)) }
            (send(&caller.who.csrf, sheet, "users-save"))
        }
        @if let Some(id) = id && caller.world.phones.is_some() {
            p { a.btn.line href=(format!("/hp?orang={id}")) { (caller.t("users-phones")) } }
        }
    };
    caller.page(title, Tab::More, &body)
}

type Options = Vec<(String, String)>;

fn offered(caller: &Caller) -> (Options, Options) {
    let register = caller.world.register();
    let villages = register.villages().iter().filter(|(_, village)| !village.closed);
    let staff = register.staff().iter().filter(|(_, staff)| !staff.left);
    (
        villages.map(|(code, village)| (code.to_string(), village.name.clone())).collect(),
        staff.map(|(id, staff)| (id.to_string(), staff.name.clone())).collect(),
    )
}

async fn show_password(caller: Caller) -> Response {
    draw_password(&caller, &Form::new())
}

async fn change_password(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    let accounts = accounts(&caller)?;
    let (old, new) = (form.required("old"), form.required("new"));
    if !form.is_faulty() {
        match accounts.change_password(caller.who.id, &old, &new).await {
            Ok(()) => return Ok(Redirect::to("/lainnya?simpan=sandi").into_response()),
            Err(AccountsError::TooShort(least)) => {
                form.fault("new", "users-too-short", &[("least", least.to_string())]);
            }
            Err(error) => refused(&caller, &form, &error)?,
        }
    }
    Ok((StatusCode::UNPROCESSABLE_ENTITY, draw_password(&caller, &form)).into_response())
}

fn draw_password(caller: &Caller, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let body = html! {
        h1 { (caller.t("password-title")) }
        (sheet.summary())
        form.panel method="post" {
            (sheet.password("old", &Ask::of("password-old"), "current-password"))
            (sheet.password("new", &Ask::of("password-new").hint(caller.t("users-password-hint")), "new-password"))
            (send(&caller.who.csrf, sheet, "users-save"))
        }
    };
    caller.page(caller.t("password-title"), Tab::More, &body)
}
