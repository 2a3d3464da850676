//! What a row could not be taken for, and what was odd about one that was.
//!
//! A [`Reason`] has a stable id; its sentences, Indonesian and English, are in the catalogue
//! `import.ftl` under `import-reason-<id>` and `import-hint-<id>`.

mod text;

use std::collections::BTreeMap;

use domain::nik::NikWarning;
use jiff::civil::Date;

pub use self::text::Lang;
use super::{cell, layout::SheetKind, value::Misread};

/// Something a person must know about a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// The sheet.
    pub sheet: SheetKind,
    /// The row, as the spreadsheet shows it; 0 when it is about the whole sheet and no header was found.
    pub row: u32,
    /// The column of the layout, or the header as read where it is none.
    pub column: String,
    /// What was read there.
    pub value: String,
    /// What is the matter.
    pub reason: Reason,
    /// What else is the matter in the same row, so that one look corrects all.
    pub also: Vec<Trouble>,
    /// The whole row as it was read; only for a row that was not taken.
    pub raw: BTreeMap<String, String>,
}

/// One cell that needs a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Trouble {
    /// The column of the layout.
    pub column: String,
    /// What was read there.
    pub value: String,
    /// What is the matter.
    pub reason: Reason,
}

/// What is the matter with a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// The layout needs this cell.
    Required,
    /// The sheet has no such column, and needs it.
    MissingColumn,
    /// The cell can't be read as what the column holds.
    Misread(Misread),
    /// A day after today.
    InTheFuture,
    /// A day too long ago to be true.
    TooLongAgo,
    /// No village of the unit has this name; perhaps this one was meant.
    UnknownVillage {
        /// The village whose name is closest.
        like: Option<String>,
    },
    /// No mother has this number.
    NoSuchMother,
    /// The mother's own row was not taken.
    MotherNotTaken,
    /// The number stands in an earlier row with other particulars.
    MotherTwice {
        /// The earlier row.
        row: u32,
    },
    /// A person has marked this as entered by mistake.
    Voided,
    /// The child's birth is not known.
    NoBirth,
    /// The birth has fewer children.
    NoSuchChild {
        /// How many it has.
        children: usize,
    },
    /// The birth has several children, and the row does not say which.
    WhichChild,
    /// The same child stands in an earlier row with other particulars.
    ChildTwice {
        /// The earlier row.
        row: u32,
    },
    /// The pregnancy already has a birth on another day.
    BirthTwice {
        /// That day.
        on: Date,
    },
    /// The same death stands in an earlier row with other particulars.
    DeathTwice {
        /// The earlier row.
        row: u32,
    },
    /// Said to be stillborn, but born alive by its birth.
    BornAlive,
    /// Warning: a spreadsheet made a number of the NIK; its last digits are gone.
    NikMadeNumber,
    /// Warning: not a NIK.
    NikInvalid,
    /// Warning: a NIK, but odd.
    NikOdd(NikWarning),
    /// Warning: another woman has this NIK.
    NikOfAnother,
    /// Warning: kept as words, for they are none of the lists'.
    OtherWords,
    /// Warning: words that name nobody known; left out.
    NobodyKnown,
    /// Warning: the child is taken to have lived, for the row does not say.
    AssumedAlive,
    /// Warning: two rows of the same mother and day.
    SameDay,
    /// Warning: before the pregnancy began.
    BeforePregnancy,
    /// Warning: longer after its beginning than a pregnancy lasts.
    LongAfterBeginning {
        /// Weeks since the last menstrual period.
        weeks: i32,
    },
    /// Warning: an antenatal contact after the birth.
    AfterBirth,
    /// Warning: a contact or death of a child or mother before the birth.
    BeforeBirth,
    /// Warning: longer after the birth than these contacts go on.
    LongAfterBirth {
        /// Days since the birth.
        days: i32,
    },
    /// Warning: the stated expected date is far from the one by the last menstrual period.
    DatingsDiffer {
        /// Days between them.
        days: i32,
    },
    /// Warning: more births than pregnancies.
    MoreBirths,
    /// Warning: the day of the notice is known, but not who told.
    NobodyTold,
    /// Warning: no dukun of the register has this name; the name is kept.
    UnknownDukun,
    /// Warning: a person noted something else by hand; that stays.
    NotedOtherwise {
        /// What was noted.
        noted: String,
    },
    /// Warning: a column that is none of the layout's was left out.
    ExtraColumn,
    /// Warning: a tab or file that is none of the layout's was left out.
    ExtraSheet,
}

