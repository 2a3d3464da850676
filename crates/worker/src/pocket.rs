//! The phone under the pages: what [`app::Phone`] asks.

use std::{cell::Cell, rc::Rc};

use app::phone::{Phone, PhoneError, Protection, Standing, Trouble, Wish};
use async_trait::async_trait;
use domain::moment::Moment;
use futures_util::lock::Mutex;
use jiff::{SignedDuration, Timestamp};
use send_wrapper::SendWrapper;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use store::{Entry, Held, StoreError};
use store_indexeddb::PhoneStore;
use wasm_bindgen_futures::spawn_local;

use crate::{carried, clock::Clock, meeting, shell::Shell};

/// Names under which the shell remembers things beside the log.
pub(crate) mod own {
    /// The token for meetings.
    pub(crate) const TOKEN: &str = "token";
    /// The word that every form carries.
    pub(crate) const CSRF: &str = "csrf";
    /// When the phone last met the server, by the server's clock.
    pub(crate) const MET: &str = "met";
    /// Seconds by which the phone's clock was ahead then.
    pub(crate) const AHEAD: &str = "ahead";
    /// Whether the browser promised to keep the storage.
    pub(crate) const LASTING: &str = "lasting";
    /// Wishes.
    pub(crate) const WISHES: &str = "wishes";
}

/// A clock that is wrong by less than this is no matter.
const PATIENCE: SignedDuration = SignedDuration::from_mins(2);

/// What changes while the phone is open.
#[derive(Debug, Default)]
pub(crate) struct Live {
    /// A meeting is under way.
    pub(crate) meeting: Cell<bool>,
    /// Held while a meeting is under way, for who waits for its end.
    pub(crate) turn: Mutex<()>,
    /// Something was noted meanwhile: meet again.
    pub(crate) again: Cell<bool>,
    /// What the last try met with.
    pub(crate) trouble: Cell<Option<Trouble>>,
    /// How the key lies.
    pub(crate) protection: Cell<Protection>,
    /// An image is being made.
    pub(crate) imaging: Cell<bool>,
    /// A part of the storage that is used, in per cent.
    pub(crate) full: Cell<Option<u8>>,
}

/// The phone, for pages.
pub(crate) struct Pocket {
    store: PhoneStore,
    clock: Clock,
    inner: SendWrapper<Inner>,
}

struct Inner {
    live: Rc<Live>,
    shell: Rc<Shell>,
}

impl Pocket {
    pub(crate) fn new(store: PhoneStore, clock: Clock, live: Rc<Live>, shell: Rc<Shell>) -> Self {
        Self { store, clock, inner: SendWrapper::new(Inner { live, shell }) }
    }

    async fn remember(&self, name: &'static str, value: &impl Serialize) -> Result<(), PhoneError> {
        SendWrapper::new(remember(&self.store, name, value)).await.map_err(failed)
    }
}

/// Something the shell remembers.
pub(crate) fn recall<T: DeserializeOwned>(store: &PhoneStore, name: &str) -> Option<T> {
    serde_json::from_value(store.log().state().own.get(name)?.clone()).ok()
}

/// Remembers something.
///
/// # Errors
/// When the disk fails.
pub(crate) async fn remember(
    store: &PhoneStore,
    name: &str,
    value: &impl Serialize,
) -> Result<(), StoreError> {
    let value = serde_json::to_value(value).unwrap_or(Value::Null);
    store.log().change(|state| drop(state.own.insert(name.to_owned(), value))).await
}

#[async_trait]
impl Phone for Pocket {
    fn standing(&self) -> Standing {
        let live = &self.inner.live;
        let met: Option<Timestamp> = recall(&self.store, own::MET);
        let offset = app::Outside::now(&self.clock).offset();
        let ahead = SignedDuration::from_secs(recall(&self.store, own::AHEAD).unwrap_or(0));
        let label = self.store.log().state().settings.as_ref().map(|settings| settings.label.clone());
        Standing {
            waiting: self.store.log().waits(),
            held: self.store.log().state().held.iter().filter(|held| held.settled.is_none()).count(),
            last_met: met.map(|met| Moment::new(met, offset)),
            meeting: live.meeting.get(),
            trouble: live.trouble.get(),
            lasting: recall(&self.store, own::LASTING),
            ahead: (ahead.abs() > PATIENCE).then(|| ahead.as_mins()),
            protection: live.protection.get(),
            program: self.inner.shell.version().to_owned(),
            label: label.unwrap_or_default(),
            full: live.full.get(),
        }
    }

    async fn waiting(&self) -> Result<Vec<Entry>, PhoneError> {
        Ok(self.store.log().waiting(usize::MAX))
    }

    async fn held(&self) -> Result<Vec<Held>, PhoneError> {
        store::Store::held(&self.store).await.map_err(failed)
    }

    async fn wishes(&self) -> Result<Vec<Wish>, PhoneError> {
        Ok(recall(&self.store, own::WISHES).unwrap_or_default())
    }

    async fn wish(&self, wish: Wish) -> Result<(), PhoneError> {
        let mut wishes = self.wishes().await?;
        wishes.retain(|other| other.path != wish.path);
        wishes.push(wish);
        self.remember(own::WISHES, &wishes).await
    }

    async fn unwish(&self, path: &str) -> Result<(), PhoneError> {
        let mut wishes = self.wishes().await?;
        wishes.retain(|other| other.path != path);
        self.remember(own::WISHES, &wishes).await
    }

    fn meet(&self) {
        let shell = Rc::clone(&self.inner.shell);
        spawn_local(async move { meeting::meet(&shell).await });
    }

    async fn parcel(&self) -> Result<Vec<u8>, PhoneError> {
        SendWrapper::new(carried::file(&self.inner.shell, &self.store)).await.map_err(failed)
    }
}

fn failed(error: StoreError) -> PhoneError {
    PhoneError(error.to_string())
}
