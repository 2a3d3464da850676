//! The receipt (kwitansi) for money that was paid.

use domain::spoken;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Kind, Number, Printed};
use crate::parts::{Signatory, Size};

/// A receipt, its sum in figures and in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Its number; a draft has none.
    pub number: Option<String>,
    /// From whom the money came.
    pub received_from: String,
    /// How much, in rupiah.
    pub sum: u64,
    /// For what.
    pub for_what: String,
    /// From which fund: `BOK Puskesmas Tahun Anggaran 2025`.
    pub fund: String,
    /// The budget line (kode rekening), when there is one.
    pub budget_line: Option<String>,
    /// Where it was paid.
    pub place: String,
    /// When.
    pub date: Date,
    /// Who received.
    pub receiver: Signatory,
    /// Who paid.
    pub payer: Signatory,
    /// Who agreed to the payment.
    pub approver: Option<Signatory>,
    /// Whether a duty stamp (materai) belongs on it.
    pub stamp: bool,
}

impl Printed for Receipt {
    fn kind(&self) -> Kind {
        Kind { template: "receipt", file: "kwitansi", size: Size::A4 }
    }

    fn title(&self) -> String {
        "Kwitansi".to_owned()
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
            "sum": spoken::with_capital(&spoken::rupiah(self.sum)),
            "figures": spoken::rupiah_in_figures(self.sum),
        })
    }
}
