//! Phones. A phone holds tokens; the database holds their hashes, and the secret that wraps its key.

use std::fmt;

use domain::ids::{AuthorId, DeviceId, UnitCode, VillageCode};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params, types::Type};
use uuid::Uuid;

use crate::{Accounts, AccountsError, SqlError, TokenHash, User, accounts, rows};

/// A phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// The id under which it notes entries.
    pub id: DeviceId,
    /// Whose it is.
    pub user: AuthorId,
    /// What it is called in the list of phones.
    pub label: String,
    /// The hash of the token for meetings.
    pub token: TokenHash,
    /// The hash of the token that asks whether it was withdrawn.
    pub knock: TokenHash,
    /// Wraps the phone's key.
    pub recovery: Recovery,
    /// All villages it was ever given.
    pub villages: Vec<VillageCode>,
    /// Since when.
    pub created_at: Timestamp,
    /// When it met its host last.
    pub last_met: Option<Timestamp>,
    /// The version of its program, as it said last.
    pub program: String,
    /// How many entries waited on it, as it said last.
    pub waiting: u64,
    /// When it was withdrawn, and by whom.
    pub revoked: Option<(Timestamp, AuthorId)>,
    /// When it said that it erased what it had sent.
    pub erased_at: Option<Timestamp>,
}

/// A secret of 32 bytes. It is never shown, not even in a panic.
#[derive(Clone, PartialEq, Eq)]
pub struct Recovery(pub [u8; 32]);

impl fmt::Debug for Recovery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Recovery(..)")
    }
}

/// What a phone said when it met its host.
#[derive(Clone, Debug)]
pub struct Met {
    /// When.
    pub at: Timestamp,
    /// The version of its program.
    pub program: String,
    /// How many entries wait on it after this.
    pub waiting: u64,
    /// Villages its person has now.
    pub villages: Vec<VillageCode>,
}

impl Accounts {
    /// Adds a phone.
    ///
    /// # Errors
    /// When the user is not there or disabled ([`AccountsError::Missing`]), or it cannot be written.
    pub async fn add_device(&self, device: Device) -> Result<(), AccountsError> {
        let unit = self.unit.clone();
        self.database.write(move |connection| insert(connection, &unit, &device)).await
    }

    /// A phone with its user, who may be disabled.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn device(&self, id: DeviceId) -> Result<Option<(Device, User)>, SqlError> {
        let unit = self.unit.clone();
        self.database.read(move |connection| find(connection, &unit, id)).await
    }

    /// All phones, the newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn devices(&self) -> Result<Vec<Device>, SqlError> {
        let unit = self.unit.clone();
        self.database.read(move |connection| all(connection, &unit)).await
    }

    /// Notes that a phone met its host. Its villages are only ever added to.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn note_met(&self, id: DeviceId, met: Met) -> Result<(), SqlError> {
        let unit = self.unit.clone();
        self.database.write(move |connection| note_met(connection, &unit, id, &met)).await
    }

    /// Gives a phone another token; the one before it ends.
    ///
    /// # Errors
    /// [`AccountsError::Missing`].
    pub async fn set_device_token(&self, id: DeviceId, token: TokenHash) -> Result<(), AccountsError> {
        self.update(move |connection, unit| {
            connection
                .prepare_cached("update devices set token = ?3 where unit = ?1 and id = ?2")?
                .execute(params![unit.0, id.0, token])
        })
        .await
    }

    /// Withdraws a phone. One that was withdrawn stays so since then.
    ///
    /// # Errors
    /// [`AccountsError::Missing`].
    pub async fn revoke_device(
        &self,
        id: DeviceId,
        at: Timestamp,
        by: AuthorId,
    ) -> Result<(), AccountsError> {
        self.update(move |connection, unit| {
            connection
                .prepare_cached(
                    "update devices set revoked_by = iif(revoked_at is null, ?4, revoked_by),
                        revoked_at = coalesce(revoked_at, ?3), erased_at = iif(revoked_at is null, null, erased_at)
                        where unit = ?1 and id = ?2",
                )?
                .execute(params![unit.0, id.0, rows::stamp(at), by.0])
        })
        .await
    }

    /// Lets a withdrawn phone in again.
    ///
    /// # Errors
    /// [`AccountsError::Missing`].
    pub async fn readmit_device(&self, id: DeviceId) -> Result<(), AccountsError> {
        self.update(move |connection, unit| {
            connection
                .prepare_cached(
                    "update devices set revoked_at = null, revoked_by = null, erased_at = null
                        where unit = ?1 and id = ?2",
                )?
                .execute(params![unit.0, id.0])
        })
        .await
    }

    /// Notes that a phone erased what it had sent. It is noted once.
    ///
    /// # Errors
    /// [`AccountsError::Missing`].
    pub async fn note_erased(&self, id: DeviceId, at: Timestamp) -> Result<(), AccountsError> {
        self.update(move |connection, unit| {
            connection
                .prepare_cached(
                    "update devices set erased_at = coalesce(erased_at, ?3) where unit = ?1 and id = ?2",
                )?
                .execute(params![unit.0, id.0, rows::stamp(at)])
        })
        .await
    }

    async fn update(
        &self,
        work: impl Fn(&Connection, &UnitCode) -> rusqlite::Result<usize> + Send + 'static,
    ) -> Result<(), AccountsError> {
        let unit = self.unit.clone();
        let write = self.database.write(move |connection| match work(connection, &unit)? {
            0 => Err(AccountsError::Missing),
            _ => Ok(()),
        });
        write.await
    }
}

