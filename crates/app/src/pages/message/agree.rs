//! Reminders by text message: a mother or an official agrees, with a number, or wants none any more.

use axum::{
    Router,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::{PhoneOf, RemindersAgreed},
    family::Family,
    ids::{SubjectId, VillageCode},
    messages::{number, reminders_of},
    rights::Act,
};
use http::StatusCode;
use maud::{Markup, html};

use super::After;
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet, send},
    form::{Form, Posted, word},
    format, labels,
    page::Tab,
    world::App,
};

/// How many digits a number has at least and at most that a message can be sent to.
const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/ibu/{subject}/pengingat", get(show_mother).post(save_mother))
        .route("/pejabat/{id}/pengingat", get(show_official).post(save_official))
}

/// Whom reminders are for.
struct Person {
    id: SubjectId,
    name: String,
    /// The number that the register knows.
    phone: Option<String>,
    village: Option<VillageCode>,
    /// A mother; otherwise an official.
    is_mother: bool,
}

impl Person {
    fn mother(caller: &Caller, id: SubjectId) -> Result<Self, Failure> {
        caller.must(Act::RecordCare)?;
        let family = caller.family(id)?;
        Ok(Self {
            id,
            name: family.name().to_owned(),
            phone: phone(&family),
            village: family.village.clone(),
            is_mother: true,
        })
    }

    fn official(caller: &Caller, id: SubjectId) -> Result<Self, Failure> {
        caller.must(Act::KeepPlaces)?;
        let register = caller.world.register();
        let official = register.officials().get(&id).ok_or_else(|| caller.failure(Kind::Missing))?;
        Ok(Self {
            id,
            name: official.holder().to_owned(),
            phone: official.phone.clone(),
            village: None,
            is_mother: false,
        })
    }

    /// Where saving leads.
    fn page(&self) -> String {
        let id = self.id;
        if self.is_mother { format!("/ibu/{id}") } else { format!("/pejabat/{id}/pengingat") }
    }

    /// What she said last.
    fn said(&self, caller: &Caller) -> Option<RemindersAgreed> {
        let register = caller.world.register();
        register.matters().reminders.get(&reminders_of(self.id)).map(|said| (***said).clone())
    }

    /// The form with what is known.
    fn filled(&self, caller: &Caller) -> Form {
        let said = self.said(caller);
        let number = said.as_ref().and_then(|said| said.phone.clone()).or_else(|| self.phone.clone());
        let phone_of = said.as_ref().map(|said| said.phone_of).unwrap_or_default();
        Form::new()
            .fill("entry", caller.fresh())
            .fill("on", caller.today())
            .fill_some("given", said.map(|said| if said.given { "yes" } else { "no" }))
            .fill_some("phone", number)
            .fill("phone_of", word(&phone_of))
    }

    fn read(&self, caller: &Caller, form: &Form) -> Option<RemindersAgreed> {
        let given = form.raw("given");
        if !matches!(given, "yes" | "no") {
            form.fault("given", "fault-choice", &[]);
        }
        let given = given == "yes";
        let phone = if given { Some(form.required("phone")) } else { form.text("phone") };
        if given && phone.as_deref().is_some_and(|phone| !DIGITS.contains(&number(phone).len())) {
            form.fault("phone", "fault-phone", &[]);
        }
        let phone_of = if self.is_mother { form.choice("phone_of") } else { None };
        let on = form.past_date("on", caller.today());
        let said = RemindersAgreed {
            person: self.id,
            given,
            on,
            phone,
            phone_of: phone_of.unwrap_or_default(),
            message: None,
        };
        (!form.is_faulty()).then_some(said)
    }
}

/// A mother's number: as it was registered, or as it was told with the notice.
fn phone(family: &Family) -> Option<String> {
    let notice = || family.latest().and_then(|pregnancy| pregnancy.notices.first());
    family.woman.as_deref().map_or_else(|| notice()?.phone.clone(), |woman| woman.phone.clone())
}

