//! A workshop is planned, from what the last of its kind was like; and changed until it is closed.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::{AgendaItem, Invitee, WorkshopKind, WorkshopPlanned, name_and_office},
    ids::{SubjectId, VillageCode, derived},
    matters::{Agreement, AgreementStatus},
    register::Register,
    rights::Act,
};
use maud::{Markup, html};
use serde::Deserialize;

use super::{budget, find, lines, official_options};
use crate::{
    amend,
    caller::Caller,
    failure::{Failure, Kind},
    field::{Ask, Sheet},
    form::{Form, Posted, word},
    labels,
    pages::partnership::{form_page, keep, line, line_if_any, lines as each_line, too_long, was_saved},
    pages::places::village_options,
    world::App,
};

/// The longest text of one field.
const LONGEST: usize = 8_000;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/lokmin/baru", get(show_new).post(add))
        .route("/lokmin/{id}/ubah", get(show_change).post(change))
}

#[derive(Deserialize)]
struct Asked {
    jenis: Option<WorkshopKind>,
}

async fn show_new(caller: Caller, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    caller.must(Act::KeepWorkshops)?;
    let kind = asked.jenis.unwrap_or_default();
    let form = {
        let register = caller.world.register();
        let last = register.matters().workshops.values().filter(|one| one.planned.kind == kind);
        let last = last.max_by_key(|one| (one.planned.on, one.id));
        let form = match last {
            Some(last) => like(&caller, &register, &last.planned),
            None => fresh(&caller, &register, kind),
        };
        form.fill("kind", word(&kind)).fill("entry", caller.fresh())
    };
    Ok(draw(&caller, "workshop-new", &form, &[]))
}

/// What is known before there was any workshop of the kind.
fn fresh(caller: &Caller, register: &Register, kind: WorkshopKind) -> Form {
    let title = match kind {
        WorkshopKind::FirstQuarterly => "workshop-usual-first",
        WorkshopKind::RoutineQuarterly => "workshop-usual-routine",
        WorkshopKind::Monthly => "workshop-usual-monthly",
    };
    let letters = register.unit().and_then(|unit| unit.letters.as_ref());
    let bases = letters.map(|letters| letters.legal_bases.join("\n")).unwrap_or_default();
    Form::new().fill("title", caller.t(title)).fill("legal_bases", bases)
}

/// Everything but the day and what is agreed on it, as last time. Who left office is not invited again.
fn like(caller: &Caller, register: &Register, last: &WorkshopPlanned) -> Form {
    let still = |id: &SubjectId| register.officials().get(id).is_some_and(|one| !one.left);
    let mut form = Form::new()
        .fill("title", &last.title)
        .fill_some("from", last.from.map(clock))
        .fill_some("until", last.until.map(clock))
        .fill("room", &last.room)
        .fill("address", &last.address)
        .fill("legal_bases", last.legal_bases.join("\n"))
        .fill("aims", last.aims.join("\n"))
        .fill_some("chair", last.chair.as_ref())
        .fill("committee", lines::committee(&last.committee))
        .fill("agenda", lines::agenda(&last.agenda))
        .fill("budget", budget::lines(caller.text, &last.budget))
        .fill_some("village", last.village.as_ref())
        .fill("guests", lines::guests(&last.invitees));
    for official in last.invitees.iter().filter_map(|one| one.official).filter(still) {
        form = form.fill("invitee", official);
    }
    form
}

