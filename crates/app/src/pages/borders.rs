//! The borders of the villages on the map: which are known, and a file that brings them. Only the views: what reads
//! and keeps files is the server's.

use axum::response::{IntoResponse, Response};
use domain::{borders::Borders, ids::VillageCode};
use http::StatusCode;
use maud::{Markup, html};

use super::coverage;
use crate::{caller::Caller, page::Tab};

/// The address of this page.
pub const PAGE: &str = "/cakupan/peta/batas";

/// How many names of areas that are not used are told.
const TOLD: usize = 40;

/// What a file has for the unit.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The file's name.
    pub file: String,
    /// The borders.
    pub borders: Borders,
    /// Villages found by code.
    pub by_code: Vec<VillageCode>,
    /// Villages found by name, and how the file writes it.
    pub by_name: Vec<(VillageCode, String)>,
    /// Villages without borders.
    pub without: Vec<VillageCode>,
    /// Villages that lie outside of their borders.
    pub elsewhere: Vec<VillageCode>,
    /// Areas of the file that are not used.
    pub unused: Vec<String>,
}

/// The page; `refused` is the key of why the last file was not taken.
#[must_use]
pub fn page(caller: &Caller, known: &Borders, refused: Option<&str>) -> Response {
    let body = html! {
        p { a.tall href="/cakupan/peta" { "← " (caller.t("map-title")) } }
        h1 { (caller.t("borders-title")) }
        p.soft { (caller.t("borders-about")) }
        @if let Some(key) = refused {
            div.panel.warn role="alert" { p { b { (caller.t("files-not-taken")) } } p { (caller.t(key)) } }
        }
        (now(caller, known))
        form.panel method="post" action=(PAGE) enctype="multipart/form-data" {
            h2 { (caller.t(if known.0.is_empty() { "borders-add" } else { "borders-replace" })) }
            input type="hidden" name="csrf" value=(caller.who.csrf);
            div.f {
                label for="file" { (caller.t("borders-file")) }
                p.soft #file-hint { (caller.t("borders-file-hint")) }
                input #file type="file" name="file" required accept=".geojson,.json,application/geo+json,application/json" aria-describedby="file-hint";
            }
            button.btn type="submit" { (caller.t("borders-look")) }
        }
    };
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    (status, caller.page(caller.t("borders-title"), Tab::More, &body)).into_response()
}

fn now(caller: &Caller, known: &Borders) -> Markup {
    let register = caller.world.register();
    let open = register.villages().iter().filter(|(_, village)| !village.closed);
    let (with, without): (Vec<_>, Vec<_>) = open.partition(|(code, _)| !known.of(code).is_empty());
    let without: Vec<&str> = without.into_iter().map(|(_, village)| village.name.as_str()).collect();
    let count = with.len() + without.len();
    html! { div.panel {
        @if known.0.is_empty() {
            p { (caller.t("borders-none")) }
        } @else {
            p { b { (caller.with("borders-known", &[("known", &with.len()), ("count", &count)])) } }
            @if !without.is_empty() { p.soft { (caller.with("borders-circles", &[("villages", &without.join(", "))])) } }
            form method="post" action=(format!("{PAGE}/lepas")) {
                input type="hidden" name="csrf" value=(caller.who.csrf);
                input type="hidden" name="entry" value=(caller.fresh());
                button.btn.line type="submit" { (caller.t("borders-drop")) }
            }
        }
    } }
}

/// What would be taken and what not, before anything is kept.
#[must_use]
pub fn preview(caller: &Caller, preview: &Preview) -> Response {
    let (found, count) = (
        preview.by_code.len() + preview.by_name.len(),
        preview.by_code.len() + preview.by_name.len() + preview.without.len(),
    );
    let body = html! {
        h1 { (caller.t("borders-preview")) }
        p.soft { (preview.file) }
        div.panel {
            p { b { (caller.with("borders-found", &[("found", &found), ("count", &count)])) } }
            (villages(caller, "borders-by-code", &preview.by_code))
            @if !preview.by_name.is_empty() {
                h2 { (caller.t("borders-by-name")) " (" (preview.by_name.len()) ")" }
                p.soft { (caller.t("borders-by-name-about")) }
                ul { @for (code, name) in &preview.by_name { li { (village(caller, code)) " ← “" (name) "”" } } }
            }
            (villages(caller, "borders-without", &preview.without))
            @if !preview.without.is_empty() { p.soft { (caller.t("borders-without-about")) } }
        }
        @if !preview.elsewhere.is_empty() {
            div.panel.warn {
                (villages(caller, "borders-elsewhere", &preview.elsewhere))
                p { (caller.t("borders-elsewhere-about")) }
            }
        }
        (unused(caller, &preview.unused))
        (coverage::tried(caller, &preview.borders))
        form method="post" action=(format!("{PAGE}/pakai")) {
            input type="hidden" name="csrf" value=(caller.who.csrf);
            input type="hidden" name="entry" value=(caller.fresh());
            button.btn type="submit" { (caller.t("borders-take")) }
            " " a.btn.line href=(PAGE) { (caller.t("import-other")) }
        }
    };
    caller.page(caller.t("borders-preview"), Tab::More, &body)
}

fn village(caller: &Caller, code: &VillageCode) -> String {
    caller.world.register().village_name(code).to_owned()
}

fn villages(caller: &Caller, title: &str, codes: &[VillageCode]) -> Markup {
    let names: Vec<_> = codes.iter().map(|code| village(caller, code)).collect();
    html! { @if !names.is_empty() {
        h2 { (caller.t(title)) " (" (names.len()) ")" }
        p { (names.join(", ")) }
    } }
}

fn unused(caller: &Caller, names: &[String]) -> Markup {
    let more = names.len().saturating_sub(TOLD);
    html! { @if !names.is_empty() {
        details.panel {
            summary { (caller.t("borders-unused")) " (" (names.len()) ")" }
            p { (names.get(..TOLD).unwrap_or(names).join(", ")) @if more > 0 { " … +" (more) } }
        }
    } }
}
