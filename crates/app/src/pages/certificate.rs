//! Helping a phone trust the unit's own certificate: a page on the phone, and a sheet of paper beside the
//! computer. Only the views: certificates are the server's.

use axum::response::Response;
use jiff::civil::Date;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::{
    format::date,
    page,
    text::{Lang, Text},
};

/// The address of this page.
pub const PAGE: &str = "/sertifikat";
/// The address of the certificate itself.
pub const FILE: &str = "/sertifikat/betang.crt";

/// The look of the sheet; it is opened as a file, where no server gives it our style.
const STYLE: &str = include_str!("../../style/sheet.css");

/// The unit's own authority, as people are shown it.
#[derive(Clone, Debug)]
pub struct Authority {
    /// What phones list it as.
    pub name: String,
    /// Rows of its fingerprint (SHA-256).
    pub fingerprint: Vec<String>,
    /// Its last day.
    pub until: Date,
    /// The server's addresses, the one for phones first.
    pub addresses: Vec<String>,
    /// This page's address on the server, for a phone's camera.
    pub picture: Picture,
}

/// A square picture of squares.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Squares along one side.
    pub size: usize,
    /// The dark ones, as the path of an SVG.
    pub path: String,
}

impl Authority {
    fn address(&self) -> &str {
        self.addresses.first().map_or("", String::as_str)
    }
}

/// The page.
#[must_use]
pub fn show(text: &Text, authority: &Authority) -> Response {
    let body = html! {
        h1 { (text.t("trust-title")) }
        p.soft { (text.t("trust-about")) }
        div.beside {
            div {
                section.panel {
                    a.btn href=(FILE) download="betang.crt" { (text.t("trust-get")) }
                    (steps(text, authority, 1))
                }
                (compare(text, authority))
                details.panel { summary { (text.t("trust-watched-title")) } p { (text.t("trust-watched")) } }
                details.panel { summary { (text.t("trust-power-title")) } p { (text.t("trust-power")) } }
            }
            section.panel.code {
                h2 { (text.t("trust-other")) }
                p { (text.t("trust-scan")) }
                (drawn(text, &authority.picture))
                @for address in &authority.addresses { p.address { (address) } }
            }
        }
    };
    page::open(text, text.t("trust-title"), PAGE, &body)
}

/// What is done in the phone's settings, from the first step that is left.
fn steps(text: &Text, authority: &Authority, from: usize) -> Markup {
    const STEPS: [&str; 6] = [
        "trust-step-open",
        "trust-step-get",
        "trust-step-settings",
        "trust-step-install",
        "trust-step-compare",
        "trust-step-back",
    ];
    html! {
        ol.steps {
            @for key in STEPS.iter().skip(from) {
                li { (text.with(key, &[("name", &authority.name), ("address", &authority.address())])) }
            }
        }
    }
}

fn compare(text: &Text, authority: &Authority) -> Markup {
    html! {
        section.panel {
            h2 { (text.t("trust-fingerprint")) }
            div.fingerprint { @for row in &authority.fingerprint { code { (row) } } }
            p { (text.t("trust-differs")) }
            p.soft { (text.with("trust-until", &[("name", &authority.name), ("until", &date(text, authority.until))])) }
        }
    }
}

fn drawn(text: &Text, picture: &Picture) -> Markup {
    // Cameras want four squares of white around it.
    let view = format!("-4 -4 {0} {0}", picture.size + 8);
    html! {
        svg.code viewBox=(view) role="img" aria-label=(text.t("trust-picture")) shape-rendering="crispEdges" {
            rect x="-4" y="-4" width="100%" height="100%" fill="#fff" {}
            path d=(picture.path) fill="#000" {}
        }
    }
}

/// The sheet of paper, whole: A4, Indonesian and English.
#[must_use]
pub fn sheet(authority: &Authority) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(Lang::Id.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (Text::of(Lang::Id).t("trust-sheet-title")) " · Betang" }
                style { (PreEscaped(STYLE)) }
            }
            body { (side(Text::of(Lang::Id), authority)) (side(Text::of(Lang::En), authority)) }
        }
    };
    page.into_string()
}

fn side(text: &Text, authority: &Authority) -> Markup {
    html! {
        article lang=(text.lang().tag()) {
            header { b { "Betang" } h1 { (text.t("trust-sheet-title")) } }
            div.first {
                (drawn(text, &authority.picture))
                div {
                    p { (text.t("trust-about")) }
                    p { (text.t("trust-scan")) }
                    p.address { (authority.address()) wbr; "sertifikat" }
                }
            }
            (steps(text, authority, 0))
            section {
                h2 { (text.t("trust-fingerprint")) }
                div.fingerprint { @for row in &authority.fingerprint { code { (row) } } }
                p { (text.t("trust-differs")) }
            }
            footer {
                p { b { (text.t("trust-watched-title")) } " " (text.t("trust-watched")) }
                p { (text.with("trust-until", &[("name", &authority.name), ("until", &date(text, authority.until))])) }
            }
        }
    }
}
