//! What goes by the clock: one task sends, one fetches what lies ready at the gateway.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use app::World;
use domain::{
    facts::MessageState,
    heard::Words,
    matters::Outgoing,
    messages::{self, Lately, Person, Waiting},
    note::Note,
    rules::Rules,
};
use gateways::Gateway;
use jiff::civil::Date;
use store::StoreError;
use tokio::{
    sync::watch,
    time::{MissedTickBehavior, interval},
};

use super::{Messages, intake::Keeping, people, sending, what_follows::queued};

const SECOND: Duration = Duration::from_secs(1);
/// What is to be sent is looked for when the log has grown, and this often besides: waits and quiet hours end.
const BESIDES: Duration = Duration::from_secs(10);
/// How long after a message came somebody may still be told of it; older ones are not looked through.
const OLDEST_SECONDS: i64 = 24 * 3600;
/// For how long a gateway is asked what became of a message that it has.
const ASKED_SECONDS: i64 = 24 * 3600;
/// How many it is asked of at once.
const ASKED_AT_ONCE: usize = 50;

/// Sends until the program stops.
pub(super) async fn send(messages: Arc<Messages>, mut stopping: watch::Receiver<bool>) {
    let mut ticks = interval(SECOND);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut round = Round::default();
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            _ = stopping.wait_for(|stop| *stop) => return,
        }
        let Some(line) = messages.line() else { continue };
        if let Err(error) = round.go(&messages.world, &*line.gateway, &stopping).await {
            tracing::error!(%error, "messages could not be sent; they are tried again");
        }
    }
}

/// Fetches until the program stops. A gateway that fails is told of once, until it works again.
pub(super) async fn receive(messages: Arc<Messages>, mut stopping: watch::Receiver<bool>) {
    let mut ticks = interval(SECOND);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut told = None;
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            _ = stopping.wait_for(|stop| *stop) => return,
        }
        let Some(line) = messages.line() else { continue };
        let mut keeper = Keeping { intake: &messages.intake, gateway: line.gateway.name() };
        let trouble = line.gateway.receive(&mut keeper).await.err();
        if trouble != told
            && let Some(trouble) = &trouble
        {
            tracing::warn!(%trouble, "messages cannot be fetched from the gateway");
        }
        told = trouble;
    }
}

/// What was done when.
#[derive(Default)]
struct Round {
    minute: i64,
    reminded: Option<Date>,
    length: usize,
    looked: Option<Instant>,
}

impl Round {
    async fn go(
        &mut self,
        world: &World,
        gateway: &dyn Gateway,
        stopping: &watch::Receiver<bool>,
    ) -> Result<(), StoreError> {
        let minute = world.now().timestamp().as_second() / 60;
        if minute != self.minute {
            self.minute = minute;
            append(world, escalated(world, &people::all(world).await)).await?;
            self.remind(world, gateway).await?;
            look_up(world, gateway, stopping).await?;
        }
        let length = world.register().len();
        if length == self.length && self.looked.is_some_and(|at| at.elapsed() < BESIDES) {
            return Ok(());
        }
        (self.length, self.looked) = (length, Some(Instant::now()));
        send_due(world, gateway, stopping).await
    }

    /// Once a day, when the quiet hours are over: who stops them at night gets none.
    async fn remind(&mut self, world: &World, gateway: &dyn Gateway) -> Result<(), StoreError> {
        let now = world.now();
        let register = world.snapshot();
        let rules = Rules::of(register.unit().map(|unit| &**unit));
        let is_quiet = i32::from(now.civil().hour()) < rules.choices.whole("sms_quiet_until_hour");
        if is_quiet || self.reminded == Some(now.date()) {
            return Ok(());
        }
        let reminders = messages::reminders(&register, &rules, now);
        append(world, reminders.into_iter().map(|reminder| queued(reminder, now)).collect()).await?;
        self.reminded = Some(now.date());
        clear_sent(world, gateway).await;
        Ok(())
    }
}

