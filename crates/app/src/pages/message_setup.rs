//! How the unit sends and receives messages. Only the view and the form: what opens gateways and keeps their secrets
//! is the server's.

use std::fmt;

use axum::response::{IntoResponse, Response};
use domain::matters::Outgoing;
use http::StatusCode;
use maud::{Markup, html};

use crate::{
    caller::Caller,
    field::{Ask, Sheet, send},
    form::{Form, word},
    page::Tab,
    pages::message,
};

/// The address of this page.
pub const PAGE: &str = "/pesan/atur";

/// A kind of gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A modem at the Puskesmas.
    Gammu,
    /// An Android phone.
    Android,
    /// Any other, over HTTP.
    Http,
    /// None at all: for trying out.
    StandIn,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Gammu, Self::Android, Self::Http, Self::StandIn];

    /// Its word in forms and in the file; messages carry it as the gateway's name.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Gammu => "gammu",
            Self::Android => "android",
            Self::Http => "http",
            Self::StandIn => "stand_in",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Gammu => "message-setup-gammu",
            Self::Android => "message-setup-android",
            Self::Http => "message-setup-http",
            Self::StandIn => "message-setup-stand-in",
        }
    }
}

/// A gateway's settings. Secrets are in here on their way from a form to the file, never to a page.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Which; none if the unit sends no messages.
    pub kind: Option<Kind>,
    /// The folder above those that the modem's program and we share.
    pub folder: String,
    /// The gateway's address.
    pub url: String,
    /// The user name at the gateway.
    pub user: String,
    /// The password or token at the gateway.
    pub secret: String,
    /// With which the gateway signs what it sends to us.
    pub webhook_key: String,
    /// A file with the authority that vouches for the gateway; the public ones if empty.
    pub authority: String,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// What the page shows beside the form.
#[derive(Default)]
pub struct Shown {
    /// The settings of now, secrets and all; none of those is shown.
    pub now: Option<Settings>,
    /// What is wrong with the file, in words.
    pub wrong: Option<String>,
    /// Whether the gateway may be changed here.
    pub can_change: bool,
    /// What was found when the gateway was asked whether it works: nothing, or the trouble.
    pub checked: Option<Result<(), String>>,
    /// What the modem's program must be told in its own file; none for other gateways.
    pub modem: Option<String>,
    /// The trial messages of last, latest first.
    pub trials: Vec<std::sync::Arc<Outgoing>>,
}

/// The form with what is set, without secrets.
#[must_use]
pub fn filled(now: Option<&Settings>) -> Form {
    let Some(now) = now else { return Form::new() };
    Form::new()
        .fill_some("kind", now.kind.map(Kind::word))
        .fill("folder", &now.folder)
        .fill("url", &now.url)
        .fill("user", &now.user)
        .fill("authority", &now.authority)
}

/// The settings as the form says; a secret that is left empty stays as it was for the same gateway.
#[must_use]
pub fn read(form: &Form, before: Option<&Settings>) -> Settings {
    let kind = Kind::ALL.into_iter().find(|kind| form.has("kind", kind.word()));
    let text = |name: &str| form.text(name).unwrap_or_default();
    // Another address must not be given the secret of this one.
    let same = before.filter(|before| before.kind == kind && before.url == text("url"));
    let kept = |name: &str, of: fn(&Settings) -> &String| {
        form.text(name).or_else(|| same.map(|before| of(before).clone())).unwrap_or_default()
    };
    let plain = Settings { kind, ..Settings::default() };
    match kind {
        Some(Kind::Gammu) => Settings { folder: text("folder"), ..plain },
        Some(Kind::Android | Kind::Http) => Settings {
            url: text("url"),
            user: if kind == Some(Kind::Android) { text("user") } else { String::new() },
            secret: kept("secret", |before| &before.secret),
            webhook_key: kept("webhook_key", |before| &before.webhook_key),
            authority: text("authority"),
            ..plain
        },
        Some(Kind::StandIn) | None => plain,
    }
}

