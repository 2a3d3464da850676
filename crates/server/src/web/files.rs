//! Taking and giving scans and photos. The pages themselves are the app's.

use std::sync::Arc;

use app::{
    Caller, Failure,
    failure::Kind,
    pages::files::{self, Owner},
    world::App,
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRef, Multipart, Path, State, multipart::Field},
    http::{HeaderName, header},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    facts::{FileAttached, FileKind},
    ids::{EntryId, SubjectId},
};
use store_sql::{File, Files};

use super::{
    hex::{hex, unhex},
    scans::{self, LARGEST, Refused},
};

/// What is read of a request at most, so that a file that is too large is told so.
pub(super) const READ_AT_MOST: usize = 256 * 1024 * 1024;

/// State of these pages.
#[derive(Clone)]
pub(super) struct Shelf {
    pub(super) world: App,
    pub(super) files: Files,
}

impl FromRef<Shelf> for App {
    fn from_ref(shelf: &Shelf) -> Self {
        Arc::clone(&shelf.world)
    }
}

/// The addresses of these pages.
pub(super) fn routes(world: &App, files: Files) -> Router {
    let shelf = Shelf { world: Arc::clone(world), files };
    Router::new()
        .route("/berkas/{subject}", get(list).post(add))
        .route("/berkas/{subject}/{sum}", get(give))
        .layer(DefaultBodyLimit::max(READ_AT_MOST))
        .with_state(shelf)
}

async fn list(caller: Caller, Path(subject): Path<SubjectId>) -> Result<Response, Failure> {
    let owner = files::owner(&caller, subject)?;
    Ok(files::page(&caller, &owner, None))
}

async fn add(
    State(shelf): State<Shelf>,
    caller: Caller,
    Path(subject): Path<SubjectId>,
    parts: Multipart,
) -> Result<Response, Failure> {
    let owner = files::owner(&caller, subject)?;
    if !owner.may_add {
        return Err(caller.failure(Kind::Forbidden));
    }
    let sent = Sent::read(&caller, parts).await?;
    let taken = match sent.bytes {
        Ok(bytes) => tokio::task::spawn_blocking(move || scans::taken(bytes)).await,
        Err(refused) => Ok(Err(refused)),
    };
    let file = match taken.map_err(|_| caller.failure(Kind::Ours))? {
        Ok(file) => file,
        Err(refused) => return Ok(files::page(&caller, &owner, Some(refused.key()))),
    };
    let attached = FileAttached {
        file: hex(&file.sum),
        media_type: file.media_type.clone(),
        bytes: u64::try_from(file.body.len()).unwrap_or(u64::MAX),
        kind: sent.kind,
        caption: sent.caption,
    };
    // The bytes first: an entry never names a file that is not there.
    let kept = shelf.files.keep(file, caller.who.id, caller.world.now().timestamp()).await;
    kept.map_err(|_| caller.failure(Kind::Ours))?;
    let is_new = !owner.files.iter().any(|known| known.file == attached.file && known.kind == attached.kind);
    if is_new {
        let entry = sent.entry.unwrap_or_else(|| caller.fresh());
        caller.append(vec![caller.note(entry, owner.subject, None, attached)]).await?;
    }
    Ok(Redirect::to(&format!("/berkas/{subject}")).into_response())
}

/// What a form sent.
struct Sent {
    entry: Option<EntryId>,
    kind: FileKind,
    caption: Option<String>,
    bytes: Result<Vec<u8>, Refused>,
}

impl Sent {
    async fn read(caller: &Caller, mut parts: Multipart) -> Result<Self, Failure> {
        let mistake = |_| caller.failure(Kind::Mistake);
        let mut sent = Self { entry: None, kind: FileKind::default(), caption: None, bytes: Ok(Vec::new()) };
        let mut is_ours = false;
        while let Some(part) = parts.next_field().await.map_err(mistake)? {
            match part.name().unwrap_or_default() {
                "csrf" => is_ours = part.text().await.map_err(mistake)? == caller.who.csrf,
                "entry" => sent.entry = part.text().await.map_err(mistake)?.parse().ok(),
                "kind" => {
                    let word = part.text().await.map_err(mistake)?;
                    sent.kind = serde_json::from_value(word.into()).unwrap_or_default();
                }
                "caption" => {
                    let text = part.text().await.map_err(mistake)?;
                    sent.caption = Some(text.trim().chars().take(200).collect())
                        .filter(|text: &String| !text.is_empty());
                }
                "file" if is_ours => {
                    sent.bytes = whole(caller, part, LARGEST).await?.ok_or(Refused::TooLarge);
                }
                _ => {}
            }
        }
        if is_ours { Ok(sent) } else { Err(caller.failure(Kind::Stale)) }
    }
}

/// A file's bytes. What is larger than `largest` is read to its end and not kept, and none: a browser that is cut
/// off while it sends shows no page.
pub(super) async fn whole(
    caller: &Caller,
    mut part: Field<'_>,
    largest: usize,
) -> Result<Option<Vec<u8>>, Failure> {
    let mut bytes = Vec::new();
    let mut is_too_large = false;
    while let Some(chunk) = part.chunk().await.map_err(|_| caller.failure(Kind::Mistake))? {
        is_too_large |= bytes.len() + chunk.len() > largest;
        if !is_too_large {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok((!is_too_large).then_some(bytes))
}

async fn give(
    State(shelf): State<Shelf>,
    caller: Caller,
    Path((subject, sum)): Path<(SubjectId, String)>,
) -> Result<Response, Failure> {
    let owner: Owner = files::owner(&caller, subject)?;
    let missing = || caller.failure(Kind::Missing);
    let attached = owner.files.iter().find(|file| file.file == sum).ok_or_else(missing)?;
    let file = stored(&shelf.files, &attached.file).await.map_err(|()| caller.failure(Kind::Ours))?;
    let file = file.ok_or_else(missing)?;
    Ok(answer(&attached.media_type, file.body))
}

/// A kept file by its sum in hex.
///
/// # Errors
/// When it cannot be read.
pub(super) async fn stored(files: &Files, sum: &str) -> Result<Option<File>, ()> {
    let Some(sum) = unhex(sum) else { return Ok(None) };
    files.find(sum).await.map_err(|error| tracing::error!(%error, "a file cannot be read"))
}

/// A file as an answer that a browser shows and never runs.
pub(super) fn answer(media_type: &str, bytes: Vec<u8>) -> Response {
    let headers: [(HeaderName, &str); 3] = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_DISPOSITION, "inline"),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    (headers, bytes).into_response()
}
