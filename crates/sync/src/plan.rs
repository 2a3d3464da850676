//! What a phone lacks: the host's answer to what it says of itself.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use domain::{ids::SubjectId, register::Register, rights::Scope};
use jiff::Timestamp;
use store::{Journal, Seq, Store, StoreError, Sum, jsonl};

use crate::{
    holding,
    wire::{FrameEnd, Head, Request, Settings, Verdict},
};

/// About so many entries make a frame: 30 kB on the wire, some seconds of a bad connection.
const FRAME: usize = 400;

/// What a phone lacks, and what it is to drop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The phone must say what it has of each subject first; nothing else is planned.
    pub list: bool,
    /// Subjects to drop.
    pub drop: Vec<SubjectId>,
    /// Subjects that leave the phone once their entries were pushed again.
    pub again: Vec<SubjectId>,
    /// What to send, frame by frame. The last one says that nothing follows.
    pub frames: Vec<Frame>,
}

/// Entries that the phone keeps together, and its cursor once it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
        let host = Host { journal, due, ahead: ahead(journal, request), pushed, cursor: request.cursor };
        match &request.subjects {
            None if host.digest() == request.holds => host.news(),
            None => Self { list: true, ..Self::default() },
            Some(held) if held.is_empty() => host.first(),
            Some(held) => host.compare(held),
        }
    }

    /// The first line of the answer.
    #[must_use]
    pub fn head(
        &self,
        verdicts: Vec<Verdict>,
        now: Timestamp,
        program: String,
        settings: Option<Settings>,
    ) -> Head {
        let (drop, again) = (self.drop.clone(), self.again.clone());
        Head { verdicts, now, list: self.list, drop, again, entries: self.entries(), program, settings }
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
        let entries = store.pick(&self.places).await?;
        if entries.len() != self.places.len() {
            // The phone would believe that it has them.
            return Err(StoreError("the log lacks entries that it had".to_owned()));
        }
        for stored in entries {
            jsonl::append_line(&mut lines, &stored).map_err(failed)?;
            lines.push(b'\n');
        }
        serde_json::to_writer(&mut lines, &self.end).map_err(failed)?;
        lines.push(b'\n');
        Ok(lines)
    }
}

/// Of each subject the places beyond the cursor that the phone says it has, as far as there are any in
/// this log. That it is the same entries that stand there is for the sums to tell.
fn ahead(journal: &Journal, request: &Request) -> BTreeMap<SubjectId, BTreeSet<Seq>> {
    let mut ahead: BTreeMap<SubjectId, BTreeSet<Seq>> = BTreeMap::new();
    for seq in request.ahead.iter().filter(|seq| **seq > request.cursor) {
        if let Some((subject, _)) = journal.at(*seq) {
            ahead.entry(subject).or_default().insert(*seq);
        }
    }
    ahead
}

/// All that an answer depends on, whatever the phone says it has.
struct Host<'a> {
    journal: &'a Journal,
    due: HashSet<SubjectId>,
    ahead: BTreeMap<SubjectId, BTreeSet<Seq>>,
    pushed: &'a HashSet<Seq>,
    cursor: Seq,
}

impl Host<'_> {
    /// The sum of what the phone should have of a subject by now; none when that is nothing.
    fn sum(&self, subject: SubjectId) -> Option<Sum> {
        let up_to = self.journal.sum(subject, self.cursor);
        let Some(ahead) = self.ahead.get(&subject) else { return up_to };
        let mut sum = up_to.unwrap_or_default();
        ahead.iter().filter_map(|seq| self.journal.at(*seq)).for_each(|(_, mark)| sum ^= mark);
        Some(sum)
    }

    /// The sum of all that the phone should have.
    fn digest(&self) -> Sum {
        holding::digest(self.due.iter().filter_map(|subject| Some((*subject, self.sum(*subject)?))))
    }

    fn is_ahead(&self, seq: Seq, subject: SubjectId) -> bool {
        self.ahead.get(&subject).is_some_and(|places| places.contains(&seq))
    }

    /// The phone has what it should have: it lacks what came since.
    fn news(&self) -> Plan {
        let news = self.since(|subject| self.due.contains(&subject));
        Plan {
            drop: self.passing(),
            frames: frames(Vec::new(), self.cursor, &news, self.journal.head()),
            ..Plan::default()
        }
    }

    /// The phone has nothing: it reads the log from its beginning, so that a cut costs one frame.
    fn first(mut self) -> Plan {
        self.cursor = 0;
        self.ahead.clear();
        self.news()
    }

    /// The phone says what it has of each subject.
    fn compare(&self, held: &BTreeMap<SubjectId, Sum>) -> Plan {
        let agrees = |subject: &SubjectId| held.get(subject).copied() == self.sum(*subject);
        let gone = held.keys().filter(|subject| !self.due.contains(subject)).copied();
        let (mut drop, again): (Vec<_>, Vec<_>) = gone.partition(agrees);
        drop.extend(self.passing().into_iter().filter(|subject| !held.contains_key(subject)));
        let mut others: Vec<_> = self.due.iter().filter(|subject| !agrees(subject)).copied().collect();
        others.sort_unstable();
        let news = self.since(|subject| self.due.contains(&subject) && agrees(&subject));
        let mut whole = Vec::new();
        for subject in others {
            let places = self.journal.of(subject).iter().filter(|seq| **seq <= self.journal.head()).copied();
            whole.push((subject, places.collect(), held.contains_key(&subject)));
        }
        Plan { list: false, drop, again, frames: frames(whole, self.cursor, &news, self.journal.head()) }
    }

    /// Places since the cursor that the phone does not have yet.
    fn since(&self, wanted: impl Fn(SubjectId) -> bool) -> Vec<Seq> {
        let news = self.journal.after(self.cursor).filter(|(_, subject)| wanted(*subject));
        let news = news.filter(|(seq, subject)| !self.pushed.contains(seq) && !self.is_ahead(*seq, *subject));
        news.map(|(seq, _)| seq).collect()
    }

    /// Subjects of which the phone pushed something and which it is not to hold: what it pushed leaves
    /// as soon as it was told the place.
    fn passing(&self) -> Vec<SubjectId> {
        let pushed = self.pushed.iter().filter_map(|seq| Some(self.journal.at(*seq)?.0));
        let passing: BTreeSet<_> = pushed.filter(|subject| !self.due.contains(subject)).collect();
        passing.into_iter().collect()
    }
}

/// A subject that is sent whole, and whether the phone has other entries of it.
type Whole = (SubjectId, Vec<Seq>, bool);

/// First the subjects that are sent whole, none of them divided between frames; then the news, which
/// move the cursor.
fn frames(whole: Vec<Whole>, cursor: Seq, news: &[Seq], head: Seq) -> Vec<Frame> {
    let mut frames: Vec<Frame> = Vec::new();
    for (subject, places, differs) in whole {
        if frames.last().is_none_or(|frame| frame.places.len() >= FRAME) {
            frames.push(Frame { end: FrameEnd { cursor, ..FrameEnd::default() }, ..Frame::default() });
        }
        let Some(frame) = frames.last_mut() else { continue };
        frame.places.extend(places);
        frame.end.again.extend(differs.then_some(subject));
    }
    for places in news.chunks(FRAME) {
        let cursor = places.last().copied().unwrap_or(cursor);
        frames.push(Frame { places: places.to_vec(), end: FrameEnd { cursor, ..FrameEnd::default() } });
    }
    if frames.is_empty() {
        frames.push(Frame::default());
    }
    if let Some(last) = frames.last_mut() {
        (last.end.cursor, last.end.end) = (head, true);
    }
    frames
}
