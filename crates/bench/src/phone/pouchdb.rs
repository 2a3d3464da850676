//! The reference: `PouchDB` in the same browser, replicating from express-pouchdb on the same machine.
//! It is no part of the program: npm installs it into `target/npm-bench` for this measurement.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use serde_json::Value;

use super::{BUSY, First, chromium::Chromium, proxy::Proxy, slow::Slow, slowed};
use crate::{Outcome, program::scratch};

const REPLICATE: &str = "(async () => {
    const t = performance.now();
    const told = await PouchDB.replicate(location.origin + '/db/facts', 'facts');
    return { ms: performance.now() - t, written: told.docs_written, failed: told.doc_write_failures };
})()";

/// Replicates one document for each line of a log.
pub(super) fn measure(log: &str) -> Outcome<First> {
    let file = scratch()?.join("documents.ndjson");
    fs::write(&file, documents(log)?)?;
    let node = Node::start(&file)?;
    let proxy = Proxy::before(&node.address)?;
    let mut browser = Chromium::start()?;
    browser.go(&proxy.url("/"))?;
    let free = browser.in_page(BUSY)?;
    let slow = Slow::begin(browser.group());
    let slowed = slow.tune(|| slowed(&free, &browser.in_page(BUSY)?))?;
    let before = proxy.bytes();
    let told = browser.in_page(REPLICATE)?;
    let bytes = proxy.bytes() - before;
    drop(slow);
    let count = |name| told.get(name).and_then(Value::as_u64);
    if count("written") != u64::try_from(log.lines().count()).ok() || count("failed") != Some(0) {
        return Err(format!("PouchDB did not replicate everything: {told}").into());
    }
    let ms = told.get("ms").and_then(Value::as_f64).unwrap_or_default();
    Ok(First { took: Duration::from_secs_f64(ms / 1e3), bytes, slowed })
}

/// The facts as documents: without what only the server's log knows.
fn documents(log: &str) -> Outcome<String> {
    let mut all = String::new();
    for line in log.lines() {
        let mut entry: Value = serde_json::from_str(line)?;
        let fields = entry.as_object_mut().ok_or("a line of the log is no object")?;
        fields.remove("seq");
        fields.remove("received_at");
        let id = fields.remove("id").ok_or("a line of the log has no id")?;
        fields.insert("_id".to_owned(), id);
        all.push_str(&entry.to_string());
        all.push('\n');
    }
    Ok(all)
}

/// A running express-pouchdb. It ends with this value.
struct Node {
    child: Child,
    address: String,
}

impl Drop for Node {
    fn drop(&mut self) {
        // It may have ended by itself; there is nobody left to tell.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Node {
    fn start(documents: &Path) -> Outcome<Self> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut child = Command::new("node")
            .arg(here.join("pouchdb/serve.js").canonicalize()?)
            .arg(documents.canonicalize()?)
            .current_dir(here.join("../../target/npm-bench"))
            .stdout(Stdio::piped())
            .spawn()?;
        let output = child.stdout.take().ok_or("node has no output")?;
        let mut node = Self { child, address: String::new() };
        for line in BufReader::new(output).lines() {
            node.address = line?;
            if node.address.starts_with("http://") {
                return Ok(node);
            }
        }
        Err("node ended before it said where it listens".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_the_entry_s_id_and_nothing_of_the_server_s() {
        let line = r#"{"seq":1,"received_at":"x","id":"a","kind":"birth"}"#;
        assert_eq!(documents(line).unwrap(), "{\"_id\":\"a\",\"kind\":\"birth\"}\n");
    }
}
