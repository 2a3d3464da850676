//! The number of a letter, made by the unit's own template.
//!
//! Every Puskesmas numbers its letters a little differently; what stays the same is a class, a number in
//! order and a date. A template says how they are put together:
//! `{klas}/{seq:03}/{unit}/{sub}/{roman_month}.{year}` makes `000.4.7.2/063/PKM-SH/TU/V.2025`.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::spoken::roman_month;

/// How a unit puts its letter numbers together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Template {
    written: String,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Field(Field, usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Class,
    Sequence,
    Unit,
    Sub,
    Day,
    Month,
    RomanMonth,
    Year,
}

/// What a number is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts<'a> {
    /// The class of the letter, as `000.4.7.2`: `{klas}`.
    pub class: &'a str,
    /// Which letter of its class and year it is: `{seq}`, or `{seq:03}` for at least three figures.
    pub sequence: u32,
    /// The unit's own short name, as `PKM-SH`: `{unit}`.
    pub unit: &'a str,
    /// The part of the unit that writes, as `TU`: `{sub}`.
    pub sub: &'a str,
    /// The day of the letter: `{day}`, `{month}`, `{roman_month}`, `{year}`.
    pub date: Date,
}

/// Why a template cannot be used, or a number not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A field that no letter has.
    #[error("no letter has a field {{{0}}}")]
    UnknownField(String),
    /// A width, as in `{seq:03}`, that is none, or that belongs to a field of words.
    #[error("the width of {{{0}}} is not understood")]
    Width(String),
    /// A brace that has no partner.
    #[error("a brace has no partner")]
    Brace,
    /// Without the number in order all letters of a month would have the same number.
    #[error("the template has no {{seq}}")]
    NoSequence,
    /// The template wants a part that is empty.
    #[error("there is nothing to put in place of {{{0}}}")]
    Empty(&'static str),
}

impl Field {
    const ALL: [Self; 8] = [
        Self::Class,
        Self::Sequence,
        Self::Unit,
        Self::Sub,
        Self::Day,
        Self::Month,
        Self::RomanMonth,
        Self::Year,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Class => "klas",
            Self::Sequence => "seq",
            Self::Unit => "unit",
            Self::Sub => "sub",
            Self::Day => "day",
            Self::Month => "month",
            Self::RomanMonth => "roman_month",
            Self::Year => "year",
        }
    }

    fn is_figure(self) -> bool {
        matches!(self, Self::Sequence | Self::Day | Self::Month | Self::Year)
    }
}

impl Template {
    /// The number of one letter.
    ///
    /// # Errors
    ///
    /// A part that the template wants is empty.
    pub fn fill(&self, parts: &Parts<'_>) -> Result<String, Fault> {
        let mut number = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => number.push_str(text),
                Piece::Field(field, width) => number.push_str(&parts.of(*field, *width)?),
            }
        }
        Ok(number)
    }
}

impl Parts<'_> {
    fn of(&self, field: Field, width: usize) -> Result<String, Fault> {
        let text = match field {
            Field::Class => self.class.trim().to_owned(),
            Field::Unit => self.unit.trim().to_owned(),
            Field::Sub => self.sub.trim().to_owned(),
            Field::RomanMonth => roman_month(self.date).to_owned(),
            Field::Sequence => format!("{:0width$}", self.sequence),
            Field::Day => format!("{:0width$}", self.date.day()),
            Field::Month => format!("{:0width$}", self.date.month()),
            Field::Year => format!("{:0width$}", self.date.year()),
        };
        if text.is_empty() { Err(Fault::Empty(field.name())) } else { Ok(text) }
    }
}

impl FromStr for Template {
    type Err = Fault;

