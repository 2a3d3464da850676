//! The locked phone: the one page that it shows to whoever holds it. It knows nobody's name.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use maud::{Markup, html};

use crate::{page, phone::Protection, text::Text};

/// Where a new PIN is chosen, after logging in to the server.
const NEW_PIN: &str = "/masuk?ke=%2Fhp%2Fpasang";

/// What is known while the phone is locked.
#[derive(Clone, Debug, Default)]
pub struct Locked {
    /// What opens it.
    pub protection: Protection,
    /// Seconds to wait before the next try; 0 when it may be tried now.
    pub wait_seconds: u64,
    /// Whether the last try was wrong.
    pub wrong: bool,
    /// Too many tries were wrong, or the key is gone: only the server can open it.
    pub must_login: bool,
    /// The head has revoked this phone.
    pub revoked: bool,
    /// The page that was asked for.
    pub back: String,
    /// A form that was being sent when the phone locked.
    pub kept: Option<Kept>,
}

/// A form that waits for the phone to be unlocked.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Where it was being sent.
    pub path: String,
    /// What was filled in, as a browser sends it.
    pub body: String,
}

/// The page of a locked phone.
#[must_use]
pub fn page(text: &Text, locked: &Locked) -> Response {
    let (title, inner) = match locked {
        Locked { revoked: true, .. } => ("lock-revoked-title", revoked(text)),
        Locked { must_login: true, .. } => ("lock-login-title", must_login(text, locked)),
        _ => ("lock-title", unlock(text, locked)),
    };
    let body = html! { h1 { (text.t(title)) } (inner) };
    let page = page::bare(text, text.t(title), &body);
    if locked.wrong { (StatusCode::UNPROCESSABLE_ENTITY, page).into_response() } else { page }
}

fn unlock(text: &Text, locked: &Locked) -> Markup {
    let forgotten = match locked.protection {
        Protection::Pin => "lock-forgot-pin",
        Protection::Passphrase => "lock-forgot-passphrase",
        Protection::PhoneLock => "lock-forgot-phonelock",
    };
    html! {
        (kept(text, locked))
        (form(text, locked))
        details.panel {
            summary { (text.t(forgotten)) }
            p { (text.t("lock-forgot-about")) }
            // A form that is kept lives in this page only, so the login opens beside it.
            p {
                a.btn.line href=(NEW_PIN) target=[locked.kept.is_some().then_some("_blank")] {
                    (text.t("lock-login"))
                }
            }
        }
    }
}

fn kept(text: &Text, locked: &Locked) -> Markup {
    html! {
        @if locked.kept.is_some() { div.panel.good role="status" { b { (text.t("lock-kept")) } } }
    }
}

fn form(text: &Text, locked: &Locked) -> Markup {
    html! {
        form.panel method="post" action="/kunci" {
            @match locked.protection {
                Protection::Pin => (secret(text, locked, true)),
                Protection::Passphrase => (secret(text, locked, false)),
                // The page's script asks the phone, with what `/kunci/keadaan` tells it, and opens the lock.
                Protection::PhoneLock => {
                    p { (text.t("lock-phonelock-about")) }
                    (fault(text, locked))
                    p.fault role="alert" data-phonelock-fault hidden { (text.t("lock-wrong-phonelock")) }
                    p.fault data-phonelock-fault role="alert" hidden { (text.t("lock-wrong-phonelock")) }
                    button.btn type="button" data-phonelock { (text.t("lock-phonelock")) }
                    script src="/unlock.js" defer {}
                },
            }
            input type="hidden" name="ke" value=(locked.back);
            @if let Some(kept) = &locked.kept {
                input type="hidden" name="tujuan" value=(kept.path);
                input type="hidden" name="simpan" value=(kept.body);
            }
            @if locked.protection != Protection::PhoneLock {
                button.btn type="submit" { (text.t("lock-open")) }
            }
        }
    }
}

