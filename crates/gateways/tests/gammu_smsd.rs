//! The real `gammu-smsd` with its dummy phone, both ways. `cargo xtask test` installs it (Debian: gammu, gammu-smsd).

#![expect(clippy::unwrap_used, reason = "test code")]

use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use gateways::{
    Accepted, Delivery, Event, Gateway, Kind, MessageId, Outgoing, Phone, Priority, Text, Trouble, Why,
    gammu::{Folders, Gammu, InboxFormat, Reading},
};
use tempfile::TempDir;
use uuid::Uuid;

/// A daemon that ends with the test.
struct Smsd {
    child: Child,
    root: TempDir,
    folders: Folders,
}

impl Smsd {
    fn start(format: InboxFormat, debug: u8) -> Self {
        let root = tempfile::tempdir().unwrap();
        let folders = Folders::below(root.path().join("spool"));
        for folder in [&folders.inbox, &folders.outbox, &folders.sent, &folders.failed, &folders.calls] {
            fs::create_dir_all(folder).unwrap();
        }
        for folder in 1..=5 {
            fs::create_dir_all(root.path().join(format!("phone/sms/{folder}"))).unwrap();
        }
        let word = match format {
            InboxFormat::Detail => "detail",
            InboxFormat::Unicode => "unicode",
            InboxFormat::Standard => "standard",
        };
        let smsdrc = folders
            .smsdrc()
            .replace("InboxFormat = detail", &format!("InboxFormat = {word}"))
            .replace("DebugLevel = 0", &format!("DebugLevel = {debug}"));
        let phone = root.path().join("phone");
        let log = root.path().join("log");
        let whole = format!(
            "[gammu]\nconnection = none\nmodel = dummy\nport = {}\n\n{smsdrc}LogFile = {}\nCheckSecurity = 0\n\
             CheckBattery = 0\nCheckSignal = 0\nCheckNetwork = 0\n",
            phone.display(),
            log.display()
        );
        fs::write(root.path().join("smsdrc"), whole).unwrap();
        let child = Self::daemon(root.path());
        Self { child, root, folders }
    }

    fn daemon(root: &Path) -> Child {
        Command::new("gammu-smsd")
            .arg("-c")
            .arg(root.join("smsdrc"))
            .env("LC_ALL", "C.UTF-8")
            .stdout(Stdio::null())
            .spawn()
            .expect("gammu-smsd is missing: cargo xtask test installs it")
    }

