//! A Chromium window, and the few things a person does in it.

use std::{path::Path, process::Stdio, time::Duration};

use fantoccini::{Client, ClientBuilder, Locator, elements::Element};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

use crate::{
    Outcome,
    cdp::{Cdp, ConsoleLog},
    program::{Program, target},
};

/// The password of everybody in the example unit.
pub(crate) const PASSWORD: &str = "betang-demo";

/// How wide a window is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// A cheap phone, 360 px.
    Phone,
    /// The office's desktop, 1280 px.
    Desktop,
}

impl Width {
    /// Width and height, px.
    fn size(self) -> (u32, u32) {
        match self {
            Self::Phone => (360, 740),
            Self::Desktop => (1280, 800),
        }
    }

    /// The word for it in the names of pictures.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Phone => "360",
            Self::Desktop => "1280",
        }
    }
}

/// A window in front of a program.
#[derive(Debug)]
pub struct Browser {
    client: Client,
    program: Program,
    width: Width,
    _driver: Child,
    _profile: Option<TempDir>,
}

impl Browser {
    /// Opens a window in front of a fresh example unit, goes a journey, and closes both however it
    /// ended: a window that is only dropped would stay open.
    ///
    /// # Errors
    /// What the journey met; or when Chromium, its driver or the program does not start.
    pub async fn walk(width: Width, journey: impl AsyncFnOnce(&Self) -> Outcome) -> Outcome {
        Self::walk_with(&[], width, journey).await
    }

    /// The same in front of an example unit in which no workshop was held yet and nothing signed.
    ///
    /// # Errors
    /// As [`Browser::walk`].
    pub async fn walk_before_the_event(width: Width, journey: impl AsyncFnOnce(&Self) -> Outcome) -> Outcome {
        Self::walk_with(&["--without-event"], width, journey).await
    }

    async fn walk_with(more: &[&str], width: Width, journey: impl AsyncFnOnce(&Self) -> Outcome) -> Outcome {
        let profile = tempfile::tempdir()?;
        let mut browser = Self::open(Program::start(more).await?, width, profile.path()).await?;
        browser._profile = Some(profile);
        let outcome = journey(&browser).await;
        let closed = browser.client.close().await;
        outcome.and(closed.map_err(Into::into))
    }

