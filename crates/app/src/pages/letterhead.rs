//! How the unit's letters look and are numbered: letterhead, signs, codes, what they are based on. Only the
//! views: what looks into pictures and keeps them is the server's.

use axum::response::{IntoResponse, Response};
use domain::{
    facts::{Letters, PaperKind, Unit, UsedNumber},
    letter_number::Template,
    numbering::{self, USUAL_CLASS, USUAL_TEMPLATE},
};
use http::StatusCode;
use maud::{Markup, html};

use super::{papers, partnership::lines};
use crate::{
    caller::Caller,
    field::{Ask, Sheet, send},
    form::Form,
    page::Tab,
};

/// The address of this page.
pub const PAGE: &str = "/kop";

/// Kinds of papers that have a class of their own.
const CLASSED: [PaperKind; 7] = [
    PaperKind::Decree,
    PaperKind::Invitation,
    PaperKind::Agreement,
    PaperKind::Addendum,
    PaperKind::Receipt,
    PaperKind::Referral,
    PaperKind::PressRelease,
];

/// One of the two signs beside the letterhead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The arms of the district, on the left.
    Arms,
    /// The unit's own sign, on the right.
    Logo,
}

impl Sign {
    /// Both, as they stand on a paper.
    pub const ALL: [Self; 2] = [Self::Arms, Self::Logo];

    /// Its word in addresses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Arms => "lambang",
            Self::Logo => "logo",
        }
    }

    /// The sign of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sign| sign.word() == word)
    }

    fn key(self) -> &'static str {
        match self {
            Self::Arms => "letterhead-arms",
            Self::Logo => "letterhead-logo",
        }
    }

    /// The kept file of this sign, by its sum in hex.
    #[must_use]
    pub fn file(self, letters: &Letters) -> Option<&str> {
        match self {
            Self::Arms => letters.arms.as_deref(),
            Self::Logo => letters.logo.as_deref(),
        }
    }

    /// The same letters with this sign, or without it.
    #[must_use]
    pub fn put(self, mut letters: Letters, file: Option<String>) -> Letters {
        match self {
            Self::Arms => letters.arms = file,
            Self::Logo => letters.logo = file,
        }
        letters
    }
}

/// The form with what the unit has said.
#[must_use]
pub fn filled(caller: &Caller, unit: &Unit) -> Form {
    let letters = unit.letters.clone().unwrap_or_default();
    let form = Form::new()
        .fill("entry", caller.fresh())
        .fill("letterhead", unit.letterhead.join("\n"))
        .fill("place", &letters.place)
        .fill("template", &letters.template)
        .fill("unit", &letters.unit)
        .fill("sub", &letters.sub)
        .fill("used", used_lines(&letters.used))
        .fill("legal_bases", letters.legal_bases.join("\n"));
    CLASSED.iter().fold(form, |form, kind| {
        form.fill_some(&class_field(*kind), letters.classes.get(numbering::word(*kind)))
    })
}

fn class_field(kind: PaperKind) -> String {
    format!("class.{}", numbering::word(kind))
}

/// `000.4.7.2 | 2025 | 62`, a line for each class and year; or the number of the first line that cannot be read.
fn read_used(typed: &str) -> Result<Vec<UsedNumber>, usize> {
    let one = |line: &str| {
        let mut parts = line.split('|').map(str::trim);
        let class = parts.next().filter(|class| !class.is_empty())?.to_owned();
        Some(UsedNumber { class, year: parts.next()?.parse().ok()?, seq: parts.next()?.parse().ok()? })
    };
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    (1..).zip(lines).map(|(no, line)| one(line).ok_or(no)).collect()
}

fn used_lines(used: &[UsedNumber]) -> String {
    let lines = used.iter().map(|one| format!("{} | {} | {}", one.class, one.year, one.seq));
    lines.collect::<Vec<_>>().join("\n")
}

