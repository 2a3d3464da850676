//! Numbers, sums and dates in Indonesian words, as official papers write them.
//!
//! A receipt says its sum twice, in figures and in words, and an agreement the day on which it was made, so
//! that nobody can change one of them unseen.

use jiff::civil::{Date, Weekday};

const DIGITS: [&str; 12] = [
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh",
    "sebelas",
];

/// What groups of three digits are called, from the largest.
const GROUPS: [(u64, &str); 6] = [
    (1_000_000_000_000_000_000, "kuintiliun"),
    (1_000_000_000_000_000, "kuadriliun"),
    (1_000_000_000_000, "triliun"),
    (1_000_000_000, "miliar"),
    (1_000_000, "juta"),
    (1_000, "ribu"),
];

const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

const ROMAN_MONTHS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/// A number in words: `seribu sebelas` for 1011.
#[must_use]
pub fn number(number: u64) -> String {
    let mut words = Vec::new();
    let mut rest = number;
    for (size, name) in GROUPS {
        match rest / size {
            0 => {}
            1 if size == 1_000 => words.push("seribu"),
            count => {
                below_thousand(count, &mut words);
                words.push(name);
            }
        }
        rest %= size;
    }
    below_thousand(rest, &mut words);
    if words.is_empty() { DIGITS[0].to_owned() } else { words.join(" ") }
}

/// The words of 1 to 999; nothing for 0.
fn below_thousand(number: u64, words: &mut Vec<&'static str>) {
    let digit = |digit: u64| usize::try_from(digit).ok().and_then(|at| DIGITS.get(at)).copied();
    match number / 100 {
        0 => {}
        1 => words.push("seratus"),
        hundreds => words.extend(digit(hundreds).into_iter().chain(["ratus"])),
    }
    match number % 100 {
        0 => {}
        small @ 1..=11 => words.extend(digit(small)),
        teen @ 12..=19 => words.extend(digit(teen - 10).into_iter().chain(["belas"])),
        more => {
            words.extend(digit(more / 10).into_iter().chain(["puluh"]));
            words.extend(if more % 10 == 0 { None } else { digit(more % 10) });
        }
    }
}

/// A sum of money in words: `lima puluh ribu rupiah`.
#[must_use]
pub fn rupiah(sum: u64) -> String {
    number(sum) + " rupiah"
}

/// A sum of money in figures: `Rp50.000`.
#[must_use]
pub fn rupiah_in_figures(sum: u64) -> String {
    format!("Rp{}", in_figures(sum))
}

/// A number in figures, with a point between groups of three: `1.250.000`.
#[must_use]
pub fn in_figures(number: u64) -> String {
    let digits = number.to_string();
    let mut figures = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            figures.push('.');
        }
        figures.push(digit);
    }
    figures
}

/// The same words, each with a capital: `Dua Puluh Satu`.
#[must_use]
pub fn capitalised(words: &str) -> String {
    words.split(' ').map(with_capital).collect::<Vec<_>>().join(" ")
}

/// The same text, its first letter a capital: `Lima puluh ribu rupiah`.
#[must_use]
pub fn with_capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The day of the week: `Rabu`.
#[must_use]
pub fn day(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "Senin",
        Weekday::Tuesday => "Selasa",
        Weekday::Wednesday => "Rabu",
        Weekday::Thursday => "Kamis",
        Weekday::Friday => "Jumat",
        Weekday::Saturday => "Sabtu",
        Weekday::Sunday => "Minggu",
    }
}

/// The month: `Mei`.
#[must_use]
pub fn month(date: Date) -> &'static str {
    of_month(&MONTHS, date)
}

/// The month in Roman figures, as letter numbers have it: `V`.
#[must_use]
pub fn roman_month(date: Date) -> &'static str {
    of_month(&ROMAN_MONTHS, date)
}

