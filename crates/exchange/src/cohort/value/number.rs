//! Numbers with decimal comma or point, points between thousands, units behind, and what is made of them.

use domain::quantity::{BloodPressure, Implausible};

use super::{Misread, Understood, spoken};
use crate::cohort::cell::Cell;

/// Reads a number; a unit behind it is overlooked.
///
/// # Errors
/// [`Misread::NotANumber`] and [`Misread::BrokenFormula`].
pub fn number(cell: &Cell) -> Understood<f64> {
    match cell {
        Cell::Number(number) => finite(*number),
        Cell::Stamp { .. } | Cell::Bool(_) => Err(Misread::NotANumber),
        cell => match spoken(cell)? {
            None => Ok(None),
            Some(text) => finite(
                split(&text)
                    .and_then(|(number, unit)| is_unit(unit).then_some(number))
                    .ok_or(Misread::NotANumber)?,
            ),
        },
    }
}

fn finite(number: f64) -> Understood<f64> {
    if number.is_finite() { Ok(Some(number)) } else { Err(Misread::NotANumber) }
}

/// Reads a whole number of at most `max`.
///
/// # Errors
/// As [`number`]; [`Misread::Implausible`] outside 0 to `max`.
pub fn whole(cell: &Cell, max: u16) -> Understood<u16> {
    let Some(value) = number(cell)? else { return Ok(None) };
    let range = 0.0..=f64::from(max);
    if value.fract() != 0.0 {
        return Err(Misread::NotANumber);
    }
    if !range.contains(&value) {
        return Err(Misread::Implausible { min: 0.0, max: f64::from(max) });
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was checked")]
    let whole = value as u16;
    Ok(Some(whole))
}

/// Reads a number of times: `2`, `G2`, `2x`, `ke-2`.
///
/// # Errors
/// As [`whole`].
pub fn count(cell: &Cell, max: u16) -> Understood<u8> {
    let bare = match cell {
        Cell::Text(text) => {
            let digits = text.trim_start_matches(|c: char| c.is_alphabetic() || " .:-".contains(c));
            Cell::text(if digits.is_empty() { text } else { digits })
        }
        other => other.clone(),
    };
    Ok(whole(&bare, max)?.and_then(|value| u8::try_from(value).ok()))
}

/// Reads a number as a quantity, which knows what can be true.
///
/// # Errors
/// As [`number`], and [`Misread::Implausible`].
pub fn quantity<T>(cell: &Cell, make: impl Fn(f64) -> Result<T, Implausible>) -> Understood<T> {
    number(cell)?.map(|value| make(value).map_err(implausible)).transpose()
}

/// Reads a weight of a child in grams; a small number, or one in kilograms, is kilograms.
///
/// # Errors
/// As [`quantity`].
pub fn grams<T>(cell: &Cell, make: impl Fn(f64) -> Result<T, Implausible>) -> Understood<T> {
    let kilograms = |value: f64| if value < 20.0 { (value * 100_000.0).round() / 100.0 } else { value };
    quantity(cell, |value| make(kilograms(value)))
}

/// Reads a height in centimetres; `1,55` is metres.
///
/// # Errors
/// As [`quantity`].
pub fn centimetres<T>(cell: &Cell, make: impl Fn(f64) -> Result<T, Implausible>) -> Understood<T> {
    let metres =
        |value: f64| if (1.0..2.5).contains(&value) { (value * 1000.0).round() / 10.0 } else { value };
    quantity(cell, |value| make(metres(value)))
}

/// Reads a span in years: `4`, `1,5 th`, `18 bulan`.
///
/// # Errors
/// As [`number`]; [`Misread::Implausible`] beyond forty years.
pub fn years(cell: &Cell) -> Understood<f64> {
    let in_months = cell.line().to_lowercase();
    let in_months = in_months.contains("bln") || in_months.contains("bulan");
    let Some(value) = number(cell)? else { return Ok(None) };
    let value = if in_months { (value / 12.0 * 100.0).round() / 100.0 } else { value };
    if (0.0..=40.0).contains(&value) {
        Ok(Some(value))
    } else {
        Err(Misread::Implausible { min: 0.0, max: 40.0 })
    }
}

/// Reads a blood pressure: `120/80`, `120 / 80 mmHg`.
///
/// # Errors
/// [`Misread::NotABloodPressure`], and [`Misread::BrokenFormula`].
pub fn blood_pressure(cell: &Cell) -> Understood<BloodPressure> {
    if matches!(cell, Cell::Number(_) | Cell::Stamp { .. } | Cell::Bool(_)) {
        return Err(Misread::NotABloodPressure);
    }
    let Some(text) = spoken(cell)? else { return Ok(None) };
    let bare =
        text.trim_start_matches(['\'', '=']).replace("mmhg", "").replace("mm hg", "").replace("per", "/");
    let mut parts = bare.split(['/', '\\', '-']).map(str::trim);
    let (Some(sys), Some(dia), None) = (parts.next(), parts.next(), parts.next()) else {
        return Err(Misread::NotABloodPressure);
    };
    let whole =
        |text: &str| text.parse::<u16>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    let pair = whole(sys).zip(whole(dia));
    pair.and_then(|(sys, dia)| BloodPressure::new(sys, dia).ok()).map(Some).ok_or(Misread::NotABloodPressure)
}

fn implausible(error: Implausible) -> Misread {
    Misread::Implausible { min: error.min, max: error.max }
}

/// The number a text begins with, and what stands behind it.
fn split(text: &str) -> Option<(f64, &str)> {
    let text = text.trim_start_matches(['\'', '±', '=', '~', '>', '<']).trim_start();
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    Some((figure(digits.trim_end_matches(['.', ',']))?, unit.trim()))
}

/// A figure with comma or point. What stands before exactly three digits is a thousand when there
/// are several, or when it could not be a decimal: nobody here measures to the thousandth.
fn figure(digits: &str) -> Option<f64> {
    let marks: Vec<usize> =
        digits.char_indices().filter(|(_, c)| !c.is_ascii_digit()).map(|(at, _)| at).collect();
    let plain = |text: &str| text.parse::<f64>().ok();
    let Some(last) = marks.last().copied() else { return plain(digits) };
    let (head, tail) = digits.split_at(last);
    let tail = tail.get(1..)?;
    let head: String = head.chars().filter(char::is_ascii_digit).collect();
    if head.is_empty() {
        return None;
    }
    let mixed = digits.contains(',') && digits.contains('.');
    if tail.len() == 3 && !mixed && head != "0" {
        return plain(&format!("{head}{tail}"));
    }
    if marks.len() > 1 && !mixed { None } else { plain(&format!("{head}.{tail}")) }
}

fn is_unit(unit: &str) -> bool {
    let bare: String = unit.chars().filter(|c| c.is_alphanumeric() || *c == '°' || *c == '%').collect();
    UNITS.contains(&bare.as_str())
}

const UNITS: &[&str] = &[
    "",
    "kg",
    "g",
    "gr",
    "gram",
    "grm",
    "cm",
    "mm",
    "m",
    "x",
    "xm",
    "xmenit",
    "xmnt",
    "menit",
    "mnt",
    "kali",
    "xmin",
    "bpm",
    "gdl",
    "grdl",
    "gr%",
    "g%",
    "%",
    "mgdl",
    "mg",
    "c",
    "°c",
    "°",
    "derajat",
    "derajatc",
    "tab",
    "tablet",
    "tbl",
    "tb",
    "butir",
    "biji",
    "th",
    "thn",
    "tahun",
    "t",
    "bln",
    "bulan",
    "jari",
    "orang",
    "kaliper",
    "kalimenit",
    "ke",
];

#[cfg(test)]
mod tests {
    use domain::quantity::{ChildGrams, HeightCm, Hemoglobin};
    use proptest::prelude::*;

    use super::*;

    fn text(text: &str) -> Cell {
        Cell::text(text)
    }

    #[test]
    fn figures_with_comma_point_and_unit() {
        let cases = [
            ("56,2", 56.2),
            ("61,0 ", 61.0),
            ("2.900", 2900.0),
            ("2,900", 2900.0),
            ("3,1 kg", 3.1),
            ("2900 gr", 2900.0),
            ("30 tab", 30.0),
            ("10,9 gr%", 10.9),
            ("144 x/mnt", 144.0),
            ("36,5 °C", 36.5),
            ("1.234,5", 1234.5),
            ("0.125", 0.125),
            ("33 th", 33.0),
            ("155 cm.", 155.0),
            ("'56", 56.0),
        ];
        for (typed, wanted) in cases {
            assert_eq!(number(&text(typed)), Ok(Some(wanted)), "{typed}");
        }
        for typed in ["abc", "12 kuda", "1,2,3", "kg", "12/3", ",5", "1 2"] {
            assert_eq!(number(&text(typed)), Err(Misread::NotANumber), "{typed}");
        }
        assert_eq!(number(&text("-")), Ok(None));
    }

    #[test]
    fn grams_and_metres_are_told_by_their_size() {
        for typed in [
            text("2.900"),
            text("2,9"),
            text("2900"),
            Cell::Number(2.9),
            Cell::Number(2900.0),
            text("2,9 kg"),
        ] {
            assert_eq!(grams(&typed, ChildGrams::new).unwrap().unwrap().get(), 2900.0, "{typed}");
        }
        assert_eq!(centimetres(&text("1,55"), HeightCm::new).unwrap().unwrap().get(), 155.0);
        assert_eq!(
            quantity(&text("109"), Hemoglobin::new),
            Err(Misread::Implausible { min: 1.0, max: 25.0 })
        );
    }

    #[test]
    fn counts_with_letters_before() {
        assert_eq!(count(&text("G2"), 20), Ok(Some(2)));
        assert_eq!(count(&Cell::Number(3.0), 20), Ok(Some(3)));
        assert_eq!(count(&text("ke-1"), 6), Ok(Some(1)));
        assert_eq!(count(&text("dua"), 6), Err(Misread::NotANumber));
        assert_eq!(count(&text("25"), 20), Err(Misread::Implausible { min: 0.0, max: 20.0 }));
    }

    #[test]
    fn blood_pressures() {
        for typed in ["120/80", "120 / 80", "120/80 mmHg", "120/80mmhg", "'120/80", "120\\80"] {
            assert_eq!(
                blood_pressure(&text(typed)),
                Ok(Some(BloodPressure { sys: 120, dia: 80 })),
                "{typed}"
            );
        }
        for typed in ["1200/80", "80/120", "120", "12/8", "120/80/60", "tinggi", "+120/80"] {
            assert_eq!(blood_pressure(&text(typed)), Err(Misread::NotABloodPressure), "{typed}");
        }
        assert_eq!(blood_pressure(&Cell::Number(120.0)), Err(Misread::NotABloodPressure));
    }

    #[test]
    fn spans_in_years_and_months() {
        assert_eq!(years(&text("1,5 ")), Ok(Some(1.5)));
        assert_eq!(years(&text("18 bln")), Ok(Some(1.5)));
        assert_eq!(years(&text("4 th")), Ok(Some(4.0)));
    }

    proptest! {
        #[test]
        fn a_number_comes_back_with_comma_and_point(tenths in 0..5000_i32) {
            let wanted = f64::from(tenths) / 10.0;
            let point = format!("{wanted:.1}");
            prop_assert_eq!(number(&text(&point)), Ok(Some(wanted)));
            prop_assert_eq!(number(&text(&point.replace('.', ","))), Ok(Some(wanted)));
        }

        #[test]
        fn no_text_breaks_the_parsers(typed in ".{0,20}") {
            let cell = text(&typed);
            let _ = (number(&cell), whole(&cell, 9), count(&cell, 9), years(&cell), blood_pressure(&cell));
        }
    }
}
