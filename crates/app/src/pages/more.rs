//! Everything that has no place of its own in the navigation.

use axum::{Router, extract::Query, response::Response, routing::get};
use domain::rights::Act;
use maud::html;
use serde::Deserialize;

use crate::{caller::Caller, page::Tab, pages::certificate, world::App};

/// The address of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/lainnya", get(show))
}

#[derive(Deserialize)]
struct After {
    #[serde(default)]
    simpan: String,
}

async fn show(caller: Caller, Query(after): Query<After>) -> Response {
    let scope = &caller.who.scope;
    let links = [
        ("/angka", "more-numbers", scope.sees_mothers()),
        ("/dukun", "more-dukun", scope.may(Act::KeepPlaces)),
        ("/desa", "more-villages", true),
        ("/fasilitas", "more-facilities", true),
        ("/petugas", "more-staff", scope.may(Act::KeepPlaces)),
        (certificate::PAGE, "more-certificate", caller.world.abilities.certificate),
        ("/impor", "more-import", scope.may(Act::ExchangeRegisters) && caller.world.abilities.workbooks),
        ("/tertahan", "more-held", scope.may(Act::ExchangeRegisters)),
        ("/pengguna", "more-users", scope.may(Act::ManageUsers)),
        ("/hp", "more-phones", super::phones::concern(&caller)),
        ("/akses", "more-access", scope.may(Act::ManageUsers)),
        ("/hp/pasang", "more-enrol", super::enrol::is_offered(&caller)),
        ("/sandi", "more-password", caller.world.accounts.is_some()),
    ];
    let body = html! {
        h1 { (caller.t("nav-more")) }
        @if after.simpan == "sandi" { div.panel.good role="status" { (caller.t("password-changed")) } }
        div.panel { ul.plain {
            @for (href, key, _) in links.iter().filter(|(_, _, offered)| *offered) {
                li { a href=(*href) { b { (caller.t(key)) } } }
            }
        } }
        form method="post" action="/keluar" {
            input type="hidden" name="csrf" value=(caller.who.csrf);
            button.btn.line type="submit" { (caller.t("logout")) }
        }
    };
    caller.page(caller.t("nav-more"), Tab::More, &body)
}
