//! The sheet of antenatal contacts.

use std::collections::BTreeMap;

use domain::{
    facts::AntenatalContact,
    gestation,
    quantity::{FetalHeartRate, FundusCm, GlucoseMgDl, Hemoglobin, MuacCm, WeightKg},
    signs::Phase,
};

use super::{
    contacts::{self, Contact, Whose},
    known::Mother,
    lists,
    mother_row::{NOBODYS, spoken},
    mothers::Mothers,
    output::Output,
    reading::Reading,
};
use crate::cohort::{
    cell::Cell,
    issue::Reason,
    layout::SheetKind,
    value::{Misread, answer, number, words},
};

/// The fields that each column speaks about.
const SPEAKS: &[(&str, &[&str])] = &[
    ("tanggal", &["on"]),
    ("tempat", &["place"]),
    ("pemeriksa", &["examiners"]),
    ("bb_kg", &["weight_kg"]),
    ("td", &["blood_pressure"]),
    ("lila_cm", &["muac_cm"]),
    ("tfu_cm", &["fundus_cm"]),
    ("djj", &["fetal_heart_rate"]),
    ("presentasi", &["presentation"]),
    ("hb", &["hemoglobin"]),
    ("protein_urin", &["urine_protein"]),
    ("gula", &["glucose_mg_dl"]),
    ("status_t", &["tetanus_status"]),
    ("ttd", &["iron_tablets"]),
    ("usg", &["ultrasound"]),
    ("hiv", &["hiv"]),
    ("sifilis", &["syphilis"]),
    ("hbsag", &["hbsag"]),
    ("malaria", &["malaria"]),
    ("skrining_jiwa", &["mental_screening"]),
    ("konseling", &["counselling"]),
    ("tanda_bahaya", &["signs", "other_signs"]),
    ("faktor_risiko", &["factors", "other_factors"]),
];

/// Weeks after the last menstrual period beyond which an antenatal contact is worth a look.
const LONGEST_WEEKS: i32 = 44;

