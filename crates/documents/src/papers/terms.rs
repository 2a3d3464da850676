//! The terms of reference (kerangka acuan kegiatan) with the budget.

use domain::spoken;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Kind, Printed, block_pictures};
use crate::parts::{Picture, Section, Signatory, Size};

/// What an activity is for, how it is done and what it costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermsOfReference {
    /// The activity: `LOKAKARYA MINI LINTAS SEKTOR …`.
    pub activity: String,
    /// Latar belakang, tujuan, sasaran, … as the unit writes them.
    pub sections: Vec<Section>,
    /// What it costs; without lines there is no budget.
    pub budget: Vec<BudgetLine>,
    /// Where the money comes from.
    pub fund: String,
    /// Where it is signed.
    pub place: String,
    /// When.
    pub date: Date,
    /// Who made it.
    pub author: Signatory,
    /// Who agrees.
    pub approver: Signatory,
}

/// One line of a budget.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BudgetLine {
    /// For what.
    pub item: String,
    /// How many.
    pub volume: u32,
    /// Of what: `kotak`, `orang`.
    pub unit: String,
    /// What one of them costs, in rupiah.
    pub price: u64,
}

impl BudgetLine {
    fn sum(&self) -> u64 {
        self.price.saturating_mul(u64::from(self.volume))
    }
}

impl Printed for TermsOfReference {
    fn kind(&self) -> Kind {
        Kind { template: "terms", file: "kerangka-acuan", size: Size::A4 }
    }

    fn title(&self) -> String {
        "Kerangka Acuan Kegiatan".to_owned()
    }

    fn date(&self) -> Date {
        self.date
    }

    fn words(&self) -> Value {
        let total = self.budget.iter().map(BudgetLine::sum).fold(0, u64::saturating_add);
        json!({
            "date": spoken::date(self.date),
            "prices": self.budget.iter().map(|line| spoken::in_figures(line.price)).collect::<Vec<_>>(),
            "sums": self.budget.iter().map(|line| spoken::in_figures(line.sum())).collect::<Vec<_>>(),
            "total": spoken::rupiah_in_figures(total),
            "total_in_words": spoken::rupiah(total),
        })
    }

    fn pictures(&self) -> Vec<&Picture> {
        block_pictures(&self.sections)
    }
}
