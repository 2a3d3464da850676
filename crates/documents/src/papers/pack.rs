//! The workshop pack: what is shown on the wall and handed out, frozen as it was on the day.

use domain::spoken;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Kind, Printed, block_pictures};
use crate::parts::{Picture, Section, Size};

/// Sections with texts, tables and pictures, as a projector or as a sheet shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    /// The title.
    pub title: String,
    /// What stands under it: unit, place.
    pub subtitle: Vec<String>,
    /// The day for which everything holds.
    pub date: Date,
    /// For the wall or for hands.
    pub shown: Shown,
    /// The parts. On the wall each begins a page of its own.
    pub sections: Vec<Section>,
}

/// How a pack is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// Pages of 16:9 for a projector.
    Projector,
    /// A handout of sheets.
    Handout,
}

impl Printed for Pack {
    fn kind(&self) -> Kind {
        let template = match self.shown {
            Shown::Projector => "slides",
            Shown::Handout => "handout",
        };
        Kind { template, file: "bahan-lokakarya", size: Size::A4 }
    }

    fn title(&self) -> String {
        self.title.clone()
    }

    fn date(&self) -> Date {
        self.date
    }

    fn words(&self) -> Value {
        json!({ "date": spoken::day_and_date(self.date) })
    }

    fn pictures(&self) -> Vec<&Picture> {
        block_pictures(&self.sections)
    }
}
