//! The frame of every page: head, way home, language switch, navigation.

use axum::response::{IntoResponse, Response};
use domain::{messages, rights::Act};
use http::header;
use maud::{DOCTYPE, Markup, html};

use crate::{
    assets,
    caller::Caller,
    strip,
    text::{Lang, Text},
};

/// Which part of the program a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// What to do today.
    Today,
    /// Find anyone.
    Find,
    /// Note something.
    Add,
    /// Villages, dukun, facilities, staff.
    Places,
    /// Everything else.
    More,
}

impl Tab {
    const ALL: [Self; 5] = [Self::Today, Self::Find, Self::Add, Self::Places, Self::More];

    fn parts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Today => ("/", "nav-today", "M4 5h16v15H4zM4 9h16M8 3v4M16 3v4M8 13h3M8 16h6"),
            Self::Find => ("/cari", "nav-find", "M10.5 4.5a6 6 0 1 0 0 12a6 6 0 1 0 0-12M15 15l5 5"),
            Self::Add => ("/catat", "nav-add", "M12 5v14M5 12h14"),
            Self::Places => ("/desa", "nav-places", "M3 11l9-6 9 6M5 10v9h14v-9M9 19v-5h6v5"),
            Self::More => ("/lainnya", "nav-more", "M4 7h16M4 12h16M4 17h16"),
        }
    }
}

/// A page of a person at work.
#[must_use]
pub fn whole(caller: &Caller, title: &str, tab: Tab, body: &Markup) -> Response {
    let text = caller.text;
    let inner = html! {
        a.skip href="#isi" { (text.t("nav-skip")) }
        div.shell {
            header.top {
                a.home href="/" { b { "Betang" } }
                span.who { (caller.who.name) " · " (text.t(role_key(caller))) }
                (language(text, &caller.path))
            }
            (strip::strip(caller))
            (nav(caller, tab))
            main #isi tabindex="-1" { (news(caller)) (body) }
            (strip::cover(caller))
        }
    };
    frame(text, title, &inner)
}

/// A page of somebody who has not logged in.
#[must_use]
pub fn bare(text: &Text, title: &str, body: &Markup) -> Response {
    let inner = html! {
        header.top { a.home href="/" { b { "Betang" } } (language(text, "/")) }
        main.narrow #isi { (body) }
    };
    frame(text, title, &inner)
}

/// A page that is open to everybody, also to those who never log in; two columns where there is room.
#[must_use]
pub fn open(text: &Text, title: &str, path: &str, body: &Markup) -> Response {
    let inner = html! {
        header.top { a.home href="/" { b { "Betang" } } (language(text, path)) }
        main.wide #isi { (body) }
    };
    frame(text, title, &inner)
}

fn frame(text: &Text, title: &str, inner: &Markup) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang=(text.lang().tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="theme-color" content="#0b5d57";
                title { (title) " · Betang" }
                link rel="stylesheet" href=(assets::address("betang.css"));
                link rel="icon" href=(assets::address("betang.svg")) type="image/svg+xml";
                link rel="manifest" href="/manifest.webmanifest";
                link rel="apple-touch-icon" href="/ikon/192.png";
                script src=(assets::address("betang.js")) defer {}
                script src="/phone.js" defer {}
            }
            body { (inner) }
        }
    };
    ([(header::CACHE_CONTROL, "no-store")], page).into_response()
}

fn role_key(caller: &Caller) -> &'static str {
    use domain::rights::Role;
    match caller.who.scope.role {
        Role::Bidan => "role-bidan",
        Role::Coordinator => "role-coordinator",
        Role::Head => "role-head",
        Role::Office => "role-office",
        Role::Sector => "role-sector",
        Role::District => "role-district",
    }
}

fn language(text: &Text, path: &str) -> Markup {
    let other = match text.lang() {
        Lang::Id => Lang::En,
        Lang::En => Lang::Id,
    };
    let back: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    html! {
        a.lang href=(format!("/bahasa/{}?ke={back}", other.tag())) lang=(other.tag()) {
            (text.t("switch-language"))
        }
    }
}

/// On the pages where messages wait: a bar that shows when another has come, and the script that listens. What waited
/// when the page was made stands in the bar, so that nothing is missed before the script listens.
fn news(caller: &Caller) -> Markup {
    let path = caller.path.split('?').next().unwrap_or_default();
    if !caller.world.abilities.news || !matches!(path, "/" | "/pesan") {
        return Markup::default();
    }
    let standing = messages::standing(&caller.world.register(), &caller.who.scope);
    let at = standing.last.map_or(0, |(at, _)| at.timestamp().as_millisecond());
    html! {
        div.panel.warn #kabar hidden role="status" data-count=(standing.count) data-at=(at) {
            p { b { (caller.t("message-new")) } " " a href=(caller.path) { (caller.t("message-new-show")) } }
        }
        script src=(assets::address("news.js")) defer {}
    }
}

fn nav(caller: &Caller, here: Tab) -> Markup {
    let offered = Tab::ALL.into_iter().filter(|tab| match tab {
        Tab::Today | Tab::Find => caller.who.scope.sees_mothers(),
        Tab::Add => caller.who.scope.may(Act::RecordCare),
        Tab::Places | Tab::More => true,
    });
    html! {
        nav.nav aria-label=(caller.text.t("nav-label")) {
            @for tab in offered {
                @let (href, key, path) = tab.parts();
                a href=(href) .add[tab == Tab::Add] aria-current=[(tab == here).then_some("page")] {
                    (icon(path)) span { (caller.text.t(key)) }
                }
            }
        }
    }
}

/// A line icon of 24 by 24; the word stands beside it, so it says nothing to a screen reader.
#[must_use]
pub fn icon(path: &str) -> Markup {
    html! { svg.icon viewBox="0 0 24 24" aria-hidden="true" { path d=(path) {} } }
}
