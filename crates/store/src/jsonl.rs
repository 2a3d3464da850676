//! The log as text: one entry a line, as JSON, in the order of the log. `betang export log` writes
//! it and `betang replay` reads it; it is also the form in which a log is meant to be readable in
//! twenty-five years.

use std::{
    borrow::Cow,
    io::{self, BufRead, Write},
};

use serde::Serialize;
use serde_json::value::RawValue;

use crate::{Entry, Stored};

/// What a line held.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// An entry.
    Entry(Box<Stored>),
    /// Something else, kept as it was.
    Broken(BrokenLine),
}

/// A line that is not an entry. Whoever reads a log lists it; it is never passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenLine {
    /// Its number in the file, from 1.
    pub number: u64,
    /// Its bytes, without the line's end.
    pub bytes: Vec<u8>,
    /// What is wrong with it. Names places and fields, quotes nothing.
    pub why: Broken,
}

/// Why a line is not an entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// Not UTF-8.
    #[error("not UTF-8 after {0} bytes")]
    Encoding(usize),
    /// Not JSON: cut short, perhaps.
    #[error("not JSON at column {0}")]
    Syntax(usize),
    /// JSON, but without the fields of an entry, or with others.
    #[error("not an entry: see column {0}")]
    Shape(usize),
}

/// Reads one line, given without its end.
///
/// # Errors
/// [`Broken`], which quotes nothing of the line: it may be a patient's.
pub fn read_line(line: &[u8]) -> Result<Stored, Broken> {
    let text = std::str::from_utf8(line).map_err(|error| Broken::Encoding(error.valid_up_to()))?;
    serde_json::from_str(text).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => Broken::Shape(error.column()),
        _ => Broken::Syntax(error.column()),
    })
}

/// Reads a log. Empty lines are passed over; the iterator ends after an I/O error.
pub fn read(mut input: impl BufRead) -> impl Iterator<Item = io::Result<Line>> {
    let mut number = 0;
    let mut failed = false;
    std::iter::from_fn(move || {
        while !failed {
            let mut bytes = Vec::new();
            number += 1;
            match input.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) => trim_end(&mut bytes),
                Err(error) => {
                    failed = true;
                    return Some(Err(error));
                }
            }
            if !bytes.is_empty() {
                return Some(Ok(take(number, bytes)));
            }
        }
        None
    })
}

fn take(number: u64, bytes: Vec<u8>) -> Line {
    match read_line(&bytes) {
        Ok(stored) => Line::Entry(Box::new(stored)),
        Err(why) => Line::Broken(BrokenLine { number, bytes, why }),
    }
}

fn trim_end(bytes: &mut Vec<u8>) {
    while let Some(b'\n' | b'\r') = bytes.last() {
        bytes.pop();
    }
}

/// The line of an entry, without its end.
///
/// # Errors
/// [`serde_json::Error`] when a map in the fact cannot be a JSON object, which facts do not contain.
pub fn line(stored: &Stored) -> Result<Vec<u8>, serde_json::Error> {
    let mut line = Vec::with_capacity(512 + stored.entry.fact.get().len());
    append_line(&mut line, stored)?;
    Ok(line)
}

/// Writes the line of an entry, without its end, behind what `buffer` holds. Who needs many lines one
/// after the other uses one buffer for them.
///
/// # Errors
/// As [`line`].
pub fn append_line(buffer: &mut Vec<u8>, stored: &Stored) -> Result<(), serde_json::Error> {
    stored_on_one_line(stored)?.serialize(&mut serde_json::Serializer::new(buffer))
}

/// Writes entries, each on its line.
///
/// # Errors
/// When `output` fails.
pub fn write<'a>(output: &mut impl Write, entries: impl IntoIterator<Item = &'a Stored>) -> io::Result<()> {
    for stored in entries {
        output.write_all(&line(stored)?)?;
        output.write_all(b"\n")?;
    }
    Ok(())
}

/// A fact is kept as it was received, and may have been received with line ends between its
/// fields. (Inside a JSON string they are always escaped.) On its line they are spaces.
fn stored_on_one_line(stored: &Stored) -> Result<Cow<'_, Stored>, serde_json::Error> {
    let fact = stored.entry.fact.get();
    if !fact.contains(['\n', '\r']) {
        return Ok(Cow::Borrowed(stored));
    }
    let fact = RawValue::from_string(fact.replace(['\n', '\r'], " "))?;
    Ok(Cow::Owned(Stored { entry: Entry { fact, ..stored.entry.clone() }, ..stored.clone() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::sample;

    fn stored(seq: u64, fact: &str) -> Stored {
        let mut entry = sample::entry(seq);
        entry.fact = RawValue::from_string(fact.to_owned()).unwrap();
        Stored { seq, received_at: "2025-03-01T02:03:04.5Z".parse().unwrap(), entry }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let log = [stored(1, r#"{"a":1.50}"#), stored(2, "[ ]"), stored(3, "null")];
        let mut text = Vec::new();
        write(&mut text, &log).unwrap();
        let read: Vec<_> = read(&*text).map(Result::unwrap).collect();
        assert_eq!(read, log.map(|stored| Line::Entry(Box::new(stored))));
    }

    #[test]
    fn a_line_reads_as_a_person_expects() {
        let text = String::from_utf8(line(&stored(7, r#"{"a":1.50}"#)).unwrap()).unwrap();
        assert!(text.starts_with(r#"{"seq":7,"received_at":"2025-03-01T02:03:04.5Z","id":""#), "{text}");
        assert!(text.ends_with(r#""kind":"from.the.future","version":9,"fact":{"a":1.50}}"#), "{text}");
    }

    #[test]
    fn a_fact_with_line_ends_stays_on_its_line() {
        let line = line(&stored(1, "{\r\n  \"a\": \"b\\nc\"\n}")).unwrap();
        assert!(!line.contains(&b'\n') && !line.contains(&b'\r'));
        assert_eq!(read_line(&line).unwrap().entry.fact.get(), r#"{    "a": "b\nc" }"#);
    }

    #[test]
    fn a_broken_line_is_told_by_number_and_kept() {
        let mut text = line(&stored(1, "{}")).unwrap();
        text.extend(b"\r\n\n{\"seq\":2,\"rec\n\xff\n{\"seq\":3}\n");
        let whys: Vec<_> = read(&*text)
            .map(Result::unwrap)
            .map(|line| match line {
                Line::Entry(stored) => (stored.seq, Vec::new(), None),
                Line::Broken(broken) => (broken.number, broken.bytes, Some(broken.why)),
            })
            .collect();
        assert_eq!(
            whys,
            [
                (1, Vec::new(), None),
                (3, b"{\"seq\":2,\"rec".to_vec(), Some(Broken::Syntax(13))),
                (4, b"\xff".to_vec(), Some(Broken::Encoding(0))),
                (5, b"{\"seq\":3}".to_vec(), Some(Broken::Shape(9))),
            ]
        );
    }

    #[test]
    fn a_field_of_a_later_version_is_not_lost_silently() {
        let line = String::from_utf8(line(&stored(1, "{}")).unwrap()).unwrap();
        let later = line.replacen('{', r#"{"mood":"calm","#, 1);
        assert!(matches!(read_line(later.as_bytes()), Err(Broken::Shape(_))));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_an_entry_or_a_reason(bytes: Vec<u8>) {
            let _either = read_line(&bytes);
        }
    }
}
