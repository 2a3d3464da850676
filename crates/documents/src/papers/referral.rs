//! The referral letter (surat rujukan), with a slip for the answer.

use domain::spoken;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Kind, Number, Printed};
use crate::parts::{Signatory, Size};

/// A letter that goes with a mother or child to another facility.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralLetter {
    /// Its number; a draft has none.
    pub number: Option<String>,
    /// To whom: `Dokter IGD Kebidanan`.
    pub to: String,
    /// Where: the facility.
    pub facility: String,
    /// Who she is: label and value, as `Nama`, `Umur`, `Alamat`, `Nomor JKN`.
    pub patient: Vec<Fact>,
    /// Pregnancy or birth, and what was found: label and value.
    pub condition: Vec<Fact>,
    /// Why she is referred.
    pub reasons: Vec<String>,
    /// What was done for her already.
    pub treatment: Vec<String>,
    /// When she left, and with what.
    pub transport: String,
    /// Who accompanies her.
    pub companions: Vec<String>,
    /// Where it was written.
    pub place: String,
    /// When.
    pub date: Date,
    /// Who refers.
    pub signatory: Signatory,
}

/// A label and what it says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Fact {
    /// As `Tekanan darah`.
    pub label: String,
    /// As `160/110 mmHg`.
    pub value: String,
}

impl Printed for ReferralLetter {
    fn kind(&self) -> Kind {
        Kind { template: "referral", file: "surat-rujukan", size: Size::A4 }
    }

    fn title(&self) -> String {
        "Surat Rujukan".to_owned()
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
