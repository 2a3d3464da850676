//! Main journeys through the pages, in a real browser, on a phone and on the desktop.

use e2e::{Browser, Outcome, Width, check};

/// What somebody meets who has not logged in, in both languages, and a wrong password.
async fn the_door(browser: &Browser) -> Outcome {
    browser.go("/").await?;
    browser.see("Masuk").await?;
    check::page(browser, "log-in").await?;
    browser.go("/bahasa/en?ke=/").await?;
    browser.see("Log in").await?;
    check::page(browser, "log-in-english").await?;
    browser.fill(&[("nama", "kepala"), ("sandi", "not the password")]).await?;
    browser.send().await?;
    browser.see("does not match").await?;
    check::page(browser, "log-in-refused").await
}

/// The head adds a user, who then logs in and sees only what her role lets her.
async fn a_new_user(browser: &Browser) -> Outcome {
    browser.log_in_as("kepala").await?;
    browser.go("/pengguna/baru").await?;
    browser.fill(&[("name", "Bidan Percobaan"), ("login", "coba"), ("role", "bidan")]).await?;
    browser.fill(&[("password", "tiga kata mudah")]).await?;
    browser.send().await?;
    browser.see("Pilih sedikitnya satu desa").await?;
    check::page(browser, "user-without-village").await?;
    browser.fill(&[("villages", "62.03.12.2001"), ("password", "tiga kata mudah")]).await?;
    browser.send().await?;
    browser.see("Bidan Percobaan").await?;
    check::page(browser, "users").await?;
    browser.go("/lainnya").await?;
    browser.press("form[action='/keluar'] button").await?;
    browser.log_in("coba", "tiga kata mudah").await?;
    browser.go("/lainnya").await?;
    browser.see("Bidan Percobaan").await?;
    if browser.count("a[href='/pengguna']").await? == 0 {
        Ok(())
    } else {
        Err("a midwife is offered the users".into())
    }
}

/// Walks a journey at both widths, each a test of its own.
macro_rules! journeys {
    ($($journey:ident)*) => {$(
        mod $journey {
            use super::{Browser, Width, walked};

            #[tokio::test]
            async fn on_a_phone() {
                walked(Browser::walk(Width::Phone, super::$journey).await);
            }

            #[tokio::test]
            async fn on_the_desktop() {
                walked(Browser::walk(Width::Desktop, super::$journey).await);
            }
        }
    )*};
}

fn walked(outcome: Outcome) {
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

journeys! { the_door a_new_user }
