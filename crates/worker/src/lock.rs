//! Locking and unlocking: what is asked under `/kunci`, and what a locked phone shows instead of a
//! page.

use std::rc::Rc;

use app::{
    Text,
    pages::{
        away::{self, Away},
        lock::{self as page, Kept, Locked},
    },
    router::is_servers,
};
use axum::{body::Body, response::IntoResponse};
use http::{Method, Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use store::StoreError;

use crate::{
    enrol,
    shell::{self, Shell, protection},
    vault::Vault,
};

/// The longest form that is kept while the phone is locked, in bytes.
const LONGEST: usize = 256 * 1024;

/// Seconds to wait after so many wrong tries in a row. From the last on only the server helps: whoever
/// guesses gets no further, and nothing is erased.
fn pause_after(wrong: u32) -> Option<f64> {
    match wrong {
        0..=2 => Some(0.0),
        3 => Some(30.0),
        4 => Some(60.0),
        5 => Some(300.0),
        6..=9 => Some(900.0),
        _ => None,
    }
}

/// Answers what is asked under `/kunci`.
///
/// # Errors
/// When the disk fails, or the browser's cryptography.
pub(crate) async fn answer(shell: &Rc<Shell>, request: Request<Body>) -> Result<Response<Body>, StoreError> {
    let path = request.uri().path().to_owned();
    match (request.method(), path.as_str()) {
        (&Method::GET, "/kunci") => Ok(show(shell, &request)),
        (&Method::POST, "/kunci") => open(shell, request).await,
        (&Method::POST, "/kunci/sekarang") => {
            shell.lock().await;
            Ok(redirect("/kunci"))
        }
        _ => enrol::answer(shell, request).await,
    }
}

/// What a locked phone shows instead of a page. What was being sent is kept in it; but not what is the
/// server's, which may be a password, and which unlocking would not bring nearer.
pub(crate) async fn instead(shell: &Shell, request: Request<Body>) -> Response<Body> {
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let sent = !request.method().is_safe();
    if is_servers(request.uri().path()) {
        let mut response = away::page(Text::of(shell.lang()), &Away { path, sent, csrf: None });
        shell::dress(&mut response);
        return response;
    }
    if !sent {
        return locked(shell, &Locked { back: path, ..Locked::default() });
    }
    let kept = match body_of(request).await {
        Some(body) => Some(Kept { path, body }),
        None => None,
    };
    locked(shell, &Locked { kept, ..Locked::default() })
}

fn show(shell: &Shell, request: &Request<Body>) -> Response<Body> {
    if shell.open().is_some() {
        return redirect("/");
    }
    let query = request.uri().query().unwrap_or_default();
    let back = form(query.as_bytes()).into_iter().find_map(|(name, value)| (name == "ke").then_some(value));
    locked(shell, &Locked { back: back.unwrap_or_default(), ..Locked::default() })
}

/// The lock page, with what the vault says.
fn locked(shell: &Shell, given: &Locked) -> Response<Body> {
    let Some(vault) = shell.vault() else { return redirect("/") };
    let seconds = (vault.wait_until - js_sys::Date::now()) / 1000.0;
    let shown = Locked {
        protection: protection(&vault),
        wait_seconds: seconds_up(seconds),
        must_login: vault.secret.is_none() && vault.phone_lock.is_none(),
        revoked: vault.revoked,
        ..given.clone()
    };
    let mut response = page::page(Text::of(shell.lang()), &shown);
    shell::dress(&mut response);
    response
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is a quarter of an hour at most"
)]
fn seconds_up(seconds: f64) -> u64 {
    seconds.clamp(0.0, 3600.0).ceil() as u64
}

/// Tries what was typed, and goes where the person was going.
async fn open(shell: &Rc<Shell>, request: Request<Body>) -> Result<Response<Body>, StoreError> {
    let headers = request.headers().clone();
    let fields = form(body_of(request).await.unwrap_or_default().as_bytes());
    let field = |wanted: &str| {
        fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let kept = Kept { path: field("tujuan"), body: field("simpan") };
    let kept = (!kept.path.is_empty()).then_some(kept);
    let given = Locked { back: field("ke"), kept, ..Locked::default() };
    let Some(vault) = shell.vault() else { return Ok(redirect("/")) };
    if vault.wait_until > js_sys::Date::now() {
        return Ok(locked(shell, &given));
    }
    let Some(key) = attempt(shell, vault, &field("pin")).await? else {
        return Ok(locked(shell, &Locked { wrong: true, ..given }));
    };
    let Some(kept) = given.kept else {
        shell.admit(key).await?;
        return Ok(redirect(own_path(&given.back)));
    };
    let open = shell.unlock(key).await?;
    // The form that was being sent when the phone locked goes on its way now.
    let mut again = Request::post(own_path(&kept.path)).body(Body::from(kept.body)).map_err(failed)?;
    *again.headers_mut() = headers;
    Ok(shell.page(&open, again).await)
}

/// Counts the try before it is made: who stops the program while it thinks gets no free one.
async fn attempt(
    shell: &Shell,
    mut vault: Vault,
    secret: &str,
) -> Result<Option<store_indexeddb::WebSeal>, StoreError> {
    vault.wrong += 1;
    match pause_after(vault.wrong) {
        Some(seconds) => vault.wait_until = js_sys::Date::now() + 1000.0 * seconds,
        None => vault.wait_until = 0.0,
    }
    shell.keep_vault(vault.clone()).await?;
    match vault.unlock(secret).await? {
        Some(key) => {
            (vault.wrong, vault.wait_until) = (0, 0.0);
            shell.keep_vault(vault).await?;
            key.import().await.map(Some)
        }
        None => {
            if pause_after(vault.wrong).is_none() {
                vault.take_locks_away();
                shell.keep_vault(vault).await?;
            }
            Ok(None)
        }
    }
}

/// The body of a request, unless it is far too long or no text.
pub(crate) async fn body_of(request: Request<Body>) -> Option<String> {
    let bytes = request.into_body().collect().await.ok()?.to_bytes();
    (bytes.len() <= LONGEST).then(|| String::from_utf8(bytes.to_vec()).ok()).flatten()
}

fn form(body: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(body).into_owned().collect()
}

/// A path of this program; anything else leads home.
fn own_path(path: &str) -> &str {
    let own = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    if own && !path.starts_with("/kunci") { path } else { "/" }
}

pub(crate) fn redirect(to: &str) -> Response<Body> {
    (StatusCode::SEE_OTHER, [(header::LOCATION, to.to_owned())]).into_response()
}

fn failed(error: http::Error) -> StoreError {
    StoreError(error.to_string())
}
