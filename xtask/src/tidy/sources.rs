//! Every source file says what it is for, stays short, and leaves nothing half done.

use std::path::Path;

use crate::house::House;

/// Longest file, in lines.
const LONGEST: usize = 500;

/// Files that may be longer, and why.
const LONGER: &[(&str, &str)] =
    &[("crates/exchange/src/cohort/value/words.rs", "tables of spellings, a line each")];

/// Files that may contain one of the words below, and why.
const EXCUSED: &[(&str, &str, &str)] = &[(
    "crates/store-sql/tests/kill.rs",
    concat!("#[ign", "ore"),
    "a test starts it as a process of its own and kills it",
)];

/// What finished work does not contain. In two pieces, so that this file is not its own offence.
const UNFINISHED: &[&str] = &[
    concat!("todo", "!("),
    concat!("dbg", "!("),
    concat!("unimplemented", "!("),
    concat!("#[ign", "ore"),
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
];

/// Names that gather what belongs nowhere.
const BAGS: &[&str] = &["common", "util", "utils", "helpers", "misc", "types"];

/// What is wrong with the source files.
pub(super) fn complaints(house: &House) -> Vec<String> {
    let mut complaints = Vec::new();
    for path in house.ending("rs") {
        if let Some(text) = house.text(path) {
            complaints.extend(of(path, &text));
        }
    }
    for (path, reason) in LONGER {
        let found = house.text(Path::new(path));
        if found.is_none_or(|text| text.lines().count() <= LONGEST) {
            complaints.push(format!("{path} need not be excused any more ({reason})."));
        }
    }
    complaints
}

fn of(path: &Path, text: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let shown = path.display();
    if !text.starts_with("//!") {
        complaints.push(format!("{shown} does not begin by saying what it is for (//!)."));
    }
    let lines = text.lines().count();
    if lines > LONGEST && !LONGER.iter().any(|(excused, _)| path == Path::new(excused)) {
        complaints
            .push(format!("{shown} has {lines} lines, more than {LONGEST}: it holds more than one idea."));
    }
    for (number, line) in text.lines().enumerate() {
        for word in UNFINISHED.iter().filter(|word| line.contains(**word) && !is_excused(path, word)) {
            complaints.push(format!("{shown}:{} contains {word}", number + 1));
        }
    }
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let folder = path.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default();
    if BAGS.contains(&stem) || BAGS.contains(&folder) {
        complaints.push(format!("{shown} has a name that says nothing."));
    }
    if stem.starts_with("debug_") {
        complaints.push(format!("{shown} looks like a leftover of a search for a fault."));
    }
    complaints
}

fn is_excused(path: &Path, word: &str) -> bool {
    EXCUSED.iter().any(|(excused, known, _)| path == Path::new(excused) && *known == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, text: &str) -> usize {
        super::of(Path::new(path), text).len()
    }

    #[test]
    fn a_file_must_say_what_it_is_for() {
        assert_eq!(of("src/a.rs", "//! A.\nfn a() {}\n"), 0);
        assert_eq!(of("src/a.rs", "fn a() {}\n"), 1);
    }

    #[test]
    fn five_hundred_lines_are_enough() {
        let text = |lines: usize| format!("//! A.\n{}", "\n".repeat(lines - 1));
        assert_eq!(of("src/a.rs", &text(500)), 0);
        assert_eq!(of("src/a.rs", &text(501)), 1);
    }

    #[test]
    fn nothing_is_left_half_done() {
        for word in UNFINISHED {
            assert_eq!(of("src/a.rs", &format!("//! A.\n{word}\n")), 1, "{word}");
        }
    }

    #[test]
    fn bags_and_leftovers_are_named() {
        assert_eq!(of("src/util.rs", "//! A."), 1);
        assert_eq!(of("src/misc/mod.rs", "//! A."), 1);
        assert_eq!(of("tests/debug_parse.rs", "//! A."), 1);
    }
}
