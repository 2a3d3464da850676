//! Registers on a page: upload, preview, confirm; and the cohort register as a file. The pages
//! themselves are the app's.
//!
//! Planning and writing a large register takes seconds. Both work on a snapshot, which shares what is
//! believed and is taken in milliseconds, so that nobody who saves waits for them. What is noted
//! between the planning and the saving is not lost: notes are only ever added, and a later import of
//! the same file finds the difference.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use app::{
    Caller, Failure, Lang, World,
    failure::Kind,
    form::Posted,
    pages::import::{self, Preview, Row, Trouble},
    world::App,
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRef, Multipart, State},
    http::header,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use domain::{ids::AuthorId, rights::Act};
use exchange::cohort::{self, Issue, Plan, Reason, Workbook, ledger};

use crate::{clock::Clock, importing::Importer};

/// The largest file that a browser may send.
const FILE_LIMIT: usize = 32 * 1024 * 1024;

/// What a browser is told the export is.
pub(super) const SPREADSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// State of these pages: the unit, and files that wait for somebody's yes, one for each person.
#[derive(Clone)]
struct Desk {
    world: App,
    clock: Clock,
    waiting: Arc<Mutex<HashMap<AuthorId, Upload>>>,
}

struct Upload {
    file: String,
    workbook: Arc<Workbook>,
}

impl FromRef<Desk> for App {
    fn from_ref(desk: &Desk) -> Self {
        Arc::clone(&desk.world)
    }
}

/// The addresses of these pages.
pub(super) fn routes(world: &App, clock: &Clock) -> Router {
    let desk = Desk { world: Arc::clone(world), clock: clock.clone(), waiting: Arc::default() };
    Router::new()
        .route("/impor", get(ask).post(upload))
        .route("/impor/simpan", post(save))
        .route("/ekspor/kohort.xlsx", get(download))
        .layer(DefaultBodyLimit::max(FILE_LIMIT))
        .with_state(desk)
}

async fn ask(caller: Caller) -> Result<Response, Failure> {
    caller.must(Act::ExchangeRegisters)?;
    Ok(asked(&caller, None))
}

/// The page on which a file is chosen, with the years of which there are books.
fn asked(caller: &Caller, problem: Option<(&str, &str)>) -> Response {
    let years = ledger::years(&caller.world.register(), caller.today());
    import::ask(caller, problem, &years)
}

async fn upload(State(desk): State<Desk>, caller: Caller, parts: Multipart) -> Result<Response, Failure> {
    caller.must(Act::ExchangeRegisters)?;
    let (file, bytes) = received(&caller, parts).await?;
    let read = tokio::task::spawn_blocking({
        let file = file.clone();
        move || Workbook::read(&file, &bytes)
    });
    let workbook = match read.await.map_err(|_| caller.failure(Kind::Ours))? {
        Ok(workbook) => Arc::new(workbook),
        Err(error) => {
            let (reason, hint) = error.sentences(language(&caller));
            return Ok(asked(&caller, Some((&reason, &hint))));
        }
    };
    let plan = planned(&desk, &caller, &workbook).await?;
    let preview = preview(&plan, &file, language(&caller));
    let mut waiting = desk.waiting.lock().unwrap_or_else(PoisonError::into_inner);
    waiting.insert(caller.who.id, Upload { file, workbook });
    Ok(import::preview(&caller, &preview))
}

/// The file, if the form is of this session.
async fn received(caller: &Caller, mut parts: Multipart) -> Result<(String, Vec<u8>), Failure> {
    let mistake = |_| caller.failure(Kind::Mistake);
    let mut is_ours = false;
    while let Some(part) = parts.next_field().await.map_err(mistake)? {
        match part.name() {
            Some("csrf") => is_ours = part.text().await.map_err(mistake)? == caller.who.csrf,
            Some("file") if is_ours => {
                let name = part.file_name().unwrap_or_default().to_owned();
                return Ok((name, part.bytes().await.map_err(mistake)?.to_vec()));
            }
            _ => {}
        }
    }
    Err(caller.failure(if is_ours { Kind::Mistake } else { Kind::Stale }))
}

