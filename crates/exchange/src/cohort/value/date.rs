//! Days, as people write them: always day before month.

use jiff::{Span, civil::Date};

use super::{Misread, Understood, spoken};
use crate::cohort::cell::Cell;

/// How a year of two digits is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Century {
    /// Always of this century: a contact, a birth, an expected date.
    This,
    /// A date of birth of a grown woman, hence never after this day.
    Past(Date),
}

/// Days between the two epochs that spreadsheets count from.
const EPOCHS_APART: i32 = 1462;
/// Plain numbers in this range are days counted by a spreadsheet (1954 to 2064).
const SERIALS: std::ops::RangeInclusive<f64> = 20_000.0..=60_000.0;

/// Reads a day. `from_1904` says how the workbook counts plain numbers.
///
/// # Errors
/// [`Misread::NotADate`], and [`Misread::BrokenFormula`].
pub fn date(cell: &Cell, century: Century, from_1904: bool) -> Understood<Date> {
    match cell {
        Cell::Stamp { date: Some(date), .. } => Ok(Some(*date)),
        Cell::Stamp { .. } | Cell::Bool(_) => Err(Misread::NotADate),
        Cell::Number(serial) if SERIALS.contains(serial) => {
            of_serial(*serial, from_1904).map(Some).ok_or(Misread::NotADate)
        }
        // Typed 12.03 in a spreadsheet that reads a point as decimal, or 12032025.
        Cell::Number(number) => typed(&number.to_string(), century).map(Some).ok_or(Misread::NotADate),
        // A word such as "lupa" says that somebody should ask again: it is no date, and not nothing.
        cell => match spoken(cell)? {
            None if !cell.line().chars().any(char::is_alphanumeric) => Ok(None),
            None => Err(Misread::NotADate),
            Some(text) => typed(&text, century).map(Some).ok_or(Misread::NotADate),
        },
    }
}

fn of_serial(serial: f64, from_1904: bool) -> Option<Date> {
    #[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
    let days = serial.floor() as i32 + if from_1904 { EPOCHS_APART } else { 0 };
    jiff::civil::date(1899, 12, 30).checked_add(Span::new().days(days)).ok()
}

fn typed(text: &str, century: Century) -> Option<Date> {
    let text = text.trim_start_matches(['\'', '`', '=']).trim();
    let parts = parts(text);
    match parts.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [whole] if whole.bytes().all(|byte| byte.is_ascii_digit()) => run_of_digits(whole),
        [year, month, day, rest @ ..] if year.len() == 4 && is_hour(rest) => build(year, month, day, century),
        [day, month, year, rest @ ..] if is_hour(rest) => build(year, month, day, century),
        _ => None,
    }
}

