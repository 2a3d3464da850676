//! Texts as they can be printed and archived: without what no font has, what nobody sees, and words that
//! are wider than a sheet.

use serde_json::Value;

use crate::typeset;

/// A word that is longer has places put into it where a line may end: no sheet is wide enough for it.
const LONGEST_WORD: usize = 40;
/// How far such places are apart.
const PIECE: usize = 20;
/// Stands for a letter that no font has.
const UNKNOWN: char = '□';
/// Where a line may end, unseen.
const MAY_END: char = '\u{200b}';

/// Cleans every text within, and leaves out the bytes of pictures: they are handed over as files.
pub(crate) fn clean(value: &mut Value) {
    match value {
        Value::String(text) => *text = text_cleaned(text),
        Value::Array(values) => values.iter_mut().for_each(clean),
        Value::Object(fields) => {
            fields.remove("bytes");
            fields.values_mut().for_each(clean);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn text_cleaned(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut word = 0;
    let length = |rest: &str| rest.chars().take_while(|sign| !sign.is_whitespace()).count();
    let mut long = false;
    for (at, sign) in text.char_indices() {
        let Some(sign) = sign_cleaned(sign) else { continue };
        if sign.is_whitespace() {
            word = 0;
        } else {
            if word == 0 {
                long = text.get(at..).is_some_and(|rest| length(rest) > LONGEST_WORD);
            }
            if long && word > 0 && word % PIECE == 0 {
                cleaned.push(MAY_END);
            }
            word += 1;
        }
        cleaned.push(sign);
    }
    cleaned
}

/// A sign as it is printed; nothing for what directs, joins or hides others.
fn sign_cleaned(sign: char) -> Option<char> {
    match sign {
        '\n' => Some('\n'),
        '\t' | '\r' => Some(' '),
        sign if sign.is_control() => None,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => None,
        '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}' => None,
        sign if sign.is_whitespace() => Some(if sign == '\u{a0}' { sign } else { ' ' }),
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => Some(UNKNOWN),
        sign => Some(if typeset::can_print(sign) { sign } else { UNKNOWN }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_texts_stay_as_they_are() {
        let text = "Yohanes Fransiskus, S.Kep., Ners. – “Kami optimis”, 50 % ½ é ≥ Ł\nbaris dua";
        assert_eq!(text_cleaned(text), text);
    }

    #[test]
    fn what_no_font_has_is_shown_as_missing() {
        assert_eq!(text_cleaned("a😀b\u{e123}c"), "a□b□c");
        assert!(typeset::can_print(UNKNOWN));
    }

    #[test]
    fn what_nobody_sees_is_left_out() {
        assert_eq!(text_cleaned("a\u{0}\u{7}\u{202e}b\u{200d}\u{feff}c\td\u{2028}e"), "abc d e");
    }

    #[test]
    fn long_words_may_be_broken() {
        assert_eq!(text_cleaned(&"a".repeat(40)), "a".repeat(40));
        let long = text_cleaned(&format!("b {}", "a".repeat(41)));
        assert_eq!(long, format!("b {0}\u{200b}{0}\u{200b}a", "a".repeat(20)));
    }
}
