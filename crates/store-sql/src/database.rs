//! A data folder's database, open: the thread that writes, the connections that read, and the
//! folder's lock.

use std::{fmt, path::Path, sync::Arc, time::Duration};

use domain::ids::UnitCode;
use rusqlite::{Connection, OpenFlags};
use store::Clock;

use crate::{
    Accounts, Files, SqlError, SqliteStore,
    folder::{self, Claim},
    readers::Readers,
    schema::{self, State},
    writer::Writer,
};

/// How long a connection waits for another program's lock (a backup tool, `sqlite3` in a shell).
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// An open data folder. Clones share it; it closes when the last one is dropped.
#[derive(Clone)]
pub struct Database {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    // Dropped in this order: readers first, so that the writer's connection is the last one and
    // SQLite folds the write-ahead log into the database; then the lock is released.
    readers: Readers,
    writer: Option<Writer>,
    _claim: Option<Claim>,
}

impl Database {
    /// Opens a folder for writing, as the only one who may; makes the folder and its tables where
    /// they are not there.
    ///
    /// # Errors
    /// [`SqlError::InUse`] while another program writes; [`SqlError::Newer`] for a later version's.
    pub fn claim(folder: &Path) -> Result<Self, SqlError> {
        let claim = folder::claim(folder)?;
        let path = folder::database(folder);
        folder::make_private(&path)?;
        let mut connection = Connection::open(&path)?;
        recognise(&connection, &path)?;
        configure(&connection)?;
        schema::migrate(&mut connection)?;
        let inner = Inner {
            readers: Readers::new(path),
            writer: Some(Writer::start(connection)?),
            _claim: Some(claim),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Opens a folder for reading, beside a server that may be writing.
    ///
    /// # Errors
    /// [`SqlError::Missing`] where there is no database; [`SqlError::Older`] or [`SqlError::Newer`]
    /// when it is another version's.
    pub fn look(folder: &Path) -> Result<Self, SqlError> {
        let path = folder::database(folder);
        if !path.exists() {
            return Err(SqlError::Missing(folder.to_owned()));
        }
        let readers = Readers::new(path.clone());
        readers.read(|connection| {
            recognise(connection, &path)?;
            match schema::state(connection)? {
                State::Current => Ok(()),
                State::Older => Err(SqlError::Older),
                State::Newer(name) => Err(SqlError::Newer(name)),
            }
        })?;
        Ok(Self { inner: Arc::new(Inner { readers, writer: None, _claim: None }) })
    }

    /// The log of a unit.
    #[must_use]
    pub fn log(&self, unit: &UnitCode) -> SqliteStore {
        SqliteStore::new(self.clone(), unit.clone(), store::system_clock())
    }

    /// The log of a unit that takes the time of arrival from `clock`.
    #[must_use]
    pub fn log_with_clock(&self, unit: &UnitCode, clock: Clock) -> SqliteStore {
        SqliteStore::new(self.clone(), unit.clone(), clock)
    }

    /// The users of a unit and their sessions.
    #[must_use]
    pub fn accounts(&self, unit: &UnitCode) -> Accounts {
        Accounts::new(self.clone(), unit.clone())
    }

    /// The files of a unit.
    #[must_use]
    pub fn files(&self, unit: &UnitCode) -> Files {
        Files::new(self.clone(), unit.clone())
    }

    /// The units whose logs are here; one on a Puskesmas's computer, none before it is set up.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn units(&self) -> Result<Vec<UnitCode>, SqlError> {
        // Jumps from unit to unit; the entries between are not looked at.
        const UNITS: &str = "with recursive found (unit) as (
                select min(unit) from entries
                union all
                select (select min(unit) from entries where unit > found.unit) from found
                    where found.unit is not null)
            select unit from found where unit is not null";
        self.inner.readers.read(|connection| {
            let mut units = connection.prepare_cached(UNITS)?;
            let units = units.query_map([], |row| row.get(0).map(UnitCode))?;
            Ok(units.collect::<Result<_, _>>()?)
        })
    }

    /// Writes as part of the next group, and waits until it is durable. See [`Writer::write`].
    pub(crate) async fn write<T, E>(
        &self,
        work: impl FnMut(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<SqlError> + Send + 'static,
    {
        match &self.inner.writer {
            Some(writer) => writer.write(work).await,
            None => Err(SqlError::ReadOnly.into()),
        }
    }

    /// The database's file.
    pub(crate) fn path(&self) -> &Path {
        self.inner.readers.path()
    }

    /// Reads on a thread that may block.
    pub(crate) async fn read<T, E>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<SqlError> + Send + 'static,
    {
        let inner = Arc::clone(&self.inner);
        let done = tokio::task::spawn_blocking(move || inner.readers.read(work)).await;
        done.unwrap_or_else(|_| Err(SqlError::Closed.into()))
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Database").field("writes", &self.inner.writer.is_some()).finish_non_exhaustive()
    }
}

/// Opens a database file for reading, wherever it lies.
pub(crate) fn open_file(path: &Path) -> Result<Connection, SqlError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    Ok(connection)
}

/// Refuses a file that is not this program's database. An empty one may become one.
pub(crate) fn recognise(connection: &Connection, path: &Path) -> Result<(), SqlError> {
    let foreign = |_| SqlError::Foreign(path.to_owned());
    let application: i32 =
        connection.query_row("pragma application_id", [], |row| row.get(0)).map_err(foreign)?;
    let tables: i64 =
        connection.query_row("select count(*) from sqlite_schema", [], |row| row.get(0)).map_err(foreign)?;
    if application == schema::APPLICATION || (application == 0 && tables == 0) {
        return Ok(());
    }
    Err(SqlError::Foreign(path.to_owned()))
}

/// The settings of the connection that writes. `synchronous = full` is what makes an answered
/// append survive a power cut: the write-ahead log is on the disk before the commit returns.
fn configure(connection: &Connection) -> Result<(), SqlError> {
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Folded into the database at 16 MiB instead of 4: a page of the index of ids that every batch
    // touches is written there once in a while instead of each time.
    connection.pragma_update(None, "wal_autocheckpoint", 4 * 1024)?;
    // A write-ahead log that grew during an import is cut back to that.
    connection.pragma_update(None, "journal_size_limit", 16 * 1024 * 1024)?;
    // In KiB where it is negative. The index of ten years' ids fits in.
    connection.pragma_update(None, "cache_size", -8 * 1024)?;
    Ok(())
}
