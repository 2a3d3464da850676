//! Files that SMSD received: found, read, and deleted after they were kept.

use std::{
    collections::BTreeMap,
    fs, io,
    path::Path,
    time::{Duration, SystemTime},
};

use super::{Folders, InboxFormat, Reading, calls, detail, name, text};
use crate::{
    About, Bytes, Delivery, Event, Incoming, Kind, MAX_BODY, Report, Sender, Text, Trouble, Why,
    secret::digest,
};

/// The names of the files of one message, in the order of its parts.
#[derive(Debug, Clone)]
pub(super) struct Group(Vec<String>);

/// A file as it was when it was read.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    name: String,
    digest: String,
}

/// What a group turned out to be.
pub(super) enum Found {
    /// Acknowledged earlier, or taken away by somebody.
    Gone,
    /// Perhaps still being written.
    Unsettled,
    /// No message: to be set aside.
    Odd(Group),
    /// Something to keep, and the files to delete then.
    Event(Event, Vec<Seen>),
}

/// An empty file is one that SMSD has opened and not yet written, or an empty message: after this time the latter.
const EMPTY_FOR: Duration = Duration::from_secs(60);
/// Begins the names of files set aside. SMSD and we pass over them.
const ASIDE: &str = "aside-";
/// Begins the names of notes on files that are being deleted together.
const DONE: &str = ".done-";

/// All messages that lie there, oldest first. What an earlier crash left half deleted is deleted before.
pub(super) fn list(folders: &Folders) -> Result<Vec<Group>, Trouble> {
    for note in names(folders)?.iter().filter(|name| name.starts_with(DONE)) {
        finish(folders, note)?;
    }
    let mut groups: BTreeMap<String, Vec<(u32, String)>> = BTreeMap::new();
    for name in names(folders)? {
        if let Some(read) = name::incoming(&name) {
            groups.entry(read.stem.to_owned()).or_default().push((read.sequence, name.clone()));
        }
    }
    Ok(groups
        .into_values()
        .map(|mut parts| {
            parts.sort();
            Group(parts.into_iter().map(|(_, name)| name).collect())
        })
        .collect())
}

fn names(folders: &Folders) -> Result<Vec<String>, Trouble> {
    let mut names = Vec::new();
    for entry in fs::read_dir(&folders.inbox).map_err(|error| Trouble::disk(&error))? {
        let entry = entry.map_err(|error| Trouble::disk(&error))?;
        // A name that is no UTF-8 is none that SMSD writes.
        names.extend(entry.file_name().into_string().ok());
    }
    Ok(names)
}

/// Reads one message.
pub(super) fn read(folders: &Folders, reading: &Reading, group: &Group) -> Result<Found, Trouble> {
    let mut parts = Vec::new();
    for name in &group.0 {
        let path = folders.inbox.join(name);
        let about = match fs::symlink_metadata(&path) {
            Ok(about) => about,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Gone),
            Err(error) => return Err(Trouble::disk(&error)),
        };
        if !about.is_file() || about.len() > MAX_BODY as u64 {
            return Ok(Found::Odd(group.clone()));
        }
        let wait = if about.len() == 0 { EMPTY_FOR.max(reading.settle) } else { reading.settle };
        if about.modified().is_ok_and(|modified| recent(modified, wait)) {
            return Ok(Found::Unsettled);
        }
        parts.push(fs::read(&path).map_err(|error| Trouble::disk(&error))?);
    }
    let seen: Vec<Seen> = group
        .0
        .iter()
        .zip(&parts)
        .map(|(name, part)| Seen { name: name.clone(), digest: digest(&[part]) })
        .collect();
    let event = event(reading, group, &parts);
    Ok(event.map_or_else(|| Found::Odd(group.clone()), |event| Found::Event(event, seen)))
}

/// Whether `modified` is less than `wait` away from now: in the past, or by a clock that was set, in the future.
fn recent(modified: SystemTime, wait: Duration) -> bool {
    let now = SystemTime::now();
    let away = now.duration_since(modified).unwrap_or_else(|ahead| ahead.duration());
    away < wait
}

fn event(reading: &Reading, group: &Group, parts: &[Vec<u8>]) -> Option<Event> {
    let first = group.0.first()?;
    let named = name::incoming(first)?;
    let mut pieces: Vec<&[u8]> = vec![named.stem.as_bytes()];
    pieces.extend(parts.iter().map(Vec::as_slice));
    let key = format!("gammu:{}", digest(&pieces));
    if reading.format == InboxFormat::Detail || first.ends_with(".smsbackup") {
        return detailed(reading, &named, key, &parts.concat());
    }
    let kind = if named.binary { Kind::Binary(Bytes(parts.concat())) } else { text::words(parts) };
    let stamped = named.stamped.and_then(|stamped| reading.offset.to_timestamp(stamped).ok());
    Some(Event::Incoming(Incoming { key, from: Sender::read(named.sender), kind, stamped, torn: None }))
}