/// Reads the sheet and notes its contacts.
pub(super) fn read<'a>(mothers: &mut Mothers<'a>, output: &mut Output<'a>) {
    let mut by_mother: BTreeMap<String, Vec<Contact<'a>>> = BTreeMap::new();
    for sheet in output.sheets(SheetKind::Kunjungan) {
        for row in &sheet.rows {
            let mut reading = output.reading(sheet, row);
            let key = mothers.find(&mut reading);
            let on = reading.need_day("tanggal");
            let edition = on.map(|on| output.job.rules.tables.edition_on(on).to_owned()).unwrap_or_default();
            let mut fact = contact(&mut reading, &edition);
            if let (Some(key), Some(on), false) = (key, on, reading.is_held()) {
                fact.on = on;
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
        let records = mother.known.into_iter().flat_map(|known| &known.contacts).map(|item| &item.record);
        contacts::settle(&whose(mother, SheetKind::Kunjungan, 0), rows, records, SPEAKS, output);
    }
}

/// Whose contacts are settled.
pub(super) fn whose(mother: &Mother<'_>, sheet: SheetKind, child: u8) -> Whose {
    Whose {
        subject: mother.subject,
        pregnancy: mother.pregnancy,
        village: mother.village.clone(),
        sheet,
        child,
    }
}

fn look_at_day(reading: &mut Reading<'_>, mother: &Mother<'_>, on: jiff::civil::Date) {
    let Some(lmp) = mother.lmp else { return };
    let weeks = gestation::days_between(lmp, on).div_euclid(7);
    if on < lmp {
        reading.odd("tanggal", Reason::BeforePregnancy);
    } else if weeks > LONGEST_WEEKS {
        reading.odd("tanggal", Reason::LongAfterBeginning { weeks });
    }
}

fn contact(reading: &mut Reading<'_>, edition: &str) -> AntenatalContact {
    let mut fact = AntenatalContact::on(NOBODYS, jiff::civil::Date::MIN, edition);
    fact.place = place(reading);
    fact.examiners = examiners(reading);
    fact.weight_kg = reading.take("bb_kg", |cell| number::quantity(cell, WeightKg::new));
    fact.blood_pressure = reading.take("td", number::blood_pressure);
    fact.muac_cm = reading.take("lila_cm", |cell| number::quantity(cell, MuacCm::new));
    fact.fundus_cm = reading.take("tfu_cm", |cell| number::quantity(cell, FundusCm::new));
    fact.fetal_heart_rate = heart_rate(reading);
    fact.presentation = reading.take("presentasi", words::presentation);
    fact.hemoglobin = reading.take("hb", |cell| number::quantity(cell, Hemoglobin::new));
    fact.urine_protein = reading.take("protein_urin", answer::protein);
    fact.glucose_mg_dl = reading.take("gula", |cell| number::quantity(cell, GlucoseMgDl::new));
    fact.tetanus_status = reading.take("status_t", words::tetanus);
    fact.iron_tablets = reading.take("ttd", |cell| number::whole(cell, 500));
    fact.ultrasound = reading.take("usg", answer::yes).map(Into::into).unwrap_or_default();
    fact.hiv = reading.take("hiv", answer::reactivity);
    fact.syphilis = reading.take("sifilis", answer::reactivity);
    fact.hbsag = reading.take("hbsag", answer::reactivity);
    fact.malaria = reading.take("malaria", answer::reactivity);
    fact.mental_screening = reading.take("skrining_jiwa", answer::yes).map(Into::into).unwrap_or_default();
    fact.counselling = reading.take("konseling", answer::yes).map(Into::into).unwrap_or_default();
    (fact.signs, fact.other_signs) = signs(reading, Phase::Pregnancy);
    let factors = reading.take("faktor_risiko", |cell| lists::factors(cell).map(Some)).unwrap_or_default();
    if !factors.other.is_empty() {
        reading.odd("faktor_risiko", Reason::OtherWords);
    }
    (fact.factors, fact.other_factors) = (factors.answers, factors.other);
    fact
}

/// Reads the danger signs; words that are none are kept as they are.
pub(super) fn signs(reading: &mut Reading<'_>, phase: Phase) -> (domain::answer::Answers, Vec<String>) {
    let said = reading.take("tanda_bahaya", |cell| lists::signs(cell, phase).map(Some)).unwrap_or_default();
    if !said.other.is_empty() {
        reading.odd("tanda_bahaya", Reason::OtherWords);
    }
    (said.answers, said.other)
}

/// A place that is none of the list's is some other place.
fn place(reading: &mut Reading<'_>) -> Option<domain::facts::ContactPlace> {
    match words::contact_place(reading.cell("tempat")) {
        Err(Misread::NotAWord) => {
            reading.odd("tempat", Reason::OtherWords);
            Some(domain::facts::ContactPlace::Other)
        }
        Ok(place) => place,
        Err(misread) => {
            reading.trouble("tempat", misread);
            None
        }
    }
}

fn examiners(reading: &mut Reading<'_>) -> Vec<domain::facts::Attendant> {
    let people = reading.take("pemeriksa", |cell| words::people(cell).map(Some)).unwrap_or_default();
    if !people.unknown.is_empty() {
        reading.odd("pemeriksa", Reason::NobodyKnown);
    }
    people.known
}

/// A plus for "heard" is no rate, and no reason to hold the row.
fn heart_rate(reading: &mut Reading<'_>) -> Option<FetalHeartRate> {
    let cell = reading.cell("djj");
    if matches!(cell, Cell::Text(_)) && matches!(answer::yes(cell), Ok(Some(true))) {
        reading.odd("djj", Reason::Misread(Misread::NotANumber));
        return None;
    }
    reading.take("djj", |cell| number::quantity(cell, FetalHeartRate::new))
}
