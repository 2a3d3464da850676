//! The attendance list (daftar hadir), with names or with empty rows.

use domain::spoken;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Kind, Printed, event_words};
use crate::parts::{Event, Signatory, Size};

/// Who came, with room to sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendanceList {
    /// To what.
    pub event: Event,
    /// Those who are known already.
    pub people: Vec<Attendee>,
    /// Rows left empty for others, at most 500.
    pub empty_rows: u16,
    /// Where it is signed.
    pub place: String,
    /// Who signs below.
    pub signatory: Signatory,
}

/// Somebody on the list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Attendee {
    /// Her name.
    pub name: String,
    /// `L` or `P`, or nothing.
    pub sex: String,
    /// Institution and office.
    pub office: String,
    /// Telephone.
    pub phone: String,
    /// Whether somebody noted that she came: then her row says `hadir`.
    pub came: bool,
}

impl Printed for AttendanceList {
    fn kind(&self) -> Kind {
        Kind { template: "attendance", file: "daftar-hadir", size: Size::A4 }
    }

    fn title(&self) -> String {
        format!("Daftar Hadir {}", self.event.title)
    }

    fn date(&self) -> Date {
        self.event.date
    }

    fn words(&self) -> Value {
        json!({
            "date": spoken::date(self.event.date),
            "event": event_words(&self.event),
            "empty_rows": self.empty_rows.min(500),
        })
    }
}
