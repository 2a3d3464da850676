//! The checklist of the accountability file (SPJ): what is there and what is still missing.

use domain::spoken;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Kind, Printed, event_words};
use crate::parts::{Event, Signatory, Size};

/// All papers that belong to the file of one activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist {
    /// Of what.
    pub event: Event,
    /// From which fund.
    pub fund: String,
    /// The budget line (kode rekening), when there is one.
    pub budget_line: Option<String>,
    /// The papers.
    pub items: Vec<ChecklistItem>,
    /// Where it is signed.
    pub place: String,
    /// When.
    pub date: Date,
    /// Who checked.
    pub checker: Signatory,
    /// Who agrees.
    pub approver: Signatory,
}

/// One paper of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChecklistItem {
    /// What it is: `Daftar hadir`.
    pub what: String,
    /// Its number and day, when it has them.
    pub number: String,
    /// Whether it is there; `None` was not looked at, and its box stays empty.
    pub there: Option<bool>,
    /// A remark.
    pub note: String,
}

impl Printed for Checklist {
    fn kind(&self) -> Kind {
        Kind { template: "checklist", file: "daftar-periksa-spj", size: Size::A4 }
    }

    fn title(&self) -> String {
        format!("Daftar Periksa SPJ {}", self.event.title)
    }

    fn date(&self) -> Date {
        self.date
    }

    fn words(&self) -> Value {
        json!({ "date": spoken::date(self.date), "event": event_words(&self.event) })
    }
}
