//! Phones meet the real program over real sockets and a bad line, and the program is killed in between.
//! What is behind the sockets is tested in `sync`; here it is the program's own side that must hold.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "these are tests")]

// The phone of `sync`'s own tests.
#[path = "../../../sync/tests/meetings/support/phone.rs"]
#[expect(dead_code, reason = "its own tests use more of it")]
mod phone;
mod proxy;
#[path = "../support/mod.rs"]
mod support;

use std::{
    cell::{Cell, RefCell},
    collections::HashSet,
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    sync::atomic::Ordering,
};

use async_trait::async_trait;
use domain::{
    facts::Fact,
    ids::{EntryId, PregnancyId, SubjectId, VillageCode, derived},
    note::Note,
    register::Register,
    rights::Scope,
};
use serde_json::{Value, json};
use store::{Stored, jsonl};
use sync::{
    enrol::Enrolled,
    guest::{Line, Meeting, Outcome, Pieces, Trouble},
    holding,
    wire::Sender,
};

use self::{
    phone::Phone,
    proxy::{Fault, Proxy},
    support::{Server, add_user, begun, betang, status},
};

/// The way to the server, over one connection for each request.
struct Socket<'a> {
    address: &'a str,
    bearer: String,
}

struct Answer(TcpStream, Option<Vec<u8>>);

fn away<T>(error: impl ToString) -> Result<T, Trouble> {
    Err(Trouble::Away(error.to_string()))
}

#[async_trait(?Send)]
impl Line for Socket<'_> {
    async fn ask(&self, body: Vec<u8>) -> Result<Box<dyn Pieces>, Trouble> {
        let Ok(mut stream) = TcpStream::connect(self.address) else { return away("nobody") };
        let (address, bearer, length) = (self.address, &self.bearer, body.len());
        let head = format!(
            "POST /api/temu HTTP/1.0\r\nhost: {address}\r\nauthorization: Bearer {bearer}\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\n\r\n"
        );
        if stream.write_all(&[head.into_bytes(), body].concat()).is_err() {
            return away("cut while asking");
        }
        let mut got = Vec::new();
        let end = loop {
            if let Some(end) = got.windows(4).position(|end| end == b"\r\n\r\n") {
                break end;
            }
            let mut piece = [0; 4096];
            match stream.read(&mut piece) {
                Ok(count @ 1..) => got.extend_from_slice(&piece[..count]),
                _ => return away("cut in the head"),
            }
        };
        let rest = got.split_off(end + 4);
        let head = String::from_utf8_lossy(&got);
        match status(&head).parse() {
            Ok(200) => Ok(Box::new(Answer(stream, Some(rest)))),
            Ok(other) => Err(Trouble::Failed(other)),
            Err(_) => away("cut in the first line"),
        }
    }
}

#[async_trait(?Send)]
impl Pieces for Answer {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, Trouble> {
        if let Some(rest) = self.1.take().filter(|rest| !rest.is_empty()) {
            return Ok(Some(rest));
        }
        let mut piece = vec![0; 4096];
        match self.0.read(&mut piece) {
            Ok(0) => Ok(None),
            Ok(count) => Ok(Some(piece[..count].to_vec())),
            Err(error) => away(error),
        }
    }
}

/// A midwife's phone.
struct Pocket {
    phone: Phone,
    bearer: String,
    scope: Scope,
    drawn: Cell<u64>,
    noted: RefCell<HashSet<EntryId>>,
}

const VILLAGES: [&str; 3] = ["62.03.12.2001", "62.03.12.2002", "62.03.12.2003"];

