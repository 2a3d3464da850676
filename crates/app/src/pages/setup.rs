//! The first start: the unit, its villages and its first user. Only while nobody can log in.

use axum::{
    Router,
    extract::{Request, State},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::{Fact, Unit, Village},
    ids::{AuthorId, DeviceId, EntryId, SubjectId, VillageCode, derived},
    note::Note,
    rights::Role,
};
use http::StatusCode;
use maud::html;

use crate::{
    accounts::{AccountsError, UserForm},
    caller::lang_of,
    failure::{Failure, Kind},
    field::{Ask, Sheet},
    form::Form,
    page,
    text::Text,
    world::{App, World},
};

/// The address of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/mulai", get(show).post(save))
}

async fn show(State(app): State<App>, request: Request) -> Result<Response, Failure> {
    let (parts, _) = request.into_parts();
    let text = Text::of(lang_of(&parts));
    must_be_first(&app, text).await?;
    Ok(draw(text, &Form::new().fill("offset", "420")))
}

async fn save(State(app): State<App>, request: Request) -> Result<Response, Failure> {
    let (parts, body) = request.into_parts();
    let text = Text::of(lang_of(&parts));
    let fail = |kind| Failure::new(kind, text.lang());
    must_be_first(&app, text).await?;
    let body = axum::body::to_bytes(body, 256 * 1024).await.map_err(|_| fail(Kind::Mistake))?;
    let form = Form::parse(&body);
    let notes = notes(&app, &form);
    let head = head(&form);
    if form.is_faulty() {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, draw(text, &form)).into_response());
    }
    let accounts = app.accounts.as_ref().ok_or_else(|| fail(Kind::Offline))?;
    match accounts.add(head).await {
        Ok(_) => {}
        Err(AccountsError::TooShort(least)) => {
            form.fault("password", "users-too-short", &[("least", least.to_string())]);
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, draw(text, &form)).into_response());
        }
        Err(_) => return Err(fail(Kind::Ours)),
    }
    app.append(notes).await.map_err(|_| fail(Kind::Ours))?;
    Ok(Redirect::to("/masuk").into_response())
}

async fn must_be_first(app: &World, text: &Text) -> Result<(), Failure> {
    let accounts = app.accounts.as_ref().ok_or_else(|| Failure::new(Kind::Offline, text.lang()))?;
    match accounts.is_empty().await {
        Ok(true) => Ok(()),
        Ok(false) => Err(Failure::new(Kind::Missing, text.lang())),
        Err(_) => Err(Failure::new(Kind::Ours, text.lang())),
    }
}

fn head(form: &Form) -> UserForm {
    UserForm {
        login: form.required("login"),
        name: form.required("head_name"),
        role: Role::Head,
        villages: Vec::new(),
        staff: None,
        password: Some(form.required("password")),
        disabled: false,
    }
}

fn notes(app: &World, form: &Form) -> Vec<Note> {
    let note = |subject, village, fact: Fact| Note {
        id: EntryId(app.id()),
        village,
        subject,
        author: AuthorId::SYSTEM,
        device: DeviceId::SERVER,
        noted_at: app.now(),
        amends: None,
        fact,
    };
    let unit = Unit {
        code: form.raw("code").to_owned(),
        name: form.required("unit_name"),
        subdistrict: form.raw("subdistrict").to_owned(),
        district: form.raw("district").to_owned(),
        province: form.raw("province").to_owned(),
        utc_offset_minutes: form.whole("offset").unwrap_or(420),
        ..Unit::default()
    };
    let subject = SubjectId(derived(&["unit", &app.unit.0]));
    let mut notes = vec![note(subject, None, unit.into())];
    for village in villages(form) {
        let code = VillageCode::new(&village.code);
        notes.push(note(code.subject(), Some(code), village.into()));
    }
    notes
}

/// One village a line: code, then name.
fn villages(form: &Form) -> Vec<Village> {
    let lines = form.raw("villages").lines().map(str::trim).filter(|line| !line.is_empty());
    let villages: Vec<_> = lines
        .filter_map(|line| {
            let (code, name) = line.split_once([' ', '\t', ',', ';'])?;
            let village =
                Village { code: code.to_owned(), name: name.trim().to_owned(), ..Village::default() };
            (!village.name.is_empty()).then_some(village)
        })
        .collect();
    let typed = form.raw("villages").lines().filter(|line| !line.trim().is_empty()).count();
    if villages.is_empty() || villages.len() < typed {
        form.fault("villages", "setup-villages-fault", &[]);
    }
    villages
}

fn draw(text: &Text, form: &Form) -> Response {
    let sheet = Sheet { form, text };
    let offsets = [("420", "WIB (UTC+7)"), ("480", "WITA (UTC+8)"), ("540", "WIT (UTC+9)")]
        .map(|(value, words)| (value.to_owned(), words.to_owned()));
    let body = html! {
        h1 { (text.t("setup-title")) }
        p.soft { (text.t("setup-about")) }
        (sheet.summary())
        form.panel method="post" action="/mulai" {
            (sheet.text("unit_name", &Ask::of("setup-unit-name")))
            (sheet.text("code", &Ask::of("setup-code").optional().width(14)))
            (sheet.text("subdistrict", &Ask::of("setup-subdistrict")))
            (sheet.text("district", &Ask::of("setup-district")))
            (sheet.text("province", &Ask::of("setup-province")))
            (sheet.choice("offset", &Ask::of("setup-offset"), &offsets))
            (sheet.area("villages", &Ask::of("setup-villages").hint(text.t("setup-villages-hint"))))
            (sheet.text("head_name", &Ask::of("setup-head-name")))
            (sheet.text("login", &Ask::of("login-name").width(12)))
            (sheet.password("password", &Ask::of("login-password").hint(text.t("users-password-hint")), "new-password"))
            button.btn type="submit" { (text.t("setup-save")) }
        }
    };
    page::bare(text, text.t("setup-title"), &body)
}
