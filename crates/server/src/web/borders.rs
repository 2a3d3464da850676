//! The borders of the unit's villages: a file is looked into, shown as it would be on the map, and kept when somebody
//! says so. What is kept is what a map needs of it; the file itself is not.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use app::{
    BorderFiles, Caller, Failure, amend,
    failure::Kind,
    form::Posted,
    pages::borders::{self as views, PAGE, Preview},
    world::App,
};
use async_trait::async_trait;
use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRef, Multipart, State},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use domain::{
    borders::Borders,
    facts::{Fact, Unit},
    family::Item,
    ids::{AuthorId, EntryId},
    rights::Act,
};
use exchange::borders::{self, Found, LARGEST, Refused};
use sha2::{Digest, Sha256};
use store_sql::{File, Files};

use super::{
    files::{READ_AT_MOST, stored, whole},
    hex::hex,
};

/// What kept borders are called among files.
const MEDIA_TYPE: &str = "application/json";

/// State of these pages: the unit, its files, and borders that wait for somebody's yes, one set for each person.
#[derive(Clone)]
struct Shelf {
    world: App,
    files: Files,
    waiting: Arc<Mutex<HashMap<AuthorId, Borders>>>,
}

impl FromRef<Shelf> for App {
    fn from_ref(shelf: &Shelf) -> Self {
        Arc::clone(&shelf.world)
    }
}

/// The addresses of these pages.
pub(super) fn routes(world: &App, files: Files) -> Router {
    let shelf = Shelf { world: Arc::clone(world), files, waiting: Arc::default() };
    Router::new()
        .route("/cakupan/peta/batas", get(show).post(upload))
        .route("/cakupan/peta/batas/pakai", post(take))
        .route("/cakupan/peta/batas/lepas", post(drop_all))
        .layer(DefaultBodyLimit::max(READ_AT_MOST))
        .with_state(shelf)
}

/// The kept files, for the maps.
pub(super) struct Kept(pub(super) Files);

#[async_trait]
impl BorderFiles for Kept {
    async fn find(&self, sum: &str) -> Option<Borders> {
        let file = stored(&self.0, sum).await.ok()??;
        let read = serde_json::from_slice(&file.body);
        read.map_err(|error| tracing::error!(%error, "kept borders cannot be read")).ok()
    }
}

fn unit(caller: &Caller) -> Result<Item<Unit>, Failure> {
    caller.must(Act::KeepWorkshops)?;
    caller.world.register().unit().cloned().ok_or_else(|| caller.failure(Kind::Missing))
}

async fn show(caller: Caller) -> Result<Response, Failure> {
    unit(&caller)?;
    Ok(views::page(&caller, &caller.world.borders().await, None))
}

async fn upload(State(shelf): State<Shelf>, caller: Caller, parts: Multipart) -> Result<Response, Failure> {
    unit(&caller)?;
    let (name, bytes) = received(&caller, parts).await?;
    let register = caller.world.snapshot();
    let read = tokio::task::spawn_blocking(move || {
        let villages = register.villages().iter().filter(|(_, village)| !village.closed);
        borders::read(&bytes?, villages.map(|(code, village)| (code, &**village)))
    });
    match read.await.map_err(|_| caller.failure(Kind::Ours))? {
        Ok(found) => {
            let preview = preview(name, found);
            let mut waiting = shelf.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            waiting.insert(caller.who.id, preview.borders.clone());
            Ok(views::preview(&caller, &preview))
        }
        Err(refused) => Ok(views::page(&caller, &caller.world.borders().await, Some(key(refused)))),
    }
}

/// The file's name and bytes, if the form is of this session.
async fn received(
    caller: &Caller,
    mut parts: Multipart,
) -> Result<(String, Result<Vec<u8>, Refused>), Failure> {
    let mistake = |_| caller.failure(Kind::Mistake);
    let mut is_ours = false;
    while let Some(part) = parts.next_field().await.map_err(mistake)? {
        match part.name() {
            Some("csrf") => is_ours = part.text().await.map_err(mistake)? == caller.who.csrf,
            Some("file") if is_ours => {
                let name = part.file_name().unwrap_or_default().chars().take(200).collect();
                return Ok((name, whole(caller, part, LARGEST).await?.ok_or(Refused::TooLarge)));
            }
            _ => {}
        }
    }
    Err(caller.failure(if is_ours { Kind::Mistake } else { Kind::Stale }))
}

/// The catalogue's key of why a file is not taken, with what to do.
fn key(refused: Refused) -> &'static str {
    match refused {
        Refused::TooLarge => "borders-too-large",
        Refused::NotJson => "borders-not-json",
        Refused::NotGeoJson => "borders-not-geojson",
        Refused::NoAreas => "borders-no-areas",
        Refused::NotDegrees => "borders-not-degrees",
        Refused::Swapped => "borders-swapped",
        Refused::NoVillage => "borders-no-village",
    }
}

fn preview(file: String, found: Found) -> Preview {
    let Found { borders, by_code, by_name, without, elsewhere, unused } = found;
    Preview { file, borders, by_code, by_name, without, elsewhere, unused }
}

async fn take(State(shelf): State<Shelf>, caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    let before = unit(&caller)?;
    // Tapped twice, it is saved once.
    if form.entry().is_some_and(|entry| caller.world.register().knows(entry)) {
        return Ok(Redirect::to(PAGE).into_response());
    }
    let waiting = shelf.waiting.lock().unwrap_or_else(PoisonError::into_inner).remove(&caller.who.id);
    let Some(borders) = waiting else {
        return Ok(views::page(&caller, &caller.world.borders().await, Some("borders-gone")));
    };
    let body = serde_json::to_vec(&borders).map_err(|_| caller.failure(Kind::Ours))?;
    let file = File { sum: Sha256::digest(&body).into(), media_type: MEDIA_TYPE.to_owned(), body };
    let sum = hex(&file.sum);
    // The bytes first: an entry never names a file that is not there.
    let kept = shelf.files.keep(file, caller.who.id, caller.world.now().timestamp()).await;
    kept.map_err(|_| caller.failure(Kind::Ours))?;
    change(&caller, form.entry(), &before, Some(sum)).await
}

/// Back to circles. What was kept stays kept: the log still names it.
async fn drop_all(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    let before = unit(&caller)?;
    change(&caller, form.entry(), &before, None).await
}

async fn change(
    caller: &Caller,
    entry: Option<EntryId>,
    before: &Item<Unit>,
    borders: Option<String>,
) -> Result<Response, Failure> {
    let unit = Unit { borders, ..(**before).clone() };
    let entry = entry.unwrap_or_else(|| caller.fresh());
    let changed = amend::amendment(caller, entry, &before.record, &Fact::from(unit), "");
    caller.append(changed.into_iter().collect()).await?;
    Ok(Redirect::to(PAGE).into_response())
}
