//! A cell, as it was read.

use std::fmt;

use jiff::civil::{Date, Time};

/// What a cell holds, before anybody says what it means.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing, or only spaces.
    #[default]
    Empty,
    /// Text, as typed.
    Text(String),
    /// A number.
    Number(f64),
    /// A number that the spreadsheet shows as a date, a time or both.
    Stamp {
        /// The day, where the number is one.
        date: Option<Date>,
        /// The time of day, where the number has one.
        time: Option<Time>,
        /// The number itself.
        serial: f64,
    },
    /// True or false.
    Bool(bool),
    /// A formula that failed, as `#REF!`.
    Error(String),
}

impl Cell {
    /// A cell of text; empty when there is nothing but spaces.
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.chars().all(char::is_whitespace) { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// Whether nothing is written in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// What is written in it, as one line of text without spaces around and doubled within.
    #[must_use]
    pub fn line(&self) -> String {
        self.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) | Self::Error(text) => f.write_str(text),
            // Sixteen digits and more are shown in full: the reader shall see what became of a NIK.
            Self::Number(number) => write!(f, "{number}"),
            Self::Stamp { date, time, serial } => match (date, time) {
                (Some(date), Some(time)) => write!(f, "{} {}", day(*date), hour(*time)),
                (Some(date), None) => f.write_str(&day(*date)),
                (None, Some(time)) => f.write_str(&hour(*time)),
                (None, None) => write!(f, "{serial}"),
            },
            Self::Bool(true) => f.write_str("ya"),
            Self::Bool(false) => f.write_str("tidak"),
        }
    }
}

/// A day as people write it here.
#[must_use]
pub fn day(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// An hour as people write it here.
#[must_use]
pub fn hour(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}