/// The field of the PIN or the passphrase; both come as `pin`.
fn secret(text: &Text, locked: &Locked, digits: bool) -> Markup {
    let described = (locked.wrong || locked.wait_seconds > 0).then_some("pin-fault");
    html! {
        div.f.pin[digits] {
            label for="pin" { (text.t(if digits { "lock-pin" } else { "lock-passphrase" })) }
            input #pin type="password" name="pin" required autofocus[!locked.must_login]
                autocomplete=(if digits { "off" } else { "current-password" })
                inputmode=[digits.then_some("numeric")] maxlength=[digits.then_some("6")]
                pattern=[digits.then_some("[0-9]{6}")]
                aria-invalid=[locked.wrong.then_some("true")] aria-describedby=[described];
            (fault(text, locked))
        }
    }
}

fn fault(text: &Text, locked: &Locked) -> Markup {
    let wrong = match locked.protection {
        Protection::Pin => "lock-wrong-pin",
        Protection::Passphrase => "lock-wrong-passphrase",
        Protection::PhoneLock => "lock-wrong-phonelock",
    };
    html! {
        @if locked.wrong || locked.wait_seconds > 0 {
            p.fault #pin-fault role="alert" data-wait=[(locked.wait_seconds > 0).then_some(locked.wait_seconds)] {
                @if locked.wrong { (text.t(wrong)) " " }
                @if locked.wait_seconds > 0 { (wait(text, locked.wait_seconds)) }
            }
        }
    }
}

fn wait(text: &Text, seconds: u64) -> String {
    if seconds < 120 {
        text.with("lock-wait-seconds", &[("seconds", &seconds)])
    } else {
        text.with("lock-wait-minutes", &[("minutes", &seconds.div_ceil(60))])
    }
}

/// Only the server can open it. A form that was being sent stays on this page meanwhile: the login
/// opens beside it, and the new PIN is typed here.
fn must_login(text: &Text, locked: &Locked) -> Markup {
    let is_kept = locked.kept.is_some();
    html! {
        p { (text.t("lock-login-about")) }
        (kept(text, locked))
        div.panel {
            ol.steps {
                li { (text.t("lock-login-signal")) }
                li { (text.t("lock-login-step")) }
                li { (text.t("lock-login-new")) }
                @if is_kept { li { (text.t("lock-login-back")) } }
            }
            a.btn href=(NEW_PIN) target=[is_kept.then_some("_blank")] { (text.t("lock-login")) }
        }
        @if is_kept { (form(text, locked)) }
    }
}

fn revoked(text: &Text) -> Markup {
    html! {
        div.panel {
            p { (text.t("lock-revoked-means")) }
            p { (text.t("lock-revoked-unsent")) }
            p { (text.t("lock-revoked-ask")) }
        }
        p { a.btn.line href=(NEW_PIN) { (text.t("lock-revoked-again")) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    async fn body(locked: &Locked) -> String {
        let response = page(Text::of(Lang::Id), locked);
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[tokio::test]
    async fn a_pin_is_asked_for_and_a_form_is_kept() {
        let kept = Kept { path: "/kabar/baru".into(), body: "name=Lina+%26&rt=2".into() };
        let locked = Locked { wrong: true, wait_seconds: 30, kept: Some(kept), ..Locked::default() };
        assert_eq!(page(Text::of(Lang::Id), &locked).status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = body(&locked).await;
        assert!(page.contains(r#"inputmode="numeric""#) && page.contains(r#"maxlength="6""#));
        assert!(page.contains("Isian Anda aman; buka kunci untuk menyimpannya"));
        assert!(page.contains("Coba lagi dalam 30 detik"));
        assert!(page.contains(r#"name="tujuan" value="/kabar/baru""#));
        assert!(page.contains("name=Lina+%26&amp;rt=2"));
    }

    #[tokio::test]
    async fn each_state_says_what_to_do() {
        let phonelock = Locked { protection: Protection::PhoneLock, ..Locked::default() };
        assert!(body(&phonelock).await.contains("data-phonelock-fault"));
        let login = Locked { must_login: true, ..Locked::default() };
        assert!(body(&login).await.contains("/masuk?ke=%2Fhp%2Fpasang"));
        assert!(!body(&login).await.contains(r#"action="/kunci""#));
        let kept = Kept { path: "/".into(), body: String::new() };
        assert!(body(&Locked { kept: Some(kept), ..login }).await.contains(r#"action="/kunci""#));
        let revoked = Locked { revoked: true, ..Locked::default() };
        assert!(body(&revoked).await.contains("HP ini sudah ditarik oleh kepala Puskesmas"));
    }
}
