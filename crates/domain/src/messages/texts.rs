//! What is written in messages (`tables/message-texts.toml`), in the unit's own words where it has some.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::{
    facts::Unit,
    tables::{Row, Tables, compiled_in, rows},
};

/// A text of the table.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// The words, with what is filled in in braces.
    pub text: String,
}

static TEXTS: LazyLock<Vec<Row<Text>>> = LazyLock::new(|| {
    let editions = &Tables::builtin().editions;
    rows("message-texts.toml", "text", compiled_in!("message-texts"), editions)
        .expect("the table compiled in is tested to load")
});

/// The texts compiled in, in the order of the table.
#[must_use]
pub fn offered() -> &'static [Row<Text>] {
    &TEXTS
}

/// A text filled in: in the first of these languages that the unit has words for, else in the unit's Indonesian, else
/// in the table's.
#[must_use]
pub fn filled(unit: Option<&Unit>, id: &str, languages: &[String], fill: &[(&str, &str)]) -> String {
    let own = unit.and_then(|unit| unit.messages.as_ref()).and_then(|settings| settings.texts.get(id));
    let spoken = languages.iter().map(|language| language.to_lowercase()).chain(["indonesia".to_owned()]);
    let written = own.and_then(|own| {
        spoken.into_iter().find_map(|language| {
            own.iter().find(|(of, _)| of.to_lowercase() == language).map(|(_, text)| text.as_str())
        })
    });
    let standard = || offered().iter().find(|row| row.id == id).map_or("", |row| row.text.as_str());
    let template = written.filter(|text| !text.trim().is_empty()).unwrap_or_else(standard);
    put_in(template, fill)
}

/// Fills each place in once; what is filled in is not looked at again.
fn put_in(template: &str, fill: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let place = after.split_once('}').and_then(|(name, next)| {
            fill.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, next))
        });
        match place {
            Some((value, next)) => {
                text.push_str(value);
                rest = next;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

/// The letters of the basic alphabet of text messages (3GPP TS 23.038, table 6.2.1), besides those of ASCII.
const BASIC: &str = "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà\n\r";
/// Letters of ASCII that take the place of two (its extension table), or that it lacks (the backtick).
const EXTENDED: &str = "^{}\\[~]|€";

/// How many parts a text is sent in, each of which costs: 160 letters of the basic alphabet in one part or 153 in each
/// of several, 70 and 67 where any letter is not of that alphabet.
#[must_use]
pub fn parts(text: &str) -> usize {
    let weight = |letter: char| match letter {
        _ if EXTENDED.contains(letter) => Some(2),
        '`' => None,
        ' '..='~' => Some(1),
        _ => BASIC.contains(letter).then_some(1),
    };
    let basic: Option<usize> = text.chars().map(weight).sum();
    match basic {
        Some(letters) if letters <= 160 => 1,
        Some(letters) => letters.div_ceil(153),
        None => match text.encode_utf16().count() {
            units if units <= 70 => 1,
            units => units.div_ceil(67),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_not_looked_at_again() {
        assert_eq!(put_in("Ibu {nama}, {lain} {nama}", &[("nama", "{nama}")]), "Ibu {nama}, {lain} {nama}");
        assert_eq!(put_in("{", &[]), "{");
        assert_eq!(put_in("{nama", &[("nama", "x")]), "{nama");
    }

    #[test]
    fn parts_are_counted_as_operators_count() {
        assert_eq!(parts(""), 1);
        assert_eq!((parts(&"a".repeat(160)), parts(&"a".repeat(161)), parts(&"a".repeat(307))), (1, 2, 3));
        assert_eq!((parts(&"€".repeat(80)), parts(&"€".repeat(81))), (1, 2));
        assert_eq!((parts(&"ŋ".repeat(70)), parts(&"ŋ".repeat(71))), (1, 2));
        assert_eq!(parts("`"), 1);
    }

    #[test]
    fn texts_fit_one_part_when_names_are_of_usual_length() {
        let fill = [
            ("dukun", "Tambi Uning"),
            ("bidan", "Bidan Rina"),
            ("desa", "Tumbang Puroh"),
            ("jam", "23.59"),
            ("telepon", "081234567890"),
            ("nama", "Siti, Ani"),
            ("tanggal", "21 Mei"),
            ("kegiatan", "perahu ambulans siap"),
        ];
        for row in offered() {
            let text = filled(None, &row.id, &[], &fill);
            assert!(!text.contains('{'), "{text}");
            assert_eq!(parts(&text), 1, "{}: {} letters", row.id, text.chars().count());
        }
    }
}
