//! Requests and answers of the browser, as the router knows them, and back.

use axum::body::Body;
use http::{Request, Response, StatusCode};
use http_body_util::BodyExt;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, ResponseInit};

/// The browser's request, read to its end.
///
/// # Errors
/// When its address or headers are none that HTTP allows, or its body cannot be read.
pub(crate) async fn request(from: &web_sys::Request) -> Result<Request<Body>, JsValue> {
    let mut builder = Request::builder().method(from.method().as_str()).uri(from.url());
    for pair in js_sys::try_iter(&from.headers())?.ok_or("headers are no list")? {
        let pair: Array = pair?.unchecked_into();
        if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
            builder = builder.header(name, value);
        }
    }
    let has_body = !matches!(from.method().as_str(), "GET" | "HEAD");
    let body = if has_body { bytes(JsFuture::from(from.array_buffer()?).await?) } else { Body::empty() };
    builder.body(body).map_err(failed)
}

fn bytes(buffer: JsValue) -> Body {
    Body::from(Uint8Array::new(&buffer).to_vec())
}

/// The router's answer, for the browser. A redirect goes as it is: the browser follows it.
///
/// # Errors
/// When a body cannot be read to its end.
pub(crate) async fn response(from: Response<Body>) -> Result<web_sys::Response, JsValue> {
    let (parts, body) = from.into_parts();
    let body = body.collect().await.map_err(failed)?.to_bytes();
    let headers = Headers::new()?;
    for (name, value) in &parts.headers {
        if let Ok(value) = value.to_str() {
            headers.append(name.as_str(), value)?;
        }
    }
    let init = ResponseInit::new();
    init.set_status(parts.status.as_u16());
    init.set_headers(&headers);
    if has_no_body(parts.status) {
        return web_sys::Response::new_with_opt_str_and_init(None, &init);
    }
    web_sys::Response::new_with_opt_js_u8_array_and_init(Some(&Uint8Array::from(&body[..])), &init)
}

/// With these a browser refuses even an empty body.
fn has_no_body(status: StatusCode) -> bool {
    matches!(status.as_u16(), 204 | 205 | 304)
}

fn failed(error: impl std::fmt::Display) -> JsValue {
    JsValue::from_str(&error.to_string())
}
