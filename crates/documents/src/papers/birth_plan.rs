//! The birth plan (amanat persalinan) and the sticker for the front door (stiker P4K).

use domain::spoken;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Kind, Printed};
use crate::parts::{Signatory, Size};

/// What a mother and her family decided about the birth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BirthPlan {
    /// Her name.
    pub mother: String,
    /// Where she lives.
    pub address: String,
    /// The day on which the child is expected.
    pub expected: Option<Date>,
    /// Who shall attend, first and second.
    pub attendants: Vec<String>,
    /// Where.
    pub birth_place: String,
    /// Who accompanies her, family and dukun.
    pub companions: Vec<String>,
    /// Who pays: `JKN`, savings.
    pub money: String,
    /// Vehicles or boats, each with its owner and telephone.
    pub transport: Vec<String>,
    /// Donors with blood group and telephone.
    pub donors: Vec<String>,
    /// Her own blood group.
    pub blood_group: String,
    /// Family planning after the birth.
    pub family_planning: String,
    /// Where she waits for the birth when the way is long.
    pub waiting_home: String,
    /// Customary practices that the village agreed on and she wishes.
    pub customs: Vec<String>,
    /// Whether she agrees to be referred when that is needed; `None` was not asked.
    pub agrees_to_referral: Option<bool>,
    /// Where it was signed.
    pub place: String,
    /// When.
    pub date: Date,
    /// Husband or family.
    pub family: Signatory,
    /// The mother.
    pub mother_signs: Signatory,
    /// The midwife.
    pub midwife: Signatory,
}

impl Printed for BirthPlan {
    fn kind(&self) -> Kind {
        Kind { template: "birth_plan", file: "amanat-persalinan", size: Size::A4 }
    }

    fn title(&self) -> String {
        "Amanat Persalinan".to_owned()
    }

    fn date(&self) -> Date {
        self.date
    }

    fn words(&self) -> Value {
        json!({ "date": spoken::date(self.date), "expected": self.expected.map(spoken::date) })
    }
}

/// The sticker at the front of her house. Only what neighbours need to help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sticker {
    /// Her name.
    pub mother: String,
    /// The day on which the child is expected.
    pub expected: Option<Date>,
    /// Who shall attend.
    pub attendant: String,
    /// Where.
    pub birth_place: String,
    /// Who accompanies her.
    pub companion: String,
    /// With what she travels.
    pub transport: String,
    /// Who gives blood.
    pub donors: Vec<String>,
    /// The day of printing.
    pub date: Date,
}

impl Printed for Sticker {
    fn kind(&self) -> Kind {
        Kind { template: "sticker", file: "stiker-p4k", size: Size::A4 }
    }

    fn title(&self) -> String {
        "Stiker P4K".to_owned()
    }

    fn date(&self) -> Date {
        self.date
    }

    fn words(&self) -> Value {
        json!({ "expected": self.expected.map(spoken::date) })
    }
}
