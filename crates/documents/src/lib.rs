//! Everything that Betang prints: decrees, invitations, agreements, receipts and their kin, as PDF.
//!
//! A caller fills in a [`Paper`] with plain values and a [`Style`] with the unit's letterhead, and gets the
//! bytes of a PDF from [`render`]. Papers without a number show that they are drafts. Each file is PDF/A-2a
//! (for archives) and PDF/UA-1 (tagged, so that it can be read aloud). The same input gives the same bytes.
//!
//! [`parts`] are what papers have in common, [`papers`] the papers, [`example`] one of each, about the
//! workshop of 21 May 2025. Inside, `clean` makes texts printable and `typeset` runs Typst over the
//! files in the folder `papers`.
//!
//! Texts are data: they reach Typst as JSON and are never read as its language.
//!
//! Never: queries anything; reads a clock, a file or the network; tells a person's data in an error.

mod clean;
pub mod example;
pub mod papers;
pub mod parts;
mod typeset;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use self::{
    papers::{
        Addendum, Agenda, Agreement, AttendanceList, BirthPlan, Checklist, CohortRegister, CommitmentTable,
        Decree, Invitation, Minutes, Number, Pack, PressRelease, Printed, Receipt, ReferralLetter, Sticker,
        TermsOfReference,
    },
    parts::Picture,
};
pub use crate::parts::Style;

/// A paper to print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "paper", rename_all = "snake_case")]
pub enum Paper {
    /// Adendum nota kesepakatan.
    Addendum(Addendum),
    /// Susunan acara.
    Agenda(Agenda),
    /// Nota kesepakatan.
    Agreement(Agreement),
    /// Daftar hadir.
    Attendance(AttendanceList),
    /// Amanat persalinan.
    BirthPlan(BirthPlan),
    /// Daftar periksa SPJ.
    Checklist(Checklist),
    /// Register kohort.
    Cohort(CohortRegister),
    /// Rencana tindak lanjut.
    Commitments(CommitmentTable),
    /// Surat keputusan.
    Decree(Decree),
    /// Undangan.
    Invitation(Invitation),
    /// Notulen.
    Minutes(Minutes),
    /// Bahan lokakarya.
    Pack(Pack),
    /// Siaran pers.
    Press(PressRelease),
    /// Kwitansi.
    Receipt(Receipt),
    /// Surat rujukan.
    Referral(ReferralLetter),
    /// Stiker P4K.
    Sticker(Sticker),
    /// Kerangka acuan kegiatan.
    Terms(TermsOfReference),
}

/// A finished paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// Why a paper could not be printed. It names the paper and the place, never what stands in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A picture is not what it says, or damaged.
    #[error("paper {paper}: picture {picture} cannot be read")]
    Picture {
        /// Which kind of paper.
        paper: &'static str,
        /// Which picture: `left` or `right` of the letterhead, or its place in the paper from 0.
        picture: String,
    },
    /// What was filled in cannot be handed over.
    #[error("paper {0}: its fields cannot be handed over")]
    Fields(&'static str),
    /// The template and what was filled in do not go together.
    #[error("paper {paper}: cannot be set ({place})")]
    Setting {
        /// Which kind of paper.
        paper: &'static str,
        /// Where in the templates.
        place: String,
    },
    /// The set pages cannot be written as PDF/A-2a and PDF/UA-1.
    #[error("paper {paper}: cannot be written as PDF ({place})")]
    Writing {
        /// Which kind of paper.
        paper: &'static str,
        /// Where in the templates.
        place: String,
    },
}

/// Prints a paper.
///
/// # Errors
///
/// A picture cannot be read; anything else is a fault of this crate.
pub fn render(paper: &Paper, style: &Style) -> Result<Pdf, Error> {
    let printed = paper.printed();
    let kind = printed.kind();
    let mut given = given(printed, style).map_err(|_| Error::Fields(kind.file))?;
    clean::clean(&mut given);
    let letterhead = &style.letterhead;
    let of_letterhead = [("left", letterhead.left.as_ref()), ("right", letterhead.right.as_ref())];
    let within = printed.pictures();
    let pictures = of_letterhead
        .into_iter()
        .filter_map(|(name, picture)| Some((name.to_owned(), picture?)))
        .chain(within.into_iter().enumerate().map(|(at, picture)| (at.to_string(), picture)));
    typeset::typeset(kind, &given.to_string(), pictures)
}

impl Paper {
    /// A name for the file, without personal data: what it is, and its number, or its day for a draft.
    #[must_use]
    pub fn file_name(&self) -> String {
        let printed = self.printed();
        let what = match printed.number() {
            Some(Number::Given(number)) => number.to_owned(),
            Some(Number::Draft) => format!("draf-{}", printed.date()),
            None => printed.date().to_string(),
        };
        let plain = |sign: char| if sign.is_ascii_alphanumeric() || sign == '.' { sign } else { '-' };
        format!("{}-{}.pdf", printed.kind().file, what.chars().map(plain).collect::<String>())
    }

    fn printed(&self) -> &dyn Printed {
        match self {
            Self::Addendum(paper) => paper,
            Self::Agenda(paper) => paper,
            Self::Agreement(paper) => paper,
            Self::Attendance(paper) => paper,
            Self::BirthPlan(paper) => paper,
            Self::Checklist(paper) => paper,
            Self::Cohort(paper) => paper,
            Self::Commitments(paper) => paper,
            Self::Decree(paper) => paper,
            Self::Invitation(paper) => paper,
            Self::Minutes(paper) => paper,
            Self::Pack(paper) => paper,
            Self::Press(paper) => paper,
            Self::Receipt(paper) => paper,
            Self::Referral(paper) => paper,
            Self::Sticker(paper) => paper,
            Self::Terms(paper) => paper,
        }
    }
}

/// All that the templates read.
fn given(printed: &dyn Printed, style: &Style) -> serde_json::Result<Value> {
    let (has_number, number) = match printed.number() {
        None => (false, None),
        Some(Number::Draft) => (true, None),
        Some(Number::Given(number)) => (true, Some(number.to_owned())),
    };
    let date = printed.date();
    let kind = |picture: Option<&Picture>| {
        picture.map(|picture| json!({ "format": picture.kind, "alt": picture.alt }))
    };
    let letterhead = &style.letterhead;
    Ok(json!({
        "head": {
            "title": printed.title(),
            "date": [date.year(), date.month(), date.day()],
            "draft": has_number && number.is_none(),
            "number": number,
            "size": style.size.unwrap_or(printed.kind().size),
        },
        "letterhead": {
            "lines": letterhead.lines,
            "address": letterhead.address,
            "left": kind(letterhead.left.as_ref()),
            "right": kind(letterhead.right.as_ref()),
        },
        "paper": printed.fields()?,
        "words": printed.words(),
        "pictures": printed.pictures().into_iter().map(|picture| kind(Some(picture))).collect::<Vec<_>>(),
    }))
}