async fn planned(desk: &Desk, caller: &Caller, workbook: &Arc<Workbook>) -> Result<Plan, Failure> {
    let (world, clock, workbook) = (Arc::clone(&desk.world), desk.clock.clone(), Arc::clone(workbook));
    let author = caller.who.id;
    let plan = tokio::task::spawn_blocking(move || {
        let importer = Importer { unit: &world.unit, clock: &clock, author };
        let register = world.snapshot();
        importer.plan(&workbook, &register, &mut |_, _| {})
    });
    plan.await.map_err(|_| caller.failure(Kind::Ours))
}

async fn save(State(desk): State<Desk>, caller: Caller, Posted(_): Posted) -> Result<Response, Failure> {
    caller.must(Act::ExchangeRegisters)?;
    let upload = desk.waiting.lock().unwrap_or_else(PoisonError::into_inner).remove(&caller.who.id);
    let Some(Upload { file, workbook }) = upload else {
        return Ok(asked(&caller, None));
    };
    // Planned again: somebody may have noted something since the preview.
    let plan = planned(&desk, &caller, &workbook).await?;
    let importer = Importer { unit: &desk.world.unit, clock: &desk.clock, author: caller.who.id };
    let held = importer.held(&plan, &file);
    let rows: Vec<_> = plan.held.iter().map(|issue| row(issue, language(&caller))).collect();
    let entries = plan.notes.len();
    caller.append(plan.notes).await?;
    let kept: &World = &desk.world;
    kept.store().hold(&held).await.map_err(|_| caller.failure(Kind::Ours))?;
    Ok(import::done(&caller, entries, &rows).into_response())
}

/// The cohort register of the whole unit. As a book of paper it is among the papers.
async fn download(State(desk): State<Desk>, caller: Caller) -> Result<Response, Failure> {
    caller.must(Act::ExchangeRegisters)?;
    // Noted first: a file that left without a word of it would be worse than a word too many.
    caller.world.note_reading_all(caller.who.id, caller.who.device, "export");
    let register = desk.world.snapshot();
    let workbook = tokio::task::spawn_blocking(move || cohort::export::workbook(&register)).await;
    let Ok(Ok(workbook)) = workbook else { return Err(caller.failure(Kind::Ours)) };
    let name = format!("attachment; filename=\"kohort-{}.xlsx\"", caller.today());
    let headers = [(header::CONTENT_TYPE, SPREADSHEET.to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, workbook).into_response())
}

fn language(caller: &Caller) -> cohort::Lang {
    match caller.lang() {
        Lang::Id => cohort::Lang::Id,
        Lang::En => cohort::Lang::En,
    }
}

fn preview(plan: &Plan, file: &str, lang: cohort::Lang) -> Preview {
    Preview {
        file: file.to_owned(),
        taken: plan.taken.iter().map(|(sheet, rows)| (sheet.name(), *rows)).collect(),
        entries: plan.notes.len(),
        held: plan.held.iter().map(|issue| row(issue, lang)).collect(),
        warnings: plan.warnings.iter().map(|issue| row(issue, lang)).collect(),
    }
}

fn row(issue: &Issue, lang: cohort::Lang) -> Row {
    let trouble = |column: &String, value: &String, reason: &Reason| Trouble {
        column: column.clone(),
        value: value.clone(),
        reason: reason.sentence(lang),
        hint: reason.hint(lang),
    };
    let also = issue.also.iter().map(|also| trouble(&also.column, &also.value, &also.reason));
    let first = trouble(&issue.column, &issue.value, &issue.reason);
    Row {
        sheet: issue.sheet.name().to_owned(),
        row: issue.row,
        troubles: std::iter::once(first).chain(also).collect(),
    }
}
