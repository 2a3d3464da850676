//! The side that holds the whole log: may an entry be taken, and what does a phone lack.

use std::collections::HashSet;

use domain::{
    facts::Fact,
    ids::{SubjectId, VillageCode},
    note::Note,
    register::{Register, is_of_place},
    rights::{Act, Scope},
};
use store::{Entry, Journal, Seq, Store, StoreError, jsonl};

use crate::{
    holding::{self, Digest},
    wire::{FrameEnd, Request, Sender, reason, reason_of},
};

/// About so many entries make a frame: 30 kB on the wire, some seconds of a bad connection.
const FRAME: usize = 400;

/// Whose phone asks.
#[derive(Clone, Debug)]
pub struct Guest {
    /// Unit, person and phone.
    pub sender: Sender,
    /// What she may see and do now.
    pub scope: Scope,
    /// Villages that this phone was once given: what she noted there before she was moved is taken.
    pub once: Vec<VillageCode>,
}

/// Whether an entry may be taken from this phone. Who may not note a thing may still have noted it:
/// such an entry is held and not refused.
///
/// # Errors
/// The [`reason`] for which it is held.
pub fn judge(register: &Register, guest: &Guest, entry: &Entry) -> Result<(), &'static str> {
    let note = entry.read().map_err(|unreadable| reason_of(&unreadable))?;
    let her_own = note.author == guest.sender.author && note.device == guest.sender.device;
    let fits = her_own && guest.scope.may(act_of(register, &note)) && is_about_its_kind(register, &note);
    if fits && was_hers(register, guest, &note) { Ok(()) } else { Err(reason::NO_RIGHT) }
}

/// What one must be allowed to do in order to note this.
fn act_of(register: &Register, note: &Note) -> Act {
    match &note.fact {
        Fact::Unit(_) => Act::ManageUsers,
        Fact::Settled(_) => Act::SettleConflicts,
        Fact::Amended(_) | Fact::Voided(_) if register.is_place(note.subject) => Act::KeepPlaces,
        fact if is_of_place(fact) => Act::KeepPlaces,
        _ => Act::RecordCare,
    }
}

/// Places are on every phone: what is noted of a mother must never be filed under one.
fn is_about_its_kind(register: &Register, note: &Note) -> bool {
    let correction = matches!(note.fact, Fact::Amended(_) | Fact::Voided(_) | Fact::Settled(_));
    if correction {
        return true;
    }
    if is_of_place(&note.fact) {
        register.family(note.subject).is_none()
    } else {
        !register.is_place(note.subject)
    }
}

/// Whether it is about a mother who is, or was, in her care; or about a place.
fn was_hers(register: &Register, guest: &Guest, note: &Note) -> bool {
    let Scope { role, villages } = &guest.scope;
    let scope = Scope { role: *role, villages: villages.iter().chain(&guest.once).cloned().collect() };
    match register.family(note.subject) {
        Some(family) => guest.scope.sees_family(family) || scope.sees_family(family),
        None if register.is_place(note.subject) || is_of_place(&note.fact) => true,
        // A mother whom nobody knew yet counts where the entry says.
        None => note.village.as_ref().is_none_or(|village| scope.sees_mothers_of(village)),
    }
}

/// What a phone lacks, and what it is to drop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The phone must say which subjects it holds first; nothing else is planned.
    pub list: bool,
    /// Subjects to drop.
    pub drop: Vec<SubjectId>,
    /// What to send, frame by frame. The last one says that nothing follows.
    pub frames: Vec<Frame>,
}

/// Entries that the phone keeps together, and its cursor once it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Places of the entries.
    pub places: Vec<Seq>,
    /// What follows them.
    pub end: FrameEnd,
}

impl Plan {
    /// Plans the answer to a request. `pushed` are the places of what the request itself brought:
    /// they are not sent back.
    #[must_use]
    pub fn of(
        register: &Register,
        journal: &Journal,
        scope: &Scope,
        request: &Request,
        pushed: &HashSet<Seq>,
    ) -> Self {
        let due = holding::of(register, scope);
        let head = journal.head();
        // A cursor beyond the log's end: the log was restored from an older copy. Nothing that the
        // phone says of places holds any more.
        let lost = request.cursor > head;
        let cursor = if lost { 0 } else { request.cursor };
        let Some(held) = &request.subjects else {
            let begun = |subject: &&SubjectId| journal.of(**subject).first().is_some_and(|at| *at <= cursor);
            if lost || Digest::of(due.iter().filter(begun)) != request.holds {
                return Self { list: true, ..Self::default() };
            }
            let news = news(journal, cursor, |subject| due.contains(&subject));
            return Self { frames: frames(&[], cursor, without(news, pushed), head), ..Self::default() };
        };
        let held: HashSet<_> = if lost { HashSet::new() } else { held.iter().copied().collect() };
        let mut missing: Vec<_> = due.difference(&held).copied().collect();
        missing.sort_unstable();
        let mut drop: Vec<_> = held.difference(&due).copied().collect();
        drop.sort_unstable();
        // A phone that holds nothing has everything it holds up to any place.
        let cursor = if held.is_empty() { head } else { cursor };
        let whole: Vec<_> = missing.iter().map(|subject| journal.of(*subject)).collect();
        let news = news(journal, cursor, |subject| held.contains(&subject) && due.contains(&subject));
        Self { list: false, drop, frames: frames(&whole, cursor, without(news, pushed), head) }
    }

    /// How many entries are sent.
    #[must_use]
    pub fn entries(&self) -> u64 {
        self.frames.iter().map(|frame| frame.places.len() as u64).sum()
    }
}

impl Frame {
    /// The frame as lines.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn lines(&self, store: &dyn Store) -> Result<Vec<u8>, StoreError> {
        let failed = |error: serde_json::Error| StoreError(error.to_string());
        let mut lines = Vec::with_capacity(self.places.len() * 700);
        for stored in store.pick(&self.places).await? {
            jsonl::append_line(&mut lines, &stored).map_err(failed)?;
            lines.push(b'\n');
        }
        serde_json::to_writer(&mut lines, &self.end).map_err(failed)?;
        lines.push(b'\n');
        Ok(lines)
    }
}

fn news(journal: &Journal, cursor: Seq, due: impl Fn(SubjectId) -> bool) -> Vec<Seq> {
    journal.after(cursor).filter(|(_, subject)| due(*subject)).map(|(seq, _)| seq).collect()
}

fn without(mut places: Vec<Seq>, pushed: &HashSet<Seq>) -> Vec<Seq> {
    places.retain(|place| !pushed.contains(place));
    places
}

/// First the subjects that are sent whole, none of them divided between frames; then the news, which
/// move the cursor.
fn frames(whole: &[&[Seq]], cursor: Seq, news: Vec<Seq>, head: Seq) -> Vec<Frame> {
    let mut frames = Vec::new();
    let mut places = Vec::new();
    for subject in whole {
        places.extend_from_slice(subject);
        if places.len() >= FRAME {
            frames.push(Frame { places: std::mem::take(&mut places), end: FrameEnd { cursor, end: false } });
        }
    }
    if !places.is_empty() {
        frames.push(Frame { places, end: FrameEnd { cursor, end: false } });
    }
    for places in news.chunks(FRAME) {
        let cursor = places.last().copied().unwrap_or(cursor);
        frames.push(Frame { places: places.to_vec(), end: FrameEnd { cursor, end: false } });
    }
    let end = FrameEnd { cursor: head, end: true };
    match frames.last_mut() {
        Some(last) => last.end = end,
        None => frames.push(Frame { places: Vec::new(), end }),
    }
    frames
}
