//! The sheet of postnatal contacts.

use std::collections::BTreeMap;

use domain::{answer::Answers, facts::PostnatalContact, gestation, quantity::TemperatureC, signs::Phase};
use jiff::civil::Date;

use super::{
    contacts::{self, Contact},
    known::Mother,
    mother_row::spoken,
    mothers::Mothers,
    output::Output,
    reading::Reading,
    visits::{signs, whose},
};
use crate::cohort::{issue::Reason, layout::SheetKind, value::number};

/// The fields that each column speaks about.
const SPEAKS: &[(&str, &[&str])] = &[
    ("tanggal", &["on"]),
    ("td", &["blood_pressure"]),
    ("suhu", &["temperature_c"]),
    ("tanda_bahaya", &["signs", "other_signs"]),
];

/// Days after the birth beyond which a postnatal or newborn contact is worth a look.
const LONGEST_DAYS: i32 = 60;

/// Reads the sheet and notes its contacts.
pub(super) fn read<'a>(mothers: &mut Mothers<'a>, output: &mut Output<'a>) {
    let mut by_mother: BTreeMap<String, Vec<Contact<'a>>> = BTreeMap::new();
    for sheet in output.sheets(SheetKind::Nifas) {
        for row in &sheet.rows {
            let mut reading = output.reading(sheet, row);
            let key = mothers.find(&mut reading);
            let on = reading.need_day("tanggal");
            let mut fact = contact(&mut reading);
            if let (Some(key), Some(on), false) = (key, on, reading.is_held()) {
                fact.on = on;
                output.job.rules.tables.edition_on(on).clone_into(&mut fact.edition);
                if let Some(mother) = mothers.get(&key) {
                    fact.pregnancy = mother.pregnancy;
                    look_at_day(&mut reading, mother, on);
                }
                let spoken = spoken(&reading, SPEAKS);
                by_mother.entry(key).or_default().push(Contact { sheet, row, on, fact: fact.into(), spoken });
            }
            output.end(reading);
        }
    }
    for (key, rows) in by_mother {
        let Some(mother) = mothers.get(&key) else { continue };
        let records = mother.known.into_iter().flat_map(|known| &known.postnatal).map(|item| &item.record);
        contacts::settle(&whose(mother, SheetKind::Nifas, 0), rows, records, SPEAKS, output);
    }
}

/// Points out a contact before or long after the birth.
pub(super) fn look_at_day(reading: &mut Reading<'_>, mother: &Mother<'_>, on: Date) {
    let Some(born) = mother.born else { return };
    let days = gestation::days_between(born, on);
    if days < 0 {
        reading.odd("tanggal", Reason::BeforeBirth);
    } else if days > LONGEST_DAYS {
        reading.odd("tanggal", Reason::LongAfterBirth { days });
    }
}

fn contact(reading: &mut Reading<'_>) -> PostnatalContact {
    let (signs, other_signs) = signs(reading, Phase::Postnatal);
    PostnatalContact {
        pregnancy: super::mother_row::NOBODYS,
        on: Date::MIN,
        at: None,
        edition: String::new(),
        place: None,
        examiners: Vec::new(),
        accompanied_by: None,
        blood_pressure: reading.take("td", number::blood_pressure),
        temperature_c: reading.take("suhu", |cell| number::quantity(cell, TemperatureC::new)),
        signs: Answers(signs.0),
        other_signs,
        vitamin_a: None,
        iron_tablets: None,
        family_planning: None,
        remark: None,
    }
}
