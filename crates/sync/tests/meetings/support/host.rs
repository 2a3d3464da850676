//! The server's side, put together as the server does it: a store, a register, a journal.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashSet},
    rc::Rc,
    sync::Arc,
};

use domain::{
    ids::{AuthorId, DeviceId, EntryId, UnitCode, VillageCode, derived},
    note::Note,
    register::Register,
    rights::{Role, Scope},
};
use jiff::Timestamp;
use store::{Answer, Entry, Held, Journal, MemoryStore, Seq, Store, Stored};
use sync::{
    holding,
    host::{Guest, Plan, judge},
    wire::{Parcel, Request, Sender, Settings, Verdict},
};

/// The host's clock stands still.
fn now() -> Timestamp {
    "2025-06-01T02:00:00Z".parse().unwrap()
}

/// Who may meet the host.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) author: AuthorId,
    pub(crate) role: Role,
    pub(crate) villages: Vec<VillageCode>,
    /// Villages that her phone was given at any meeting.
    pub(crate) once: Vec<VillageCode>,
}

pub(crate) struct Host {
    pub(crate) unit: UnitCode,
    pub(crate) people: RefCell<BTreeMap<DeviceId, Person>>,
    /// What this version of the host does not know, as an older one would not.
    pub(crate) unknown: RefCell<HashSet<String>>,
    kept: RefCell<Kept>,
}

struct Kept {
    store: Rc<MemoryStore>,
    register: Register,
    journal: Journal,
}

/// A copy of the server's data.
#[derive(Clone)]
pub(crate) struct Copy {
    log: Vec<Entry>,
    held: Vec<Held>,
}

impl Copy {
    pub(crate) fn ids(&self) -> HashSet<EntryId> {
        let held = self.held.iter().map(|held| serde_json::from_str::<Parcel>(&held.body).unwrap().id);
        self.log.iter().map(|entry| entry.id).chain(held).collect()
    }
}

impl Kept {
    fn empty() -> Self {
        let store = Rc::new(MemoryStore::new(Arc::new(now)));
        Self { store, register: Register::default(), journal: Journal::default() }
    }
}

impl Host {
    pub(crate) fn new(unit: &str) -> Self {
        Self {
            unit: UnitCode(unit.to_owned()),
            people: RefCell::default(),
            unknown: RefCell::default(),
            kept: RefCell::new(Kept::empty()),
        }
    }

    fn store(&self) -> Rc<MemoryStore> {
        Rc::clone(&self.kept.borrow().store)
    }

    pub(crate) async fn log(&self) -> Vec<Stored> {
        self.store().read(0, usize::MAX).await.unwrap()
    }

    pub(crate) async fn held(&self) -> Vec<Held> {
        self.store().held().await.unwrap()
    }

    pub(crate) fn register(&self) -> Register {
        self.kept.borrow().register.clone()
    }

    /// Notes something on the server's own pages.
    pub(crate) async fn note(&self, note: &Note) {
        self.receive(&[Entry::of(note, &self.unit).unwrap()]).await;
    }

    /// Takes entries in, whatever anybody thinks of them.
    pub(crate) async fn receive(&self, entries: &[Entry]) -> Vec<Answer> {
        let answers = self.store().append(entries).await.unwrap();
        let mut kept = self.kept.borrow_mut();
        for (entry, answer) in entries.iter().zip(&answers) {
            let (Answer::Accepted(seq) | Answer::Known(seq)) = *answer;
            kept.journal.take(seq, entry.id, entry.subject);
        }
        let notes: Vec<_> = entries.iter().filter_map(|entry| entry.read().ok()).collect();
        kept.register.apply(notes);
        answers
    }

    pub(crate) async fn copy(&self) -> Copy {
        let log = self.log().await.into_iter().map(|stored| stored.entry).collect();
        Copy { log, held: self.held().await }
    }

    /// The computer is replaced, and all there is is a copy.
    pub(crate) async fn restore(&self, copy: &Copy) {
        *self.kept.borrow_mut() = Kept::empty();
        self.receive(&copy.log).await;
        self.store().hold(&copy.held).await.unwrap();
    }

    pub(crate) fn scope(&self, device: DeviceId) -> Scope {
        let people = self.people.borrow();
        Scope { role: people[&device].role, villages: people[&device].villages.clone() }
    }

