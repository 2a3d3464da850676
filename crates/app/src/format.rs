//! Dates and numbers as Indonesians write them, and reading them back.

use jiff::civil::{Date, DateTime, Time};

use crate::text::Text;

/// `1234.5` is `1.234,5`; whole numbers have no decimals.
#[must_use]
pub fn number(value: f64) -> String {
    decimals(value, usize::from(value.fract().abs() > 1e-9))
}

/// A number with this many decimals: comma for the decimals, point for the thousands.
#[must_use]
pub fn decimals(value: f64, places: usize) -> String {
    let plain = plain(value.abs(), places);
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    let sign = if value < 0.0 { "\u{2212}" } else { "" };
    if fraction.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped},{fraction}") }
}

/// A number that is not negative, with a point. What people measure has one decimal or none, and is
/// written as a whole number of tenths; the general way takes ten times as long, and a page has hundreds.
fn plain(value: f64, places: usize) -> String {
    let tenths = value * 10.0;
    if places > 1
        || tenths.fract().abs() > 0.0
        || tenths >= 1e15
        || (places == 0 && value.fract().abs() > 0.0)
    {
        return format!("{value:.places$}");
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number below 10^15")]
    let tenths = tenths as u64;
    if places == 0 { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

/// `21 Mei 2025`.
#[must_use]
pub fn date(text: &Text, date: Date) -> String {
    format!("{} {} {}", date.day(), month_name(text, date), date.year())
}

/// `Mei 2025`.
#[must_use]
pub fn month(text: &Text, day: Date) -> String {
    format!("{} {}", month_name(text, day), day.year())
}

/// `21 Mei`.
#[must_use]
pub fn short_date(text: &Text, date: Date) -> String {
    format!("{} {}", date.day(), month_name(text, date))
}

/// `Rabu, 21 Mei 2025`.
#[must_use]
pub fn long_date(text: &Text, day: Date) -> String {
    format!("{}, {}", weekday(text, day), date(text, day))
}

/// `21 Mei 2025 15.40`.
#[must_use]
pub fn date_time(text: &Text, at: DateTime) -> String {
    format!("{} {}", date(text, at.date()), time(at.time()))
}

/// `15.40`.
#[must_use]
pub fn time(time: Time) -> String {
    format!("{:02}.{:02}", time.hour(), time.minute())
}

/// `Rabu`.
#[must_use]
pub fn weekday(text: &Text, date: Date) -> &str {
    const DAYS: [&str; 7] = [
        "day-monday",
        "day-tuesday",
        "day-wednesday",
        "day-thursday",
        "day-friday",
        "day-saturday",
        "day-sunday",
    ];
    let at = date.weekday().to_monday_zero_offset();
    text.t(usize::try_from(at).ok().and_then(|at| DAYS.get(at)).unwrap_or(&"day-monday"))
}

fn month_name(text: &Text, date: Date) -> &str {
    const MONTHS: [&str; 12] = [
        "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9",
        "month-10", "month-11", "month-12",
    ];
    text.t(usize::try_from(date.month() - 1).ok().and_then(|at| MONTHS.get(at)).unwrap_or(&"month-1"))
}

/// A sum of money as people write it: `50000`, `50.000`, `Rp 50.000`.
#[must_use]
pub fn read_rupiah(text: &str) -> Option<u64> {
    let digits: String = text.chars().filter(|letter| !matches!(letter, '.' | ' ' | '\u{a0}')).collect();
    digits.trim_start_matches("Rp").parse().ok()
}

/// Reads a date as the browser's date field sends it (`2025-05-21`) or as people type it: day,
/// month, year with `/`, `-`, `.` or spaces. Two-digit years are of this century.
#[must_use]
pub fn read_date(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(date) = text.parse::<Date>() {
        return Some(date);
    }
    let mut parts = text.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty());
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let short = year.len() == 2;
    let year: i16 = year.parse().ok()?;
    Date::new(if short { 2000 + year } else { year }, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Reads an hour: `15:40`, `15.40`, `3.15`.
#[must_use]
pub fn read_time(text: &str) -> Option<Time> {
    let mut parts = text.trim().split([':', '.']);
    let (hour, minute) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Time::new(hour, minute, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;
    use crate::text::Lang;

    #[test]
    fn numbers_have_comma_and_points() {
        assert_eq!(number(61.5), "61,5");
        assert_eq!(number(2900.0), "2.900");
        assert_eq!(decimals(-1234567.891, 2), "\u{2212}1.234.567,89");
    }

    #[test]
    fn dates_are_read_as_typed() {
        for text in ["2025-05-21", "21/5/25", "21-05-2025", "21.5.2025", "21 5 25"] {
            assert_eq!(read_date(text), Some(day(2025, 5, 21)), "{text}");
        }
        assert_eq!(read_date("31/2/2025"), None);
        assert_eq!(long_date(Text::of(Lang::Id), day(2025, 5, 21)), "Rabu, 21 Mei 2025");
    }
}
