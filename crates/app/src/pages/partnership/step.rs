//! A step of talking something through. Before it counts as verified, everything that speaks for those
//! who were there was asked.

use axum::{
    Router,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    answer::Answer,
    facts::{Circumstances, ConcernStep, ConcernStepKind},
    ids::SubjectId,
    matters::Concern,
    partnership::concerns::{QUESTIONS, next_steps, unasked},
};
use maud::{Markup, html};
use serde::Deserialize;

use super::{concern, form_page, keep, lines, was_saved};
use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet},
    form::{Form, Posted},
    format, labels,
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/perlu-dibicarakan/{id}/langkah", get(show).post(save))
}

#[derive(Deserialize)]
struct To {
    ke: ConcernStepKind,
}

async fn show(caller: Caller, Path(id): Path<SubjectId>, Query(to): Query<To>) -> Result<Response, Failure> {
    let concern = concern::find(&caller, id)?;
    if !next_steps(&concern).contains(&to.ke) {
        return Err(caller.failure(Kind::Missing));
    }
    let form = Form::new().fill("entry", caller.fresh()).fill("on", caller.today());
    Ok(draw(&caller, &concern, to.ke, &form))
}

async fn save(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Query(to): Query<To>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let concern = concern::find(&caller, id)?;
    let next = format!("/perlu-dibicarakan/{id}?simpan=langkah");
    if was_saved(&caller, &form) {
        return Ok(Redirect::to(&next).into_response());
    }
    if !next_steps(&concern).contains(&to.ke) {
        return Err(caller.failure(Kind::Missing));
    }
    let step = read(&caller, &concern, to.ke, &form);
    if form.is_faulty() {
        return Ok(draw(&caller, &concern, to.ke, &form));
    }
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    keep(&caller, caller.note(entry, id, None, step), &next).await
}

fn read(caller: &Caller, concern: &Concern, step: ConcernStepKind, form: &Form) -> ConcernStep {
    let on = form.past_date("on", caller.today());
    let earliest = concern.last().map_or(concern.raised.on, |last| last.on);
    if on < earliest {
        form.fault("on", "step-fault-before", &[]);
    }
    let circumstances = (step == ConcernStepKind::Verified).then(|| asked(form));
    for question in circumstances.iter().flat_map(unasked) {
        form.fault(question, "step-fault-unasked", &[]);
    }
    ConcernStep { step, on, text: form.required("text"), present: lines(form, "present"), circumstances }
}

fn asked(form: &Form) -> Circumstances {
    let hours = form.number("hours_of_labour");
    if hours.is_some_and(|hours| !(0.0..=240.0).contains(&hours)) {
        form.fault("hours_of_labour", "fault-number", &[]);
    }
    let told = Circumstances {
        minutes_to_facility: form.whole("minutes_to_facility"),
        hours_of_labour: hours,
        transport: form.answer("transport"),
        bidan_reachable: form.answer("bidan_reachable"),
        calls: form.text("calls"),
        mothers_choice: form.answer("mothers_choice"),
        emergency: form.answer("emergency"),
        asked: Vec::new(),
    };
    // What was answered needs no word that it was asked.
    let open = unasked(&told);
    let asked = QUESTIONS.iter().filter(|q| open.contains(q) && form.has("asked", q));
    Circumstances { asked: asked.map(|question| (*question).to_owned()).collect(), ..told }
}

fn draw(caller: &Caller, concern: &Concern, step: ConcernStepKind, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let fields = html! {
        @if step == ConcernStepKind::Verified { (questions(caller, concern, sheet)) }
        (sheet.date("on", &Ask::of("change-on").width(12)))
        (sheet.area("text", &Ask::of(if step == ConcernStepKind::Closed { "step-learnt" } else { "step-text" })))
        (sheet.area("present", &Ask::of("step-present").optional().hint(caller.t("draft-lines"))))
    };
    let about = html! {
        p { b { (labels::label(caller.text, "concernstep", &step)) } }
        p.soft { (concern.raised.text) }
        @if step == ConcernStepKind::Suspended { p { (caller.t("step-suspended-hint")) } }
    };
    form_page(caller, "step-title", &about, form, &fields, "step-save")
}

/// The questions that must be asked, and which of them nobody could answer.
fn questions(caller: &Caller, concern: &Concern, sheet: Sheet<'_>) -> Markup {
    let way = concern::way(&caller.world.register(), &concern.raised);
    let minutes = way.map(|minutes| caller.with("question-usual-way", &[("minutes", &minutes)]));
    let options: Vec<_> = QUESTIONS.iter().map(|q| ((*q).to_owned(), caller.t(key(q)).to_owned())).collect();
    let answers = ["transport", "bidan_reachable", "mothers_choice", "emergency"];
    html! {
        p { (caller.t("step-questions")) }
        (sheet.whole("minutes_to_facility", &Ask::of("question-minutes").width(5).last(minutes).optional()))
        (sheet.number("hours_of_labour", &Ask::of("question-hours").width(5).optional()))
        @for name in answers {
            (sheet.answer(name, caller.t(key(name))))
            @if let Some(fault) = sheet.form.fault_of(name) { p.fault { (caller.t(fault.key)) } }
        }
        (sheet.text("calls", &Ask::of("question-calls").optional()))
        (sheet.choices("asked", &Ask::of("question-asked").optional(), &options))
    }
}

fn key(question: &str) -> &'static str {
    match question {
        "minutes_to_facility" => "question-minutes",
        "hours_of_labour" => "question-hours",
        "transport" => "question-transport",
        "bidan_reachable" => "question-bidan",
        "mothers_choice" => "question-choice",
        _ => "question-emergency",
    }
}

/// What was asked, with its answers.
pub(super) fn circumstances(caller: &Caller, told: &Circumstances) -> Markup {
    let answer = |answer: Answer| match answer {
        Answer::Yes => Some(caller.t("answer-yes").to_owned()),
        Answer::No => Some(caller.t("answer-no").to_owned()),
        Answer::NotAssessed => None,
    };
    let of = |question: &str| match question {
        "minutes_to_facility" => {
            told.minutes_to_facility.map(|minutes| caller.with("village-minutes", &[("minutes", &minutes)]))
        }
        "hours_of_labour" => told.hours_of_labour.map(format::number),
        "transport" => answer(told.transport),
        "bidan_reachable" => answer(told.bidan_reachable),
        "mothers_choice" => answer(told.mothers_choice),
        _ => answer(told.emergency),
    };
    html! {
        ul.checks {
            @for question in QUESTIONS {
                li { (caller.t(key(question))) ": " b { (of(question).unwrap_or_else(|| caller.t("question-unanswered").to_owned())) } }
            }
            @if let Some(calls) = &told.calls { li { (caller.t("question-calls")) ": " b { (calls) } } }
        }
    }
}
