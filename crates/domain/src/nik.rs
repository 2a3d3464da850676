//! The national identity number (NIK): its shape, what is odd about it, and how it is shown.
//!
//! `PPKKCC DDMMYY SSSS`: area of first registration (not of residence), birth date with 40 added to the
//! day for women, serial from 0001 (domain.md §11). A NIK never bars care: what is odd is only said.

use jiff::civil::Date;

/// Why a text is no NIK.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NikProblem {
    /// It must have 16 digits.
    #[error("{0} digits, not 16")]
    Length(usize),
    /// Something else than digits.
    #[error("not only digits")]
    NotDigits,
    /// Digits 7 and 8 are no day.
    #[error("day {0}")]
    Day(u8),
    /// Digits 9 and 10 are no month.
    #[error("month {0}")]
    Month(u8),
}

/// What is odd about a NIK of a woman.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NikWarning {
    /// Serial 0000 is never issued.
    Serial,
    /// The day is that of a man.
    Man,
    /// Such a day does not exist in the calendar (30 February).
    NoSuchDay,
    /// It says another date of birth than was stated.
    OtherBirthDate,
    /// No province has this code.
    Area,
}

/// The text without the spaces, dots and dashes people write between the digits.
#[must_use]
pub fn clean(text: &str) -> String {
    text.trim()
        .trim_start_matches('\'')
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-'))
        .collect()
}

/// Checks the NIK of a woman against her stated date of birth.
///
/// # Errors
/// [`NikProblem`] when it cannot be a NIK.
pub fn check(text: &str, born: Option<Date>) -> Result<Vec<NikWarning>, NikProblem> {
    let text = clean(text);
    if !text.chars().all(|c| c.is_ascii_digit()) {
        return Err(NikProblem::NotDigits);
    }
    if text.len() != 16 {
        return Err(NikProblem::Length(text.len()));
    }
    let two =
        |from: usize| text.get(from..from + 2).and_then(|part| part.parse::<u8>().ok()).unwrap_or_default();
    let (province, raw_day, month, year) = (two(0), two(6), two(8), two(10));
    if !(1..=31).contains(&raw_day) && !(41..=71).contains(&raw_day) {
        return Err(NikProblem::Day(raw_day));
    }
    if !(1..=12).contains(&month) {
        return Err(NikProblem::Month(month));
    }
    let day = if raw_day > 40 { raw_day - 40 } else { raw_day };
    let mut odd = Vec::new();
    if text.ends_with("0000") {
        odd.push(NikWarning::Serial);
    }
    if raw_day <= 31 {
        odd.push(NikWarning::Man);
    }
    if day > longest(month) {
        odd.push(NikWarning::NoSuchDay);
    }
    if born.is_some_and(|born| !says(born, day, month, year)) {
        odd.push(NikWarning::OtherBirthDate);
    }
    if !is_province(province) {
        odd.push(NikWarning::Area);
    }
    Ok(odd)
}

/// Whether a text shows that a spreadsheet took the NIK for a number: it keeps 15 digits, so the last
/// one is gone for good (`6.20312551E+15`, `6203125505990010.0`).
#[must_use]
pub fn lost_digits(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase().replace(',', ".");
    let mantissa = text.split_once('e').filter(|(_, exponent)| {
        let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
        !exponent.is_empty() && exponent.chars().all(|c| c.is_ascii_digit())
    });
    let is_number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit() || c == '.');
    if let Some((mantissa, _)) = mantissa {
        return is_number(mantissa);
    }
    text.split_once('.').is_some_and(|(whole, rest)| {
        let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
        whole.len() >= 15 && digits(whole) && digits(rest)
    })
}

/// Whether a number in a cell is too long to have kept all its digits.
#[must_use]
pub fn lost_digits_of_number(number: f64) -> bool {
    number.abs() >= 1e15
}

