//! The invitation (undangan) to a workshop.

use domain::spoken;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Kind, Number, Printed, event_words};
use crate::parts::{Event, Signatory, Size};

/// A letter that invites one or many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Its number; a draft has none.
    pub number: Option<String>,
    /// How urgent or open (sifat): `Penting`.
    pub nature: String,
    /// What the letter is about (hal): `Undangan Lokakarya Mini Lintas Sektor`.
    pub subject: String,
    /// Where it was written.
    pub place: String,
    /// The day of the letter.
    pub date: Date,
    /// To whom. More than three are put on a list of their own.
    pub addressees: Vec<String>,
    /// Where they are: `Tempat`.
    pub addressees_at: String,
    /// What comes before the day and the place.
    pub opening: Vec<String>,
    /// To what they are invited.
    pub event: Event,
    /// What will be done there.
    pub agenda: String,
    /// What comes after.
    pub closing: Vec<String>,
    /// Who signs.
    pub signatory: Signatory,
    /// Who gets a copy (tembusan).
    pub copies: Vec<String>,
}

impl Printed for Invitation {
    fn kind(&self) -> Kind {
        Kind { template: "invitation", file: "undangan", size: Size::A4 }
    }

    fn title(&self) -> String {
        self.subject.clone()
    }

    fn date(&self) -> Date {
        self.date
    }

    fn number(&self) -> Option<Number<'_>> {
        Number::of(self.number.as_ref())
    }

    fn words(&self) -> Value {
        json!({ "date": spoken::date(self.date), "event": event_words(&self.event) })
    }
}