const COLUMNS: &str = "d.id, d.user, d.label, d.token, d.knock, d.recovery, d.villages, d.created_at,
    d.last_met, d.program, d.waiting, d.revoked_at, d.revoked_by, d.erased_at";

fn of_row(row: &Row<'_>) -> rusqlite::Result<Device> {
    let by: Option<Uuid> = row.get(12)?;
    Ok(Device {
        id: DeviceId(row.get(0)?),
        user: AuthorId(row.get(1)?),
        label: row.get(2)?,
        token: row.get(3)?,
        knock: row.get(4)?,
        recovery: Recovery(row.get(5)?),
        villages: villages(row, 6)?,
        created_at: rows::timestamp(row, 7)?,
        last_met: rows::timestamp_or_null(row, 8)?,
        program: row.get(9)?,
        waiting: row.get(10)?,
        revoked: rows::timestamp_or_null(row, 11)?.zip(by.map(AuthorId)),
        erased_at: rows::timestamp_or_null(row, 13)?,
    })
}

fn villages(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<VillageCode>> {
    let codes: Vec<String> = serde_json::from_str(row.get_ref(column)?.as_str()?)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error.into()))?;
    Ok(codes.iter().map(|code| VillageCode::new(code)).collect())
}

fn find(connection: &Connection, unit: &UnitCode, id: DeviceId) -> Result<Option<(Device, User)>, SqlError> {
    let sql = format!(
        "select {COLUMNS}, u.id, u.login, u.name, u.role, u.villages, u.staff, u.password, u.disabled,
            u.must_change_password, u.created_at
        from devices d join users u on u.unit = d.unit and u.id = d.user where d.unit = ?1 and d.id = ?2"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let found =
        statement.query_row(params![unit.0, id.0], |row| Ok((of_row(row)?, accounts::of_row(row, 14)?)));
    Ok(found.optional()?)
}

fn all(connection: &Connection, unit: &UnitCode) -> Result<Vec<Device>, SqlError> {
    let sql = format!("select {COLUMNS} from devices d where d.unit = ?1 order by d.created_at desc, d.id");
    let mut statement = connection.prepare_cached(&sql)?;
    Ok(statement.query_map([&unit.0], of_row)?.collect::<Result<_, _>>()?)
}

fn insert(connection: &Connection, unit: &UnitCode, device: &Device) -> Result<(), AccountsError> {
    let added = connection
        .prepare_cached(
            "insert into devices (unit, id, user, label, token, knock, recovery, villages, created_at, program)
            select unit, ?2, id, ?4, ?5, ?6, ?7, ?8, ?9, ?10 from users
                where unit = ?1 and id = ?3 and not disabled",
        )?
        .execute(params![
            unit.0,
            device.id.0,
            device.user.0,
            device.label,
            device.token,
            device.knock,
            device.recovery.0,
            accounts::list(&device.villages),
            rows::stamp(device.created_at),
            device.program,
        ])?;
    if added == 0 { Err(AccountsError::Missing) } else { Ok(()) }
}

fn note_met(connection: &Connection, unit: &UnitCode, id: DeviceId, met: &Met) -> Result<(), SqlError> {
    let mut known = connection
        .prepare_cached("select villages from devices where unit = ?1 and id = ?2")?
        .query_row(params![unit.0, id.0], |row| villages(row, 0))?;
    let new = met.villages.iter().filter(|village| !known.contains(village)).cloned().collect::<Vec<_>>();
    known.extend(new);
    connection
        .prepare_cached(
            "update devices set last_met = ?3, program = ?4, waiting = ?5, villages = ?6
                where unit = ?1 and id = ?2",
        )?
        .execute(params![
            unit.0,
            id.0,
            rows::stamp(met.at),
            met.program,
            met.waiting,
            accounts::list(&known)
        ])?;
    Ok(())
}
