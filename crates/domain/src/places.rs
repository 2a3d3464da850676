//! Finding a village by what people write: its code, its name, an alias, with the short forms and
//! spellings of the region (domain.md §10.5).

use strsim::jaro_winkler;

use crate::{facts::Village, ids::VillageCode};

/// The one village that a text can mean, by code, name or alias; none when it means none or several.
#[must_use]
pub fn match_village<'a>(text: &str, villages: impl IntoIterator<Item = &'a Village>) -> Option<VillageCode> {
    let code = digits(text);
    let wanted = folded(text);
    if wanted.is_empty() {
        return None;
    }
    let mut best: Option<(Fit, &Village, bool)> = None;
    for village in villages {
        let Some(fit) = fit(village, text, &code, &wanted) else { continue };
        best = match best {
            Some((known, first, _)) if known == fit && first.code != village.code => {
                Some((known, first, false))
            }
            Some((known, ..)) if known <= fit => best,
            _ => Some((fit, village, true)),
        };
    }
    best.filter(|(.., unique)| *unique).map(|(_, village, _)| VillageCode::new(&village.code))
}

/// The village whose name is closest to a text that matched none, to be suggested.
#[must_use]
pub fn closest_village<'a>(
    text: &str,
    villages: impl IntoIterator<Item = &'a Village>,
) -> Option<VillageCode> {
    let wanted = folded(text);
    let likeness = |village: &Village| {
        names(village).map(|name| jaro_winkler(&folded(name), &wanted)).fold(0.0, f64::max)
    };
    villages
        .into_iter()
        .map(|village| (likeness(village), village))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|(a, first), (b, second)| a.total_cmp(b).then_with(|| second.code.cmp(&first.code)))
        .map(|(_, village)| VillageCode::new(&village.code))
}

/// How well a village fits a text; the better comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Code,
    Name,
    Alias,
    Sound,
}

fn fit(village: &Village, text: &str, code: &str, wanted: &str) -> Option<Fit> {
    let own = digits(&village.code);
    let only_digits = !text.chars().any(char::is_alphabetic);
    // The last four digits are what people call the village's number (2001).
    if only_digits && code.len() >= 4 && (own == code || (code.len() == 4 && own.ends_with(code))) {
        return Some(Fit::Code);
    }
    if folded(&village.name) == wanted {
        return Some(Fit::Name);
    }
    if village.aliases.iter().any(|alias| folded(alias) == wanted) {
        return Some(Fit::Alias);
    }
    names(village).any(|name| sound(&folded(name)) == sound(wanted)).then_some(Fit::Sound)
}

fn names(village: &Village) -> impl Iterator<Item = &str> {
    std::iter::once(village.name.as_str()).chain(village.aliases.iter().map(String::as_str))
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Small letters without spaces, the word for village, and with short forms written out.
pub(crate) fn folded(text: &str) -> String {
    let text = text.to_lowercase();
    let mut words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .collect();
    if words.len() > 1
        && words
            .first()
            .is_some_and(|first| matches!(*first, "desa" | "ds" | "kampung" | "kp" | "kelurahan" | "kel"))
    {
        words.remove(0);
    }
    let long = |(at, word): (usize, &&str)| {
        match *word {
            "sungai" | "sei" | "sungei" | "sei." if at == 0 => "sei",
            "s" | "sg" | "si" if at == 0 && words.len() > 1 => "sei",
            "tumbang" | "tbg" | "tb" | "tmb" | "tumb" => "tumbang",
            "tanjung" | "tj" | "tjg" | "tg" => "tanjung",
            "hurung" | "hrg" => "hurung",
            "1" => "i",
            "2" => "ii",
            "3" => "iii",
            other => other,
        }
        .replace(['\'', '’'], "")
    };
    words.iter().enumerate().map(long).collect()
}

/// Vowels that the region's spellings swap, and letters written double.
pub(crate) fn sound(folded: &str) -> String {
    let mut heard = String::with_capacity(folded.len());
    for letter in folded.chars() {
        let letter = match letter {
            'o' => 'u',
            'y' => 'i',
            'v' => 'f',
            other => other,
        };
        // The numeral of "Barunang II" must not become "Barunang I".
        if !heard.ends_with(letter) || letter == 'i' {
            heard.push(letter);
        }
    }
    heard
}

#[cfg(test)]
mod tests {
    use super::*;

    fn villages() -> Vec<Village> {
        [
            ("62.03.12.2001", "Sei Hanyo", "Sei Hanyu"),
            ("62.03.12.2003", "Rahung Bungai", ""),
            ("62.03.12.2005", "Bulau Ngandung", "Bulai Ngandung"),
            ("62.03.12.2006", "Tumbang Puroh", ""),
            ("62.03.12.2013", "Barunang II", "Baronang II"),
            ("62.03.12.2014", "Hurung Tampang", ""),
            ("62.03.12.2018", "Jakatan Pari", ""),
            ("62.03.12.2019", "Tumbang Sirat", ""),
        ]
        .map(|(code, name, alias)| Village {
            code: code.to_owned(),
            name: name.to_owned(),
            aliases: [alias].into_iter().filter(|alias| !alias.is_empty()).map(str::to_owned).collect(),
            ..Village::default()
        })
        .into()
    }

    fn found(text: &str) -> Option<String> {
        match_village(text, &villages()).map(|code| code.to_string())
    }

    #[test]
    fn a_village_is_found_as_people_write_it() {
        let written = [
            ("62.03.12.2001", "2001"),
            ("6203122001", "2001"),
            ("2001", "2001"),
            ("SEI HANYO", "2001"),
            ("Sungai Hanyo", "2001"),
            ("S. Hanyo", "2001"),
            ("desa sei hanyu", "2001"),
            ("SeiHanyo", "2001"),
            ("Tbg. Puruh", "2006"),
            ("Tb Puroh", "2006"),
            ("Tumbang  Puruh", "2006"),
            ("tbg sirat", "2019"),
            ("Baronang II", "2013"),
            ("Barunang 2", "2013"),
            ("Ds. Horung Tampang", "2014"),
            ("bulai ngandung", "2005"),
        ];
        for (text, end) in written {
            assert_eq!(found(text), Some(format!("62.03.12.{end}")), "{text}");
        }
    }

    #[test]
    fn what_means_no_village_or_several_matches_none() {
        for text in ["", "  ", "Tumbang", "Masaha", "12", "62.03.12", "62.03.12.2099", "Barunang I", "Desa"] {
            assert_eq!(found(text), None, "{text}");
        }
        let mut twice = villages();
        twice.push(Village { code: "62.03.12.2099".into(), name: "SEI HANYO".into(), ..Village::default() });
        assert_eq!(match_village("sei hanyo", &twice), None);
    }

    #[test]
    fn the_closest_is_suggested() {
        let closest = |text| closest_village(text, &villages()).map(|code| code.to_string());
        assert_eq!(closest("Rahung Bunggai").as_deref(), Some("62.03.12.2003"));
        assert_eq!(closest("Jakatan Pary").as_deref(), Some("62.03.12.2018"));
        assert_eq!(closest("Palangka Raya"), None);
    }
}
