//! Users and sessions behind the log-in page: passwords, cookies, the pace at which one may try.

use std::sync::Arc;

use app::{
    Who,
    accounts::{Accounts, AccountsError, Guest, Link, User, UserForm},
};
use async_trait::async_trait;
use domain::{
    ids::{AuthorId, DeviceId},
    rights::Scope,
};
use jiff::{SignedDuration, Timestamp};
use store_sql::TokenHash;
use tokio::sync::RwLock;
use uuid::Uuid;

use super::{
    links,
    sessions::{Session, Sessions, fresh_token, key_of},
    throttle::{Throttle, pause_after},
};
use crate::passwords::Passwords;

/// A session ends after this long, in use or not.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 7);
/// A session that nobody used for this long has ended.
const IDLE: SignedDuration = SignedDuration::from_hours(12);
/// How often the store is told that a session is in use.
const TOUCH: SignedDuration = SignedDuration::from_mins(10);
/// The shortest password.
pub(crate) const SHORTEST: usize = 8;

/// How the program stands towards the network.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Front {
    /// Pages are reached over TLS.
    pub(crate) https: bool,
    /// TLS is ended by a proxy, which says where requests come from.
    pub(crate) proxy: bool,
    /// The certificate is the unit's own.
    pub(crate) own: bool,
}

/// The desk at which people log in.
pub(crate) struct Desk {
    ledger: store_sql::Accounts,
    /// All users as they were read last; none after a change. Every mother's page names who noted what,
    /// and nobody else writes to this folder while the desk is open.
    known: RwLock<Option<Vec<User>>>,
    sessions: Sessions,
    throttle: Throttle,
    passwords: Passwords,
    front: Front,
}

impl Desk {
    /// Opens the desk.
    pub(crate) fn new(ledger: store_sql::Accounts, front: Front) -> Arc<Self> {
        let (sessions, throttle) = (Sessions::default(), Throttle::new());
        let (known, passwords) = (RwLock::default(), Passwords::new());
        Arc::new(Self { ledger, known, sessions, throttle, passwords, front })
    }

