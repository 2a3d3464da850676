//! Taking in what was noted on a phone, whether it came over the network or by hand: what may be taken
//! goes into the log in one append, the rest is held for a person. Doing it twice is the same as once.

use std::collections::{HashMap, HashSet};

use app::World;
use domain::{
    ids::{EntryId, SubjectId, derived},
    note::Note,
    register::Register,
};
use store::{Answer, Entry, Held, Seq, StoreError};
use sync::{
    host::{Guest, judge},
    wire::{Parcel, Verdict},
};

/// What became of a batch.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    /// For each entry, in order.
    pub(crate) verdicts: Vec<Verdict>,
    /// How many the log did not have before.
    pub(crate) new: usize,
}

impl Taken {
    /// The places of what was taken or known.
    pub(crate) fn places(&self) -> HashSet<Seq> {
        let at = |verdict: &Verdict| if let Verdict::At(seq) = verdict { Some(*seq) } else { None };
        self.verdicts.iter().filter_map(at).collect()
    }

    /// How many are held.
    pub(crate) fn held(&self) -> usize {
        self.verdicts.iter().filter(|verdict| matches!(verdict, Verdict::Held(_))).count()
    }
}

/// Takes in a batch of a phone of this name.
pub(crate) async fn take(
    world: &World,
    guest: &Guest,
    name: &str,
    parcels: Vec<Parcel>,
) -> Result<Taken, StoreError> {
    let entries: Vec<_> = parcels.into_iter().map(|parcel| parcel.entry(&guest.sender)).collect();
    let mut held = HashMap::new();
    for (entry, judgement) in entries.iter().zip(judged(world, guest, &entries)) {
        // What the log has was taken once, whatever is thought of it now.
        if let Err(reason) = judgement
            && world.store().get(entry.id).await?.is_none()
        {
            held.insert(entry.id, reason);
        }
    }
    let (kept, good): (Vec<_>, Vec<_>) =
        entries.iter().cloned().partition(|entry| held.contains_key(&entry.id));
    hold(world, guest, name, kept, &held).await?;
    let answers = if good.is_empty() { Vec::new() } else { world.receive(&good).await? };
    Ok(answered(&entries, &held, &answers))
}

/// Judges each entry in the light of those before it: a visit may be of a mother whom the same batch
/// registers.
fn judged(world: &World, guest: &Guest, entries: &[Entry]) -> Vec<Result<(), &'static str>> {
    let register = world.register();
    let mut before: HashMap<SubjectId, Vec<Note>> = HashMap::new();
    let judgements = entries.iter().map(|entry| {
        let subject = entry.subject;
        let is_known = register.about(subject).is_some();
        let judgement = match before.get(&subject) {
            Some(notes) if !is_known => judge(&Register::load(notes.iter().cloned()), guest, entry),
            _ => judge(&register, guest, entry),
        };
        if judgement.is_ok()
            && !is_known
            && let Ok(note) = entry.read()
        {
            before.entry(subject).or_default().push(note);
        }
        judgement
    });
    judgements.collect()
}

async fn hold(
    world: &World,
    guest: &Guest,
    name: &str,
    kept: Vec<Entry>,
    reasons: &HashMap<EntryId, &'static str>,
) -> Result<(), StoreError> {
    if kept.is_empty() {
        return Ok(());
    }
    let received_at = world.now().timestamp();
    let held = kept.into_iter().map(|entry| {
        let reason = reasons.get(&entry.id).copied().unwrap_or_default().to_owned();
        let details = serde_json::json!({ "author": entry.author, "device": entry.device }).to_string();
        let id = derived(&["phone", &entry.id.to_string()]);
        let body = serde_json::to_string(&Parcel::of(entry, &guest.sender));
        let body = body.map_err(|error| StoreError(error.to_string()))?;
        Ok(Held { id, received_at, origin: format!("HP {name}"), body, reason, details, settled: None })
    });
    world.store().hold(&held.collect::<Result<Vec<_>, StoreError>>()?).await
}

fn answered(entries: &[Entry], held: &HashMap<EntryId, &'static str>, answers: &[Answer]) -> Taken {
    let mut answers = answers.iter();
    let mut taken = Taken::default();
    for entry in entries {
        let verdict = match held.get(&entry.id) {
            Some(reason) => Verdict::Held((*reason).to_owned()),
            None => match answers.next() {
                Some(Answer::Accepted(seq)) => {
                    taken.new += 1;
                    Verdict::At(*seq)
                }
                Some(Answer::Known(seq)) => Verdict::At(*seq),
                None => continue,
            },
        };
        taken.verdicts.push(verdict);
    }
    taken
}
