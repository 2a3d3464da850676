//! An invented mother, built fact by fact for the tests of conclusions.

use std::sync::Arc;

use domain::{
    answer::{Answer, Answers},
    facts::{
        AntenatalContact, Birth, BirthOutcome, Essentials, Fact, Newborn, PregnancyRegistered, Sex,
        WomanRegistered,
    },
    family::{Family, Pregnancy},
    gestation::plus_days,
    ids::{AuthorId, ChildId, DeviceId, EntryId, PregnancyId, SubjectId, derived},
    note::Note,
    quantity::{BloodPressure, ChildGrams, Hemoglobin},
};
use jiff::civil::{Date, date};

/// First day of the last period of her pregnancy.
pub(crate) const LMP: Date = date(2025, 1, 10);

/// What is noted about her, in order.
#[derive(Default)]
pub(crate) struct Mother {
    notes: Vec<Arc<Note>>,
}

pub(crate) fn pregnancy_id() -> PregnancyId {
    PregnancyId(derived(&["pregnancy"]))
}

pub(crate) fn child_id(no: u8) -> ChildId {
    ChildId(derived(&["child", &no.to_string()]))
}

/// The day on which her pregnancy is so many weeks and days old.
pub(crate) fn at(weeks: i32, days: i32) -> Date {
    plus_days(LMP, weeks * 7 + days)
}

/// Answers of yes to these ids.
pub(crate) fn yes(ids: &[&str]) -> Answers {
    Answers(ids.iter().map(|id| ((*id).to_owned(), Answer::Yes)).collect())
}

/// A registration without anything remarkable, which tests change.
pub(crate) fn registered() -> PregnancyRegistered {
    PregnancyRegistered {
        pregnancy: pregnancy_id(),
        on: at(8, 0),
        cohort_no: None,
        lmp: Some(LMP),
        datings: Vec::new(),
        dated_by: None,
        gravida: Some(2),
        para: Some(1),
        abortus: Some(0),
        height_cm: domain::quantity::HeightCm::new(152.0).ok(),
        weight_before_kg: domain::quantity::WeightKg::new(50.0).ok(),
        spacing_years: Some(3.0),
        married_years: None,
        history: Answers::default(),
        other_history: Vec::new(),
        told_by: None,
        jkn: Answer::NotAssessed,
    }
}

/// A contact at so many weeks of which nothing else is known.
pub(crate) fn contact(weeks: i32) -> AntenatalContact {
    AntenatalContact::on(pregnancy_id(), at(weeks, 0), "2021")
}

/// A birth of one living girl.
pub(crate) fn birth(on: Date) -> Birth {
    Birth {
        pregnancy: pregnancy_id(),
        on,
        at: None,
        place: None,
        place_name: None,
        attendants: Vec::new(),
        dukun: Vec::new(),
        dukun_present: Answer::NotAssessed,
        signs: Answers::default(),
        complication: None,
        children: vec![newborn(1)],
    }
}

pub(crate) fn newborn(no: u8) -> Newborn {
    Newborn {
        child: child_id(no),
        name: None,
        mode: None,
        sex: Some(Sex::Female),
        weight_g: ChildGrams::new(3000.0).ok(),
        length_cm: None,
        outcome: BirthOutcome::Alive,
        asphyxia: Answer::NotAssessed,
        essentials: Essentials::default(),
    }
}

pub(crate) fn pressure(sys: u16, dia: u16) -> Option<BloodPressure> {
    BloodPressure::new(sys, dia).ok()
}

pub(crate) fn hb(value: f64) -> Option<Hemoglobin> {
    Hemoglobin::new(value).ok()
}

impl Mother {
    /// A mother of 27, registered as [`registered`] has it.
    pub(crate) fn new() -> Self {
        Self::of(27, registered())
    }

    /// A mother of an age at her last period, with a registration.
    pub(crate) fn of(age: i16, registered: PregnancyRegistered) -> Self {
        let born = date(LMP.year() - age, 1, 1);
        let woman =
            WomanRegistered { name: "Ibu Contoh".to_owned(), born: Some(born), ..WomanRegistered::default() };
        Self::default().with(woman).with(registered)
    }

    /// Another fact about her.
    pub(crate) fn with(mut self, fact: impl Into<Fact>) -> Self {
        let id = EntryId(derived(&["entry", &self.notes.len().to_string()]));
        self.notes.push(Arc::new(Note {
            id,
            village: None,
            subject: SubjectId(derived(&["mother"])),
            author: AuthorId::SYSTEM,
            device: DeviceId::SERVER,
            noted_at: "2025-05-21T09:00:00+07:00".parse().unwrap(),
            amends: None,
            fact: fact.into(),
        }));
        self
    }

    /// What the register believes.
    pub(crate) fn family(&self) -> Family {
        Family::fold(SubjectId(derived(&["mother"])), &self.notes)
    }
}

/// The pregnancy of a family.
pub(crate) fn pregnancy(family: &Family) -> &Pregnancy {
    family.latest().unwrap()
}