impl Reason {
    /// The stable id.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::MissingColumn => "missing_column",
            Self::Misread(misread) => misread_id(*misread),
            Self::InTheFuture => "in_the_future",
            Self::TooLongAgo => "too_long_ago",
            Self::UnknownVillage { like: None } => "unknown_village",
            Self::UnknownVillage { like: Some(_) } => "unknown_village_like",
            Self::NoSuchMother => "no_such_mother",
            Self::MotherNotTaken => "mother_not_taken",
            Self::MotherTwice { .. } => "mother_twice",
            Self::Voided => "voided",
            Self::NoBirth => "no_birth",
            Self::NoSuchChild { .. } => "no_such_child",
            Self::WhichChild => "which_child",
            Self::ChildTwice { .. } => "child_twice",
            Self::BirthTwice { .. } => "birth_twice",
            Self::DeathTwice { .. } => "death_twice",
            Self::BornAlive => "born_alive",
            Self::NikMadeNumber => "nik_made_number",
            Self::NikInvalid => "nik_invalid",
            Self::NikOdd(NikWarning::OtherBirthDate) => "nik_other_birth_date",
            Self::NikOdd(_) => "nik_odd",
            Self::NikOfAnother => "nik_of_another",
            Self::OtherWords => "other_words",
            Self::NobodyKnown => "nobody_known",
            Self::AssumedAlive => "assumed_alive",
            Self::SameDay => "same_day",
            Self::BeforePregnancy => "before_pregnancy",
            Self::LongAfterBeginning { .. } => "long_after_beginning",
            Self::AfterBirth => "after_birth",
            Self::BeforeBirth => "before_birth",
            Self::LongAfterBirth { .. } => "long_after_birth",
            Self::DatingsDiffer { .. } => "datings_differ",
            Self::MoreBirths => "more_births",
            Self::NobodyTold => "nobody_told",
            Self::UnknownDukun => "unknown_dukun",
            Self::NotedOtherwise { .. } => "noted_otherwise",
            Self::ExtraColumn => "extra_column",
            Self::ExtraSheet => "extra_sheet",
        }
    }

    /// What the sentences name, by the names the catalogues use.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Misread(Misread::Implausible { min, max }) => {
                vec![("min", min.to_string()), ("max", max.to_string())]
            }
            Self::UnknownVillage { like: Some(like) } => vec![("like", like.clone())],
            Self::MotherTwice { row } | Self::ChildTwice { row } | Self::DeathTwice { row } => {
                vec![("row", row.to_string())]
            }
            Self::NoSuchChild { children } => vec![("children", children.to_string())],
            Self::BirthTwice { on } => vec![("date", cell::day(*on))],
            Self::LongAfterBeginning { weeks } => vec![("weeks", weeks.to_string())],
            Self::LongAfterBirth { days } | Self::DatingsDiffer { days } => vec![("days", days.to_string())],
            Self::NotedOtherwise { noted } => vec![("noted", noted.clone())],
            _ => Vec::new(),
        }
    }

    /// Every id, for tests of the catalogues.
    pub const IDS: &'static [&'static str] = &[
        "required",
        "missing_column",
        "not_a_date",
        "not_a_time",
        "not_a_number",
        "not_a_blood_pressure",
        "not_an_answer",
        "not_a_word",
        "implausible",
        "broken_formula",
        "in_the_future",
        "too_long_ago",
        "unknown_village",
        "unknown_village_like",
        "no_such_mother",
        "mother_not_taken",
        "mother_twice",
        "voided",
        "no_birth",
        "no_such_child",
        "which_child",
        "child_twice",
        "birth_twice",
        "death_twice",
        "born_alive",
        "nik_made_number",
        "nik_invalid",
        "nik_other_birth_date",
        "nik_odd",
        "nik_of_another",
        "other_words",
        "nobody_known",
        "assumed_alive",
        "same_day",
        "before_pregnancy",
        "long_after_beginning",
        "after_birth",
        "before_birth",
        "long_after_birth",
        "datings_differ",
        "more_births",
        "nobody_told",
        "unknown_dukun",
        "noted_otherwise",
        "extra_column",
        "extra_sheet",
    ];
}

fn misread_id(misread: Misread) -> &'static str {
    match misread {
        Misread::NotADate => "not_a_date",
        Misread::NotATime => "not_a_time",
        Misread::NotANumber => "not_a_number",
        Misread::NotABloodPressure => "not_a_blood_pressure",
        Misread::NotAnAnswer => "not_an_answer",
        Misread::NotAWord => "not_a_word",
        Misread::Implausible { .. } => "implausible",
        Misread::BrokenFormula => "broken_formula",
    }
}

impl From<Misread> for Reason {
    fn from(misread: Misread) -> Self {
        Self::Misread(misread)
    }
}