/// The unit as the form says, unless something is wrong with it.
#[must_use]
pub fn read(form: &Form, before: &Unit) -> Option<Unit> {
    let known = before.letters.clone().unwrap_or_default();
    let template = form.text("template").unwrap_or_default();
    if !template.is_empty() && template.parse::<Template>().is_err() {
        form.fault("template", "letterhead-fault-template", &[]);
    }
    let mut classes = known.classes.clone();
    for kind in CLASSED {
        match form.text(&class_field(kind)) {
            Some(class) => classes.insert(numbering::word(kind).to_owned(), class),
            None => classes.remove(numbering::word(kind)),
        };
    }
    let used = read_used(form.raw("used")).unwrap_or_else(|line| {
        form.fault("used", "letterhead-fault-used", &[("line", line.to_string())]);
        Vec::new()
    });
    let letters = Letters {
        template,
        used,
        unit: form.text("unit").unwrap_or_default(),
        sub: form.text("sub").unwrap_or_default(),
        place: form.text("place").unwrap_or_default(),
        classes,
        legal_bases: lines(form, "legal_bases"),
        ..known
    };
    let unit = Unit { letterhead: lines(form, "letterhead"), letters: Some(letters), ..before.clone() };
    (!form.is_faulty()).then_some(unit)
}

/// The page; `refused` is the key of why the last picture was not taken.
#[must_use]
pub fn page(caller: &Caller, unit: &Unit, form: &Form, refused: Option<&str>) -> Response {
    let sheet = Sheet { form, text: caller.text };
    let letters = unit.letters.clone().unwrap_or_default();
    let next = numbering::next(&caller.world.register(), PaperKind::Decree, caller.today());
    let body = html! {
        h1 { (caller.t("letterhead-title")) }
        p.soft { (caller.t("letterhead-about")) }
        (sheet.summary())
        form.panel method="post" action=(PAGE) {
            (sheet.area("letterhead", &Ask::of("letterhead-lines").hint(caller.t("letterhead-lines-hint"))))
            (sheet.text("place", &Ask::of("letterhead-place").hint(caller.t("letterhead-place-hint"))))
            h2 { (caller.t("letterhead-numbers")) }
            @if let Ok(next) = next { p.soft { (caller.with("letterhead-next", &[("number", &next.number)])) } }
            (sheet.text("unit", &Ask::of("letterhead-unit").hint(caller.t("letterhead-unit-hint"))))
            (sheet.text("sub", &Ask::of("letterhead-sub").hint(caller.t("letterhead-sub-hint"))))
            (sheet.text("template", &Ask::of("letterhead-template").optional().hint(caller.with("letterhead-template-hint", &[("usual", &USUAL_TEMPLATE)]))))
            (sheet.area("used", &Ask::of("letterhead-used").optional().hint(caller.t("letterhead-used-hint"))))
            details {
                summary { (caller.t("letterhead-classes")) }
                p.soft { (caller.with("letterhead-classes-about", &[("usual", &USUAL_CLASS)])) }
                @for kind in CLASSED {
                    (sheet.text(&class_field(kind), &Ask::of(papers::name_key(kind)).optional()))
                }
            }
            (sheet.area("legal_bases", &Ask::of("letterhead-bases").optional().hint(caller.t("letterhead-bases-hint"))))
            (send(&caller.who.csrf, sheet, "places-save"))
        }
        h2 { (caller.t("letterhead-signs")) }
        @if let Some(key) = refused {
            div.panel.warn role="alert" { p { b { (caller.t("files-not-taken")) } } p { (caller.t(key)) } }
        }
        @for sign in Sign::ALL { (picture(caller, sign, &letters)) }
    };
    let status =
        if form.is_faulty() || refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    (status, caller.page(caller.t("letterhead-title"), Tab::More, &body)).into_response()
}

fn picture(caller: &Caller, sign: Sign, letters: &Letters) -> Markup {
    let address = format!("{PAGE}/{}", sign.word());
    let id = format!("file-{}", sign.word());
    html! {
        form.panel method="post" action=(address) enctype="multipart/form-data" {
            h3 { (caller.t(sign.key())) }
            @match sign.file(letters) {
                Some(sum) => p { img.letter-sign src=(format!("{address}?{sum:.8}")) alt=(caller.t(sign.key())); }
                None => p.soft { (caller.t("letterhead-sign-none")) }
            }
            input type="hidden" name="csrf" value=(caller.who.csrf);
            input type="hidden" name="entry" value=(caller.fresh());
            div.f {
                label for=(id) { (caller.t("letterhead-sign-file")) }
                input id=(id) type="file" name="file" required accept="image/png,image/jpeg";
            }
            button.btn.line type="submit" { (caller.t("letterhead-sign-send")) }
        }
    }
}
