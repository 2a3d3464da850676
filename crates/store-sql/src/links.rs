//! Links by which people of other sectors log in. They hold a token; the database holds its hash.

use domain::ids::{AuthorId, UnitCode};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use crate::{Accounts, AccountsError, SqlError, TokenHash, rows};

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its id.
    pub id: Uuid,
    /// Who logs in with it.
    pub user: AuthorId,
    /// The hash of the token in it.
    pub token: TokenHash,
    /// When it was made.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: AuthorId,
    /// From when on it no longer counts.
    pub expires_at: Timestamp,
    /// Since when it is revoked.
    pub revoked_at: Option<Timestamp>,
    /// When it was last used.
    pub last_used: Option<Timestamp>,
}

impl Link {
    /// Whether one may log in with it at a time.
    #[must_use]
    pub fn counts(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}

impl Accounts {
    /// Makes a link; those its user had before are revoked.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn add_link(&self, link: Link) -> Result<(), AccountsError> {
        let unit = self.unit.clone();
        let write = self.database.write(move |connection| {
            connection
                .prepare_cached(
                    "update links set revoked_at = coalesce(revoked_at, ?3) where unit = ?1 and user = ?2",
                )?
                .execute(params![unit.0, link.user.0, rows::stamp(link.created_at)])?;
            insert(connection, &unit, &link)
        });
        write.await
    }

    /// All links, the newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn links(&self) -> Result<Vec<Link>, SqlError> {
        let unit = self.unit.clone();
        self.database
            .read(move |connection| {
                let query =
                    format!("select {COLUMNS} from links where unit = ?1 order by created_at desc, id");
                let mut statement = connection.prepare_cached(&query)?;
                Ok(statement.query_map([&unit.0], of_row)?.collect::<Result<_, _>>()?)
            })
            .await
    }

    /// The link of a token, also one that no longer counts.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn link_of(&self, token: TokenHash) -> Result<Option<Link>, SqlError> {
        let unit = self.unit.clone();
        self.database
            .read(move |connection| {
                let query = format!("select {COLUMNS} from links where unit = ?1 and token = ?2");
                let mut statement = connection.prepare_cached(&query)?;
                Ok(statement.query_row(params![unit.0, token], of_row).optional()?)
            })
            .await
    }

    /// Revokes a link. One that was revoked stays so since then.
    ///
    /// # Errors
    /// [`AccountsError::Missing`].
    pub async fn revoke_link(&self, id: Uuid, at: Timestamp) -> Result<(), AccountsError> {
        self.stamp_link(
            "update links set revoked_at = coalesce(revoked_at, ?3) where unit = ?1 and id = ?2",
            id,
            at,
        )
        .await
    }

    /// Notes that somebody logged in with a link.
    ///
    /// # Errors
    /// [`AccountsError::Missing`].
    pub async fn note_link_used(&self, id: Uuid, at: Timestamp) -> Result<(), AccountsError> {
        self.stamp_link("update links set last_used = ?3 where unit = ?1 and id = ?2", id, at).await
    }

    async fn stamp_link(&self, update: &'static str, id: Uuid, at: Timestamp) -> Result<(), AccountsError> {
        let unit = self.unit.clone();
        let write = self.database.write(move |connection| {
            let changed = connection.prepare_cached(update)?.execute(params![unit.0, id, rows::stamp(at)])?;
            if changed == 0 { Err(AccountsError::Missing) } else { Ok(()) }
        });
        write.await
    }
}

const COLUMNS: &str = "id, user, token, created_at, created_by, expires_at, revoked_at, last_used";

fn insert(connection: &Connection, unit: &UnitCode, link: &Link) -> Result<(), AccountsError> {
    connection
        .prepare_cached(
            "insert into links (unit, id, user, token, created_at, created_by, expires_at)
                values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            unit.0,
            link.id,
            link.user.0,
            link.token,
            rows::stamp(link.created_at),
            link.created_by.0,
            rows::stamp(link.expires_at),
        ])?;
    Ok(())
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Link> {
    Ok(Link {
        id: row.get(0)?,
        user: AuthorId(row.get(1)?),
        token: row.get(2)?,
        created_at: rows::timestamp(row, 3)?,
        created_by: AuthorId(row.get(4)?),
        expires_at: rows::timestamp(row, 5)?,
        revoked_at: rows::timestamp_or_null(row, 6)?,
        last_used: rows::timestamp_or_null(row, 7)?,
    })
}
