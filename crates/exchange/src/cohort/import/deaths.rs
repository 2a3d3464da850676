//! The sheet of deaths.

use std::collections::HashMap;

use domain::{answer::Answer, facts::Death, family::Item, ids::ChildId};
use jiff::civil::Date;

use super::{
    ids,
    known::Mother,
    mother_row::{NOBODYS, noted_otherwise, spoken},
    mothers::Mothers,
    newborns,
    output::{Draft, Output},
    reading::Reading,
};
use crate::cohort::{
    issue::Reason,
    layout::SheetKind,
    value::{
        Misread, person,
        words::{self, Deceased},
    },
};

/// The fields that each column speaks about.
const SPEAKS: &[(&str, &[&str])] =
    &[("tanggal", &["on"]), ("tempat", &["place"]), ("dugaan_sebab", &["presumed_cause"])];

/// Reads the sheet and notes its deaths.
pub(super) fn read<'a>(mothers: &mut Mothers<'a>, output: &mut Output<'a>) {
    let mut earlier: HashMap<(String, u8), (u32, Death)> = HashMap::new();
    for sheet in output.sheets(SheetKind::Kematian) {
        for row in &sheet.rows {
            let mut reading = output.reading(sheet, row);
            let key = mothers.find(&mut reading);
            let mut death = death(&mut reading);
            let who = reading.need("siapa", words::deceased);
            let found = key.and_then(|key| {
                let mother = mothers.get(&key)?.clone();
                death.pregnancy = mother.pregnancy;
                let (no, child) = whose(&mut reading, &mother, who?)?;
                death.child = child;
                Some((key, no, mother))
            });
            let mut new = None;
            if let Some((key, no, mother)) = found {
                match earlier.get(&(key.clone(), no)) {
                    Some((_, known)) if *known == death => {}
                    Some((row, _)) => reading.trouble("no_ibu", Reason::DeathTwice { row: *row }),
                    None if reading.is_held() => {}
                    None => {
                        look_at_day(&mut reading, &mother, &death);
                        earlier.insert((key, no), (row.number, death.clone()));
                        new = Some((mother, no));
                    }
                }
            }
            if let (Some((mother, no)), false) = (new, reading.is_held()) {
                note(&mother, no, death, &reading, output);
            }
            output.end(reading);
        }
    }
}

fn death(reading: &mut Reading<'_>) -> Death {
    Death {
        pregnancy: NOBODYS,
        child: None,
        on: reading.need_day("tanggal").unwrap_or(Date::MIN),
        at: None,
        place: place(reading),
        presumed_cause: reading.take("dugaan_sebab", person::line),
        accidental: Answer::NotAssessed,
        heard_on: None,
    }
}

/// A place that is none of the list's is some other place.
fn place(reading: &mut Reading<'_>) -> Option<domain::facts::DeathPlace> {
    match words::death_place(reading.cell("tempat")) {
        Err(Misread::NotAWord) => {
            reading.odd("tempat", Reason::OtherWords);
            Some(domain::facts::DeathPlace::Other)
        }
        Ok(place) => place,
        Err(misread) => {
            reading.trouble("tempat", misread);
            None
        }
    }
}

/// Who died: 0 and none for the mother, else the child's number and id.
fn whose(reading: &mut Reading<'_>, mother: &Mother<'_>, who: Deceased) -> Option<(u8, Option<ChildId>)> {
    if who == Deceased::Mother {
        return Some((0, None));
    }
    let (no, child, alive) = newborns::child(reading, mother)?;
    if who == Deceased::Stillborn && alive {
        reading.trouble("siapa", Reason::BornAlive);
        return None;
    }
    Some((no, Some(child)))
}

fn look_at_day(reading: &mut Reading<'_>, mother: &Mother<'_>, death: &Death) {
    if death.child.is_some() && mother.born.is_some_and(|born| death.on < born) {
        reading.odd("tanggal", Reason::BeforeBirth);
    }
    if mother.lmp.is_some_and(|lmp| death.on < lmp) {
        reading.odd("tanggal", Reason::BeforePregnancy);
    }
}

fn note(mother: &Mother<'_>, no: u8, death: Death, reading: &Reading<'_>, output: &mut Output<'_>) {
    let id = ids::single(mother.pregnancy, &format!("death {no}"));
    let known: Option<&Item<Death>> = mother.known.and_then(|known| match death.child {
        None => known.death.as_ref(),
        Some(child) => {
            known.children.iter().find(|known| known.id == child).and_then(|child| child.death.as_ref())
        }
    });
    let standing = known.map(|item| Output::standing(&item.record, item.id() == id));
    let spoken = spoken(reading, SPEAKS);
    let draft =
        Draft { id, subject: mother.subject, village: mother.village.clone(), fact: death.into(), spoken };
    let otherwise = output.say(draft, standing.as_ref());
    noted_otherwise(output, reading, SPEAKS, otherwise);
}