/// How a NIK is shown where it need not be read: area and serial only.
#[must_use]
pub fn masked(text: &str) -> String {
    let text = clean(text);
    match (text.get(..4), text.get(text.len().saturating_sub(4)..)) {
        (Some(area), Some(serial)) if text.len() == 16 => format!("{area} •••• •••• {serial}"),
        _ => "•".repeat(text.chars().count().min(16)),
    }
}

fn longest(month: u8) -> u8 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn says(born: Date, day: u8, month: u8, year: u8) -> bool {
    let number = |part: i8| u8::try_from(part).unwrap_or_default();
    let short = u8::try_from(born.year().rem_euclid(100)).unwrap_or_default();
    number(born.day()) == day && number(born.month()) == month && short == year
}

/// Codes of provinces (Kepmendagri 300.2.2-2138 of 2025).
fn is_province(code: u8) -> bool {
    matches!(code, 11..=19 | 21 | 31..=36 | 51..=53 | 61..=65 | 71..=76 | 81 | 82 | 91..=97)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_vector_of_domain_15() {
        assert_eq!(check("6203125505990000", None), Ok(vec![NikWarning::Serial]));
        assert_eq!(check("6203125505990000", Some(date(1999, 5, 15))), Ok(vec![NikWarning::Serial]));
    }

    #[test]
    fn days_and_months_on_both_sides_of_their_limits() {
        let with = |day: &str, month: &str| check(&format!("620312{day}{month}990001"), None);
        assert_eq!(with("41", "01"), Ok(vec![]));
        assert_eq!(with("40", "01"), Err(NikProblem::Day(40)));
        assert_eq!(with("71", "12"), Ok(vec![]));
        assert_eq!(with("72", "12"), Err(NikProblem::Day(72)));
        assert_eq!(with("00", "12"), Err(NikProblem::Day(0)));
        assert_eq!(with("01", "12"), Ok(vec![NikWarning::Man]));
        assert_eq!(with("31", "12"), Ok(vec![NikWarning::Man]));
        assert_eq!(with("32", "12"), Err(NikProblem::Day(32)));
        assert_eq!(with("45", "00"), Err(NikProblem::Month(0)));
        assert_eq!(with("45", "13"), Err(NikProblem::Month(13)));
        assert_eq!(with("69", "02"), Ok(vec![]));
        assert_eq!(with("70", "02"), Ok(vec![NikWarning::NoSuchDay]));
    }

    #[test]
    fn shape() {
        assert_eq!(check("620312550599000", None), Err(NikProblem::Length(15)));
        assert_eq!(check("62031255059900011", None), Err(NikProblem::Length(17)));
        assert_eq!(check("620312550599OOO1", None), Err(NikProblem::NotDigits));
        assert_eq!(check(" '6203.1255.0599-0001", None), Ok(vec![]));
        assert_eq!(check("", None), Err(NikProblem::Length(0)));
    }

    #[test]
    fn a_mismatch_warns_and_does_not_bar() {
        assert_eq!(check("6203125505990001", Some(date(1999, 5, 16))), Ok(vec![NikWarning::OtherBirthDate]));
        assert_eq!(check("9903125505990001", None), Ok(vec![NikWarning::Area]));
    }

    #[test]
    fn what_a_spreadsheet_rounded_is_recognised() {
        for text in ["6.20312551E+15", "6,20313E+15", "6.203125505990010e15", "6203125505990010.0"] {
            assert!(lost_digits(text), "{text}");
        }
        for text in ["6203125505990010", "6203.1255.0599.0001", "", "E", "e15", "tidak ada"] {
            assert!(!lost_digits(text), "{text}");
        }
        assert!(lost_digits_of_number(6_203_125_505_990_010.0));
        assert!(!lost_digits_of_number(203_125_505_990_010.0));
    }

    #[test]
    fn birth_date_stays_hidden() {
        assert_eq!(masked("6203125505990001"), "6203 •••• •••• 0001");
        assert_eq!(masked("123"), "•••");
        assert_eq!(masked(""), "");
    }
}
