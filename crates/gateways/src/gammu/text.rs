//! The texts of `unicode` and `standard` inbox files.

use crate::{Kind, Text};

/// The words of the parts of a message, in order. Parts are joined before they are read, because a sign of two UTF-16
/// units may be cut in two between them.
pub(super) fn words(parts: &[Vec<u8>]) -> Kind {
    let units: Option<Vec<Vec<u16>>> = parts.iter().map(|part| utf16(part)).collect();
    let words = match units {
        Some(units) => String::from_utf16_lossy(&units.concat()),
        None => plain(&parts.concat()),
    };
    Kind::Text(Text(words))
}

/// The units of a file that begins with a byte order mark, up to the end of the text: SMSD counts characters in its
/// locale's bytes and writes what lies behind it in memory, too.
fn utf16(part: &[u8]) -> Option<Vec<u16>> {
    let (big, rest) = match part {
        [0xFE, 0xFF, rest @ ..] => (true, rest),
        [0xFF, 0xFE, rest @ ..] => (false, rest),
        _ => return None,
    };
    let pairs = rest.chunks_exact(2).filter_map(|pair| pair.try_into().ok());
    let units = pairs.map(|pair| if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) });
    Some(units.take_while(|unit| *unit != 0).collect())
}

/// UTF-8, or else ISO 8859-1, in which every byte is a character.
fn plain(bytes: &[u8]) -> String {
    str::from_utf8(bytes).map_or_else(|_| bytes.iter().copied().map(char::from).collect(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(parts: &[&[u8]]) -> String {
        let parts: Vec<Vec<u8>> = parts.iter().map(|part| part.to_vec()).collect();
        match words(&parts) {
            Kind::Text(Text(words)) => words,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_sign_cut_in_two_is_whole_again() {
        assert_eq!(read(&[b"\xFE\xFF\0a\xD8\x3D", b"\xFE\xFF\xDE\x00\0b"]), "a😀b");
    }

    #[test]
    fn what_lies_behind_the_end_is_left_away() {
        assert_eq!(read(&[b"\xFE\xFF\0H\0i\0\0\x12\x34"]), "Hi");
        assert_eq!(read(&[b"\xFF\xFEH\0i\0"]), "Hi");
    }

    #[test]
    fn other_encodings_and_rubbish_give_some_text() {
        assert_eq!(read(&[b"caf\xC3", b"\xA9"]), "café");
        assert_eq!(read(&[b"caf\xE9"]), "café");
        assert_eq!(read(&[b""]), "");
        assert_eq!(read(&[b"\xFE\xFF\xD8"]), "");
        assert_eq!(read(&[b"\xFE\xFF\xD8\x3D"]), "\u{FFFD}");
    }
}