    /// The name of the session's cookie. With the prefix `__Host-` browsers keep it to this very host and
    /// to TLS; without TLS they would not take it.
    pub(crate) fn cookie(&self) -> &'static str {
        if self.front.https { "__Host-betang" } else { "betang" }
    }

    /// Users and phones as they are kept.
    pub(crate) fn ledger(&self) -> &store_sql::Accounts {
        &self.ledger
    }

    /// Whether pages are reached over TLS.
    pub(crate) fn is_https(&self) -> bool {
        self.front.https
    }

    /// Whether phones have to learn the certificate.
    pub(crate) fn has_own_certificate(&self) -> bool {
        self.front.own
    }

    /// Whether addresses come from a proxy.
    pub(crate) fn behind_proxy(&self) -> bool {
        self.front.proxy
    }

    /// The person of a session's token.
    pub(crate) async fn who(&self, token: &str) -> Option<Who> {
        let (key, now) = (key_of(token), Timestamp::now());
        let session = match self.sessions.get(&key) {
            Some(session) => session,
            None => self.recall(key, now).await?,
        };
        if now >= session.expires_at || now.duration_since(session.last_seen) > IDLE + TOUCH {
            self.sessions.forget(&key);
            return None;
        }
        if now.duration_since(session.last_seen) > TOUCH {
            self.sessions.put(key, Session { last_seen: now, ..session.clone() });
            if let Err(error) = self.ledger.touch_session(key, now, session.expires_at).await {
                tracing::warn!(%error, "a session could not be noted as in use");
            }
        }
        Some(session.who)
    }

    /// A session from before a restart.
    async fn recall(&self, key: TokenHash, now: Timestamp) -> Option<Session> {
        let (session, user) = self.ledger.session(key, now).await.ok()??;
        let kept = Session {
            who: who(&user, session.csrf),
            expires_at: session.expires_at,
            last_seen: session.last_seen,
        };
        self.sessions.put(key, kept.clone());
        Some(kept)
    }

    /// Begins a session of a person, which ends at the latest when `until` says so; answers the cookie.
    pub(super) async fn open(
        &self,
        user: &store_sql::User,
        until: Option<Timestamp>,
    ) -> Result<String, AccountsError> {
        let token = fresh_token().map_err(failed)?;
        let csrf = fresh_token().map_err(failed)?;
        let (key, now) = (key_of(&token), Timestamp::now());
        let longest = now.saturating_add(LONGEST).map_err(failed)?;
        let expires_at = until.map_or(longest, |until| until.min(longest));
        let session = store_sql::Session {
            token: key,
            user: user.id,
            csrf: csrf.clone(),
            device: String::new(),
            created_at: now,
            last_seen: now,
            expires_at,
        };
        self.ledger.begin_session(session).await.map_err(refused)?;
        self.sessions.put(key, Session { who: who(user, csrf), expires_at, last_seen: now });
        Ok(self.header(&token, expires_at.duration_since(now).as_secs()))
    }

    /// Forgets what was read of the users: one was added or changed.
    pub(super) async fn forget_users(&self) {
        *self.known.write().await = None;
    }

    /// Ends every session of a person.
    ///
    /// # Errors
    /// When it can't be written.
    pub(crate) async fn end_sessions_of(&self, person: AuthorId) -> Result<(), AccountsError> {
        self.ledger.end_sessions(person, None).await.map_err(failed)?;
        self.sessions.forget_all_of(person);
        Ok(())
    }

    fn header(&self, token: &str, seconds: i64) -> String {
        let secure = if self.front.https { "; Secure" } else { "" };
        format!("{}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}", self.cookie())
    }

    /// Stops whoever tries too often; failures outlive a restart.
    pub(super) async fn pace(&self, login: &str, from: &str) -> Result<(), AccountsError> {
        self.throttle.attempt(login, from).map_err(AccountsError::TooMany)?;
        let Some(attempts) = self.ledger.attempts(&failures_of(login)).await.map_err(failed)? else {
            return Ok(());
        };
        let passed = Timestamp::now().duration_since(attempts.last_at).as_secs();
        let left = pause_after(attempts.failures).saturating_sub(u64::try_from(passed).unwrap_or(0));
        if left > 0 { Err(AccountsError::TooMany(left)) } else { Ok(()) }
    }

    async fn user(&self, id: AuthorId) -> Result<store_sql::User, AccountsError> {
        self.ledger.user(id).await.map_err(failed)?.ok_or(AccountsError::Wrong)
    }

    pub(super) async fn hash(&self, password: &str) -> Result<String, AccountsError> {
        if password.chars().count() < SHORTEST {
            return Err(AccountsError::TooShort(SHORTEST));
        }
        self.passwords.hash(password).await.map_err(failed)
    }
}

#[async_trait]
impl Accounts for Desk {
    async fn is_empty(&self) -> Result<bool, AccountsError> {
        self.ledger.is_empty().await.map_err(failed)
    }

    async fn login(&self, login: &str, password: &str, from: &str) -> Result<String, AccountsError> {
        self.pace(login, from).await?;
        let user = self.ledger.user_of_login(login).await.map_err(failed)?;
        let hash = user.as_ref().map(|user| user.password.clone());
        // An unknown name costs the same time as a wrong password.
        let fits = self.passwords.fits(password, hash).await.map_err(failed)?;
        match user.filter(|user| fits && !user.disabled) {
            Some(user) => {
                self.ledger.forget_failures(&failures_of(login)).await.map_err(failed)?;
                self.open(&user, None).await
            }
            None => {
                let at = Timestamp::now();
                self.ledger.count_failure(&failures_of(login), at).await.map_err(failed)?;
                Err(AccountsError::Wrong)
            }
        }
    }

    async fn logout(&self, cookie: &str) -> Result<String, AccountsError> {
        let pairs = cookie.split(';').filter_map(|pair| pair.trim().split_once('='));
        for (_, token) in pairs.filter(|(name, _)| *name == self.cookie()) {
            let key = key_of(token);
            self.sessions.forget(&key);
            self.ledger.end_session(key).await.map_err(failed)?;
        }
        Ok(self.header("", 0))
    }

