//! The phone's side of a meeting.

use async_trait::async_trait;
use domain::ids::{EntryId, SubjectId};
use jiff::Timestamp;
use store::{Entry, Seq, StoreError, Stored};

use crate::{
    answer::{Lines, Said},
    holding::{self, Holding},
    wire::{Head, PROTOCOL, Parcel, Request, Sender, Settings, Verdict},
};

/// How many entries are pushed at once,
const BATCH: usize = 200;
/// and about how many bytes: some seconds of a bad connection.
const BATCH_BYTES: usize = 200_000;
/// What a parcel weighs beside its fact.
const PARCEL: usize = 220;
/// How often the host may ask for the list in one meeting. Each time mends something; a phone that
/// cannot be mended is not asked for ever.
const LISTS: usize = 4;

/// How far a phone has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Of each subject it holds it has every entry up to here.
    pub cursor: Seq,
    /// The sums of all entries that have a place in the host's log: [`Holding::of`] makes it. Entries
    /// that wait, or that the host holds, have none.
    pub holding: Holding,
    /// [`Settings::digest`] of its settings.
    pub settings: String,
    /// How many entries wait.
    pub waiting: usize,
}

/// What is kept of an answer in one transaction, in this order.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// What became of entries that waited. One that the host holds waits no longer, and has no place;
    /// it stays, to be shown with the reason.
    pub verdicts: Vec<(EntryId, Verdict)>,
    /// Subjects that are not to be held any longer: their entries go, except those that wait or are
    /// held.
    pub drop: Vec<SubjectId>,
    /// Subjects whose entries lose their places and wait again, except those that are among `entries`:
    /// the host has lost them.
    pub again: Vec<SubjectId>,
    /// Entries of the host's log with their places. One that is known is the same entry, but may have
    /// another place than it had, or none: because it waited, or was held. It now has this place, and
    /// neither waits nor is held.
    pub entries: Vec<Stored>,
    /// The new cursor; it may lie before the old one.
    pub cursor: Option<Seq>,
    /// New settings.
    pub settings: Option<Settings>,
}

/// The phone's log, as far as a meeting needs it. All methods are durable when they return.
#[async_trait(?Send)]
pub trait Keep {
    /// How far it has come.
    async fn standing(&self) -> Result<Standing, StoreError>;
    /// The first entries that wait, oldest first, at most `limit`.
    async fn waiting(&self, limit: usize) -> Result<Vec<Entry>, StoreError>;
    /// Keeps something, all of it or nothing.
    async fn take(&self, taken: Taken) -> Result<(), StoreError>;
}

/// The way to the host.
#[async_trait(?Send)]
pub trait Line {
    /// Sends a request, and answers with the bytes that come back, piece by piece.
    async fn ask(&self, body: Vec<u8>) -> Result<Box<dyn Pieces>, Trouble>;
}

/// An answer that is on its way.
#[async_trait(?Send)]
pub trait Pieces {
    /// The next piece; none at the end.
    async fn next(&mut self) -> Result<Option<Vec<u8>>, Trouble>;
}

/// Why a meeting ended before its time. Everything that was kept stays kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// Nobody answers, or the answer was cut.
    #[error("the host is out of reach: {0}")]
    Away(String),
    /// This phone was withdrawn, or its person disabled.
    #[error("this phone was withdrawn")]
    Revoked,
    /// The host does not know this phone: it must be enrolled again.
    #[error("the host does not know this phone")]
    Stranger,
    /// The host failed; later, then.
    #[error("the host failed with status {0}")]
    Failed(u16),
    /// The answer makes no sense to this program.
    #[error("the answer was not understood: {0}")]
    Garbled(String),
    /// The phone could not keep what came: its storage is full, perhaps.
    #[error("the phone could not keep it: {0}")]
    Store(String),
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Store(error.0)
    }
}

/// How a meeting is going, for who watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Entries received so far.
    pub got: u64,
    /// Entries there are.
    pub all: u64,
}

/// What a meeting brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Entries that the host has taken.
    pub sent: usize,
    /// Entries that the host holds.
    pub held: usize,
    /// Entries received.
    pub received: usize,
    /// Subjects that left: what is believed must be folded anew.
    pub dropped: usize,
    /// The host's clock when it answered last.
    pub now: Option<Timestamp>,
    /// The phone program that the host gives out.
    pub program: String,
}

/// A phone that meets its host.
pub struct Meeting<'a> {
    /// The phone's log.
    pub keep: &'a dyn Keep,
    /// The way to the host.
    pub line: &'a dyn Line,
    /// Whose phone it is.
    pub sender: &'a Sender,
    /// The version of the phone's program.
    pub program: &'a str,
    /// Is told how it is going.
    pub watch: &'a dyn Fn(Progress),
}

/// What is pushed with one request.
struct Push {
    standing: Standing,
    parcels: Vec<Parcel>,
    ids: Vec<EntryId>,
    behind: usize,
}

