//! The partnership between bidan and dukun: agreements, what each side did, incentives, what needs
//! talking about, and adat.

mod activity;
mod agreement;
mod change;
mod choose;
mod concern;
mod draft;
mod home;
mod incentive;
mod rules;
mod sign;
mod step;
mod village;

use axum::{
    Router,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    facts::Side,
    ids::{SubjectId, VillageCode},
    matters::{Agreement, AgreementStatus},
    note::Note,
    register::Register,
};
use http::StatusCode;
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;

pub(crate) use self::{agreement::status_chip, village::agreed as adat_agreed};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::{Sheet, send},
    form::Form,
    format,
    page::Tab,
    world::App,
};

/// The addresses of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(activity::routes())
        .merge(agreement::routes())
        .merge(change::routes())
        .merge(concern::routes())
        .merge(draft::routes())
        .merge(home::routes())
        .merge(incentive::routes())
        .merge(rules::routes())
        .merge(sign::routes())
        .merge(step::routes())
        .merge(village::routes())
}

/// The longest line of text that a name or title may be; the longest real names have some eighty letters.
const LONGEST: usize = 160;

/// What was saved before a page is shown.
#[derive(Deserialize)]
pub(super) struct After {
    #[serde(default)]
    simpan: String,
}

pub(super) fn saved(caller: &Caller, after: &After) -> Markup {
    html! {
        @if let Some(words) = caller.text.find(&format!("saved-{}", after.simpan)) {
            div.panel.good role="status" { (words) }
        }
    }
}

/// A form page: what it is about, its fields, its button.
pub(super) fn form_page(
    caller: &Caller,
    title: &str,
    about: &Markup,
    form: &Form,
    fields: &Markup,
    button: &str,
) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let body = html! {
        h1 { (caller.t(title)) }
        (about)
        (sheet.summary())
        form.panel method="post" { (fields) (send(&caller.who.csrf, sheet, button)) }
    };
    let status = if form.is_faulty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    (status, caller.page(caller.t(title), Tab::Places, &body)).into_response()
}

/// Saves one note, once, and leads on. The same form sent again is known by its entry.
pub(super) async fn keep(caller: &Caller, note: Note, next: &str) -> Result<Response, Failure> {
    if !caller.world.register().knows(note.id) {
        caller.append(vec![note]).await?;
    }
    Ok(Redirect::to(next).into_response())
}

/// Whether a form was saved before.
pub(super) fn was_saved(caller: &Caller, form: &Form) -> bool {
    form.entry().is_some_and(|entry| caller.world.register().knows(entry))
}

/// A line of text that must be there: one letter is a name, a page of text is none.
pub(super) fn line(form: &Form, name: &str) -> String {
    let text = form.required(name);
    too_long(form, name, &text, LONGEST);
    text
}

pub(super) fn line_if_any(form: &Form, name: &str) -> Option<String> {
    let text = form.text(name)?;
    too_long(form, name, &text, LONGEST);
    Some(text)
}

pub(super) fn too_long(form: &Form, name: &str, text: &str, most: usize) {
    if text.chars().count() > most {
        form.fault(name, "fault-too-long", &[("most", most.to_string())]);
    }
}

/// Each line of a text.
pub(super) fn lines(form: &Form, name: &str) -> Vec<String> {
    form.raw(name).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Dates one after the other, as typed: `21/8/2025, 21/11/2025`.
fn dates(form: &Form, name: &str) -> Vec<Date> {
    let mut dates = Vec::new();
    for part in form.raw(name).split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        match format::read_date(part) {
            Some(date) => dates.push(date),
            None => form.fault(name, "fault-date", &[]),
        }
    }
    dates.sort();
    dates.dedup();
    dates
}

/// A date as it is typed, day first.
fn typed(date: Date) -> String {
    format!("{}/{}/{}", date.day(), date.month(), date.year())
}

/// The dates of a review, to be typed on.
fn typed_all(dates: &[Date]) -> String {
    dates.iter().map(|date| typed(*date)).collect::<Vec<_>>().join(", ")
}

/// `Rp 50.000`.
pub(super) fn rupiah(amount: u64) -> String {
    let amount = u32::try_from(amount).map_or(f64::from(u32::MAX), f64::from);
    format!("Rp\u{a0}{}", format::decimals(amount, 0))
}

/// The name of a party, a dukun or a member of staff; of nobody known a word for that.
fn person(caller: &Caller, register: &Register, id: SubjectId) -> String {
    let dukun = register.dukun().get(&id).map(|dukun| dukun.name.clone());
    let staff = || register.staff().get(&id).map(|staff| staff.name.clone());
    dukun.or_else(staff).unwrap_or_else(|| caller.t("person-unknown").to_owned())
}

pub(super) fn village_names(register: &Register, villages: &[VillageCode]) -> String {
    villages.iter().map(|code| register.village_name(code)).collect::<Vec<_>>().join(", ")
}

/// An agreement, if there is one.
fn agreement_at(
    caller: &Caller,
    id: SubjectId,
) -> Result<(std::sync::Arc<Agreement>, AgreementStatus), Failure> {
    let register = caller.world.register();
    let agreement = register.matters().agreements.get(&id).cloned();
    let status = register.agreement_status(id, caller.today());
    agreement.zip(status).ok_or_else(|| caller.failure(Kind::Missing))
}

/// Dukun who still work, as choices with their village.
fn dukun_options(register: &Register) -> Vec<(String, String)> {
    let mut all: Vec<_> = register.dukun().iter().filter(|(_, dukun)| !dukun.retired).collect();
    all.sort_by_key(|(_, dukun)| (dukun.village.clone(), dukun.name.clone()));
    all.into_iter()
        .map(|(id, dukun)| {
            let village = dukun.village.as_ref().map(|code| register.village_name(code));
            let words = village.map_or_else(|| dukun.name.clone(), |name| format!("{} · {name}", dukun.name));
            (id.to_string(), words)
        })
        .collect()
}

/// Staff who may sign for the midwives' side.
fn staff_options(register: &Register) -> Vec<(String, String)> {
    let mut all: Vec<_> = register.staff().iter().filter(|(_, staff)| !staff.left).collect();
    all.sort_by_key(|(_, staff)| (staff.profession != domain::facts::Profession::Bidan, staff.name.clone()));
    all.into_iter().map(|(id, staff)| (id.to_string(), staff.name.clone())).collect()
}

pub(super) fn village_options(register: &Register) -> Vec<(String, String)> {
    let open = register.villages().iter().filter(|(_, village)| !village.closed);
    open.map(|(code, village)| (code.to_string(), village.name.clone())).collect()
}

/// Names of one side of an agreement on a day.
fn side_names(
    caller: &Caller,
    register: &Register,
    agreement: &Agreement,
    side: Side,
    on: Date,
) -> Vec<String> {
    agreement.side(side, on).into_iter().map(|id| person(caller, register, id)).collect()
}