/// The page.
#[must_use]
pub fn page(caller: &Caller, shown: &Shown, form: &Form) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let body = html! {
        h1 { (caller.t("message-setup-title")) }
        p.soft { (caller.t("message-setup-about")) }
        @if let Some(wrong) = &shown.wrong { div.panel.alert role="alert" { p { (wrong) } } }
        (sheet.summary())
        @if shown.can_change { (gateway(caller, sheet, shown)) }
        @if let Some(modem) = &shown.modem {
            details { summary { (caller.t("message-setup-modem")) } pre.panel.wide tabindex="0" { (modem) } }
        }
        @if shown.now.is_some() { (trial(caller, shown)) }
    };
    let status = if form.is_faulty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    (status, caller.page(caller.t("message-setup-title"), Tab::More, &body)).into_response()
}

fn gateway(caller: &Caller, sheet: Sheet<'_>, shown: &Shown) -> Markup {
    let mut kinds = vec![(String::new(), caller.t("message-setup-none").to_owned())];
    kinds.extend(Kind::ALL.map(|kind| (kind.word().to_owned(), caller.t(kind.key()).to_owned())));
    let secret = |name: &str, key: &str, is_set: bool| secret(caller, sheet, name, key, is_set);
    let now = shown.now.clone().unwrap_or_default();
    html! {
        form.panel method="post" action=(PAGE) {
            (sheet.choice("kind", &Ask::of("message-setup-kind"), &kinds))
            (sheet.text("folder", &Ask::of("message-setup-folder").optional().hint(caller.t("message-setup-folder-hint")).width(40)))
            h2 { (caller.t("message-setup-over-http")) }
            (sheet.text("url", &Ask::of("message-setup-url").optional().hint(caller.t("message-setup-url-hint")).width(40)))
            (sheet.text("user", &Ask::of("message-setup-user").optional()))
            (secret("secret", "message-setup-secret", !now.secret.is_empty()))
            (secret("webhook_key", "message-setup-webhook-key", !now.webhook_key.is_empty()))
            (sheet.text("authority", &Ask::of("message-setup-authority").optional().hint(caller.t("message-setup-authority-hint")).width(40)))
            p.soft { (caller.t("message-setup-webhooks")) }
            (send(&caller.who.csrf, sheet, "places-save"))
        }
    }
}

/// A field for a secret: empty, whether there is one or not.
fn secret(caller: &Caller, sheet: Sheet<'_>, name: &str, key: &str, is_set: bool) -> Markup {
    let hint = if is_set { "message-setup-secret-kept" } else { "message-setup-secret-new" };
    let id = format!("{name}-hint");
    html! {
        div.f {
            label for=(name) { (caller.t(key)) }
            input.long id=(name) name=(name) type="password" autocomplete="new-password" aria-describedby=(id);
            p.small.soft id=(id) { (caller.t(hint)) }
            @if let Some(fault) = sheet.form.fault_of(name) { p.fault { (caller.t(fault.key)) } }
        }
    }
}

fn trial(caller: &Caller, shown: &Shown) -> Markup {
    html! {
        section.panel {
            h2 { (caller.t("message-setup-trial")) }
            @match &shown.checked {
                Some(Ok(())) => p role="status" { (caller.t("message-setup-check-good")) },
                Some(Err(trouble)) => p role="status" {
                    (caller.t("message-setup-check-bad")) " " (message::trouble(caller, trouble))
                },
                None => {}
            }
            form method="post" action=(format!("{PAGE}/coba")) {
                input type="hidden" name="csrf" value=(caller.who.csrf);
                input type="hidden" name="entry" value=(caller.fresh());
                div.f {
                    label for="to" { (caller.t("message-setup-to")) }
                    input.middle id="to" name="to" type="tel" inputmode="tel" required;
                }
                button.btn.line type="submit" { (caller.t("message-setup-send")) }
            }
            @for outgoing in &shown.trials { (tried(caller, outgoing)) }
        }
    }
}

fn tried(caller: &Caller, outgoing: &Outgoing) -> Markup {
    let at = crate::format::date_time(caller.text, outgoing.queued.record.note.noted_at.civil());
    let last = outgoing.went.last();
    html! {
        p {
            b { (outgoing.queued.to) } " · " (at) br;
            @match outgoing.state() {
                Some(state) => (caller.t(&format!("messagestate-{}", word(&state)))),
                None => (caller.t("message-setup-queued")),
            }
            @if let Some(trouble) = last.and_then(|last| last.trouble.as_deref()) { ": " (message::trouble(caller, trouble)) }
        }
    }
}
