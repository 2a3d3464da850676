//! The table of contents: every address of the program.

use axum::{
    Router,
    extract::Request,
    middleware::{self, Next},
    response::Response,
    routing::get,
};

use crate::{assets, pages, world::App};

/// Whether this is compiled for a browser, which on a phone is the only place to compute.
pub(crate) const IN_BROWSER: bool = cfg!(target_arch = "wasm32");

/// All pages of a unit.
pub fn router(app: App) -> Router {
    let is_phone = app.phone.is_some();
    let router = Router::new()
        .route("/aset/{digest}/{name}", get(assets::serve))
        .merge(pages::add::routes())
        .merge(pages::antenatal::routes())
        .merge(pages::birth::routes())
        .merge(pages::commitment::routes())
        .merge(pages::death::routes())
        .merge(pages::ending::routes())
        .merge(pages::find::routes())
        .merge(pages::immunisation::routes())
        .merge(pages::infant::routes())
        .merge(pages::message::routes())
        .merge(pages::more::routes())
        .merge(pages::mother::routes())
        .merge(pages::newborn::routes())
        .merge(pages::notice::routes())
        .merge(pages::numbers::routes())
        .merge(pages::outbox::routes())
        .merge(pages::pack::routes())
        .merge(pages::partnership::routes())
        .merge(pages::places::routes())
        .merge(pages::plan::routes())
        .merge(pages::postnatal::routes())
        .merge(pages::referral::routes())
        .merge(pages::register::routes())
        .merge(pages::result::routes())
        .merge(pages::today::routes())
        .merge(pages::workshop::routes())
        .merge(pages::account::language());
    let router = if IN_BROWSER { router } else { router.merge(of_server()) };
    let router = router.fallback(pages::missing).with_state(app);
    if !is_phone {
        return router;
    }
    router.layer(middleware::from_fn(pages::full::keep)).layer(middleware::from_fn(leave_to_server))
}

/// Pages that only the server answers. The phone's program leaves them out altogether, for what is never
/// asked for need not be downloaded.
fn of_server() -> Router<App> {
    Router::new()
        .merge(pages::account::routes())
        .merge(pages::access::routes())
        .merge(pages::coverage::routes())
        .merge(pages::enrol::routes())
        .merge(pages::guests::routes())
        .merge(pages::held::routes())
        .merge(pages::message::of_server())
        .merge(pages::phones::routes())
        .merge(pages::setup::routes())
        .merge(pages::unit_choices::routes())
        .merge(pages::users::routes())
}

/// On a phone, a page of the server comes here only when the server is out of reach.
async fn leave_to_server(request: Request, next: Next) -> Response {
    if is_servers(request.uri().path()) {
        let (parts, _) = request.into_parts();
        return pages::away::answer(&parts);
    }
    next.run(request).await
}

/// Pages that a phone leaves to the server as long as it can be reached: who may log in, what
/// others read, and files that only the server makes.
const SERVERS: &[&str] = &[
    "/akses",
    "/aturan",
    "/berkas",
    "/cakupan",
    "/ekspor",
    "/hp",
    "/impor",
    "/kabar/langsung",
    "/keluar",
    "/kop",
    "/lintas-sektor",
    "/masuk",
    "/mulai",
    "/pengguna",
    "/pesan/atur",
    "/pesan/coba",
    "/pesan/kata",
    "/pesan/keluar",
    "/phone",
    "/sandi",
    "/sertifikat",
    "/surat",
    "/tertahan",
];

/// Whether a page is the server's, by its path.
#[must_use]
pub fn is_servers(path: &str) -> bool {
    SERVERS
        .iter()
        .any(|own| path.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_the_server_is_known_by_its_path() {
        assert!(is_servers("/hp") && is_servers("/hp/pasang") && is_servers("/ekspor/kohort.xlsx"));
        assert!(is_servers("/pesan/keluar") && !is_servers("/pesan") && !is_servers("/pesan/1"));
        assert!(
            !is_servers("/") && !is_servers("/hpx") && !is_servers("/ibu/1") && !is_servers("/aset/1/a.css")
        );
    }
}
