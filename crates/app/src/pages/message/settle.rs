//! Dealing with a message: whom it is about, or that somebody called back, or that there is nothing to do.

use std::sync::Arc;

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use domain::{
    facts::{DukunActivity, DukunDid, MessageOutcome, MessageSorted},
    family::Family,
    heard::Intent,
    ids::{EntryId, SubjectId, derived},
    matters::Message,
    note::Note,
    partnership,
    register::Register,
    rights::Act,
};
use http::StatusCode;
use jiff::civil::Date;

use super::{
    line::sent_at,
    one::{Asked, page},
    readable,
    said::{Said, deed},
};
use crate::{
    board::{Stage, stage},
    caller::Caller,
    failure::Failure,
    form::{Form, Posted},
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/pesan/{id}/ibu", post(about_mother)).route("/pesan/{id}/selesai", post(close))
}

async fn about_mother(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    caller.must(Act::RecordCare)?;
    let message = readable(&caller, id)?;
    let Some(family) = form.id("mother").and_then(|mother| caller.family(mother).ok()) else {
        return Ok(page(&caller, &message, &Asked::default(), StatusCode::UNPROCESSABLE_ENTITY).await);
    };
    let intent = Said::of(&caller.world.register(), &message).intent;
    if message.closed().is_some() {
        return Ok(after_somebody(&caller, &message, &form, &next(&family, intent, caller.today())));
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let told = deed_of(&caller, &message, &family, intent);
    let sorted = MessageSorted {
        outcome: MessageOutcome::Mother,
        mother: Some(family.id),
        entry: told.as_ref().map(|note| note.id),
        remark: form.text("remark"),
        ..MessageSorted::default()
    };
    let mut notes = vec![caller.note(entry, id, family.village.clone(), sorted)];
    notes.extend(told);
    caller.append(notes).await?;
    Ok(Redirect::to(&next(&family, intent, caller.today())).into_response())
}

async fn close(caller: Caller, Path(id): Path<SubjectId>, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::RecordCare)?;
    let message = readable(&caller, id)?;
    let outcome: Option<MessageOutcome> = form.choice("outcome");
    let offered = [MessageOutcome::Answered, MessageOutcome::Nothing];
    let Some(outcome) = outcome.filter(|outcome| offered.contains(outcome)) else {
        return Ok(page(&caller, &message, &Asked::default(), StatusCode::UNPROCESSABLE_ENTITY).await);
    };
    let next = "/pesan?simpan=pesan";
    if message.closed().is_some() {
        return Ok(after_somebody(&caller, &message, &form, next));
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let sorted = MessageSorted { outcome, remark: form.text("remark"), ..MessageSorted::default() };
    let village = message.villages().first().cloned();
    caller.append(vec![caller.note(entry, id, village, sorted)]).await?;
    Ok(Redirect::to(next).into_response())
}

/// Where the button leads when the message is dealt with already: on, if she herself did that with this very form; else
/// to the message, which tells who was before her.
fn after_somebody(caller: &Caller, message: &Message, form: &Form, next: &str) -> Response {
    let by_this_form = form.entry().is_some_and(|entry| caller.world.register().knows(entry));
    let was_before = format!("/pesan/{}?simpan=sudah-diurus", message.id);
    Redirect::to(if by_this_form { next } else { &was_before }).into_response()
}

/// What the dukun did by telling of it, unless it is known: noted for her, or following from a notice of hers.
fn deed_of(caller: &Caller, message: &Arc<Message>, family: &Family, intent: Option<Intent>) -> Option<Note> {
    let register = caller.world.register();
    let dukun = message.sender().filter(|sender| register.dukun().contains_key(sender))?;
    let activity = deed(intent?)?;
    let on = sent_at(message).date();
    if is_known(&register, dukun, family, activity, on) {
        return None;
    }
    let did = DukunDid { activity, on, mother: Some(family.id), remark: None };
    Some(caller.note(deed_entry(&register, message.id, family.id), dukun, family.village.clone(), did))
}

fn is_known(
    register: &Register,
    dukun: SubjectId,
    family: &Family,
    activity: DukunActivity,
    on: Date,
) -> bool {
    // A pregnancy is told of once, a labour or a danger once a day.
    let once = activity == DukunActivity::ReportNewPregnancy;
    let pregnancy = family.latest().map(|pregnancy| pregnancy.id);
    partnership::of_dukun(register, dukun, Date::MAX).iter().any(|deed| {
        let same = deed.activity == activity && deed.family == Some(family.id);
        same && (deed.on == on || (once && deed.pregnancy == pregnancy))
    })
}

/// The id under which the deed is noted: the same on every phone, so that two midwives who deal with one message note it
/// once; another after it was taken back.
fn deed_entry(register: &Register, message: SubjectId, mother: SubjectId) -> EntryId {
    let entry = |time: u32| {
        EntryId(derived(&["message-deed", &message.to_string(), &mother.to_string(), &time.to_string()]))
    };
    (0..).map(entry).find(|entry| !register.knows(*entry)).unwrap_or_else(|| entry(0))
}

/// The form that fits what was said, else the mother's page.
fn next(family: &Family, intent: Option<Intent>, today: Date) -> String {
    let home = format!("/ibu/{}", family.id);
    let Some(pregnancy) = family.latest() else { return home };
    let here = format!("{home}/kehamilan/{}", pregnancy.id);
    let goes_on = pregnancy.over_on().is_none();
    match intent {
        Some(Intent::Born) if goes_on => format!("{here}/lahir"),
        Some(Intent::Danger) if goes_on => format!("{here}/periksa"),
        Some(Intent::Danger) if stage(family, today) == Stage::Nifas => format!("{here}/nifas"),
        Some(Intent::Died) if family.mother_died().is_none() => format!("{here}/meninggal"),
        _ => home,
    }
}
