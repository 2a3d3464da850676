//! Betang's side: the phone is enrolled and meets the server; then its worker is stopped and started,
//! pages are opened and visits are saved.

use std::{path::Path, time::Duration};

use serde_json::{Value, json};

use super::{BUSY, First, LOGIN, chromium::Chromium, proxy::Proxy, slow::Slow, slowed};
use crate::{
    Outcome,
    program::{PASSWORD, Server},
    report,
};

/// How often the worker is stopped and started.
const STARTS: usize = 5;
/// How often each page is opened.
const ROUNDS: usize = 5;
/// How long a page is looked at before the next tap.
const TURNS_AFTER: Duration = Duration::from_secs(1);
/// How many visits are saved.
const VISITS: usize = 20;

const REGISTER: &str = "(async () => {
    const workers = navigator.serviceWorker;
    const there = new Promise(done => workers.addEventListener('controllerchange', done));
    await workers.register('/sw.js', { updateViaCache: 'none' });
    if (!workers.controller) await there;
    return true;
})()";

const ADMIT: &str = "(async () => {
    const body = JSON.stringify({ csrf: document.querySelector('[name=csrf]').value, label: 'HP' });
    const answer = await fetch('/api/hp', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    window.enrolled = await answer.json();
    return answer.status;
})()";

const MEET: &str = "(async () => {
    const body = JSON.stringify({ enrolled: window.enrolled, secret: '271828', kind: 'pin' });
    const t = performance.now();
    const answer = await (await fetch('/kunci/pasang', { method: 'POST', body })).json();
    return { ms: performance.now() - t, ...answer };
})()";

/// From the tap until all of the page is there and laid out; and who answered.
const SHOWN: &str = "(() => {
    const [page] = performance.getEntriesByType('navigation');
    return { ms: page.domContentLoadedEventEnd, worker: page.workerStart > 0, title: document.title };
})()";

/// A tap on a link, until all of the page is there and laid out. A page that does not turn within its document ends this script,
/// and the run with it.
const TAP: &str = "(async () => {
    const link = document.createElement('a');
    link.href = 'PATH';
    document.body.append(link);
    const turned = new Promise((done, not) => {
        navigation.addEventListener('navigatesuccess', done, { once: true });
        navigation.addEventListener('navigateerror', not, { once: true });
    });
    const t = performance.now();
    link.click();
    await turned;
    document.body.getBoundingClientRect();
    return { ms: performance.now() - t, title: document.title };
})()";

const LINKS: &str =
    "[...document.querySelectorAll('a[href^=\"/ibu/\"]')].map(link => link.getAttribute('href'))";

/// Fills in and sends the visit's form; the answer, a redirect, comes when the visit is safe.
const SAVE: &str = "(async () => {
    const form = document.querySelector('main form[method=post]');
    const body = new URLSearchParams(new FormData(form));
    const visit = { examiner: 'bidan', place: 'posyandu', bp_sys: 110, bp_dia: 70, weight: 58, fundus: 24,
        fhr: 144, presentation: 'cephalic', iron_tablets: 30, signs: 'none' };
    for (const [name, value] of Object.entries(visit)) body.set(name, value);
    const t = performance.now();
    const answer = await fetch(form.getAttribute('action') ?? location.href, { method: 'POST', body, redirect: 'manual' });
    return { ms: performance.now() - t, type: answer.type };
})()";

/// An enrolled phone on a slow processor, and its first meeting.
pub(super) struct Ours {
    pub(super) first: First,
    // Dropped in this order: the browser ends while its server is still there.
    slow: Slow,
    browser: Chromium,
    proxy: Proxy,
    _server: Server,
}

/// Enrols a phone.
pub(super) fn first(folder: &Path, entries: usize) -> Outcome<Ours> {
    let (server, _) = Server::start(folder)?;
    let proxy = Proxy::before(&server.url(""))?;
    let mut browser = Chromium::start()?;
    log_in(&mut browser, &proxy)?;
    browser.in_page(REGISTER)?;
    // Twice, for the first time the loop is compiled.
    browser.in_worker(BUSY)?;
    let free = browser.in_worker(BUSY)?;
    if browser.in_page(ADMIT)? != 200 {
        return Err("the server admitted no phone".into());
    }
    let slow = Slow::begin(browser.group());
    let slowed = slow.tune(|| slowed(&free, &browser.in_worker(BUSY)?))?;
    let before = proxy.bytes();
    let told = browser.in_page(MEET)?;
    let bytes = proxy.bytes() - before;
    if told.get("met") != Some(&json!(true)) || told.get("entries") != Some(&json!(entries)) {
        return Err(format!("the phone should have {entries} entries, but: {told}").into());
    }
    let first = First { took: ms_in(&told)?, bytes, slowed };
    Ok(Ours { first, slow, browser, proxy, _server: server })
}

fn log_in(browser: &mut Chromium, proxy: &Proxy) -> Outcome {
    browser.go(&proxy.url("/masuk"))?;
    browser.submit(&format!(
        "document.querySelector('[name=nama]').value = '{LOGIN}';
         document.querySelector('[name=sandi]').value = '{PASSWORD}';
         document.querySelector('main form button').click()"
    ))?;
    browser.go(&proxy.url("/lainnya"))
}

impl Ours {
    /// Measures what comes after the first meeting.
    pub(super) fn work(mut self) -> Outcome {
        let mothers = self.mothers()?;
        self.starts()?;
        self.pages(&mothers)?;
        self.visits(&mothers)?;
        drop(self.slow);
        Ok(())
    }

