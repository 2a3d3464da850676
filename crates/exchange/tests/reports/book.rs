//! A hand-made register of two villages, a simulated one, and workbooks opened again.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use domain::{
    facts::Fact,
    ids::{AuthorId, DeviceId, EntryId, SubjectId, VillageCode, derived},
    indicators::Month,
    moment::Moment,
    note::Note,
    register::Register,
    rules::Rules,
};
use exchange::reports::{Mapping, Numbers, Stretch, lb3};
use jiff::{
    Timestamp,
    civil::{Date, date},
    tz::Offset,
};
use serde_json::{Value, json};

pub(crate) const V1: &str = "62.03.12.2001";
pub(crate) const V2: &str = "62.03.12.2002";
pub(crate) const TODAY: Date = date(2025, 12, 31);

/// Notes, each with the next number.
#[derive(Default)]
pub(crate) struct Book {
    notes: Vec<Note>,
}

impl Book {
    /// Two villages of 1000 people with 20 births for each 1000: 22 pregnancies and 21 births are expected.
    pub(crate) fn new() -> Self {
        Self::with_goals(json!({}))
    }

    /// The same with goals of its own.
    pub(crate) fn with_goals(goals: Value) -> Self {
        let mut book = Self::default();
        let unit = json!({"code": "P1", "name": "Puskesmas Contoh", "goals": goals});
        book.note(V1, subject("unit"), "unit.described", unit);
        for (code, name) in [(V1, "Satu"), (V2, "Dua")] {
            book.village(code, name, json!({"2025": {"population": 1000, "birth_rate_per_1000": 20.0}}));
        }
        book
    }

    pub(crate) fn village(&mut self, code: &str, name: &str, years: Value) {
        let fields = json!({"code": code, "name": name, "years": years});
        self.note(code, VillageCode::new(code).subject(), "village.described", fields);
    }

    pub(crate) fn note(&mut self, village: &str, of: SubjectId, kind: &str, fields: Value) -> EntryId {
        let no = self.notes.len() as u128;
        let id = EntryId(uuid::Uuid::from_u128(0x0197_0000_0000_7000_8000_0000_0000_0000 + no));
        self.notes.push(Note {
            id,
            village: Some(VillageCode::new(village)),
            subject: of,
            author: AuthorId::SYSTEM,
            device: DeviceId::SERVER,
            noted_at: Moment::new(Timestamp::UNIX_EPOCH, Offset::UTC),
            amends: None,
            fact: Fact::read(kind, 1, fields).unwrap(),
        });
        id
    }

    /// A birth of a mother of her own, with what is said of it and of its child beyond that.
    pub(crate) fn birth(&mut self, village: &str, name: &str, birth: Value, child: Value) {
        let newborn = with(json!({"child": child_of(name), "outcome": "alive"}), child);
        let fields = json!({"pregnancy": preg(name), "attendants": ["bidan"], "place": "puskesmas"});
        let fields = with(with(fields, json!({"children": [newborn]})), birth);
        self.note(village, subject(name), "birth", fields);
    }

    /// An antenatal contact of a mother of her own who is ten weeks pregnant on the tenth of March 2025.
    pub(crate) fn contact(&mut self, village: &str, name: &str, contact: Value) {
        let registered = json!({"pregnancy": preg(name), "on": "2025-03-10", "lmp": "2024-12-30"});
        self.note(village, subject(name), "pregnancy.registered", registered);
        let fields = json!({"pregnancy": preg(name), "edition": "2025", "examiners": ["bidan"]});
        self.note(village, subject(name), "antenatal.contact", with(fields, contact));
    }

    /// Two dukun of the first village, one of whom signed in May.
    pub(crate) fn dukun(&mut self) {
        for name in ["uning", "rahel"] {
            self.note(V1, subject(name), "dukun.described", json!({"name": name, "village": V1}));
        }
        let draft = json!({"title": "Nota", "villages": [V1], "clauses": [],
            "parties": [{"side": "dukun", "person": subject("uning")}]});
        self.note(V1, subject("agreement"), "agreement.drafted", draft);
        let signed = json!({"on": "2025-05-21", "place": "Aula"});
        self.note(V1, subject("agreement"), "agreement.signed", signed);
    }

