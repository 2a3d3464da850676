//! Phone numbers as people and gateways write them, brought to E.164.

use std::{fmt, str::FromStr};

/// A number in E.164: `+`, country code, number; at most 15 digits (ITU-T E.164, 2010, §6).
///
/// `Debug` shows its last three digits only, and there is no `Display`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phone(String);

/// This is no number that can be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a phone number")]
pub struct NotAPhone;

/// Who sent something: a number, or what operators and firms put in its place (`TELKOMSEL`, `3636`).
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Sender {
    /// A number that can be answered.
    Phone(Phone),
    /// Anything else, as it came, at most 40 characters.
    Other(String),
}

/// Digits of an Indonesian number after 0 or +62: from a small town's landline (0513 12345 has 8) to a mobile (12).
const NATIONAL: std::ops::RangeInclusive<usize> = 7..=12;
const LONGEST_NAME: usize = 40;

impl Phone {
    /// Reads `0812…`, `62812…`, `+62 812-…`, `0062…`, `812…` and foreign numbers that begin with `+` or `00`.
    /// Spaces, dashes, dots and brackets are taken away; anything else makes it no number.
    pub fn parse(written: &str) -> Result<Self, NotAPhone> {
        let (plus, digits) = digits_of(written)?;
        let international = if plus {
            digits
        } else if let Some(rest) = digits.strip_prefix("00") {
            rest.to_owned()
        } else if let Some(rest) = digits.strip_prefix('0') {
            format!("62{rest}")
        } else if digits.starts_with('8') && (9..=12).contains(&digits.len()) {
            format!("62{digits}")
        } else if digits.starts_with("62") {
            digits
        } else {
            return Err(NotAPhone);
        };
        Self::from_international(&international)
    }

    fn from_international(digits: &str) -> Result<Self, NotAPhone> {
        if let Some(national) = digits.strip_prefix("62") {
            let national = national.strip_prefix('0').unwrap_or(national);
            let fits = NATIONAL.contains(&national.len()) && !national.starts_with('0');
            return if fits { Ok(Self(format!("+62{national}"))) } else { Err(NotAPhone) };
        }
        let fits = (8..=15).contains(&digits.len()) && !digits.starts_with('0');
        if fits { Ok(Self(format!("+{digits}"))) } else { Err(NotAPhone) }
    }

    /// The whole number, for dialling and storing; never for a log.
    pub fn e164(&self) -> &str {
        &self.0
    }
}

impl FromStr for Phone {
    type Err = NotAPhone;

    fn from_str(written: &str) -> Result<Self, NotAPhone> {
        Self::parse(written)
    }
}

fn digits_of(written: &str) -> Result<(bool, String), NotAPhone> {
    let written = written.trim().trim_start_matches('(');
    let (plus, rest) = written.strip_prefix('+').map_or((false, written), |rest| (true, rest));
    let mut digits = String::new();
    for letter in rest.chars() {
        match letter {
            '0'..='9' if digits.len() < 20 => digits.push(letter),
            ' ' | '-' | '.' | '(' | ')' | '/' | '\u{a0}' | '\u{2010}'..='\u{2014}' => (),
            _ => return Err(NotAPhone),
        }
    }
    Ok((plus, digits))
}

impl Sender {
    /// A number where it is one, otherwise what was written.
    pub fn read(written: &str) -> Self {
        Phone::parse(written)
            .map_or_else(|_| Self::Other(written.trim().chars().take(LONGEST_NAME).collect()), Self::Phone)
    }

    /// The number, if it is one.
    pub fn phone(&self) -> Option<&Phone> {
        match self {
            Self::Phone(phone) => Some(phone),
            Self::Other(_) => None,
        }
    }
}

/// An ellipsis and the last three characters; of what is shorter than six, only the ellipsis.
fn masked(whole: &str) -> String {
    let letters: Vec<char> = whole.chars().collect();
    let shown = if letters.len() < 6 { 0 } else { 3 };
    let tail: String = letters.iter().skip(letters.len() - shown).collect();
    format!("…{tail}")
}

impl fmt::Debug for Phone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Phone({})", masked(&self.0))
    }
}

impl fmt::Debug for Sender {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Phone(phone) => phone.fmt(formatter),
            Self::Other(name) => write!(formatter, "Other({})", masked(name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indonesian_numbers_come_out_the_same_however_they_are_written() {
        for written in [
            "081234567890",
            "0812-3456-7890",
            "0812 3456 7890",
            "6281234567890",
            "+6281234567890",
            "+62 812-3456-7890",
            "(+62) 81234567890",
            "+62 0812 3456 7890",
            "006281234567890",
            "81234567890",
            " 0812.3456.7890 ",
        ] {
            let read = Phone::parse(written).unwrap_or_else(|_| panic!("{written}"));
            assert_eq!(read.e164(), "+6281234567890", "{written}");
        }
        assert_eq!(Phone::parse("0513-12345").unwrap().e164(), "+6251312345");
    }

    #[test]
    fn foreign_numbers_keep_their_country() {
        assert_eq!(Phone::parse("+60 12-345 6789").unwrap().e164(), "+60123456789");
        assert_eq!(Phone::parse("0060123456789").unwrap().e164(), "+60123456789");
    }

    #[test]
    fn what_is_no_number_stays_what_it_is() {
        for written in [
            "",
            "+",
            "TELKOMSEL",
            "3636",
            "0",
            "08",
            "+62",
            "+6200000000",
            "0812x",
            "1234567890123456789012",
            "+1234567890123456",
            "٠٨١٢٣٤٥٦٧٨٩",
        ] {
            assert_eq!(Phone::parse(written), Err(NotAPhone), "{written}");
        }
        assert_eq!(Sender::read(" TELKOMSEL "), Sender::Other("TELKOMSEL".to_owned()));
    }

    #[test]
    fn nothing_shows_a_whole_number() {
        assert_eq!(format!("{:?}", Phone::parse("081234567890").unwrap()), "Phone(…890)");
        assert_eq!(format!("{:?}", Sender::read("081234567890")), "Phone(…890)");
        assert_eq!(format!("{:?}", Sender::read("3636")), "Other(…)");
    }

    proptest::proptest! {
        #[test]
        fn reading_is_stable(written in "[+0-9 ().-]{0,24}") {
            if let Ok(phone) = Phone::parse(&written) {
                proptest::prop_assert_eq!(Phone::parse(phone.e164()), Ok(phone.clone()));
                proptest::prop_assert!(phone.e164().len() <= 16);
            }
        }
    }
}
