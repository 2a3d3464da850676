//! The trait that every gateway has.

use async_trait::async_trait;

use crate::{Delivery, Event, Outgoing, Trouble};

/// A way to the telephone network.
#[async_trait]
pub trait Gateway: Send + Sync {
    /// As the configuration calls it.
    fn name(&self) -> &str;

    /// Whether sending the same message with the same id again never sends it twice, as far as the gateway keeps its
    /// word.
    fn repeats_safely(&self) -> bool;

    /// Hands a message over. [`Trouble`] says whether trying again is safe.
    async fn send(&self, message: &Outgoing) -> Result<Accepted, Trouble>;

    /// What is known of a message that was handed over.
    async fn look(&self, message: &Outgoing) -> Result<Delivery, Trouble>;

    /// Clears away what the gateway still holds of a message (its text, for one) once the caller has noted the end of
    /// it and will not send it again. Nothing, where there is nothing to clear away.
    async fn forget(&self, _message: &Outgoing) -> Result<(), Trouble> {
        Ok(())
    }

    /// Brings what lies ready, oldest first, one by one, and acknowledges each only after `keeper` has kept it.
    /// At the first that cannot be kept it stops: that one and the rest are brought again.
    ///
    /// Gateways that call us (webhooks) have nothing lying ready.
    async fn receive(&self, _keeper: &mut dyn Keeper) -> Result<Received, Trouble> {
        Ok(Received::default())
    }

    /// Whether it could send, as far as that is known without sending: for a test button.
    async fn check(&self) -> Result<(), Trouble>;
}

/// The gateway has taken a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accepted {
    /// Now.
    Now,
    /// It had this id already, and does not send it twice.
    Before,
}

/// Who keeps what comes.
#[async_trait]
pub trait Keeper: Send {
    /// Keeps it durably: after `Ok` it survives a crash. What was kept before (by its key) is `Ok` too.
    async fn keep(&mut self, event: Event) -> Result<(), NotKept>;
}

/// It could not be kept: bring it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not kept")]
pub struct NotKept;

/// What a round of receiving did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Received {
    /// Kept and acknowledged.
    pub kept: usize,
    /// Lying there, but perhaps not yet complete: next time.
    pub waiting: usize,
    /// Set aside, because it cannot be a message (too large, no file): for a person to look at.
    pub aside: usize,
}

/// Keeps in memory, for tests.
#[async_trait]
impl Keeper for Vec<Event> {
    async fn keep(&mut self, event: Event) -> Result<(), NotKept> {
        self.push(event);
        Ok(())
    }
}
