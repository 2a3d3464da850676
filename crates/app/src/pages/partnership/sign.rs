//! An agreement is signed: the day, who signed how, that it was read aloud.

use std::sync::Arc;

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::{AgreementSigned, ReadAloud, Side, Signature, Signed, name_and_office},
    ids::{SubjectId, VillageCode},
    matters::{Agreement, AgreementStatus},
    register::Register,
    rights::Act,
};
use maud::{Markup, html};

use super::{agreement_at, dates, form_page, keep, line, line_if_any, person, typed_all, was_saved};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet},
    form::{Form, Posted},
    format, labels,
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/kesepakatan/{id}/tanda-tangan", get(show).post(save))
}

async fn show(caller: Caller, Path(id): Path<SubjectId>) -> Result<Response, Failure> {
    let draft = draft(&caller, id)?;
    let today = caller.today();
    let on = draft.draft.planned_on.filter(|on| *on <= today).unwrap_or(today);
    let languages: Vec<String> = {
        let register = caller.world.register();
        let dukun = draft.side(Side::Dukun, on);
        let first = dukun.iter().filter_map(|id| register.dukun().get(id));
        first.filter_map(|dukun| dukun.languages.first().cloned()).take(1).collect()
    };
    let form = Form::new()
        .fill("entry", caller.fresh())
        .fill("on", on)
        .fill_some("place", draft.draft.place.as_ref())
        .fill_some("valid_until", draft.draft.valid_until)
        .fill("reviews", typed_all(&draft.draft.reviews))
        .fill("language", languages.join(", "))
        .fill("read_by", &caller.who.name);
    Ok(draw(&caller, &draft, &form))
}

fn draft(caller: &Caller, id: SubjectId) -> Result<Arc<Agreement>, Failure> {
    caller.must(Act::KeepPartnership)?;
    let (agreement, status) = agreement_at(caller, id)?;
    if status == AgreementStatus::Draft { Ok(agreement) } else { Err(caller.failure(Kind::Missing)) }
}

async fn save(caller: Caller, Path(id): Path<SubjectId>, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::KeepPartnership)?;
    let page = format!("/kesepakatan/{id}?simpan=tanda-tangan");
    let (agreement, status) = agreement_at(&caller, id)?;
    // Sent again, or signed meanwhile by somebody else: it is signed.
    if was_saved(&caller, &form) || status != AgreementStatus::Draft {
        return Ok(Redirect::to(&page).into_response());
    }
    let signed = read(&caller, &agreement, &form);
    if form.is_faulty() {
        return Ok(draw(&caller, &agreement, &form));
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    keep(&caller, caller.note(entry, id, None, signed), &page).await
}

fn read(caller: &Caller, agreement: &Agreement, form: &Form) -> AgreementSigned {
    let on = form.past_date("on", caller.today());
    if agreement.draft.planned_on.is_some_and(|planned| on < planned) && form.raw("sure") != "yes" {
        form.fault("on", "sign-fault-early", &[]);
    }
    let valid_until = form.date("valid_until");
    if valid_until.is_some_and(|until| until <= on) {
        form.fault("valid_until", "draft-fault-until", &[]);
    }
    let signatures: Vec<_> = {
        let register = caller.world.register();
        let parties = agreement.parties(on);
        parties.iter().filter_map(|party| signature(&register, form, party.person)).collect()
    };
    let by_thumb = signatures.iter().any(|signed| signed.how == Signature::Thumbprint);
    let (language, by) = (line_if_any(form, "language"), line_if_any(form, "read_by"));
    // Who signs by thumbprint has heard what she signs.
    if by_thumb && language.is_none() {
        form.fault("language", "sign-fault-language", &[]);
    }
    let read_aloud = language.map(|language| {
        let by = by.unwrap_or_else(|| form.required("read_by"));
        ReadAloud { language, by }
    });
    let village = form.text("village").map(|code| VillageCode::new(&code));
    AgreementSigned {
        on,
        place: line(form, "place"),
        village,
        signatures,
        read_aloud,
        absent_witnesses: form.all("absent").into_iter().map(str::to_owned).collect(),
        valid_until,
        reviews: dates(form, "reviews"),
    }
}

/// How a party signed. Who no longer works, or has died, signs nothing.
fn signature(register: &Register, form: &Form, person: SubjectId) -> Option<Signed> {
    let field = format!("sign.{person}");
    if let Some(dukun) = register.dukun().get(&person).filter(|dukun| dukun.retired) {
        form.fault(&field, "sign-fault-retired", &[("name", dukun.name.clone())]);
        return None;
    }
    let how: Option<Signature> = form.choice(&field);
    if how.is_none() {
        form.fault(&field, "sign-fault-missing", &[]);
    }
    how.map(|how| Signed { person, how })
}

fn draw(caller: &Caller, agreement: &Agreement, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let (parties, villages) = {
        let register = caller.world.register();
        let parties = agreement.parties(caller.today()).into_iter();
        let parties: Vec<_> =
            parties.map(|party| (party.person, person(caller, &register, party.person))).collect();
        (parties, super::village_options(&register))
    };
    let absent: Vec<_> = agreement
        .draft
        .witnesses
        .iter()
        .map(|witness| (witness.holder().to_owned(), name_and_office(&witness.name, &witness.office)))
        .collect();
    let early = form.fault_of("on").is_some_and(|fault| fault.key == "sign-fault-early");
    let fields = html! {
        (sheet.date("on", &Ask::of("sign-on").width(12)))
        @if early || form.raw("sure") == "yes" {
            (sheet.choices("sure", &Ask::of("sign-sure-ask"), &[("yes".to_owned(), caller.t("sign-sure").to_owned())]))
        }
        (sheet.text("place", &Ask::of("sign-place")))
        (sheet.select("village", &Ask::of("sign-village").optional(), &villages))
        p { (caller.t("sign-all")) }
        @for (id, name) in &parties { (party(sheet, &format!("sign.{id}"), name)) }
        (sheet.text("language", &Ask::of("sign-language").optional().hint(caller.t("sign-language-hint"))))
        (sheet.text("read_by", &Ask::of("sign-read-by").optional()))
        @if !absent.is_empty() { (sheet.choices("absent", &Ask::of("sign-absent").optional(), &absent)) }
        (sheet.date("valid_until", &Ask::of("draft-valid-until").optional().width(12)))
        (sheet.text("reviews", &Ask::of("draft-reviews").optional().hint(caller.t("draft-reviews-hint"))))
    };
    let about = html! {
        p.soft { (agreement.draft.title) }
        @if let Some(planned) = agreement.draft.planned_on {
            p.soft { (caller.t("draft-planned-on")) ": " (format::date(caller.text, planned)) }
        }
    };
    form_page(caller, "sign-title", &about, form, &fields, "sign-save")
}

/// How one party signed, under her name.
fn party(sheet: Sheet<'_>, field: &str, name: &str) -> Markup {
    let ways = labels::options(sheet.text, "signature", &Signature::ALL);
    html! {
        fieldset.f {
            legend { (name) }
            div.pick.three {
                @for (value, words) in &ways {
                    label { input type="radio" name=(field) value=(value) checked[sheet.form.raw(field) == value]; span { (words) } }
                }
            }
            @if let Some(fault) = sheet.form.fault_of(field) {
                @let args: Vec<(&'static str, &dyn ToString)> = fault.args.iter().map(|(name, value)| (*name, value as &dyn ToString)).collect();
                p.fault { (sheet.text.with(fault.key, &args)) }
            }
        }
    }
}
