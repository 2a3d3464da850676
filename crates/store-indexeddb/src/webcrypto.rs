//! AES-GCM as the browser does it, with a key that no script can read out.

use async_trait::async_trait;
use js_sys::Uint8Array;
use store::StoreError;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, CryptoKey, SubtleCrypto};

use crate::Seal;

/// Bytes of the number that is used once, in front of what is sealed.
const NONCE: u32 = 12;

/// Seals with a key of the browser's.
#[derive(Clone, Debug)]
pub struct WebSeal {
    subtle: SubtleCrypto,
    key: CryptoKey,
}

impl WebSeal {
    /// A seal with this key. It must be one for AES-GCM.
    #[must_use]
    pub fn new(subtle: SubtleCrypto, key: CryptoKey) -> Self {
        Self { subtle, key }
    }

    /// The key.
    #[must_use]
    pub fn key(&self) -> &CryptoKey {
        &self.key
    }
}

#[async_trait(?Send)]
impl Seal for WebSeal {
    async fn seal(&self, place: &str, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        // A copy: the browser's own functions refuse to look into the program's memory while it grows.
        Ok(self.seal_bulk(place, &Uint8Array::from(plain)).await?.to_vec())
    }

    async fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        Ok(self.open_bulk(place, &Uint8Array::from(sealed)).await?.to_vec())
    }

    async fn seal_bulk(&self, place: &str, plain: &Uint8Array) -> Result<Uint8Array, StoreError> {
        let mut nonce = [0; NONCE as usize];
        getrandom::fill(&mut nonce).map_err(|error| StoreError(error.to_string()))?;
        let nonce = Uint8Array::from(&nonce[..]);
        let promise = self
            .subtle
            .encrypt_with_object_and_js_u8_array(&parameters(&nonce, place), &self.key, plain)
            .map_err(failed)?;
        let secret = Uint8Array::new(&JsFuture::from(promise).await.map_err(failed)?);
        let sealed = Uint8Array::new_with_length(NONCE + secret.length());
        sealed.set(&nonce, 0);
        sealed.set(&secret, NONCE);
        Ok(sealed)
    }

    async fn open_bulk(&self, place: &str, sealed: &Uint8Array) -> Result<Uint8Array, StoreError> {
        if sealed.length() < NONCE {
            return Err(StoreError("sealed bytes are cut".to_owned()));
        }
        let (nonce, secret) = (sealed.subarray(0, NONCE), sealed.subarray(NONCE, sealed.length()));
        let promise = self
            .subtle
            .decrypt_with_object_and_js_u8_array(&parameters(&nonce, place), &self.key, &secret)
            .map_err(failed)?;
        Ok(Uint8Array::new(&JsFuture::from(promise).await.map_err(failed)?))
    }
}

fn parameters(nonce: &Uint8Array, place: &str) -> AesGcmParams {
    let parameters = AesGcmParams::new("AES-GCM", nonce);
    parameters.set_additional_data_u8_array(&Uint8Array::from(place.as_bytes()));
    parameters
}

/// The browser says what kind of failure it was, and never anything of what was sealed.
fn failed(error: JsValue) -> StoreError {
    let name = error.dyn_ref::<web_sys::DomException>().map(web_sys::DomException::name);
    StoreError(format!("the seal: {}", name.unwrap_or_else(|| "failed".to_owned())))
}
