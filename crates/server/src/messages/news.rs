//! Tells open pages that something waits. Every moment the log's length is looked at; only when it has grown is
//! anything counted, and once for everybody of the same role and villages.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};

use app::World;
use domain::{
    ids::VillageCode,
    messages::{self, Standing},
    rights::{Role, Scope},
};
use tokio::{sync::watch, task::JoinHandle};

/// How soon the log's length is looked at again: what waits is told within two seconds.
const EVERY: Duration = Duration::from_millis(700);

/// What open pages are told.
#[derive(Clone)]
pub(crate) struct News {
    world: Weak<World>,
    length: watch::Receiver<usize>,
    stopping: watch::Receiver<bool>,
    known: Arc<Mutex<Known>>,
}

/// What was counted, as long as the log stays as long as this.
#[derive(Default)]
struct Known {
    length: usize,
    standings: HashMap<(Role, Vec<VillageCode>), Standing>,
}

/// One page that listens.
pub(crate) struct Listener {
    news: News,
    scope: Scope,
    told: Option<Standing>,
}

impl News {
    /// Begins to watch the log.
    pub(super) fn start(world: &Arc<World>, mut stopping: watch::Receiver<bool>) -> (Self, JoinHandle<()>) {
        let (grown, length) = watch::channel(world.register().len());
        let news =
            Self { world: Arc::downgrade(world), length, stopping: stopping.clone(), known: Arc::default() };
        let world = Arc::downgrade(world);
        let task = tokio::spawn(async move {
            let mut ticks = tokio::time::interval(EVERY);
            loop {
                tokio::select! {
                    _ = ticks.tick() => {}
                    _ = stopping.wait_for(|stop| *stop) => return,
                }
                let Some(world) = world.upgrade() else { return };
                let length = world.register().len();
                grown.send_if_modified(|known| std::mem::replace(known, length) != length);
            }
        });
        (news, task)
    }

    /// Begins to listen.
    pub(crate) fn listen(&self, scope: Scope) -> Listener {
        Listener { news: self.clone(), scope, told: None }
    }

    fn standing(&self, scope: &Scope) -> Option<Standing> {
        let world = self.world.upgrade()?;
        let register = world.register();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.length != register.len() {
            *known = Known { length: register.len(), ..Known::default() };
        }
        let key = (scope.role, scope.villages.clone());
        Some(*known.standings.entry(key).or_insert_with(|| messages::standing(&register, scope)))
    }
}

impl Listener {
    /// What waits: at once the first time, and then whenever it has changed; none when nothing more will be told.
    pub(crate) async fn next(&mut self) -> Option<Standing> {
        loop {
            if *self.news.stopping.borrow() {
                return None;
            }
            self.news.length.mark_unchanged();
            let standing = self.news.standing(&self.scope)?;
            if self.told != Some(standing) {
                self.told = Some(standing);
                return Some(standing);
            }
            tokio::select! {
                changed = self.news.length.changed() => changed.ok()?,
                _ = self.news.stopping.wait_for(|stop| *stop) => return None,
            }
        }
    }
}