async fn append(world: &World, notes: Vec<Note>) -> Result<(), StoreError> {
    if notes.is_empty() { Ok(()) } else { world.append(notes).await }
}

/// Who is to be told by now of messages that nobody has dealt with.
pub(super) fn escalated(world: &World, people: &[Person]) -> Vec<Note> {
    let now = world.now();
    let is_young = |at: jiff::Timestamp| now.timestamp().as_second() - at.as_second() < OLDEST_SECONDS;
    let young: Vec<_> = {
        let register = world.register();
        let open = register.matters().messages.values().filter(|message| message.closed().is_none());
        let known = open.filter(|message| message.sender().is_some());
        known.filter(|message| is_young(message.received.record.note.noted_at.timestamp())).cloned().collect()
    };
    if young.is_empty() {
        return Vec::new();
    }
    // Nobody waits while texts are read.
    let register = world.snapshot();
    let unit = register.unit().map(|unit| &**unit);
    let (rules, words) = (Rules::of(unit), Words::of(unit));
    let waiting: Vec<_> = young.iter().map(|message| Waiting::of(&register, &words, message)).collect();
    let alerts = messages::alerts(&register, &rules, people, &waiting, &mut Lately::of(&register), now);
    alerts.into_iter().map(|alert| queued(alert, now)).collect()
}

async fn send_due(
    world: &World,
    gateway: &dyn Gateway,
    stopping: &watch::Receiver<bool>,
) -> Result<(), StoreError> {
    let due = {
        let register = world.register();
        let rules = Rules::of(register.unit().map(|unit| &**unit));
        messages::due(&register, &rules, world.now())
    };
    for outgoing in due {
        if *stopping.borrow() {
            return Ok(());
        }
        sending::hand(world, gateway, &outgoing).await?;
    }
    Ok(())
}

/// Asks about what stands at being handed over since before this round, and about what the gateway has. This task
/// alone hands over, so nothing is being handed over now.
async fn look_up(
    world: &World,
    gateway: &dyn Gateway,
    stopping: &watch::Receiver<bool>,
) -> Result<(), StoreError> {
    let open = under_way(world);
    for outgoing in open.iter().take(ASKED_AT_ONCE) {
        if *stopping.borrow() {
            return Ok(());
        }
        sending::look(world, gateway, outgoing).await?;
    }
    Ok(())
}

fn under_way(world: &World) -> Vec<Arc<Outgoing>> {
    let now = world.now().timestamp().as_second();
    let register = world.register();
    let all = register.matters().outgoing.values();
    let open = all.filter(|outgoing| match outgoing.state() {
        Some(MessageState::Handing) => true,
        Some(MessageState::Accepted | MessageState::Sent) => age(outgoing, now) < ASKED_SECONDS,
        _ => false,
    });
    let mut open: Vec<_> = open.cloned().collect();
    // Those of which nothing is known first, then the latest.
    open.sort_by_key(|outgoing| {
        (outgoing.state() != Some(MessageState::Handing), std::cmp::Reverse(outgoing.queued.id()))
    });
    open
}

/// What was sent and of which nothing more will be heard is cleared away at the gateway.
async fn clear_sent(world: &World, gateway: &dyn Gateway) {
    let now = world.now().timestamp().as_second();
    let old: Vec<_> = {
        let register = world.register();
        let sent = register.matters().outgoing.values().filter(|outgoing| {
            outgoing.state() == Some(MessageState::Sent)
                && (2 * ASKED_SECONDS..4 * ASKED_SECONDS).contains(&age(outgoing, now))
        });
        sent.cloned().collect()
    };
    for outgoing in old {
        sending::forget(gateway, &outgoing).await;
    }
}

fn age(outgoing: &Outgoing, now: i64) -> i64 {
    let last = outgoing.went.last().map_or(now, |went| went.record.note.noted_at.timestamp().as_second());
    now.saturating_sub(last)
}
