//! How this phone becomes one that works without signal, and how it stops being one. The pages that
//! ask are the server's and the app's; they talk with this program by `fetch` under `/kunci/`.

use std::rc::Rc;

use axum::{Json, body::Body, response::IntoResponse};
use http::{Method, Request, Response, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{Store, StoreError};
use store_indexeddb::{PhoneLog, State};
use sync::enrol::Enrolled;

use crate::{
    browser, lock, meeting,
    pocket::{self, own},
    shell::{Shell, protection},
    vault::{self, FORMAT, RawKey, SecretKind, Vault},
};

/// The shortest passphrase, in characters.
const SHORTEST: usize = 10;

/// Answers what the pages' scripts ask.
///
/// # Errors
/// When the disk fails, or the browser's cryptography.
pub(crate) async fn answer(shell: &Rc<Shell>, request: Request<Body>) -> Result<Response<Body>, StoreError> {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let body = lock::body_of(request).await.unwrap_or_default();
    match (&method, path.as_str()) {
        (&Method::GET, "/kunci/keadaan") => Ok(standing(shell)),
        (&Method::POST, "/kunci/pasang") => with(&body, async |ask| begin(shell, ask).await).await,
        (&Method::POST, "/kunci/pulih") => with(&body, async |ask| recover(shell, ask).await).await,
        (&Method::POST, "/kunci/layar") => with(&body, async |ask| bind(shell, ask).await).await,
        (&Method::POST, "/kunci/buka-layar") => with(&body, async |ask| open(shell, ask).await).await,
        (&Method::POST, "/kunci/lestari") => with(&body, async |ask| lasting(shell, ask).await).await,
        (&Method::POST, "/kunci/lepas") => leave(shell, &body).await,
        _ => Ok(StatusCode::NOT_FOUND.into_response()),
    }
}

/// Reads what is asked, and answers that it was no question where it can't be read.
async fn with<T: for<'de> Deserialize<'de>>(
    body: &str,
    work: impl AsyncFnOnce(T) -> Result<Response<Body>, StoreError>,
) -> Result<Response<Body>, StoreError> {
    match serde_json::from_str(body) {
        Ok(ask) => work(ask).await,
        Err(_) => Ok(refused("garbled")),
    }
}

fn refused(why: &str) -> Response<Body> {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({"error": why}))).into_response()
}

/// What a page must know before it can unlock or recover.
fn standing(shell: &Shell) -> Response<Body> {
    let Some(vault) = shell.vault() else { return Json(json!({"enrolled": false})).into_response() };
    let phone_lock = vault.phone_lock.as_ref();
    let phone_lock = phone_lock.map(|lock| json!({"credential": lock.credential, "salt": lock.salt}));
    Json(json!({
        "enrolled": true,
        "locked": shell.open().is_none(),
        "revoked": vault.revoked,
        "device": vault.device,
        "knock": vault.knock,
        "kind": vault.secret.as_ref().map(|lock| lock.kind),
        "phone_lock": phone_lock,
    }))
    .into_response()
}

/// What somebody types to lock the phone with.
#[derive(Deserialize)]
struct Secret {
    secret: String,
    kind: SecretKind,
}

impl Secret {
    fn is_good(&self) -> bool {
        match self.kind {
            SecretKind::Pin => {
                self.secret.len() == 6 && self.secret.bytes().all(|byte| byte.is_ascii_digit())
            }
            SecretKind::Passphrase => self.secret.chars().count() >= SHORTEST,
        }
    }
}

#[derive(Deserialize)]
struct Begin {
    enrolled: Enrolled,
    #[serde(flatten)]
    secret: Secret,
}

/// Enrols this phone: anew, or once more where the server forgot it. What waits is never lost by it.
async fn begin(shell: &Rc<Shell>, Begin { enrolled, secret }: Begin) -> Result<Response<Body>, StoreError> {
    if !secret.is_good() {
        return Ok(refused("secret"));
    }
    match shell.vault() {
        Some(old) if old.user == enrolled.settings.user => match old.unlock(&secret.secret).await? {
            Some(key) => again(shell, old, &key, &enrolled).await?,
            None => return Ok(refused("other-secret")),
        },
        Some(_) if shell.opened().await?.is_none_or(|open| open.store.log().waits() > 0) => {
            return Ok(refused("other-person"));
        }
        _ => fresh(shell, &secret, &enrolled).await?,
    }
    meeting::meet(shell).await;
    Ok(done(shell).await)
}

async fn fresh(shell: &Rc<Shell>, secret: &Secret, enrolled: &Enrolled) -> Result<(), StoreError> {
    let key = RawKey::draw()?;
    let mut vault = Vault {
        format: FORMAT,
        device: enrolled.device,
        user: enrolled.settings.user,
        knock: enrolled.knock.clone(),
        secret: None,
        phone_lock: None,
        recovery: key.wrapped_for_recovery(&enrolled.recovery).await?,
        wrong: 0,
        wait_until: 0.0,
        revoked: false,
    };
    vault.lock_with(&key, secret.kind, &secret.secret).await?;
    let mut state = State { settings: Some(enrolled.settings.clone()), ..State::default() };
    state.own.insert(own::TOKEN.to_owned(), json!(enrolled.token));
    state.own.insert(own::CSRF.to_owned(), json!(vault::random_word()?));
    state.own.insert(own::AHEAD.to_owned(), json!(ahead(enrolled)));
    let seal = key.import().await?;
    shell.forget_vault();
    PhoneLog::begin(&*shell.disk, &seal, &state, vec![vault.record()?]).await?;
    shell.keep_vault(vault).await?;
    shell.unlock(seal).await.map(|_| ())
}

