//! Hours of the day.

use jiff::civil::Time;

use super::{Misread, Understood, spoken};
use crate::cohort::cell::Cell;

/// Reads an hour: `15:40`, `3.15`, `03:15`, `15.40 WIB`, `15`, or a spreadsheet's time.
///
/// # Errors
/// [`Misread::NotATime`], and [`Misread::BrokenFormula`].
pub fn time(cell: &Cell) -> Understood<Time> {
    let found = match cell {
        Cell::Stamp { time: Some(time), .. } => Some(*time),
        Cell::Stamp { .. } | Cell::Bool(_) => None,
        // A fraction of a day whose format was lost.
        Cell::Number(number) if (0.0..1.0).contains(number) => of_minutes((number * 1440.0).round()),
        // 3.15 typed as a number is a quarter past three; 9.3 was 9.30.
        Cell::Number(number) => {
            let hours = number.floor();
            let minutes = ((number - hours) * 100.0).round();
            (minutes < 60.0).then(|| of_minutes(hours * 60.0 + minutes)).flatten()
        }
        cell => match spoken(cell)? {
            None => return Ok(None),
            Some(text) => typed(&text),
        },
    };
    found.map(Some).ok_or(Misread::NotATime)
}

fn of_minutes(minutes: f64) -> Option<Time> {
    if !(0.0..1440.0).contains(&minutes) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
    let minutes = minutes as i16;
    Time::new(i8::try_from(minutes / 60).ok()?, i8::try_from(minutes % 60).ok()?, 0, 0).ok()
}

fn typed(text: &str) -> Option<Time> {
    let mut bare = text.trim_start_matches(['\'', '`']);
    for word in ["jam", "pukul", "pkl"] {
        bare = bare.strip_prefix(word).unwrap_or(bare).trim_start_matches(['.', ' ']);
    }
    for word in ["wib", "wita", "wit"] {
        bare = bare.strip_suffix(word).unwrap_or(bare).trim_end();
    }
    let afternoon = ["pm", "sore", "malam"].iter().find_map(|word| bare.strip_suffix(word));
    let morning = ["am", "pagi", "subuh"].iter().find_map(|word| bare.strip_suffix(word));
    let bare = afternoon.or(morning).unwrap_or(bare).trim();
    let parts: Vec<&str> = bare.split([':', '.', ',']).map(str::trim).collect();
    let (hours, minutes) = match parts.as_slice() {
        [hours] => (*hours, "00"),
        [hours, minutes] | [hours, minutes, _] if minutes.len() == 2 => (*hours, *minutes),
        _ => return None,
    };
    let small = |text: &str| text.parse::<i8>().ok().filter(|_| (1..=2).contains(&text.len()));
    let hour = small(hours)? + if afternoon.is_some() && small(hours)? < 12 { 12 } else { 0 };
    Time::new(hour, small(minutes)?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::time as at;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hours_as_people_write_them() {
        let cases = [
            ("15:40", at(15, 40, 0, 0)),
            ("3.15", at(3, 15, 0, 0)),
            ("03:15", at(3, 15, 0, 0)),
            ("15:40 WIB", at(15, 40, 0, 0)),
            ("jam 9", at(9, 0, 0, 0)),
            ("Pkl. 09.05", at(9, 5, 0, 0)),
            ("03:15:00", at(3, 15, 0, 0)),
            ("3.15 PM", at(15, 15, 0, 0)),
        ];
        for (typed, wanted) in cases {
            assert_eq!(time(&Cell::text(typed)), Ok(Some(wanted)), "{typed}");
        }
        for typed in ["25:00", "12:60", "malam", "3.5", "12:3"] {
            assert_eq!(time(&Cell::text(typed)), Err(Misread::NotATime), "{typed}");
        }
    }

    #[test]
    fn hours_that_a_spreadsheet_made_numbers() {
        assert_eq!(time(&Cell::Number(0.378_472_222)), Ok(Some(at(9, 5, 0, 0))));
        assert_eq!(time(&Cell::Number(3.15)), Ok(Some(at(3, 15, 0, 0))));
        assert_eq!(time(&Cell::Number(9.3)), Ok(Some(at(9, 30, 0, 0))));
        assert_eq!(time(&Cell::Number(24.0)), Err(Misread::NotATime));
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_parser(typed in ".{0,15}", number: f64) {
            let _ = time(&Cell::text(&typed));
            let _ = time(&Cell::Number(number));
        }
    }
}
