//! Files for SMSD to send, and where they have got to.

use std::{
    fs,
    path::Path,
    time::{Duration, SystemTime},
};

use super::{Folders, calls, inbox, name};
use crate::{Accepted, Delivery, MAX_PARTS, Outgoing, Trouble, Why, segments};

/// A message that lies in the outbox for longer than this is one that nobody fetches.
const ASLEEP_AFTER: Duration = Duration::from_secs(10 * 60);

/// Puts a message into the outbox, unless it has been there before.
pub(super) fn put(folders: &Folders, message: &Outgoing) -> Result<Accepted, Trouble> {
    let text = &message.text.0;
    if text.is_empty() || segments(text).parts > MAX_PARTS || text.contains('\0') {
        return Err(Trouble::Refused(Why::Length));
    }
    if look(folders, message)? != Delivery::Unknown {
        return Ok(Accepted::Before);
    }
    // UTF-16 with its mark is read the same in every locale.
    let mut content = vec![0xFE, 0xFF];
    content.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    // A name that begins with a dot is passed over by SMSD until it is renamed.
    calls::write_whole(&folders.outbox, &name::outgoing(message), &content)?;
    Ok(Accepted::Now)
}

/// Where the file is. SMSD moves it from the outbox to one of the others, so the outbox is looked at first.
pub(super) fn look(folders: &Folders, message: &Outgoing) -> Result<Delivery, Trouble> {
    let name = name::outgoing(message);
    let there = |folder: &Path| folder.join(&name).try_exists().map_err(|error| Trouble::disk(&error));
    Ok(if there(&folders.outbox)? {
        Delivery::Waiting
    } else if there(&folders.sent)? {
        Delivery::Sent
    } else if there(&folders.failed)? {
        Delivery::failed("the modem could not send it")
    } else {
        Delivery::Unknown
    })
}

/// Deletes a message that was sent or given up. One that still waits stays.
pub(super) fn forget(folders: &Folders, message: &Outgoing) -> Result<(), Trouble> {
    let name = name::outgoing(message);
    inbox::remove(&folders.sent.join(&name))?;
    inbox::remove(&folders.failed.join(&name))
}

/// Whether all folders are there and can be written to, and somebody empties the outbox.
pub(super) fn check(folders: &Folders) -> Result<(), Trouble> {
    for folder in folders.all() {
        let probe = folder.join(".probe");
        fs::write(&probe, b"").map_err(|error| Trouble::disk(&error))?;
        inbox::remove(&probe)?;
    }
    for entry in fs::read_dir(&folders.outbox).map_err(|error| Trouble::disk(&error))? {
        let entry = entry.map_err(|error| Trouble::disk(&error))?;
        let old = entry.metadata().and_then(|about| about.modified()).is_ok_and(|modified| {
            SystemTime::now().duration_since(modified).is_ok_and(|age| age > ASLEEP_AFTER)
        });
        if old && entry.file_name().to_string_lossy().starts_with("OUT") {
            return Err(Trouble::NotSent(Why::Asleep));
        }
    }
    Ok(())
}
