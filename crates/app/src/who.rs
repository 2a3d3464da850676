//! Who is asking. The shell around the router finds out (a session on the server, the unlocked
//! phone elsewhere) and puts it into the request.

use domain::{
    ids::{AuthorId, DeviceId, SubjectId},
    rights::Scope,
};

/// The person behind a request.
#[derive(Clone, Debug)]
pub struct Who {
    /// Under this id she notes entries.
    pub id: AuthorId,
    /// Her name as shown.
    pub name: String,
    /// The member of staff she is.
    pub staff: Option<SubjectId>,
    /// Role and villages.
    pub scope: Scope,
    /// The device she works on.
    pub device: DeviceId,
    /// The token every form of her session carries.
    pub csrf: String,
}

/// The address a request came from, where the shell knows it; for throttling of logins only.
#[derive(Clone, Debug, Default)]
pub struct From(pub String);