    /// Opens a page; how long that took.
    fn open(&mut self, path: &str) -> Outcome<Duration> {
        self.browser.go(&self.proxy.url(path))?;
        let shown = self.browser.in_page(SHOWN)?;
        if shown.get("worker") != Some(&json!(true)) {
            return Err(format!("{path} was not answered by the phone: {shown}").into());
        }
        ms_in(&shown)
    }

    /// Follows a link on the page that is open; how long that took.
    fn tap(&mut self, path: &str) -> Outcome<Duration> {
        ms_in(&self.browser.in_page(&TAP.replace("PATH", path))?)
    }

    /// The forms of visits that are due, from the pages of the villages.
    fn mothers(&mut self) -> Outcome<Vec<String>> {
        let mut forms: Vec<String> = Vec::new();
        self.open("/")?;
        let villages = self.browser.in_page(
            "[...document.querySelectorAll('a[href^=\"/?desa=\"]')].map(link => link.getAttribute('href'))",
        )?;
        for village in words(&villages) {
            self.open(&village)?;
            let links = self.browser.in_page(LINKS)?;
            forms.extend(words(&links).into_iter().filter(|link| link.ends_with("/periksa")));
            if forms.len() >= VISITS {
                break;
            }
        }
        forms.truncate(VISITS);
        if forms.is_empty() { Err("no visit is due in any village".into()) } else { Ok(forms) }
    }

    /// The browser stops the worker while the page stays open, and the person goes on.
    fn starts(&mut self) -> Outcome {
        let mut times = Vec::new();
        for _ in 0..STARTS {
            // The page asks the worker for the key when it has loaded.
            self.open("/")?;
            std::thread::sleep(Duration::from_secs(3));
            self.browser.stop_worker()?;
            times.push(self.open("/")?);
            let title = self.browser.in_page("location.pathname")?;
            if title != "/" {
                return Err(format!("the phone was locked after its worker had been stopped: {title}").into());
            }
        }
        told("first page after the worker was stopped", times, "aim: under 1500 ms");
        Ok(())
    }

    /// Today, find, a mother, forms, dukun, villages, numbers, what waits.
    fn pages(&mut self, forms: &[String]) -> Outcome {
        let form = forms.first().cloned().unwrap_or_default();
        let mother: String = form.split('/').take(3).collect::<Vec<_>>().join("/");
        let (mut all, mut documents) = (Vec::new(), Vec::new());
        let known = [
            "/",
            "/cari?q=siti",
            "/cari?q=ma",
            &mother,
            &form,
            "/kabar/baru",
            "/dukun",
            "/desa",
            "/angka",
            "/kiriman",
        ];
        for path in known {
            let mut times = Vec::new();
            for _ in 0..ROUNDS {
                documents.push(self.open(path)?);
                // The page loads the script that turns when all else is there.
                std::thread::sleep(TURNS_AFTER);
                times.push(self.tap(path)?);
            }
            all.extend(times.iter().copied());
            let name =
                if path.starts_with("/ibu/") { path.replace(&mother, "/ibu/…") } else { path.to_owned() };
            let name = if name.len() > 30 { "/ibu/…/periksa".to_owned() } else { name };
            told(&format!("  {name}"), times, "");
        }
        told("any page after it", all, "aim: p95 under 150 ms");
        told("  the same pages, each as a document", documents, "");
        self.least()
    }

    /// What the browser itself takes for any page: a few lines that lie in its cache, and no program behind them.
    fn least(&mut self) -> Outcome {
        let mut times = Vec::new();
        for _ in 0..2 * ROUNDS {
            self.browser.go(&self.proxy.url("/manifest.webmanifest"))?;
            times.push(ms_in(&self.browser.in_page(SHOWN)?)?);
        }
        told("  beside it: a file of 1 kB from the browser's cache", times, "");
        Ok(())
    }

    /// Visits, until the phone says that they are safe.
    fn visits(&mut self, forms: &[String]) -> Outcome {
        let mut times = Vec::new();
        for form in forms {
            self.open(form)?;
            let saved = self.browser.in_page(SAVE)?;
            if saved.get("type") != Some(&json!("opaqueredirect")) {
                return Err(format!("a visit was not saved: {saved}").into());
            }
            times.push(ms_in(&saved)?);
        }
        told("a visit, until it is safe on the phone", times, "aim: under 300 ms");
        Ok(())
    }
}

/// Median and 95th percentile; of few, the slowest.
fn told(what: &str, mut times: Vec<Duration>, aim: &str) {
    times.sort_unstable();
    let at = |share: usize| times.get((times.len() * share).div_ceil(100).saturating_sub(1)).copied();
    let figure = |share| at(share).map_or_else(|| "–".to_owned(), report::ms);
    report::line(&format!("{what}, p50"), &figure(50), "");
    report::line(&format!("{what}, p95 of {}", times.len()), &figure(95), aim);
}

fn ms_in(told: &Value) -> Outcome<Duration> {
    let ms = told.get("ms").and_then(Value::as_f64).ok_or_else(|| format!("no time in {told}"))?;
    Ok(Duration::from_secs_f64(ms / 1e3))
}

fn words(list: &Value) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in list.as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !found.iter().any(|known| known == word) {
            found.push(word.to_owned());
        }
    }
    found
}
