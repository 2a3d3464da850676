//! Chromium through its own protocol, over the two pipes of `--remote-debugging-pipe`: the driver of the
//! browser tests reaches pages only, and half of what is measured happens in the service worker.

use std::{
    io::{BufRead, BufReader, Write},
    os::unix::process::CommandExt,
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::Outcome;

/// How long anything may take before the measurement is given up.
const PATIENCE: Duration = Duration::from_secs(600);

/// A browser with one window the size of a cheap phone's. It ends with this value.
pub(super) struct Chromium {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    asked: u64,
    /// Pages and workers: the session of each, and what it is.
    targets: Vec<(String, String)>,
    loaded: bool,
    stopped: bool,
    _profile: TempDir,
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // A browser that is gone already cannot be told to go.
        let _ = self.call(None, "Browser.close", &json!({}));
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Chromium {
    /// Starts one with a profile of its own.
    pub(super) fn start() -> Outcome<Self> {
        let profile = tempfile::tempdir()?;
        let arguments = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
             --disable-component-update --disable-sync --disable-dev-shm-usage --lang=id --window-size=360,740 \
             --remote-debugging-pipe";
        // Chromium reads at 3 and writes at 4.
        let script = format!(
            "exec chromium {arguments} --user-data-dir=\"$0\" about:blank 3<&0 4>&1 </dev/null >/dev/null 2>&1"
        );
        let mut child = Command::new("sh")
            .args(["-c", &script])
            .arg(profile.path())
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let to = child.stdin.take().ok_or("chromium has no input")?;
        let output = child.stdout.take().ok_or("chromium has no output")?;
        let (send, from) = channel();
        std::thread::spawn(move || {
            for message in BufReader::new(output).split(0) {
                let Some(message) = message.ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()) else {
                    return;
                };
                if send.send(message).is_err() {
                    return;
                }
            }
        });
        let mut browser = Self {
            child,
            to,
            from,
            asked: 0,
            targets: Vec::new(),
            loaded: false,
            stopped: false,
            _profile: profile,
        };
        let attach = json!({"autoAttach": true, "waitForDebuggerOnStart": false, "flatten": true});
        browser.call(None, "Target.setAutoAttach", &attach)?;
        let page = browser.session("page")?;
        browser.call(Some(&page), "Page.enable", &json!({}))?;
        browser.call(Some(&page), "ServiceWorker.enable", &json!({}))?;
        Ok(browser)
    }

    /// The group of processes that the browser is.
    pub(super) fn group(&self) -> u32 {
        self.child.id()
    }

    /// Goes to an address and waits until it has loaded.
    pub(super) fn go(&mut self, url: &str) -> Outcome {
        self.loaded = false;
        let page = self.session("page")?;
        let gone = self.call(Some(&page), "Page.navigate", &json!({"url": url}))?;
        if let Some(error) = gone.get("errorText") {
            return Err(format!("{url}: {error}").into());
        }
        self.until_loaded()
    }

    /// Waits for the page that something else has begun to load.
    pub(super) fn until_loaded(&mut self) -> Outcome {
        while !self.loaded {
            let message = self.from.recv_timeout(PATIENCE)?;
            self.note(&message);
        }
        Ok(())
    }

    /// Sends the page's form and waits for the page that follows.
    pub(super) fn submit(&mut self, script: &str) -> Outcome {
        self.loaded = false;
        self.in_page(script)?;
        self.until_loaded()
    }

    /// What an expression, or the promise that it is, comes to in the page.
    pub(super) fn in_page(&mut self, expression: &str) -> Outcome<Value> {
        let session = self.session("page")?;
        self.evaluate(&session, expression)
    }

    /// The same in the service worker.
    pub(super) fn in_worker(&mut self, expression: &str) -> Outcome<Value> {
        let session = self.session("service_worker")?;
        self.evaluate(&session, expression)
    }

    /// Stops the service worker, as a browser does when memory is short, and waits until it is gone.
    pub(super) fn stop_worker(&mut self) -> Outcome {
        let page = self.session("page")?;
        self.stopped = false;
        self.call(Some(&page), "ServiceWorker.stopAllWorkers", &json!({}))?;
        // Its session outlives it, for the one that is started next.
        while !self.stopped {
            let message = self.from.recv_timeout(PATIENCE)?;
            self.note(&message);
        }
        Ok(())
    }

    fn evaluate(&mut self, session: &str, expression: &str) -> Outcome<Value> {
        let ask = json!({"expression": expression, "awaitPromise": true, "returnByValue": true});
        let answer = self.call(Some(session), "Runtime.evaluate", &ask)?;
        if let Some(thrown) = answer.get("exceptionDetails") {
            return Err(format!("{expression}: {thrown}").into());
        }
        Ok(answer.pointer("/result/value").cloned().unwrap_or_default())
    }

    /// The session of the page or worker that came last.
    fn session(&mut self, kind: &str) -> Outcome<String> {
        loop {
            let found = self.targets.iter().rev().find(|(_, known)| known == kind);
            if let Some((session, _)) = found {
                return Ok(session.clone());
            }
            let message = self.from.recv_timeout(PATIENCE)?;
            self.note(&message);
        }
    }

    fn call(&mut self, session: Option<&str>, method: &str, parameters: &Value) -> Outcome<Value> {
        self.asked += 1;
        let mut ask = json!({"id": self.asked, "method": method, "params": parameters});
        if let (Some(session), Some(ask)) = (session, ask.as_object_mut()) {
            ask.insert("sessionId".to_owned(), json!(session));
        }
        self.to.write_all(ask.to_string().as_bytes())?;
        self.to.write_all(&[0])?;
        self.to.flush()?;
        loop {
            let message = self.from.recv_timeout(PATIENCE)?;
            self.note(&message);
            if message.get("id").and_then(Value::as_u64) == Some(self.asked) {
                let failed = message.get("error").map(|error| format!("{method}: {error}"));
                let result = message.get("result").cloned().unwrap_or_default();
                return failed.map_or(Ok(result), |failed| Err(failed.into()));
            }
        }
    }

    /// Keeps what an event says about pages and workers.
    fn note(&mut self, message: &Value) {
        let word = |path: &str| message.pointer(path).and_then(Value::as_str).unwrap_or_default().to_owned();
        match word("/method").as_str() {
            "Target.attachedToTarget" => {
                self.targets.push((word("/params/sessionId"), word("/params/targetInfo/type")));
            }
            "Target.detachedFromTarget" => {
                let gone = word("/params/sessionId");
                self.targets.retain(|(session, _)| *session != gone);
            }
            "Page.loadEventFired" => self.loaded = true,
            "ServiceWorker.workerVersionUpdated" => {
                let versions = message.pointer("/params/versions").and_then(Value::as_array);
                let status = |version: &Value| version.get("runningStatus") == Some(&json!("stopped"));
                self.stopped |= versions.is_some_and(|all| all.iter().any(status));
            }
            _ => {}
        }
    }
}
