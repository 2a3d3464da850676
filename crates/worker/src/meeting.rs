//! Meetings, as the browser lets them happen.

use std::{cell::RefCell, rc::Rc};

use app::{format, phone::Trouble as Told};
use async_trait::async_trait;
use domain::note::Note;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;
use store::{Entry, StoreError};
use store_indexeddb::{PhoneLog, PhoneStore};
use sync::{
    enrol::{Knock, Knocked},
    guest::{Keep, Meeting, Outcome, Progress, Standing, Taken, Trouble},
};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::{
    browser,
    line::Network,
    pocket::{self, own},
    shell::{Open, Shell},
};

/// What the open pages are told.
#[derive(Serialize)]
#[serde(tag = "tell", rename_all = "snake_case")]
enum Tell {
    /// How the phone stands has changed.
    State {
        waiting: usize,
        meeting: bool,
        /// The hour at which a meeting ended that went well.
        met: Option<String>,
        /// What is believed has changed: a page that is only read may be loaded again.
        news: bool,
    },
    /// How the meeting is going.
    Progress { got: u64, all: u64 },
}

/// Meets the server; where a meeting is under way, that one goes once more and this returns at its end. Never fails:
/// what went wrong is kept for the pages to show.
pub(crate) async fn meet(shell: &Rc<Shell>) {
    let open = match shell.opened().await {
        Ok(Some(open)) => open,
        _ => return knock(shell).await,
    };
    if open.live.meeting.replace(true) {
        open.live.again.set(true);
        drop(open.live.turn.lock().await);
        return;
    }
    let _turn = open.live.turn.lock().await;
    tell(&open, true, false).await;
    let mut news = false;
    loop {
        open.live.again.set(false);
        let met = meet_once(shell, &open).await;
        news |= met.is_ok_and(|outcome| outcome.received + outcome.dropped > 0);
        // Also after one that failed: who asked meanwhile may know that there is signal again.
        if !open.live.again.get() {
            break;
        }
    }
    open.live.meeting.set(false);
    tell(&open, false, news).await;
    if open.store.log().waits() > 0 {
        browser::wake_with_signal().await;
    }
}

async fn tell(open: &Open, meeting: bool, news: bool) {
    let went_well = !meeting && open.live.trouble.get().is_none();
    let met = went_well.then(|| format::time(open.world.now().civil().time()));
    browser::tell(&Tell::State { waiting: open.store.log().waits(), meeting, met, news }).await;
}

async fn meet_once(shell: &Rc<Shell>, open: &Rc<Open>) -> Result<Outcome, Trouble> {
    // Who read what goes with it; when that can't be kept the meeting is still worth it.
    drop(open.world.flush_readings().await);
    let token: String = pocket::recall(&open.store, own::TOKEN).unwrap_or_default();
    let line = Network { bearer: format!("{}.{token}", open.sender.device) };
    let keep = Noting { store: &open.store, notes: RefCell::default() };
    let watch = |Progress { got, all }: Progress| {
        spawn_local(async move { browser::tell(&Tell::Progress { got, all }).await });
    };
    let meeting =
        Meeting { keep: &keep, line: &line, sender: &open.sender, program: shell.version(), watch: &watch };
    let met = meeting.meet().await;
    // Also when it was cut: what came until then is kept.
    open.world.believe(keep.notes.take());
    open.live.trouble.set(met.as_ref().err().and_then(told));
    open.live.full.set(browser::fullness().await);
    match &met {
        Ok(outcome) => after(shell, open, outcome).await?,
        Err(Trouble::Revoked) => withdraw(shell).await,
        Err(_) => {}
    }
    met
}

/// What follows from a meeting that went well.
async fn after(shell: &Rc<Shell>, open: &Rc<Open>, outcome: &Outcome) -> Result<(), Trouble> {
    let settings = open.store.log().state().settings.clone();
    if let Some(settings) = &settings {
        open.settle_in(settings);
    }
    if let Some(now) = outcome.now {
        let ahead = Timestamp::now().duration_since(now).as_secs();
        shell.clock.set_ahead(ahead);
        // Together: each change of what is remembered is sealed and written whole.
        let remembered = [(own::AHEAD, json!(ahead)), (own::MET, json!(now))];
        let remembered = remembered.map(|(name, value)| (name.to_owned(), value));
        open.store.log().change(|state| state.own.extend(remembered)).await?;
    }
    shell.clock.follow(open.world.register().unit().map(|unit| &**unit));
    if outcome.dropped > 0 {
        shell.fold_again().await?;
    }
    if !outcome.program.is_empty() && outcome.program != shell.version() {
        browser::update().await;
    }
    Ok(())
}

/// How pages speak of it; a withdrawn phone has no pages any more.
fn told(trouble: &Trouble) -> Option<Told> {
    match trouble {
        Trouble::Away(_) => Some(Told::Away),
        Trouble::Stranger => Some(Told::Stranger),
        Trouble::Failed(_) => Some(Told::Server),
        Trouble::Garbled(_) => Some(Told::Garbled),
        Trouble::Store(_) => Some(Told::Storage),
        Trouble::Revoked => None,
    }
}

/// A locked phone can't meet, but it can ask whether it was withdrawn.
async fn knock(shell: &Rc<Shell>) {
    let Some(vault) = shell.vault() else { return };
    let knock = Knock { device: vault.device, knock: vault.knock, erased: false };
    let Ok(body) = serde_json::to_vec(&knock) else { return };
    let Ok(answer) = browser::send("/api/ketuk", None, &body).await else { return };
    let Ok(text) = answer.text() else { return };
    let Ok(text) = JsFuture::from(text).await else { return };
    let knocked = serde_json::from_str::<Knocked>(&text.as_string().unwrap_or_default());
    if knocked.is_ok_and(|knocked| knocked.revoked) {
        withdraw(shell).await;
    }
}

/// The server withdrew this phone: nothing readable stays. What waits stays sealed, and only the
/// recovery secret, which the server has, opens it again.
async fn withdraw(shell: &Rc<Shell>) {
    let Some(mut vault) = shell.vault() else { return };
    let already = vault.revoked && vault.secret.is_none() && vault.phone_lock.is_none();
    vault.revoked = true;
    vault.take_locks_away();
    let knock = Knock { device: vault.device, knock: vault.knock.clone(), erased: true };
    // The locks first: whatever is cut off after that, nothing can be read.
    if shell.keep_vault(vault).await.is_err() || PhoneLog::erase_what_was_sent(&*shell.disk).await.is_err() {
        return;
    }
    shell.lock().await;
    if let (false, Ok(body)) = (already, serde_json::to_vec(&knock)) {
        drop(browser::send("/api/ketuk", None, &body).await);
    }
}

/// Keeps what comes, and notes it, to be believed when the meeting is over: a subject whose entries
/// come in many frames is then folded once.
struct Noting<'a> {
    store: &'a PhoneStore,
    notes: RefCell<Vec<Note>>,
}

#[async_trait(?Send)]
impl Keep for Noting<'_> {
    async fn standing(&self) -> Result<Standing, StoreError> {
        self.store.standing().await
    }

    async fn waiting(&self, limit: usize) -> Result<Vec<Entry>, StoreError> {
        self.store.waiting(limit).await
    }

    async fn take(&self, taken: Taken) -> Result<(), StoreError> {
        let notes: Vec<Note> = taken.entries.iter().filter_map(|stored| stored.entry.read().ok()).collect();
        self.store.take(taken).await?;
        self.notes.borrow_mut().extend(notes);
        Ok(())
    }
}
