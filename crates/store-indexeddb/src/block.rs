//! What a block says once it is opened: entries with their place in the host's log.

use jiff::Timestamp;
use store::{Entry, Seq, StoreError, Stored, jsonl};

/// The place of what the host does not have.
pub(crate) const NOWHERE: Seq = 0;

/// An entry that was noted here.
pub(crate) fn noted(entry: Entry, at: Timestamp) -> Stored {
    Stored { seq: NOWHERE, received_at: at, entry }
}

/// The bytes of a block: each entry as JSON behind its length (four bytes, the lowest first), so that
/// a fact stays byte for byte what it was, line ends and all.
pub(crate) fn write<'a>(entries: impl IntoIterator<Item = &'a Stored>) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    for stored in entries {
        let entry = serde_json::to_vec(stored).map_err(|error| StoreError(error.to_string()))?;
        let length = u32::try_from(entry.len()).map_err(|error| StoreError(error.to_string()))?;
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(&entry);
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
        entries.push(jsonl::read_line(entry).map_err(|why| StoreError(format!("a block: {why}")))?);
        bytes = rest;
    }
    if bytes.is_empty() { Ok(entries) } else { Err(cut()) }
}

/// The place that a block is sealed for.
pub(crate) fn place(number: u64) -> String {
    format!("block {number}")
}
