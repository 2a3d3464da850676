//! Registering a woman and her pregnancy on one screen, with likely duplicates shown before saving.

mod draw;
mod read;

use axum::{
    Router,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    duplicates::{self, Candidate, Likely},
    facts::Fact,
    family::Family,
    ids::{EntryId, PregnancyId, SubjectId, derived},
    note::Note,
    rights::Act,
};
use http::StatusCode;
use serde::Deserialize;

use self::read::Read;
pub(crate) use self::read::{blood, blood_options};
use super::{contact, notice::only_village};
use crate::{
    amend,
    caller::Caller,
    failure::Failure,
    form::{Form, Posted},
    format,
    world::App,
};

/// The addresses of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/daftar/baru", get(show_new).post(save_new))
        .route("/ibu/{subject}/daftar", get(show_noticed).post(save_known))
        .route("/ibu/{subject}/hamil-baru", get(show_again).post(save_known))
}

#[derive(Deserialize)]
struct Asked {
    kehamilan: Option<PregnancyId>,
}

async fn show_new(caller: Caller) -> Result<Response, Failure> {
    caller.must(Act::RecordCare)?;
    let form = begin(&caller).fill_some("village", only_village(&caller));
    Ok(draw::page(&caller, &form, None))
}

/// The form of a noticed pregnancy, with what the notice said.
async fn show_noticed(
    caller: Caller,
    Path(subject): Path<SubjectId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let family = contact::family(&caller, subject)?;
    let noticed = asked.kehamilan.and_then(|id| family.pregnancy(id)).or_else(|| family.latest());
    let notice = noticed.and_then(|pregnancy| pregnancy.notices.first());
    let mut form = known(&caller, &family);
    if let Some(pregnancy) = noticed.filter(|pregnancy| pregnancy.registered.is_none()) {
        form = form.fill("pregnancy", pregnancy.id);
    }
    if let Some(notice) = notice.filter(|_| family.woman.is_none()) {
        form = form
            .fill("name", &notice.name)
            .fill_some("husband", notice.husband.as_ref())
            .fill_some("rt", notice.rt.as_ref())
            .fill_some("phone", notice.phone.as_ref());
    }
    Ok(draw::page(&caller, &form, Some(&family)))
}

/// The form of a further pregnancy of a woman who is known.
async fn show_again(caller: Caller, Path(subject): Path<SubjectId>) -> Result<Response, Failure> {
    let family = contact::family(&caller, subject)?;
    let before = family.latest().and_then(|pregnancy| pregnancy.registered.as_ref());
    let form = known(&caller, &family)
        .fill_some(
            "gravida",
            before.and_then(|before| before.gravida).map(|gravida| gravida.saturating_add(1)),
        )
        .fill_some("height", before.and_then(|before| before.height_cm).map(|cm| format::number(cm.get())));
    Ok(draw::page(&caller, &form, Some(&family)))
}

fn begin(caller: &Caller) -> Form {
    Form::new().fill("entry", caller.fresh())
}

fn known(caller: &Caller, family: &Family) -> Form {
    let form = begin(caller).fill_some("village", family.village.as_ref());
    let Some(woman) = &family.woman else { return form };
    form.fill("name", &woman.name)
        .fill_some("husband", woman.husband.as_ref())
        .fill_some("born", woman.born)
        .fill_some("rt", woman.rt.as_ref())
        .fill_some("phone", woman.phone.as_ref())
        .fill_some("nik", woman.nik.as_ref())
        .fill_some("blood", woman.blood)
}

async fn save_new(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::RecordCare)?;
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let fresh = SubjectId(derived(&["registered", &entry.to_string()]));
    let Some(read) = read::form(&caller, &form, entry) else { return Ok(again(&caller, &form, None)) };
    let same: Option<SubjectId> = form.id("same");
    if let Some(same) = same {
        let family = contact::family(&caller, same)?;
        return save(&caller, &family, entry, read).await;
    }
    let alike = likely(&caller, &read, fresh);
    if !alike.is_empty() && form.raw("confirmed") != "yes" {
        return Ok(draw::alike(&caller, &form, &alike));
    }
    let notes = vec![
        caller.note(entry, fresh, Some(read.village.clone()), read.woman),
        caller.note(second(entry), fresh, Some(read.village), read.pregnancy),
    ];
    caller.append(notes).await?;
    Ok(saved(fresh))
}

async fn save_known(
    caller: Caller,
    Path(subject): Path<SubjectId>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let family = contact::family(&caller, subject)?;
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let Some(read) = read::form(&caller, &form, entry) else {
        return Ok(again(&caller, &form, Some(&family)));
    };
    save(&caller, &family, entry, read).await
}

/// Adds a pregnancy to a family; what the form says differently of the woman becomes a correction.
async fn save(caller: &Caller, family: &Family, entry: EntryId, read: Read) -> Result<Response, Failure> {
    let subject = family.id;
    let village = Some(read.village);
    let mut notes: Vec<Note> = Vec::new();
    match &family.woman {
        None => notes.push(caller.note(entry, subject, village.clone(), read.woman)),
        Some(woman) => {
            let fact = Fact::from(read.woman);
            let reason = caller.t("register-reason");
            notes.extend(amend::amendment(caller, entry, &woman.record, &fact, reason));
        }
    }
    notes.push(caller.note(second(entry), subject, village, read.pregnancy));
    caller.append(notes).await?;
    Ok(saved(subject))
}

fn second(entry: EntryId) -> EntryId {
    EntryId(derived(&["registered", "pregnancy", &entry.to_string()]))
}

fn saved(subject: SubjectId) -> Response {
    Redirect::to(&format!("/ibu/{subject}?simpan=daftar")).into_response()
}

fn again(caller: &Caller, form: &Form, family: Option<&Family>) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, draw::page(caller, form, family)).into_response()
}

/// Women who may be the same and may be seen.
fn likely(caller: &Caller, read: &Read, fresh: SubjectId) -> Vec<Likely> {
    let candidate = Candidate {
        name: read.woman.name.clone(),
        husband: read.woman.husband.clone(),
        village: Some(read.village.clone()),
        born: read.woman.born,
        born_year: read.woman.born_year,
        nik: read.woman.nik.clone(),
        phone: read.woman.phone.clone(),
        except: Some(fresh),
    };
    let register = caller.world.register();
    let mut alike = duplicates::likely(&register, &candidate);
    alike.retain(|likely| register.family(likely.subject).is_some_and(|family| caller.sees(family)));
    alike
}
