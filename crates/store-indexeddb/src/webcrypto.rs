//! AES-GCM as the browser does it, with a key that no script can read out.

use async_trait::async_trait;
use js_sys::Uint8Array;
use store::StoreError;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, CryptoKey, SubtleCrypto};

use crate::Seal;

/// Bytes of the number that is used once, in front of what is sealed.
const NONCE: usize = 12;

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
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(|error| StoreError(error.to_string()))?;
        let parameters = parameters(&nonce, place);
        // A copy: the browser's own functions refuse to look into the program's memory while it grows.
        let plain = Uint8Array::from(plain);
        let promise = self
            .subtle
            .encrypt_with_object_and_js_u8_array(&parameters, &self.key, &plain)
            .map_err(failed)?;
        let mut sealed = nonce.to_vec();
        sealed.extend(bytes(&JsFuture::from(promise).await.map_err(failed)?));
        Ok(sealed)
    }

    async fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        let (nonce, sealed) =
            sealed.split_at_checked(NONCE).ok_or_else(|| StoreError("sealed bytes are cut".to_owned()))?;
        let parameters = parameters(nonce, place);
        let sealed = Uint8Array::from(sealed);
        let promise = self
            .subtle
            .decrypt_with_object_and_js_u8_array(&parameters, &self.key, &sealed)
            .map_err(failed)?;
        Ok(bytes(&JsFuture::from(promise).await.map_err(failed)?))
    }
}

fn parameters(nonce: &[u8], place: &str) -> AesGcmParams {
    let parameters = AesGcmParams::new("AES-GCM", &Uint8Array::from(nonce));
    parameters.set_additional_data_u8_array(&Uint8Array::from(place.as_bytes()));
    parameters
}

fn bytes(buffer: &JsValue) -> Vec<u8> {
    Uint8Array::new(buffer).to_vec()
}

/// The browser says what kind of failure it was, and never anything of what was sealed.
fn failed(error: JsValue) -> StoreError {
    let name = error.dyn_ref::<web_sys::DomException>().map(web_sys::DomException::name);
    StoreError(format!("the seal: {}", name.unwrap_or_else(|| "failed".to_owned())))
}
