//! Part of an answer of the host, taken into the log: all of it or nothing.

use std::collections::{HashMap, HashSet};

use domain::ids::{EntryId, SubjectId};
use store::{Entry, Held, Seq, StoreError, Stored};
use sync::{guest::Taken, wire::Verdict};

use super::{Gone, PhoneLog, WAITING};
use crate::{
    block::{self, NOWHERE},
    disk::{Change, ImageChange},
    state::State,
};

/// What is to be done to the disk, and then to memory.
#[derive(Default)]
struct Step {
    change: Change,
    blocks: Vec<(u64, Vec<Stored>)>,
    gone: Gone,
}

/// Entries that leave their blocks.
#[derive(Default)]
struct Leaving {
    /// By block.
    of: HashMap<u64, HashSet<EntryId>>,
    /// Those that leave the phone.
    dropped: HashSet<EntryId>,
    /// Those that wait again.
    again: HashSet<EntryId>,
}

impl PhoneLog {
    /// Keeps part of an answer, all of it or nothing.
    pub(crate) async fn take(&self, taken: Taken) -> Result<(), StoreError> {
        let _writing = self.writing.lock().await;
        let mut step = Step::default();
        let mut state = self.state().clone();
        self.take_verdicts(&taken.verdicts, &mut step, &mut state).await?;
        let (entries, leaving) = self.sort(taken.entries, &taken.drop, &taken.again);
        state.held.retain(|held| !entries.iter().any(|stored| stored.entry.id.0 == held.id));
        self.leave(leaving, &mut step).await?;
        self.add_block(entries, &mut step).await?;
        state.cursor = taken.cursor.unwrap_or(state.cursor);
        state.settings = taken.settings.or(state.settings);
        step.change.records.push(state.record(&*self.seal).await?);
        if step.change.remove.iter().any(|number| *number < WAITING) {
            // It holds what has just left.
            step.change.image = ImageChange::Goes;
        }
        self.commit(step.change).await?;
        let mut kept = self.kept.borrow_mut();
        kept.state = state;
        kept.cool_down();
        kept.remove(&step.gone);
        for (number, entries) in step.blocks {
            for (line, stored) in entries.iter().enumerate() {
                kept.put(stored, number, line);
            }
        }
        Ok(())
    }

    /// What the host has taken moves, all together, to a block with its places.
    async fn take_verdicts(
        &self,
        verdicts: &[(EntryId, Verdict)],
        step: &mut Step,
        state: &mut State,
    ) -> Result<(), StoreError> {
        let mut taken = Vec::new();
        for (id, verdict) in verdicts {
            let Some((entry, number)) = self.kept.borrow().waits(*id) else { continue };
            match verdict {
                Verdict::At(seq) => {
                    step.change.remove.push(number);
                    taken.push(Stored { seq: *seq, received_at: (self.clock)(), entry });
                }
                Verdict::Held(reason) => {
                    state.held.push(self.held(&entry, reason)?);
                    step.gone.settled.insert(*id);
                }
            }
        }
        self.add_block(taken, step).await
    }

    fn held(&self, entry: &Entry, reason: &str) -> Result<Held, StoreError> {
        Ok(Held {
            id: entry.id.0,
            received_at: (self.clock)(),
            origin: String::new(),
            body: serde_json::to_string(entry).map_err(|error| StoreError(error.to_string()))?,
            reason: reason.to_owned(),
            details: String::new(),
            settled: None,
        })
    }

    /// The entries that are not known at their places, and what leaves its block because of them,
    /// because its subject is dropped, or because the host has lost it.
    fn sort(&self, entries: Vec<Stored>, drop: &[SubjectId], again: &[SubjectId]) -> (Vec<Stored>, Leaving) {
        let kept = self.kept.borrow();
        let mut leaving = Leaving::default();
        let mut coming: HashMap<EntryId, Seq> = HashMap::new();
        let is_new = |stored: &Stored| kept.item(stored.entry.id).is_none_or(|item| item.place != stored.seq);
        let mut new = Vec::new();
        for stored in entries {
            let first = coming.insert(stored.entry.id, stored.seq).is_none();
            if first && is_new(&stored) {
                new.push(stored);
            }
        }
        let (drop, again) = (drop.iter().collect::<HashSet<_>>(), again.iter().collect::<HashSet<_>>());
        for item in &kept.items {
            let comes = coming.get(&item.id);
            let leaves = match comes {
                Some(place) => *place != item.place,
                None if item.place == NOWHERE => false,
                None => {
                    (drop.contains(&item.subject) && leaving.dropped.insert(item.id))
                        || (again.contains(&item.subject) && leaving.again.insert(item.id))
                }
            };
            if leaves {
                leaving.of.entry(item.block).or_default().insert(item.id);
            }
        }
        (new, leaving)
    }

    /// Writes the blocks anew from which something leaves, and keeps what waits again.
    async fn leave(&self, leaving: Leaving, step: &mut Step) -> Result<(), StoreError> {
        for (number, ids) in leaving.of {
            let entries = self.entries_of(number).await?;
            let (leave, stay): (Vec<_>, Vec<_>) =
                entries.into_iter().partition(|stored| ids.contains(&stored.entry.id));
            step.change.remove.push(number);
            self.add_block(stay, step).await?;
            for stored in leave.into_iter().filter(|stored| leaving.again.contains(&stored.entry.id)) {
                let number = self.fresh_waiting_block();
                let entries = vec![block::noted(stored.entry, stored.received_at)];
                step.change.put.push((number, self.sealed(number, &entries).await?));
                step.blocks.push((number, entries));
            }
        }
        step.gone.entries.extend(leaving.dropped);
        Ok(())
    }

    async fn add_block(&self, entries: Vec<Stored>, step: &mut Step) -> Result<(), StoreError> {
        if entries.is_empty() {
            return Ok(());
        }
        let number = self.fresh_block();
        step.change.put.push((number, self.sealed(number, &entries).await?));
        step.blocks.push((number, entries));
        Ok(())
    }
}
