//! An addendum: what an agreement says otherwise from some day on.

use domain::spoken;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Clause, Kind, Number, Party, Printed, Witness};
use crate::parts::Size;

/// A change of an agreement, signed like it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addendum {
    /// Its number; a draft has none.
    pub number: Option<String>,
    /// The number of the agreement.
    pub agreement_number: String,
    /// The day of the agreement.
    pub agreement_date: Date,
    /// What the agreement is about, in capitals.
    pub about: String,
    /// The day on which the addendum is signed.
    pub date: Date,
    /// Where.
    pub place: String,
    /// The midwives, PIHAK KESATU.
    pub midwives: Vec<Party>,
    /// The dukun, PIHAK KEDUA.
    pub dukun: Vec<Party>,
    /// Why.
    pub reasons: Vec<String>,
    /// What is said otherwise.
    pub clauses: Vec<Clause>,
    /// Who saw it, and who takes note of it.
    pub witnesses: Vec<Witness>,
    /// How many originals are printed, at most four.
    pub originals: u8,
}

impl Printed for Addendum {
    fn kind(&self) -> Kind {
        Kind { template: "addendum", file: "adendum", size: Size::F4 }
    }

    fn title(&self) -> String {
        "Adendum Nota Kesepakatan".to_owned()
    }

    fn date(&self) -> Date {
        self.date
    }

    fn number(&self) -> Option<Number<'_>> {
        Number::of(self.number.as_ref())
    }

    fn words(&self) -> Value {
        json!({
            "in_words": spoken::date_in_words(self.date),
            "agreement_date": spoken::date(self.agreement_date),
            "originals": spoken::number(u64::from(self.originals.clamp(1, 4))),
        })
    }
}
