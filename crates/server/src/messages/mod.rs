//! The server's side of messages: what a gateway brings is kept before it is acknowledged, what follows from it is
//! queued in the same append, and one task hands out what is to be sent.
//!
//! No number, text or name of anybody goes into a log of the program.

pub(crate) mod config;
mod intake;
pub(crate) mod line;
mod news;
mod people;
mod recall;
mod rounds;
mod sending;
mod what_follows;

use std::{
    path::PathBuf,
    sync::{Arc, PoisonError, RwLock},
};

use app::World;
use tokio::{sync::watch, task::JoinHandle};

pub(crate) use self::{intake::Intake, line::Line, news::News};

/// Messages at work.
pub(crate) struct Messages {
    /// The unit.
    pub(crate) world: Arc<World>,
    /// Where everything that comes is handed in.
    pub(crate) intake: Intake,
    /// What open pages are told.
    pub(crate) news: News,
    line: RwLock<Option<Arc<Line>>>,
    /// The data folder, in which the gateway is written down; none where it is the demonstration's.
    folder: Option<PathBuf>,
    stop: watch::Sender<bool>,
    tasks: std::sync::Mutex<Vec<JoinHandle<()>>>,
}

impl Messages {
    /// Begins: what is queued goes out through `line`, if there is one.
    pub(crate) fn start(world: &Arc<World>, line: Option<Line>, folder: Option<PathBuf>) -> Arc<Self> {
        let (stop, stopping) = watch::channel(false);
        let (intake, taking) = Intake::start(Arc::clone(world));
        let (news, ringing) = News::start(world, stopping.clone());
        let messages = Arc::new(Self {
            world: Arc::clone(world),
            intake,
            news,
            line: RwLock::new(line.map(Arc::new)),
            folder,
            stop,
            tasks: std::sync::Mutex::default(),
        });
        let sending = tokio::spawn(rounds::send(Arc::clone(&messages), stopping.clone()));
        let receiving = tokio::spawn(rounds::receive(Arc::clone(&messages), stopping));
        *messages.tasks.lock().unwrap_or_else(PoisonError::into_inner) =
            vec![taking, ringing, sending, receiving];
        messages
    }

    /// The gateway of now.
    pub(crate) fn line(&self) -> Option<Arc<Line>> {
        self.line.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Goes on with another gateway.
    pub(crate) fn change(&self, line: Option<Line>) {
        *self.line.write().unwrap_or_else(PoisonError::into_inner) = line.map(Arc::new);
    }

    /// The data folder, where the gateway may be changed.
    pub(crate) fn folder(&self) -> Option<&std::path::Path> {
        self.folder.as_deref()
    }

    /// Ends what open pages listen to: they would keep the program from stopping.
    pub(crate) fn hang_up(&self) {
        self.stop.send_replace(true);
    }

    /// Stops in order: what is being handed to a gateway is finished, and its result noted.
    pub(crate) async fn close(&self) {
        self.hang_up();
        let tasks = std::mem::take(&mut *self.tasks.lock().unwrap_or_else(PoisonError::into_inner));
        self.intake.close();
        for task in tasks {
            if let Err(error) = task.await {
                tracing::error!(%error, "a task of messages ended badly");
            }
        }
    }
}
