//! The agreement (nota kesepakatan) between midwives and dukun.

use domain::spoken;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Kind, Number, Printed};
use crate::parts::{Mark, Signatory, Size};

/// An agreement between one or several midwives and one or several dukun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Its number; a draft has none.
    pub number: Option<String>,
    /// Between whom, for the title: `BIDAN UPT PUSKESMAS SEI HANYO DAN DUKUN KAMPUNG`.
    pub between: String,
    /// About what: `KEMITRAAN BIDAN DAN DUKUN …`.
    pub about: String,
    /// The day on which it is signed.
    pub date: Date,
    /// Where: `Aula Kantor Camat Kapuas Hulu, …`.
    pub place: String,
    /// The villages it is for.
    pub villages: Vec<String>,
    /// The midwives, PIHAK KESATU.
    pub midwives: Vec<Party>,
    /// The dukun, PIHAK KEDUA.
    pub dukun: Vec<Party>,
    /// The laws that it rests on.
    pub legal_bases: Vec<String>,
    /// What both sides hold, before the clauses.
    pub preamble: Vec<String>,
    /// What they agree on.
    pub clauses: Vec<Clause>,
    /// The first day.
    pub valid_from: Date,
    /// The last day, when one was agreed.
    pub valid_until: Option<Date>,
    /// When it is looked at again.
    pub reviews: Vec<Date>,
    /// Whether it was read aloud before signing.
    pub read_aloud: Option<ReadAloud>,
    /// Who saw it, and who takes note of it.
    pub witnesses: Vec<Witness>,
    /// How many originals are printed, at most four; each side keeps one.
    pub originals: u8,
}

/// Somebody who binds herself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Party {
    /// Her name.
    pub name: String,
    /// Age in years, when known.
    pub age: Option<u8>,
    /// What she is: `Bidan Desa`, `Dukun Kampung`.
    pub position: String,
    /// Where she lives.
    pub address: String,
    /// What stands under her name, as `NIP …`.
    pub below: Vec<String>,
    /// With what she signs.
    pub mark: Mark,
}

/// A clause (pasal).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Clause {
    /// Its heading: `Kewajiban Dukun`.
    pub heading: String,
    /// A sentence before the points; perhaps empty.
    pub opening: String,
    /// Its points. One alone is printed without a number.
    pub points: Vec<String>,
}

/// In which language, and by whom, an agreement was read aloud.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadAloud {
    /// The language.
    pub language: String,
    /// Who read.
    pub by: String,
}

/// Somebody in whose presence an agreement was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witness {
    /// Who.
    pub signatory: Signatory,
    /// As what.
    pub capacity: Capacity,
}

/// As what somebody signs under an agreement of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// Takes note by her office (mengetahui).
    Acknowledges,
    /// Saw it (saksi).
    Witness,
}

impl Printed for Agreement {
    fn kind(&self) -> Kind {
        Kind { template: "agreement", file: "nota-kesepakatan", size: Size::F4 }
    }

    fn title(&self) -> String {
        "Nota Kesepakatan Kemitraan Bidan dan Dukun".to_owned()
    }

    fn date(&self) -> Date {
        self.date
    }

    fn number(&self) -> Option<Number<'_>> {
        Number::of(self.number.as_ref())
    }

    fn words(&self) -> Value {
        json!({
            "date": spoken::date(self.date),
            "in_words": spoken::date_in_words(self.date),
            "valid_from": spoken::date(self.valid_from),
            "valid_until": self.valid_until.map(spoken::date),
            "reviews": self.reviews.iter().copied().map(spoken::date).collect::<Vec<_>>(),
            "originals": spoken::number(u64::from(self.originals.clamp(1, 4))),
        })
    }
}
