//! Main journeys through the pages, in a real browser, on a phone and on the desktop.

use e2e::{Browser, Outcome, Program, Width, check};

/// What somebody meets who has not logged in, in both languages.
async fn the_door(width: Width) -> Outcome {
    let browser = Browser::open(Program::start().await?, width).await?;
    browser.go("/").await?;
    browser.see("Masuk").await?;
    check::page(&browser, "log-in").await?;
    browser.go("/bahasa/en?ke=/").await?;
    browser.see("Log in").await?;
    check::page(&browser, "log-in-english").await
}

/// Walks a journey at both widths, each a test of its own.
macro_rules! journeys {
    ($($journey:ident)*) => {$(
        mod $journey {
            use super::{Width, walked};

            #[tokio::test]
            async fn on_a_phone() {
                walked(super::$journey(Width::Phone).await);
            }

            #[tokio::test]
            async fn on_the_desktop() {
                walked(super::$journey(Width::Desktop).await);
            }
        }
    )*};
}

fn walked(outcome: Outcome) {
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

journeys! { the_door }
