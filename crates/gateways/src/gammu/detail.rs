//! The backup format (`InboxFormat = detail`): one section for each part, texts as hexadecimal UTF-16.

use jiff::{Timestamp, civil, tz::Offset};

use crate::{Torn, secret};

/// The most parts that one file may have: the count of a header is one byte.
const MAX_RECORDS: usize = 255;

/// One part of a message, or a delivery report.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) report: bool,
    pub(super) number: String,
    pub(super) stamped: Option<Timestamp>,
    header: Vec<u8>,
    binary: bool,
    content: Vec<u8>,
    pub(super) reference: Option<u8>,
}

/// All parts of a file, joined.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Joined {
    pub(super) content: Content,
    pub(super) torn: Option<Torn>,
}

/// What the parts hold.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Content {
    Words(String),
    Bytes(Vec<u8>),
}

/// The records of a file; none, where it is not of this format. Texts are in hexadecimal and comments begin with `;`,
/// so that what a sender writes cannot be taken for a field.
pub(super) fn records(file: &[u8], offset: Offset) -> Vec<Record> {
    let file = String::from_utf8_lossy(file);
    let mut records: Vec<Record> = Vec::new();
    for line in file.lines() {
        if line.starts_with("[SMSBackup") && records.len() < MAX_RECORDS {
            records.push(Record::default());
        } else if let Some((key, value)) = line.split_once(" = ")
            && let Some(record) = records.last_mut()
        {
            record.field(key, value, offset);
        }
    }
    records
}

impl Record {
    fn field(&mut self, key: &str, value: &str, offset: Offset) {
        match key {
            "PDU" => self.report = value == "Status_Report",
            "Number" if self.number.is_empty() => self.number = value.trim_matches('"').to_owned(),
            "NumberUnicode" => {
                let number = secret::bytes(value).map(|bytes| utf16(&bytes)).unwrap_or_default();
                if !number.is_empty() {
                    self.number = number;
                }
            }
            "DateTime" => self.stamped = moment(value, offset),
            "UDH" => self.header = secret::bytes(value).unwrap_or_default(),
            "Coding" => self.binary = value == "8bit",
            "MessageReference" => self.reference = value.parse().ok(),
            // Lines of 200 digits, in order, each named by its number.
            _ if key.strip_prefix("Text").is_some_and(|no| no.bytes().all(|byte| byte.is_ascii_digit())) => {
                self.content.extend(secret::bytes(value).unwrap_or_default());
            }
            _ => (),
        }
    }

    /// Reference, total and number of this part (3GPP TS 23.040, §9.2.3.24.1 and §9.2.3.24.8).
    fn place(&self) -> Option<(u16, u8, u8)> {
        let mut rest = self.header.get(1..)?;
        while let [element, length, tail @ ..] = rest {
            let value = tail.get(..usize::from(*length))?;
            match (element, value) {
                (0x00, [reference, total, number]) => return Some((u16::from(*reference), *total, *number)),
                (0x08, [high, low, total, number]) => {
                    return Some((u16::from_be_bytes([*high, *low]), *total, *number));
                }
                _ => rest = tail.get(usize::from(*length)..)?,
            }
        }
        None
    }

    /// The words of this record alone.
    pub(super) fn words(&self) -> String {
        utf16(&self.content)
    }
}

/// Joins parts by their numbers; those without a number stay as they lie. A part that is there twice counts once.
pub(super) fn join(mut records: Vec<Record>) -> Joined {
    records.sort_by_key(|record| record.place().map_or(0, |(_, _, number)| number));
    records.dedup_by(|later, earlier| later.place().is_some_and(|place| earlier.place() == Some(place)));
    let torn = torn(&records);
    let bytes: Vec<u8> = records.iter().flat_map(|record| record.content.iter().copied()).collect();
    let binary = records.first().is_some_and(|record| record.binary);
    let content = if binary { Content::Bytes(bytes) } else { Content::Words(utf16(&bytes)) };
    Joined { content, torn }
}

fn torn(records: &[Record]) -> Option<Torn> {
    let (reference, total, _) = records.iter().find_map(Record::place)?;
    let have: Vec<u8> = records.iter().filter_map(Record::place).map(|(_, _, number)| number).collect();
    let whole = (1..=total).all(|number| have.contains(&number));
    (!whole).then_some(Torn { reference: Some(reference), total, have })
}

fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(u16::from_be_bytes);
    String::from_utf16_lossy(&units.collect::<Vec<u16>>())
}

/// `20261123T075944Z`, or without `Z` for a time that says no offset.
fn moment(value: &str, offset: Offset) -> Option<Timestamp> {
    let (value, offset) = value.strip_suffix('Z').map_or((value, offset), |utc| (utc, Offset::UTC));
    offset.to_timestamp(civil::DateTime::strptime("%Y%m%dT%H%M%S", value).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(header: &str, text: &str, coding: &str) -> String {
        format!(
            "[SMSBackup000]\n; comment = x\nPDU = Deliver\nDateTime = 20261123T075944Z\nNumber = \"+62812\"\n\
            UDH = {header}\nText00 = {text}\nCoding = {coding}\nMessageReference = 7\n\n"
        )
    }

    fn read(file: &str) -> Joined {
        join(records(file.as_bytes(), Offset::UTC))
    }

    #[test]
    fn parts_out_of_order_and_double_come_out_right() {
        // "a" and the first half of a sign; its second half and "b".
        let (first, second) =
            (part("050003E50201", "0061D83D", "Unicode"), part("050003E50202", "DE000062", "Unicode"));
        let whole = Joined { content: Content::Words("a😀b".to_owned()), torn: None };
        assert_eq!(read(&format!("{first}{second}")), whole);
        assert_eq!(read(&format!("{second}{first}{second}")), whole);
    }

    #[test]
    fn a_missing_part_is_told() {
        let read = read(&part("060804012C0302", "0062", "Unicode"));
        assert_eq!(read.torn, Some(Torn { reference: Some(300), total: 3, have: vec![2] }));
        assert_eq!(read.content, Content::Words("b".to_owned()));
    }

    #[test]
    fn bytes_stay_bytes() {
        assert_eq!(read(&part("", "00FF10", "8bit")).content, Content::Bytes(vec![0, 255, 16]));
    }

    #[test]
    fn times_have_the_offset_they_say_or_the_one_given() {
        let at = |text: &str| moment(text, Offset::constant(7)).map(|at| at.to_string());
        assert_eq!(at("20261123T075944Z").as_deref(), Some("2026-11-23T07:59:44Z"));
        assert_eq!(at("20261123T075944").as_deref(), Some("2026-11-23T00:59:44Z"));
        assert_eq!(at("00000000T000000"), None);
    }

    #[test]
    fn words_of_a_sender_are_no_fields() {
        let file = "[SMSBackup000]\n; PDU = Status_Report\n; [SMSBackup001]\nPDU = Deliver\nNumber = \"+1\"\nText00 = 0061\n";
        let records = records(file.as_bytes(), Offset::UTC);
        assert_eq!(records.len(), 1);
        assert!(records.iter().all(|record| !record.report && record.words() == "a"));
    }

    proptest::proptest! {
        #[test]
        fn nothing_makes_it_fail(file in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
            let _ = join(records(&file, Offset::UTC));
        }

        #[test]
        fn no_header_makes_it_fail(header in "[0-9A-F]{0,24}", text in "[0-9A-Fg]{0,24}") {
            let _ = read(&part(&header, &text, "Unicode"));
        }
    }
}
