//! Every page that links lead to, one of each kind, holds what must be true of a page.

use std::collections::{BTreeSet, VecDeque};

use e2e::{Browser, Outcome, Width, check};

/// Links of the page shown that lead to other pages of ours.
const LINKS: &str = "return [...document.querySelectorAll('a[href^=\"/\"]:not([download])')].map(a => a.getAttribute('href'))";

/// What is no page, or changes how all others look.
const NOT_PAGES: &[&str] = &["/bahasa/", "/aset/", "/ekspor"];
/// What a browser shows by itself or hands to another program.
const FILES: &[&str] = &[".pdf", ".ics"];

/// Walks breadth first from the first page as somebody of the example unit; a page is of the same kind as
/// another when their addresses differ only in ids, codes and queries.
async fn walk(login: &str, width: Width) -> Outcome {
    Browser::walk(width, async |browser| walk_all(browser, login).await).await
}

async fn walk_all(browser: &Browser, login: &str) -> Outcome {
    browser.log_in_as(login).await?;
    let mut seen = BTreeSet::new();
    let mut waiting = VecDeque::from(["/", "/lainnya"].map(str::to_owned));
    let mut wrong = Vec::new();
    while let Some(path) = waiting.pop_front() {
        let kind = kind_of(&path);
        let is_file = FILES.iter().any(|suffix| path.ends_with(suffix));
        if is_file || NOT_PAGES.iter().any(|prefix| path.starts_with(prefix)) || !seen.insert(kind.clone()) {
            continue;
        }
        browser.go(&path).await?;
        if let Err(error) = check::page(browser, &format!("{login}{kind}")).await {
            wrong.push(error.to_string());
        }
        let links = browser.run(LINKS).await?;
        waiting.extend(
            links.as_array().into_iter().flatten().filter_map(|link| link.as_str().map(str::to_owned)),
        );
    }
    if seen.len() < 10 {
        wrong.push(format!("links lead to {} kinds of page only: {seen:?}", seen.len()));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// What stands behind these are pages of one kind, although their last part is a word.
const WORDS: &[&str] = &["/pesan/kata/"];

/// `/ibu/0197…/anc?x=1` is `-ibu-_-anc`.
fn kind_of(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let words = WORDS.iter().find(|words| path.starts_with(**words));
    let path = words.map_or_else(|| path.to_owned(), |words| format!("{words}_"));
    let part = |part: &str| {
        // Ids and codes have digits, or capitals as the names of indicators do.
        if part.contains(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase()) {
            "_".to_owned()
        } else {
            part.to_owned()
        }
    };
    path.trim_end_matches('/').split('/').map(part).collect::<Vec<_>>().join("-")
}

#[test]
fn addresses_that_differ_in_ids_are_of_one_kind() {
    assert_eq!(kind_of("/ibu/0197-a/anc?x=1"), kind_of("/ibu/0198-b/anc"));
    assert_ne!(kind_of("/ibu/0197-a/anc"), kind_of("/ibu/0197-a"));
    assert_eq!(kind_of("/pesan/kata/thanks"), kind_of("/pesan/kata/alert"));
    assert_ne!(kind_of("/pesan/kata/thanks"), kind_of("/pesan/kata"));
}

#[tokio::test]
async fn for_the_head_on_a_phone() {
    walk("kepala", Width::Phone).await.unwrap_or_else(|error| panic!("{error}"));
}

#[tokio::test]
async fn for_the_head_on_the_desktop() {
    walk("kepala", Width::Desktop).await.unwrap_or_else(|error| panic!("{error}"));
}

#[tokio::test]
async fn for_the_office_on_the_desktop() {
    walk("tu", Width::Desktop).await.unwrap_or_else(|error| panic!("{error}"));
}
