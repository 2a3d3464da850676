//! Dealing with a message: whom it is about, or that somebody called back, or that there is nothing to do.

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use domain::{
    facts::{DukunActivity, DukunDid, MessageOutcome, MessageSorted},
    family::{Family, Pregnancy},
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
    said::Said,
};
use crate::{
    board::{Stage, stage},
    caller::Caller,
    failure::Failure,
    form::{Form, Posted, word},
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
    let said = Said::of(&caller.world.register(), &message);
    let next = next(&family, &said, caller.today());
    if message.closed().is_some() {
        return Ok(after_somebody(&caller, &message, &form, &next));
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let deeds = deeds_of(&caller, &message, &family, &said);
    let sorted = MessageSorted {
        outcome: MessageOutcome::Mother,
        mother: Some(family.id),
        entry: deeds.first().map(|note| note.id),
        remark: form.text("remark"),
        ..MessageSorted::default()
    };
    let mut notes = vec![caller.note(entry, id, family.village.clone(), sorted)];
    notes.extend(deeds);
    caller.append(notes).await?;
    Ok(Redirect::to(&next).into_response())
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
fn deeds_of(caller: &Caller, message: &Message, family: &Family, said: &Said) -> Vec<Note> {
    let register = caller.world.register();
    let dukun = message.sender().filter(|sender| register.dukun().contains_key(sender));
    let Some(dukun) = dukun else { return Vec::new() };
    let on = sent_at(message).date();
    let new = said.deeds().into_iter().filter(|activity| !is_known(&register, dukun, family, *activity, on));
    new.map(|activity| {
        let did = DukunDid { activity, on, mother: Some(family.id), remark: None };
        let mut entries = deed_entries(message.id, family.id, activity);
        let entry = entries.find(|entry| !register.knows(*entry)).unwrap_or_else(|| caller.fresh());
        caller.note(entry, dukun, family.village.clone(), did)
    })
    .collect()
}

fn is_known(
    register: &Register,
    dukun: SubjectId,
    family: &Family,
    activity: DukunActivity,
    on: Date,
) -> bool {
    let is_news = activity == DukunActivity::ReportNewPregnancy;
    let going_on = family.latest().filter(|pregnancy| pregnancy.over_on().is_none());
    // Of a pregnancy that was known before nobody can tell as of a new one.
    if is_news && going_on.and_then(Pregnancy::known_since).is_some_and(|day| day < on) {
        return true;
    }
    // It is told of once, of a labour or a danger once a day.
    let going_on = going_on.map(|pregnancy| pregnancy.id);
    partnership::of_dukun(register, dukun, Date::MAX).iter().any(|deed| {
        let same = deed.activity == activity && deed.family == Some(family.id);
        same && (deed.on == on || (is_news && going_on.is_some() && deed.pregnancy == going_on))
    })
}

/// The ids under which a deed is noted: the first is the same on every phone, so that two midwives who deal with one
/// message note it once; the next ones serve when it was taken back.
pub(super) fn deed_entries(
    message: SubjectId,
    mother: SubjectId,
    activity: DukunActivity,
) -> impl Iterator<Item = EntryId> {
    let named = [message.to_string(), mother.to_string(), word(&activity)];
    (0..TIMES).map(move |time| {
        let [message, mother, activity] = &named;
        EntryId(derived(&["message-deed", message, mother, activity, &time.to_string()]))
    })
}

/// How often what was said of a message is taken back and said again at most, with ids that follow from it.
const TIMES: u32 = 50;

/// The form that fits what was said, else the mother's page.
fn next(family: &Family, said: &Said, today: Date) -> String {
    let home = format!("/ibu/{}", family.id);
    let Some(pregnancy) = family.latest() else { return home };
    let here = format!("{home}/kehamilan/{}", pregnancy.id);
    let goes_on = pregnancy.over_on().is_none();
    match said.told().next() {
        Some(Intent::Born) if goes_on => format!("{here}/lahir"),
        Some(Intent::Danger) if goes_on => format!("{here}/periksa"),
        Some(Intent::Danger) if stage(family, today) == Stage::Nifas => format!("{here}/nifas"),
        Some(Intent::Pregnant) if !goes_on && family.mother_died().is_none() => format!("{home}/hamil-baru"),
        Some(Intent::Died) if family.mother_died().is_none() => format!("{here}/meninggal"),
        _ => home,
    }
}