    pub(crate) fn register(&self) -> Register {
        Register::load(self.notes.clone())
    }

    /// The monthly report by the table compiled in.
    pub(crate) fn lb3(&self, stretch: Stretch) -> Opened {
        Opened::of(&monthly(&self.register(), stretch, TODAY))
    }
}

/// A simulated unit of four villages.
pub(crate) fn simulated() -> Register {
    let until = date(2026, 5, 20);
    let plan = simulator::Plan { years: 3, villages: 4, seed: 7, until, pregnancies_per_year: 80 };
    Register::load(simulator::simulate(&plan).chain(simulator::event(&plan)))
}

/// The report by the table compiled in, as bytes.
pub(crate) fn monthly(register: &Register, stretch: Stretch, on: Date) -> Vec<u8> {
    lb3::workbook(register, &rules(register), on, Mapping::builtin(), stretch).unwrap()
}

pub(crate) fn rules(register: &Register) -> Rules {
    Rules::of(register.unit().map(|unit| &**unit))
}

pub(crate) fn numbers<'a>(register: &'a Register, rules: &'a Rules, on: Date, at: &str) -> Numbers<'a> {
    Numbers::of(register, rules, on, month(at))
}

pub(crate) fn month(text: &str) -> Month {
    text.parse().unwrap()
}

pub(crate) fn in_month(text: &str) -> Stretch {
    Stretch::Month(month(text))
}

pub(crate) fn subject(word: &str) -> SubjectId {
    SubjectId(derived(&["subject", word]))
}

pub(crate) fn preg(word: &str) -> Value {
    json!(derived(&["pregnancy", word]))
}

pub(crate) fn child_of(word: &str) -> Value {
    json!(derived(&["child", word]))
}

fn with(mut fields: Value, further: Value) -> Value {
    fields.as_object_mut().unwrap().extend(further.as_object().unwrap().clone());
    fields
}

/// A workbook opened again: its sheets as rows of cells.
pub(crate) struct Opened {
    pub(crate) sheets: Vec<(String, Vec<Vec<Data>>)>,
}

impl Opened {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
        let sheets = book.worksheets();
        let rows = |range: calamine::Range<Data>| range.rows().map(<[Data]>::to_vec).collect();
        Self { sheets: sheets.into_iter().map(|(name, range)| (name, rows(range))).collect() }
    }

    pub(crate) fn sheet(&self, name: &str) -> &[Vec<Data>] {
        let found = self.sheets.iter().find(|(known, _)| known == name);
        &found.unwrap_or_else(|| panic!("no sheet {name}")).1
    }

    /// Whether some cell of a sheet has these words in it.
    pub(crate) fn says(&self, sheet: &str, words: &str) -> bool {
        self.sheet(sheet).iter().flatten().any(|cell| cell.to_string().contains(words))
    }

    /// The cell of a village under a heading of the monthly report.
    pub(crate) fn cell(&self, sheet: &str, heading: &str, village: &str) -> Data {
        let rows = self.sheet(sheet);
        let is_head = |row: &&Vec<Data>| row.iter().any(|cell| text(cell) == "Desa");
        let head = rows.iter().find(is_head).unwrap();
        let column = head.iter().position(|cell| text(cell) == heading);
        let column = column.unwrap_or_else(|| panic!("no column {heading} in {sheet}"));
        let row = rows.iter().find(|row| row.iter().take(3).any(|cell| text(cell) == village));
        row.unwrap_or_else(|| panic!("no village {village} in {sheet}"))[column].clone()
    }
}

pub(crate) fn text(cell: &Data) -> &str {
    match cell {
        Data::String(text) => text,
        _ => "",
    }
}

/// The number in a cell; none where it is empty or words.
pub(crate) fn number(cell: &Data) -> Option<f64> {
    match cell {
        Data::Float(number) => Some(*number),
        Data::Int(number) => Some(*number as f64),
        _ => None,
    }
}
