//! Takes what gateways bring. Everything that is ready at once is kept by one append, together with what follows from
//! it; only then is any of it acknowledged. What cannot be a message is held for a person.

use std::{collections::HashSet, sync::Arc};

use app::World;
use async_trait::async_trait;
use domain::{ids::derived, messages::Lately, note::Note, rules::Rules};
use gateways::{Event, Keeper, Kind, NotKept};
use store::{Held, StoreError};
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinHandle,
};

use super::{people, recall, what_follows};

/// As many are kept by one append at most; the disk's wait is shared, and nobody waits for a group without end.
const GROUP: usize = 1_000;

/// The way to the one task that takes.
#[derive(Clone)]
pub(crate) struct Intake(Arc<std::sync::RwLock<Option<mpsc::Sender<Job>>>>);

struct Job {
    gateway: String,
    event: Event,
    done: oneshot::Sender<Result<(), NotKept>>,
}

impl Intake {
    /// Begins to take.
    pub(super) fn start(world: Arc<World>) -> (Self, JoinHandle<()>) {
        let (jobs, waiting) = mpsc::channel(GROUP);
        let task = tokio::spawn(serve(world, waiting));
        (Self(Arc::new(std::sync::RwLock::new(Some(jobs)))), task)
    }

    /// Takes one; when it returns it is safe, or was before.
    ///
    /// # Errors
    /// When it could not be kept.
    pub(crate) async fn take(&self, gateway: &str, event: Event) -> Result<(), NotKept> {
        self.hand_in(gateway, event).await?.await.unwrap_or(Err(NotKept))
    }

    /// Takes several; when it returns all are safe.
    ///
    /// # Errors
    /// When any could not be kept.
    pub(crate) async fn take_all(&self, gateway: &str, events: Vec<Event>) -> Result<(), NotKept> {
        let mut answers = Vec::with_capacity(events.len());
        for event in events {
            answers.push(self.hand_in(gateway, event).await?);
        }
        for answer in answers {
            answer.await.unwrap_or(Err(NotKept))?;
        }
        Ok(())
    }

    /// Takes nothing more; what was handed in is finished.
    pub(super) fn close(&self) {
        drop(self.0.write().unwrap_or_else(std::sync::PoisonError::into_inner).take());
    }

    async fn hand_in(
        &self,
        gateway: &str,
        event: Event,
    ) -> Result<oneshot::Receiver<Result<(), NotKept>>, NotKept> {
        let jobs = self.0.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
        let (done, answer) = oneshot::channel();
        let job = Job { gateway: gateway.to_owned(), event, done };
        jobs.ok_or(NotKept)?.send(job).await.map_err(|_| NotKept)?;
        Ok(answer)
    }
}

/// A gateway's way to hand in what lies ready.
pub(super) struct Keeping<'a> {
    /// Where it goes.
    pub(super) intake: &'a Intake,
    /// The gateway's name.
    pub(super) gateway: &'a str,
}

#[async_trait]
impl Keeper for Keeping<'_> {
    async fn keep(&mut self, event: Event) -> Result<(), NotKept> {
        self.intake.take(self.gateway, event).await
    }
}

async fn serve(world: Arc<World>, mut waiting: mpsc::Receiver<Job>) {
    let mut lately = Lately::of(&world.register());
    let mut jobs = Vec::with_capacity(GROUP);
    while waiting.recv_many(&mut jobs, GROUP).await > 0 {
        let kept = keep(&world, &mut lately, &jobs).await;
        if let Err(error) = &kept {
            tracing::error!(%error, messages = jobs.len(), "messages could not be kept; the gateway is told to bring them again");
        }
        for job in jobs.drain(..) {
            // Who no longer waits brings it again, and it is known then.
            let _unheard = job.done.send(if kept.is_ok() { Ok(()) } else { Err(NotKept) });
        }
    }
}

async fn keep(world: &World, lately: &mut Lately, jobs: &[Job]) -> Result<(), StoreError> {
    let people = people::all(world).await;
    let mut fresh = lately.clone();
    let (notes, held) = sorted(world, &people, &mut fresh, jobs);
    if !held.is_empty() {
        world.store().hold(&held).await?;
    }
    if !notes.is_empty() {
        world.append(notes).await?;
    }
    // Only what was kept counts as sent.
    *lately = fresh;
    Ok(())
}

/// What is noted of everything at hand, and what is held.
fn sorted(
    world: &World,
    people: &[domain::messages::Person],
    lately: &mut Lately,
    jobs: &[Job],
) -> (Vec<Note>, Vec<Held>) {
    let (mut notes, mut held, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    let (now, register) = (world.now(), world.register());
    let rules = Rules::of(register.unit().map(|unit| &**unit));
    lately.clear_old(&rules, now);
    let mut senders = what_follows::Senders::new(&register);
    let mut received = Vec::new();
    for Job { gateway, event, .. } in jobs {
        let is_new = seen.insert((gateway, event.key()));
        match event {
            _ if !is_new => {}
            Event::Incoming(incoming) if !matches!(incoming.kind, Kind::Binary(_)) => {
                received.extend(senders.received(gateway, incoming, now));
                if what_follows::is_cut(incoming) {
                    held.push(held_row(world, gateway, event));
                }
            }
            Event::Report(report) => match recall::reported(world, &register, gateway, report) {
                recall::Reported::Note(note) => notes.push(note),
                recall::Reported::Nothing => {}
                recall::Reported::Unknown => held.push(held_row(world, gateway, event)),
            },
            _ => held.push(held_row(world, gateway, event)),
        }
    }
    notes.extend(what_follows::all(&register, &rules, people, lately, received, now));
    (notes, held)
}

/// Kept as it came, for a person to look at.
fn held_row(world: &World, gateway: &str, event: &Event) -> Held {
    let (reason, body) = match event {
        Event::Incoming(incoming) => match &incoming.kind {
            Kind::Text(text) => ("held-message-long", format!("{}\n{}", sender(incoming), text.0)),
            _ => ("held-message-binary", binary(incoming)),
        },
        Event::Report(report) => ("held-message-report", format!("{:?}", report.delivery)),
        Event::Other(other) => ("held-message-other", format!("{}\n{}", other.name, other.body.0)),
    };
    Held {
        id: derived(&["message", gateway, event.key()]),
        received_at: world.now().timestamp(),
        origin: format!("SMS {gateway}"),
        body,
        reason: reason.to_owned(),
        details: String::new(),
        settled: None,
    }
}

fn sender(incoming: &gateways::Incoming) -> &str {
    what_follows::written(&incoming.from)
}

fn binary(incoming: &gateways::Incoming) -> String {
    let bytes = match &incoming.kind {
        Kind::Binary(bytes) => bytes.0.as_slice(),
        _ => &[],
    };
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}\n{hex}", sender(incoming))
}
