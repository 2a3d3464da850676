//! Notebooks: a mother's story in a few lines of text, by date, and what must follow from it.
//!
//! A line is `DATE what ...`; `@label` at its end names it for later lines; `#` begins a remark. After
//! `on DATE`, indented lines say what holds at the end of that day. README.md beside the notebooks
//! lists the words.

mod expect;
mod write;

use std::path::Path;

use domain::{facts::Unit, register::Register, rules::Rules};
use jiff::civil::Date;

use self::write::Writer;

/// Runs a notebook; returns what did not hold, with its line.
pub(crate) fn run(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut writer = Writer::new();
    let mut failures = Vec::new();
    let mut day: Option<Date> = None;
    let mut held = 0;
    for (number, line) in (1..).zip(text.lines()) {
        let indented = line.starts_with(' ');
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.is_empty() {
            continue;
        }
        let place = format!("{}:{number}: {line}", path.file_name().unwrap().to_string_lossy());
        if indented {
            let rules = Rules::of(Some(&Unit { choices: writer.choices.clone(), ..Unit::default() }));
            // In any order, and doubled: a story must not depend on how it arrived.
            let notes = writer.notes.iter().rev().chain(&writer.notes).cloned();
            let register = Register::load(notes);
            let on = day.unwrap_or_else(|| panic!("{place}: no day before it"));
            held += 1;
            if let Err(why) = expect::check(&register, &writer, &rules, on, line) {
                failures.push(format!("{place}\n    {why}"));
            }
        } else if let Some(date) = line.strip_prefix("on ") {
            day = Some(date.parse().unwrap_or_else(|_| panic!("{place}: no date")));
        } else {
            writer.line(line, &place);
        }
    }
    assert!(held > 0, "{} expects nothing", path.display());
    failures
}