/// The server does not know this phone any longer, but its person is the same: the log stays, and
/// what waits goes to the server under the phone's new name.
async fn again(
    shell: &Rc<Shell>,
    mut vault: Vault,
    key: &RawKey,
    enrolled: &Enrolled,
) -> Result<(), StoreError> {
    vault.device = enrolled.device;
    vault.knock.clone_from(&enrolled.knock);
    vault.recovery = key.wrapped_for_recovery(&enrolled.recovery).await?;
    vault.revoked = false;
    shell.keep_vault(vault).await?;
    admitted(shell, key, &enrolled.token).await
}

fn ahead(enrolled: &Enrolled) -> i64 {
    jiff::Timestamp::now().duration_since(enrolled.now).as_secs()
}

#[derive(Deserialize)]
struct Recover {
    recovery: String,
    token: String,
    #[serde(flatten)]
    secret: Secret,
}

/// A new PIN, with the recovery secret that the server gave to the person who logged in.
async fn recover(shell: &Rc<Shell>, ask: Recover) -> Result<Response<Body>, StoreError> {
    if !ask.secret.is_good() {
        return Ok(refused("secret"));
    }
    let Some(mut vault) = shell.vault() else { return Ok(refused("no-phone")) };
    let Some(key) = vault.recover(&ask.recovery).await? else { return Ok(refused("recovery")) };
    vault.lock_with(&key, ask.secret.kind, &ask.secret.secret).await?;
    vault.revoked = false;
    shell.keep_vault(vault).await?;
    admitted(shell, &key, &ask.token).await?;
    meeting::meet(shell).await;
    Ok(done(shell).await)
}

/// Opens the log with a new token for meetings.
async fn admitted(shell: &Rc<Shell>, key: &RawKey, token: &str) -> Result<(), StoreError> {
    shell.lock().await;
    let open = shell.unlock(key.import().await?).await?;
    pocket::remember(&open.store, own::TOKEN, &token).await
}

#[derive(Deserialize)]
struct Bind {
    /// What she typed, which opens the phone now.
    secret: String,
    credential: String,
    salt: String,
    /// What the phone's lock gave, base64.
    given: String,
}

/// Puts the key behind the phone's own lock.
async fn bind(shell: &Shell, ask: Bind) -> Result<Response<Body>, StoreError> {
    let Some(mut vault) = shell.vault() else { return Ok(refused("no-phone")) };
    let Some(key) = vault.unlock(&ask.secret).await? else { return Ok(refused("other-secret")) };
    let given = vault::decode(&ask.given)?;
    if given.len() < 32 {
        return Ok(refused("garbled"));
    }
    vault.lock_with_phone(&key, &ask.credential, &ask.salt, &given).await?;
    if let Some(open) = shell.open() {
        open.live.protection.set(protection(&vault));
    }
    shell.keep_vault(vault).await?;
    Ok(done(shell).await)
}

#[derive(Deserialize)]
struct Given {
    given: String,
}

/// Unlocks by the phone's own lock.
async fn open(shell: &Rc<Shell>, ask: Given) -> Result<Response<Body>, StoreError> {
    let Some(vault) = shell.vault() else { return Ok(refused("no-phone")) };
    let Some(key) = vault.unlock_by_phone(&vault::decode(&ask.given)?).await? else {
        return Ok(refused("other-secret"));
    };
    shell.admit(key.import().await?).await?;
    Ok(done(shell).await)
}

#[derive(Deserialize)]
struct Lasting {
    lasting: bool,
}

/// Whether the browser promised to keep what is stored.
async fn lasting(shell: &Rc<Shell>, ask: Lasting) -> Result<Response<Body>, StoreError> {
    let Some(open) = shell.opened().await? else { return Ok(refused("locked")) };
    pocket::remember(&open.store, own::LASTING, &ask.lasting).await?;
    Ok(done(shell).await)
}

/// Makes this an ordinary browser again; only when nothing waits.
async fn leave(shell: &Rc<Shell>, body: &str) -> Result<Response<Body>, StoreError> {
    let Some(open) = shell.opened().await? else { return Ok(lock::redirect("/kunci")) };
    let csrf: String = pocket::recall(&open.store, own::CSRF).unwrap_or_default();
    let hers = form_urlencoded::parse(body.as_bytes()).any(|(name, value)| name == "csrf" && value == csrf);
    if !hers || open.store.log().waits() > 0 {
        return Ok(lock::redirect("/kiriman"));
    }
    shell.lock().await;
    shell.forget_vault();
    PhoneLog::end(&*shell.disk, &[vault::VAULT]).await?;
    browser::unregister().await;
    Ok(lock::redirect("/"))
}

#[derive(Serialize)]
struct Done {
    done: bool,
    entries: u64,
    /// Whether the server was met.
    met: bool,
}

async fn done(shell: &Shell) -> Response<Body> {
    let open = shell.open();
    let entries = match &open {
        Some(open) => open.store.head().await.unwrap_or(0),
        None => 0,
    };
    let met = open.is_some_and(|open| open.live.trouble.get().is_none());
    Json(Done { done: true, entries, met }).into_response()
}
