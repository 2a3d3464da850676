//! What can be noted: one large line per job.

use axum::{Router, response::Response, routing::get};
use domain::rights::Act;
use maud::html;

use crate::{
    caller::Caller,
    failure::Failure,
    page::{Tab, icon},
    world::App,
};

/// The address of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/catat", get(show))
}

/// What leads where, with its icon. Most jobs begin with finding the mother.
const JOBS: [(&str, &str, &str); 6] = [
    ("/kabar/baru", "add-notice", "M4 5h16v11H9l-5 4zM8 9h8M8 12h5"),
    ("/daftar/baru", "add-register", "M6 3h9l4 4v14H6zM9 11h7M9 15h7M9 7h3"),
    (
        "/cari",
        "add-visit",
        "M6 3v6a5 5 0 0 0 10 0V3M11 14v2a4 4 0 0 0 8 0v-3M19 10a1.5 1.5 0 1 0 0 3a1.5 1.5 0 1 0 0-3",
    ),
    ("/cari", "add-birth", "M12 4a3 3 0 1 0 0 6a3 3 0 1 0 0-6M5 20c0-5 3-8 7-8s7 3 7 8z"),
    ("/cari", "add-child", "M12 3v18M7 8h10M9 21h6M8 12h8"),
    ("/cari", "add-death", "M12 3v18M6 8h12"),
];

async fn show(caller: Caller) -> Result<Response, Failure> {
    caller.must(Act::RecordCare)?;
    let body = html! {
        h1 { (caller.t("add-title")) }
        @for (href, key, path) in JOBS {
            a.task.teal.job href=(href) {
                i {}
                div { (icon(path)) b { (caller.t(key)) } span { (caller.t(&format!("{key}-about"))) } }
                em aria-hidden="true" { "›" }
            }
        }
    };
    Ok(caller.page(caller.t("add-title"), Tab::Add, &body))
}
