//! Users. Passwords are hashed and compared elsewhere; here a hash is an opaque text.

use domain::{
    ids::{AuthorId, SubjectId, UnitCode, VillageCode},
    rights::Role,
};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params, types::Type};
use uuid::Uuid;

use crate::{Database, SqlError, rows, sessions};

/// Someone who may log in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The id under which she notes entries.
    pub id: AuthorId,
    /// The name she logs in with; upper and lower case are the same.
    pub login: String,
    /// Her name as shown.
    pub name: String,
    /// Her role.
    pub role: Role,
    /// Her villages.
    pub villages: Vec<VillageCode>,
    /// The member of staff she is.
    pub staff: Option<SubjectId>,
    /// The password's hash, as a PHC string.
    pub password: String,
    /// May not log in.
    pub disabled: bool,
    /// Must choose a password of her own before anything else.
    pub must_change_password: bool,
    /// When she was added.
    pub created_at: Timestamp,
}

/// Why accounts could not do something.
#[derive(Debug, thiserror::Error)]
pub enum AccountsError {
    /// Another user has the login name.
    #[error("the login name is taken")]
    Taken,
    /// There is no such user.
    #[error("there is no such user")]
    Missing,
    /// The last head who can log in cannot be disabled or given another role.
    #[error("the last head cannot be disabled or given another role")]
    LastHead,
    /// There are users already.
    #[error("there are users already")]
    NotEmpty,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] SqlError),
}

impl From<rusqlite::Error> for AccountsError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error.into())
    }
}

/// The users of a unit, their sessions and failed log-ins.
#[derive(Clone, Debug)]
pub struct Accounts {
    pub(crate) database: Database,
    pub(crate) unit: UnitCode,
}

impl Accounts {
    pub(crate) fn new(database: Database, unit: UnitCode) -> Self {
        Self { database, unit }
    }

    /// Whether nobody was added yet.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn is_empty(&self) -> Result<bool, SqlError> {
        let unit = self.unit.clone();
        self.database.read(move |connection| Ok(count(connection, &unit)? == 0)).await
    }

    /// All users, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn users(&self) -> Result<Vec<User>, SqlError> {
        let unit = self.unit.clone();
        self.database.read(move |connection| users(connection, &unit)).await
    }

    /// A user by id.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn user(&self, id: AuthorId) -> Result<Option<User>, SqlError> {
        let unit = self.unit.clone();
        self.database.read(move |connection| user(connection, &unit, id)).await
    }

    /// A user by login name, in any case; a disabled one too.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn user_of_login(&self, login: &str) -> Result<Option<User>, SqlError> {
        let (unit, login) = (self.unit.clone(), login.to_owned());
        self.database.read(move |connection| user_of_login(connection, &unit, &login)).await
    }

    /// Adds a user.
    ///
    /// # Errors
    /// [`AccountsError::Taken`] when another has the login name.
    pub async fn add(&self, user: User) -> Result<(), AccountsError> {
        let unit = self.unit.clone();
        self.database.write(move |connection| insert(connection, &unit, &user)).await
    }

    /// Adds the first user of a unit, once.
    ///
    /// # Errors
    /// [`AccountsError::NotEmpty`] when there are users already, even one added a moment ago.
    pub async fn add_first(&self, user: User) -> Result<(), AccountsError> {
        let unit = self.unit.clone();
        let write = self.database.write(move |connection| {
            if count(connection, &unit)? > 0 {
                return Err(AccountsError::NotEmpty);
            }
            insert(connection, &unit, &user)
        });
        write.await
    }

    /// Changes everything of a user but her id and when she was added. When she is disabled or her
    /// password changes, her sessions end at once.
    ///
    /// # Errors
    /// [`AccountsError::Missing`], [`AccountsError::Taken`] or [`AccountsError::LastHead`].
    pub async fn change(&self, user: User) -> Result<(), AccountsError> {
        let unit = self.unit.clone();
        self.database.write(move |connection| change(connection, &unit, &user)).await
    }

    /// Gives a user another password hash; all her sessions end but the one that asks, if it is told.
    ///
    /// # Errors
    /// [`AccountsError::Missing`].
    pub async fn set_password(
        &self,
        id: AuthorId,
        password: &str,
        must_change: bool,
        asking: Option<crate::TokenHash>,
    ) -> Result<(), AccountsError> {
        let (unit, password) = (self.unit.clone(), password.to_owned());
        let write = self.database.write(move |connection| {
            let changed = connection
                .prepare_cached(
                    "update users set password = ?3, must_change_password = ?4 where unit = ?1 and id = ?2",
                )?
                .execute(params![unit.0, id.0, password, must_change])?;
            if changed == 0 {
                return Err(AccountsError::Missing);
            }
            Ok(sessions::end_all(connection, &unit, id, asking)?)
        });
        write.await
    }
}

