//! Calls that SMSD hung up: an empty file each, named by moment and number.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use jiff::civil;

use super::Folders;
use crate::{Event, Incoming, Kind, Sender, Trouble, secret::digest};

/// A call to be kept, and the file to delete then.
pub(super) struct Call {
    pub(super) event: Event,
    pub(super) path: PathBuf,
}

/// A shell command that SMSD appends the caller's number to. Making an empty file is one step, so that no half of it
/// is ever seen. Time is written in UTC.
pub(super) fn command(folder: &Path) -> String {
    let mut quoted = String::new();
    for letter in folder.display().to_string().chars() {
        match letter {
            '\'' => quoted.push_str("'\\''"),
            '"' | '$' | '`' | '\\' => quoted.extend(['\\', letter]),
            other => quoted.push(other),
        }
    }
    // The number becomes `$0` of the inner shell.
    format!("sh -c ': > \"{quoted}/CALL$(date -u +%Y%m%d_%H%M%S_%N)_$0\"'")
}

/// All calls that were noted, oldest first.
pub(super) fn list(folders: &Folders) -> Result<Vec<Call>, Trouble> {
    let mut names = Vec::new();
    for entry in fs::read_dir(&folders.calls).map_err(|error| Trouble::disk(&error))? {
        let entry = entry.map_err(|error| Trouble::disk(&error))?;
        names.extend(entry.file_name().into_string().ok().filter(|name| name.starts_with("CALL")));
    }
    names.sort();
    Ok(names.iter().filter_map(|name| call(folders, name)).collect())
}

fn call(folders: &Folders, name: &str) -> Option<Call> {
    let mut fields = name.strip_prefix("CALL")?.splitn(4, '_');
    let (date, time, _nanoseconds, number) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    let stamped = civil::DateTime::strptime("%Y%m%d %H%M%S", format!("{date} {time}"))
        .ok()
        .and_then(|at| jiff::tz::Offset::UTC.to_timestamp(at).ok());
    let key = format!("gammu-call:{}", digest(&[name.as_bytes()]));
    let incoming = Incoming { key, from: Sender::read(number), kind: Kind::MissedCall, stamped, torn: None };
    Some(Call { event: Event::Incoming(incoming), path: folders.calls.join(name) })
}

/// Writes a file so that it is seen whole or not at all, and is on the disk afterwards.
pub(super) fn write_whole(folder: &Path, name: &str, content: &[u8]) -> Result<(), Trouble> {
    let write = || {
        let beside = folder.join(format!(".new-{name}"));
        let mut file = fs::File::create(&beside)?;
        file.write_all(content)?;
        file.sync_all()?;
        fs::rename(&beside, folder.join(name))?;
        fs::File::open(folder)?.sync_all()
    };
    write().map_err(|error| Trouble::disk(&error))
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;
    use crate::gammu::Folders;

    #[test]
    fn the_command_notes_a_call_in_any_folder() {
        let root = tempfile::tempdir().unwrap();
        let folders = Folders::below(root.path().join("it's a $HOME \"here\""));
        fs::create_dir_all(&folders.calls).unwrap();
        // SMSD gives its shell the command with the number behind it.
        let line = format!("{} {}", command(&folders.calls), "+6281234567890");
        assert!(Command::new("/bin/sh").args(["-c", &line]).status().unwrap().success());
        let calls = list(&folders).unwrap();
        let [Call { event: Event::Incoming(call), .. }] = calls.as_slice() else { panic!("{}", calls.len()) };
        assert_eq!(call.kind, Kind::MissedCall);
        assert_eq!(call.from.phone().unwrap().e164(), "+6281234567890");
        let away = jiff::Timestamp::now().duration_since(call.stamped.unwrap()).abs();
        assert!(away < jiff::SignedDuration::from_secs(60), "{away:?}");
    }
}
