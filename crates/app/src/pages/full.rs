//! The phone's storage was full when a form was sent: what was typed comes back with the answer, to be
//! sent again once there is space.

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::StatusCode;
use maud::html;

use crate::{
    caller::lang_of,
    failure::{Failure, Kind},
    form, page,
    text::Text,
};

/// Keeps what is sent until it is known whether it was saved.
pub(crate) async fn keep(request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let text = Text::of(lang_of(&parts));
    let Ok(sent) = to_bytes(body, form::LIMIT).await else {
        return Failure::new(Kind::Mistake, text.lang()).into_response();
    };
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let response = next.run(Request::from_parts(parts, Body::from(sent.clone()))).await;
    if response.status() == StatusCode::INSUFFICIENT_STORAGE { again(text, &path, &sent) } else { response }
}

fn again(text: &Text, path: &str, sent: &[u8]) -> Response {
    let body = html! {
        h1 { (text.t("failure-full")) }
        p { (text.t("failure-full-hint")) }
        form method="post" action=(path) {
            @for (name, value) in form_urlencoded::parse(sent) { input type="hidden" name=(name) value=(value); }
            button.btn type="submit" { (text.t("failure-full-again")) }
        }
    };
    (StatusCode::INSUFFICIENT_STORAGE, page::bare(text, text.t("failure-full"), &body)).into_response()
}

#[cfg(test)]
mod tests {
    use axum::{Router, middleware, routing::post};
    use tower::ServiceExt;

    use super::*;
    use crate::text::Lang;

    #[tokio::test]
    async fn what_was_typed_can_be_sent_again() {
        let full = async |body: String| {
            assert!(body.contains("csrf=tanda"), "the page gets what was sent");
            Failure::new(Kind::Full, Lang::Id)
        };
        let router = Router::new().route("/kabar/baru", post(full)).layer(middleware::from_fn(keep));
        let typed = "csrf=tanda&name=Lina+%26+Ani&sign=a&sign=b";
        let request = Request::post("/kabar/baru?desa=1").body(Body::from(typed)).unwrap();
        let response = router.oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::INSUFFICIENT_STORAGE);
        let page = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let page = String::from_utf8(page.to_vec()).unwrap();
        assert!(page.contains("BELUM tersimpan") && page.contains(r#"action="/kabar/baru?desa=1""#));
        for field in [
            r#"name="csrf" value="tanda""#,
            r#"name="name" value="Lina &amp; Ani""#,
            r#"name="sign" value="a""#,
            r#"name="sign" value="b""#,
        ] {
            assert!(page.contains(field), "{field}");
        }
    }
}
