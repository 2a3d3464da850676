//! Hands messages to the gateway, one after the other. That it is being handed over is noted before, so that a crash
//! leaves no doubt about what may have been sent.

use std::time::Duration;

use app::World;
use domain::{
    facts::{MessageReason, MessageState, MessageWent},
    matters::Outgoing,
    messages::{LAST_TRY, parts},
    rules::Rules,
};
use gateways::{Delivery, Gateway, MessageId, Phone, Priority, Text, Trouble};
use store::StoreError;

use super::recall::{progress, went};

/// What is not of today any more is not sent: a reminder of yesterday's visit, an alert of yesterday's labour.
const FRESH: Duration = Duration::from_secs(24 * 3600);
/// For how long a gateway is asked what became of a message that nobody knows of.
const PATIENCE_SECONDS: i64 = 3600;

/// Hands a message over.
///
/// # Errors
/// When the log could not take that it is being handed over, or how that went; it is looked up later then.
pub(super) async fn hand(
    world: &World,
    gateway: &dyn Gateway,
    outgoing: &Outgoing,
) -> Result<(), StoreError> {
    let Some(message) = message(outgoing) else {
        return note(world, gateway, outgoing, MessageState::GivenUp, Some("no-number")).await;
    };
    if is_stale(world, outgoing) {
        return note(world, gateway, outgoing, MessageState::GivenUp, Some("too-late")).await;
    }
    note(world, gateway, outgoing, MessageState::Handing, None).await?;
    let (state, trouble) = match gateway.send(&message).await {
        Ok(_) => (MessageState::Accepted, None),
        Err(Trouble::Unsure(why)) if !gateway.repeats_safely() => {
            tracing::warn!(%why, "a message was perhaps sent; the gateway is asked in a minute");
            return Ok(());
        }
        Err(Trouble::Refused(why)) => (MessageState::GivenUp, Some(why.word())),
        // Counted with the try that has just begun, which this register does not know yet.
        Err(trouble) if outgoing.tries() + 1 >= LAST_TRY => {
            (MessageState::GivenUp, Some(trouble.why().word()))
        }
        Err(trouble) => (MessageState::Failed, Some(trouble.why().word())),
    };
    note(world, gateway, outgoing, state, trouble.as_deref()).await
}

/// Asks what became of a message that stands at being handed over, or that the gateway has.
///
/// # Errors
/// When the log could not take the answer.
pub(super) async fn look(
    world: &World,
    gateway: &dyn Gateway,
    outgoing: &Outgoing,
) -> Result<(), StoreError> {
    let Some(message) = message(outgoing) else { return Ok(()) };
    let is_handing = outgoing.state() == Some(MessageState::Handing);
    let told = gateway.look(&message).await;
    if let Ok(delivery) = &told
        && let Some(fact) = progress(outgoing, delivery)
    {
        let is_over = matches!(fact.state, MessageState::Delivered | MessageState::GivenUp);
        world.append(vec![went(world, outgoing.id, gateway.name(), fact)]).await?;
        if is_over {
            forget(gateway, outgoing).await;
        }
        return Ok(());
    }
    match told {
        _ if !is_handing => Ok(()),
        // The same id again never sends it twice.
        Ok(_) | Err(_) if gateway.repeats_safely() => {
            let (state, why) = again(outgoing);
            note(world, gateway, outgoing, state, Some(why)).await
        }
        Ok(Delivery::Unknown) => note(world, gateway, outgoing, MessageState::Uncertain, None).await,
        Ok(_) => Ok(()),
        Err(trouble) if seconds_since(world, outgoing) > PATIENCE_SECONDS => {
            note(world, gateway, outgoing, MessageState::Uncertain, Some(&trouble.why().word())).await
        }
        Err(_) => Ok(()),
    }
}

fn again(outgoing: &Outgoing) -> (MessageState, &'static str) {
    let state = if outgoing.tries() >= LAST_TRY { MessageState::GivenUp } else { MessageState::Failed };
    (state, "stopped")
}

/// Lets a gateway clear away what it holds of a message.
pub(super) async fn forget(gateway: &dyn Gateway, outgoing: &Outgoing) {
    let Some(message) = message(outgoing) else { return };
    if let Err(trouble) = gateway.forget(&message).await {
        tracing::warn!(%trouble, "the gateway still holds a message that is over");
    }
}

async fn note(
    world: &World,
    gateway: &dyn Gateway,
    outgoing: &Outgoing,
    state: MessageState,
    trouble: Option<&str>,
) -> Result<(), StoreError> {
    let rupiah = (state == MessageState::Accepted).then(|| price(world, outgoing)).flatten();
    let fact = MessageWent { state, trouble: trouble.map(str::to_owned), rupiah, ..MessageWent::default() };
    world.append(vec![went(world, outgoing.id, gateway.name(), fact)]).await
}

/// What it costs in rupiah by the unit's price of one part; none where the unit has written none.
fn price(world: &World, outgoing: &Outgoing) -> Option<u32> {
    let register = world.register();
    let rules = Rules::of(register.unit().map(|unit| &**unit));
    let each = u32::try_from(rules.choices.whole("sms_rupiah_per_part")).ok().filter(|each| *each > 0)?;
    Some(each * u32::try_from(parts(&outgoing.queued.text)).ok()?)
}

/// The message as gateways take it, the same at each try; none where the number is none.
pub(super) fn message(outgoing: &Outgoing) -> Option<gateways::Outgoing> {
    let queued = &outgoing.queued;
    let is_news = !matches!(queued.reason, MessageReason::Reply | MessageReason::Trial);
    Some(gateways::Outgoing {
        id: MessageId(outgoing.id.0),
        to: Phone::parse(&queued.to).ok()?,
        text: Text(queued.text.clone()),
        priority: match queued.reason {
            MessageReason::Alert => Priority::Urgent,
            reason if reason.can_wait() => Priority::Low,
            _ => Priority::Normal,
        },
        queued_at: queued.record.note.noted_at.timestamp(),
        valid_for: is_news.then_some(FRESH),
        report: true,
    })
}

/// Whether what it tells is of yesterday.
fn is_stale(world: &World, outgoing: &Outgoing) -> bool {
    let queued = &outgoing.queued;
    let is_news = queued.reason == MessageReason::Alert || queued.reason.can_wait();
    let since = queued.not_before.unwrap_or(queued.record.note.noted_at).timestamp();
    let age = world.now().timestamp().as_second().saturating_sub(since.as_second());
    is_news && u64::try_from(age).is_ok_and(|age| age > FRESH.as_secs())
}

fn seconds_since(world: &World, outgoing: &Outgoing) -> i64 {
    let last = outgoing.went.last().map(|went| went.record.note.noted_at.timestamp().as_second());
    world.now().timestamp().as_second().saturating_sub(last.unwrap_or_default())
}
