//! The decree (surat keputusan) that names a committee.

use domain::spoken;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Kind, Number, Printed};
use crate::parts::{Member, Signatory, Size};

/// A decree with its list of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decree {
    /// Its number; a draft has none.
    pub number: Option<String>,
    /// Who decrees, in capitals: `KEPALA UPT PUSKESMAS SEI HANYO`.
    pub issuer: String,
    /// About what: `PENUNJUKAN PANITIA …`.
    pub about: String,
    /// Why (menimbang): a, b, c.
    pub considering: Vec<String>,
    /// On what laws (mengingat): 1, 2, 3.
    pub recalling: Vec<String>,
    /// What else was looked at (memperhatikan); often nothing.
    pub noting: Vec<String>,
    /// What is decided: KESATU, KEDUA, …
    pub decisions: Vec<String>,
    /// Where it was decided.
    pub place: String,
    /// The day of the decree, from which it is in force.
    pub date: Date,
    /// Who signs.
    pub signatory: Signatory,
    /// Who gets a copy (tembusan).
    pub copies: Vec<String>,
    /// The heading of the attached list: `SUSUNAN PANITIA …`.
    pub list_title: String,
    /// The people on the list; without any there is no attachment.
    pub members: Vec<Member>,
}

impl Printed for Decree {
    fn kind(&self) -> Kind {
        Kind { template: "decree", file: "keputusan", size: Size::F4 }
    }

    fn title(&self) -> String {
        format!("Keputusan tentang {}", spoken::capitalised(&self.about.to_lowercase()))
    }

    fn date(&self) -> Date {
        self.date
    }

    fn number(&self) -> Option<Number<'_>> {
        Number::of(self.number.as_ref())
    }

    fn words(&self) -> Value {
        json!({ "date": spoken::date(self.date) })
    }
}
