//! A crate's own `clippy.toml` replaces the root's and does not add to it: it must repeat every
//! setting. And `domain` must have one, because its purity is a lint.

use std::path::Path;

use crate::house::House;

/// What `domain` must ban, by the beginning of the path.
const BANNED: &[&str] = &[
    "std::fs::",
    "std::net::",
    "std::env::",
    "std::thread::",
    "std::time::SystemTime::now",
    "std::time::Instant::now",
    "jiff::Timestamp::now",
    "jiff::Zoned::now",
    "f64::ln",
    "f64::exp",
    "f64::powf",
];

/// What is missing in the settings of clippy.
pub(super) fn complaints(house: &House) -> Vec<String> {
    let settings = |path: &Path| house.text(path)?.parse::<toml::Table>().ok();
    let Some(root) = settings(Path::new("clippy.toml")) else {
        return vec!["clippy.toml is missing at the root, or cannot be read.".to_owned()];
    };
    let mut complaints = Vec::new();
    for path in
        house.files.iter().filter(|path| path.ends_with("clippy.toml") && path.components().count() > 1)
    {
        let own = settings(path).unwrap_or_default();
        complaints.extend(
            unrepeated(&root, &own).map(|key| format!("{} does not repeat `{key}`.", path.display())),
        );
    }
    let domain = house.text(Path::new("crates/domain/clippy.toml")).unwrap_or_default();
    let missing = BANNED.iter().filter(|banned| !domain.contains(**banned));
    complaints.extend(missing.map(|banned| format!("crates/domain/clippy.toml does not ban {banned}.")));
    complaints
}

fn unrepeated<'a>(root: &'a toml::Table, own: &toml::Table) -> impl Iterator<Item = &'a str> {
    root.iter().filter(|(key, value)| own.get(*key) != Some(*value)).map(|(key, _)| key.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_that_is_not_repeated_is_named() {
        let root: toml::Table = "a = 1\nb = true".parse().unwrap();
        let own: toml::Table = "a = 1\nb = false\nc = 3".parse().unwrap();
        assert_eq!(unrepeated(&root, &own).collect::<Vec<_>>(), ["b"]);
    }
}
