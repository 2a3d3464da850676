//! Importing a register: choosing a file, looking at what would be taken, and the outcome; and the
//! way to the export. Only the views: what reads and writes workbooks is the server's.

use axum::response::Response;
use maud::{Markup, html};

use crate::{caller::Caller, page::Tab};

/// What an import would do.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The file's name.
    pub file: String,
    /// Rows of each sheet that are in the register afterwards.
    pub taken: Vec<(&'static str, usize)>,
    /// How many entries would be written.
    pub entries: usize,
    /// Rows that are not taken.
    pub held: Vec<Row>,
    /// Rows that are taken and looked odd.
    pub warnings: Vec<Row>,
}

/// A row a person should look at.
#[derive(Clone, Debug)]
pub struct Row {
    /// The sheet.
    pub sheet: String,
    /// The row, as the spreadsheet shows it.
    pub row: u32,
    /// What is the matter, the first thing first.
    pub troubles: Vec<Trouble>,
}

/// One cell that needs a person.
#[derive(Clone, Debug)]
pub struct Trouble {
    /// The column.
    pub column: String,
    /// What was read there.
    pub value: String,
    /// What is the matter.
    pub reason: String,
    /// What to do.
    pub hint: String,
}

/// The page on which a file is chosen; with why the last one could not be read, and what to do. `years` are
/// those of which there is a book to print, the first one chosen.
#[must_use]
pub fn ask(caller: &Caller, problem: Option<(&str, &str)>, years: &[i16]) -> Response {
    let body = html! {
        h1 { (caller.t("import-title")) }
        p.soft { (caller.t("import-about")) }
        @if let Some((reason, hint)) = problem {
            div.panel.warn role="alert" { p { b { (reason) } } p { (hint) } }
        }
        form.panel method="post" action="/impor" enctype="multipart/form-data" {
            input type="hidden" name="csrf" value=(caller.who.csrf);
            label for="file" { (caller.t("import-file")) }
            input #file type="file" name="file" required accept=".xlsx,.csv,.zip";
            button.btn type="submit" { (caller.t("import-look")) }
        }
        section.panel {
            h2 { (caller.t("export-title")) }
            p { (caller.t("export-about")) }
            a.btn.line href="/ekspor/kohort.xlsx" download="kohort.xlsx" { (caller.t("export-get")) }
        }
        (books(caller, years))
        p { a.btn.line href="/tertahan" { (caller.t("more-held")) } }
    };
    caller.page(caller.t("import-title"), Tab::More, &body)
}

/// The register as the books of a year.
fn books(caller: &Caller, years: &[i16]) -> Markup {
    let register = caller.world.register();
    html! {
        section.panel {
            h2 { (caller.t("book-title")) }
            p { (caller.t("book-about")) }
            form method="get" action="/ekspor/kohort.pdf" {
                div.f {
                    label for="tahun" { (caller.t("book-year")) }
                    select #tahun name="tahun" { @for year in years { option value=(year) { (year) } } }
                }
                div.f {
                    label for="desa" { (caller.t("book-village")) }
                    select #desa name="desa" {
                        option value="" { (caller.t("book-all")) }
                        @for (code, village) in register.villages() {
                            option value=(code.as_str()) { (village.name) }
                        }
                    }
                }
                div.f {
                    label for="kertas" { (caller.t("book-sheet")) }
                    select #kertas name="kertas" {
                        option value="f4" { (caller.t("book-f4")) }
                        option value="a4" { (caller.t("book-a4")) }
                    }
                }
                button.btn.line type="submit" name="buku" value="ibu" { (caller.t("book-mothers")) } " "
                button.btn.line type="submit" name="buku" value="bayi" { (caller.t("book-children")) }
            }
        }
    }
}

/// What would be taken and what not, before anything is kept.
#[must_use]
pub fn preview(caller: &Caller, preview: &Preview) -> Response {
    let body = html! {
        h1 { (caller.t("import-preview")) }
        p.soft { (preview.file) }
        div.panel {
            h2 { (caller.t("import-taken")) }
            ul.plain { @for (sheet, rows) in &preview.taken { li { (sheet) ": " b { (rows) } } } }
            p { (caller.with("import-entries", &[("entries", &preview.entries)])) }
        }
        (rows(caller, "import-held", &preview.held))
        (rows(caller, "import-warnings", &preview.warnings))
        form method="post" action="/impor/simpan" {
            input type="hidden" name="csrf" value=(caller.who.csrf);
            @if preview.entries > 0 || !preview.held.is_empty() {
                button.btn type="submit" { (caller.t("import-save")) }
            }
            " " a.btn.line href="/impor" { (caller.t("import-other")) }
        }
    };
    caller.page(caller.t("import-preview"), Tab::More, &body)
}

fn rows(caller: &Caller, title: &str, rows: &[Row]) -> Markup {
    html! {
        @if !rows.is_empty() {
            section.panel {
                h2 { (caller.t(title)) " (" (rows.len()) ")" }
                ul.plain { @for one in rows {
                    li { (row(one)) }
                } }
            }
        }
    }
}

/// Sheet, row and column, what was read there, what is the matter and what to do.
pub(super) fn row(row: &Row) -> Markup {
    html! {
        @for trouble in &row.troubles {
            b { (row.sheet) " " (row.row) ", " (trouble.column) } " “" (trouble.value) "”"
            p { (trouble.reason) } p.soft { (trouble.hint) }
        }
    }
}

/// The outcome, with the rows that are held.
#[must_use]
pub fn done(caller: &Caller, entries: usize, held: &[Row]) -> Response {
    let body = html! {
        h1 { (caller.t("import-done")) }
        div.panel.good role="status" {
            p { (caller.with("import-entries-done", &[("entries", &entries)])) }
            @if !held.is_empty() { p { (caller.with("import-held-done", &[("rows", &held.len())])) } }
        }
        (rows(caller, "import-held", held))
        p {
            @if !held.is_empty() { a.btn href="/tertahan" { (caller.t("import-to-held")) } " " }
            a.btn.line href="/" { (caller.t("nav-today")) }
        }
    };
    caller.page(caller.t("import-done"), Tab::More, &body)
}
