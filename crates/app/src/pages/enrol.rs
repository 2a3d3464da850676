//! The phone on which this page is open becomes one that works without signal. The server shows the
//! page once; what happens on it is `enrol.js`, which takes all its words from here.

use axum::{
    Router,
    response::{IntoResponse, Response},
    routing::get,
};
use http::StatusCode;
use maud::{Markup, html};

use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    page::Tab,
    world::App,
};

/// The address of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/hp/pasang", get(show))
}

/// Whether this person has a use for a phone that works without signal, and it can be had here.
pub(crate) fn is_offered(caller: &Caller) -> bool {
    caller.world.abilities.phones && caller.who.scope.sees_mothers()
}

async fn show(caller: Caller) -> Result<Response, Failure> {
    if caller.world.phone.is_some() {
        return Err(caller.failure(Kind::Offline));
    }
    let refusal = match is_offered(&caller) {
        true => None,
        false if caller.world.abilities.phones => Some("phones-not-for-role"),
        false => Some("enrol-no-program"),
    };
    let body = html! {
        h1 { (caller.t("enrol-title")) }
        @match refusal {
            Some(key) => div.panel { (caller.t(key)) },
            None => (steps(&caller)),
        }
    };
    let page = caller.page(caller.t("enrol-title"), Tab::More, &body);
    Ok(if refusal.is_some() { (StatusCode::FORBIDDEN, page).into_response() } else { page })
}

/// All that the script shows in turn. `data-step` is shown alone; `data-when` says for which state of
/// the phone a part of a step is meant.
fn steps(caller: &Caller) -> Markup {
    html! {
        div.enrol data-pasang data-csrf=(caller.who.csrf) {
            noscript { div.panel.warn { (caller.t("enrol-no-script")) } }
            div.panel.warn data-alert role="alert" tabindex="-1" hidden {}
            section data-step="look" hidden { p role="status" { (caller.t("enrol-looking")) } }
            (choose(caller))
            (work(caller))
            (done(caller))
            (unfit(caller))
            (words(caller))
            script src="/enrol.js" defer {}
        }
    }
}

/// Name and lock.
fn choose(caller: &Caller) -> Markup {
    let first_name = caller.who.name.split_whitespace().find(|word| !is_title(word)).unwrap_or_default();
    html! {
        form data-step="choose" novalidate hidden {
            p data-when="new" { (caller.t("enrol-about")) }
            div.panel.good data-when="open" { (caller.t("enrol-again-open")) }
            div.panel data-when="locked" { (caller.t("enrol-again-locked")) }
            div.panel data-when="revoked" { (caller.t("enrol-again-revoked")) }
            div.panel data-when="stranger" { (caller.t("enrol-again-stranger")) }
            div.panel data-when="new stranger" {
                h2 { (caller.t("enrol-name-title")) }
                div.f {
                    label for="label" { (caller.t("enrol-name")) }
                    input #label name="label" maxlength="40" autocomplete="off"
                        value=(caller.with("enrol-name-given", &[("name", &first_name)]));
                    p.hint { (caller.t("enrol-name-hint")) }
                }
            }
            div.panel {
                h2 { (caller.t("enrol-lock-title")) }
                (kinds(caller))
                (secrets(caller))
            }
            p.hint data-when="new stranger" { (caller.t("enrol-download-hint")) }
            button.btn type="submit" data-when="new stranger" { (caller.t("enrol-start")) }
            button.btn type="submit" data-when="open locked revoked" { (caller.t("enrol-new-lock")) }
        }
    }
}

/// Words before a name that are none.
fn is_title(word: &str) -> bool {
    word.ends_with('.') || matches!(word.to_lowercase().as_str(), "bidan" | "bd" | "ibu" | "ners" | "dr")
}

fn kinds(caller: &Caller) -> Markup {
    html! {
        fieldset.f {
            legend { (caller.t("enrol-kind")) }
            div.pick.told {
                @for (kind, title, about) in [
                    ("pin", "enrol-kind-pin", "enrol-kind-pin-about"),
                    ("passphrase", "enrol-kind-passphrase", "enrol-kind-passphrase-about"),
                ] {
                    label {
                        input type="radio" name="kind" value=(kind) checked[kind == "pin"];
                        span { b { (caller.t(title)) } br; (caller.t(about)) }
                    }
                }
            }
        }
    }
}

fn secrets(caller: &Caller) -> Markup {
    html! {
        @for (id, label, digits) in [
            ("pin1", "enrol-pin", true), ("pin2", "enrol-pin-again", true),
            ("phrase1", "enrol-passphrase", false), ("phrase2", "enrol-passphrase-again", false),
        ] {
            div.f.pin[digits] data-kind=(if digits { "pin" } else { "passphrase" }) {
                label for=(id) { (caller.t(label)) }
                input id=(id) type="password" autocomplete="new-password"
                    inputmode=[digits.then_some("numeric")] maxlength=[digits.then_some("6")];
                p.fault id=(format!("{id}-fault")) hidden {}
                @if id == "phrase1" { p.hint { (caller.t("enrol-passphrase-hint")) } }
            }
        }
        p.hint { (caller.t("enrol-forgotten")) }
    }
}

