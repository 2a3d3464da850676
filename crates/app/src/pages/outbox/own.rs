//! The phone itself: the file to carry, how it is protected, locking it, and letting it go.

use jiff::SignedDuration;
use maud::{Markup, html};
use store::Entry;

use crate::{
    caller::Caller,
    phone::{Protection, Standing},
};

/// The file of what waits; offered when something waits longer than a day, or when the browser may
/// empty its storage.
pub(super) fn parcel(caller: &Caller, standing: &Standing, waiting: &[Entry]) -> Markup {
    let now = caller.world.now().timestamp();
    let waits_long = waiting
        .first()
        .is_some_and(|entry| now.duration_since(entry.noted_at.timestamp()) > SignedDuration::from_hours(24));
    let offered = waits_long || (!waiting.is_empty() && standing.lasting == Some(false));
    html! {
        @if offered {
            section.panel {
                h2 { (caller.t("outbox-parcel")) }
                p { (caller.t("outbox-parcel-about")) }
                a.btn.line href="/kiriman/berkas" download { (caller.t("outbox-parcel-save")) }
            }
        }
    }
}

/// What the phone says of itself.
pub(super) fn section(caller: &Caller, standing: &Standing) -> Markup {
    let protection = match standing.protection {
        Protection::Pin => "protection-pin",
        Protection::Passphrase => "protection-passphrase",
        Protection::PhoneLock => "protection-phonelock",
    };
    let storage = match standing.lasting {
        Some(true) => "storage-lasting",
        Some(false) => "storage-not-lasting",
        None => "storage-unknown",
    };
    html! {
        h2 { (caller.t("outbox-phone")) }
        div.panel {
            dl.own {
                dt { (caller.t("outbox-label")) } dd { (standing.label) }
                dt { (caller.t("outbox-protection")) } dd { (caller.t(protection)) }
                dt { (caller.t("outbox-storage")) }
                dd {
                    (caller.t(storage))
                    @if let Some(percent) = standing.full {
                        ", " (caller.with("storage-used", &[("percent", &percent)]))
                    }
                }
                dt { (caller.t("outbox-program")) } dd { (standing.program) }
            }
            (lock(caller))
            (leave(caller, standing))
        }
    }
}

/// The button that locks the phone.
pub(crate) fn lock(caller: &Caller) -> Markup {
    html! {
        form method="post" action="/kunci/sekarang" {
            input type="hidden" name="csrf" value=(caller.who.csrf);
            button.btn.line type="submit" { (caller.t("outbox-lock")) }
        }
    }
}

fn leave(caller: &Caller, standing: &Standing) -> Markup {
    html! {
        details {
            summary { (caller.t("outbox-leave")) }
            p { (caller.t("outbox-leave-about")) }
            @if standing.waiting > 0 {
                p { b { (caller.t("outbox-leave-wait")) } }
            } @else {
                form method="post" action="/kunci/lepas" {
                    input type="hidden" name="csrf" value=(caller.who.csrf);
                    button.btn.danger type="submit" { (caller.t("outbox-leave-sure")) }
                }
            }
        }
    }
}
