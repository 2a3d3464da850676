//! Who somebody is: names, telephones, neighbourhoods, ages, blood groups.

use domain::quantity::{BloodGroup, BloodType};

use super::{Misread, Understood, number, spoken};
use crate::cohort::cell::Cell;

/// Reads a line of text as it stands, without doubled spaces; strokes say nothing.
///
/// # Errors
/// [`Misread::BrokenFormula`].
pub fn line(cell: &Cell) -> Understood<String> {
    Ok(spoken(cell)?
        .map(|_| cell.line().trim_start_matches('\'').trim().to_owned())
        .filter(|text| !text.is_empty()))
}

/// Reads a name, without the forms of address before it (Ny., Hj., Ibu).
///
/// # Errors
/// [`Misread::BrokenFormula`], and [`Misread::NotAWord`] for a number.
pub fn name(cell: &Cell) -> Understood<String> {
    if matches!(cell, Cell::Number(_) | Cell::Stamp { .. } | Cell::Bool(_)) {
        return Err(Misread::NotAWord);
    }
    let Some(text) = line(cell)? else { return Ok(None) };
    let mut rest = text.as_str();
    while let Some((word, after)) = rest.split_once([' ', '.']) {
        let bare = word.trim_matches('.').to_lowercase();
        let after = after.trim_start_matches(['.', ' ']);
        if !ADDRESS.contains(&bare.as_str()) || after.is_empty() {
            break;
        }
        rest = after;
    }
    if rest.chars().any(char::is_alphabetic) { Ok(Some(rest.to_owned())) } else { Err(Misread::NotAWord) }
}

const ADDRESS: &[&str] =
    &["ny", "nyonya", "hj", "h", "ibu", "bu", "nn", "sdri", "sdr", "tn", "bpk", "bapak", "pak", "mrs"];

/// Reads a telephone number as people dial it here: digits from 0 on. A spreadsheet that made a
/// number of it has lost the nought, which is put back.
///
/// # Errors
/// [`Misread::NotANumber`], when there are too few or too many digits.
pub fn phone(cell: &Cell) -> Understood<String> {
    let text = match cell {
        Cell::Stamp { .. } | Cell::Bool(_) => return Err(Misread::NotANumber),
        cell => match spoken(cell)? {
            None => return Ok(None),
            Some(text) => text,
        },
    };
    // Of two numbers in a cell the first is kept.
    let first = text.split([',', ';']).next().unwrap_or_default();
    let first =
        if first.matches('/').count() == 1 { first.split('/').next().unwrap_or_default() } else { first };
    let digits: String = first.chars().filter(char::is_ascii_digit).collect();
    let local = match digits.strip_prefix("62") {
        Some(rest) if first.contains('+') || rest.starts_with('8') => format!("0{rest}"),
        _ if digits.starts_with('0') => digits,
        _ => format!("0{digits}"),
    };
    if (8..=15).contains(&local.len()) { Ok(Some(local)) } else { Err(Misread::NotANumber) }
}

/// Reads a neighbourhood: `2`, `02`, `RT 2` are all `002`; with RW it is `002/001`.
///
/// # Errors
/// [`Misread::BrokenFormula`].
pub fn neighbourhood(cell: &Cell) -> Understood<String> {
    let Some(text) = line(cell)? else { return Ok(None) };
    let bare = text.to_lowercase().replace("rt", "").replace("rw", "");
    let parts: Vec<&str> =
        bare.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let number =
        |part: &&str| part.parse::<u16>().ok().filter(|_| part.len() <= 3).map(|n| format!("{n:03}"));
    let numbers: Option<Vec<String>> = parts.iter().map(number).collect();
    Ok(Some(match numbers {
        Some(numbers) if (1..=2).contains(&numbers.len()) => numbers.join("/"),
        _ => text,
    }))
}

/// Reads an age in completed years.
///
/// # Errors
/// [`Misread::NotANumber`], and [`Misread::Implausible`] outside 10 to 60.
pub fn age(cell: &Cell) -> Understood<u8> {
    let Some(years) = number::number(cell)? else { return Ok(None) };
    if !(10.0..=60.0).contains(&years) {
        return Err(Misread::Implausible { min: 10.0, max: 60.0 });
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was checked")]
    let years = years as u8;
    Ok(Some(years))
}

/// Reads a blood group with or without the factor: `a`, `AB`, `B+`, `O rh +`, `O Rhesus negatif`.
///
/// # Errors
/// [`Misread::NotAWord`], and [`Misread::BrokenFormula`].
pub fn blood(cell: &Cell) -> Understood<BloodType> {
    let Some(text) = spoken(cell)? else { return Ok(None) };
    let bare: String = text.chars().filter(|c| !" ().,/'".contains(*c)).collect();
    let bare = bare.replace("rhesus", "").replace("rh", "").replace("gol", "");
    let groups = [
        ("ab", BloodGroup::AB),
        ("a", BloodGroup::A),
        ("b", BloodGroup::B),
        ("o", BloodGroup::O),
        ("0", BloodGroup::O),
    ];
    let found = groups
        .into_iter()
        .find_map(|(letters, group)| bare.strip_prefix(letters).map(|factor| (group, factor)));
    let (group, factor) = found.ok_or(Misread::NotAWord)?;
    let rhesus_positive = match factor {
        "" | "?" => None,
        "+" | "pos" | "positif" | "plus" => Some(true),
        "-" | "–" | "neg" | "negatif" | "minus" => Some(false),
        _ => return Err(Misread::NotAWord),
    };
    Ok(Some(BloodType { group, rhesus_positive }))
}

/// What is left of a NIK.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nik {
    /// Sixteen digits.
    Digits(String),
    /// A spreadsheet has made a number of it: its last digits are gone for good.
    MadeNumber,
    /// Something else.
    Other,
}

