//! The data folder: `DIR/betang.db` with SQLite's files beside it, and `DIR/lock`.
//!
//! One program at a time writes into a folder: it holds an advisory lock on `DIR/lock`, which the
//! operating system releases however the program ends. A command that writes while the server runs
//! is told so ([`SqlError::InUse`]) instead of changing the log behind the register that the server
//! has in memory. Reading and backups need no lock.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{Read, Seek, Write},
    path::{Path, PathBuf},
};

use crate::SqlError;

const DATABASE: &str = "betang.db";
const LOCK: &str = "lock";

/// Where the database of a data folder is.
pub(crate) fn database(folder: &Path) -> PathBuf {
    folder.join(DATABASE)
}

/// Whether the folder holds a unit's data. A folder that is not there does not.
#[must_use]
pub fn holds_data(folder: &Path) -> bool {
    database(folder).exists()
}

/// Held for as long as this program may write into the folder.
#[derive(Debug)]
pub(crate) struct Claim {
    _lock: File,
}

/// Takes the folder for writing, and makes it where it is not there.
pub(crate) fn claim(folder: &Path) -> Result<Claim, SqlError> {
    make(folder)?;
    let path = folder.join(LOCK);
    let mut lock = private().read(true).open(&path).map_err(SqlError::io(&path))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            // Who holds it is only a hint for the message.
            let _length = lock.read_to_string(&mut holder).unwrap_or(0);
            return Err(SqlError::InUse { holder: holder.trim().to_owned() });
        }
        Err(TryLockError::Error(error)) => return Err(SqlError::Io(path, error)),
    }
    let written =
        lock.set_len(0).and_then(|()| lock.rewind()).and_then(|()| writeln!(lock, "{}", std::process::id()));
    // A full disk is no reason not to open what is there.
    written.or_else(|error| ignore_full(&error).then_some(()).ok_or(SqlError::Io(path, error)))?;
    Ok(Claim { _lock: lock })
}

fn ignore_full(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded)
}

/// Makes the folder; on systems that know owners, only its owner may look into it.
pub(crate) fn make(folder: &Path) -> Result<(), SqlError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(SqlError::io(folder))
}

/// Makes a file that only its owner may read, unless it is there. SQLite gives its own files beside
/// the database the same rights.
pub(crate) fn make_private(path: &Path) -> Result<(), SqlError> {
    private().open(path).map(drop).map_err(SqlError::io(path))
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes sure that a finished file survives a power cut under its final name.
pub(crate) fn settle(from: &Path, to: &Path) -> Result<(), SqlError> {
    let file = File::open(from).map_err(SqlError::io(from))?;
    file.sync_all().map_err(SqlError::io(from))?;
    fs::rename(from, to).map_err(SqlError::io(to))?;
    let folder = match to.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    // Elsewhere a folder cannot be opened as a file, and a rename is durable by itself.
    #[cfg(unix)]
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(SqlError::io(folder))?;
    Ok(())
}
