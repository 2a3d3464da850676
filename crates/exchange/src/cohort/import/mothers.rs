//! The sheet of mothers, and how the rows of other sheets find theirs.

use std::collections::HashMap;

use domain::{
    gestation,
    ids::{PregnancyId, SubjectId},
    names,
};
use jiff::civil::Date;

use super::{
    dukun::DukunNames,
    ids,
    known::{ALIKE, Known, Mother, Place},
    mother_row::RowOfMother,
    output::Output,
    reading::Reading,
};
use crate::cohort::{
    cell::Cell,
    issue::Reason,
    layout::SheetKind,
    read::{Row, Sheet, Workbook},
    value::date,
};

/// What became of a number of the mothers' sheet.
enum Entered<'a> {
    Taken(Mother<'a>),
    Held,
}

/// The mothers by their numbers.
pub(super) struct Mothers<'a> {
    known: &'a Known<'a>,
    rows: HashMap<String, Entered<'a>>,
    raw: HashMap<String, (u32, Vec<Cell>)>,
    bare: HashMap<String, Vec<String>>,
    by_nik: HashMap<String, (SubjectId, String)>,
    first_visits: HashMap<String, Date>,
    sheet_held: bool,
}

impl<'a> Mothers<'a> {
    pub(super) fn new(known: &'a Known<'a>, workbook: &Workbook) -> Self {
        Self {
            known,
            rows: HashMap::new(),
            raw: HashMap::new(),
            bare: HashMap::new(),
            by_nik: HashMap::new(),
            first_visits: first_visits(workbook),
            sheet_held: workbook.of(SheetKind::Ibu).any(|sheet| sheet.missing().next().is_some()),
        }
    }

    /// Reads the sheets of mothers.
    pub(super) fn read(&mut self, output: &mut Output<'a>) {
        let mut dukun = DukunNames::of(output.job.register);
        for sheet in output.sheets(SheetKind::Ibu) {
            for row in &sheet.rows {
                self.read_row(sheet, row, &mut dukun, output);
            }
        }
        for key in self.rows.keys() {
            self.bare.entry(bare(key)).or_default().push(key.clone());
        }
    }

    /// The mother that a row of another sheet is about.
    pub(super) fn find(&mut self, reading: &mut Reading<'_>) -> Option<String> {
        let key = ids::key(reading.cell("no_ibu"));
        if key.is_empty() {
            reading.trouble("no_ibu", Reason::Required);
            return None;
        }
        let key = self.same_number(key);
        if !self.rows.contains_key(&key)
            && let Some(place) = self.known.latest(&key)
        {
            self.rows.insert(key.clone(), Entered::Taken(Mother::of(place)));
        }
        match self.rows.get(&key) {
            Some(Entered::Taken(..)) => Some(key),
            Some(Entered::Held) => {
                reading.trouble("no_ibu", Reason::MotherNotTaken);
                None
            }
            None => {
                reading.trouble(
                    "no_ibu",
                    if self.sheet_held { Reason::MotherNotTaken } else { Reason::NoSuchMother },
                );
                None
            }
        }
    }