    /// What a phone is to have by now: places and entries.
    pub(crate) async fn due(&self, device: DeviceId) -> Vec<(Seq, Entry)> {
        let due = holding::of(&self.kept.borrow().register, &self.scope(device));
        let log = self.log().await.into_iter();
        log.filter(|stored| due.contains(&stored.entry.subject)).map(|s| (s.seq, s.entry)).collect()
    }

    /// Answers a request: the whole answer.
    pub(crate) async fn answer(&self, device: DeviceId, body: &[u8]) -> Vec<u8> {
        let (head, frames) = self.frames(device, body).await;
        [head, frames.concat()].concat()
    }

    /// Answers a request: the head, and each frame.
    pub(crate) async fn frames(&self, device: DeviceId, body: &[u8]) -> (Vec<u8>, Vec<Vec<u8>>) {
        let mut request: Request = serde_json::from_slice(body).unwrap();
        let guest = self.guest(device);
        let entries: Vec<_> = std::mem::take(&mut request.entries)
            .into_iter()
            .map(|parcel| parcel.entry(&guest.sender))
            .collect();
        let verdicts = self.take(&guest, entries).await;
        let pushed = verdicts.iter().filter_map(|v| if let Verdict::At(seq) = v { Some(*seq) } else { None });
        let plan = {
            let kept = self.kept.borrow();
            Plan::of(&kept.register, &kept.journal, &guest.scope, &request, &pushed.collect())
        };
        let settings = self.settings(&guest);
        let settings = (settings.digest().unwrap() != request.settings).then_some(settings);
        let mut head = serde_json::to_vec(&plan.head(verdicts, now(), "1.0".to_owned(), settings)).unwrap();
        head.push(b'\n');
        let mut frames = Vec::new();
        for frame in &plan.frames {
            frames.push(frame.lines(&*self.store()).await.unwrap());
        }
        (head, frames)
    }

    fn guest(&self, device: DeviceId) -> Guest {
        let mut people = self.people.borrow_mut();
        let person = people.get_mut(&device).unwrap();
        let given = person.villages.clone();
        person.once.extend(given);
        person.once.sort();
        person.once.dedup();
        Guest {
            sender: Sender { unit: self.unit.clone(), author: person.author, device },
            scope: Scope { role: person.role, villages: person.villages.clone() },
            once: person.once.clone(),
        }
    }

    /// One by one: each is judged in the light of those before it.
    async fn take(&self, guest: &Guest, entries: Vec<Entry>) -> Vec<Verdict> {
        let mut verdicts = Vec::new();
        for entry in entries {
            let is_unknown = self.unknown.borrow().contains(&entry.kind);
            let judgement = match is_unknown {
                true => Err(sync::wire::reason::UNKNOWN_KIND),
                false => judge(&self.kept.borrow().register, guest, &entry),
            };
            let is_known = self.store().get(entry.id).await.unwrap().is_some();
            match judgement {
                Err(reason) if !is_known => {
                    self.hold(guest, &entry, reason).await;
                    verdicts.push(Verdict::Held(reason.to_owned()));
                }
                _ => {
                    let answers = self.receive(&[entry]).await;
                    let (Answer::Accepted(seq) | Answer::Known(seq)) = answers[0];
                    verdicts.push(Verdict::At(seq));
                }
            }
        }
        verdicts
    }

    async fn hold(&self, guest: &Guest, entry: &Entry, reason: &str) {
        let held = Held {
            id: derived(&["phone", &entry.id.to_string()]),
            received_at: now(),
            origin: "HP".to_owned(),
            body: serde_json::to_string(&Parcel::of(entry.clone(), &guest.sender)).unwrap(),
            reason: reason.to_owned(),
            details: String::new(),
            settled: None,
        };
        self.store().hold(&[held]).await.unwrap();
    }

    fn settings(&self, guest: &Guest) -> Settings {
        Settings {
            unit: self.unit.clone(),
            user: guest.sender.author,
            name: "Bidan".to_owned(),
            role: guest.scope.role,
            villages: guest.scope.villages.clone(),
            staff: None,
            label: "HP".to_owned(),
            names: BTreeMap::new(),
        }
    }
}
