//! Papers: a draft is set anew each time it is looked at; a final one has a number, and its bytes are kept.

mod agreement;
mod cohort;
mod house;
mod money;
mod mother;
mod workshop;

use std::{str::FromStr, sync::Arc};

use app::{Caller, Failure, failure::Kind, form::Posted, pages::papers as views, world::App};
use axum::{
    Router,
    extract::{FromRef, Path, State},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use documents::{
    Paper,
    parts::{Letterhead, Size, Style},
};
use domain::{
    facts::{PaperCancelled, PaperKind, PaperNumbered},
    ids::{SubjectId, derived},
    numbering,
    register::Register,
    rights::{Act, Visibility},
};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use store_sql::{File, Files};
use tokio::sync::Mutex;

use super::{
    files::{answer, stored},
    hex::hex,
    letterhead,
};

/// State of these pages. Numbers are given one after the other: whoever holds the lock sees every number
/// that was given before.
#[derive(Clone)]
struct Office {
    world: App,
    files: Files,
    numbers: Arc<Mutex<()>>,
}

impl FromRef<Office> for App {
    fn from_ref(office: &Office) -> Self {
        Arc::clone(&office.world)
    }
}

/// A paper that is ready to be set.
pub(super) struct Prepared {
    /// What is printed.
    paper: Paper,
    /// Its kind in the book of letters; none for one that gets no number.
    kind: Option<PaperKind>,
    /// Its word in addresses.
    word: &'static str,
    /// The page of what it is about.
    path: String,
    /// Subject line, without a mother's name.
    matter: String,
    /// The day it bears.
    on: Date,
    /// Who may make it final.
    act: Act,
}

/// The addresses of these pages.
pub(super) fn routes(world: &App, files: Files) -> Router {
    let office = Office { world: Arc::clone(world), files, numbers: Arc::default() };
    Router::new()
        .route("/surat", get(book))
        .route("/surat/{word}/{about}", get(show).post(finish))
        .route("/surat/batal/{paper}", post(cancel))
        .route("/ekspor/kohort.pdf", get(cohort::book))
        .with_state(office)
}

async fn book(caller: Caller) -> Result<Response, Failure> {
    if !caller.who.scope.sees(Visibility::Partnership) {
        return Err(caller.failure(Kind::Forbidden));
    }
    let mut papers: Vec<_> = caller.world.register().matters().papers.values().cloned().collect();
    papers.sort_by_key(|paper| std::cmp::Reverse(paper.numbered.id()));
    Ok(views::book(&caller, &papers, caller.who.scope.may(Act::NumberPapers)))
}

async fn show(
    State(office): State<Office>,
    caller: Caller,
    Path((word, about)): Path<(String, String)>,
) -> Result<Response, Failure> {
    match about.strip_suffix(".pdf") {
        Some(about) => file(&office, &caller, &word, about).await,
        None => page(&caller, &word, &about),
    }
}

/// What somebody asks for, if she may see it.
fn prepared(caller: &Caller, word: &str, about: &str) -> Result<(SubjectId, Prepared), Failure> {
    let missing = || caller.failure(Kind::Missing);
    let about = SubjectId::from_str(about).map_err(|_| missing())?;
    let register = caller.world.register();
    let paper = prepare(caller, &register, word, about).ok_or_else(missing)?;
    Ok((about, paper))
}

fn prepare(caller: &Caller, register: &Register, word: &str, about: SubjectId) -> Option<Prepared> {
    if mother::is_hers(word) {
        return mother::paper(caller, register, word, about);
    }
    if !caller.who.scope.sees(Visibility::Partnership) {
        return None;
    }
    let today = caller.today();
    match word {
        "adendum" => agreement::addendum(register, about),
        "kesepakatan" => agreement::agreement(register, about, today),
        "kwitansi" => money::receipt(register, about),
        word => workshop::paper(register, word, about, today),
    }
}

/// The number that a paper has now.
fn number_of(
    register: &Register,
    kind: Option<PaperKind>,
    about: SubjectId,
) -> Option<Arc<domain::matters::Paper>> {
    register.matters().paper_of(kind?, about).cloned()
}

fn page(caller: &Caller, word: &str, about: &str) -> Result<Response, Failure> {
    let (about, prepared) = prepared(caller, word, about)?;
    let register = caller.world.register();
    let given = number_of(&register, prepared.kind, about);
    let may = prepared.kind.filter(|_| given.is_none() && caller.who.scope.may(prepared.act));
    let next = may.map(|kind| numbering::next(&register, kind, prepared.on));
    let sheet = views::Sheet {
        word: prepared.word,
        about,
        path: prepared.path,
        matter: prepared.matter,
        on: prepared.on,
        number: given.map(|paper| paper.numbered.number.clone()),
        is_numbered: prepared.kind.is_some(),
        lacks_codes: matches!(next, Some(Err(_))),
        next: next.and_then(Result::ok).map(|free| free.number),
    };
    drop(register);
    Ok(views::sheet(caller, &sheet))
}

async fn file(office: &Office, caller: &Caller, word: &str, about: &str) -> Result<Response, Failure> {
    let (about, prepared) = prepared(caller, word, about)?;
    let given = number_of(&caller.world.register(), prepared.kind, about);
    if let Some(sum) = given.as_ref().and_then(|paper| paper.numbered.file.as_deref()) {
        let kept = stored(&office.files, sum).await.map_err(|()| caller.failure(Kind::Ours))?;
        let kept = kept.ok_or_else(|| caller.failure(Kind::Ours))?;
        return Ok(answer("application/pdf", kept.body));
    }
    let bytes = set(office, caller, prepared.paper, None).await?;
    Ok(answer("application/pdf", bytes))
}

/// Sets a paper, where it keeps nobody waiting; on a sheet of this size, or on the one that is usual for it.
async fn set(office: &Office, caller: &Caller, paper: Paper, size: Option<Size>) -> Result<Vec<u8>, Failure> {
    let (style, letters) = {
        let register = caller.world.register();
        let letters = register.unit().and_then(|unit| unit.letters.clone()).unwrap_or_default();
        (house::style(&register), letters)
    };
    let signs = letterhead::pictures(&office.files, &letters).await;
    let (left, right) = signs.map_err(|()| caller.failure(Kind::Ours))?;
    let style = Style { letterhead: Letterhead { left, right, ..style.letterhead }, size };
    let pdf = tokio::task::spawn_blocking(move || documents::render(&paper, &style)).await;
    match pdf {
        Ok(Ok(pdf)) => Ok(pdf.bytes),
        Ok(Err(error)) => {
            tracing::error!(%error, "a paper cannot be set");
            Err(caller.failure(Kind::Ours))
        }
        Err(_) => Err(caller.failure(Kind::Ours)),
    }
}

/// Makes a paper final: the number, the bytes, the entry, in this order and alone. What fails in between
/// leaves no number behind, for a number is given by its entry.
async fn finish(
    State(office): State<Office>,
    caller: Caller,
    Path((word, about)): Path<(String, String)>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    let _alone = office.numbers.lock().await;
    let (about, prepared) = prepared(&caller, &word, &about)?;
    caller.must(prepared.act)?;
    let kind = prepared.kind.ok_or_else(|| caller.failure(Kind::Missing))?;
    let back = Redirect::to(&format!("/surat/{}/{about}", prepared.word)).into_response();
    let free = {
        let register = caller.world.register();
        if number_of(&register, Some(kind), about).is_some() {
            return Ok(back);
        }
        numbering::next(&register, kind, prepared.on).map_err(|_| caller.failure(Kind::Mistake))?
    };
    let paper = house::with_number(prepared.paper, &free.number);
    let body = set(&office, &caller, paper, None).await?;
    let sum: [u8; 32] = Sha256::digest(&body).into();
    let file = File { sum, media_type: "application/pdf".to_owned(), body };
    let kept = office.files.keep(file, caller.who.id, caller.world.now().timestamp()).await;
    kept.map_err(|_| caller.failure(Kind::Ours))?;
    let numbered = PaperNumbered {
        kind,
        class: free.class,
        year: free.year,
        seq: free.seq,
        number: free.number,
        on: prepared.on,
        about,
        matter: prepared.matter,
        file: Some(hex(&sum)),
    };
    let entry = form.entry().unwrap_or_else(|| caller.fresh());
    let subject = SubjectId(derived(&["paper", &entry.to_string()]));
    caller.append(vec![caller.note(entry, subject, None, numbered)]).await?;
    Ok(back)
}

async fn cancel(
    State(office): State<Office>,
    caller: Caller,
    Path(paper): Path<SubjectId>,
    Posted(form): Posted,
) -> Result<Response, Failure> {
    caller.must(Act::NumberPapers)?;
    let _alone = office.numbers.lock().await;
    let known = caller.world.register().matters().papers.get(&paper).cloned();
    let known = known.ok_or_else(|| caller.failure(Kind::Missing))?;
    let reason = form.raw("reason");
    if reason.is_empty() {
        return Err(caller.failure(Kind::Mistake));
    }
    if known.cancelled.is_none() {
        let cancelled = PaperCancelled { on: caller.today(), reason: reason.chars().take(300).collect() };
        let entry = form.entry().unwrap_or_else(|| caller.fresh());
        caller.append(vec![caller.note(entry, paper, None, cancelled)]).await?;
    }
    Ok(Redirect::to("/surat").into_response())
}
