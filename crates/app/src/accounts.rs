//! Users and sessions, as the pages see them. The server keeps them; a phone has its own lock.

use async_trait::async_trait;
use domain::{
    ids::{AuthorId, SubjectId, VillageCode},
    rights::Role,
};
use jiff::Timestamp;
use uuid::Uuid;

/// A user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The id under which she notes entries.
    pub id: AuthorId,
    /// The name she logs in with.
    pub login: String,
    /// Her name as shown.
    pub name: String,
    /// Her role.
    pub role: Role,
    /// Her villages.
    pub villages: Vec<VillageCode>,
    /// The member of staff she is.
    pub staff: Option<SubjectId>,
    /// May not log in.
    pub disabled: bool,
}

/// What the head says of a new user, or of one that changes.
#[derive(Clone, Debug)]
pub struct UserForm {
    /// The name to log in with.
    pub login: String,
    /// The name as shown.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The villages.
    pub villages: Vec<VillageCode>,
    /// The member of staff.
    pub staff: Option<SubjectId>,
    /// A password to begin with, or to replace a forgotten one.
    pub password: Option<String>,
    /// May not log in.
    pub disabled: bool,
}

/// A link by which somebody of another sector logs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its id.
    pub id: Uuid,
    /// Who logs in with it.
    pub user: AuthorId,
    /// Their name as shown: name and office.
    pub name: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it no longer counts.
    pub expires_at: Timestamp,
    /// That it was revoked, or replaced by another.
    pub is_revoked: bool,
    /// When it was last used.
    pub last_used: Option<Timestamp>,
}

/// Who is to get a link.
#[derive(Clone, Debug)]
pub struct Guest {
    /// The name as shown: name and office.
    pub name: String,
    /// The official of the register.
    pub official: SubjectId,
    /// The villages of a village head or elder; none for the others.
    pub villages: Vec<VillageCode>,
    /// For how many days the link counts.
    pub days: u16,
}

/// Why accounts could not do something.
#[derive(Debug, thiserror::Error)]
pub enum AccountsError {
    /// Name or password is wrong, or the user is disabled. Which one is never said.
    #[error("wrong name or password")]
    Wrong,
    /// Too many attempts; seconds to wait.
    #[error("too many attempts, wait {0} s")]
    TooMany(u64),
    /// The login name is taken.
    #[error("login name taken")]
    Taken,
    /// The password is too short; the least length.
    #[error("password shorter than {0}")]
    TooShort(usize),
    /// The last head cannot be disabled or given another role.
    #[error("last head")]
    LastHead,
    /// There are users already.
    #[error("not empty")]
    NotEmpty,
    /// The store failed.
    #[error("{0}")]
    Failed(String),
}

/// Users and sessions.
#[async_trait]
pub trait Accounts: Send + Sync {
    /// Whether nobody can log in yet.
    async fn is_empty(&self) -> Result<bool, AccountsError>;
    /// Logs in; answers the value of the `Set-Cookie` header. `from` is the address, for throttling.
    async fn login(&self, login: &str, password: &str, from: &str) -> Result<String, AccountsError>;
    /// Ends the session of a request's `Cookie` header; answers the header that clears the cookie.
    async fn logout(&self, cookie: &str) -> Result<String, AccountsError>;
    /// All users by name.
    async fn users(&self) -> Result<Vec<User>, AccountsError>;
    /// Adds a user.
    async fn add(&self, user: UserForm) -> Result<AuthorId, AccountsError>;
    /// Changes a user; sessions of a disabled one, or of one with a new password, end at once.
    async fn change(&self, id: AuthorId, user: UserForm) -> Result<(), AccountsError>;
    /// Changes one's own password.
    async fn change_password(&self, id: AuthorId, old: &str, new: &str) -> Result<(), AccountsError>;
    /// Makes a link for somebody of another sector, who becomes a user by it; answers its token, which is
    /// told once. A link the official had before ends.
    async fn invite(&self, guest: Guest, by: AuthorId) -> Result<String, AccountsError>;
    /// All links, the newest first.
    async fn links(&self) -> Result<Vec<Link>, AccountsError>;
    /// Ends a link and the sessions begun with it.
    async fn revoke_link(&self, id: Uuid) -> Result<(), AccountsError>;
    /// Whose link this is, as long as it counts.
    async fn guest_of(&self, token: &str) -> Result<User, AccountsError>;
    /// Logs in with a link; answers the value of the `Set-Cookie` header. The session ends with the link.
    async fn enter(&self, token: &str, from: &str) -> Result<String, AccountsError>;
}
