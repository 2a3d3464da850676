//! Official papers: numbers given, numbers cancelled, and files kept with an agreement or a workshop.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::SubjectId;

/// What paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// Decree (surat keputusan).
    Decree,
    /// Invitation.
    #[default]
    Invitation,
    /// Terms of reference (KAK).
    Terms,
    /// Minutes.
    Minutes,
    /// Agreement (nota kesepakatan).
    Agreement,
    /// Addendum to an agreement.
    Addendum,
    /// Receipt (kwitansi).
    Receipt,
    /// Referral letter.
    Referral,
    /// Press release.
    PressRelease,
    /// Another letter.
    Assignment,
}

impl PaperKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 10] = [
        Self::Decree,
        Self::Invitation,
        Self::Terms,
        Self::Minutes,
        Self::Agreement,
        Self::Addendum,
        Self::Receipt,
        Self::Referral,
        Self::PressRelease,
        Self::Assignment,
    ];
}
/// A paper became final and has a number. Only the server gives numbers. The entry's subject is the paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PaperNumbered {
    /// What paper.
    pub kind: PaperKind,
    /// Classification code.
    pub class: String,
    /// Year of the numbering.
    pub year: i16,
    /// Running number within class and year, from 1, without gaps.
    pub seq: u32,
    /// The number as printed.
    pub number: String,
    /// The paper's date.
    pub on: Date,
    /// The agreement, workshop, dukun or mother it is about.
    pub about: SubjectId,
    /// Subject line, without a mother's name.
    pub matter: String,
    /// SHA-256 of the final PDF, in hex, where it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}
/// A number was cancelled; it stays in the list and is not given again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PaperCancelled {
    /// The day.
    pub on: Date,
    /// Why.
    pub reason: String,
}
/// What a file shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A signed paper.
    #[default]
    SignedPaper,
    /// A signed attendance list.
    AttendanceList,
    /// A photo.
    Photo,
    /// A receipt.
    Receipt,
    /// Something else.
    Other,
}

impl FileKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] =
        [Self::SignedPaper, Self::AttendanceList, Self::Photo, Self::Receipt, Self::Other];
}
/// A scan or photo was attached; its bytes lie beside the log, under their sum. The entry's subject is what it belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileAttached {
    /// SHA-256 of the bytes, in hex.
    pub file: String,
    /// Its type, as found by looking into it.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// What it shows.
    pub kind: FileKind,
    /// In words, without a patient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
}

/// The last number of a class and year in a book of letters that is kept on paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsedNumber {
    /// The class, as "000.4.7.2".
    pub class: String,
    /// The year.
    pub year: i16,
    /// The running number.
    pub seq: u32,
}

/// How a unit numbers and words its letters.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Letters {
    /// The number's template; empty for the usual one of [`crate::letter_number`].
    #[serde(default)]
    pub template: String,
    /// The unit's code in numbers, as "PKM-SH".
    #[serde(default)]
    pub unit: String,
    /// The sub-unit's code in numbers, as "TU".
    #[serde(default)]
    pub sub: String,
    /// Where letters are signed, as "Sei Hanyo".
    #[serde(default)]
    pub place: String,
    /// Classification code by the word of the paper's kind; the usual ones are in `tables/papers.toml`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub classes: BTreeMap<String, String>,
    /// Numbers that were given on paper before the program gave any: it goes on after them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub used: Vec<UsedNumber>,
    /// Laws and rules that agreements and decrees are based on, as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legal_bases: Vec<String>,
    /// The arms of the district: SHA-256 of the file, in hex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arms: Option<String>,
    /// The unit's logo: SHA-256 of the file, in hex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
}