/// As the browser's field for an hour has it.
fn clock(time: jiff::civil::Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

async fn add(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    caller.must(Act::KeepWorkshops)?;
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let subject = SubjectId(derived(&["workshop", &entry.to_string()]));
    let page = format!("/lokmin/{subject}?simpan=lokmin");
    if was_saved(&caller, &form) {
        return Ok(Redirect::to(&page).into_response());
    }
    match read(&caller, &form, None) {
        Some(planned) => keep(&caller, caller.note(entry, subject, None, planned), &page).await,
        None => Ok(draw(&caller, "workshop-new", &form, &[])),
    }
}

async fn show_change(caller: Caller, Path(id): Path<SubjectId>) -> Result<Response, Failure> {
    let workshop = open(&caller, id)?;
    let planned = &workshop.planned;
    let signed = planned.agenda.iter().filter_map(|item| item.agreement);
    let form = like(&caller, &caller.world.register(), planned);
    let form = signed
        .fold(form, |form, agreement| form.fill("agreement", agreement))
        .fill("entry", caller.fresh())
        .fill("kind", word(&planned.kind))
        .fill("on", planned.on)
        .fill_some("background", planned.background.as_ref())
        .fill_some("committee_since", planned.committee_since);
    Ok(draw(&caller, "workshop-change", &form, &planned.invitees))
}

async fn change(
    caller: Caller,
    Path(id): Path<SubjectId>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let page = format!("/lokmin/{id}?simpan=lokmin");
    if was_saved(&caller, &form) {
        return Ok(Redirect::to(&page).into_response());
    }
    let workshop = open(&caller, id)?;
    let Some(planned) = read(&caller, &form, Some(&workshop.planned)) else {
        return Ok(draw(&caller, "workshop-change", &form, &workshop.planned.invitees));
    };
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let note = amend::amendment(&caller, entry, &workshop.planned.record, &planned.into(), "");
    caller.append(note.into_iter().collect()).await?;
    Ok(Redirect::to(&page).into_response())
}

/// A workshop whose minutes are not agreed yet.
fn open(caller: &Caller, id: SubjectId) -> Result<Arc<domain::matters::Workshop>, Failure> {
    caller.must(Act::KeepWorkshops)?;
    let workshop = find(caller, id)?;
    if workshop.closed.is_some() { Err(caller.failure(Kind::Missing)) } else { Ok(workshop) }
}

fn read(caller: &Caller, form: &Form, before: Option<&WorkshopPlanned>) -> Option<WorkshopPlanned> {
    let kind = form.choice::<WorkshopKind>("kind");
    let on = form.date("on");
    if form.raw("on").is_empty() {
        form.fault("on", "fault-required", &[]);
    }
    for name in ["legal_bases", "aims", "background", "committee", "agenda", "guests", "budget"] {
        too_long(form, name, form.raw(name), LONGEST);
    }
    let (from, until) = (form.time("from"), form.time("until"));
    if from.zip(until).is_some_and(|(from, until)| until <= from) {
        form.fault("until", "workshop-until-first", &[]);
    }
    let agenda = lines::read_agenda(form.raw("agenda"), before.map_or(&[], |before| &before.agenda));
    let budget = budget::read(caller.text, form.raw("budget")).unwrap_or_else(|line| {
        form.fault("budget", "workshop-fault-budget", &[("line", line.to_string())]);
        Vec::new()
    });
    let planned = WorkshopPlanned {
        kind: kind.unwrap_or_default(),
        title: line(form, "title"),
        on: on.unwrap_or_else(|| caller.today()),
        from,
        until,
        room: line_if_any(form, "room").unwrap_or_default(),
        address: line_if_any(form, "address").unwrap_or_default(),
        village: form.text("village").map(|code| VillageCode::new(&code)),
        legal_bases: each_line(form, "legal_bases"),
        background: form.text("background"),
        aims: each_line(form, "aims"),
        chair: line_if_any(form, "chair"),
        committee: lines::read_committee(form.raw("committee")),
        committee_since: form.date("committee_since"),
        budget,
        agenda: with_signings(caller, form, agenda),
        invitees: invitees(caller, form, before.map_or(&[], |before| &before.invitees)),
    };
    (!form.is_faulty()).then_some(planned)
}

/// The agenda with the agreements that are ticked, each an item of its own, and no other.
fn with_signings(caller: &Caller, form: &Form, mut agenda: Vec<AgendaItem>) -> Vec<AgendaItem> {
    let register = caller.world.register();
    let ticked: Vec<SubjectId> = form.all("agreement").into_iter().filter_map(|id| id.parse().ok()).collect();
    for item in &mut agenda {
        item.agreement = item.agreement.filter(|id| ticked.contains(id));
    }
    for id in ticked {
        let known = agenda.iter().any(|item| item.agreement == Some(id));
        let agreement = register.matters().agreements.get(&id).filter(|_| !known);
        agenda.extend(agreement.map(|agreement| AgendaItem {
            from: None,
            until: None,
            title: caller.with("workshop-signing-of", &[("title", &agreement.draft.title)]),
            speaker: None,
            cluster: None,
            agreement: Some(id),
        }));
    }
    agenda
}

/// Agreements that wait to be signed, and those that are on the agenda already.
fn agreement_options(caller: &Caller, form: &Form) -> Vec<(String, String)> {
    let register = caller.world.register();
    let ticked = form.all("agreement");
    let waits = |(id, agreement): &(&SubjectId, &Arc<Agreement>)| {
        agreement.status(caller.today()) == AgreementStatus::Draft
            || ticked.contains(&id.to_string().as_str())
    };
    let all = register.matters().agreements.iter().filter(waits);
    all.map(|(id, agreement)| (id.to_string(), agreement.draft.title.clone())).collect()
}

/// Who is ticked in the register, and who is written beside it.
fn invitees(caller: &Caller, form: &Form, before: &[Invitee]) -> Vec<Invitee> {
    let register = caller.world.register();
    let ticked = form.all("invitee").into_iter().filter_map(|id| id.parse::<SubjectId>().ok());
    let of_register = ticked.filter_map(|id| {
        let official = register.officials().get(&id)?;
        let known = before.iter().find(|one| one.official == Some(id));
        let sector = official.sector.or(known.map(|one| one.sector));
        Some(Invitee {
            name: official.name.clone(),
            office: official.office.clone(),
            sector: sector.unwrap_or_else(|| lines::sector_of(&official.office, official.village.is_some())),
            official: Some(id),
            village: official.village.clone(),
        })
    });
    of_register.chain(lines::read_guests(form.raw("guests"), before)).collect()
}

fn draw(caller: &Caller, title: &str, form: &Form, invited: &[Invitee]) -> Response {
    let about = html! { p.soft { (caller.t("workshop-form-about")) } };
    form_page(caller, title, &about, form, &fields(caller, form, invited), "places-save")
}

fn fields(caller: &Caller, form: &Form, invited: &[Invitee]) -> Markup {
    let sheet = Sheet { form, text: caller.text };
    let kinds = labels::options(caller.text, "workshopkind", &WorkshopKind::ALL);
    let mut officials = official_options(&caller.world.register());
    // Somebody invited who has left office since stays on the list that was sent.
    for one in invited
        .iter()
        .filter_map(|one| Some((one.official?.to_string(), name_and_office(&one.name, &one.office))))
    {
        if !officials.iter().any(|(id, _)| *id == one.0) {
            officials.push(one);
        }
    }
    let agreements = agreement_options(caller, form);
    html! {
        (sheet.choice("kind", &Ask::of("workshop-kind"), &kinds))
        (sheet.text("title", &Ask::of("workshop-name")))
        (sheet.date("on", &Ask::of("workshop-on").width(12)))
        (sheet.time("from", &Ask::of("workshop-from").optional().width(8)))
        (sheet.time("until", &Ask::of("workshop-until").optional().width(8)))
        (sheet.text("room", &Ask::of("workshop-room").optional()))
        (sheet.text("address", &Ask::of("workshop-address").optional()))
        (sheet.select("village", &Ask::of("workshop-village").optional(), &village_options(caller)))
        (sheet.text("chair", &Ask::of("workshop-chair").optional().hint(caller.t("workshop-chair-hint"))))
        (sheet.area("agenda", &Ask::of("workshop-agenda").optional().hint(caller.t("workshop-agenda-hint"))))
        @if !agreements.is_empty() {
            (sheet.choices("agreement", &Ask::of("workshop-agreements").optional(), &agreements))
        }
        details open[form.all("invitee").is_empty()] {
            summary { (caller.t("workshop-invitees")) " (" (form.all("invitee").len()) ")" }
            @if !officials.is_empty() { (sheet.choices("invitee", &Ask::of("workshop-invitees").optional(), &officials)) }
            (sheet.area("guests", &Ask::of("workshop-guests").optional().hint(caller.t("workshop-guests-hint"))))
        }
        (for_papers(caller, sheet))
    }
}

/// What the decree and the terms of reference need; mostly as last time, and so folded away.
fn for_papers(caller: &Caller, sheet: Sheet<'_>) -> Markup {
    let is_wrong =
        sheet.form.fault_of("budget").is_some() || sheet.form.fault_of("committee_since").is_some();
    html! {
        details open[is_wrong] {
            summary { (caller.t("workshop-for-papers")) }
            (sheet.area("committee", &Ask::of("workshop-committee").optional().hint(caller.t("workshop-committee-hint"))))
            (sheet.date("committee_since", &Ask::of("workshop-committee-since").optional().width(12)))
            (sheet.area("budget", &Ask::of("workshop-budget").optional().hint(caller.t("workshop-budget-hint"))))
            (sheet.area("legal_bases", &Ask::of("workshop-bases").optional().hint(caller.t("workshop-lines-hint"))))
            (sheet.area("background", &Ask::of("workshop-background").optional()))
            (sheet.area("aims", &Ask::of("workshop-aims").optional().hint(caller.t("workshop-lines-hint"))))
        }
    }
}
