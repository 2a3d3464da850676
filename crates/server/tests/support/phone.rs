//! A phone as the server meets it: enrolled and asked over HTTP, with a log in memory.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    io::{Read, Write},
    net::TcpStream,
};

use async_trait::async_trait;
use domain::{
    facts::Fact,
    ids::{EntryId, PregnancyId, SubjectId, VillageCode},
    note::Note,
};
use serde_json::{Value, json};
use store::{Entry, Seq, StoreError, Stored};
use sync::{
    enrol::{Enrolled, Knocked, Recovered},
    guest::{Keep, Line, Meeting, Outcome, Pieces, Standing, Taken, Trouble},
    holding::Holding,
    wire::{Sender, Settings, Verdict},
};
use uuid::Uuid;

use super::Server;

/// An answer: its status, its head as text, its body as it came.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }
}

/// One request on a connection of its own.
pub(crate) fn post(address: &str, path: &str, headers: &str, body: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    let length = body.len();
    write!(stream, "POST {path} HTTP/1.0\r\nhost: {address}\r\n{headers}content-length: {length}\r\n\r\n")
        .unwrap();
    // A server that has heard enough hangs up.
    let _ = stream.write_all(body);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head, body: answer[end + 4..].to_vec() }
}

/// What a phone has.
#[derive(Default)]
pub(crate) struct Log {
    pub(crate) entries: BTreeMap<EntryId, (Entry, Option<Seq>)>,
    pub(crate) waiting: Vec<EntryId>,
    pub(crate) held: BTreeMap<EntryId, String>,
    pub(crate) cursor: Seq,
    pub(crate) settings: Option<Settings>,
}

/// An enrolled phone.
pub(crate) struct Phone {
    pub(crate) address: String,
    pub(crate) enrolled: Enrolled,
    pub(crate) log: RefCell<Log>,
    /// Answers come to nothing from here on, in bytes.
    pub(crate) cut: Cell<usize>,
    /// Bytes both ways, heads not counted.
    pub(crate) bytes: Cell<usize>,
    drawn: Cell<u128>,
}

/// Enrols a phone for a session.
pub(crate) fn enrol(server: &Server, cookie: &str, label: &str) -> Phone {
    let asked = json!({ "csrf": server.csrf(cookie), "label": label }).to_string();
    let answer = post(&server.address, "/api/hp", &format!("cookie: {cookie}\r\n"), asked.as_bytes());
    assert_eq!(answer.status, 200, "{}", answer.text());
    let enrolled: Enrolled = serde_json::from_slice(&answer.body).unwrap();
    let log = Log { settings: Some(enrolled.settings.clone()), ..Log::default() };
    Phone {
        address: server.address.clone(),
        enrolled,
        log: RefCell::new(log),
        cut: Cell::new(usize::MAX),
        bytes: Cell::new(0),
        drawn: Cell::new(0),
    }
}

/// The one pregnancy of a mother.
pub(crate) fn pregnancy_of(subject: SubjectId) -> PregnancyId {
    PregnancyId(domain::ids::derived(&["test", &subject.to_string()]))
}

impl Phone {
    pub(crate) fn sender(&self) -> Sender {
        let Settings { unit, user, .. } = self.enrolled.settings.clone();
        Sender { unit, author: user, device: self.enrolled.device }
    }

    /// A fresh id.
    pub(crate) fn id(&self) -> Uuid {
        self.drawn.set(self.drawn.get() + 1);
        Uuid::from_u128((self.enrolled.device.0.as_u128() & !0xffff_ffff) | self.drawn.get())
    }

    /// Notes a fact; it waits.
    pub(crate) fn note(
        &self,
        subject: SubjectId,
        village: Option<&str>,
        kind: &str,
        fields: Value,
    ) -> EntryId {
        let note = Note {
            id: EntryId(self.id()),
            village: village.map(VillageCode::new),
            subject,
            author: self.sender().author,
            device: self.enrolled.device,
            noted_at: serde_json::from_value(json!("2026-05-20T09:00:00+07:00")).unwrap(),
            amends: None,
            fact: Fact::read(kind, 1, fields).unwrap(),
        };
        self.wait(Entry::of(&note, &self.sender().unit).unwrap())
    }

    pub(crate) fn wait(&self, entry: Entry) -> EntryId {
        let (id, mut log) = (entry.id, self.log.borrow_mut());
        log.waiting.push(id);
        log.entries.insert(id, (entry, None));
        id
    }

    /// A new mother with a pregnancy, and one visit to her.
    pub(crate) fn mother(&self, village: &str, name: &str) -> SubjectId {
        let subject = SubjectId(self.id());
        let pregnancy = pregnancy_of(subject).0;
        self.note(subject, Some(village), "woman.registered", json!({ "name": name }));
        let registered = json!({ "pregnancy": pregnancy, "on": "2026-03-01" });
        self.note(subject, Some(village), "pregnancy.registered", registered);
        self.visit(subject, Some(village), 50);
        subject
    }

