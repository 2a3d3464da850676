//! An invented unit with the villages of the example, and imports into its register.
#![allow(
    dead_code,
    clippy::allow_attributes,
    clippy::unwrap_used,
    reason = "each test file uses a part of it"
)]

use domain::{
    facts::{Dukun, Fact, Village},
    ids::{AuthorId, DeviceId, EntryId, SubjectId, UnitCode, VillageCode, derived},
    moment::Moment,
    note::Note,
    register::Register,
    rules::Rules,
};
use exchange::cohort::{Job, Plan, Workbook, plan};
use jiff::civil::{Date, date};

pub(crate) const TODAY: Date = date(2026, 6, 1);

const VILLAGES: &[(&str, &str, &[&str])] = &[
    ("62.03.12.2001", "Sei Hanyo", &["Sei Hanyu"]),
    ("62.03.12.2002", "Hurung Tabengan", &[]),
    ("62.03.12.2003", "Rahung Bungai", &[]),
    ("62.03.12.2005", "Bulau Ngandung", &["Bulai Ngandung"]),
    ("62.03.12.2006", "Tumbang Puroh", &["Tumbang Puruh"]),
    ("62.03.12.2008", "Tangirang", &[]),
    ("62.03.12.2013", "Barunang II", &["Baronang II"]),
    ("62.03.12.2014", "Hurung Tampang", &[]),
    ("62.03.12.2015", "Supang", &[]),
    ("62.03.12.2016", "Katanjung", &[]),
    ("62.03.12.2018", "Jakatan Pari", &[]),
    ("62.03.12.2019", "Tumbang Sirat", &[]),
    ("62.03.12.2021", "Dirung Koram", &[]),
    ("62.03.12.2022", "Mampai Jaya", &[]),
];

/// A note about anything, by the program itself.
pub(crate) fn note(id: &str, subject: SubjectId, village: Option<&str>, fact: impl Into<Fact>) -> Note {
    Note {
        id: EntryId(derived(&["test", id])),
        village: village.map(VillageCode::new),
        subject,
        author: AuthorId::SYSTEM,
        device: DeviceId::SERVER,
        noted_at: now(),
        amends: None,
        fact: fact.into(),
    }
}

pub(crate) fn now() -> Moment {
    "2026-06-01T08:00:00+07:00".parse().unwrap()
}

/// A register with the villages and two dukun, and nobody else.
pub(crate) fn empty() -> Register {
    let villages = VILLAGES.iter().map(|(code, name, aliases)| {
        let aliases = aliases.iter().map(|alias| (*alias).to_owned()).collect();
        let village =
            Village { code: (*code).to_owned(), name: (*name).to_owned(), aliases, ..Village::default() };
        note(code, VillageCode::new(code).subject(), Some(code), village)
    });
    let dukun = [("Tambi Uning", "Uning"), ("Indu Rahel", "Rahel")].map(|(name, alias)| {
        let dukun = Dukun { name: name.to_owned(), aliases: vec![alias.to_owned()], ..Dukun::default() };
        note(name, SubjectId(derived(&["test", name])), None, dukun)
    });
    Register::load(villages.chain(dukun))
}

/// Plans an import into the register.
pub(crate) fn planned(register: &Register, workbook: &Workbook) -> Plan {
    planned_on(register, workbook, TODAY)
}

pub(crate) fn planned_on(register: &Register, workbook: &Workbook, today: Date) -> Plan {
    let rules = Rules::default();
    let unit = UnitCode("P62031201".to_owned());
    let (author, device, now) = (AuthorId::SYSTEM, DeviceId::SERVER, now());
    let job = Job { register, unit: &unit, rules: &rules, today, author, device, now };
    plan(workbook, &job, &mut |_, _| {})
}

/// Imports, and plans again: the second time nothing may be new.
pub(crate) fn imported(register: &mut Register, workbook: &Workbook) -> Plan {
    let first = planned(register, workbook);
    register.apply(first.notes.clone());
    let again = planned(register, workbook);
    assert_eq!(again.notes, [], "importing the same file twice changes nothing");
    assert_eq!(again.held, first.held);
    assert_eq!(again.taken, first.taken);
    first
}

/// A workbook of CSV sheets.
pub(crate) fn sheets(files: &[(&str, &str)]) -> Workbook {
    Workbook::of_files(files.iter().map(|(name, text)| (format!("{name}.csv"), text.as_bytes().to_vec())))
        .unwrap()
}
