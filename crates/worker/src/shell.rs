//! One phone at work: what is known of it in plain, and what is open while it is unlocked.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    sync::Arc,
};

use app::{App, Beliefs, Who, World, phone::Protection};
use axum::{Router, body::Body};
use domain::{
    ids::{DeviceId, UnitCode},
    rights::Scope,
};
use futures_util::{future::try_join, lock::Mutex};
use http::{HeaderValue, Request, Response, header};
use store::{MemoryStore, Seq, StoreError};
use store_indexeddb::{IndexedDb, PhoneLog, PhoneStore, WebSeal};
use sync::wire::{Sender, Settings};
use tower::Service;

use crate::{
    browser,
    clock::Clock,
    image,
    pocket::{self, Live, Pocket, own},
    tongue::Tongue,
    vault::{FORMAT, SecretKind, Vault, subtle},
};

/// The phone's shell.
pub(crate) struct Shell {
    pub(crate) disk: Rc<IndexedDb>,
    pub(crate) clock: Clock,
    tongue: Tongue,
    version: String,
    vault: RefCell<Option<Vault>>,
    open: RefCell<Option<Rc<Open>>>,
    /// Held while the log is opened, so that it is opened once.
    opening: Mutex<()>,
    /// What needs no log: style sheet, language. Made when it is first asked for.
    bare: RefCell<Option<Router>>,
    /// When this program looked around.
    #[cfg(feature = "trial")]
    pub(crate) since: f64,
    /// Unlocked, and left to a program that begins with the image: nothing is opened here any more.
    spent: Cell<bool>,
}

/// What is open while the phone is unlocked.
pub(crate) struct Open {
    pub(crate) world: App,
    pub(crate) store: PhoneStore,
    pub(crate) seal: Rc<WebSeal>,
    pub(crate) sender: Sender,
    pub(crate) live: Rc<Live>,
    /// Whether this program began with an image.
    #[cfg(feature = "trial")]
    pub(crate) from_image: bool,
    router: Router,
    who: RefCell<Who>,
    /// Whether something was saved since the last meeting.
    pub(crate) saved: Cell<bool>,
}

impl Shell {
    /// Looks what there is on this phone. Nothing is opened yet.
    ///
    /// # Errors
    /// When the browser gives no storage.
    pub(crate) async fn look(version: String) -> Result<Rc<Self>, StoreError> {
        let disk = Rc::new(IndexedDb::open().await?);
        // Each answer of the disk takes its time, however little is asked.
        let (vault, tongue) = try_join(Vault::load(&*disk), Tongue::load(&*disk)).await?;
        if vault.as_ref().is_some_and(|vault| vault.format > FORMAT) {
            return Err(StoreError("a later version of this program made the log".to_owned()));
        }
        let clock = Clock::default();
        Ok(Rc::new(Self {
            tongue,
            disk,
            clock,
            version,
            vault: RefCell::new(vault),
            open: RefCell::default(),
            opening: Mutex::new(()),
            bare: RefCell::default(),
            #[cfg(feature = "trial")]
            since: js_sys::Date::now(),
            spent: Cell::new(false),
        }))
    }

    /// The version of the program.
    pub(crate) fn version(&self) -> &str {
        &self.version
    }

    /// What is kept in plain; none where the phone is not enrolled.
    pub(crate) fn vault(&self) -> Option<Vault> {
        self.vault.borrow().clone()
    }

    /// Keeps the vault.
    ///
    /// # Errors
    /// When the disk fails; then it stays as it was.
    pub(crate) async fn keep_vault(&self, vault: Vault) -> Result<(), StoreError> {
        vault.save(&*self.disk).await?;
        self.vault.replace(Some(vault));
        Ok(())
    }

    /// The phone is not enrolled any longer.
    pub(crate) fn forget_vault(&self) {
        self.vault.replace(None);
        self.open.replace(None);
    }

    /// What is open, if the phone is unlocked.
    pub(crate) fn open(&self) -> Option<Rc<Open>> {
        self.open.borrow().clone()
    }