const COLUMNS: &str =
    "id, login, name, role, villages, staff, password, disabled, must_change_password, created_at";

/// A user from [`COLUMNS`], the first of which is at `first`.
pub(crate) fn of_row(row: &Row<'_>, first: usize) -> rusqlite::Result<User> {
    let unfit = |column, error: Box<dyn std::error::Error + Send + Sync>| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error)
    };
    let role: String = row.get(first + 3)?;
    let villages: Vec<String> = serde_json::from_str(row.get_ref(first + 4)?.as_str()?)
        .map_err(|error| unfit(first + 4, error.into()))?;
    Ok(User {
        id: AuthorId(row.get(first)?),
        login: row.get(first + 1)?,
        name: row.get(first + 2)?,
        role: Role::of_word(&role).ok_or_else(|| unfit(first + 3, "not a role".into()))?,
        villages: villages.iter().map(|code| VillageCode::new(code)).collect(),
        staff: row.get::<_, Option<Uuid>>(first + 5)?.map(SubjectId),
        password: row.get(first + 6)?,
        disabled: row.get(first + 7)?,
        must_change_password: row.get(first + 8)?,
        created_at: rows::timestamp(row, first + 9)?,
    })
}

fn count(connection: &Connection, unit: &UnitCode) -> Result<i64, SqlError> {
    let mut statement = connection.prepare_cached("select count(*) from users where unit = ?1")?;
    Ok(statement.query_row([&unit.0], |row| row.get(0))?)
}

fn users(connection: &Connection, unit: &UnitCode) -> Result<Vec<User>, SqlError> {
    let sql = format!("select {COLUMNS} from users where unit = ?1 order by name, login");
    let mut statement = connection.prepare_cached(&sql)?;
    Ok(statement.query_map([&unit.0], |row| of_row(row, 0))?.collect::<Result<_, _>>()?)
}

fn user(connection: &Connection, unit: &UnitCode, id: AuthorId) -> Result<Option<User>, SqlError> {
    let sql = format!("select {COLUMNS} from users where unit = ?1 and id = ?2");
    let mut statement = connection.prepare_cached(&sql)?;
    Ok(statement.query_row(params![unit.0, id.0], |row| of_row(row, 0)).optional()?)
}

fn user_of_login(connection: &Connection, unit: &UnitCode, login: &str) -> Result<Option<User>, SqlError> {
    let sql = format!("select {COLUMNS} from users where unit = ?1 and login = ?2");
    let mut statement = connection.prepare_cached(&sql)?;
    Ok(statement.query_row([&unit.0, login], |row| of_row(row, 0)).optional()?)
}

fn insert(connection: &Connection, unit: &UnitCode, user: &User) -> Result<(), AccountsError> {
    if user_of_login(connection, unit, &user.login)?.is_some() {
        return Err(AccountsError::Taken);
    }
    let sql =
        format!("insert into users (unit, {COLUMNS}) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
    connection.prepare_cached(&sql)?.execute(params![
        unit.0,
        user.id.0,
        user.login,
        user.name,
        user.role.word(),
        list(&user.villages),
        user.staff.map(|staff| staff.0),
        user.password,
        user.disabled,
        user.must_change_password,
        rows::stamp(user.created_at),
    ])?;
    Ok(())
}

/// Codes of villages as a column keeps them.
pub(crate) fn list(villages: &[VillageCode]) -> String {
    let codes = villages.iter().map(|village| village.as_str().into());
    serde_json::Value::Array(codes.collect()).to_string()
}

fn change(connection: &Connection, unit: &UnitCode, new: &User) -> Result<(), AccountsError> {
    let old = user(connection, unit, new.id)?.ok_or(AccountsError::Missing)?;
    if user_of_login(connection, unit, &new.login)?.is_some_and(|holder| holder.id != new.id) {
        return Err(AccountsError::Taken);
    }
    update(connection, unit, new)?;
    let leads = |user: &User| user.role == Role::Head && !user.disabled;
    if leads(&old) && !users(connection, unit)?.iter().any(leads) {
        return Err(AccountsError::LastHead);
    }
    if new.disabled || new.password != old.password {
        sessions::end_all(connection, unit, new.id, None)?;
    }
    Ok(())
}

fn update(connection: &Connection, unit: &UnitCode, user: &User) -> Result<(), SqlError> {
    let mut statement = connection.prepare_cached(
        "update users set login = ?3, name = ?4, role = ?5, villages = ?6, staff = ?7, password = ?8,
            disabled = ?9, must_change_password = ?10 where unit = ?1 and id = ?2",
    )?;
    statement.execute(params![
        unit.0,
        user.id.0,
        user.login,
        user.name,
        user.role.word(),
        list(&user.villages),
        user.staff.map(|staff| staff.0),
        user.password,
        user.disabled,
        user.must_change_password,
    ])?;
    Ok(())
}
