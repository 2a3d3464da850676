//! What must be true of every page, at every width.

use std::fs;

use serde_json::Value;

use crate::{Browser, Outcome, program::target};

/// Least height and width of what a finger must hit, px (WCAG 2.5.5).
const TARGET: f64 = 44.0;

/// Checks the page shown and saves its picture as `name`.
///
/// # Errors
/// Everything that is wrong with the page, in one message.
pub async fn page(browser: &Browser, name: &str) -> Outcome {
    browser.picture("screenshots", name).await?;
    let mut wrong = browser.console().await?;
    wrong.retain(|line| line.starts_with("SEVERE") || line.starts_with("WARNING"));
    // A form that cannot be taken comes back with this status, as it should.
    wrong.retain(|line| !line.contains("status of 422"));
    wrong.extend(sideways(browser).await?);
    wrong.extend(small_targets(browser).await?);
    wrong.extend(barriers(browser).await?);
    if wrong.is_empty() {
        return Ok(());
    }
    let path = browser.path().await?;
    Err(format!("{name} at {} px ({path}):\n  {}", browser.width().word(), wrong.join("\n  ")).into())
}

/// Pages scroll down, never sideways; wide tables scroll by themselves.
async fn sideways(browser: &Browser) -> Outcome<Option<String>> {
    let beyond = browser.run("return document.documentElement.scrollWidth - innerWidth").await?;
    let beyond = beyond.as_i64().unwrap_or(0);
    Ok((beyond > 0).then(|| format!("the page is {beyond} px wider than the window")))
}

/// What can be tapped is large enough. A link inside a sentence is exempt, as in WCAG, and so is a
/// box or button whose label is large enough.
async fn small_targets(browser: &Browser) -> Outcome<Vec<String>> {
    let script = format!(
        "const inSentence = e => {{
           const p = e.parentElement;
           return e.tagName === 'A' && getComputedStyle(e).display === 'inline' && p &&
             p.innerText.trim().length > e.innerText.trim().length;
         }};
         const area = e => (e.closest('label') ?? e.labels?.[0] ?? e).getBoundingClientRect();
         return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
           .filter(e => e.checkVisibility({{opacityProperty: true, visibilityProperty: true}}) && !inSentence(e))
           .filter(e => !e.classList.contains('skip'))
           .map(e => [e, ['radio', 'checkbox'].includes(e.type) ? area(e) : e.getBoundingClientRect()])
           .filter(([, r]) => r.width > 0 && (r.height < {TARGET} - 0.5 || r.width < {TARGET} - 0.5))
           .map(([e, r]) => `${{Math.round(r.width)}} × ${{Math.round(r.height)}} px is small for a finger: ${{e.outerHTML.slice(0, 120)}}`)"
    );
    let found = browser.run(&script).await?;
    Ok(found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// What axe-core finds: barriers for people who see, hear or move differently.
async fn barriers(browser: &Browser) -> Outcome<Vec<String>> {
    let file = target().join("npm/node_modules/axe-core/axe.min.js");
    let axe = fs::read_to_string(&file)
        .map_err(|error| format!("{}: {error}; `cargo xtask test` fetches it", file.display()))?;
    browser.run(&axe).await?;
    let run = "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v =>
        `${v.id}: ${v.help} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary ?? ''}`))";
    match browser.settle(run).await? {
        Value::Array(found) => Ok(found.iter().filter_map(Value::as_str).map(str::to_owned).collect()),
        other => Err(format!("axe-core did not run: {other}").into()),
    }
}