    /// What is open; opens it where the key is at hand.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub(crate) async fn opened(self: &Rc<Self>) -> Result<Option<Rc<Open>>, StoreError> {
        if let Some(open) = self.open() {
            return Ok(Some(open));
        }
        let _opening = self.opening.lock().await;
        if let Some(open) = self.open() {
            return Ok(Some(open));
        }
        match self.seal().await? {
            Some(seal) if !self.spent.get() => self.open_log(seal).await.map(Some),
            _ => Ok(None),
        }
    }

    /// The seal of the log, where the key is at hand.
    async fn seal(&self) -> Result<Option<WebSeal>, StoreError> {
        if self.vault().is_none_or(|vault| vault.revoked) {
            return Ok(None);
        }
        let Some(key) = browser::key().await else { return Ok(None) };
        Ok(Some(WebSeal::new(subtle()?, key)))
    }

    /// Takes the image away. Should that fail, the next start is as slow as without it.
    pub(crate) async fn forget_image(&self) {
        if let Ok(Some(seal)) = self.seal().await {
            drop(PhoneLog::forget_image(&*self.disk, &seal).await);
        }
    }

    /// Whether an image is kept of this log and version, where the key is at hand. One that can't be looked for is none: the
    /// log is there all the same.
    pub(crate) async fn has_image(&self) -> bool {
        let Ok(Some(seal)) = self.seal().await else { return false };
        PhoneLog::has_image(&*self.disk, &seal, &self.version).await.unwrap_or(false)
    }

    /// Lets the pages hold a key that was just unlocked. Where there is an image, the next request is answered by a program
    /// that begins with it; else the log is opened here.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub(crate) async fn admit(self: &Rc<Self>, seal: WebSeal) -> Result<(), StoreError> {
        if PhoneLog::has_image(&*self.disk, &seal, &self.version).await.unwrap_or(false) {
            self.spent.set(true);
            browser::hand_out(seal.key()).await;
            return Ok(());
        }
        self.unlock(seal).await.map(drop)
    }

    /// Whether another program is to answer what comes next.
    pub(crate) fn is_spent(&self) -> bool {
        self.spent.get()
    }

    /// Opens the log with a key that was just unlocked, and lets the pages hold it.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub(crate) async fn unlock(self: &Rc<Self>, seal: WebSeal) -> Result<Rc<Open>, StoreError> {
        let _opening = self.opening.lock().await;
        let key = seal.key().clone();
        let open = self.open_log(seal).await?;
        browser::hand_out(&key).await;
        Ok(open)
    }

    async fn open_log(self: &Rc<Self>, seal: WebSeal) -> Result<Rc<Open>, StoreError> {
        // Before the first block is written of which an older program understands nothing.
        if let Some(vault) = self.vault().filter(|vault| vault.format < FORMAT) {
            self.keep_vault(Vault { format: FORMAT, ..vault }).await?;
        }
        let seal = Rc::new(seal);
        let (log, beliefs, after) = self.log(&seal).await?;
        let open = self.fold(PhoneStore::new(log), seal, Rc::default(), (beliefs, after)).await?;
        self.open.replace(Some(Rc::clone(&open)));
        Ok(open)
    }

    /// The log; with what is believed of it as far as this program's image has read it.
    async fn log(&self, seal: &Rc<WebSeal>) -> Result<(PhoneLog, Beliefs, Seq), StoreError> {
        let clock = self.clock.arrivals();
        if let Some((contents, beliefs)) = image::take() {
            let after = contents.head();
            let log = PhoneLog::resume(self.disk.clone(), seal.clone(), clock.clone(), contents).await?;
            if let Some(log) = log {
                return Ok((log, beliefs, after));
            }
        }
        let log = PhoneLog::open(self.disk.clone(), seal.clone(), clock).await?;
        Ok((log, Beliefs::default(), 0))
    }

    /// Folds the log anew: subjects have left it.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub(crate) async fn fold_again(self: &Rc<Self>) -> Result<(), StoreError> {
        let _opening = self.opening.lock().await;
        let Some(open) = self.open() else { return Ok(()) };
        let (store, seal, live) = (open.store.clone(), Rc::clone(&open.seal), Rc::clone(&open.live));
        let anew = self.fold(store, seal, live, (Beliefs::default(), 0)).await?;
        self.open.replace(Some(anew));
        Ok(())
    }

    async fn fold(
        self: &Rc<Self>,
        store: PhoneStore,
        seal: Rc<WebSeal>,
        live: Rc<Live>,
        (beliefs, after): (Beliefs, Seq),
    ) -> Result<Rc<Open>, StoreError> {
        let vault = self.vault().ok_or_else(|| StoreError("the phone is not enrolled".to_owned()))?;
        let settings = store.log().state().settings.clone();
        let settings =
            settings.ok_or_else(|| StoreError("the phone does not know whose it is".to_owned()))?;
        self.clock.set_ahead(pocket::recall(&store, own::AHEAD).unwrap_or(0));
        let outside = Arc::new(self.clock.clone());
        let mut world =
            World::resume(settings.unit.clone(), Arc::new(store.clone()), outside, beliefs, after).await?;
        self.clock.follow(world.register().unit().map(|unit| &**unit));
        world.learn_names(settings.names.clone());
        live.protection.set(protection(&vault));
        let pocket = Pocket::new(store.clone(), self.clock.clone(), Rc::clone(&live), Rc::clone(self));
        world.phone = Some(Arc::new(pocket));
        // The server sets them; a page that asks for one without signal says so and remembers the wish.
        world.abilities.papers = true;
        let world = Arc::new(world);
        let csrf = pocket::recall(&store, own::CSRF).unwrap_or_default();
        let sender = Sender { unit: settings.unit.clone(), author: vault.user, device: vault.device };
        Ok(Rc::new(Open {
            #[cfg(feature = "trial")]
            from_image: after > 0,
            router: app::router(Arc::clone(&world)),
            who: RefCell::new(who(&settings, vault.device, csrf)),
            saved: Cell::new(false),
            world,
            store,
            seal,
            sender,
            live,
        }))
    }

    /// Nobody can read anything from here on, until it is unlocked.
    pub(crate) async fn lock(&self) {
        self.open.replace(None);
        browser::take_back().await;
    }

    /// A page from the log, as the server would give it to this person.
    pub(crate) async fn page(&self, open: &Open, mut request: Request<Body>) -> Response<Body> {
        let saves = !request.method().is_safe();
        request.extensions_mut().insert(open.who.borrow().clone());
        let response = self.dress(open.router.clone(), request).await;
        if saves && open.store.log().waits() > 0 {
            open.saved.set(true);
        }
        response
    }

    /// A page that needs no log.
    ///
    /// # Errors
    /// Never, as far as an empty log can be read.
    pub(crate) async fn bare_page(&self, request: Request<Body>) -> Result<Response<Body>, StoreError> {
        let made = self.bare.borrow().clone();
        let router = match made {
            Some(router) => router,
            None => {
                let nothing = Arc::new(MemoryStore::new(self.clock.arrivals()));
                let outside = Arc::new(self.clock.clone());
                let world = World::open(UnitCode(String::new()), nothing, outside).await?;
                self.bare.borrow_mut().insert(app::router(Arc::new(world))).clone()
            }
        };
        Ok(self.dress(router, request).await)
    }

    async fn dress(&self, mut router: Router, mut request: Request<Body>) -> Response<Body> {
        self.tongue.speak(request.headers_mut());
        let mut response = router.call(request).await.unwrap_or_else(|impossible| match impossible {});
        // A language that could not be kept is asked for again at worst.
        drop(self.tongue.hear(response.headers(), &*self.disk).await);
        dress(&mut response);
        response
    }

    /// The language of the pages.
    pub(crate) fn lang(&self) -> app::Lang {
        self.tongue.lang()
    }
}

impl Open {
    /// Goes by new settings.
    pub(crate) fn settle_in(&self, settings: &Settings) {
        self.world.learn_names(settings.names.clone());
        let mut who = self.who.borrow_mut();
        let (device, csrf) = (who.device, who.csrf.clone());
        *who = self::who(settings, device, csrf);
    }
}

/// The headers of every answer.
pub(crate) fn dress(response: &mut Response<Body>) {
    for (name, value) in app::headers::HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

fn who(settings: &Settings, device: DeviceId, csrf: String) -> Who {
    Who {
        id: settings.user,
        name: settings.name.clone(),
        staff: settings.staff,
        scope: Scope { role: settings.role, villages: settings.villages.clone() },
        device,
        csrf,
    }
}

/// How a vault is protected.
pub(crate) fn protection(vault: &Vault) -> Protection {
    match (&vault.phone_lock, &vault.secret) {
        (Some(_), _) => Protection::PhoneLock,
        (None, Some(lock)) if lock.kind == SecretKind::Passphrase => Protection::Passphrase,
        _ => Protection::Pin,
    }
}
