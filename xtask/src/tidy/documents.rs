//! A map that lies is worse than none: `ARCHITECTURE.md` names every crate and nothing that does
//! not exist, decisions have numbers of their own, and no link in the documents is dead.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use crate::house::House;

const MAP: &str = "ARCHITECTURE.md";

/// Documents that a newcomer looks for.
const EXPECTED: &[&str] =
    &["README.md", MAP, "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "docs/STYLE.md", "docs/GLOSSARY.md"];

/// What the documents leave out or make up.
pub(super) fn complaints(house: &House) -> Vec<String> {
    let mut complaints: Vec<String> = EXPECTED
        .iter()
        .filter(|path| !house.root.join(path).is_file())
        .map(|path| format!("{path} is missing."))
        .collect();
    let crates: Vec<&str> = house.crates.iter().map(|krate| krate.name.as_str()).collect();
    let exists = |path: &str| house.root.join(path).exists();
    if let Some(text) = house.text(Path::new(MAP)) {
        complaints.extend(of_map(&text, &crates, exists));
    }
    complaints.extend(twins(house.files.iter().filter(|path| path.starts_with("docs/decisions"))));
    for path in house.ending("md") {
        let folder = path.parent().unwrap_or(Path::new(""));
        let text = house.text(path).unwrap_or_default();
        let dead = links(&text).into_iter().filter(|link| !house.root.join(folder).join(link).exists());
        complaints
            .extend(dead.map(|link| format!("{} links to {link}, which does not exist.", path.display())));
    }
    complaints
}

/// What the map leaves out or makes up: each crate has a heading of its own with a line that
/// begins "Never", and each path in backticks is there.
fn of_map(text: &str, crates: &[&str], exists: impl Fn(&str) -> bool) -> Vec<String> {
    let mut complaints = Vec::new();
    let sections = sections(text);
    for name in crates {
        match sections.get(format!("`{name}`").as_str()) {
            None => complaints.push(format!("{MAP} has no heading `{name}`.")),
            Some(body) if !body.lines().any(|line| line.starts_with("Never")) => {
                complaints.push(format!("{MAP} does not say what `{name}` never does."));
            }
            Some(_) => {}
        }
    }
    let made_up = sections.keys().filter_map(|title| title.strip_prefix('`')?.strip_suffix('`'));
    complaints.extend(
        made_up
            .filter(|name| !crates.contains(name))
            .map(|name| format!("{MAP} tells of a crate `{name}` that is not there.")),
    );
    complaints.extend(
        quoted(text)
            .filter(|word| is_path(word) && !exists(word))
            .map(|word| format!("{MAP} names {word}, which does not exist.")),
    );
    complaints
}

/// The text below each heading, up to the next.
fn sections(text: &str) -> BTreeMap<&str, String> {
    let mut sections = BTreeMap::new();
    let mut title = "";
    for line in text.lines() {
        if line.starts_with('#') {
            title = line.trim_start_matches('#').trim();
            sections.insert(title, String::new());
        } else if let Some(body) = sections.get_mut(title) {
            body.push_str(line);
            body.push('\n');
        }
    }
    sections
}

/// Words in single backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    let prose = text.split("```").step_by(2);
    prose.flat_map(|part| part.split('`').skip(1).step_by(2))
}

/// Whether a quoted word means a file or folder of the repository (and not an address of a page).
fn is_path(word: &str) -> bool {
    word.contains('/') && !word.starts_with('/') && !word.contains([' ', ':', '{', '<', '*'])
}

/// Targets of links within the repository.
fn links(text: &str) -> Vec<&str> {
    let prose = text.split("```").step_by(2);
    let targets = prose.flat_map(|part| part.split("](").skip(1)).filter_map(|rest| rest.split(')').next());
    targets
        .filter(|target| !target.contains("://") && !target.starts_with(['#', '/']) && !target.contains(' '))
        .filter_map(|target| target.split('#').next())
        .collect()
}

/// Decisions with the same number, or without one.
fn twins<'a>(pages: impl Iterator<Item = &'a PathBuf>) -> Vec<String> {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let mut complaints = Vec::new();
    for page in pages {
        let name = page.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let number: String = name.chars().take_while(char::is_ascii_digit).collect();
        if number.len() != 4
            || !name.get(4..).is_some_and(|rest| rest.starts_with('-') && rest.ends_with(".md"))
        {
            complaints.push(format!("{name} is not named as NNNN-what-was-decided.md."));
        } else if let Some(other) = seen.insert(number, name.clone()) {
            complaints.push(format!("{other} and {name} have the same number."));
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "# Map\n### `app`\nPages in `crates/app`, at `/today`.\nNever: a clock.\n";

    #[test]
    fn a_true_map_is_silent() {
        assert!(of_map(GOOD, &["app"], |path| path == "crates/app").is_empty());
    }

    #[test]
    fn a_crate_left_out_and_one_made_up_are_named() {
        assert_eq!(of_map(GOOD, &["app", "store"], |_| true), ["ARCHITECTURE.md has no heading `store`."]);
        assert_eq!(of_map(GOOD, &[], |_| true).len(), 1);
    }

    #[test]
    fn each_crate_must_say_what_it_never_does() {
        assert_eq!(of_map("### `app`\nPages.\n", &["app"], |_| true).len(), 1);
    }

    #[test]
    fn a_path_that_is_gone_is_named() {
        assert_eq!(
            of_map(GOOD, &["app"], |_| false),
            ["ARCHITECTURE.md names crates/app, which does not exist."]
        );
    }

    #[test]
    fn decisions_have_numbers_of_their_own() {
        let pages = ["docs/decisions/0001-a.md", "docs/decisions/0001-b.md", "docs/decisions/c.md"]
            .map(PathBuf::from);
        assert_eq!(twins(pages.iter()).len(), 2);
        assert!(twins(pages[..1].iter()).is_empty());
    }

    #[test]
    fn links_out_of_the_repository_are_not_followed() {
        assert_eq!(links("[a](https://x.y/z) [b](docs/b.md#c) [d](#e)"), ["docs/b.md"]);
    }
}
