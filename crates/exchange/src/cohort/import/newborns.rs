//! The sheet of newborn contacts.

use std::collections::BTreeMap;

use domain::{
    answer::Answer,
    facts::{Essentials, NewbornContact},
    ids::ChildId,
    quantity::{Breaths, ChildGrams, TemperatureC},
    signs::Phase,
};
use jiff::civil::Date;
use uuid::Uuid;

use super::{
    contacts::{self, Contact},
    known::Mother,
    mother_row::spoken,
    mothers::Mothers,
    output::Output,
    postnatal::look_at_day,
    reading::Reading,
    visits::{signs, whose},
};
use crate::cohort::{issue::Reason, layout::SheetKind, value::number};

/// The fields that each column speaks about.
const SPEAKS: &[(&str, &[&str])] = &[
    ("tanggal", &["on"]),
    ("bb_gram", &["weight_g"]),
    ("suhu", &["temperature_c"]),
    ("napas", &["breaths"]),
    ("tanda_bahaya", &["signs", "other_signs"]),
];

/// Reads the sheet and notes its contacts.
pub(super) fn read<'a>(mothers: &mut Mothers<'a>, output: &mut Output<'a>) {
    let mut by_child: BTreeMap<(String, u8), Vec<Contact<'a>>> = BTreeMap::new();
    for sheet in output.sheets(SheetKind::Neonatus) {
        for row in &sheet.rows {
            let mut reading = output.reading(sheet, row);
            let key = mothers.find(&mut reading);
            let on = reading.need_day("tanggal");
            let mut fact = contact(&mut reading);
            let found = key.and_then(|key| {
                let mother = mothers.get(&key)?;
                let (no, child, _) = child(&mut reading, mother)?;
                if let Some(on) = on {
                    look_at_day(&mut reading, mother, on);
                }
                Some((key, no, child))
            });
            if let (Some((key, no, child)), Some(on), false) = (found, on, reading.is_held()) {
                (fact.on, fact.child) = (on, child);
                output.job.rules.tables.edition_on(on).clone_into(&mut fact.edition);
                let spoken = spoken(&reading, SPEAKS);
                by_child.entry((key, no)).or_default().push(Contact {
                    sheet,
                    row,
                    on,
                    fact: fact.into(),
                    spoken,
                });
            }
            output.end(reading);
        }
    }
    for ((key, no), rows) in by_child {
        let Some(mother) = mothers.get(&key) else { continue };
        let id = mother.children.iter().find(|(number, _, _)| *number == no).map(|(_, id, _)| *id);
        let children =
            mother.known.into_iter().flat_map(|known| &known.children).filter(|child| Some(child.id) == id);
        let records = children.flat_map(|child| &child.contacts).map(|item| &item.record);
        contacts::settle(&whose(mother, SheetKind::Neonatus, no), rows, records, SPEAKS, output);
    }
}

/// The child that a row is about: its number, its id, and whether it was born alive.
pub(super) fn child(reading: &mut Reading<'_>, mother: &Mother<'_>) -> Option<(u8, ChildId, bool)> {
    if number::count(reading.cell("anak_ke"), 6).is_err() {
        reading.take("anak_ke", |cell| number::count(cell, 6));
        return None;
    }
    let no = reading.take("anak_ke", |cell| number::count(cell, 6)).filter(|no| *no > 0);
    let children = &mother.children;
    match (children.as_slice(), no) {
        ([], _) => {
            reading.trouble("no_ibu", Reason::NoBirth);
            None
        }
        ([only], None) => Some(*only),
        (_, None) => {
            reading.trouble("anak_ke", Reason::WhichChild);
            None
        }
        (_, Some(no)) => {
            let found = children.iter().find(|(number, _, _)| *number == no).copied();
            if found.is_none() {
                reading.trouble("anak_ke", Reason::NoSuchChild { children: children.len() });
            }
            found
        }
    }
}

fn contact(reading: &mut Reading<'_>) -> NewbornContact {
    let (signs, other_signs) = signs(reading, Phase::Newborn);
    NewbornContact {
        child: ChildId(Uuid::nil()),
        on: Date::MIN,
        at: None,
        edition: String::new(),
        place: None,
        examiners: Vec::new(),
        accompanied_by: None,
        weight_g: reading.take("bb_gram", |cell| number::grams(cell, ChildGrams::new)),
        temperature_c: reading.take("suhu", |cell| number::quantity(cell, TemperatureC::new)),
        breaths: reading.take("napas", |cell| number::quantity(cell, Breaths::new)),
        signs,
        other_signs,
        essentials: Essentials::default(),
        breast_milk_only: Answer::NotAssessed,
        remark: None,
    }
}
