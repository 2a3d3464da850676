//! What a block says once it is opened: entries with their place in the host's log.
//!
//! Each entry stands behind its length (four bytes, the lowest first), so that a fact stays byte for byte
//! what it was, line ends and all. It is written by [`line`](crate::line): a start reads ten thousand of
//! them, and ids and times are read much faster as the numbers that they are. Blocks of before have each
//! entry as JSON, which begins with a brace; they are read as well.

use jiff::Timestamp;
use store::{Entry, Seq, StoreError, Stored, jsonl};

use crate::line;

/// The place of what the host does not have.
pub(crate) const NOWHERE: Seq = 0;

/// An entry that was noted here.
pub(crate) fn noted(entry: Entry, at: Timestamp) -> Stored {
    Stored { seq: NOWHERE, received_at: at, entry }
}

/// The bytes of a block.
pub(crate) fn write<'a>(entries: impl IntoIterator<Item = &'a Stored>) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    for stored in entries {
        let begin = bytes.len();
        bytes.extend_from_slice(&[0; 4]);
        line::write(stored, &mut bytes)?;
        let length = u32::try_from(bytes.len() - begin - 4).map_err(|error| StoreError(error.to_string()))?;
        if let Some(place) = bytes.get_mut(begin..begin + 4) {
            place.copy_from_slice(&length.to_le_bytes());
        }
    }
    Ok(bytes)
}

/// The entries of a block.
pub(crate) fn read(mut bytes: &[u8]) -> Result<Vec<Stored>, StoreError> {
    let cut = || StoreError("a block is cut".to_owned());
    let mut entries = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk() {
        let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| cut())?;
        let (entry, rest) = rest.split_at_checked(length).ok_or_else(cut)?;
        entries.push(if entry.first() == Some(&b'{') {
            jsonl::read_line(entry).map_err(|why| StoreError(format!("a block: {why}")))?
        } else {
            line::read(entry).ok_or_else(|| StoreError("a block: not an entry".to_owned()))?
        });
        bytes = rest;
    }
    if bytes.is_empty() { Ok(entries) } else { Err(cut()) }
}

/// The place that a block is sealed for.
pub(crate) fn place(number: u64) -> String {
    format!("block {number}")
}

#[cfg(test)]
mod tests {
    use store::contract::sample;

    use super::*;

    fn json(entries: &[Stored]) -> Vec<u8> {
        let one = |stored: &Stored| {
            let line = serde_json::to_vec(stored).unwrap();
            [&u32::try_from(line.len()).unwrap().to_le_bytes()[..], &line].concat()
        };
        entries.iter().flat_map(one).collect()
    }

    fn some() -> Vec<Stored> {
        let noted =
            (0..3).map(|no| noted(sample::entry(no), "2026-11-22T01:02:03.000000004Z".parse().unwrap()));
        noted.collect()
    }

    #[test]
    fn what_is_written_is_read_again() {
        assert_eq!(read(&write(&some()).unwrap()).unwrap(), some());
    }

    #[test]
    fn a_block_of_before_is_read_and_may_stand_beside_a_new_one() {
        let both = [json(&some()), write(&some()).unwrap()].concat();
        assert_eq!(read(&both).unwrap(), [some(), some()].concat());
    }

    #[test]
    fn a_block_that_is_cut_anywhere_is_refused_or_ends_between_entries() {
        let whole = write(&some()).unwrap();
        for length in 0..whole.len() {
            if let Ok(read) = read(&whole[..length]) {
                assert_eq!(write(&read).unwrap(), whole[..length]);
            }
        }
    }
}
