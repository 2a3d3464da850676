//! The agenda (susunan acara).

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Kind, Printed, event_words, hour};
use crate::parts::{Event, Signatory, Size};

/// What happens when, and who leads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    /// Of what.
    pub event: Event,
    /// Its items in order.
    pub items: Vec<AgendaItem>,
    /// Where it is signed, and on which day.
    pub place: String,
    /// The day of the paper.
    pub date: Date,
    /// Who signs below.
    pub signatory: Signatory,
}

/// One item of an agenda.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AgendaItem {
    /// When it begins.
    pub from: Option<Time>,
    /// When it ends.
    pub until: Option<Time>,
    /// What is done.
    pub what: String,
    /// Who leads or speaks.
    pub who: String,
}

impl Printed for Agenda {
    fn kind(&self) -> Kind {
        Kind { template: "agenda", file: "susunan-acara", size: Size::A4 }
    }

    fn title(&self) -> String {
        format!("Susunan Acara {}", self.event.title)
    }

    fn date(&self) -> Date {
        self.date
    }

    fn words(&self) -> Value {
        let hours = |item: &AgendaItem| match (item.from, item.until) {
            (Some(from), Some(until)) => format!("{} – {}", hour(from), hour(until)),
            (Some(from), None) => format!("{} – selesai", hour(from)),
            (None, _) => String::new(),
        };
        json!({
            "date": domain::spoken::date(self.date),
            "event": event_words(&self.event),
            "hours": self.items.iter().map(hours).collect::<Vec<_>>(),
        })
    }
}