async fn show_mother(caller: Caller, Path(id): Path<SubjectId>) -> Result<Response, Failure> {
    let person = Person::mother(&caller, id)?;
    caller.read_family(id, "mother")?;
    Ok(draw(&caller, &person, &person.filled(&caller), &html! {}))
}

async fn show_official(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Query(after): Query<After>,
) -> Result<Response, Failure> {
    let person = Person::official(&caller, id)?;
    Ok(draw(&caller, &person, &person.filled(&caller), &after.panel(&caller)))
}

async fn save_mother(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let person = Person::mother(&caller, id)?;
    save(&caller, &person, form).await
}

async fn save_official(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let person = Person::official(&caller, id)?;
    save(&caller, &person, form).await
}

async fn save(caller: &Caller, person: &Person, form: Form) -> Result<Response, Failure> {
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let next = format!("{}?simpan=pengingat", person.page());
    if !caller.world.register().knows(entry) {
        let Some(said) = person.read(caller, &form) else {
            return Ok(
                (StatusCode::UNPROCESSABLE_ENTITY, draw(caller, person, &form, &html! {})).into_response()
            );
        };
        let note = caller.note(entry, reminders_of(person.id), person.village.clone(), said);
        caller.append(vec![note]).await?;
    }
    Ok(Redirect::to(&next).into_response())
}

fn draw(caller: &Caller, person: &Person, form: &Form, saved: &Markup) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let given = [("yes", "reminders-yes"), ("no", "reminders-no")];
    let given = given.map(|(value, key)| (value.to_owned(), caller.t(key).to_owned()));
    let phones = [PhoneOf::Herself, PhoneOf::Husband, PhoneOf::Family];
    let phones = labels::options(caller.text, "phoneof", &phones);
    let about = if person.is_mother { "reminders-about-mother" } else { "reminders-about-official" };
    let body = html! {
        h1 { (caller.t("reminders-title")) }
        p { b { (person.name) } }
        p.soft { (caller.t(about)) }
        (saved)
        (sheet.summary())
        form.panel method="post" {
            (sheet.choice("given", &Ask::of("reminders-given"), &given))
            (sheet.phone("phone", &Ask::of("reminders-phone").hint(caller.t("reminders-phone-hint"))))
            @if person.is_mother { (sheet.choice("phone_of", &Ask::of("reminders-phone-of"), &phones)) }
            (sheet.date("on", &Ask::of("reminders-on").width(12)))
            (send(&caller.who.csrf, sheet, "reminders-save"))
        }
    };
    let tab = if person.is_mother { Tab::Find } else { Tab::Places };
    caller.page(caller.t("reminders-title"), tab, &body)
}

/// Whether a mother gets reminders, and the way to change it.
pub(crate) fn panel(caller: &Caller, said: Option<&RemindersAgreed>, mother: SubjectId) -> Markup {
    let state = match said {
        None => caller.t("reminders-unasked").to_owned(),
        Some(said) => {
            let on = format::date(caller.text, said.on);
            let key = if said.given { "reminders-agreed" } else { "reminders-stopped" };
            caller.with(key, &[("on", &on)])
        }
    };
    let number = said.filter(|said| said.given).and_then(|said| said.phone.clone());
    html! {
        h2 { (caller.t("reminders-title")) }
        div.panel {
            p { (state) @if let Some(number) = number { br; span.soft { (number) } } }
            @if said.is_some_and(|said| said.message.is_some()) { p.soft { (caller.t("reminders-by-message")) } }
            @if caller.who.scope.may(Act::RecordCare) {
                p { a.tall href=(format!("/ibu/{mother}/pengingat")) { (caller.t(if said.is_none() { "reminders-ask" } else { "reminders-change" })) } }
            }
        }
    }
}

/// The way from an official's page to the reminders.
pub(crate) fn link_of_official(caller: &Caller, id: SubjectId) -> Markup {
    html! { p { a.tall href=(format!("/pejabat/{id}/pengingat")) { (caller.t("reminders-title")) } } }
}