impl Meeting<'_> {
    /// Sends what waits and takes what there is. It can be cut off or repeated at will.
    ///
    /// # Errors
    /// [`Trouble`]; what was kept before it stays kept, and the next meeting goes on from there.
    pub async fn meet(&self) -> Result<Outcome, Trouble> {
        let mut outcome = Outcome::default();
        let (mut list, mut lists) = (false, 0);
        let mut before = None;
        loop {
            let Push { standing, parcels, ids, behind } = self.push().await?;
            let first = ids.first().copied();
            if first.is_some() && first == before {
                return Err(Trouble::Store("what the host answered for still waits".to_owned()));
            }
            before = first;
            let request = self.request(standing, parcels, behind, list);
            match self.round(&request, &ids, &mut outcome).await? {
                Wanted::List if list => return Err(Trouble::Garbled("asked for the list twice".to_owned())),
                Wanted::List if lists == LISTS => return Ok(outcome),
                Wanted::List => (list, lists) = (true, lists + 1),
                Wanted::Again => (list, before) = (false, None),
                Wanted::Nothing if behind > 0 => list = false,
                Wanted::Nothing => return Ok(outcome),
            }
        }
    }

    /// As much of what waits as one request carries; at least one entry, however large.
    async fn push(&self) -> Result<Push, Trouble> {
        let standing = self.keep.standing().await?;
        let mut waiting = self.keep.waiting(BATCH).await?;
        let mut bytes = 0;
        let fitting = waiting.iter().take_while(|entry| {
            bytes += PARCEL + entry.fact.get().len();
            bytes <= BATCH_BYTES
        });
        let count = fitting.count().max(1);
        waiting.truncate(count);
        let behind = if waiting.is_empty() { 0 } else { standing.waiting.saturating_sub(waiting.len()) };
        let ids = waiting.iter().map(|entry| entry.id).collect();
        let parcels = waiting.into_iter().map(|entry| Parcel::of(entry, self.sender)).collect();
        Ok(Push { standing, parcels, ids, behind })
    }

    fn request(&self, standing: Standing, entries: Vec<Parcel>, behind: usize, list: bool) -> Request {
        let Standing { cursor, holding: Holding { subjects, ahead }, settings, .. } = standing;
        Request {
            protocol: PROTOCOL,
            program: self.program.to_owned(),
            cursor,
            ahead,
            holds: holding::digest(subjects.iter().map(|(subject, sum)| (*subject, *sum))),
            subjects: (list || subjects.is_empty()).then_some(subjects),
            settings,
            entries,
            behind,
        }
    }

    /// One request with its answer.
    async fn round(
        &self,
        request: &Request,
        ids: &[EntryId],
        outcome: &mut Outcome,
    ) -> Result<Wanted, Trouble> {
        let body = serde_json::to_vec(request).map_err(|error| Trouble::Garbled(error.to_string()))?;
        let mut lines = Lines::new(self.line.ask(body).await?);
        let head = lines.head().await?;
        if head.verdicts.len() != ids.len() {
            return Err(Trouble::Garbled("not as many verdicts as entries".to_owned()));
        }
        outcome.now = Some(head.now);
        outcome.program.clone_from(&head.program);
        let (list, again, all) = (head.list, !head.again.is_empty(), head.entries);
        self.take_head(head, ids, outcome).await?;
        if list {
            return Ok(Wanted::List);
        }
        let again = self.take_frames(&mut lines, all, outcome).await? || again;
        Ok(if again { Wanted::Again } else { Wanted::Nothing })
    }

    async fn take_head(&self, head: Head, ids: &[EntryId], outcome: &mut Outcome) -> Result<(), Trouble> {
        let Head { verdicts, drop, again, settings, .. } = head;
        let held = verdicts.iter().filter(|verdict| matches!(verdict, Verdict::Held(_))).count();
        if !ids.is_empty() || settings.is_some() {
            let verdicts = ids.iter().copied().zip(verdicts).collect();
            self.keep.take(Taken { verdicts, settings, ..Taken::default() }).await?;
        }
        outcome.held += held;
        outcome.sent += ids.len() - held;
        let leave = drop.len() + again.len();
        // What was pushed has its place by now, and can leave with its subject.
        if leave > 0 {
            self.keep.take(Taken { drop, again, ..Taken::default() }).await?;
        }
        outcome.dropped += leave;
        Ok(())
    }

    /// Whether something is to be pushed again.
    async fn take_frames(&self, lines: &mut Lines, all: u64, outcome: &mut Outcome) -> Result<bool, Trouble> {
        let mut entries = Vec::new();
        let (mut got, mut wanted) = (0, false);
        loop {
            let end = match lines.next().await? {
                Said::Entry(stored) => {
                    entries.push(*stored);
                    continue;
                }
                Said::End(end) => end,
            };
            got += entries.len() as u64;
            let count = entries.len();
            wanted |= !end.again.is_empty();
            let entries = std::mem::take(&mut entries);
            let cursor = Some(end.cursor);
            self.keep.take(Taken { entries, cursor, again: end.again, ..Taken::default() }).await?;
            outcome.received += count;
            (self.watch)(Progress { got, all });
            if end.end {
                return Ok(wanted);
            }
        }
    }
}

enum Wanted {
    List,
    Again,
    Nothing,
}