fn of_month(names: &[&'static str; 12], date: Date) -> &'static str {
    usize::try_from(date.month() - 1).ok().and_then(|at| names.get(at)).copied().unwrap_or_default()
}

/// A date as a letter has it: `21 Mei 2025`.
#[must_use]
pub fn date(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// A date with its day: `Rabu, 21 Mei 2025`.
#[must_use]
pub fn day_and_date(on: Date) -> String {
    format!("{}, {}", day(on), date(on))
}

/// A date as an agreement has it: `Rabu tanggal Dua Puluh Satu bulan Mei tahun Dua Ribu Dua Puluh Lima
/// (21-05-2025)`.
#[must_use]
pub fn date_in_words(date: Date) -> String {
    let words = |figure: i16| capitalised(&number(u64::from(figure.unsigned_abs())));
    format!(
        "{} tanggal {} bulan {} tahun {} ({:02}-{:02}-{:04})",
        day(date),
        words(i16::from(date.day())),
        month(date),
        words(date.year()),
        date.day(),
        date.month(),
        date.year(),
    )
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use jiff::civil::date as on;

    use super::*;

    #[test]
    fn numbers_as_people_say_them() {
        for (figure, words) in [
            (0, "nol"),
            (1, "satu"),
            (10, "sepuluh"),
            (11, "sebelas"),
            (12, "dua belas"),
            (19, "sembilan belas"),
            (20, "dua puluh"),
            (21, "dua puluh satu"),
            (100, "seratus"),
            (101, "seratus satu"),
            (111, "seratus sebelas"),
            (210, "dua ratus sepuluh"),
            (999, "sembilan ratus sembilan puluh sembilan"),
            (1_000, "seribu"),
            (1_011, "seribu sebelas"),
            (2_025, "dua ribu dua puluh lima"),
            (11_000, "sebelas ribu"),
            (100_000, "seratus ribu"),
            (101_000, "seratus satu ribu"),
            (1_000_000, "satu juta"),
            (1_001_000, "satu juta seribu"),
            (1_250_000, "satu juta dua ratus lima puluh ribu"),
            (1_000_000_000, "satu miliar"),
            (3_000_000_015, "tiga miliar lima belas"),
        ] {
            assert_eq!(number(figure), words);
        }
        assert_eq!(
            number(999_999_999_999),
            "sembilan ratus sembilan puluh sembilan miliar sembilan ratus sembilan puluh sembilan juta \
             sembilan ratus sembilan puluh sembilan ribu sembilan ratus sembilan puluh sembilan"
        );
        assert!(number(u64::MAX).starts_with("delapan belas kuintiliun"));
    }

    #[test]
    fn no_two_numbers_are_said_alike() {
        let said: HashSet<String> = (0..30_000).map(number).collect();
        assert_eq!(said.len(), 30_000);
    }

    #[test]
    fn sums_in_words_and_figures() {
        assert_eq!(rupiah(50_000), "lima puluh ribu rupiah");
        assert_eq!(rupiah(25_000), "dua puluh lima ribu rupiah");
        assert_eq!(rupiah_in_figures(50_000), "Rp50.000");
        assert_eq!(rupiah_in_figures(0), "Rp0");
        assert_eq!(rupiah_in_figures(999), "Rp999");
        assert_eq!(rupiah_in_figures(1_250_000), "Rp1.250.000");
    }

    #[test]
    fn the_day_of_the_example_in_every_way() {
        let the_day = on(2025, 5, 21);
        assert_eq!(date(the_day), "21 Mei 2025");
        assert_eq!(day_and_date(the_day), "Rabu, 21 Mei 2025");
        assert_eq!(roman_month(the_day), "V");
        assert_eq!(
            date_in_words(the_day),
            "Rabu tanggal Dua Puluh Satu bulan Mei tahun Dua Ribu Dua Puluh Lima (21-05-2025)"
        );
    }

    #[test]
    fn every_day_and_month_has_its_name() {
        let days: Vec<&str> = (5..=11).map(|of| day(on(2026, 1, of))).collect();
        assert_eq!(days, ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]);
        let months: HashSet<&str> = (1..=12).map(|of| month(on(2026, of, 1))).collect();
        assert_eq!(months.len(), 12);
        assert_eq!(month(on(2026, 12, 31)), "Desember");
        assert_eq!(roman_month(on(2026, 9, 1)), "IX");
    }

    #[test]
    fn capitals() {
        assert_eq!(capitalised("dua puluh satu"), "Dua Puluh Satu");
        assert_eq!(with_capital("lima puluh"), "Lima puluh");
        assert_eq!(capitalised(""), "");
    }
}
