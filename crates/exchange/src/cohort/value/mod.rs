//! What people write in a cell, understood. Each parser takes the cell and gives the value, nothing
//! for a cell that says nothing, or the [`Misread`] that a person can act on.

pub mod answer;
pub mod clock;
pub mod date;
pub mod number;
pub mod person;
pub mod words;

use crate::cohort::{cell::Cell, layout};

/// Why a cell could not be understood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Misread {
    /// Not a date.
    NotADate,
    /// Not an hour.
    NotATime,
    /// Not a number.
    NotANumber,
    /// Not a blood pressure.
    NotABloodPressure,
    /// Not a yes or no.
    NotAnAnswer,
    /// A word that is none of those expected.
    NotAWord,
    /// A number that can't be true.
    Implausible {
        /// The smallest that is taken.
        min: f64,
        /// The largest that is taken.
        max: f64,
    },
    /// A formula that failed.
    BrokenFormula,
}

/// A value, nothing, or what is wrong.
pub type Understood<T> = Result<Option<T>, Misread>;

/// Whether a cell says in words or strokes that there is nothing to say.
#[must_use]
pub fn says_nothing(cell: &Cell) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Text(text) => {
            let folded = layout::fold(text);
            let strokes = folded.is_empty() && !text.contains('+');
            strokes || NOTHING.contains(&folded.as_str())
        }
        _ => false,
    }
}

const NOTHING: &[&str] = &[
    "na",
    "n_a",
    "nihil",
    "kosong",
    "belum",
    "belum_diperiksa",
    "tidak_diperiksa",
    "tdk_diperiksa",
    "belum_tahu",
    "tidak_tahu",
    "tdk_tahu",
    "blm",
    "tidak_dilakukan",
    "belum_dilakukan",
    "lupa",
];

/// The cell's text in lower case with single spaces, or none when it says nothing.
pub(crate) fn spoken(cell: &Cell) -> Result<Option<String>, Misread> {
    match cell {
        Cell::Error(_) => Err(Misread::BrokenFormula),
        cell if says_nothing(cell) => Ok(None),
        cell => Ok(Some(cell.line().to_lowercase())),
    }
}
