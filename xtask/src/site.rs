//! What a phone downloads: the program as WebAssembly, the script that hears the browser's events,
//! the pages' script, the manifest and the icons; each also in brotli. They lie in `target/site`,
//! from where the server takes them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::{run::Outcome, wasm::Variant};

/// Where it lies.
pub(crate) const SITE: &str = "target/site";
/// The name of the program's own file.
const PROGRAM: &str = "betang_bg.wasm";

/// Files that go to the phone as they are: name there, and where they are here.
const PLAIN: &[(&str, &str)] = &[
    ("phone.js", "crates/worker/js/phone.js"),
    ("turn.js", "crates/worker/js/turn.js"),
    ("enrol.js", "crates/worker/js/enrol.js"),
    ("unlock.js", "crates/worker/js/unlock.js"),
    ("manifest.webmanifest", "crates/worker/js/manifest.webmanifest"),
    ("ikon/192.png", "crates/worker/icons/192.png"),
    ("ikon/512.png", "crates/worker/icons/512.png"),
    ("ikon/penuh-512.png", "crates/worker/icons/penuh-512.png"),
    ("ikon/kabar-96.png", "crates/worker/icons/kabar-96.png"),
    ("ikon/catat-96.png", "crates/worker/icons/catat-96.png"),
    ("ikon/cari-96.png", "crates/worker/icons/cari-96.png"),
];
const WORKER: &str = "crates/worker/js/sw.js";

/// A file of the site.
struct File {
    name: String,
    body: Vec<u8>,
}

/// Makes the site of a built library; nothing is done when nothing changed.
pub(crate) fn make(library: &Path, variant: Variant) -> Outcome {
    let version = version(library)?;
    if self::built().is_some_and(|built| built == version) {
        return Ok(());
    }
    let (glue, program) = bind(library)?;
    let mut files = vec![File { name: PROGRAM.to_owned(), body: program }];
    for (name, path) in PLAIN {
        files.push(File { name: (*name).to_owned(), body: bytes(Path::new(path))? });
    }
    let worker = script(&version, &files, &glue, &text(Path::new(WORKER))?);
    files.push(File { name: "sw.js".to_owned(), body: worker.into_bytes() });
    write(&files, &version, variant)?;
    eprintln!("The phone's program is in {SITE}, version {version}.");
    Ok(())
}

/// Takes an older site away, where a new one can't be made.
pub(crate) fn remove() -> Outcome {
    let site = Path::new(SITE);
    if site.exists() {
        fs::remove_dir_all(site).map_err(|error| failed("remove", site, &error))
    } else {
        Ok(())
    }
}

/// The version that lies in the site, if it is complete.
pub(crate) fn built() -> Option<String> {
    fs::read_to_string(Path::new(SITE).join("version")).ok()
}

/// Names everything that the site is made of, so that any change brings phones the new program.
fn version(library: &Path) -> Outcome<String> {
    let mut digest = Sha256::new();
    let plain = PLAIN.iter().map(|(_, path)| Path::new(*path));
    for path in plain.chain([library, Path::new(WORKER)]) {
        let body = bytes(path)?;
        digest.update(body.len().to_le_bytes());
        digest.update(body);
    }
    Ok(digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}

/// The script that wasm-bindgen makes, and the program fit for it.
fn bind(library: &Path) -> Outcome<(String, Vec<u8>)> {
    let folder = Path::new("target/wasm/bound");
    let failed = |error| format!("wasm-bindgen: {error:#}");
    let mut bindgen = Bindgen::new();
    bindgen.input_path(library).out_name("betang").typescript(false);
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.no_modules(true).map_err(failed)?.generate(folder).map_err(failed)?;
    Ok((text(&folder.join("betang.js"))?, bytes(&folder.join(PROGRAM))?))
}

/// The worker's script. wasm-bindgen's part is wrapped in a function: called again it makes a fresh
/// instance, which is what follows a panic.
fn script(version: &str, files: &[File], glue: &str, worker: &str) -> String {
    let sizes: Vec<_> =
        files.iter().map(|file| format!("  {:?}: {},\n", file.name, file.body.len())).collect();
    format!(
        "const VERSION = {version:?};\nconst FILES = {{\n{}}};\n\
         const glue = panicked => {{\n{glue}\nreturn wasm_bindgen;\n}};\n{worker}",
        sizes.concat()
    )
}

/// Writes the site beside the old one and then changes places, so that nobody meets half of each.
fn write(files: &[File], version: &str, variant: Variant) -> Outcome {
    let fresh = PathBuf::from(format!("{SITE}.new"));
    if fresh.exists() {
        fs::remove_dir_all(&fresh).map_err(|error| failed("remove", &fresh, &error))?;
    }
    for file in files {
        let path = fresh.join(&file.name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| failed("make", folder, &error))?;
        }
        put(&path, &file.body)?;
        if !file.name.ends_with(".png") {
            put(&fresh.join(format!("{}.br", file.name)), &brotli(&file.body, variant)?)?;
        }
    }
    put(&fresh.join("version"), version.as_bytes())?;
    if Path::new(SITE).exists() {
        fs::remove_dir_all(SITE).map_err(|error| failed("remove", Path::new(SITE), &error))?;
    }
    fs::rename(&fresh, SITE).map_err(|error| failed("rename", &fresh, &error))
}

/// In brotli: as small as it gets for phones, fast for tests.
pub(crate) fn brotli(body: &[u8], variant: Variant) -> Outcome<Vec<u8>> {
    let quality = if variant == Variant::Small { 11 } else { 4 };
    let parameters = brotli::enc::BrotliEncoderParams { quality, lgwin: 22, ..Default::default() };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &*body, &mut small, &parameters)
        .map_err(|error| format!("brotli: {error}."))?;
    Ok(small)
}

fn bytes(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| failed("read", path, &error))
}

fn text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| failed("read", path, &error))
}

fn put(path: &Path, body: &[u8]) -> Outcome {
    fs::write(path, body).map_err(|error| failed("write", path, &error))
}

fn failed(what: &str, path: &Path, error: &std::io::Error) -> String {
    format!("Cannot {what} {}: {error}.", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_knows_its_version_and_files_and_makes_the_program_afresh() {
        let files = [File { name: "a.wasm".to_owned(), body: vec![0; 3] }];
        let script = script("ab", &files, "let wasm_bindgen = 1;", "addEventListener('fetch', glue);");
        assert_eq!(
            script,
            "const VERSION = \"ab\";\nconst FILES = {\n  \"a.wasm\": 3,\n};\n\
             const glue = panicked => {\nlet wasm_bindgen = 1;\nreturn wasm_bindgen;\n};\n\
             addEventListener('fetch', glue);"
        );
    }
}
