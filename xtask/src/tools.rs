//! What the tests need and cargo does not bring: a browser, a wasm32 standard library, axe-core, an ACME
//! authority, a reader of PDF, a daemon for text messages.
//!
//! Whatever is there is used. What is missing is installed where that is possible (Debian, as
//! root), else the sentence says what to type.

use std::{fs, path::Path, process::Command};

use crate::{
    run::{Outcome, find, read, run},
    wasm,
};

/// Where `npm` puts axe-core, and where the browser tests look for it.
const NPM: &str = "target/npm";
/// Where it puts what only the benchmarks need.
const NPM_BENCH: &str = "target/npm-bench";
/// Where pip puts what only the benchmarks need.
const VENV_BENCH: &str = "target/duckdb";

/// Installs everything that `cargo xtask test` needs and this machine lacks.
pub(crate) fn install() -> Outcome {
    browser()?;
    wasm_library()?;
    pebble()?;
    poppler()?;
    gammu()?;
    axe()
}

/// Chromium, its driver, and the face that charts ask for: in a wider one their words run out of the drawing.
pub(crate) fn browser() -> Outcome {
    let there = find("chromium").is_some() && find("chromedriver").is_some();
    if there && has_face("Liberation Sans") {
        return Ok(());
    }
    debian(&["chromium", "chromium-driver", "fontconfig", "fonts-liberation"])
}

fn has_face(name: &str) -> bool {
    read(Command::new("fc-list").args([name, "family"])).is_some_and(|found| !found.trim().is_empty())
}

/// A load generator, for the benchmarks.
pub(crate) fn wrk() -> Outcome {
    if find("wrk").is_some() { Ok(()) } else { debian(&["wrk"]) }
}

/// A small authority of public certificates, and the name server that its tests use.
fn pebble() -> Outcome {
    let there = find("pebble").is_some() && find("pebble-challtestsrv").is_some();
    if there { Ok(()) } else { debian(&["pebble"]) }
}

/// What reads and draws PDF files, for the tests of papers.
pub(crate) fn poppler() -> Outcome {
    let there = find("pdftotext").is_some() && find("pdftoppm").is_some();
    if there { Ok(()) } else { debian(&["poppler-utils"]) }
}

/// The daemon of a modem, and what puts messages into its dummy phone, for the tests of gateways.
fn gammu() -> Outcome {
    let there = find("gammu-smsd").is_some() && find("gammu").is_some();
    if there { Ok(()) } else { debian(&["gammu", "gammu-smsd"]) }
}

fn wasm_library() -> Outcome {
    if wasm::available() { Ok(()) } else { debian(&["rustc-web", "rust-web-src"]) }
}

/// The accessibility checker, at the version and checksum of `crates/e2e/package-lock.json`.
pub(crate) fn axe() -> Outcome {
    npm(NPM, "crates/e2e", "axe-core/axe.min.js")
}

/// What the phone's first meeting is measured against, as `crates/bench/pouchdb/package-lock.json` has it.
pub(crate) fn pouchdb() -> Outcome {
    npm(NPM_BENCH, "crates/bench/pouchdb", "express-pouchdb/package.json")
}

/// What counts the indicators beside us, at the version of `crates/bench/duckdb/requirements.txt`.
pub(crate) fn duckdb() -> Outcome {
    let wanted = read_text("crates/bench/duckdb/requirements.txt")?;
    let done = Path::new(VENV_BENCH).join("requirements.txt");
    if fs::read_to_string(&done).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let makes_venvs = read(Command::new("python3").args(["-c", "import ensurepip"])).is_some();
    if !makes_venvs {
        debian(&["python3-venv"])?;
    }
    run(Command::new("python3").args(["-m", "venv", "--clear", VENV_BENCH]))?;
    let pip = format!("{VENV_BENCH}/bin/pip");
    let from = "crates/bench/duckdb/requirements.txt";
    run(Command::new(pip).args(["install", "--quiet", "--only-binary", ":all:", "--requirement", from]))?;
    fs::write(&done, wanted).map_err(|error| format!("Cannot write {}: {error}.", done.display()))
}

/// Installs into `folder` what the lock of `from` names, unless `file` of that lock is there already.
/// No package's own script is run.
fn npm(folder: &str, from: &str, file: &str) -> Outcome {
    let wanted = read_text(&format!("{from}/package-lock.json"))?;
    let lock = Path::new(folder).join("package-lock.json");
    let installed = Path::new(folder).join("node_modules").join(file);
    if installed.is_file() && fs::read_to_string(&lock).is_ok_and(|lock| lock == wanted) {
        return Ok(());
    }
    if find("npm").is_none() {
        debian(&["npm"])?;
    }
    fs::create_dir_all(folder).map_err(|error| format!("Cannot make the folder {folder}: {error}."))?;
    for name in ["package.json", "package-lock.json"] {
        let text = read_text(&format!("{from}/{name}"))?;
        fs::write(Path::new(folder).join(name), text)
            .map_err(|error| format!("Cannot write {folder}/{name}: {error}."))?;
    }
    run(Command::new("npm").current_dir(folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))
}

fn read_text(path: &str) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| format!("Cannot read {path}: {error}."))
}

/// Installs Debian packages, when this is Debian and we may.
fn debian(packages: &[&str]) -> Outcome {
    let typed = format!("apt-get update && apt-get install --no-install-recommends {}", packages.join(" "));
    let root = read(Command::new("id").arg("-u")).is_some_and(|id| id == "0");
    if find("apt-get").is_none() {
        return Err(format!("Missing: {}. Please install what this system calls them.", packages.join(", ")));
    }
    if !root {
        return Err(format!("Missing: {}. As root, type: {typed}", packages.join(", ")));
    }
    eprintln!("Installing {} (once).", packages.join(", "));
    let quiet = |arguments: &[&str]| {
        run(Command::new("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["-q", "-q"])
            .args(arguments))
    };
    quiet(&["update"])?;
    quiet(&[&["install", "--yes", "--no-install-recommends"], packages].concat())
}
