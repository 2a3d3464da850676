//! Scans and photos that belong to an agreement, a workshop or a commitment. Only the views: what looks
//! into files and keeps them is the server's.

use axum::response::Response;
use domain::{
    facts::{FileAttached, FileKind},
    family::Item,
    ids::SubjectId,
    matters::About,
    register::Register,
    rights::{Act, Visibility},
};
use maud::{Markup, html};

use crate::{
    caller::Caller,
    failure::{Failure, Kind},
    form::word,
    page::Tab,
};

/// What files belong to.
pub struct Owner {
    /// The subject.
    pub subject: SubjectId,
    /// Its title.
    pub title: String,
    /// Its page.
    pub path: String,
    /// Its files.
    pub files: Vec<Item<FileAttached>>,
    /// Whether the caller may add to them.
    pub may_add: bool,
}

/// What files belong to, if the caller may see them.
///
/// # Errors
/// [`Kind::Missing`], also for what she may not see.
pub fn owner(caller: &Caller, subject: SubjectId) -> Result<Owner, Failure> {
    let scope = &caller.who.scope;
    let register = caller.world.register();
    let found = found(&register, subject).filter(|_| scope.sees(Visibility::Partnership));
    let (title, path, files, act) = found.ok_or_else(|| caller.failure(Kind::Missing))?;
    Ok(Owner { subject, title, path, files, may_add: scope.may(act) })
}

type Found = (String, String, Vec<Item<FileAttached>>, Act);

fn found(register: &Register, subject: SubjectId) -> Option<Found> {
    let matters = register.matters();
    match register.about(subject)? {
        About::Agreement => {
            let agreement = matters.agreements.get(&subject)?;
            let path = format!("/kesepakatan/{subject}");
            Some((agreement.draft.title.clone(), path, agreement.files.clone(), Act::KeepPartnership))
        }
        About::Workshop => {
            let workshop = matters.workshops.get(&subject)?;
            let path = format!("/lokmin/{subject}");
            Some((workshop.planned.title.clone(), path, workshop.files.clone(), Act::KeepWorkshops))
        }
        _ => None,
    }
}

/// The page of all files of an owner, with the form that adds one; and why the last was not taken.
#[must_use]
pub fn page(caller: &Caller, owner: &Owner, refused: Option<&str>) -> Response {
    let body = html! {
        p { a.btn.line href=(owner.path) { "← " (owner.title) } }
        h1 { (caller.t("files-title")) }
        @if let Some(key) = refused {
            div.panel.warn role="alert" { p { b { (caller.t("files-not-taken")) } } p { (caller.t(key)) } }
        }
        (list(caller, owner))
        @if owner.may_add { (form(caller, owner)) }
    };
    caller.page(caller.t("files-title"), Tab::More, &body)
}

fn list(caller: &Caller, owner: &Owner) -> Markup {
    html! {
        @if owner.files.is_empty() {
            p.soft { (caller.t("files-none")) }
        } @else {
            div.panel { ul.plain { @for file in &owner.files {
                li { a href=(format!("/berkas/{}/{}", owner.subject, file.file)) {
                    b { (caller.t(kind_key(file.kind))) }
                    @if let Some(caption) = &file.caption { ": " (caption) }
                    br;
                    span.soft { (size(file.bytes)) " · " (file.media_type) }
                } }
            } } }
        }
    }
}

fn form(caller: &Caller, owner: &Owner) -> Markup {
    html! {
        form.panel method="post" action=(format!("/berkas/{}", owner.subject)) enctype="multipart/form-data" {
            h2 { (caller.t("files-add")) }
            p.soft { (caller.t("files-about")) }
            input type="hidden" name="csrf" value=(caller.who.csrf);
            input type="hidden" name="entry" value=(caller.fresh());
            div.f {
                label for="kind" { (caller.t("files-kind")) }
                select #kind name="kind" {
                    @for kind in FileKind::ALL { option value=(word(&kind)) { (caller.t(kind_key(kind))) } }
                }
            }
            div.f {
                label for="caption" { (caller.t("files-caption")) }
                input #caption type="text" name="caption" maxlength="200" autocomplete="off";
            }
            div.f {
                label for="file" { (caller.t("files-file")) }
                input #file type="file" name="file" required accept="image/jpeg,image/png,application/pdf";
            }
            button.btn type="submit" { (caller.t("files-send")) }
        }
    }
}

fn kind_key(kind: FileKind) -> &'static str {
    match kind {
        FileKind::SignedPaper => "files-signed-paper",
        FileKind::AttendanceList => "files-attendance",
        FileKind::Photo => "files-photo",
        FileKind::Receipt => "files-receipt",
        FileKind::Other => "files-other",
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        more => format!("{},{} MB", more / 1_000_000, more % 1_000_000 / 100_000),
    }
}