    /// Opens a window in front of a program that somebody else started; what the browser stores lies in
    /// `profile`, and stays.
    pub(crate) async fn open(program: Program, width: Width, profile: &Path) -> Outcome<Self> {
        let (driver, port) = driver().await?;
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(profile))
            .connect(&format!("http://127.0.0.1:{port}"))
            .await?;
        let browser = Self { client, program, width, _driver: driver, _profile: None };
        let (_, height) = width.size();
        browser.stretch(height).await?;
        Ok(browser)
    }

    /// Kills the program behind the pages, as a power cut would.
    ///
    /// # Errors
    /// When it was not started here, or is gone already.
    pub async fn kill_program(&self) -> Outcome {
        self.program.kill().await
    }

    /// Stops the phone's worker, as a browser does that wants the memory; the next request starts it again.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn stop_worker(&self) -> Outcome {
        self.client.issue_cmd(Cdp("ServiceWorker.enable", json!({}))).await?;
        self.client.issue_cmd(Cdp("ServiceWorker.stopAllWorkers", json!({}))).await?;
        Ok(())
    }

    /// Closes the window.
    pub(crate) async fn close(self) -> Outcome {
        Ok(self.client.close().await?)
    }

    /// A command of Chromium's own protocol.
    pub(crate) async fn cdp(&self, command: &'static str, parameters: Value) -> Outcome<Value> {
        Ok(self.client.issue_cmd(Cdp(command, parameters)).await?)
    }

    /// How wide the window is.
    #[must_use]
    pub fn width(&self) -> Width {
        self.width
    }

    /// Logs in as somebody of the example unit, where all have one password.
    ///
    /// # Errors
    /// When the log-in page stays.
    pub async fn log_in_as(&self, name: &str) -> Outcome {
        self.log_in(name, PASSWORD).await
    }

    /// Logs in with a name and a password.
    ///
    /// # Errors
    /// When the log-in page stays.
    pub async fn log_in(&self, name: &str, password: &str) -> Outcome {
        self.go("/masuk").await?;
        self.fill(&[("nama", name), ("sandi", password)]).await?;
        self.send().await?;
        if self.path().await?.starts_with("/masuk") {
            Err(format!("{name} could not log in").into())
        } else {
            Ok(())
        }
    }

    /// Goes to a path.
    ///
    /// # Errors
    /// When the page cannot be loaded.
    pub async fn go(&self, path: &str) -> Outcome {
        Ok(self.client.goto(&self.program.at(path)).await?)
    }

    /// Path and query of the page shown.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn path(&self) -> Outcome<String> {
        let url = self.client.current_url().await?;
        Ok(url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path())))
    }

    /// All text of the page as shown.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn text(&self) -> Outcome<String> {
        let text = self.run("return document.body.innerText").await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the page shows a text.
    ///
    /// # Errors
    /// When it does not within five seconds.
    pub async fn see(&self, wanted: &str) -> Outcome {
        for _ in 0..100 {
            if self.text().await.is_ok_and(|text| text.contains(wanted)) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err(format!("{} does not show “{wanted}”:\n{}", self.path().await?, self.text().await?).into())
    }

    /// Fills fields in, by name: types, picks from a list, or taps the choice of that value. What is
    /// folded away is opened first, as a person would.
    ///
    /// # Errors
    /// When there is no such field or choice.
    pub async fn fill(&self, fields: &[(&str, &str)]) -> Outcome {
        for (name, value) in fields {
            // A page that loads itself anew takes the field with it: the next one has it, too.
            let mut filled = self.fill_in(name, value).await;
            for _ in 0..3 {
                if !filled.as_ref().is_err_and(|error| is_gone(&error.to_string())) {
                    break;
                }
                filled = self.fill_in(name, value).await;
            }
            filled?;
        }
        Ok(())
    }

    async fn fill_in(&self, name: &str, value: &str) -> Outcome {
        let field = self.find(&format!("[name='{name}']")).await?;
        self.open_up(&field).await?;
        match (field.tag_name().await?.as_str(), field.attr("type").await?.as_deref()) {
            ("select", _) => field.select_by_value(value).await?,
            (_, Some("radio" | "checkbox")) => self.choose(name, value).await?,
            (_, Some("date" | "time")) => self.set(&field, value).await?,
            _ => {
                field.clear().await?;
                field.send_keys(value).await?;
            }
        }
        Ok(())
    }

    /// Taps the label of a choice.
    async fn choose(&self, name: &str, value: &str) -> Outcome {
        let field = self.find(&format!("[name='{name}'][value='{value}']")).await?;
        self.open_up(&field).await?;
        let tap = "const f = arguments[0]; (f.closest('label') ?? f.labels[0] ?? f).click()";
        self.client.execute(tap, vec![serde_json::to_value(&field)?]).await?;
        Ok(())
    }

    /// Gives a date or hour. What keys such a field takes depends on the machine's language.
    async fn set(&self, field: &Element, value: &str) -> Outcome {
        let set =
            "const [f, v] = arguments; f.value = v; f.dispatchEvent(new Event('change', {bubbles: true}))";
        self.client.execute(set, vec![serde_json::to_value(field)?, json!(value)]).await?;
        Ok(())
    }

    async fn open_up(&self, field: &Element) -> Outcome {
        let open = "for (let d = arguments[0].closest('details'); d; d = d.parentElement.closest('details')) d.open = true;
             arguments[0].scrollIntoView({block: 'center'})";
        self.client.execute(open, vec![serde_json::to_value(field)?]).await?;
        Ok(())
    }

    /// Sends the page's form, the first that is no search.
    ///
    /// # Errors
    /// When there is none.
    pub async fn send(&self) -> Outcome {
        self.press("main form[method='post'] button[type=submit]").await
    }

    /// Taps the first element that a selector finds, and waits for the next page.
    ///
    /// # Errors
    /// When there is none, or no page comes.
    pub async fn press(&self, selector: &str) -> Outcome {
        let mut tapped = self.tap(selector).await;
        for _ in 0..3 {
            if !tapped.as_ref().is_err_and(|error| is_gone(&error.to_string())) {
                break;
            }
            // The page loaded itself anew before the tap: the next one has the button, too.
            tapped = self.tap(selector).await;
        }
        tapped?;
        self.arrive().await
    }

    /// Goes where the first link that a selector finds leads to.
    ///
    /// # Errors
    /// When there is none.
    pub async fn follow(&self, selector: &str) -> Outcome {
        let address = self.attribute(selector, "href").await?;
        self.go(&address).await
    }

    /// Waits until a selector finds something.
    ///
    /// # Errors
    /// When it finds nothing within five seconds.
    pub async fn appears(&self, selector: &str) -> Outcome {
        self.find(selector).await.map(|_| ())
    }

    /// How many elements a selector finds.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn count(&self, selector: &str) -> Outcome<usize> {
        Ok(self.client.find_all(Locator::Css(selector)).await?.len())
    }

    /// An attribute of the first element that a selector finds.
    ///
    /// # Errors
    /// When there is no such element or attribute.
    pub async fn attribute(&self, selector: &str, name: &str) -> Outcome<String> {
        self.read(selector, &format!("getAttribute({})", json!(name))).await
    }

    /// The text of the first element that a selector finds.
    ///
    /// # Errors
    /// When there is none.
    pub async fn words(&self, selector: &str) -> Outcome<String> {
        self.read(selector, "innerText").await
    }

    /// Something of the first element that a selector finds, in one step: a page may load itself anew
    /// between the finding of an element and the reading of it.
    async fn read(&self, selector: &str, what: &str) -> Outcome<String> {
        let script = format!("return document.querySelector({})?.{what}", json!(selector));
        for _ in 0..100 {
            if let Ok(Value::String(value)) = self.run(&script).await {
                return Ok(value);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err(format!("{} has no {selector} with {what}:\n{}", self.path().await?, self.text().await?).into())
    }

    /// Hands the browser a file for the file field of this name.
    ///
    /// # Errors
    /// When there is no such field or file.
    pub async fn attach(&self, name: &str, file: &std::path::Path) -> Outcome {
        let field = self.find(&format!("input[type=file][name='{name}']")).await?;
        // The driver takes no path with `..` in it.
        Ok(field.send_keys(&file.canonicalize()?.to_string_lossy()).await?)
    }

    /// Saves a picture of the whole page under `folder` of `target`.
    ///
    /// # Errors
    /// When it cannot be taken or written.
    pub async fn picture(&self, folder: &str, name: &str) -> Outcome<std::path::PathBuf> {
        let height = self.run("return document.documentElement.scrollHeight").await?;
        let (_, usual) = self.width.size();
        let height = height.as_u64().and_then(|height| u32::try_from(height).ok()).unwrap_or(usual);
        self.stretch(height.max(usual)).await?;
        let picture = self.client.screenshot().await?;
        self.stretch(usual).await?;
        let folder = target().join(folder);
        std::fs::create_dir_all(&folder)?;
        let file = folder.join(format!("{name}-{}.png", self.width.word()));
        std::fs::write(&file, picture)?;
        Ok(file)
    }

    /// Runs a script in the page and answers what it returns.
    ///
    /// # Errors
    /// When it throws.
    pub async fn run(&self, script: &str) -> Outcome<Value> {
        Ok(self.client.execute(script, vec![]).await?)
    }

    /// Runs an expression that is a promise and answers what it settles to.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn settle(&self, promise: &str) -> Outcome<Value> {
        let script = format!("const done = arguments[0]; ({promise}).then(done, e => done('failed: ' + e))");
        Ok(self.client.execute_async(&script, vec![]).await?)
    }

    /// What pages wrote to the console since this was last asked.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn console(&self) -> Outcome<Vec<String>> {
        let log = self.client.issue_cmd(ConsoleLog).await?;
        let lines = log.as_array().cloned().unwrap_or_default();
        let told = |line: &Value| {
            let part = |key| line.get(key).and_then(Value::as_str).unwrap_or_default();
            format!("{}: {}", part("level"), part("message"))
        };
        Ok(lines.iter().map(told).collect())
    }

    async fn find(&self, selector: &str) -> Outcome<Element> {
        match self.client.wait().at_most(Duration::from_secs(5)).for_element(Locator::Css(selector)).await {
            Ok(element) => Ok(element),
            Err(_) => {
                Err(format!("{} has no {selector}:\n{}", self.path().await?, self.text().await?).into())
            }
        }
    }

    /// Marks the page, and taps.
    async fn tap(&self, selector: &str) -> Outcome {
        let element = self.find(selector).await?;
        let scroll = "document.body.isLeft = true; arguments[0].scrollIntoView({block: 'center'})";
        self.client.execute(scroll, vec![serde_json::to_value(&element)?]).await?;
        Ok(element.click().await?)
    }

    /// Waits for the page after the one that was marked.
    async fn arrive(&self) -> Outcome {
        for _ in 0..400 {
            let arrived = self
                .run("return document.body && !document.body.isLeft && document.readyState === 'complete'")
                .await;
            if matches!(arrived, Ok(Value::Bool(true))) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        Err(format!("no page came after a tap on {}:\n{}", self.path().await?, self.text().await?).into())
    }

    async fn stretch(&self, height: u32) -> Outcome {
        let (width, _) = self.width.size();
        let phone = self.width == Width::Phone;
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone});
        self.client.issue_cmd(Cdp("Emulation.setDeviceMetricsOverride", metrics)).await?;
        Ok(())
    }
}

