//! How many messages a text fills, and in which alphabet: what it costs.

/// The alphabet that a text needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alphabet {
    /// The default alphabet with its extension table: 160 characters alone, 153 in each of several parts.
    Gsm7,
    /// UTF-16: 70 units alone, 67 in each of several parts.
    Ucs2,
}

/// The alphabet and the number of parts of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segments {
    /// Which alphabet.
    pub alphabet: Alphabet,
    /// How many messages an operator counts.
    pub parts: usize,
}

/// No text of ours fills more parts than this.
pub const MAX_PARTS: usize = 10;

/// The basic table of 3GPP TS 23.038, §6.2.1, without the escape.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Its extension table, §6.2.1.1: each takes two places.
const EXTENDED: &str = "\u{c}^{}\\[~]|€";

/// Counts by 3GPP TS 23.038 (alphabets) and TS 23.040, §9.2.3.24.1 (parts with a header of six bytes). A character
/// that takes two places is never cut in two.
pub fn segments(text: &str) -> Segments {
    let septets: Option<Vec<usize>> = text
        .chars()
        .map(|letter| if BASIC.contains(letter) { Some(1) } else { EXTENDED.contains(letter).then_some(2) })
        .collect();
    match septets {
        Some(places) => Segments { alphabet: Alphabet::Gsm7, parts: parts(&places, 160, 153) },
        None => {
            let places: Vec<usize> = text.chars().map(char::len_utf16).collect();
            Segments { alphabet: Alphabet::Ucs2, parts: parts(&places, 70, 67) }
        }
    }
}

fn parts(places: &[usize], alone: usize, each: usize) -> usize {
    if places.iter().sum::<usize>() <= alone {
        return 1;
    }
    let (full, _) = places.iter().fold((1, 0), |(parts, filled), place| {
        if filled + place > each { (parts + 1, *place) } else { (parts, filled + place) }
    });
    full
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(text: &str) -> (Alphabet, usize) {
        let segments = segments(text);
        (segments.alphabet, segments.parts)
    }

    #[test]
    fn borders_are_where_the_standard_puts_them() {
        use Alphabet::{Gsm7, Ucs2};
        assert_eq!(counted(""), (Gsm7, 1));
        assert_eq!(counted(&"a".repeat(160)), (Gsm7, 1));
        assert_eq!(counted(&"a".repeat(161)), (Gsm7, 2));
        assert_eq!(counted(&"a".repeat(306)), (Gsm7, 2));
        assert_eq!(counted(&"a".repeat(307)), (Gsm7, 3));
        assert_eq!(counted(&"€".repeat(80)), (Gsm7, 1));
        assert_eq!(counted(&"€".repeat(81)), (Gsm7, 2));
        // 153 is odd: the 77th sign with two places begins the next part.
        assert_eq!(counted(&"€".repeat(152)), (Gsm7, 2));
        assert_eq!(counted(&"€".repeat(153)), (Gsm7, 3));
        assert_eq!(counted(&"—".repeat(70)), (Ucs2, 1));
        assert_eq!(counted(&"—".repeat(71)), (Ucs2, 2));
        assert_eq!(counted(&"😀".repeat(35)), (Ucs2, 1));
        assert_eq!(counted(&"😀".repeat(36)), (Ucs2, 2));
        assert_eq!(counted(&"😀".repeat(67)), (Ucs2, 3));
    }

    #[test]
    fn the_basic_table_has_its_127_signs() {
        assert_eq!(BASIC.chars().count(), 127);
        assert_eq!(EXTENDED.chars().count(), 10);
    }
}
