//! The phone's side of a meeting.

use async_trait::async_trait;
use domain::ids::{EntryId, SubjectId};
use jiff::Timestamp;
use store::{Entry, Seq, StoreError, Stored, jsonl};

use crate::{
    holding::Digest,
    wire::{FrameEnd, Head, PROTOCOL, Parcel, Request, Sender, Settings, Verdict},
};

/// How many entries are pushed at once.
const BATCH: usize = 200;

/// How far a phone has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Of each subject below it has every entry up to here.
    pub cursor: Seq,
    /// Subjects of which it has an entry with a place up to the cursor, each once.
    pub subjects: Vec<SubjectId>,
    /// [`Settings::digest`] of its settings.
    pub settings: String,
    /// How many entries wait.
    pub waiting: usize,
}

/// What is kept of an answer in one transaction.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// What became of entries that waited.
    pub verdicts: Vec<(EntryId, Verdict)>,
    /// Subjects that are not to be held any longer: their entries go, except those that wait.
    pub drop: Vec<SubjectId>,
    /// Entries of the host's log; some may be known.
    pub entries: Vec<Stored>,
    /// The new cursor.
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
    /// Subjects dropped: what is believed must be folded anew.
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

impl Meeting<'_> {
    /// Sends what waits and takes what there is. It can be cut off or repeated at will.
    ///
    /// # Errors
    /// [`Trouble`]; what was kept before it stays kept, and the next meeting goes on from there.
    pub async fn meet(&self) -> Result<Outcome, Trouble> {
        let mut outcome = Outcome::default();
        let mut list = false;
        loop {
            let standing = self.keep.standing().await?;
            let waiting = self.keep.waiting(BATCH).await?;
            let behind = standing.waiting.saturating_sub(waiting.len());
            let ids: Vec<_> = waiting.iter().map(|entry| entry.id).collect();
            let request = self.request(standing, waiting, behind, list);
            let wanted = self.round(&request, &ids, &mut outcome).await?;
            match wanted {
                Wanted::List if list => return Err(Trouble::Garbled("asked for the list twice".to_owned())),
                Wanted::List => list = true,
                Wanted::Nothing if behind > 0 => list = false,
                Wanted::Nothing => return Ok(outcome),
            }
        }
    }

    fn request(&self, standing: Standing, waiting: Vec<Entry>, behind: usize, list: bool) -> Request {
        let Standing { cursor, subjects, settings, .. } = standing;
        Request {
            protocol: PROTOCOL,
            program: self.program.to_owned(),
            cursor,
            holds: Digest::of(&subjects),
            subjects: (list || subjects.is_empty()).then_some(subjects),
            settings,
            entries: waiting.into_iter().map(|entry| Parcel::of(entry, self.sender)).collect(),
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
        let head: Head = read(&lines.next().await?)?;
        if head.verdicts.len() != ids.len() {
            return Err(Trouble::Garbled("not as many verdicts as entries".to_owned()));
        }
        outcome.now = Some(head.now);
        outcome.program.clone_from(&head.program);
        let (list, all) = (head.list, head.entries);
        self.take_head(head, ids, outcome).await?;
        if list {
            return Ok(Wanted::List);
        }
        self.take_frames(&mut lines, all, outcome).await?;
        Ok(Wanted::Nothing)
    }

    async fn take_head(&self, head: Head, ids: &[EntryId], outcome: &mut Outcome) -> Result<(), Trouble> {
        let held = head.verdicts.iter().filter(|verdict| matches!(verdict, Verdict::Held(_))).count();
        outcome.held += held;
        outcome.sent += ids.len() - held;
        outcome.dropped += head.drop.len();
        if ids.is_empty() && head.drop.is_empty() && head.settings.is_none() {
            return Ok(());
        }
        let verdicts = ids.iter().copied().zip(head.verdicts).collect();
        let taken = Taken { verdicts, drop: head.drop, settings: head.settings, ..Taken::default() };
        Ok(self.keep.take(taken).await?)
    }

    async fn take_frames(&self, lines: &mut Lines, all: u64, outcome: &mut Outcome) -> Result<(), Trouble> {
        let mut entries = Vec::new();
        let mut got = 0;
        loop {
            let line = lines.next().await?;
            match jsonl::read_line(&line) {
                Ok(stored) => entries.push(stored),
                Err(_) => {
                    let end: FrameEnd = read(&line)?;
                    got += entries.len() as u64;
                    outcome.received += entries.len();
                    let entries = std::mem::take(&mut entries);
                    self.keep.take(Taken { entries, cursor: Some(end.cursor), ..Taken::default() }).await?;
                    (self.watch)(Progress { got, all });
                    if end.end {
                        return Ok(());
                    }
                }
            }
        }
    }
}

enum Wanted {
    List,
    Nothing,
}

fn read<T: serde::de::DeserializeOwned>(line: &[u8]) -> Result<T, Trouble> {
    serde_json::from_slice(line).map_err(|error| Trouble::Garbled(error.to_string()))
}

/// The lines of an answer, as its pieces come.
struct Lines {
    pieces: Box<dyn Pieces>,
    buffer: Vec<u8>,
    /// Up to here the buffer was read.
    read: usize,
}

impl Lines {
    fn new(pieces: Box<dyn Pieces>) -> Self {
        Self { pieces, buffer: Vec::new(), read: 0 }
    }

    /// The next line, without its end. A line that has no end was cut.
    async fn next(&mut self) -> Result<Vec<u8>, Trouble> {
        let mut looked = self.read;
        loop {
            let unseen = self.buffer.get(looked..).unwrap_or_default();
            if let Some(length) = unseen.iter().position(|byte| *byte == b'\n') {
                let line = self.buffer.get(self.read..looked + length).unwrap_or_default().to_vec();
                self.read = looked + length + 1;
                return Ok(line);
            }
            self.buffer.drain(..self.read);
            self.read = 0;
            looked = self.buffer.len();
            match self.pieces.next().await? {
                Some(piece) => self.buffer.extend_from_slice(&piece),
                None => return Err(Trouble::Away("the answer was cut".to_owned())),
            }
        }
    }
}
