//! Sessions. A browser holds a token; the database holds its hash.

use domain::ids::{AuthorId, UnitCode};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::{Accounts, AccountsError, SqlError, User, accounts, rows};

/// SHA-256 of a session's token. The token itself is never handed in here.
pub type TokenHash = [u8; 32];

/// Someone is logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The hash of the token that the browser holds.
    pub token: TokenHash,
    /// Who.
    pub user: AuthorId,
    /// What her forms must carry, so that no other site can post for her.
    pub csrf: String,
    /// What she logged in from, as shown to her: "Chrome, Android".
    pub device: String,
    /// Since when.
    pub created_at: Timestamp,
    /// When she was last seen, as far as it was noted.
    pub last_seen: Timestamp,
    /// From when on it no longer counts.
    pub expires_at: Timestamp,
}

impl Accounts {
    /// Begins a session.
    ///
    /// # Errors
    /// [`AccountsError::Missing`] when the user is not there or disabled.
    pub async fn begin_session(&self, session: Session) -> Result<(), AccountsError> {
        let unit = self.unit.clone();
        self.database.write(move |connection| begin(connection, &unit, &session)).await
    }

    /// The session of a token and its user, unless it has expired by `now` or she is disabled.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn session(
        &self,
        token: TokenHash,
        now: Timestamp,
    ) -> Result<Option<(Session, User)>, SqlError> {
        let unit = self.unit.clone();
        self.database.read(move |connection| find(connection, &unit, token, now)).await
    }

    /// The sessions of a user that count at `now`, the one seen last first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn sessions(&self, user: AuthorId, now: Timestamp) -> Result<Vec<Session>, SqlError> {
        let unit = self.unit.clone();
        self.database.read(move |connection| of_user(connection, &unit, user, now)).await
    }

    /// Notes that a session was in use, and moves its end. Callers do so now and then, not for every
    /// page. An ended session stays ended.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn touch_session(
        &self,
        token: TokenHash,
        last_seen: Timestamp,
        expires_at: Timestamp,
    ) -> Result<(), SqlError> {
        let unit = self.unit.clone();
        let write = self.database.write(move |connection| {
            connection
                .prepare_cached(
                    "update sessions set last_seen = ?3, expires_at = ?4 where unit = ?1 and token = ?2",
                )?
                .execute(params![unit.0, token, rows::stamp(last_seen), rows::stamp(expires_at)])?;
            Ok(())
        });
        write.await
    }

    /// Ends a session; one that is not there has ended.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn end_session(&self, token: TokenHash) -> Result<(), SqlError> {
        let unit = self.unit.clone();
        let write = self.database.write(move |connection| {
            connection
                .prepare_cached("delete from sessions where unit = ?1 and token = ?2")?
                .execute(params![unit.0, token])?;
            Ok(())
        });
        write.await
    }

    /// Ends all sessions of a user, but the one of `except`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn end_sessions(&self, user: AuthorId, except: Option<TokenHash>) -> Result<(), SqlError> {
        let unit = self.unit.clone();
        self.database.write(move |connection| end_all(connection, &unit, user, except)).await
    }

    /// Removes sessions that have expired by `now`; answers how many.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn sweep_sessions(&self, now: Timestamp) -> Result<usize, SqlError> {
        let unit = self.unit.clone();
        let write = self.database.write(move |connection| {
            let mut statement =
                connection.prepare_cached("delete from sessions where unit = ?1 and expires_at <= ?2")?;
            Ok(statement.execute(params![unit.0, rows::stamp(now)])?)
        });
        write.await
    }
}

pub(crate) fn end_all(
    connection: &Connection,
    unit: &UnitCode,
    user: AuthorId,
    except: Option<TokenHash>,
) -> Result<(), SqlError> {
    connection
        .prepare_cached("delete from sessions where unit = ?1 and user = ?2 and token is not ?3")?
        .execute(params![unit.0, user.0, except])?;
    Ok(())
}

fn begin(connection: &Connection, unit: &UnitCode, session: &Session) -> Result<(), AccountsError> {
    let Session { token, user, csrf, device, created_at, last_seen, expires_at } = session;
    // A user who is disabled while she logs in must not get a session after all.
    let begun = connection
        .prepare_cached(
            "insert into sessions (unit, token, user, csrf, device, created_at, last_seen, expires_at)
                select unit, ?2, id, ?4, ?5, ?6, ?7, ?8 from users
                where unit = ?1 and id = ?3 and not disabled",
        )?
        .execute(params![
            unit.0,
            token,
            user.0,
            csrf,
            device,
            rows::stamp(*created_at),
            rows::stamp(*last_seen),
            rows::stamp(*expires_at),
        ])?;
    if begun == 0 { Err(AccountsError::Missing) } else { Ok(()) }
}

fn find(
    connection: &Connection,
    unit: &UnitCode,
    token: TokenHash,
    now: Timestamp,
) -> Result<Option<(Session, User)>, SqlError> {
    let mut statement = connection.prepare_cached(
        "select s.token, s.user, s.csrf, s.device, s.created_at, s.last_seen, s.expires_at,
            u.id, u.login, u.name, u.role, u.villages, u.staff, u.password, u.disabled,
            u.must_change_password, u.created_at
        from sessions s join users u on u.unit = s.unit and u.id = s.user
        where s.unit = ?1 and s.token = ?2 and s.expires_at > ?3 and not u.disabled",
    )?;
    let found = statement.query_row(params![unit.0, token, rows::stamp(now)], |row| {
        Ok((of_row(row)?, accounts::of_row(row, 7)?))
    });
    Ok(found.optional()?)
}

fn of_user(
    connection: &Connection,
    unit: &UnitCode,
    user: AuthorId,
    now: Timestamp,
) -> Result<Vec<Session>, SqlError> {
    let mut statement = connection.prepare_cached(
        "select token, user, csrf, device, created_at, last_seen, expires_at from sessions
            where unit = ?1 and user = ?2 and expires_at > ?3 order by last_seen desc",
    )?;
    let sessions = statement.query_map(params![unit.0, user.0, rows::stamp(now)], of_row)?;
    Ok(sessions.collect::<Result<_, _>>()?)
}

fn of_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Session> {
    Ok(Session {
        token: row.get(0)?,
        user: AuthorId(row.get(1)?),
        csrf: row.get(2)?,
        device: row.get(3)?,
        created_at: rows::timestamp(row, 4)?,
        last_seen: rows::timestamp(row, 5)?,
        expires_at: rows::timestamp(row, 6)?,
    })
}