fn detailed(reading: &Reading, named: &name::Incoming<'_>, key: String, file: &[u8]) -> Option<Event> {
    let records = detail::records(file, reading.offset);
    let first = records.first()?;
    let from = if first.number.is_empty() { Sender::read(named.sender) } else { Sender::read(&first.number) };
    let stamped = first.stamped;
    if first.report {
        let delivery = state(&first.words());
        return Some(Event::Report(Report {
            key,
            about: About::Receiver(from, first.reference),
            delivery,
            at: stamped,
        }));
    }
    let joined = detail::join(records);
    let kind = match joined.content {
        detail::Content::Words(words) => Kind::Text(Text(words)),
        detail::Content::Bytes(bytes) => Kind::Binary(Bytes(bytes)),
    };
    Some(Event::Incoming(Incoming { key, from, kind, stamped, torn: joined.torn }))
}

/// The words that Gammu gives a report (its `GSM_DecodeSMSFrameStatusReportData`).
fn state(words: &str) -> Delivery {
    match words {
        "Delivered" => Delivery::Delivered,
        "Failed" => Delivery::failed("delivery failed"),
        "Pending" => Delivery::Sent,
        _ => Delivery::Unknown,
    }
}

/// Deletes the files of a message. Several are noted first, so that a crash between them does not leave a piece that
/// would be taken for another message.
pub(super) fn acknowledge(folders: &Folders, files: &[Seen]) -> Result<(), Trouble> {
    if let [only] = files {
        return remove(&folders.inbox.join(&only.name));
    }
    let name = note(folders, files)?;
    finish(folders, &name)
}

/// Writes down which files are going to be deleted together; gives the note's name.
fn note(folders: &Folders, files: &[Seen]) -> Result<String, Trouble> {
    let digests: Vec<&[u8]> = files.iter().map(|file| file.digest.as_bytes()).collect();
    let name = format!("{DONE}{}", digest(&digests));
    let lines: String = files.iter().map(|file| format!("{} {}\n", file.digest, file.name)).collect();
    calls::write_whole(&folders.inbox, &name, lines.as_bytes())?;
    Ok(name)
}

/// Deletes what a note names, where it is still what was read, and then the note.
fn finish(folders: &Folders, note: &str) -> Result<(), Trouble> {
    let path = folders.inbox.join(note);
    let lines = fs::read_to_string(&path).map_err(|error| Trouble::disk(&error))?;
    for (was, name) in lines.lines().filter_map(|line| line.split_once(' ')) {
        let file = folders.inbox.join(name);
        if name::incoming(name).is_some() && fs::read(&file).is_ok_and(|now| digest(&[&now]) == was) {
            remove(&file)?;
        }
    }
    remove(&path)
}

/// Renames what is no message, so that it is seen no more by us and still by people.
pub(super) fn set_aside(folders: &Folders, group: &Group) -> Result<(), Trouble> {
    for name in &group.0 {
        let to = (0..)
            .map(|count: u32| folders.inbox.join(format!("{ASIDE}{count}-{name}")))
            .find(|to| !to.exists())
            .ok_or(Trouble::NotSent(Why::NotKept))?;
        fs::rename(folders.inbox.join(name), to).map_err(|error| Trouble::disk(&error))?;
    }
    Ok(())
}

/// Deletes a file that may be gone already.
pub(super) fn remove(path: &Path) -> Result<(), Trouble> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Trouble::disk(&error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crash_among_the_parts_leaves_no_piece_of_a_message() {
        let root = tempfile::tempdir().unwrap();
        let folders = Folders::below(root.path());
        fs::create_dir_all(&folders.inbox).unwrap();
        for part in 0..3 {
            let name = format!("IN20260521_090000_00_+6281299900111_0{part}.txt");
            fs::write(folders.inbox.join(name), format!("bagian {part} ")).unwrap();
        }
        let reading = Reading { format: InboxFormat::Standard, settle: Duration::ZERO, ..Reading::default() };
        let groups = list(&folders).unwrap();
        let [group] = groups.as_slice() else { panic!("{}", groups.len()) };
        let Found::Event(_, seen) = read(&folders, &reading, group).unwrap() else { panic!("no event") };
        // Killed after the note and the first deletion; then SMSD uses the name again.
        note(&folders, &seen).unwrap();
        let first = folders.inbox.join("IN20260521_090000_00_+6281299900111_00.txt");
        fs::write(&first, "pesan lain").unwrap();
        let groups = list(&folders).unwrap();
        let [Group(names)] = groups.as_slice() else { panic!("{}", groups.len()) };
        assert_eq!(names.as_slice(), ["IN20260521_090000_00_+6281299900111_00.txt"]);
        assert_eq!(fs::read_to_string(first).unwrap(), "pesan lain");
        assert_eq!(fs::read_dir(&folders.inbox).unwrap().count(), 1, "the note is gone, too");
    }
}
