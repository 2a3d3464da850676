//! A consistent copy while the program runs, and the way back.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use rusqlite::Connection;

use crate::{
    Database, SqlError, check,
    database::{open_file, recognise},
    folder,
    schema::{self, State},
};

impl Database {
    /// Writes a copy of everything, as of one moment, to `to`, which must not be there. Works beside
    /// a running server, which goes on writing. The copy is looked through before it gets its name,
    /// and survives a power cut once this returns.
    ///
    /// # Errors
    /// [`SqlError::NotEmpty`] when there is something at `to`; [`SqlError::Damaged`] when the copy
    /// is not good. Nothing is left at `to` then.
    pub async fn backup(&self, to: &Path) -> Result<(), SqlError> {
        let (from, to) = (self.path().to_owned(), to.to_owned());
        self.read(move |_| backup(&from, &to)).await
    }
}

/// Puts a backup into a data folder that holds no data yet. It is looked through before it is
/// accepted. Sessions are not brought back: who was logged in then may be locked out since.
///
/// # Errors
/// [`SqlError::NotEmpty`] when the folder holds data; [`SqlError::Foreign`], [`SqlError::Newer`] or
/// [`SqlError::Damaged`] when the backup is not good. The folder holds no data then.
pub fn restore(from: &Path, folder: &Path) -> Result<(), SqlError> {
    if !from.is_file() {
        return Err(SqlError::Missing(from.to_owned()));
    }
    let claim = folder::claim(folder)?;
    let to = folder::database(folder);
    ensure_absent(&to)?;
    let draft = Draft::beside(&to)?;
    fs::copy(from, &draft.path).map_err(SqlError::io(&draft.path))?;
    accept(&draft.path)?;
    folder::settle(&draft.path, &to)?;
    drop(claim);
    Ok(())
}

fn backup(from: &Path, to: &Path) -> Result<(), SqlError> {
    ensure_absent(to)?;
    // A connection of its own: SQLite counts this as writing, which readers may not.
    let connection = open_file(from)?;
    let draft = Draft::beside(to)?;
    let name = draft.path.to_str().ok_or_else(|| SqlError::Foreign(draft.path.clone()))?;
    // The copy is made from one snapshot, and without the pages that hold nothing any more.
    connection.execute("vacuum into ?1", [name])?;
    examine(&open_file(&draft.path)?, &draft.path)?;
    folder::settle(&draft.path, to)
}

/// Makes a copied file ready for use.
fn accept(path: &Path) -> Result<(), SqlError> {
    let connection = open_file(path)?;
    examine(&connection, path)?;
    if schema::state(&connection)? == State::Current {
        connection.execute("delete from sessions", [])?;
    }
    connection.close().map_err(|(_, error)| error.into())
}

/// Looks whether a file is a good database of this program.
fn examine(connection: &Connection, path: &Path) -> Result<(), SqlError> {
    recognise(connection, path)?;
    match schema::state(connection)? {
        State::Newer(name) => return Err(SqlError::Newer(name)),
        State::Older if !connection.table_exists(None, "migrations")? => {
            return Err(SqlError::Foreign(path.to_owned()));
        }
        State::Older | State::Current => {}
    }
    let complaints = check::integrity(connection)?;
    if complaints.is_empty() { Ok(()) } else { Err(SqlError::Damaged(complaints.join("; "))) }
}

fn ensure_absent(path: &Path) -> Result<(), SqlError> {
    if path.exists() { Err(SqlError::NotEmpty(path.to_owned())) } else { Ok(()) }
}

/// A file under another name until it is good; removed when it turns out not to be.
struct Draft {
    path: PathBuf,
}

impl Draft {
    fn beside(to: &Path) -> Result<Self, SqlError> {
        let mut name: OsString = to.as_os_str().to_owned();
        name.push(format!(".{}.draft", std::process::id()));
        let draft = Self { path: name.into() };
        draft.remove();
        folder::make_private(&draft.path)?;
        Ok(draft)
    }

    fn remove(&self) {
        for end in ["", "-wal", "-shm", "-journal"] {
            let mut name = self.path.clone().into_os_string();
            name.push(end);
            // What is not there, or cannot be removed, is told by the step that needs the name.
            let _gone = fs::remove_file(name);
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        self.remove();
    }
}
