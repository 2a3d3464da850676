//! Everything that has no place of its own in the navigation.

use axum::{Router, extract::Query, response::Response, routing::get};
use domain::rights::Act;
use maud::html;
use serde::Deserialize;

use crate::{
    caller::Caller,
    page::Tab,
    pages::{certificate, letterhead, outbox::own},
    router::is_servers,
    world::App,
};

/// The address of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/lainnya", get(show))
}

#[derive(Deserialize)]
struct After {
    #[serde(default)]
    simpan: String,
}

/// Where to, the key of its words, and whether it is offered to this person.
type Link = (&'static str, &'static str, bool);

fn links(caller: &Caller) -> impl Iterator<Item = Link> {
    let scope = &caller.who.scope;
    // On a phone these are the server's, which has both.
    let on_phone = caller.world.phone.is_some();
    let workbooks = on_phone || caller.world.abilities.workbooks;
    let accounts = on_phone || caller.world.accounts.is_some();
    let links = [
        ("/angka", "more-numbers", scope.sees_mothers()),
        ("/cakupan", "more-coverage", true),
        ("/kemitraan", "more-partnership", scope.may(Act::KeepPartnership)),
        ("/kesepakatan", "more-agreements", scope.may(Act::SeeWorkshops)),
        ("/pesan", "messages-title", scope.sees_mothers()),
        ("/pesan/tak-dikenal", "tray-title", scope.may(Act::KeepMessages)),
        ("/pesan/keluar", "sent-title", scope.may(Act::KeepMessages)),
        ("/pesan/kata", "own-words-title", scope.may(Act::KeepMessages)),
        ("/aturan", "choices-title", scope.may(Act::SettleConflicts)),
        ("/lokmin", "workshops-title", scope.may(Act::SeeWorkshops)),
        ("/komitmen", "commitments-title", scope.may(Act::SeeWorkshops)),
        ("/dukun", "more-dukun", scope.may(Act::KeepPlaces)),
        ("/desa", "more-villages", true),
        ("/fasilitas", "more-facilities", true),
        ("/petugas", "more-staff", scope.may(Act::KeepPlaces)),
        ("/pejabat", "officials-title", scope.may(Act::KeepPlaces)),
        (certificate::PAGE, "more-certificate", caller.world.abilities.certificate),
        ("/impor", "more-import", scope.may(Act::ExchangeRegisters) && workbooks),
        ("/tertahan", "more-held", scope.may(Act::ExchangeRegisters)),
        ("/pengguna", "more-users", scope.may(Act::ManageUsers)),
        (
            "/surat",
            "papers-title",
            scope.may(Act::NumberPapers) && (on_phone || caller.world.abilities.papers),
        ),
        (
            letterhead::PAGE,
            "letterhead-title",
            scope.may(Act::NumberPapers) && (on_phone || caller.world.abilities.papers),
        ),
        ("/lintas-sektor", "guests-title", scope.may(Act::InviteSectors) && accounts),
        ("/hp", "more-phones", super::phones::concern(caller)),
        ("/pesan/atur", "message-setup-title", scope.may(Act::ManageUsers) && caller.world.abilities.news),
        ("/pesan/coba", "message-trial-title", caller.world.abilities.message_trial),
        ("/akses", "more-access", scope.may(Act::ManageUsers)),
        ("/hp/pasang", "more-enrol", super::enrol::is_offered(caller)),
        ("/sandi", "more-password", accounts),
    ];
    links.into_iter().filter(|(_, _, offered)| *offered)
}

async fn show(caller: Caller, Query(after): Query<After>) -> Response {
    let on_phone = caller.world.phone.is_some();
    let body = html! {
        h1 { (caller.t("nav-more")) }
        @if after.simpan == "sandi" { div.panel.good role="status" { (caller.t("password-changed")) } }
        div.panel { ul.plain {
            @if on_phone { li { a href="/kiriman" { b { (caller.t("outbox-title")) } } } }
            @for (href, key, _) in links(&caller) {
                li { a href=(href) {
                    b { (caller.t(key)) }
                    @if on_phone && is_servers(href) { " " span.small.soft { "· " (caller.t("more-signal")) } }
                } }
            }
        } }
        @if on_phone { (own::lock(&caller)) } @else { form method="post" action="/keluar" {
            input type="hidden" name="csrf" value=(caller.who.csrf);
            button.btn.line type="submit" { (caller.t("logout")) }
        } }
    };
    caller.page(caller.t("nav-more"), Tab::More, &body)
}
