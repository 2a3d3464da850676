//! A phone that is enrolled: a browser whose storage outlives it.

use std::{ops::Deref, path::Path, process::Command, time::Duration};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{Browser, Outcome, Program, Puskesmas, Width, program::TODAY, puskesmas::entries};

/// How long a phone may take for something that usually takes a second, in tenths of one.
const PATIENCE: usize = 600;

/// Somebody's phone. What a browser can do, it can do.
#[derive(Debug)]
pub struct Phone {
    browser: Browser,
    profile: TempDir,
    address: String,
    pin: String,
}

impl Deref for Phone {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}

impl Phone {
    /// Logs in as somebody of the example unit and enrols the phone, page by page as she would.
    ///
    /// # Errors
    /// When a page does not come.
    pub async fn enrol(puskesmas: &Puskesmas, name: &str, pin: &str) -> Outcome<Self> {
        let phone = Self::fresh(&puskesmas.address(), pin).await?;
        phone.log_in_as(name).await?;
        phone.choose_pin(pin).await?;
        Ok(phone)
    }

    /// A phone that is not enrolled, in front of an address.
    ///
    /// # Errors
    /// When the browser does not start.
    pub async fn fresh(address: &str, pin: &str) -> Outcome<Self> {
        let profile = tempfile::tempdir()?;
        let browser = Browser::open(Program::elsewhere(address), Width::Phone, profile.path()).await?;
        Ok(Self { browser, profile, address: address.to_owned(), pin: pin.to_owned() })
    }

    /// Chooses a PIN on the page that enrols, and waits until it says that all is done.
    ///
    /// # Errors
    /// When it does not.
    pub async fn choose_pin(&self, pin: &str) -> Outcome {
        self.go("/hp/pasang").await?;
        self.shows("form[data-step='choose']").await?;
        let typed = format!(
            "for (const id of ['pin1', 'pin2']) document.getElementById(id).value = '{pin}';
             document.querySelector(\"form[data-step='choose']\").requestSubmit()"
        );
        self.run(&typed).await?;
        self.shows("[data-step='done']").await?;
        // The page leaves its session with the server only then; a test that stops the server at once would
        // find that complaint in the console.
        self.shows("[data-lasting]:not([hidden])").await
    }

    /// Kills the browser at once, as an empty battery would, and opens it again.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn after_a_dead_battery(self) -> Outcome<Self> {
        let Self { browser, profile, address, pin } = self;
        kill(profile.path())?;
        drop(browser);
        tokio::time::sleep(Duration::from_millis(500)).await;
        // What a killed browser leaves behind keeps the next one from starting.
        for name in ["SingletonLock", "SingletonCookie", "SingletonSocket"] {
            drop(std::fs::remove_file(profile.path().join(name)));
        }
        let browser = Browser::open(Program::elsewhere(&address), Width::Phone, profile.path()).await?;
        Ok(Self { browser, profile, address, pin })
    }