/// Whether what stands behind a day is an hour, or nothing.
fn is_hour(rest: &[&str]) -> bool {
    let words = ["t", "z", "wib", "jam", "pukul", "pkl"];
    rest.iter().all(|part| {
        words.contains(part) || (part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// The numbers and words of the text, without the name of a weekday; `12mar2025` is three.
fn parts(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut last = ' ';
    for letter in text.chars() {
        if letter.is_ascii_digit() || letter.is_alphabetic() {
            let goes_on = last.is_ascii_digit() == letter.is_ascii_digit() && last.is_alphanumeric();
            match parts.last_mut() {
                Some(part) if goes_on => part.push(letter),
                _ => parts.push(letter.to_string()),
            }
        } else if !" ./-,\\_'’:–".contains(letter) {
            return Vec::new();
        }
        last = letter;
    }
    parts.retain(|part| !WEEKDAYS.contains(&part.as_str()));
    parts
}

const WEEKDAYS: &[&str] =
    &["senin", "selasa", "rabu", "kamis", "jumat", "jum", "at", "sabtu", "minggu", "ahad", "tgl", "tanggal"];

fn build(year: &str, month: &str, day: &str, century: Century) -> Option<Date> {
    let day: i8 = (day.len() <= 2).then(|| day.parse().ok())??;
    let month = if month.len() <= 2 { month.parse().ok() } else { None }.or_else(|| month_named(month))?;
    let year = year_of(year, century)?;
    Date::new(year, month, day).ok()
}

fn year_of(text: &str, century: Century) -> Option<i16> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let year: i16 = text.parse().ok().filter(|_| digits)?;
    match (text.len(), century) {
        (4, _) => Some(year),
        (2, Century::This) => Some(2000 + year),
        (2, Century::Past(last)) => Some(if 2000 + year > last.year() { 1900 + year } else { 2000 + year }),
        _ => None,
    }
}

/// `12032025` or `20250312`; nothing when it could be either.
fn run_of_digits(text: &str) -> Option<Date> {
    if let (5, Ok(serial)) = (text.len(), text.parse::<f64>()) {
        return Some(serial)
            .filter(|serial| SERIALS.contains(serial))
            .and_then(|serial| of_serial(serial, false));
    }
    if text.len() != 8 {
        return None;
    }
    let plausible = |date: &Date| (1940..=2100).contains(&date.year());
    let cut = |year: std::ops::Range<usize>, month: std::ops::Range<usize>, day: std::ops::Range<usize>| {
        build(text.get(year)?, text.get(month)?, text.get(day)?, Century::This).filter(plausible)
    };
    match (cut(4..8, 2..4, 0..2), cut(0..4, 4..6, 6..8)) {
        (Some(date), None) | (None, Some(date)) => Some(date),
        _ => None,
    }
}

/// The month of an Indonesian or English name, or of a usual short form.
fn month_named(name: &str) -> Option<i8> {
    const MONTHS: [&[&str]; 12] = [
        &["januari", "january", "jan"],
        &["februari", "february", "pebruari", "feb", "peb"],
        &["maret", "march", "mar", "mrt"],
        &["april", "apr", "apl"],
        &["mei", "may", "me"],
        &["juni", "june", "jun"],
        &["juli", "july", "jul"],
        &["agustus", "august", "agt", "agu", "ags", "agst", "agus", "aug"],
        &["september", "sept", "sep"],
        &["oktober", "october", "okt", "oct"],
        &["november", "nopember", "nov", "nop", "nopem"],
        &["desember", "december", "des", "dec"],
    ];
    (1..).zip(MONTHS).find(|(_, names)| names.contains(&name)).map(|(month, _)| month)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Understood<Date> {
        date(&Cell::text(text), Century::This, false)
    }

    #[test]
    fn days_as_people_write_them() {
        let ways = [
            "12/03/2025",
            "12-3-25",
            "12.03.2025",
            "12 Mar 2025",
            "12 Maret 2025",
            "2025-03-12",
            "12/3/25",
            " 12 - 03 - 2025 ",
            "12Mar2025",
            "12-Mar-25",
            "12 MARET 2025",
            "Rabu, 12 Maret 2025",
            "'12/03/2025",
            "12/03/2025 08:30",
            "2025-03-12T08:30:00",
            "12032025",
            "45728",
            "12 March '25",
            "2025/03/12",
        ];
        for way in ways {
            assert_eq!(read(way), Ok(Some(day(2025, 3, 12))), "{way}");
        }
    }

    #[test]
    fn months_in_their_short_forms() {
        let cases = [
            ("Agt", 8),
            ("Agu", 8),
            ("Ags", 8),
            ("Okt", 10),
            ("Des", 12),
            ("Mei", 5),
            ("Peb", 2),
            ("Nop", 11),
            ("Sept.", 9),
        ];
        for (name, month) in cases {
            assert_eq!(read(&format!("4 {name} 2025")), Ok(Some(day(2025, month, 4))), "{name}");
        }
    }

    #[test]
    fn what_is_no_date_is_said_to_be_none() {
        for text in [
            "31/02/2025",
            "12 Mrt 24x",
            "belum",
            "12/13/2025",
            "lupa tanggal",
            "12/2025",
            "Maret 2025",
            "0",
            "12/03/20255",
            "12?03?2025",
            "32-1-25",
        ] {
            assert_eq!(read(text), Err(Misread::NotADate), "{text}");
        }
        for text in ["", "-", "  "] {
            assert_eq!(read(text), Ok(None), "{text:?}");
        }
    }

    #[test]
    fn two_digits_of_a_year_of_birth_lie_in_the_past() {
        let past = Century::Past(day(2025, 6, 1));
        assert_eq!(date(&Cell::text("8-10-94"), past, false), Ok(Some(day(1994, 10, 8))));
        assert_eq!(date(&Cell::text("1-6-00"), past, false), Ok(Some(day(2000, 6, 1))));
        assert_eq!(date(&Cell::text("1-6-26"), past, false), Ok(Some(day(1926, 6, 1))));
    }

    #[test]
    fn plain_numbers_count_from_the_epoch_of_the_workbook() {
        assert_eq!(date(&Cell::Number(45728.0), Century::This, false), Ok(Some(day(2025, 3, 12))));
        assert_eq!(date(&Cell::Number(44266.0), Century::This, true), Ok(Some(day(2025, 3, 12))));
        assert_eq!(date(&Cell::Number(12.0), Century::This, false), Err(Misread::NotADate));
    }

    proptest! {
        #[test]
        fn every_day_comes_back_however_it_is_written(days in 0..36_000_i32, way in 0..5) {
            let wanted = day(1990, 1, 1).saturating_add(Span::new().days(days));
            let (d, m, y) = (wanted.day(), wanted.month(), wanted.year());
            let names = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];
            let text = match way {
                0 => format!("{d:02}/{m:02}/{y}"),
                1 => format!("{d}-{m}-{y}"),
                2 => format!("{d:02}.{m:02}.{y}"),
                3 => format!("{y}-{m:02}-{d:02}"),
                _ => format!("{d} {} {y}", names[usize::try_from(m).unwrap() - 1]),
            };
            prop_assert_eq!(read(&text), Ok(Some(wanted)));
        }

        #[test]
        fn no_text_breaks_the_parser(text in ".{0,30}") {
            let _ = read(&text);
            let _ = date(&Cell::text(&text), Century::Past(day(2025, 1, 1)), true);
        }
    }
}