/// Reads a NIK, which must have been kept as text.
///
/// # Errors
/// [`Misread::BrokenFormula`].
pub fn nik(cell: &Cell) -> Understood<Nik> {
    if matches!(cell, Cell::Number(_) | Cell::Stamp { .. }) {
        return Ok(Some(Nik::MadeNumber));
    }
    let Some(text) = spoken(cell)? else { return Ok(None) };
    let bare: String = text.chars().filter(|c| c.is_alphanumeric() || "+,".contains(*c)).collect();
    let digits: String = bare.chars().filter(char::is_ascii_digit).collect();
    Ok(Some(match digits.len() {
        16 if digits.len() == bare.len() => Nik::Digits(digits),
        _ if bare.contains("e+") => Nik::MadeNumber,
        _ => Nik::Other,
    }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(text: &str) -> Cell {
        Cell::text(text)
    }

    #[test]
    fn names_lose_their_forms_of_address() {
        let cases = [
            ("Ny. Kristina  Sari", "Kristina Sari"),
            ("Hj. Dewi", "Dewi"),
            ("Ny.Hj. Susi", "Susi"),
            ("Inai", "Inai"),
            ("Hj", "Hj"),
            ("Lilis bt. Udin", "Lilis bt. Udin"),
        ];
        for (typed, wanted) in cases {
            assert_eq!(name(&text(typed)), Ok(Some(wanted.to_owned())), "{typed}");
        }
        assert_eq!(name(&text("-")), Ok(None));
        assert_eq!(name(&Cell::Number(3.0)), Err(Misread::NotAWord));
    }

    #[test]
    fn telephones_as_people_dial_them() {
        for typed in [
            text("+62 813-9640-3754"),
            text("081396403754"),
            text("0813 9640 3754"),
            Cell::Number(81_396_403_754.0),
            text("6281396403754"),
            text("081396403754 / 0822"),
        ] {
            assert_eq!(phone(&typed), Ok(Some("081396403754".to_owned())), "{typed}");
        }
        assert_eq!(phone(&text("-")), Ok(None));
        assert_eq!(phone(&text("123")), Err(Misread::NotANumber));
    }

    #[test]
    fn neighbourhoods_have_three_digits() {
        for typed in [text("RT 3"), text("03"), text("3"), Cell::Number(3.0), text("RT.003")] {
            assert_eq!(neighbourhood(&typed), Ok(Some("003".to_owned())), "{typed}");
        }
        assert_eq!(neighbourhood(&text("RT 02/RW 01")), Ok(Some("002/001".to_owned())));
        assert_eq!(neighbourhood(&text("Hulu")), Ok(Some("Hulu".to_owned())));
    }

    #[test]
    fn blood_groups() {
        let o = |rhesus_positive| BloodType { group: BloodGroup::O, rhesus_positive };
        let cases =
            [("O", o(None)), ("o rh +", o(Some(true))), ("O Rhesus negatif", o(Some(false))), ("0", o(None))];
        for (typed, wanted) in cases {
            assert_eq!(blood(&text(typed)), Ok(Some(wanted)), "{typed}");
        }
        assert_eq!(blood(&text("AB")).unwrap().unwrap().group, BloodGroup::AB);
        assert_eq!(blood(&text("C")), Err(Misread::NotAWord));
        assert_eq!(blood(&text("belum")), Ok(None));
    }

    #[test]
    fn a_nik_that_became_a_number_is_lost() {
        assert_eq!(nik(&text("'6203125505990000")), Ok(Some(Nik::Digits("6203125505990000".to_owned()))));
        assert_eq!(nik(&text("620312 550599 0000")), Ok(Some(Nik::Digits("6203125505990000".to_owned()))));
        assert_eq!(nik(&Cell::Number(6_203_125_505_990_000.0)), Ok(Some(Nik::MadeNumber)));
        assert_eq!(nik(&text("6,20313E+15")), Ok(Some(Nik::MadeNumber)));
        assert_eq!(nik(&text("62031255059")), Ok(Some(Nik::Other)));
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_parsers(typed in ".{0,24}") {
            let cell = text(&typed);
            let _ = (name(&cell), phone(&cell), neighbourhood(&cell), age(&cell), blood(&cell), nik(&cell));
        }
    }
}
