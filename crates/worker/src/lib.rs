//! The phone's shell: `app`'s pages inside a service worker. A fetch event comes in as a request,
//! and a page goes out; nothing is asked of the network.
//!
//! `js/sw.js` is the part that must be JavaScript: it hears the browser's events and calls what is
//! exported here. One instance of this program is alive at a time; after a panic `js/sw.js` makes a
//! fresh one, so nothing may be kept in memory only.
//!
//! [`shell`] holds what is open, [`image`] makes the next start a quick one, [`bridge`] turns requests and answers into each other's kind,
//! [`tongue`] keeps the language, which is a cookie elsewhere, [`clock`] asks the browser what time
//! it is.
//!
//! Never: contains a page or a rule.
#![cfg(target_arch = "wasm32")]

mod bridge;
mod browser;
mod carried;
mod clock;
mod enrol;
mod image;
mod line;
mod lock;
mod meeting;
mod pocket;
mod shell;
mod tongue;
#[cfg(feature = "trial")]
mod trial;
mod vault;

use std::{cell::RefCell, panic, rc::Rc};

use store::StoreError;
use wasm_bindgen::prelude::*;
use web_sys::{Request, Response};

use crate::shell::Shell;

thread_local! {
    static SHELL: RefCell<Option<Rc<Shell>>> = const { RefCell::new(None) };
}

#[wasm_bindgen]
extern "C" {
    /// Of `js/sw.js`: gives this instance up and fails the requests under way.
    fn panicked(message: &str);
}

/// Looks what there is on this phone. To be called once, before anything else.
///
/// # Errors
/// When the browser gives no storage, or a later program made what is in it.
#[wasm_bindgen]
pub async fn start(version: String) -> Result<(), JsValue> {
    panic::set_hook(Box::new(|info| panicked(&info.to_string())));
    SHELL.set(Some(Shell::look(version).await.map_err(failed)?));
    Ok(())
}

/// Answers a request for one of our own pages.
///
/// # Errors
/// When [`start`] was not called, the request is no request as HTTP knows it, or the log can't be read.
#[wasm_bindgen]
pub async fn answer(request: Request) -> Result<Response, JsValue> {
    let shell = shell()?;
    let request = bridge::request(&request).await?;
    #[cfg(feature = "trial")]
    if let Some(response) = trial::answer(&shell, request.uri()).await {
        return bridge::response(response).await;
    }
    let path = request.uri().path();
    let response = if path == "/kunci" || path.starts_with("/kunci/") {
        lock::answer(&shell, request).await.map_err(failed)?
    } else if path.starts_with("/aset/") || path.starts_with("/bahasa/") {
        shell.bare_page(request).await.map_err(failed)?
    } else {
        match shell.opened().await.map_err(failed)? {
            Some(open) => shell.page(&open, request).await,
            None => lock::instead(&shell, request).await,
        }
    };
    bridge::response(response).await
}

/// Style sheet, scripts and icon of this version's pages: lists of address, kind and body. It needs no [`start`].
#[wasm_bindgen]
#[must_use]
pub fn assets() -> Vec<js_sys::Array> {
    let list = |(address, kind, body)| [address, kind, body].map(JsValue::from_str).into_iter().collect();
    app::assets::all().map(list).collect()
}

/// Whether the image that is kept may be begun with: it is of this log and version. No where the phone is locked.
///
/// # Errors
/// When [`start`] was not called.
#[wasm_bindgen]
pub async fn has_image() -> Result<bool, JsValue> {
    Ok(shell()?.has_image().await)
}

/// In the instance of an image: takes in an opened block.
///
/// # Errors
/// When it is none.
#[wasm_bindgen]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the number of a block")]
pub fn read_block(number: f64, bytes: &[u8]) -> Result<(), JsValue> {
    image::read_block(number as u64, bytes).map_err(failed)
}

/// In the instance of an image: folds what was read.
#[wasm_bindgen]
pub fn fold_blocks() {
    image::fold_blocks();
}

/// In the instance of an image: makes the tasks of a day ready.
///
/// # Errors
/// When it is no day.
#[wasm_bindgen]
pub fn prepare_day(day: &str) -> Result<(), JsValue> {
    image::prepare_day(day.parse().map_err(|_| JsValue::from_str("no day"))?);
    Ok(())
}

/// In the instance of an image: makes search and words ready.
#[wasm_bindgen]
pub fn prepare_search(lang: &str) {
    image::prepare_search(app::Lang::of_tag(lang).unwrap_or_default());
}

/// Takes the image away: a program that began with it failed.
///
/// # Errors
/// When [`start`] was not called.
#[wasm_bindgen]
pub async fn forget_image() -> Result<(), JsValue> {
    shell()?.forget_image().await;
    Ok(())
}

/// Whether what comes next is for another program, which begins with the image.
///
/// # Errors
/// When [`start`] was not called.
#[wasm_bindgen]
pub fn is_spent() -> Result<bool, JsValue> {
    Ok(shell()?.is_spent())
}

/// Whether this browser is an enrolled phone: if not, all pages are the server's.
///
/// # Errors
/// When [`start`] was not called.
#[wasm_bindgen]
pub fn is_enrolled() -> Result<bool, JsValue> {
    Ok(shell()?.vault().is_some())
}

/// Whether a page is the server's to answer as long as it can be reached.
#[wasm_bindgen]
#[must_use]
pub fn is_servers(path: &str) -> bool {
    app::router::is_servers(path)
}

/// Meets the server; returns when that is over, however it went.
///
/// # Errors
/// When [`start`] was not called.
#[wasm_bindgen]
pub async fn meet() -> Result<(), JsValue> {
    let shell = shell()?;
    meeting::meet(&shell).await;
    // Whoever looks for somebody next does not wait for it.
    if let Some(open) = shell.open() {
        open.world.index(|_, _| ());
    }
    image::keep_up(&shell).await;
    Ok(())
}

/// Whether something was saved since this was asked last, which is a reason to meet.
///
/// # Errors
/// When [`start`] was not called.
#[wasm_bindgen]
pub fn has_saved() -> Result<bool, JsValue> {
    Ok(shell()?.open().is_some_and(|open| open.saved.replace(false)))
}

/// Locks the phone.
///
/// # Errors
/// When [`start`] was not called.
#[wasm_bindgen]
pub async fn lock() -> Result<(), JsValue> {
    shell()?.lock().await;
    Ok(())
}

fn shell() -> Result<Rc<Shell>, JsValue> {
    SHELL.with_borrow(Option::clone).ok_or_else(|| "start() was not called".into())
}

fn failed(error: StoreError) -> JsValue {
    JsValue::from_str(&error.to_string())
}
