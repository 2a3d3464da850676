//! The press release (siaran pers).

use domain::spoken;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Kind, Number, Printed};
use crate::parts::{Picture, Signatory, Size};

/// What is told to newspapers. Never about a patient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PressRelease {
    /// Its number; a draft has none.
    pub number: Option<String>,
    /// The headline.
    pub headline: String,
    /// Where the story begins: `Kapuas Hulu`.
    pub dateline: String,
    /// The day of the release.
    pub date: Date,
    /// The story.
    pub paragraphs: Vec<String>,
    /// What was said, by whom.
    pub quotes: Vec<Quote>,
    /// What comes after the quotes.
    pub ending: Vec<String>,
    /// A photograph with its caption, when there is one.
    pub photo: Option<Photo>,
    /// Whom to ask: name, telephone.
    pub contact: Vec<String>,
    /// Who signs.
    pub signatory: Signatory,
}

/// Words that somebody said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Quote {
    /// The words, without quotation marks.
    pub said: String,
    /// Who said them, with office.
    pub by: String,
}

/// A photograph and what it shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// The picture.
    pub picture: Picture,
    /// Who and what is to be seen.
    pub caption: String,
}

impl Printed for PressRelease {
    fn kind(&self) -> Kind {
        Kind { template: "press", file: "siaran-pers", size: Size::A4 }
    }

    fn title(&self) -> String {
        "Siaran Pers".to_owned()
    }

    fn date(&self) -> Date {
        self.date
    }

    fn number(&self) -> Option<Number<'_>> {
        Number::of(self.number.as_ref())
    }

    fn words(&self) -> Value {
        json!({ "date": spoken::date(self.date), "day": spoken::day_and_date(self.date) })
    }

    fn pictures(&self) -> Vec<&Picture> {
        self.photo.iter().map(|photo| &photo.picture).collect()
    }
}