    async fn users(&self) -> Result<Vec<User>, AccountsError> {
        if let Some(users) = &*self.known.read().await {
            return Ok(users.clone());
        }
        // The lock is kept while they are read: a change in between waits, and clears what was read.
        let mut known = self.known.write().await;
        let users: Vec<_> = self.ledger.users().await.map_err(failed)?.into_iter().map(shown).collect();
        *known = Some(users.clone());
        Ok(users)
    }

    async fn add(&self, form: UserForm) -> Result<AuthorId, AccountsError> {
        let password = self.hash(form.password.as_deref().unwrap_or_default()).await?;
        let id = AuthorId(Uuid::now_v7());
        let user = store_sql::User {
            id,
            login: form.login,
            name: form.name,
            role: form.role,
            villages: form.villages,
            staff: form.staff,
            password,
            disabled: form.disabled,
            must_change_password: false,
            created_at: Timestamp::now(),
        };
        self.ledger.add(user).await.map_err(refused)?;
        self.forget_users().await;
        Ok(id)
    }

    async fn change(&self, id: AuthorId, form: UserForm) -> Result<(), AccountsError> {
        let mut user = self.user(id).await?;
        if let Some(password) = &form.password {
            user.password = self.hash(password).await?;
        }
        let UserForm { login, name, role, villages, staff, disabled, .. } = form;
        let user = store_sql::User { login, name, role, villages, staff, disabled, ..user };
        self.ledger.change(user).await.map_err(refused)?;
        // Rights may have changed: what is cached is read again.
        self.forget_users().await;
        self.sessions.forget_all_of(id);
        Ok(())
    }

    async fn change_password(&self, id: AuthorId, old: &str, new: &str) -> Result<(), AccountsError> {
        let user = self.user(id).await?;
        self.pace(&user.login, "").await?;
        if !self.passwords.fits(old, Some(user.password)).await.map_err(failed)? {
            let at = Timestamp::now();
            self.ledger.count_failure(&failures_of(&user.login), at).await.map_err(failed)?;
            return Err(AccountsError::Wrong);
        }
        let password = self.hash(new).await?;
        self.ledger.set_password(id, &password, false, None).await.map_err(refused)?;
        self.sessions.forget_all_of(id);
        Ok(())
    }

    async fn invite(&self, guest: Guest, by: AuthorId) -> Result<String, AccountsError> {
        links::invite(self, guest, by).await
    }

    async fn links(&self) -> Result<Vec<Link>, AccountsError> {
        links::all(self).await
    }

    async fn revoke_link(&self, id: Uuid) -> Result<(), AccountsError> {
        links::revoke(self, id).await
    }

    async fn guest_of(&self, token: &str) -> Result<User, AccountsError> {
        links::guest_of(self, token).await.map(|(_, user)| shown(user))
    }

    async fn enter(&self, token: &str, from: &str) -> Result<String, AccountsError> {
        links::enter(self, token, from).await
    }
}

fn failures_of(login: &str) -> String {
    format!("login:{}", login.to_lowercase())
}

fn who(user: &store_sql::User, csrf: String) -> Who {
    Who {
        id: user.id,
        name: user.name.clone(),
        staff: user.staff,
        scope: Scope { role: user.role, villages: user.villages.clone() },
        device: DeviceId::SERVER,
        csrf,
    }
}

fn shown(user: store_sql::User) -> User {
    let store_sql::User { id, login, name, role, villages, staff, disabled, .. } = user;
    User { id, login, name, role, villages, staff, disabled }
}

pub(super) fn failed(error: impl std::fmt::Display) -> AccountsError {
    AccountsError::Failed(error.to_string())
}

pub(super) fn refused(error: store_sql::AccountsError) -> AccountsError {
    match error {
        store_sql::AccountsError::Taken => AccountsError::Taken,
        store_sql::AccountsError::Missing => AccountsError::Wrong,
        store_sql::AccountsError::LastHead => AccountsError::LastHead,
        store_sql::AccountsError::NotEmpty => AccountsError::NotEmpty,
        store_sql::AccountsError::Database(error) => failed(error),
    }
}
