//! Who is who in the tests, and what they note.

use std::cell::Cell;

use domain::{
    facts::Fact,
    ids::{AuthorId, DeviceId, EntryId, PregnancyId, SubjectId, VillageCode},
    note::Note,
    register::Register,
    rights::Role,
};
use serde_json::{Value, json};
use sync::wire::Sender;
use uuid::Uuid;

use super::{
    host::{Host, Person},
    phone::Phone,
};

/// A host, phones, and ids that never come twice.
pub(crate) struct Ledger {
    pub(crate) host: Host,
    pub(crate) phones: Vec<Phone>,
    drawn: Cell<u128>,
}

/// A village by its number.
pub(crate) fn village(no: usize) -> VillageCode {
    VillageCode::new(&format!("62.03.12.{}", 2001 + no))
}

fn fact(kind: &str, fields: Value) -> Fact {
    Fact::read(kind, 1, fields).unwrap()
}

impl Ledger {
    pub(crate) fn new() -> Self {
        Self { host: Host::new("P1"), phones: Vec::new(), drawn: Cell::new(0) }
    }

    /// A fresh id, later than those before it.
    pub(crate) fn id(&self) -> Uuid {
        self.drawn.set(self.drawn.get() + 1);
        Uuid::from_u128(0x0197_0000_0000_7000_8000_0000_0000_0000 + self.drawn.get())
    }

    /// A phone for a new person, or a further one for hers.
    pub(crate) fn phone(&mut self, role: Role, villages: &[usize], of: Option<usize>) -> usize {
        let author = match of {
            Some(phone) => self.phones[phone].sender.author,
            None => AuthorId(self.id()),
        };
        let device = DeviceId(self.id());
        let villages = villages.iter().map(|no| village(*no)).collect();
        self.host.people.borrow_mut().insert(device, Person { author, role, villages, once: Vec::new() });
        self.phones.push(Phone::new(Sender { unit: self.host.unit.clone(), author, device }));
        self.phones.len() - 1
    }

    /// Gives or takes a village of everybody with this phone's login.
    pub(crate) fn give(&self, phone: usize, no: usize, given: bool) {
        let author = self.phones[phone].sender.author;
        for person in self.host.people.borrow_mut().values_mut().filter(|person| person.author == author) {
            person.villages.retain(|known| *known != village(no));
            if given {
                person.villages.push(village(no));
            }
        }
    }

    /// A note; by the server's own pages without a phone.
    pub(crate) fn by(
        &self,
        phone: Option<usize>,
        subject: SubjectId,
        place: Option<usize>,
        fact: Fact,
    ) -> Note {
        let sender = phone.map(|phone| &self.phones[phone].sender);
        Note {
            id: EntryId(self.id()),
            village: place.map(village),
            subject,
            author: sender.map_or(AuthorId::SYSTEM, |sender| sender.author),
            device: sender.map_or(DeviceId::SERVER, |sender| sender.device),
            noted_at: serde_json::from_value(json!("2025-05-21T09:00:00+07:00")).unwrap(),
            amends: None,
            fact,
        }
    }

    /// A new mother: registered, with a pregnancy.
    pub(crate) fn mother(&self, phone: Option<usize>, place: usize) -> [Note; 2] {
        let subject = SubjectId(self.id());
        let name = format!("Ibu {}", subject.0.as_u128() % 1000);
        let woman = self.by(phone, subject, Some(place), fact("woman.registered", json!({ "name": name })));
        let pregnancy = json!({ "pregnancy": pregnancy_of(subject).0, "on": "2025-03-01" });
        [woman, self.by(phone, subject, Some(place), fact("pregnancy.registered", pregnancy))]
    }

    pub(crate) fn visit(
        &self,
        phone: Option<usize>,
        subject: SubjectId,
        place: Option<usize>,
        kg: u32,
    ) -> Note {
        let fields = json!({
            "pregnancy": pregnancy_of(subject).0, "on": "2025-05-20", "edition": "2024", "weight_kg": kg
        });
        self.by(phone, subject, place, fact("antenatal.contact", fields))
    }

    pub(crate) fn amend(&self, phone: Option<usize>, target: &Note, kg: u32) -> Note {
        let fields = json!({ "changes": { "weight_kg": kg } });
        Note { amends: Some(target.id), ..self.by(phone, target.subject, None, fact("amended", fields)) }
    }

    pub(crate) fn settle(&self, phone: Option<usize>, target: &Note, over: &[EntryId], kg: u32) -> Note {
        let fields = json!({ "values": { "weight_kg": kg }, "over": over });
        Note { amends: Some(target.id), ..self.by(phone, target.subject, None, fact("settled", fields)) }
    }

    pub(crate) fn void(&self, phone: Option<usize>, target: &Note) -> Note {
        let fields = json!({ "reason": "salah" });
        Note { amends: Some(target.id), ..self.by(phone, target.subject, None, fact("voided", fields)) }
    }

    pub(crate) fn moves(&self, phone: Option<usize>, subject: SubjectId, to: Option<usize>) -> Note {
        let fields = json!({ "on": "2025-05-01", "to_village": to.map(village) });
        self.by(phone, subject, None, fact("family.moved", fields))
    }

    pub(crate) fn dukun(&self, phone: Option<usize>) -> Note {
        let subject = SubjectId(self.id());
        self.by(phone, subject, None, fact("dukun.described", json!({ "name": "Indu Sari" })))
    }

    pub(crate) fn described(&self, phone: Option<usize>, kind: &str, fields: Value) -> Note {
        let subject = SubjectId(self.id());
        self.by(phone, subject, None, fact(kind, fields))
    }
}

/// The pregnancy of a mother of the tests; each has one.
pub(crate) fn pregnancy_of(subject: SubjectId) -> PregnancyId {
    PregnancyId(Uuid::from_u128(subject.0.as_u128() ^ 0xffff_0000_0000))
}

/// Mothers that a register knows, always in the same order.
pub(crate) fn mothers(register: &Register) -> Vec<SubjectId> {
    let mut mothers: Vec<_> = register.families().map(|family| family.id).collect();
    mothers.sort_unstable();
    mothers
}

/// Visits that a register knows, always in the same order.
pub(crate) fn visits(register: &Register) -> Vec<Note> {
    let families = register.families().flat_map(|family| family.records.iter());
    let visits = families.filter(|record| matches!(record.note.fact, Fact::AntenatalContact(_)));
    let mut visits: Vec<_> = visits.map(|record| (*record.note).clone()).collect();
    visits.sort_by_key(|note| note.id);
    visits
}
