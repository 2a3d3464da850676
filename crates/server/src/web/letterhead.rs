//! The unit's letterhead and its signs. A picture that papers could not be set with is not taken: one that
//! was taken would stop every paper.

use std::sync::Arc;

use app::{
    Caller, Failure, amend,
    failure::Kind,
    form::Posted,
    pages::letterhead::{self as views, PAGE, Sign},
    world::App,
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRef, Multipart, Path, State},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use documents::{
    papers::Agenda,
    parts::{Event, Letterhead, Picture, PictureKind, Signatory, Style},
};
use domain::{
    facts::{Fact, Letters, Unit},
    family::Item,
    ids::EntryId,
    rights::Act,
};
use store_sql::{File, Files};

use super::{
    files::{answer, stored},
    hex::hex,
    scans::{self, Refused},
};

/// A sign is small on paper.
const LARGEST: usize = 2 * 1024 * 1024;

#[derive(Clone)]
struct Shelf {
    world: App,
    files: Files,
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
        .route("/kop", get(show).post(save))
        .route("/kop/{sign}", get(give).post(add))
        // What is a little too large is told so; what is far too large is cut off.
        .layer(DefaultBodyLimit::max(4 * LARGEST))
        .with_state(shelf)
}

fn unit(caller: &Caller) -> Result<Item<Unit>, Failure> {
    caller.must(Act::NumberPapers)?;
    caller.world.register().unit().cloned().ok_or_else(|| caller.failure(Kind::Missing))
}

async fn show(caller: Caller) -> Result<Response, Failure> {
    let unit = unit(&caller)?;
    Ok(views::page(&caller, &unit, &views::filled(&caller, &unit), None))
}

async fn save(caller: Caller, Posted(form): Posted) -> Result<Response, Failure> {
    let before = unit(&caller)?;
    let Some(unit) = views::read(&form, &before) else {
        return Ok(views::page(&caller, &before, &form, None));
    };
    keep(&caller, form.entry(), &before, unit).await
}

async fn keep(
    caller: &Caller,
    entry: Option<EntryId>,
    before: &Item<Unit>,
    unit: Unit,
) -> Result<Response, Failure> {
    let entry = entry.unwrap_or_else(|| caller.fresh());
    let changed = amend::amendment(caller, entry, &before.record, &Fact::from(unit), "");
    caller.append(changed.into_iter().collect()).await?;
    Ok(Redirect::to(PAGE).into_response())
}

fn sign(caller: &Caller, word: &str) -> Result<Sign, Failure> {
    Sign::of_word(word).ok_or_else(|| caller.failure(Kind::Missing))
}

/// A sign as it is on papers, for the page.
async fn give(
    State(shelf): State<Shelf>,
    caller: Caller,
    Path(word): Path<String>,
) -> Result<Response, Failure> {
    let (unit, sign) = (unit(&caller)?, sign(&caller, &word)?);
    let missing = || caller.failure(Kind::Missing);
    let sum = unit.letters.as_ref().and_then(|letters| sign.file(letters)).ok_or_else(missing)?;
    let file = stored(&shelf.files, sum).await.map_err(|()| caller.failure(Kind::Ours))?;
    let file = file.ok_or_else(missing)?;
    Ok(answer(&file.media_type, file.body))
}

async fn add(
    State(shelf): State<Shelf>,
    caller: Caller,
    Path(word): Path<String>,
    parts: Multipart,
) -> Result<Response, Failure> {
    let (before, sign) = (unit(&caller)?, sign(&caller, &word)?);
    let (entry, bytes) = received(&caller, parts).await?;
    let taken = tokio::task::spawn_blocking(move || taken(bytes)).await;
    let file = match taken.map_err(|_| caller.failure(Kind::Ours))? {
        Ok(file) => file,
        Err(refused) => {
            let form = views::filled(&caller, &before);
            return Ok(views::page(&caller, &before, &form, Some(refused.key())));
        }
    };
    let sum = hex(&file.sum);
    let kept = shelf.files.keep(file, caller.who.id, caller.world.now().timestamp()).await;
    kept.map_err(|_| caller.failure(Kind::Ours))?;
    let letters = sign.put(before.letters.clone().unwrap_or_default(), Some(sum));
    keep(&caller, entry, &before, Unit { letters: Some(letters), ..(*before).clone() }).await
}

async fn received(caller: &Caller, mut parts: Multipart) -> Result<(Option<EntryId>, Vec<u8>), Failure> {
    let mistake = |_| caller.failure(Kind::Mistake);
    let (mut is_ours, mut entry) = (false, None);
    while let Some(part) = parts.next_field().await.map_err(mistake)? {
        match part.name() {
            Some("csrf") => is_ours = part.text().await.map_err(mistake)? == caller.who.csrf,
            Some("entry") => entry = part.text().await.map_err(mistake)?.parse().ok(),
            Some("file") if is_ours => return Ok((entry, part.bytes().await.map_err(mistake)?.to_vec())),
            _ => {}
        }
    }
    Err(caller.failure(if is_ours { Kind::Mistake } else { Kind::Stale }))
}

/// A picture with which a paper can be set.
fn taken(bytes: Vec<u8>) -> Result<File, Refused> {
    if bytes.len() > LARGEST {
        return Err(Refused::TooLarge);
    }
    let file = scans::taken(bytes)?;
    let picture = picture(&file, "").ok_or(Refused::WrongType)?;
    let letterhead =
        Letterhead { lines: vec!["Puskesmas".to_owned()], left: Some(picture), ..Letterhead::default() };
    let trial = documents::render(&trial(), &Style { letterhead, size: None });
    trial.map(|_| file).map_err(|_| Refused::Damaged)
}

fn trial() -> documents::Paper {
    let event = Event {
        title: String::new(),
        date: jiff::civil::Date::default(),
        from: None,
        until: None,
        zone: String::new(),
        place: String::new(),
    };
    documents::Paper::Agenda(Agenda {
        date: event.date,
        event,
        items: Vec::new(),
        place: String::new(),
        signatory: Signatory::default(),
    })
}

fn picture(file: &File, alt: &str) -> Option<Picture> {
    let kind = match file.media_type.as_str() {
        "image/png" => PictureKind::Png,
        "image/jpeg" => PictureKind::Jpg,
        _ => return None,
    };
    Some(Picture { kind, bytes: file.body.clone(), alt: alt.to_owned() })
}

/// A unit's signs as pictures, left and right.
///
/// # Errors
/// When they cannot be read.
pub(super) async fn pictures(
    files: &Files,
    letters: &Letters,
) -> Result<(Option<Picture>, Option<Picture>), ()> {
    let mut found = [None, None];
    for (place, (sign, alt)) in
        found.iter_mut().zip([(Sign::Arms, "Lambang daerah"), (Sign::Logo, "Logo Puskesmas")])
    {
        let Some(sum) = sign.file(letters) else { continue };
        *place = stored(files, sum).await?.and_then(|file| picture(&file, alt));
    }
    let [left, right] = found;
    Ok((left, right))
}
