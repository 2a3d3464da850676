//! The phone's shell: its worker is installed from a page, answers without a server, and outlives a
//! panic of the program in it. Needs the phone's program as for tests (`cargo xtask wasm --dev`).

use e2e::{Browser, Outcome, journeys};
use serde_json::Value;

journeys! {
    a_phone_answers_without_a_server
    a_panic_costs_one_request
    a_page_says_what_a_phone_downloads
}

/// Installs the worker from whatever page is open, and waits until it answers for it.
const INSTALL: &str = "(async () => {
    await navigator.serviceWorker.register('/sw.js', {updateViaCache: 'none'});
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
        await new Promise(done => navigator.serviceWorker.addEventListener('controllerchange', done, {once: true}));
    }
    return 'installed';
})()";

/// Status and mark of the answer to a path, as `200 phone`.
async fn answer(browser: &Browser, path: &str) -> Outcome<String> {
    let asked = format!(
        "fetch('{path}').then(r => r.text().then(() => r.status + ' ' + (r.headers.get('x-betang') ?? '').split('/')[0]))"
    );
    Ok(text(&browser.settle(&asked).await?))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

async fn install(browser: &Browser) -> Outcome {
    browser.go("/masuk").await?;
    same(&text(&browser.settle(INSTALL).await?), "installed")
}

fn same(found: &str, wanted: &str) -> Outcome {
    if found == wanted { Ok(()) } else { Err(format!("found “{found}”, wanted “{wanted}”").into()) }
}

async fn a_phone_answers_without_a_server(browser: &Browser) -> Outcome {
    install(browser).await?;
    browser.kill_program().await?;
    same(&answer(browser, "/kunci/keadaan").await?, "200 phone")?;
    // From its own cache, in a worker that has to be started first.
    browser.stop_worker().await?;
    same(&answer(browser, "/phone.js").await?, "200 phone")?;
    browser.go("/kunci/keadaan").await?;
    browser.see("enrolled").await?;
    let used = browser.settle("caches.keys().then(names => names.length + ' cache')").await?;
    same(&text(&used), "1 cache")
}

async fn a_panic_costs_one_request(browser: &Browser) -> Outcome {
    install(browser).await?;
    browser.kill_program().await?;
    for _ in 0..3 {
        same(&answer(browser, "/kunci/panik").await?, "500 phone")?;
        same(&answer(browser, "/kunci/keadaan").await?, "200 phone")?;
    }
    // Whoever meets it sees a page and not a window that waits for ever.
    browser.go("/kunci/panik").await?;
    browser.see("Yang sudah tersimpan tetap aman").await
}

async fn a_page_says_what_a_phone_downloads(browser: &Browser) -> Outcome {
    browser.go("/masuk").await?;
    let manifest =
        "fetch(document.querySelector('link[rel=manifest]').href).then(r => r.json()).then(async m => {
        const icons = [...m.icons, ...m.shortcuts.flatMap(s => s.icons)];
        for (const icon of icons) {
            const picture = await createImageBitmap(await (await fetch(icon.src)).blob());
            if (`${picture.width}x${picture.height}` !== icon.sizes) return icon.src;
        }
        return m.name + ' ' + icons.length;
    })";
    same(&text(&browser.settle(manifest).await?), "Betang 6")?;
    let sent = "fetch('/sw.js').then(r => [r.headers.get('content-encoding'), r.headers.get('cache-control')].join(' '))";
    same(&text(&browser.settle(sent).await?), "br no-cache")
}
