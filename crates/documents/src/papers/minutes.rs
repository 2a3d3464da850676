//! The minutes (notulen) of a workshop.

use domain::spoken;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Kind, Printed, event_words};
use crate::parts::{Event, Signatory, Size};

/// What was said and decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    /// Of what.
    pub event: Event,
    /// Who led it.
    pub chair: String,
    /// Who came, in words: `46 orang (daftar hadir terlampir)`.
    pub participants: String,
    /// The agenda, item by item.
    pub agenda: Vec<String>,
    /// What was talked about, in order.
    pub points: Vec<Point>,
    /// What was decided.
    pub decisions: Vec<String>,
    /// What was promised, in short; the whole is in the commitment table.
    pub commitments: Vec<Promise>,
    /// Where it is signed.
    pub place: String,
    /// When the minutes were finished.
    pub date: Date,
    /// Who wrote.
    pub writer: Signatory,
    /// Who led and agrees.
    pub leader: Signatory,
}

/// A point of the discussion.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Point {
    /// Who spoke.
    pub who: String,
    /// What was said, asked or proposed.
    pub said: String,
    /// What was answered.
    pub answer: String,
}

/// A commitment in short.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Promise {
    /// What.
    pub what: String,
    /// Who.
    pub who: String,
    /// Until when.
    pub due: Option<Date>,
}

impl Printed for Minutes {
    fn kind(&self) -> Kind {
        Kind { template: "minutes", file: "notulen", size: Size::A4 }
    }

    fn title(&self) -> String {
        format!("Notulen {}", self.event.title)
    }

    fn date(&self) -> Date {
        self.date
    }

    fn words(&self) -> Value {
        json!({
            "date": spoken::date(self.date),
            "event": event_words(&self.event),
            "due": self.commitments.iter().map(|one| one.due.map(spoken::date)).collect::<Vec<_>>(),
        })
    }
}
