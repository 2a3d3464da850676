//! Text as it is typed on many telephones, made plain: no invisible signs, no letters of other widths.

/// How many characters of a message are read: ten parts of the longest kind are 1,530.
pub const LONGEST: usize = 2_000;

/// The text without what a telephone or a gateway put into it and nobody typed: characters without width, control
/// characters, marks of direction, letters of double width, curly quotes, and what a wrong encoding left behind. At
/// most [`LONGEST`] characters. Lines stay lines.
#[must_use]
pub fn clean(text: &str) -> String {
    let mut plain = String::with_capacity(text.len().min(4 * LONGEST));
    for letter in text.chars().take(LONGEST).filter_map(cleaned) {
        if letter != ' ' || !plain.ends_with(' ') {
            plain.push(letter);
        }
    }
    plain
}

/// One character as it is read; none where it has no width.
fn cleaned(letter: char) -> Option<char> {
    let letter = match letter {
        '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' => '\n',
        // Soft hyphen, zero-width characters and marks of direction, variation selectors, what could not be decoded.
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' => return None,
        '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' => return None,
        '\u{feff}' | '\u{fff9}'..='\u{fffd}' | '\u{e0000}'..='\u{e0fff}' => return None,
        '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' | 'ʼ' | 'ʻ' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '‐'..='―' | '−' => '-',
        '…' => '.',
        '！'..='～' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(' '),
        other if other.is_control() || other.is_whitespace() => ' ',
        other => other,
    };
    Some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_typed_is_gone() {
        assert_eq!(clean("HA\u{200b}MIL\u{feff} Si\u{ad}ti"), "HAMIL Siti");
        assert_eq!(clean("ＨＡＭＩＬ　Ｓｉｔｉ，　３"), "HAMIL Siti, 3");
        assert_eq!(clean("\0HAMIL\0\u{7}\tSiti\r\n3 bulan\u{a0}\u{a0}"), " HAMIL Siti \n3 bulan ");
        assert_eq!(clean("Nor‘aini “sakit”…"), "Nor'aini \"sakit\".");
        assert_eq!(clean("HAMIL 🤰🏽 Siti"), "HAMIL 🤰🏽 Siti");
        assert_eq!(clean(&"a".repeat(5_000)).len(), LONGEST);
    }
}
