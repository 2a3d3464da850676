//! Pictures of pages, to look at while working on them:
//!
//! ```text
//! cargo xtask shots                                  the log-in page and today, at both widths
//! cargo xtask shots /cari '/cari?q=sri' /desa        these pages, as the head of the example unit
//! cargo xtask shots --as USER:PASSWORD /             as somebody else (--as nobody: not logged in)
//! BETANG_ADDRESS=http://127.0.0.1:8080 cargo xtask shots /    of a program that runs already
//! ```
//!
//! A path may hold `first:SELECTOR`, which stands for the address of the first link that the CSS
//! selector finds on the page before it: `cargo xtask shots / 'first:main a[href^="/ibu/"]'`.
//!
//! They are written to `target/shots` as `PATH-360.png` and `PATH-1280.png`, whole pages each.
#![expect(clippy::print_stdout, reason = "a command line answers on standard output")]

use e2e::{Browser, Outcome, Width};

/// The head of the example unit.
const HEAD: &str = "kepala:betang-demo";

#[tokio::main]
async fn main() -> Outcome {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut login = HEAD.to_owned();
    if arguments.first().is_some_and(|first| first == "--as") && arguments.len() > 1 {
        login = arguments.remove(1);
        arguments.remove(0);
    }
    if arguments.is_empty() {
        arguments = vec!["/masuk".to_owned(), "/".to_owned()];
    }
    for width in [Width::Phone, Width::Desktop] {
        Browser::walk(width, async |browser| take(browser, &login, &arguments).await).await?;
    }
    Ok(())
}

async fn take(browser: &Browser, login: &str, paths: &[String]) -> Outcome {
    let mut inside = false;
    for path in paths {
        if let (false, false, Some((name, password))) = (inside, path == "/masuk", login.split_once(':')) {
            browser.log_in(name, password).await?;
            inside = true;
        }
        let path = match path.strip_prefix("first:") {
            Some(selector) => browser.attribute(selector, "href").await?,
            None => path.clone(),
        };
        browser.go(&path).await?;
        let file = browser.picture("shots", &file_name(&path)).await?;
        println!("{}", file.display());
    }
    Ok(())
}

/// A path as the name of a file: `/cari?q=sri` is `cari-q-sri`, `/` is `home`.
fn file_name(path: &str) -> String {
    let words: Vec<_> = path.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "home".to_owned() } else { words.join("-") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_names() {
        assert_eq!(file_name("/"), "home");
        assert_eq!(file_name("/cari?q=sri"), "cari-q-sri");
    }
}