    fn from_str(written: &str) -> Result<Self, Fault> {
        let mut pieces = Vec::new();
        let mut rest = written;
        while let Some(at) = rest.find(['{', '}']) {
            let (text, from) = rest.split_at(at);
            let (inside, after) =
                from.strip_prefix('{').and_then(|from| from.split_once('}')).ok_or(Fault::Brace)?;
            if !text.is_empty() {
                pieces.push(Piece::Text(text.to_owned()));
            }
            pieces.push(field(inside)?);
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        if !pieces.iter().any(|piece| matches!(piece, Piece::Field(Field::Sequence, _))) {
            return Err(Fault::NoSequence);
        }
        Ok(Self { written: written.to_owned(), pieces })
    }
}

/// What stands between braces: a name, and for figures perhaps a width of at most nine.
fn field(inside: &str) -> Result<Piece, Fault> {
    let (name, width) = inside.split_once(':').map_or((inside, None), |(name, width)| (name, Some(width)));
    let field = Field::ALL
        .into_iter()
        .find(|field| field.name() == name)
        .ok_or_else(|| Fault::UnknownField(name.to_owned()))?;
    let width = match width.map(str::as_bytes) {
        None => 0,
        Some([b'0', width @ b'1'..=b'9']) if field.is_figure() => usize::from(*width - b'0'),
        Some(_) => return Err(Fault::Width(inside.to_owned())),
    };
    Ok(Piece::Field(field, width))
}

impl TryFrom<String> for Template {
    type Error = Fault;

    fn try_from(written: String) -> Result<Self, Fault> {
        written.parse()
    }
}

impl From<Template> for String {
    fn from(template: Template) -> Self {
        template.written
    }
}

impl fmt::Display for Template {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.written)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const DECREE: Parts<'_> =
        Parts { class: "000.4.7.2", sequence: 63, unit: "PKM-SH", sub: "TU", date: date(2025, 5, 17) };

    fn filled(template: &str) -> Result<String, Fault> {
        template.parse::<Template>()?.fill(&DECREE)
    }

    #[test]
    fn the_number_of_the_example() {
        assert_eq!(
            filled("{klas}/{seq:03}/{unit}/{sub}/{roman_month}.{year}").unwrap(),
            "000.4.7.2/063/PKM-SH/TU/V.2025"
        );
    }

    #[test]
    fn numbers_of_other_units() {
        let other = |template: &str, class, sequence, unit, year| {
            let parts = Parts { class, sequence, unit, sub: "", date: date(year, 1, 5) };
            template.parse::<Template>().unwrap().fill(&parts).unwrap()
        };
        assert_eq!(
            other("{klas}/SK/{seq}/{unit}/{month}/{year}", "440", 234, "PKM.MGJ", 2019),
            "440/SK/234/PKM.MGJ/1/2019"
        );
        assert_eq!(
            other("{klas}/{seq:04}/{unit}/{year}", "441", 87, "Puskesmasbbk", 2020),
            "441/0087/Puskesmasbbk/2020"
        );
        assert_eq!(
            other("{klas}/{seq:04}/{unit}/{year}", "400.7", 1, "436.7.2.3.55", 2026),
            "400.7/0001/436.7.2.3.55/2026"
        );
    }

    #[test]
    fn a_sequence_outgrows_its_width_whole() {
        let parts = Parts { sequence: 12_345, ..DECREE };
        assert_eq!("{seq:03}".parse::<Template>().unwrap().fill(&parts).unwrap(), "12345");
    }

    #[test]
    fn faults_name_what_is_wrong() {
        assert_eq!(filled("{seq}/{bagian}"), Err(Fault::UnknownField("bagian".to_owned())));
        assert_eq!(filled("{seq}/{bagian}").unwrap_err().to_string(), "no letter has a field {bagian}");
        assert_eq!(filled("{seq}/{}"), Err(Fault::UnknownField(String::new())));
        assert_eq!(filled("{seq:3}"), Err(Fault::Width("seq:3".to_owned())));
        assert_eq!(filled("{seq}{unit:03}"), Err(Fault::Width("unit:03".to_owned())));
        for unpaired in ["{seq", "seq}", "{seq}}", "{seq}{"] {
            assert_eq!(filled(unpaired), Err(Fault::Brace), "{unpaired}");
        }
        assert_eq!(filled("{klas}/{year}"), Err(Fault::NoSequence));
        assert_eq!(filled(""), Err(Fault::NoSequence));
        let parts = Parts { sub: " ", ..DECREE };
        assert_eq!("{seq}/{sub}".parse::<Template>().unwrap().fill(&parts), Err(Fault::Empty("sub")));
    }

    #[test]
    fn a_template_is_kept_as_it_was_written() {
        let template: Template = serde_json::from_str("\"{klas}/{seq:03}\"").unwrap();
        assert_eq!(template.to_string(), "{klas}/{seq:03}");
        assert_eq!(serde_json::to_string(&template).unwrap(), "\"{klas}/{seq:03}\"");
        assert!(serde_json::from_str::<Template>("\"{klas}\"").is_err());
    }
}
