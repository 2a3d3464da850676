//! Runs every notebook in `tests/notebooks/`.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test that panics has failed"
)]

mod notebook;

use std::path::Path;

#[test]
fn every_notebook_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notebooks");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 12, "only {} notebooks", paths.len());
    let failures: Vec<_> = paths.iter().flat_map(|path| notebook::run(path)).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}