    /// The mother of a key that [`Self::find`] gave.
    pub(super) fn get(&mut self, key: &str) -> Option<&mut Mother<'a>> {
        match self.rows.get_mut(key) {
            Some(Entered::Taken(mother)) => Some(mother),
            _ => None,
        }
    }

    /// A number that a spreadsheet cut the noughts from is the same, if only one mother has it.
    fn same_number(&self, key: String) -> String {
        if self.rows.contains_key(&key)
            || self.known.has_number(&key)
            || !key.bytes().all(|byte| byte.is_ascii_digit())
        {
            return key;
        }
        match self.bare.get(&bare(&key)).map(Vec::as_slice) {
            Some([only]) => only.clone(),
            _ => key,
        }
    }

    fn read_row(&mut self, sheet: &'a Sheet, row: &'a Row, dukun: &mut DukunNames, output: &mut Output<'a>) {
        let mut reading = output.reading(sheet, row);
        let key = ids::key(reading.cell("no_ibu"));
        if key.is_empty() {
            reading.trouble("no_ibu", Reason::Required);
        } else if let Some((earlier, cells)) = self.raw.get(&key) {
            // The same row twice is one mother; other particulars under one number need a person.
            if *cells != row.cells {
                reading.trouble("no_ibu", Reason::MotherTwice { row: *earlier });
            }
            output.end(reading);
            return;
        }
        self.raw.insert(key.clone(), (row.number, row.cells.clone()));
        let first_visit = self.first_visits.get(&key).copied();
        let found = RowOfMother::read(&mut reading, self.known, first_visit, dukun, output.job.today);
        let place = self.place(&found, &key);
        let pregnancy = self.pregnancy_id(&found, &key, place, output);
        let voided = place.is_none() && output.job.register.knows(ids::single(pregnancy, "registered"));
        if voided && !key.is_empty() {
            reading.trouble("no_ibu", Reason::Voided);
        }
        if reading.is_held() {
            self.rows.insert(key, Entered::Held);
            output.end(reading);
            return;
        }
        let mother = self.mother(&found, pregnancy, place);
        if let Some(nik) = &found.woman.nik {
            self.by_nik.insert(nik.clone(), (mother.subject, found.woman.name.clone()));
        }
        found.note(&key, &mother, place, &reading, output);
        self.rows.insert(key, Entered::Taken(mother));
        output.end(reading);
    }

    /// The pregnancy of the register that the row is about: by its number, or by the woman's NIK
    /// and the day it began.
    fn place(&self, found: &RowOfMother, key: &str) -> Option<Place<'a>> {
        let name = &found.woman.name;
        self.known.pregnancy(key, name, found.begun()).or_else(|| {
            let family = self.known.of_nik(found.woman.nik.as_deref()?)?;
            let begun = found.begun()?;
            let near = |lmp: Date| gestation::days_between(lmp, begun).abs() <= 60;
            let unnumbered = |pregnancy: &&domain::family::Pregnancy| {
                pregnancy.registered.as_ref().is_none_or(|registered| registered.cohort_no.is_none())
            };
            let mut fits = family.pregnancies.iter().filter(unnumbered);
            fits.find(|pregnancy| pregnancy.lmp().is_some_and(near))
                .map(|pregnancy| Place { family, pregnancy })
        })
    }

    fn pregnancy_id(
        &self,
        found: &RowOfMother,
        key: &str,
        place: Option<Place<'a>>,
        output: &Output<'a>,
    ) -> PregnancyId {
        match place {
            Some(place) => place.pregnancy.id,
            // The number belongs to another woman's pregnancy of another year.
            None if self.known.has_number(key) => ids::pregnancy(output.job.unit, key, found.begun()),
            None => ids::pregnancy(output.job.unit, key, None),
        }
    }

    fn mother(&self, found: &RowOfMother, pregnancy: PregnancyId, place: Option<Place<'a>>) -> Mother<'a> {
        if let Some(place) = place {
            return Mother {
                lmp: found.begun().or(place.pregnancy.lmp()),
                village: found.village.clone(),
                ..Mother::of(place)
            };
        }
        let nik = found.woman.nik.as_deref();
        let known = nik.and_then(|nik| self.known.of_nik(nik)).map(|family| family.id);
        let in_file = || {
            let (subject, name) = self.by_nik.get(nik?)?;
            (names::similarity(name, &found.woman.name) > ALIKE).then_some(*subject)
        };
        Mother {
            subject: known.or_else(in_file).unwrap_or_else(|| ids::subject(pregnancy)),
            pregnancy,
            village: found.village.clone(),
            known: None,
            lmp: found.begun(),
            born: None,
            children: Vec::new(),
        }
    }
}

fn first_visits(workbook: &Workbook) -> HashMap<String, Date> {
    let mut first = HashMap::new();
    for sheet in workbook.of(SheetKind::Kunjungan) {
        let column = |name| sheet.kind.position(name);
        let (Some(number), Some(day)) = (column("no_ibu"), column("tanggal")) else { continue };
        for row in &sheet.rows {
            let (Some(number), Some(day)) = (row.cells.get(number), row.cells.get(day)) else { continue };
            if let Ok(Some(day)) = date::date(day, date::Century::This, workbook.from_1904) {
                let earliest = first.entry(ids::key(number)).or_insert(day);
                *earliest = day.min(*earliest);
            }
        }
    }
    first
}

fn bare(key: &str) -> String {
    key.trim_start_matches('0').to_owned()
}
