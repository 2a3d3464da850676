//! A modem at the Puskesmas, through Gammu SMSD and its files service (`gammu-smsd-files(7)`, Gammu 1.42).
//!
//! SMSD puts what comes into one folder and takes what is to be sent from another. [`Folders::smsdrc`] writes the part
//! of its configuration that must fit. Of its three formats for the inbox `detail` is the one to take: it keeps long
//! messages in one file, tells delivery reports from messages, and is exact; `unicode` writes past the end of a text
//! in UTF-8 locales, and `standard` loses what the locale has not.
//!
//! **What comes** is a file that SMSD writes in place, so that it may be seen half-written: a file counts only when
//! nothing was written to it for a moment. It is deleted after it was kept. Its key is made of its name and content,
//! because SMSD uses names again.
//!
//! **What goes** is a file named by its message's id, written beside and renamed. While a file of that name is in the
//! outbox or among the sent or failed ones the message is not given again. SMSD itself, killed between sending and
//! moving the file, sends once more when it starts again: nothing can be done about that from here.
//!
//! **Calls:** with `HangupCalls = 1` SMSD hangs up and runs `RunOnIncomingCall` with the caller's number (since 1.38.5;
//! calls cannot be told without being hung up). The command that [`Folders::smsdrc`] writes leaves an empty file named
//! by moment and number in the folder for calls. SMSD's dummy phone cannot ring: that end is tested by running the
//! command, not by a call.

mod calls;
mod detail;
mod inbox;
mod name;
mod outbox;
mod text;

use std::{path::PathBuf, time::Duration};

use async_trait::async_trait;
use jiff::tz::Offset;
use tokio::task::spawn_blocking;

use crate::{Accepted, Delivery, Gateway, Keeper, Outgoing, Received, Trouble, Why};
use inbox::Found;

/// The folders that SMSD and we share, on one file system.
#[derive(Debug, Clone)]
pub struct Folders {
    /// `inboxpath`.
    pub inbox: PathBuf,
    /// `outboxpath`.
    pub outbox: PathBuf,
    /// `sentsmspath`.
    pub sent: PathBuf,
    /// `errorsmspath`.
    pub failed: PathBuf,
    /// Where the command for calls leaves its files.
    pub calls: PathBuf,
}

impl Folders {
    /// SMSD's own folders of Debian's package, below `/var/spool/gammu`.
    pub fn below(root: impl Into<PathBuf>) -> Self {
        let root = root.into();
        Self {
            inbox: root.join("inbox"),
            outbox: root.join("outbox"),
            sent: root.join("sent"),
            failed: root.join("error"),
            calls: root.join("calls"),
        }
    }

    /// The `[smsd]` part of SMSD's configuration that fits. It logs nothing; given a `LogFile`, SMSD writes numbers to it,
    /// and with a higher `DebugLevel` texts. SMSD and we must be able to write to and delete from each other's folders.
    pub fn smsdrc(&self) -> String {
        let path = |path: &PathBuf| format!("{}/", path.display());
        format!(
            "[smsd]\nService = files\nInboxFormat = detail\nTransmitFormat = auto\nDeliveryReport = sms\n\
             DebugLevel = 0\nCommTimeout = 1\nReceiveFrequency = 1\nHangupCalls = 1\n\
             RunOnIncomingCall = {}\n\
             InboxPath = {}\nOutboxPath = {}\nSentSMSPath = {}\nErrorSMSPath = {}\n",
            calls::command(&self.calls),
            path(&self.inbox),
            path(&self.outbox),
            path(&self.sent),
            path(&self.failed),
        )
    }

    fn all(&self) -> [&PathBuf; 5] {
        [&self.inbox, &self.outbox, &self.sent, &self.failed, &self.calls]
    }
}

/// SMSD's `InboxFormat`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InboxFormat {
    /// Gammu's backup format: the one to take.
    #[default]
    Detail,
    /// UTF-16 with a byte order mark.
    Unicode,
    /// Plain text in SMSD's locale.
    Standard,
}

/// How files are read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// SMSD's `InboxFormat`.
    pub format: InboxFormat,
    /// The offset of times that say none.
    pub offset: Offset,
    /// For how long nothing may have been written to a file before it counts as complete.
    pub settle: Duration,
}

impl Default for Reading {
    /// `detail`, western Indonesian time, one second.
    fn default() -> Self {
        Self { format: InboxFormat::Detail, offset: Offset::constant(7), settle: Duration::from_secs(1) }
    }
}

/// Gammu SMSD.
#[derive(Debug, Clone)]
pub struct Gammu {
    name: String,
    folders: Folders,
    reading: Reading,
}

impl Gammu {
    /// A gateway of this name over these folders, which must exist.
    pub fn new(name: impl Into<String>, folders: Folders, reading: Reading) -> Self {
        Self { name: name.into(), folders, reading }
    }

    /// Runs what touches files where waiting is allowed.
    async fn apart<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Folders, &Reading) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        let (folders, reading) = (self.folders.clone(), self.reading.clone());
        spawn_blocking(move || work(&folders, &reading)).await.unwrap_or(Err(Trouble::Unsure(Why::Broken)))
    }

    async fn take(
        &self,
        group: inbox::Group,
        keeper: &mut dyn Keeper,
        received: &mut Received,
    ) -> Result<(), Trouble> {
        let found = self.apart(move |folders, reading| inbox::read(folders, reading, &group)).await?;
        match found {
            Found::Gone => (),
            Found::Unsettled => received.waiting += 1,
            Found::Odd(group) => {
                self.apart(move |folders, _| inbox::set_aside(folders, &group)).await?;
                received.aside += 1;
            }
            Found::Event(event, files) => {
                keeper.keep(event).await.map_err(|_| Trouble::NotSent(Why::NotKept))?;
                self.apart(move |folders, _| inbox::acknowledge(folders, &files)).await?;
                received.kept += 1;
            }
        }
        Ok(())
    }
}

#[async_trait]
impl Gateway for Gammu {
    fn name(&self) -> &str {
        &self.name
    }

    fn repeats_safely(&self) -> bool {
        true
    }

    async fn send(&self, message: &Outgoing) -> Result<Accepted, Trouble> {
        let message = message.clone();
        self.apart(move |folders, _| outbox::put(folders, &message)).await
    }

    async fn look(&self, message: &Outgoing) -> Result<Delivery, Trouble> {
        let message = message.clone();
        self.apart(move |folders, _| outbox::look(folders, &message)).await
    }

    async fn forget(&self, message: &Outgoing) -> Result<(), Trouble> {
        let message = message.clone();
        self.apart(move |folders, _| outbox::forget(folders, &message)).await
    }

    /// Messages and reports first, then calls. Only names are held in memory; contents are read one by one.
    async fn receive(&self, keeper: &mut dyn Keeper) -> Result<Received, Trouble> {
        let mut received = Received::default();
        for group in self.apart(|folders, _| inbox::list(folders)).await? {
            self.take(group, keeper, &mut received).await?;
        }
        for call in self.apart(|folders, _| calls::list(folders)).await? {
            keeper.keep(call.event).await.map_err(|_| Trouble::NotSent(Why::NotKept))?;
            let path = call.path;
            self.apart(move |_, _| inbox::remove(&path)).await?;
            received.kept += 1;
        }
        Ok(received)
    }

    async fn check(&self) -> Result<(), Trouble> {
        self.apart(|folders, _| outbox::check(folders)).await
    }
}
