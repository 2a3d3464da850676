//! The cohort register as a book: a cover, then two facing pages for as many lines as fit on them.

use domain::spoken;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Kind, Printed};
use crate::parts::Size;

/// A register of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CohortRegister {
    /// Which book: `Register Kohort Ibu`.
    pub title: String,
    /// The unit that keeps it.
    pub unit: String,
    /// The year.
    pub year: i16,
    /// Of what, under the year: `semua desa`.
    pub scope: String,
    /// The day for which everything holds.
    pub date: Date,
    /// How to read it, a sentence or two a point.
    pub about: Vec<String>,
    /// What is said of how to keep it, below every page.
    pub secret: String,
    /// What stands in place of lines where there is none.
    pub nobody: String,
    /// Its columns, those of the left page first.
    pub columns: Vec<RegisterColumn>,
    /// Its chapters. Each begins a page of its own.
    pub chapters: Vec<RegisterChapter>,
}

/// A column of a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterColumn {
    /// The page of the open book on which it stands.
    pub leaf: Leaf,
    /// A heading over it and its neighbours of the same group; empty for none.
    pub group: String,
    /// Its own heading.
    pub head: String,
    /// How wide it is beside the others of its page. About 300 on a page are set as they are meant.
    pub width: u16,
    /// Whether it is set in the middle.
    pub centred: bool,
    /// Whether it names whom the line is about: then it is bold.
    pub names: bool,
}

/// A page of an open book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leaf {
    /// The left one.
    Left,
    /// The right one.
    Right,
}

/// A chapter of a register.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RegisterChapter {
    /// The village: `Desa Sei Hanyo`.
    pub village: String,
    /// A cell for each column; `\n` ends a line in it. What is longer than 360 letters ends in dots.
    pub lines: Vec<Vec<String>>,
}

impl Printed for CohortRegister {
    fn kind(&self) -> Kind {
        Kind { template: "cohort", file: "register-kohort", size: Size::F4 }
    }

    fn title(&self) -> String {
        format!("{} {}", self.title, self.year)
    }

    fn date(&self) -> Date {
        self.date
    }

    fn words(&self) -> Value {
        json!({ "date": spoken::date(self.date) })
    }
}
