//! From a cohort workbook to entries, for the command and for the page.

use std::{fs, path::Path};

use app::Outside;
use domain::{
    ids::{AuthorId, DeviceId, UnitCode, derived},
    register::Register,
    rules::Rules,
};
use exchange::cohort::{self, Issue, Job, Lang, Plan, Unreadable, Workbook};
use jiff::Timestamp;
use serde_json::Value;
use store::Held;

use crate::{clock::Clock, complaint::Complaint};

/// Who imports, whose register, when.
pub(crate) struct Importer<'a> {
    pub(crate) unit: &'a UnitCode,
    pub(crate) clock: &'a Clock,
    pub(crate) author: AuthorId,
}

impl Importer<'_> {
    /// What taking in the workbook would do.
    pub(crate) fn plan(
        &self,
        workbook: &Workbook,
        register: &Register,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Plan {
        let job = Job {
            register,
            unit: self.unit,
            rules: &Rules::of(register.unit().map(|unit| &**unit)),
            today: self.clock.today(),
            author: self.author,
            device: DeviceId::SERVER,
            now: self.clock.now(),
        };
        cohort::plan(workbook, &job, progress)
    }

    /// Rows that were not taken, as they are kept for a person. A row that is held again is the same.
    pub(crate) fn held(&self, plan: &Plan, file: &str) -> Vec<Held> {
        let at = self.clock.timestamp();
        plan.held.iter().map(|issue| self.held_row(issue, file, at)).collect()
    }

    fn held_row(&self, issue: &Issue, file: &str, received_at: Timestamp) -> Held {
        let body = serde_json::to_string(&issue.raw).unwrap_or_default();
        let row = issue.row.to_string();
        Held {
            id: derived(&["import", &self.unit.0, issue.sheet.name(), &row, &body]),
            received_at,
            origin: format!("{file} · {} · {row}", issue.sheet.name()),
            body,
            reason: format!("import-reason-{}", issue.reason.id().replace('_', "-")),
            details: sentences(issue).to_string(),
            settled: None,
        }
    }
}

/// What is said of a row, in Indonesian and under `en` in English.
fn sentences(issue: &Issue) -> Value {
    let mut said = issue.to_json(Lang::Id);
    if let Some(said) = said.as_object_mut() {
        said.insert("en".to_owned(), issue.to_json(Lang::En));
    }
    said
}

/// Reads a workbook, a CSV file named as its sheet, or a folder of such files.
///
/// # Errors
/// When the file can't be read, or isn't a cohort register.
pub(crate) fn read(path: &Path, lang: Lang) -> Result<Workbook, Complaint> {
    let unreadable = |error: std::io::Error| {
        Complaint::new("file-unreadable").with("file", path.display()).with("message", error)
    };
    let workbook = if path.is_dir() {
        let mut files = Vec::new();
        for entry in fs::read_dir(path).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?.path();
            if entry.is_file() {
                let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
                files.push((name, fs::read(&entry).map_err(unreadable)?));
            }
        }
        files.sort();
        Workbook::of_files(files)
    } else {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Workbook::read(&name, &fs::read(path).map_err(unreadable)?)
    };
    workbook.map_err(|error| refused(&error, path, lang))
}

fn refused(error: &Unreadable, path: &Path, lang: Lang) -> Complaint {
    let (reason, hint) = error.sentences(lang);
    Complaint::new("import-refused").with("file", path.display()).with("reason", reason).with("hint", hint)
}
