//! The repository as the rules see it: its files and its crates.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

use crate::run::{Outcome, cargo, read};

/// Folders that hold nothing of ours.
const FOREIGN: &[&str] = &["target", ".git", "node_modules", "data"];

/// Everything that the rules look at.
pub(crate) struct House {
    /// The root folder.
    pub(crate) root: PathBuf,
    /// Every file, relative to the root, in order.
    pub(crate) files: Vec<PathBuf>,
    /// Every crate of the workspace.
    pub(crate) crates: Vec<Crate>,
}

/// A crate of the workspace with what it depends on.
pub(crate) struct Crate {
    /// Its name.
    pub(crate) name: String,
    /// What it depends on when it is built and run.
    pub(crate) dependencies: BTreeSet<String>,
    /// What only its tests depend on.
    pub(crate) for_tests: BTreeSet<String>,
}

impl House {
    /// Reads what is in the current folder.
    pub(crate) fn read() -> Outcome<Self> {
        let root = std::env::current_dir().map_err(|error| format!("No current folder: {error}."))?;
        let mut files = Vec::new();
        walk(&root, Path::new(""), &mut files)?;
        files.sort();
        let metadata = read(cargo().args(["metadata", "--no-deps", "--format-version", "1"]));
        let crates = crates(&metadata.ok_or("cargo metadata failed: is every Cargo.toml in order?")?)?;
        Ok(Self { root, files, crates })
    }

    /// A file's text; one that is not UTF-8 is of no interest to any rule.
    pub(crate) fn text(&self, path: &Path) -> Option<String> {
        fs::read_to_string(self.root.join(path)).ok()
    }

    /// The files with this ending.
    pub(crate) fn ending<'a>(&'a self, ending: &'a str) -> impl Iterator<Item = &'a Path> {
        let has = move |path: &&PathBuf| path.extension().is_some_and(|found| found == ending);
        self.files.iter().filter(has).map(PathBuf::as_path)
    }
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<PathBuf>) -> Outcome {
    let failed = |error| format!("Cannot list {}: {error}.", folder.display());
    for entry in fs::read_dir(root.join(folder)).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = folder.join(entry.file_name());
        if !entry.file_type().map_err(failed)?.is_dir() {
            files.push(path);
        } else if !FOREIGN.iter().any(|name| entry.file_name() == *name) {
            walk(root, &path, files)?;
        }
    }
    Ok(())
}

/// The crates that `cargo metadata` tells of.
pub(crate) fn crates(metadata: &str) -> Outcome<Vec<Crate>> {
    let metadata: Value =
        serde_json::from_str(metadata).map_err(|error| format!("cargo metadata: {error}."))?;
    let packages =
        metadata.get("packages").and_then(Value::as_array).ok_or("cargo metadata names no packages.")?;
    Ok(packages.iter().filter_map(krate).collect())
}

fn krate(package: &Value) -> Option<Crate> {
    let name = package.get("name")?.as_str()?.to_owned();
    let mut dependencies = BTreeSet::new();
    let mut for_tests = BTreeSet::new();
    for dependency in package.get("dependencies")?.as_array()? {
        let name = dependency.get("name")?.as_str()?.to_owned();
        // cargo calls an ordinary dependency's kind null.
        let test = dependency.get("kind").and_then(Value::as_str) == Some("dev");
        if test { &mut for_tests } else { &mut dependencies }.insert(name);
    }
    Some(Crate { name, dependencies, for_tests })
}
