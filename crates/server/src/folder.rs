//! The data folder of a unit, as commands see it.

use std::{path::Path, sync::Arc};

use domain::{ids::UnitCode, note::Note};
use store::{Entry, Store};
use store_sql::{Database, SqlError, SqliteStore};

use crate::complaint::Complaint;

/// A data folder.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Folder<'a>(&'a Path);

/// A unit's log, open.
pub(crate) struct Unit {
    /// The unit's code.
    pub(crate) code: UnitCode,
    /// Everything in the folder.
    pub(crate) database: Database,
    /// The log.
    pub(crate) store: Arc<SqliteStore>,
}

impl<'a> Folder<'a> {
    /// The folder of this path.
    pub(crate) fn new(path: &'a Path) -> Self {
        Self(path)
    }

    /// Opens an empty folder for writing, for a unit that begins.
    ///
    /// # Errors
    /// When the folder holds a unit already, is in use, or can't be written.
    pub(crate) async fn begin(self, code: &UnitCode) -> Result<Unit, Complaint> {
        let database = Database::claim(self.0).map_err(|error| self.complaint(error))?;
        if !database.units().map_err(|error| self.complaint(error))?.is_empty() {
            return Err(self.about("folder-filled"));
        }
        Ok(Unit::new(database, code.clone()))
    }

    /// Opens a unit for writing, as the only one who may.
    ///
    /// # Errors
    /// When the folder holds none, or another program writes there.
    pub(crate) async fn write(self) -> Result<Unit, Complaint> {
        if !store_sql::holds_data(self.0) {
            return Err(self.about("folder-empty"));
        }
        self.unit_in(Database::claim(self.0))
    }

    /// Opens a unit for reading, beside a server that may be running.
    ///
    /// # Errors
    /// When the folder holds none.
    pub(crate) async fn read(self) -> Result<Unit, Complaint> {
        self.unit_in(Database::look(self.0))
    }

    /// Whether a unit has begun here.
    pub(crate) fn is_empty(self) -> Result<bool, Complaint> {
        if !store_sql::holds_data(self.0) {
            return Ok(true);
        }
        let units = Database::look(self.0).and_then(|database| database.units());
        Ok(units.map_err(|error| self.complaint(error))?.is_empty())
    }

    fn unit_in(self, database: Result<Database, SqlError>) -> Result<Unit, Complaint> {
        let database = database.map_err(|error| self.complaint(error))?;
        let units = database.units().map_err(|error| self.complaint(error))?;
        let code = units.into_iter().next().ok_or_else(|| self.about("folder-empty"))?;
        Ok(Unit::new(database, code))
    }

    fn about(self, key: &'static str) -> Complaint {
        Complaint::new(key).with("folder", self.0.display())
    }

    pub(crate) fn complaint(self, error: SqlError) -> Complaint {
        match error {
            SqlError::Missing(_) => self.about("folder-empty"),
            SqlError::InUse { .. } => self.about("folder-busy"),
            error => Complaint::new("store-failed").with("message", error),
        }
    }
}

impl Unit {
    fn new(database: Database, code: UnitCode) -> Self {
        Self { store: Arc::new(database.log(&code)), database, code }
    }

    /// Appends notes, all of them or none.
    ///
    /// # Errors
    /// When the log can't take them.
    pub(crate) async fn append(&self, notes: &[Note]) -> Result<(), Complaint> {
        let entries: Result<Vec<_>, _> = notes.iter().map(|note| Entry::of(note, &self.code)).collect();
        let entries = entries.map_err(|error| Complaint::new("store-failed").with("message", error))?;
        self.store.append(&entries).await?;
        Ok(())
    }
}
