//! Letters: the book of numbers, and a paper before and after it has one. Only the views: what sets papers
//! and gives numbers is the server's.

use axum::response::Response;
use domain::{facts::PaperKind, ids::SubjectId, matters::Paper};
use jiff::civil::Date;
use maud::{Markup, html};

use super::letterhead;
use crate::{caller::Caller, format, page::Tab};

/// A paper that may be printed.
pub struct Sheet {
    /// Its word in addresses, as "sk".
    pub word: &'static str,
    /// What it is about.
    pub about: SubjectId,
    /// The page of what it is about.
    pub path: String,
    /// Subject line, without a mother's name.
    pub matter: String,
    /// The day it bears.
    pub on: Date,
    /// Whether papers of its kind get a number.
    pub is_numbered: bool,
    /// Its number, where it has one.
    pub number: Option<String>,
    /// The number it would get now, where it gets one and the caller may give it.
    pub next: Option<String>,
    /// Whether no number can be made: the unit did not say how its letters are numbered.
    pub lacks_codes: bool,
}

/// A paper: what it is, its file, and the button that makes it final.
#[must_use]
pub fn sheet(caller: &Caller, sheet: &Sheet) -> Response {
    let title = caller.t(word_key(sheet.word));
    let address = format!("/surat/{}/{}", sheet.word, sheet.about);
    let body = html! {
        p { a.btn.line href=(sheet.path) { "← " (caller.t("papers-back")) } }
        h1 { (title) }
        p { (sheet.matter) }
        p.soft { (format::date(caller.text, sheet.on)) }
        div.panel {
            @match &sheet.number {
                Some(number) => p { (caller.t("papers-number")) ": " b { (number) } },
                None if sheet.is_numbered => p { (caller.t("papers-draft")) },
                None => {}
            }
            p { a.btn href=(format!("{address}.pdf")) { (caller.t("papers-open")) } }
        }
        @if sheet.lacks_codes {
            div.panel.warn {
                p { (caller.t("papers-template")) }
                p { a.btn.line href=(letterhead::PAGE) { (caller.t("letterhead-title")) } }
            }
        }
        @if let Some(next) = &sheet.next {
            form.panel method="post" action=(address) {
                h2 { (caller.t("papers-finish")) }
                p { (caller.with("papers-finish-about", &[("number", next)])) }
                input type="hidden" name="csrf" value=(caller.who.csrf);
                input type="hidden" name="entry" value=(caller.fresh());
                button.btn type="submit" { (caller.t("papers-finish-button")) }
            }
        }
    };
    caller.page(title, Tab::More, &body)
}

/// The book of letters: every number that was given, the newest first, the cancelled ones too.
#[must_use]
pub fn book(caller: &Caller, papers: &[std::sync::Arc<Paper>], may_cancel: bool) -> Response {
    let body = html! {
        h1 { (caller.t("papers-title")) }
        p.soft { (caller.t("papers-about")) }
        @if papers.is_empty() { p { (caller.t("papers-none")) } }
        @else { div.panel { ul.plain { @for paper in papers { li { (line(caller, paper, may_cancel)) } } } } }
    };
    caller.page(caller.t("papers-title"), Tab::More, &body)
}

fn line(caller: &Caller, paper: &Paper, may_cancel: bool) -> Markup {
    let numbered = &paper.numbered;
    let address = format!("/surat/{}/{}.pdf", word_of(numbered.kind), numbered.about);
    html! {
        b { (numbered.number) } " "
        @if paper.cancelled.is_some() { span.chip.gray { (caller.t("papers-cancelled")) } }
        br;
        (caller.t(name_key(numbered.kind))) ": " (numbered.matter) " "
        span.soft { "(" (format::date(caller.text, numbered.on)) ")" }
        @if let Some(cancelled) = &paper.cancelled {
            br; span.soft { (cancelled.reason) }
        } @else {
            // A letter about a mother opens for who may see her, and no other.
            @if numbered.kind != PaperKind::Referral || caller.who.scope.sees_mothers() {
                br; a href=(address) { (caller.t("papers-open")) }
            }
            @if may_cancel { (cancel(caller, paper)) }
        }
    }
}

fn cancel(caller: &Caller, paper: &Paper) -> Markup {
    html! {
        details {
            summary { (caller.t("papers-cancel")) }
            form method="post" action=(format!("/surat/batal/{}", paper.id)) {
                p.soft { (caller.t("papers-cancel-about")) }
                input type="hidden" name="csrf" value=(caller.who.csrf);
                input type="hidden" name="entry" value=(caller.fresh());
                div.f {
                    label for=(format!("reason-{}", paper.id)) { (caller.t("papers-cancel-reason")) }
                    input id=(format!("reason-{}", paper.id)) type="text" name="reason" required maxlength="300";
                }
                button.btn.line type="submit" { (caller.t("papers-cancel")) }
            }
        }
    }
}

/// The word of a kind of paper in addresses.
#[must_use]
pub fn word_of(kind: PaperKind) -> &'static str {
    match kind {
        PaperKind::Decree => "sk",
        PaperKind::Invitation => "undangan",
        PaperKind::Terms => "kak",
        PaperKind::Minutes => "notulen",
        PaperKind::Agreement => "kesepakatan",
        PaperKind::Addendum => "adendum",
        PaperKind::Receipt => "kwitansi",
        PaperKind::Referral => "rujukan",
        PaperKind::PressRelease => "siaran-pers",
        PaperKind::Assignment => "tugas",
    }
}

/// The message key of what a kind of paper is called.
pub(crate) fn name_key(kind: PaperKind) -> &'static str {
    word_key(word_of(kind))
}

fn word_key(word: &str) -> &'static str {
    match word {
        "sk" => "paper-decree",
        "undangan" => "paper-invitation",
        "kak" => "paper-terms",
        "notulen" => "paper-minutes",
        "kesepakatan" => "paper-agreement",
        "adendum" => "paper-addendum",
        "kwitansi" => "paper-receipt",
        "rujukan" => "paper-referral",
        "siaran-pers" => "paper-press",
        "daftar-hadir" => "paper-attendance",
        "susunan-acara" => "paper-agenda",
        "rtl" => "paper-commitments",
        "sajian" => "pack-title",
        "lembar-sajian" => "pack-handout",
        "rencana" => "paper-birth-plan",
        "stiker" => "paper-sticker",
        _ => "paper-other",
    }
}