impl Pocket {
    fn enrol(server: &Server, login: &str) -> Self {
        let cookie = server.log_in(login);
        let body = json!({ "csrf": server.csrf(&cookie), "label": login }).to_string();
        let answer = server.ask("POST", "/api/hp", &format!("cookie: {cookie}\r\n"), &body).unwrap();
        let said: Enrolled = serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap()).unwrap();
        let settings = said.settings;
        let sender = Sender { unit: settings.unit, author: settings.user, device: said.device };
        Self {
            phone: Phone::new(sender),
            bearer: format!("{}.{}", said.device, said.token),
            scope: Scope { role: settings.role, villages: settings.villages },
            drawn: Cell::new(0),
            noted: RefCell::default(),
        }
    }

    fn id(&self) -> uuid::Uuid {
        self.drawn.set(self.drawn.get() + 1);
        derived(&["meetings", &self.bearer, &self.drawn.get().to_string()])
    }

    fn note(&self, subject: SubjectId, village: &str, kind: &str, fields: Value) {
        let note = Note {
            id: EntryId(self.id()),
            village: Some(VillageCode::new(village)),
            subject,
            author: self.phone.sender.author,
            device: self.phone.sender.device,
            noted_at: serde_json::from_value(json!("2025-05-21T09:00:00+07:00")).unwrap(),
            amends: None,
            fact: Fact::read(kind, 1, fields).unwrap(),
        };
        self.phone.note(&note);
        self.noted.borrow_mut().insert(note.id);
    }

    /// A new mother with a visit.
    fn work(&self, village: &str) {
        let (subject, pregnancy) = (SubjectId(self.id()), PregnancyId(self.id()));
        self.note(subject, village, "woman.registered", json!({ "name": "Ibu" }));
        let registered = json!({ "pregnancy": pregnancy, "on": "2025-03-01" });
        self.note(subject, village, "pregnancy.registered", registered);
        let visit = json!({ "pregnancy": pregnancy, "on": "2025-05-20", "edition": "2024", "weight_kg": 50 });
        self.note(subject, village, "antenatal.contact", visit);
    }

    fn meet(&self, address: &str) -> Result<Outcome, Trouble> {
        let line = Socket { address, bearer: self.bearer.clone() };
        let (keep, sender) = (&self.phone, &self.phone.sender);
        let meeting = Meeting { keep, line: &line, sender, program: "1.0", watch: &|_| {} };
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(meeting.meet())
    }
}

fn log(data: &Path) -> Vec<Stored> {
    let text = betang(data, &["export", "log"]).stdout;
    text.split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| jsonl::read_line(line).unwrap())
        .collect()
}

/// The log of a phone is that of the server as far as it is hers: place by place, byte by byte.
fn compare(log: &[Stored], pocket: &Pocket) {
    let register = Register::load(log.iter().filter_map(|stored| stored.entry.read().ok()));
    let due = holding::of(&register, &pocket.scope);
    let due = log.iter().filter(|stored| due.contains(&stored.entry.subject));
    assert_eq!(pocket.phone.placed(), due.map(|s| (s.seq, s.entry.clone())).collect::<Vec<_>>());
    assert_eq!(pocket.phone.waits(), 0);
}

/// Numbers that fall the same way every time.
fn dice(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize
}

fn fault(state: &mut u64) -> Fault {
    match dice(state) % 10 {
        0..=2 => Fault::Up(dice(state) % 900),
        3..=5 => Fault::Working(dice(state) as u64 % 3_000),
        6..=8 => Fault::Down(dice(state) % 1_200),
        _ => Fault::Drip(40 + dice(state) % 200),
    }
}

#[test]
fn two_hundred_bad_meetings_and_kills_lose_nothing_and_double_nothing() {
    let folder = begun();
    let data = folder.path().join("data");
    add_user(&data, "ani", "bidan", &["--village", VILLAGES[0], "--village", VILLAGES[1]]);
    add_user(&data, "rina", "bidan", &["--village", VILLAGES[1], "--village", VILLAGES[2]]);
    let mut server = Server::start(&data);
    let pockets = ["ani", "rina"].map(|login| Pocket::enrol(&server, login));
    let proxy = Proxy::new(&server.address);
    let mut state = 7;
    let mut failed = 0;
    for meeting in 0..210 {
        if meeting % 70 == 69 {
            // SIGKILL, and again on the same folder.
            server.child.kill().unwrap();
            server.child.wait().unwrap();
            assert!(pockets[0].meet(&proxy.address).is_err());
            server = Server::start(&data);
            proxy.server.lock().unwrap().clone_from(&server.address);
        }
        let no = dice(&mut state) % 2;
        if dice(&mut state).is_multiple_of(2) {
            pockets[no].work(VILLAGES[no + dice(&mut state) % 2]);
        }
        *proxy.next.lock().unwrap() = fault(&mut state);
        match pockets[no].meet(&proxy.address) {
            Ok(_) => {}
            Err(Trouble::Away(_)) => failed += 1,
            Err(other) => panic!("{other:?}"),
        }
    }
    let cuts = proxy.cuts.load(Ordering::Relaxed);
    assert!(failed > 60 && cuts > 60, "{failed} meetings failed, {cuts} cuts");
    for no in [0, 1, 0] {
        pockets[no].meet(&server.address).unwrap();
    }
    let log = log(&data);
    pockets.iter().for_each(|pocket| compare(&log, pocket));
    let ids: HashSet<_> = log.iter().map(|stored| stored.entry.id).collect();
    assert_eq!(ids.len(), log.len());
    for pocket in &pockets {
        assert!(pocket.noted.borrow().is_subset(&ids));
    }
    let noted: usize = pockets.iter().map(|pocket| pocket.noted.borrow().len()).sum();
    let by_phones =
        log.iter().filter(|stored| pockets.iter().any(|p| p.phone.sender.device == stored.entry.device));
    assert_eq!(by_phones.count(), noted);
}