/// Whether an element was of a page that is there no more.
fn is_gone(error: &str) -> bool {
    error.contains("stale element") || error.contains("does not belong to the document")
}

/// Starts the driver. It chooses a port for one family of addresses and gives up when another driver just took that
/// port of the other family: then it is started again.
async fn driver() -> Outcome<(Child, u16)> {
    for _ in 0..5 {
        if let Some(started) = start_driver().await? {
            return Ok(started);
        }
    }
    Err("chromedriver ended five times before it said where it listens".into())
}

/// Starts the driver on a port of its own choice; none when it ended at once.
async fn start_driver() -> Outcome<Option<(Child, u16)>> {
    let mut driver = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| format!("chromedriver does not start ({error}): `cargo xtask test` installs it"))?;
    let output = driver.stdout.take().ok_or("chromedriver has no output")?;
    let mut lines = BufReader::new(output).lines();
    while let Some(line) = lines.next_line().await? {
        let port = line
            .split_once("successfully on port ")
            .and_then(|(_, rest)| rest.trim_end_matches('.').parse().ok());
        if let Some(port) = port {
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Ok(Some((driver, port)));
        }
    }
    Ok(None)
}

fn capabilities(profile: &Path) -> Map<String, Value> {
    let arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--force-color-profile=srgb",
        "--lang=id",
        &format!("--user-data-dir={}", profile.display()),
    ];
    let options = json!({"binary": "/usr/bin/chromium", "args": arguments});
    let mut all = Map::new();
    all.insert("goog:chromeOptions".into(), options);
    all.insert("goog:loggingPrefs".into(), json!({"browser": "ALL"}));
    all
}
