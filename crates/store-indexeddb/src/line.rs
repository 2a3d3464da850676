//! An entry as bytes: ids and times as numbers, the lowest byte first; texts behind their length; at the
//! end the fact, the very text that was noted.

use domain::{
    ids::{AuthorId, DeviceId, EntryId, SubjectId, UnitCode, VillageCode},
    moment::Moment,
};
use jiff::{Timestamp, tz::Offset};
use serde_json::value::RawValue;
use store::{Entry, StoreError, Stored};
use uuid::Uuid;

/// What an entry begins with; a later way of writing them gets another number. It is no brace, with which
/// an entry begins that is JSON.
const KIND: u8 = 1;

/// Writes an entry behind what `bytes` holds.
pub(crate) fn write(stored: &Stored, bytes: &mut Vec<u8>) -> Result<(), StoreError> {
    // By name, so that a field that comes later can't be forgotten here.
    let Stored { seq, received_at, entry } = stored;
    let Entry { id, unit, village, subject, author, device, noted_at, kind, version, fact, amends } = entry;
    bytes.push(KIND);
    bytes.extend_from_slice(&seq.to_le_bytes());
    write_time(*received_at, bytes);
    for id in [id.0, subject.0, author.0, device.0] {
        bytes.extend_from_slice(id.as_bytes());
    }
    write_time(noted_at.timestamp(), bytes);
    bytes.extend_from_slice(&noted_at.offset().seconds().to_le_bytes());
    bytes.extend_from_slice(&version.to_le_bytes());
    write_text(&unit.0, bytes)?;
    write_text(kind, bytes)?;
    bytes.push(u8::from(village.is_some()));
    if let Some(village) = village {
        write_text(&village.0, bytes)?;
    }
    bytes.push(u8::from(amends.is_some()));
    if let Some(amends) = amends {
        bytes.extend_from_slice(amends.0.as_bytes());
    }
    bytes.extend_from_slice(fact.get().as_bytes());
    Ok(())
}

fn write_time(at: Timestamp, bytes: &mut Vec<u8>) {
    bytes.extend_from_slice(&at.as_second().to_le_bytes());
    bytes.extend_from_slice(&at.subsec_nanosecond().to_le_bytes());
}

fn write_text(text: &str, bytes: &mut Vec<u8>) -> Result<(), StoreError> {
    let length = u16::try_from(text.len()).map_err(|error| StoreError(error.to_string()))?;
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(text.as_bytes());
    Ok(())
}

/// Reads an entry; none where the bytes are not one.
pub(crate) fn read(bytes: &[u8]) -> Option<Stored> {
    let mut rest = Rest(bytes);
    if rest.take::<1>()? != [KIND] {
        return None;
    }
    let (seq, received_at) = (u64::from_le_bytes(rest.take()?), rest.time()?);
    let (id, subject) = (EntryId(rest.id()?), SubjectId(rest.id()?));
    let (author, device) = (AuthorId(rest.id()?), DeviceId(rest.id()?));
    let (at, offset) = (rest.time()?, i32::from_le_bytes(rest.take()?));
    let noted_at = Moment::new(at, Offset::from_seconds(offset).ok()?);
    let version = u16::from_le_bytes(rest.take()?);
    let (unit, kind) = (UnitCode(rest.text()?.to_owned()), rest.text()?.to_owned());
    let village = if rest.is_there()? { Some(VillageCode::new(rest.text()?)) } else { None };
    let amends = if rest.is_there()? { Some(EntryId(rest.id()?)) } else { None };
    let fact = RawValue::from_string(String::from_utf8(rest.0.to_vec()).ok()?).ok()?;
    let entry = Entry { id, unit, village, subject, author, device, noted_at, kind, version, fact, amends };
    Some(Stored { seq, received_at, entry })
}

/// What was not read yet.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    fn id(&mut self) -> Option<Uuid> {
        self.take().map(Uuid::from_bytes)
    }

    fn time(&mut self) -> Option<Timestamp> {
        let second = i64::from_le_bytes(self.take()?);
        Timestamp::new(second, i32::from_le_bytes(self.take()?)).ok()
    }

    fn is_there(&mut self) -> Option<bool> {
        match self.take()? {
            [0] => Some(false),
            [1] => Some(true),
            [_] => None,
        }
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = usize::from(u16::from_le_bytes(self.take()?));
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }
}

#[cfg(test)]
mod tests {
    use store::contract::sample;

    use super::*;

    fn bytes(stored: &Stored) -> Vec<u8> {
        let mut bytes = Vec::new();
        write(stored, &mut bytes).unwrap();
        bytes
    }

    #[test]
    fn every_field_is_read_again_as_it_was() {
        let mut stored = Stored {
            seq: u64::MAX,
            received_at: "-000044-03-15T12:00:00.123456789Z".parse().unwrap(),
            entry: sample::entry(7),
        };
        for village in [None, Some(VillageCode::new("62.03.12.2001 é"))] {
            for amends in [None, Some(EntryId(Uuid::from_u128(u128::MAX)))] {
                for noted_at in
                    ["2026-11-22T08:00:00.5+07:00", "1969-12-31T23:59:59.9-03:30", "2026-11-22T01:00:00Z"]
                {
                    stored.entry.village.clone_from(&village);
                    stored.entry.amends = amends;
                    stored.entry.noted_at = noted_at.parse().unwrap();
                    stored.entry.fact = RawValue::from_string("{\n \"a\": 1.50 }".to_owned()).unwrap();
                    assert_eq!(read(&bytes(&stored)).unwrap(), stored);
                }
            }
        }
    }

    #[test]
    fn what_is_not_an_entry_is_none() {
        let stored = Stored { seq: 1, received_at: Timestamp::UNIX_EPOCH, entry: sample::entry(7) };
        let whole = bytes(&stored);
        for length in 0..whole.len() {
            assert_eq!(read(&whole[..length]), None, "{length}");
        }
        assert_eq!(read(&[&[2], &whole[1..]].concat()), None, "a later way of writing");
    }
}
