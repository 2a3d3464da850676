//! The tables, brought up to date by migrations. Each migration is applied once, in order, in a
//! transaction; a migration that was ever released is never edited.

use rusqlite::Connection;

use crate::SqlError;

/// Name and text of every migration, in order. The name begins with the UTC time it was written at.
const MIGRATIONS: &[(&str, &str)] = &[
    ("20261122140000-log", include_str!("../migrations/sqlite/20261122140000-log.sql")),
    ("20261122140100-accounts", include_str!("../migrations/sqlite/20261122140100-accounts.sql")),
    ("20261122170000-devices", include_str!("../migrations/sqlite/20261122170000-devices.sql")),
    (
        "20261122210000-files-and-links",
        include_str!("../migrations/sqlite/20261122210000-files-and-links.sql"),
    ),
];

/// "Btng": tells the program's own databases from others.
pub(crate) const APPLICATION: i32 = 0x4274_6e67;

/// What stands between this database and this version of the program.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Nothing.
    Current,
    /// Migrations that were not applied yet.
    Older,
    /// A migration that this version does not know.
    Newer(String),
}

/// Compares the database with this version.
pub(crate) fn state(connection: &Connection) -> Result<State, SqlError> {
    let applied = applied(connection)?;
    if let Some(unknown) = applied.iter().find(|name| MIGRATIONS.iter().all(|(known, _)| known != name)) {
        return Ok(State::Newer(unknown.clone()));
    }
    Ok(if applied.len() == MIGRATIONS.len() { State::Current } else { State::Older })
}

/// Applies what is missing.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), SqlError> {
    if let State::Newer(name) = state(connection)? {
        return Err(SqlError::Newer(name));
    }
    let applied = applied(connection)?;
    for (name, sql) in MIGRATIONS.iter().filter(|(name, _)| applied.iter().all(|done| done != name)) {
        let step = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        step.pragma_update(None, "application_id", APPLICATION)?;
        step.execute_batch("create table if not exists migrations (name text primary key) strict")?;
        step.execute_batch(sql)?;
        step.execute("insert into migrations (name) values (?1)", [name])?;
        step.commit()?;
    }
    Ok(())
}

fn applied(connection: &Connection) -> Result<Vec<String>, SqlError> {
    if !connection.table_exists(None, "migrations")? {
        return Ok(Vec::new());
    }
    let mut names = connection.prepare("select name from migrations order by name")?;
    let names = names.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_are_in_order_and_applied_once() {
        assert!(MIGRATIONS.is_sorted_by_key(|(name, _)| *name));
        let mut connection = Connection::open_in_memory().unwrap();
        assert_eq!(state(&connection).unwrap(), State::Older);
        migrate(&mut connection).unwrap();
        migrate(&mut connection).unwrap();
        assert_eq!(state(&connection).unwrap(), State::Current);
    }

    #[test]
    fn every_file_is_listed() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite");
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let listed: Vec<_> = MIGRATIONS.iter().map(|(name, _)| format!("{name}.sql")).collect();
        assert_eq!(files, listed);
    }

    #[test]
    fn a_later_database_is_left_alone() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        connection.execute("insert into migrations values ('2099-later')", []).unwrap();
        assert!(matches!(migrate(&mut connection), Err(SqlError::Newer(name)) if name == "2099-later"));
    }
}