    /// Switches it off in order.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn off(self) -> Outcome<TempDir> {
        self.browser.close().await?;
        Ok(self.profile)
    }

    /// Types the PIN on the page that asks for it.
    ///
    /// # Errors
    /// When no page comes.
    pub async fn unlock(&self) -> Outcome {
        let pin = self.pin.clone();
        self.try_pin(&pin).await
    }

    /// Types a PIN on the page that asks for it.
    ///
    /// # Errors
    /// When no page comes.
    pub async fn try_pin(&self, pin: &str) -> Outcome {
        self.fill(&[("pin", pin)]).await?;
        self.press("main form[action='/kunci'] button[type=submit]").await
    }

    /// Leaves the storage no room, or all of it again.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn leave_room(&self, bytes: Option<u64>) -> Outcome {
        let mut parameters = json!({"origin": self.address});
        if let (Some(bytes), Some(parameters)) = (bytes, parameters.as_object_mut()) {
            parameters.insert("quotaSize".to_owned(), json!(bytes));
        }
        self.cdp("Storage.overrideQuotaForOrigin", parameters).await?;
        Ok(())
    }

    /// Presses the button that meets the server until a meeting went well and nothing waits.
    ///
    /// # Errors
    /// When that is not so within a minute.
    pub async fn meet(&self) -> Outcome {
        // The page loads itself anew when a meeting ends: what is looked at may be gone the next moment.
        let press = "document.querySelector(\"form[action='/kiriman/temu']\")?.requestSubmit()";
        let is_done = "return !!document.querySelector('[data-kiriman].sent')";
        self.go("/kiriman").await?;
        for _ in 0..20 {
            tokio::time::sleep(Duration::from_millis(300)).await;
            drop(self.run(press).await);
            for _ in 0..30 {
                tokio::time::sleep(Duration::from_millis(100)).await;
                if matches!(self.run(is_done).await, Ok(Value::Bool(true))) && self.met_well().await {
                    return Ok(());
                }
            }
        }
        Err(format!("something still waits:\n{}", self.text().await?).into())
    }

    /// Whether a meeting of its own asking goes well now.
    async fn met_well(&self) -> bool {
        let met = "navigator.serviceWorker.ready.then(r => new Promise(done => {
            navigator.serviceWorker.addEventListener('message', ({data}) => {
                if (data.tell === 'state' && !data.meeting) done(!!data.met && data.waiting === 0);
            });
            navigator.serviceWorker.startMessages();
            r.active.postMessage({tell: 'meet'});
            setTimeout(() => done(false), 10000);
        }))";
        matches!(self.settle(met).await, Ok(Value::Bool(true)))
    }

    /// Asks for a meeting, however it goes.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn try_to_meet(&self) -> Outcome {
        self.met_well().await;
        Ok(())
    }

    /// How many entries wait, as the page says.
    ///
    /// # Errors
    /// When the page does not say.
    pub async fn waiting(&self) -> Outcome<usize> {
        self.go("/kiriman").await?;
        Ok(self.attribute("[data-kiriman]", "data-waiting").await?.parse()?)
    }

    /// The log on the phone, an entry each.
    ///
    /// # Errors
    /// When the phone is locked, or its program is not the one for tests.
    pub async fn log(&self) -> Outcome<Vec<Value>> {
        let text = self.settle("fetch('/trial/catatan').then(r => r.text())").await?;
        entries(text.as_str().unwrap_or_default())
    }

    /// What follows from the log on the phone on the day of the tests, as `betang state` prints it.
    ///
    /// # Errors
    /// As [`Phone::log`].
    pub async fn state(&self) -> Outcome<String> {
        let text = self.settle(&format!("fetch('/trial/keadaan?{TODAY}').then(r => r.text())")).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Files of the browser's profile in which one of these words can be read.
    ///
    /// # Errors
    /// When the profile cannot be searched.
    pub fn readable(profile: &Path, words: &[&str]) -> Outcome<String> {
        // Databases of browsers keep text as UTF-8 or as UTF-16.
        let wide = |word: &str| word.chars().map(String::from).collect::<Vec<_>>().join(".");
        let patterns: Vec<_> = words.iter().flat_map(|word| [(*word).to_owned(), wide(word)]).collect();
        let found = Command::new("grep").args(["-rlaE", &patterns.join("|")]).arg(profile).output()?;
        Ok(String::from_utf8(found.stdout)?)
    }

    /// Waits until an element is to be seen.
    ///
    /// # Errors
    /// When it is not within a minute.
    pub async fn shows(&self, selector: &str) -> Outcome {
        let visible = format!("return !!document.querySelector({})?.checkVisibility()", json!(selector));
        for _ in 0..PATIENCE {
            if matches!(self.run(&visible).await, Ok(Value::Bool(true))) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err(format!("{} does not show {selector}:\n{}", self.path().await?, self.text().await?).into())
    }
}

/// Every process of the browser that keeps its storage here.
fn kill(profile: &Path) -> Outcome {
    let pattern = format!("user-data-dir={}", profile.display());
    Command::new("pkill").args(["-9", "-f", &pattern]).status()?;
    Ok(())
}
