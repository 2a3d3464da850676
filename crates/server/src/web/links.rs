//! Links by which people of other sectors log in: no password, for a time, revocable, one per person.

use std::collections::BTreeMap;

use app::accounts::{AccountsError, Guest, Link};
use domain::{
    ids::{AuthorId, derived},
    rights::Role,
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{
    accounts::{Desk, failed, refused},
    sessions::{fresh_token, key_of},
};

/// The longest a link may count: until the fourth quarterly workshop from now.
const LONGEST_DAYS: u16 = 366;

/// The links as the pages see them.
pub(super) async fn all(desk: &Desk) -> Result<Vec<Link>, AccountsError> {
    let users = desk.ledger().users().await.map_err(failed)?;
    let names: BTreeMap<_, _> = users.into_iter().map(|user| (user.id, user.name)).collect();
    let links = desk.ledger().links().await.map_err(failed)?;
    Ok(links.into_iter().map(|link| shown(&names, &link)).collect())
}

fn shown(names: &BTreeMap<AuthorId, String>, link: &store_sql::Link) -> Link {
    Link {
        id: link.id,
        user: link.user,
        name: names.get(&link.user).cloned().unwrap_or_default(),
        created_at: link.created_at,
        expires_at: link.expires_at,
        is_revoked: link.revoked_at.is_some(),
        last_used: link.last_used,
    }
}

/// Makes a link; answers its token.
pub(super) async fn invite(desk: &Desk, guest: Guest, by: AuthorId) -> Result<String, AccountsError> {
    let user = user_of(desk, &guest).await?;
    let (token, now) = (fresh_token().map_err(failed)?, Timestamp::now());
    let days = i64::from(guest.days.clamp(1, LONGEST_DAYS));
    let link = store_sql::Link {
        id: Uuid::now_v7(),
        user,
        token: key_of(&token),
        created_at: now,
        created_by: by,
        expires_at: now.saturating_add(SignedDuration::from_hours(24 * days)).map_err(failed)?,
        revoked_at: None,
        last_used: None,
    };
    // Whoever came in by the link before comes in anew.
    desk.end_sessions_of(user).await?;
    desk.ledger().add_link(link).await.map_err(refused)?;
    Ok(token)
}

/// The user that an official is; he becomes one with his first link. Name and villages follow the register.
async fn user_of(desk: &Desk, guest: &Guest) -> Result<AuthorId, AccountsError> {
    let id = AuthorId(derived(&["guest", &guest.official.to_string()]));
    let known = desk.ledger().user(id).await.map_err(failed)?;
    let is_new = known.is_none();
    let user = match known {
        Some(known) => store_sql::User {
            name: guest.name.clone(),
            villages: guest.villages.clone(),
            disabled: false,
            ..known
        },
        None => store_sql::User {
            id,
            login: format!("tautan-{:.13}", id.to_string()),
            name: guest.name.clone(),
            role: Role::Sector,
            villages: guest.villages.clone(),
            staff: Some(guest.official),
            // Nobody knows it, and it is written nowhere.
            password: desk.hash(&fresh_token().map_err(failed)?).await?,
            disabled: false,
            must_change_password: false,
            created_at: Timestamp::now(),
        },
    };
    let written = if is_new { desk.ledger().add(user).await } else { desk.ledger().change(user).await };
    written.map_err(refused)?;
    desk.forget_users().await;
    Ok(id)
}

/// Ends a link and the sessions of its user.
pub(super) async fn revoke(desk: &Desk, id: Uuid) -> Result<(), AccountsError> {
    let links = desk.ledger().links().await.map_err(failed)?;
    let link = links.into_iter().find(|link| link.id == id).ok_or(AccountsError::Wrong)?;
    desk.ledger().revoke_link(id, Timestamp::now()).await.map_err(refused)?;
    desk.end_sessions_of(link.user).await
}

/// The link of a token and its user, as long as it counts.
pub(super) async fn guest_of(
    desk: &Desk,
    token: &str,
) -> Result<(store_sql::Link, store_sql::User), AccountsError> {
    let link = desk.ledger().link_of(key_of(token)).await.map_err(failed)?;
    let link = link.filter(|link| link.counts(Timestamp::now())).ok_or(AccountsError::Wrong)?;
    let user = desk.ledger().user(link.user).await.map_err(failed)?;
    let user = user.filter(|user| !user.disabled && user.role == Role::Sector);
    Ok((link, user.ok_or(AccountsError::Wrong)?))
}

/// Logs in with a link. Tokens cannot be guessed; the pace is there for who tries.
pub(super) async fn enter(desk: &Desk, token: &str, from: &str) -> Result<String, AccountsError> {
    desk.pace(&format!("tautan-{token:.12}"), from).await?;
    let (link, user) = guest_of(desk, token).await?;
    desk.ledger().note_link_used(link.id, Timestamp::now()).await.map_err(refused)?;
    desk.open(&user, Some(link.expires_at)).await
}
