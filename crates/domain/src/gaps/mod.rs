//! What is missing. An incomplete record is data with gaps, not an error (design.md §2.8).
//!
//! Ids are words of the catalogues (`gap-<id>`) and of `betang state`; [`IDS`] lists them all.

mod births;
mod pregnancy;

use jiff::civil::Date;

use crate::{
    family::{Family, Pregnancy},
    ids::EntryId,
    rules::Rules,
};

/// Something that is missing, or that was noted and can't count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// Which, one of [`IDS`].
    pub id: &'static str,
    /// The day it concerns.
    pub on: Option<Date>,
    /// The entry it concerns.
    pub entry: Option<EntryId>,
}

impl Gap {
    /// Whether it is only worth knowing: it bars no care and is no fault of the record.
    #[must_use]
    pub fn is_info(&self) -> bool {
        matches!(self.id, "no_nik" | "no_phone" | "unskilled_contact")
    }
}

/// Every gap there is.
pub const IDS: [&str; 41] = [
    // About the woman and her pregnancy.
    "not_registered",
    "no_nik",
    "no_phone",
    "no_birth_date",
    "no_blood_group",
    "no_dating",
    "no_gravida",
    "no_village",
    // In the course of the pregnancy.
    "no_height",
    "no_muac",
    "no_tetanus_status",
    "no_hb_t1",
    "no_hb_t3",
    "no_hiv_test",
    "no_syphilis_test",
    "no_hbsag_test",
    "no_malaria_test",
    "no_ultrasound_t1",
    "no_ultrasound_t3",
    "no_doctor_t1",
    "no_doctor_t3",
    "no_mental_screening",
    // At one contact.
    "no_weight",
    "no_blood_pressure",
    "no_fetal_heart_rate",
    "signs_not_asked",
    "contact_before_pregnancy",
    "contact_after_end",
    "contact_before_birth",
    "contact_after_death",
    "unskilled_contact",
    "hour_unknown",
    // At a birth.
    "no_birth_place",
    "no_attendant",
    "no_child",
    "no_birth_weight",
    "no_sex",
    "no_essentials",
    "birth_twice",
    // About entries.
    "corrections_differ",
    "stray_entry",
];

/// What is missing of a pregnancy and its children, as far as it should be there by a day.
#[must_use]
pub fn of(family: &Family, pregnancy: &Pregnancy, rules: &Rules, on: Date) -> Vec<Gap> {
    let mut list = List { gaps: Vec::new() };
    pregnancy::woman(&mut list, family, pregnancy);
    pregnancy::course(&mut list, pregnancy, rules, on);
    pregnancy::contacts(&mut list, pregnancy, on);
    births::birth(&mut list, pregnancy, on);
    births::contacts(&mut list, pregnancy, rules, on);
    for record in family.records.iter().filter(|record| record.stands() && !record.conflicts.is_empty()) {
        list.at("corrections_differ", None, record.note.id);
    }
    for stray in &family.strays {
        list.at("stray_entry", None, stray.note.id);
    }
    list.gaps
}

#[derive(Debug)]
struct List {
    gaps: Vec<Gap>,
}

impl List {
    fn unless(&mut self, there: bool, id: &'static str) {
        if !there {
            self.gaps.push(Gap { id, on: None, entry: None });
        }
    }

    fn at(&mut self, id: &'static str, on: Option<Date>, entry: EntryId) {
        self.gaps.push(Gap { id, on, entry: Some(entry) });
    }

    fn at_unless(&mut self, there: bool, id: &'static str, on: Date, entry: EntryId) {
        if !there {
            self.at(id, Some(on), entry);
        }
    }
}
