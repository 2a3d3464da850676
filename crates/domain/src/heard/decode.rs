//! Bytes that a gateway hands over undecoded, made into text.
//!
//! Gammu's service writes UTF-8 files and Android gateways send JSON, so that nothing is to be done for them. A plain
//! HTTP adapter in front of a modem may hand on what the modem gave: UCS-2 written in hexadecimal digits, UTF-16, or one
//! byte a letter. The letters and digits of the GSM alphabet (3GPP TS 23.038) lie where ASCII has them, so that its
//! unpacked bytes are read here too; packed septets stay inside of modems. Whoever calls keeps the bytes themselves.

use std::borrow::Cow;

/// The text that bytes most probably mean: UTF-8, else UTF-16, else Latin-1. Never fails.
#[must_use]
pub fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    let wide = match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        _ if zeros(bytes, 0) => utf16(bytes, u16::from_be_bytes),
        _ if zeros(bytes, 1) => utf16(bytes, u16::from_le_bytes),
        _ => None,
    };
    match (wide, std::str::from_utf8(bytes)) {
        (Some(text), _) => Cow::Owned(text),
        (None, Ok(text)) => Cow::Borrowed(text),
        (None, Err(_)) => Cow::Owned(bytes.iter().map(|byte| char::from(*byte)).collect()),
    }
}

/// The text behind UCS-2 written in hexadecimal digits (`00480041…`), if a text is nothing else; the same text if not.
#[must_use]
pub fn unhexed(text: &str) -> Cow<'_, str> {
    let digits = text.trim();
    let (fours, rest) = digits.as_bytes().as_chunks::<4>();
    if fours.len() < 2 || !rest.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Cow::Borrowed(text);
    }
    let unit = |four: &[u8; 4]| {
        four.iter().filter_map(|digit| char::from(*digit).to_digit(16)).fold(0, |sum, digit| sum * 16 + digit)
    };
    let units: Vec<u16> = fours.iter().filter_map(|four| u16::try_from(unit(four)).ok()).collect();
    let decoded = String::from_utf16_lossy(&units);
    // A telephone number has digits only too, and would become signs of other scripts.
    let readable = decoded.chars().filter(|letter| letter.is_ascii() && !letter.is_ascii_control()).count();
    if readable * 2 > units.len() { Cow::Owned(decoded) } else { Cow::Borrowed(text) }
}

/// Whether nearly every second byte is zero, as in UTF-16 of our letters; `side` is 0 for the first of each two.
fn zeros(bytes: &[u8], side: usize) -> bool {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let zero = |pair: &&[u8; 2]| pair.get(side) == Some(&0) && pair.get(1 - side) != Some(&0);
    rest.is_empty() && pairs.len() >= 2 && pairs.iter().filter(zero).count() * 4 > pairs.len() * 3
}

fn utf16(bytes: &[u8], order: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| order(*pair)).collect();
    rest.is_empty().then(|| String::from_utf16_lossy(&units))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_in_any_encoding_become_text() {
        assert_eq!(text_of("HAMIL Siti é".as_bytes()), "HAMIL Siti é");
        assert_eq!(text_of(b"HAMIL Siti \xe9"), "HAMIL Siti é");
        let big: Vec<u8> = "HAMIL Siti".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let little: Vec<u8> = "HAMIL Siti".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!((text_of(&big), text_of(&little)), ("HAMIL Siti".into(), "HAMIL Siti".into()));
        assert_eq!(text_of(&[&[0xfe, 0xff], big.as_slice()].concat()), "HAMIL Siti");
        assert_eq!(text_of(b""), "");
        assert_eq!(text_of(b"\0\0\0"), "\0\0\0");
    }

    #[test]
    fn hexadecimal_digits_are_read_only_where_they_make_sense() {
        assert_eq!(unhexed("00480041004D0049004C"), "HAMIL");
        assert_eq!(unhexed(" 00480041004d0049004c "), "HAMIL");
        for plain in ["081234567890", "HAMIL Siti", "", "0048", "00480", "dada", "62812345678901234567"] {
            assert_eq!(unhexed(plain), plain);
        }
    }
}
