//! A unit with two villages, written down entry by entry.

use domain::{
    facts::Fact,
    heard::Words,
    ids::{AuthorId, DeviceId, EntryId, SubjectId, VillageCode, derived},
    messages::{self, Lately, Person, ToQueue},
    moment::Moment,
    note::Note,
    register::Register,
    rights::{Role, Scope},
    rules::Rules,
};
use jiff::{ToSpan, civil::DateTime, tz::Offset};
use serde_json::{Value, json};

pub(crate) const V1: &str = "62.03.12.2001";
pub(crate) const V2: &str = "62.03.12.2002";
/// A Wednesday, at nine.
pub(crate) const NINE: DateTime = jiff::civil::datetime(2025, 5, 21, 9, 0, 0, 0);

pub(crate) fn subject(word: &str) -> SubjectId {
    SubjectId(derived(&["subject", word]))
}

pub(crate) fn at(hour: DateTime) -> Moment {
    Moment::at_civil(hour, Offset::constant(7))
}

pub(crate) fn after(minutes: i64) -> Moment {
    at(NINE + minutes.minutes())
}

pub(crate) struct Log {
    pub(crate) notes: Vec<Note>,
}

impl Log {
    /// Two villages with a dukun and a midwife each; the second dukun has stopped.
    pub(crate) fn new() -> Self {
        let mut log = Self { notes: Vec::new() };
        let dukun = |name, village, phone| json!({"name": name, "village": village, "phone": phone, "languages": ["Ngaju"]});
        let bidan = |name, village, phone| json!({"name": name, "profession": "bidan", "phone": phone, "villages": [village]});
        for (code, name) in [(V1, "Tumbang Puroh"), (V2, "Sei Hanyo")] {
            log.add(
                VillageCode::new(code).subject(),
                "village.described",
                json!({"code": code, "name": name}),
            );
        }
        log.add(subject("uning"), "dukun.described", dukun("Tambi Uning", V1, "0812 0000 0001"));
        let mut stopped = dukun("Indu Rahel", V2, "0812 0000 0002");
        stopped["retired"] = json!(true);
        log.add(subject("rahel"), "dukun.described", stopped);
        log.add(subject("rina"), "staff.described", bidan("Rina Wati, S.Tr.Keb", V1, "081200000011"));
        log.add(subject("ani"), "staff.described", bidan("Ani", V2, "081200000012"));
        for (word, phone) in [("endang", "081200000013"), ("head", "081200000014")] {
            log.add(
                subject(word),
                "staff.described",
                json!({"name": word, "profession": "bidan", "phone": phone}),
            );
        }
        log
    }

    pub(crate) fn add_at(&mut self, when: Moment, of: SubjectId, kind: &str, fields: Value) {
        let no = u128::try_from(self.notes.len()).unwrap();
        self.notes.push(Note {
            id: EntryId(uuid::Uuid::from_u128(0x0197_0000_0000_7000_8000_0000_0000_0000 + no)),
            village: None,
            subject: of,
            author: AuthorId::SYSTEM,
            device: DeviceId::SERVER,
            noted_at: when,
            amends: None,
            fact: Fact::read(kind, 1, fields).unwrap(),
        });
    }

    pub(crate) fn add(&mut self, of: SubjectId, kind: &str, fields: Value) {
        self.add_at(at(NINE), of, kind, fields);
    }

    /// A message from a number, as the server takes it in.
    pub(crate) fn message(
        &mut self,
        key: &str,
        from: &str,
        kind: &str,
        text: &str,
        when: Moment,
    ) -> SubjectId {
        let register = self.register();
        let sender = messages::senders(&register, from).first().copied();
        let villages = sender.map(|sender| messages::villages_of(&register, sender)).unwrap_or_default();
        let (_, id) = messages::incoming("gammu", key);
        let fields = json!({"gateway": "gammu", "from": from, "kind": kind, "text": text, "sender": sender, "villages": villages});
        self.add_at(when, id, "message.received", fields);
        id
    }

    pub(crate) fn queue(&mut self, to_queue: &ToQueue, when: Moment) {
        let fields = serde_json::to_value(&to_queue.fact).unwrap();
        self.add_at(when, to_queue.subject, "message.queued", fields);
    }

    pub(crate) fn went(&mut self, id: SubjectId, state: &str, when: Moment) {
        self.add_at(when, id, "message.went", json!({"state": state, "gateway": "gammu"}));
    }

    /// The register, which is the same whatever order the notes came in.
    pub(crate) fn register(&self) -> Register {
        Register::load(self.notes.iter().rev().chain(&self.notes).cloned())
    }

    pub(crate) fn waiting(&self, scope: &Scope) -> Vec<messages::Waiting> {
        messages::waiting(&self.register(), &words(), scope)
    }

    pub(crate) fn alerts(&self, now: Moment) -> Vec<ToQueue> {
        let waiting = self.waiting(&whole());
        let register = self.register();
        let mut lately = Lately::of(&register);
        messages::alerts(&register, &Rules::default(), &people(), &waiting, &mut lately, now)
    }
}

pub(crate) fn words() -> Words {
    Words::of(None)
}

pub(crate) fn whole() -> Scope {
    Scope { role: Role::Coordinator, villages: Vec::new() }
}

pub(crate) fn of(role: Role, village: &str) -> Scope {
    Scope { role, villages: vec![VillageCode::new(village)] }
}

pub(crate) fn people() -> Vec<Person> {
    let person = |role, villages: &[&str], word| Person {
        role,
        villages: villages.iter().map(|code| VillageCode::new(code)).collect(),
        staff: subject(word),
    };
    vec![
        person(Role::Bidan, &[V1], "rina"),
        person(Role::Bidan, &[V2], "ani"),
        person(Role::Coordinator, &[], "endang"),
        person(Role::Head, &[], "head"),
    ]
}

pub(crate) fn told(alerts: &[ToQueue]) -> Vec<SubjectId> {
    alerts.iter().map(|alert| alert.fact.person.unwrap()).collect()
}
