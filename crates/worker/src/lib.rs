//! The phone's shell: `app`'s pages inside a service worker. A fetch event comes in as a request,
//! and a page goes out; nothing is asked of the network.
//!
//! `js/sw.js` is the part that must be JavaScript: it hears the browser's events and calls what is
//! exported here. One instance of this program is alive at a time; after a panic `js/sw.js` makes a
//! fresh one, so nothing may be kept in memory only.
//!
//! [`shell`] holds what is open, [`bridge`] turns requests and answers into each other's kind,
//! [`tongue`] keeps the language, which is a cookie elsewhere, [`clock`] asks the browser what time
//! it is.
//!
//! Never: contains a page or a rule.
#![cfg(target_arch = "wasm32")]

mod bridge;
mod clock;
mod shell;
mod tongue;
#[cfg(feature = "trial")]
mod trial;

use std::{cell::RefCell, panic, rc::Rc};

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

/// Opens the log and folds it. To be called once, before any request.
///
/// # Errors
/// When the log cannot be read.
#[wasm_bindgen]
pub async fn start() -> Result<(), JsValue> {
    panic::set_hook(Box::new(|info| panicked(&info.to_string())));
    let shell = Shell::open().await.map_err(|error| JsValue::from_str(&error.to_string()))?;
    SHELL.set(Some(Rc::new(shell)));
    Ok(())
}

/// Answers a request for one of our own pages.
///
/// # Errors
/// When [`start`] was not called, or the request is no request as HTTP knows it.
#[wasm_bindgen]
pub async fn answer(request: Request) -> Result<Response, JsValue> {
    let shell = SHELL.with_borrow(Option::clone).ok_or("start() was not called")?;
    #[cfg(feature = "trial")]
    trial::look(&request);
    let request = bridge::request(&request).await?;
    bridge::response(shell.answer(request).await).await
}

/// Whether a page is the server's to answer as long as it can be reached.
#[wasm_bindgen]
#[must_use]
pub fn is_servers(path: &str) -> bool {
    app::router::is_servers(path)
}
