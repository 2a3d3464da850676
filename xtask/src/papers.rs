//! Every paper of the example, to be looked at. The crate `documents` makes them, started through cargo: what
//! it depends on is slow to build, and nobody else who types a command should wait for it.

use std::{fs, path::Path, process::Command};

use crate::run::{Outcome, cargo, find, run};

/// Writes the papers, and their pages as pictures where a program for that is installed.
pub(crate) fn papers(arguments: &[String]) -> Outcome {
    let folder = arguments.first().map_or("target/papers", String::as_str);
    run(cargo().args(["run", "--quiet", "--package", "documents", "--example", "papers", "--"]).arg(folder))?;
    if find("pdftoppm").is_none() {
        eprintln!("No pictures: pdftoppm is not installed (Debian: poppler-utils).");
        return Ok(());
    }
    let entries = fs::read_dir(folder).map_err(|error| format!("Cannot read {folder}: {error}."))?;
    let files = entries.filter_map(Result::ok).map(|entry| entry.path());
    for file in files.filter(|path| path.extension().is_some_and(|ending| ending == "pdf")) {
        picture(&file)?;
    }
    Ok(())
}

fn picture(file: &Path) -> Outcome {
    run(Command::new("pdftoppm").args(["-r", "60", "-png"]).arg(file).arg(file.with_extension("")))
}
