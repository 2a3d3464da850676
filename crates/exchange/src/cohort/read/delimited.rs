//! CSV text in the encodings and with the separators that spreadsheets here write.
//!
//! Our own reader and not a crate's: a row must keep the number that the spreadsheet shows, empty
//! lines and line breaks inside quotes included.

use super::{
    MOST_CELLS, Unreadable,
    header::{self, Raw},
};
use crate::cohort::{cell::Cell, layout::SheetKind};

/// Reads text as a sheet of `kind`, finding out encoding and separator.
pub(super) fn read(bytes: &[u8], kind: SheetKind) -> Result<Raw, Unreadable> {
    let text = decode(bytes)?;
    let (text, stated) = separator_line(&text);
    let separator = stated.unwrap_or_else(|| best_separator(text, kind));
    let mut rows = Records::new(text, separator).collect::<Result<Raw, _>>()?;
    rows.retain(|(_, cells)| !cells.is_empty());
    Ok(rows)
}

fn decode(bytes: &[u8]) -> Result<String, Unreadable> {
    let encoding = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => encoding_rs::UTF_8,
        None => encoding_rs::WINDOWS_1252,
    };
    let (text, _, _) = encoding.decode(bytes);
    // A picture or a program decodes to something too; text has no zero in it.
    if text.contains('\0') { Err(Unreadable::UnknownFormat) } else { Ok(text.into_owned()) }
}

/// Excel's own first line `sep=;`, where there is one.
fn separator_line(text: &str) -> (&str, Option<char>) {
    let Some(rest) = text.strip_prefix("sep=") else { return (text, None) };
    let mut letters = rest.chars();
    let separator = letters.next();
    let rest = letters.as_str().trim_start_matches('\r');
    match rest.strip_prefix('\n') {
        Some(rest) => (rest, separator),
        None => (text, None),
    }
}

/// The separator under which the header is best understood.
fn best_separator(text: &str, kind: SheetKind) -> char {
    let score = |separator: char| {
        let rows = Records::new(text, separator).take(40).filter_map(Result::ok);
        rows.map(|(_, cells)| header::score(kind, &cells)).max().unwrap_or(0)
    };
    [',', ';', '\t', '|'].into_iter().rev().max_by_key(|separator| score(*separator)).unwrap_or(',')
}

/// Reads records one by one, with the number of the row.
struct Records<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    separator: char,
    number: u32,
    left: usize,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, separator: char) -> Self {
        Self { rest: text.chars().peekable(), separator, number: 0, left: MOST_CELLS }
    }

    /// One field and whether the record goes on after it.
    fn field(&mut self) -> (String, bool) {
        let mut field = String::new();
        let mut quoted = false;
        while let Some(letter) = self.rest.next() {
            match letter {
                '"' if quoted && self.rest.peek() == Some(&'"') => {
                    self.rest.next();
                    field.push('"');
                }
                '"' if quoted => quoted = false,
                '"' if field.trim().is_empty() => {
                    field.clear();
                    quoted = true;
                }
                _ if quoted => field.push(letter),
                _ if letter == self.separator => return (field, true),
                '\r' if self.rest.peek() == Some(&'\n') => {}
                '\n' | '\r' => return (field, false),
                _ => field.push(letter),
            }
        }
        (field, false)
    }
}

impl Iterator for Records<'_> {
    type Item = Result<(u32, Vec<(usize, Cell)>), Unreadable>;

    fn next(&mut self) -> Option<Self::Item> {
        self.rest.peek()?;
        self.number = self.number.saturating_add(1);
        let mut cells = Vec::new();
        for place in 0.. {
            let (field, more) = self.field();
            let Some(left) = self.left.checked_sub(1) else { return Some(Err(Unreadable::TooLarge)) };
            self.left = left;
            let cell = Cell::text(&field);
            if !cell.is_empty() {
                cells.push((place, cell));
            }
            if !more {
                break;
            }
        }
        Some(Ok((self.number, cells)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Raw {
        read(bytes, SheetKind::Nifas).unwrap()
    }

    #[test]
    fn rows_keep_the_number_the_spreadsheet_shows() {
        let text = "no_ibu;tanggal;td\r\n\r\n1;\"12/03/2025\";\"a\nb\"\r\n2;13/03/2025;\"120\"\"80\"\r\n";
        let rows = rows(text.as_bytes());
        assert_eq!(rows.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 3, 4]);
        assert_eq!(rows[2].1[2].1, Cell::text("120\"80"));
        assert_eq!(rows[1].1[2].1, Cell::text("a\nb"));
    }

    #[test]
    fn encodings_and_separators_are_found_out() {
        let plain = "no_ibu,tanggal,tanda_bahaya\n1,12/03/2025,\"René, demam\"\n";
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(plain);
        let wide: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain(plain.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let marked = format!("\u{feff}{plain}");
        let tabbed = "no_ibu\ttanggal\ttanda_bahaya\n1\t12/03/2025\tRené, demam\n";
        for bytes in [plain.as_bytes(), &latin, &wide, marked.as_bytes(), tabbed.as_bytes()] {
            let rows = rows(bytes);
            assert_eq!(rows[0].1[0].1, Cell::text("no_ibu"));
            assert_eq!(rows[1].1[2].1, Cell::text("René, demam"));
        }
        // No spreadsheet shows the line that states the separator.
        assert_eq!(rows(b"sep=;\nno_ibu;tanggal;td\n1;2;3\n")[1].0, 2);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(read(b"\x00\x01\x02", SheetKind::Ibu), Err(Unreadable::UnknownFormat));
    }
}