/// What is under way, with how far it is.
fn work(caller: &Caller) -> Markup {
    html! {
        section.panel data-step="work" hidden {
            h2 { (caller.t("enrol-work-title")) }
            @for (id, label) in [("program", "enrol-program"), ("data", "enrol-data")] {
                div.f {
                    label for=(id) { (caller.t(label)) }
                    progress id=(id) max="1" value="0" {}
                    p.hint id=(format!("{id}-words")) aria-live="polite" { (caller.t("enrol-wait")) }
                }
            }
            p.hint { (caller.t("enrol-stay")) }
        }
    }
}

fn done(caller: &Caller) -> Markup {
    html! {
        section data-step="done" hidden {
            div.panel.good role="status" {
                h2 tabindex="-1" data-title { (caller.t("enrol-done")) }
                p data-met { (caller.t("enrol-done-met")) }
                p data-unmet hidden { (caller.t("enrol-done-unmet")) }
            }
            p { a.btn href="/" { (caller.t("enrol-begin")) } }
            div.panel {
                h2 { (caller.t("enrol-safe-title")) }
                p data-safe="pin" hidden { (caller.t("enrol-safe-pin")) }
                p data-safe="passphrase" hidden { (caller.t("enrol-safe-passphrase")) }
                p data-safe="phone" hidden { (caller.t("enrol-safe-phone")) }
                p { (caller.t("enrol-safe-open")) }
                p data-lasting="no" hidden {
                    b { (caller.t("enrol-lasting-refused")) } " " (caller.t("enrol-lasting-refused-about"))
                }
                p data-lasting="yes" hidden { (caller.t("enrol-lasting")) }
            }
            form.panel data-bind novalidate hidden {
                h2 { (caller.t("enrol-bind-title")) }
                p { (caller.t("enrol-bind-about")) }
                p { (caller.t("enrol-bind-instead")) }
                button.btn.line type="submit" { (caller.t("enrol-bind")) }
            }
            (home_screen(caller))
        }
    }
}

fn home_screen(caller: &Caller) -> Markup {
    html! {
        div.panel data-home hidden {
            h2 { (caller.t("enrol-home-title")) }
            p { (caller.t("enrol-home-about")) }
            button.btn.line type="button" data-install hidden { (caller.t("enrol-home-button")) }
            div data-home-words {
                ul {
                    li { (caller.t("enrol-home-android")) }
                    li { (caller.t("enrol-home-iphone")) }
                }
            }
        }
    }
}

/// Why it can't be done with this browser, and what to do.
fn unfit(caller: &Caller) -> Markup {
    html! {
        section data-step="unfit" hidden {
            div.panel.warn data-why="insecure" hidden {
                b { (caller.t("enrol-insecure")) } p { (caller.t("enrol-insecure-do")) }
            }
            div.panel.warn data-why="old" hidden {
                b { (caller.t("enrol-old-browser")) } p { (caller.t("enrol-old-browser-do")) }
            }
            div.panel.warn data-why="other-person" hidden {
                b { (caller.t("enrol-other-person")) } p { (caller.t("enrol-other-person-do")) }
            }
            p { a.btn.line href="/lainnya" { (caller.t("enrol-back")) } }
        }
    }
}

/// Sentences of the script, by name.
fn words(caller: &Caller) -> Markup {
    let words = [
        ("weak-pin", "enrol-weak-pin"),
        ("six-digits", "enrol-six-digits"),
        ("weak-passphrase", "enrol-weak-passphrase"),
        ("short-passphrase", "enrol-short-passphrase"),
        ("not-the-same", "enrol-not-the-same"),
        ("other-secret", "enrol-other-secret"),
        ("no-signal", "enrol-no-signal"),
        ("program-failed", "enrol-program-failed"),
        ("reload", "enrol-reload"),
        ("failed", "enrol-failed"),
        ("logged-out", "enrol-logged-out"),
        ("too-often", "enrol-too-often"),
        ("no-phone", "phones-not-for-role"),
        ("revoked", "phones-revoked-ask"),
        ("stale", "phones-stale"),
        ("bind-cancelled", "enrol-bind-cancelled"),
        ("bind-impossible", "enrol-bind-impossible"),
        ("bound", "enrol-bound"),
        ("got-program", "enrol-got-program"),
        ("got-data", "enrol-got-data"),
        ("got-all", "enrol-got-all"),
        ("again-done", "enrol-again-done"),
    ];
    html! {
        @for (name, key) in words { template data-words=(name) { (caller.with(key, &[("got", &"{got}"), ("all", &"{all}")])) } }
    }
}