    pub(crate) fn visit(&self, subject: SubjectId, village: Option<&str>, kg: u32) -> EntryId {
        let fields = json!({
            "pregnancy": pregnancy_of(subject).0, "on": "2026-05-20", "edition": "2024", "weight_kg": kg
        });
        self.note(subject, village, "antenatal.contact", fields)
    }

    /// Meets the server.
    pub(crate) fn meet(&self) -> Result<Outcome, Trouble> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let sender = self.sender();
        let meeting = Meeting { keep: self, line: self, sender: &sender, program: "test", watch: &|_| {} };
        self.bytes.set(0);
        runtime.block_on(meeting.meet())
    }

    /// Subjects it has entries of.
    pub(crate) fn subjects(&self) -> std::collections::BTreeSet<SubjectId> {
        self.log.borrow().entries.values().map(|(entry, _)| entry.subject).collect()
    }

    pub(crate) fn token(&self) -> String {
        format!("{}.{}", self.enrolled.device, self.enrolled.token)
    }

    pub(crate) fn knock(&self, erased: bool) -> Knocked {
        let (device, knock) = (self.enrolled.device, &self.enrolled.knock);
        let asked = json!({ "device": device, "knock": knock, "erased": erased }).to_string();
        let answer = post(&self.address, "/api/ketuk", "", asked.as_bytes());
        assert_eq!(answer.status, 200, "{}", answer.text());
        serde_json::from_slice(&answer.body).unwrap()
    }

    /// Asks for its recovery, as whoever has this session.
    pub(crate) fn recover(&self, server: &Server, cookie: &str) -> Result<Recovered, Answer> {
        let (device, knock) = (self.enrolled.device, &self.enrolled.knock);
        let asked = json!({ "csrf": server.csrf(cookie), "device": device, "knock": knock }).to_string();
        let headers = format!("cookie: {cookie}\r\n");
        let answer = post(&self.address, "/api/pulih", &headers, asked.as_bytes());
        if answer.status == 200 { Ok(serde_json::from_slice(&answer.body).unwrap()) } else { Err(answer) }
    }
}

#[async_trait(?Send)]
impl Keep for Phone {
    async fn standing(&self) -> Result<Standing, StoreError> {
        let log = self.log.borrow();
        let placed =
            log.entries.values().filter_map(|(entry, seq)| seq.map(|seq| (seq, entry.id, entry.subject)));
        Ok(Standing {
            cursor: log.cursor,
            holding: Holding::of(log.cursor, placed),
            settings: log.settings.as_ref().map(|all| all.digest().unwrap()).unwrap_or_default(),
            waiting: log.waiting.len(),
        })
    }

    async fn waiting(&self, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let log = self.log.borrow();
        Ok(log.waiting.iter().take(limit).map(|id| log.entries[id].0.clone()).collect())
    }

    async fn take(&self, taken: Taken) -> Result<(), StoreError> {
        assert!(taken.again.is_empty(), "this server loses nothing");
        let mut log = self.log.borrow_mut();
        for (id, verdict) in taken.verdicts {
            log.waiting.retain(|waiting| *waiting != id);
            match verdict {
                Verdict::At(seq) => log.entries.get_mut(&id).unwrap().1 = Some(seq),
                Verdict::Held(reason) => drop(log.held.insert(id, reason)),
            }
        }
        log.entries.retain(|_, (entry, seq)| seq.is_none() || !taken.drop.contains(&entry.subject));
        for Stored { seq, entry, .. } in taken.entries {
            log.waiting.retain(|waiting| *waiting != entry.id);
            log.entries.insert(entry.id, (entry, Some(seq)));
        }
        log.cursor = taken.cursor.unwrap_or(log.cursor);
        log.settings = taken.settings.or(log.settings.take());
        Ok(())
    }
}

#[async_trait(?Send)]
impl Line for Phone {
    async fn ask(&self, body: Vec<u8>) -> Result<Box<dyn Pieces>, Trouble> {
        let headers = format!("authorization: Bearer {}\r\naccept-encoding: gzip, br\r\n", self.token());
        let answer = post(&self.address, "/api/temu", &headers, &body);
        self.bytes.set(self.bytes.get() + body.len() + answer.body.len());
        match answer.status {
            200 => {}
            401 => return Err(Trouble::Stranger),
            403 => return Err(Trouble::Revoked),
            status => return Err(Trouble::Failed(status)),
        }
        assert!(answer.head.contains("content-encoding: br"), "{}", answer.head);
        let came = &answer.body[..answer.body.len().min(self.cut.get())];
        let mut lines = Vec::new();
        // A cut answer is read as far as it came.
        let _ = brotli::Decompressor::new(came, 4096).read_to_end(&mut lines);
        Ok(Box::new(Came(Some(lines))))
    }
}

struct Came(Option<Vec<u8>>);

#[async_trait(?Send)]
impl Pieces for Came {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, Trouble> {
        Ok(self.0.take())
    }
}
