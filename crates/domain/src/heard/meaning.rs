//! What a word can do in a message: the words of `means` in `tables/sms-words.toml`.

use serde::Deserialize;

use super::Intent;

/// What a word does in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// "Hamil".
    Pregnant,
    /// "Mules".
    Labour,
    /// "Lahir".
    Born,
    /// "Antar".
    Bringing,
    /// A danger, of any kind.
    Danger,
    /// "Meninggal".
    Died,
    /// "Tolong".
    Help,
    /// "Berhenti": no more reminders.
    Stop,
    /// "Mulai lagi": reminders again.
    Start,
    /// "Terima kasih", "ya".
    Thanks,
    /// "Tidak".
    Not,
    /// A word that means "no" in one language and something else in another.
    PerhapsNot,
    /// "Apakah", "kapan".
    Question,
    /// "Banyak", "sekali": belongs to the danger beside it.
    Degree,
    /// The mother herself ("ibunya").
    Mother,
    /// The child ("bayi").
    Baby,
    /// Both of them ("ibu dan bayi").
    MotherAndBaby,
    /// "Istri": a husband's name follows.
    Wife,
    /// "Ibu", "ny": a name follows.
    Address,
    /// "Indu", "mama": by her child's name.
    MotherOf,
    /// "Nama": a name follows.
    NameMark,
    /// A name that looks like one of the words.
    Person,
    /// "Bulan".
    Month,
    /// "Minggu".
    Week,
    /// "Hari".
    Day,
    /// "Umur".
    Age,
    /// "Lalu", "lagi": a time before or after now.
    Ago,
    /// "Tadi malam".
    Time,
    /// "Jam": an hour follows.
    Hour,
    /// "RT".
    Rt,
    /// "RW".
    Rw,
    /// "Desa", "di": a place follows.
    Place,
    /// A number in words.
    Number,
    /// "Belas".
    Teen,
    /// "Puluh".
    Tens,
    /// "Sudah": no "no" reaches over it.
    Already,
    /// "Atau": a "no" before it holds for what follows too.
    Or,
    /// "Dan".
    And,
    /// A word that says nothing here ("yang").
    Filler,
    /// Words to be passed over together ("tanggal lahir"), or that a unit silences.
    Nothing,
}

impl Meaning {
    /// What it tells the midwife, if it does.
    #[must_use]
    pub fn intent(self) -> Option<Intent> {
        Some(match self {
            Self::Pregnant => Intent::Pregnant,
            Self::Labour => Intent::Labour,
            Self::Born => Intent::Born,
            Self::Bringing => Intent::Bringing,
            Self::Danger => Intent::Danger,
            Self::Died => Intent::Died,
            Self::Help => Intent::Help,
            Self::Stop => Intent::Stop,
            Self::Start => Intent::Start,
            Self::Thanks => Intent::Thanks,
            _ => return None,
        })
    }
}
