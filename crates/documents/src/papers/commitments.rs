//! The table of what was promised at a workshop (rencana tindak lanjut).

use domain::spoken;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Kind, Printed, event_words};
use crate::parts::{Event, Signatory, Size};

/// All commitments of a workshop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitmentTable {
    /// The workshop.
    pub event: Event,
    /// For which time: `Triwulan III Tahun 2025`.
    pub period: String,
    /// The day on which this state of things was printed.
    pub date: Date,
    /// Where it is signed.
    pub place: String,
    /// What was promised.
    pub commitments: Vec<Commitment>,
    /// Who signs below, at most three.
    pub signatories: Vec<Signatory>,
}

/// One commitment, as the columns of the table have it. What was not said stays empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Commitment {
    /// What is wrong, by indicator and village.
    pub problem: String,
    /// Why.
    pub cause: String,
    /// What will be done.
    pub activity: String,
    /// For what, or for whom.
    pub aim: String,
    /// How often or how much.
    pub volume: String,
    /// What shall be reached.
    pub target: String,
    /// Where.
    pub place: String,
    /// Until when.
    pub due: Option<Date>,
    /// Who.
    pub owner: String,
    /// Of which sector.
    pub sector: String,
    /// With which money.
    pub fund: String,
    /// By what one sees that it was done.
    pub measure: String,
    /// How far it is.
    pub standing: Standing,
    /// What shows it.
    pub evidence: String,
    /// What follows in the next quarter.
    pub next: String,
}

/// How far a commitment is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Promised, not begun.
    #[default]
    Planned,
    /// Begun.
    Running,
    /// Done.
    Done,
    /// It does not go on.
    Stuck,
}

impl Standing {
    fn word(self) -> &'static str {
        match self {
            Self::Planned => "direncanakan",
            Self::Running => "berjalan",
            Self::Done => "selesai",
            Self::Stuck => "terkendala",
        }
    }
}

impl Printed for CommitmentTable {
    fn kind(&self) -> Kind {
        Kind { template: "commitments", file: "rencana-tindak-lanjut", size: Size::F4 }
    }

    fn title(&self) -> String {
        format!("Rencana Tindak Lanjut {}", self.event.title)
    }

    fn date(&self) -> Date {
        self.date
    }

    fn words(&self) -> Value {
        let short = |date: Date| format!("{:02}-{:02}-{}", date.day(), date.month(), date.year());
        json!({
            "date": spoken::date(self.date),
            "event": event_words(&self.event),
            "due": self.commitments.iter().map(|one| one.due.map(short)).collect::<Vec<_>>(),
            "standing": self.commitments.iter().map(|one| one.standing.word()).collect::<Vec<_>>(),
        })
    }
}
