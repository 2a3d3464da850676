//! What is asked of the browser: functions of `js/sw.js`, and a little of its own.

use js_sys::{Promise, Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, ServiceWorkerGlobalScope};

#[wasm_bindgen]
extern "C" {
    /// The key, if this worker or any open page has it.
    #[wasm_bindgen(catch)]
    async fn key_at_hand() -> Result<JsValue, JsValue>;
    /// Gives the key to this worker and to the open pages.
    #[wasm_bindgen(catch)]
    async fn keep_key(key: &CryptoKey) -> Result<JsValue, JsValue>;
    /// Takes it away from all of them.
    #[wasm_bindgen(catch)]
    async fn drop_key() -> Result<JsValue, JsValue>;
    /// Tells the open pages something.
    #[wasm_bindgen(catch)]
    async fn tell_pages(message: &JsValue) -> Result<JsValue, JsValue>;
    /// `fetch` of a small body to our own server, compressed where that makes it smaller.
    #[wasm_bindgen(catch)]
    async fn post(path: &str, bearer: Option<&str>, body: &Uint8Array) -> Result<JsValue, JsValue>;
    /// The same promise; it fails when it does not settle in time.
    fn hurry(promise: &Promise) -> Promise;
    /// Asks to be woken for a meeting when there is signal, where the browser can do that.
    #[wasm_bindgen(catch)]
    async fn ask_for_sync() -> Result<JsValue, JsValue>;
    /// Looks for a newer program.
    #[wasm_bindgen(catch)]
    async fn look_for_update() -> Result<JsValue, JsValue>;
    /// Removes this program from the browser.
    #[wasm_bindgen(catch)]
    async fn leave_phone() -> Result<JsValue, JsValue>;
    /// How much of the storage is used, in per cent.
    #[wasm_bindgen(catch)]
    async fn storage_used() -> Result<JsValue, JsValue>;
}

/// The key of the log, if anybody has it.
pub(crate) async fn key() -> Option<CryptoKey> {
    key_at_hand().await.ok()?.dyn_into().ok()
}

/// Lets worker and pages have the key.
pub(crate) async fn hand_out(key: &CryptoKey) {
    drop(keep_key(key).await);
}

/// Nobody has the key any longer.
pub(crate) async fn take_back() {
    drop(drop_key().await);
}

/// Tells the open pages something. A page that does not hear it is shown the state when it is loaded.
pub(crate) async fn tell(message: &impl Serialize) {
    let Ok(text) = serde_json::to_string(message) else { return };
    if let Ok(message) = js_sys::JSON::parse(&text) {
        drop(tell_pages(&message).await);
    }
}

/// Sends JSON to our own server.
///
/// # Errors
/// What the browser says when nobody answers in time.
pub(crate) async fn send(
    path: &str,
    bearer: Option<&str>,
    body: &[u8],
) -> Result<web_sys::Response, JsValue> {
    Ok(post(path, bearer, &Uint8Array::from(body)).await?.unchecked_into())
}

/// Waits for a promise, but not for ever.
///
/// # Errors
/// What it fails with, or that it took too long.
pub(crate) async fn in_time(promise: &Promise) -> Result<JsValue, JsValue> {
    JsFuture::from(hurry(promise)).await
}

/// Wakes this program when there is signal, where the browser can do that.
pub(crate) async fn wake_with_signal() {
    drop(ask_for_sync().await);
}

/// Fetches a newer program, where there is one.
pub(crate) async fn update() {
    drop(look_for_update().await);
}

/// Removes this program from the browser.
pub(crate) async fn unregister() {
    drop(leave_phone().await);
}

/// How much of the storage is used, in per cent, where the browser says so.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between 0 and 100")]
pub(crate) async fn fullness() -> Option<u8> {
    storage_used().await.ok()?.as_f64().map(|part| part.clamp(0.0, 100.0) as u8)
}

/// The browser's cryptography.
///
/// # Errors
/// When it has none: pages that came over plain HTTP.
pub(crate) fn crypto() -> Result<Crypto, JsValue> {
    js_sys::global().unchecked_into::<ServiceWorkerGlobalScope>().crypto()
}

/// A field of a JavaScript object.
///
/// # Errors
/// When it is no object.
pub(crate) fn field(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(object, &name.into())
}