    /// Puts a message into the phone's inbox, as the network would.
    fn text(&self, from: &str, words: &str) {
        let length = words.chars().count().max(1).to_string();
        let mut arguments =
            vec!["savesms", "TEXT", "-folder", "1", "-unread", "-sender", from, "-len", &length];
        if !words.is_ascii() {
            arguments.push("-unicode");
        }
        arguments.extend(["-text", words]);
        let done = Command::new("gammu")
            .arg("-c")
            .arg(self.root.path().join("smsdrc"))
            .args(&arguments)
            .env("LC_ALL", "C.UTF-8")
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    fn gateway(&self, format: InboxFormat) -> Gammu {
        let settle = Duration::from_millis(300);
        Gammu::new("modem", self.folders.clone(), Reading { format, settle, ..Reading::default() })
    }
}

impl Drop for Smsd {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn outgoing(words: &str) -> Outgoing {
    Outgoing {
        id: MessageId(Uuid::from_u128(0xBE7A_0001)),
        to: Phone::parse("0812 3456 7890").unwrap(),
        text: Text(words.to_owned()),
        priority: Priority::Urgent,
        queued_at: "2026-05-21T03:00:00Z".parse().unwrap(),
        valid_for: None,
        report: true,
    }
}

/// Receives until so many events are there.
async fn receive(gateway: &Gammu, count: usize) -> Vec<Event> {
    let mut events = Vec::new();
    let started = Instant::now();
    while events.len() < count && started.elapsed() < Duration::from_secs(40) {
        gateway.receive(&mut events).await.unwrap();
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    events
}

fn words(events: &[Event]) -> Vec<(String, String)> {
    let mut words: Vec<(String, String)> = events
        .iter()
        .map(|event| match event {
            Event::Incoming(incoming) => match &incoming.kind {
                Kind::Text(text) => (incoming.from.phone().unwrap().e164().to_owned(), text.0.clone()),
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        })
        .collect();
    words.sort();
    words
}

async fn both_ways_in(format: InboxFormat) {
    let long = "Ibu Siti mules sejak subuh, sungai dangkal. ".repeat(9).trim().to_owned();
    let said = [
        ("+6281299900111", "LAHIR Siti"),
        ("+6281299900112", "HAMIL Siti é 😀 €"),
        ("+6281299900113", long.as_str()),
    ];
    let smsd = Smsd::start(format, 0);
    for (from, words) in said {
        smsd.text(from, words);
    }
    let gateway = smsd.gateway(format);
    gateway.check().await.unwrap();
    let events = receive(&gateway, said.len()).await;
    let expected: Vec<(String, String)> =
        said.iter().map(|(from, words)| ((*from).to_owned(), (*words).to_owned())).collect();
    assert_eq!(words(&events), expected);
    assert!(events.iter().all(|event| matches!(event, Event::Incoming(incoming) if incoming.torn.is_none())));
    assert_eq!(fs::read_dir(&smsd.folders.inbox).unwrap().count(), 0, "what was kept is deleted");
    let log = fs::read_to_string(smsd.root.path().join("log")).unwrap();
    assert!(!log.contains("LAHIR") && !log.contains("Siti"), "SMSD logs no words as we configure it: {log}");
}

#[tokio::test]
async fn the_dummy_phone_brings_messages_in_the_detailed_format() {
    both_ways_in(InboxFormat::Detail).await;
}

#[tokio::test]
async fn the_dummy_phone_brings_messages_in_the_unicode_format() {
    both_ways_in(InboxFormat::Unicode).await;
}

#[tokio::test]
async fn what_is_sent_reaches_the_dummy_phone_once() {
    let smsd = Smsd::start(InboxFormat::Detail, 255);
    let gateway = smsd.gateway(InboxFormat::Detail);
    let message = outgoing("Terima kasih Ibu Inai. Bidan Rina akan menghubungi. — 😀");
    assert_eq!(gateway.look(&message).await.unwrap(), Delivery::Unknown);
    assert_eq!(gateway.send(&message).await.unwrap(), Accepted::Now);
    assert_eq!(gateway.send(&message).await.unwrap(), Accepted::Before);
    let started = Instant::now();
    while gateway.look(&message).await.unwrap() == Delivery::Waiting
        && started.elapsed() < Duration::from_secs(40)
    {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(gateway.look(&message).await.unwrap(), Delivery::Sent);
    assert_eq!(gateway.send(&message).await.unwrap(), Accepted::Before);
    let log = fs::read_to_string(smsd.root.path().join("log")).unwrap();
    assert_eq!(log.matches("SMS sent on device").count(), 1, "{log}");
    assert!(
        log.contains(
            "to \"+6281234567890\" with text \"Terima kasih Ibu Inai. Bidan Rina akan menghubungi. — 😀\""
        ),
        "{log}"
    );
    assert!(log.contains("dlr: 1"), "a report was asked for: {log}");
    gateway.forget(&message).await.unwrap();
    assert_eq!(gateway.look(&message).await.unwrap(), Delivery::Unknown);
}

#[tokio::test]
async fn a_daemon_that_was_killed_finds_the_message_when_it_starts_again() {
    let mut smsd = Smsd::start(InboxFormat::Detail, 0);
    smsd.child.kill().unwrap();
    smsd.child.wait().unwrap();
    let gateway = smsd.gateway(InboxFormat::Detail);
    let message = outgoing("Ya");
    gateway.send(&message).await.unwrap();
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(gateway.look(&message).await.unwrap(), Delivery::Waiting);
    smsd.child = Smsd::daemon(smsd.root.path());
    let started = Instant::now();
    while gateway.look(&message).await.unwrap() != Delivery::Sent
        && started.elapsed() < Duration::from_secs(40)
    {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(gateway.look(&message).await.unwrap(), Delivery::Sent);
}

#[tokio::test]
async fn an_empty_or_endless_text_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let gateway = Gammu::new("modem", Folders::below(root.path()), Reading::default());
    for words in ["", &"a".repeat(1531), "a\0b"] {
        assert_eq!(gateway.send(&outgoing(words)).await, Err(Trouble::Refused(Why::Length)));
    }
    assert!(matches!(gateway.send(&outgoing("ya")).await, Err(Trouble::NotSent(Why::Disk(_)))));
    assert!(matches!(gateway.check().await, Err(Trouble::NotSent(Why::Disk(_)))));
}
