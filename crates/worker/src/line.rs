//! The way to the server: the browser's `fetch`.

use async_trait::async_trait;
use js_sys::Uint8Array;
use sync::guest::{Line, Pieces, Trouble};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::ReadableStreamDefaultReader;

use crate::browser;

/// A phone's way to its server.
pub(crate) struct Network {
    /// `<device>.<token>`.
    pub(crate) bearer: String,
}

#[async_trait(?Send)]
impl Line for Network {
    async fn ask(&self, body: Vec<u8>) -> Result<Box<dyn Pieces>, Trouble> {
        let answer = browser::send("/api/temu", Some(&self.bearer), &body).await.map_err(away)?;
        if !answer.ok() {
            return Err(refused(answer.status()));
        }
        let body = answer.body().ok_or_else(|| Trouble::Garbled("an answer without a body".to_owned()))?;
        Ok(Box::new(Stream(body.get_reader().unchecked_into())))
    }
}

struct Stream(ReadableStreamDefaultReader);

#[async_trait(?Send)]
impl Pieces for Stream {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, Trouble> {
        let piece = browser::in_time(&self.0.read()).await.map_err(away)?;
        if browser::field(&piece, "done").map_err(away)?.is_truthy() {
            return Ok(None);
        }
        Ok(Some(Uint8Array::new(&browser::field(&piece, "value").map_err(away)?).to_vec()))
    }
}

impl Drop for Stream {
    /// What is left unread is not fetched any further.
    fn drop(&mut self) {
        let cancelled = JsFuture::from(self.0.cancel());
        spawn_local(async move { drop(cancelled.await) });
    }
}

/// A server that is off may have a proxy that answers for it: that is as good as no signal.
fn refused(status: u16) -> Trouble {
    match status {
        401 => Trouble::Stranger,
        403 => Trouble::Revoked,
        502..=504 => Trouble::Away(status.to_string()),
        _ => Trouble::Failed(status),
    }
}

fn away(error: JsValue) -> Trouble {
    let name = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.name()));
    Trouble::Away(name.unwrap_or_else(|| "no answer".to_owned()))
}
