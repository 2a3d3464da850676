//! Users, as far as they are told of messages.

use app::World;
use domain::messages::Person;

/// Everybody who may log in and is a member of staff.
pub(super) async fn all(world: &World) -> Vec<Person> {
    let Some(accounts) = &world.accounts else { return Vec::new() };
    let users = match accounts.users().await {
        Ok(users) => users,
        Err(error) => {
            // The message is kept all the same; who is to be told is looked up again within a minute.
            tracing::error!(%error, "the users could not be read");
            return Vec::new();
        }
    };
    let person = |user: app::accounts::User| {
        let staff = user.staff.filter(|_| !user.disabled)?;
        Some(Person { role: user.role, villages: user.villages, staff })
    };
    users.into_iter().filter_map(person).collect()
}
