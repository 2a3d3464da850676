//! The inbox of SMSD with what nobody should put there, with crashes, and with ten thousand messages.

#![expect(clippy::unwrap_used, reason = "test code")]

use std::{
    fs,
    time::{Duration, Instant, SystemTime},
};

use async_trait::async_trait;
use gateways::{
    About, Delivery, Event, Gateway, Keeper, Kind, NotKept, Received, Text, Trouble, Why,
    gammu::{Folders, Gammu, InboxFormat, Reading},
};
use tempfile::TempDir;

struct Spool {
    _root: TempDir,
    folders: Folders,
}

impl Spool {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let folders = Folders::below(root.path());
        for folder in [&folders.inbox, &folders.outbox, &folders.sent, &folders.failed, &folders.calls] {
            fs::create_dir_all(folder).unwrap();
        }
        Self { _root: root, folders }
    }

    fn put(&self, name: &str, content: &[u8]) {
        fs::write(self.folders.inbox.join(name), content).unwrap();
    }

    fn gateway(&self, format: InboxFormat, settle: Duration) -> Gammu {
        Gammu::new("modem", self.folders.clone(), Reading { format, settle, ..Reading::default() })
    }

    fn plain(&self) -> Gammu {
        self.gateway(InboxFormat::Standard, Duration::ZERO)
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.folders.inbox).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// Keeps, and fails after so many.
struct Fails {
    after: usize,
    tried: Vec<Event>,
}

#[async_trait]
impl Keeper for Fails {
    async fn keep(&mut self, event: Event) -> Result<(), NotKept> {
        self.tried.push(event);
        if self.tried.len() > self.after { Err(NotKept) } else { Ok(()) }
    }
}

fn name(serial: usize, part: usize, ending: &str) -> String {
    format!("IN20260521_090000_{serial:02}_+6281299900111_{part:02}.{ending}")
}

fn text(event: &Event) -> &str {
    match event {
        Event::Incoming(incoming) => match &incoming.kind {
            Kind::Text(Text(words)) => words,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_is_not_kept_is_brought_again_with_the_same_key() {
    let spool = Spool::new();
    for serial in 0..3 {
        spool.put(&name(serial, 0, "txt"), format!("pesan {serial}").as_bytes());
    }
    let mut fails = Fails { after: 1, tried: Vec::new() };
    assert_eq!(spool.plain().receive(&mut fails).await, Err(Trouble::NotSent(Why::NotKept)));
    assert_eq!(spool.names(), [name(1, 0, "txt"), name(2, 0, "txt")]);
    let mut again = Vec::new();
    let received = spool.plain().receive(&mut again).await.unwrap();
    assert_eq!(received, Received { kept: 2, ..Received::default() });
    assert_eq!(again.first().map(Event::key), fails.tried.get(1).map(Event::key));
    assert!(spool.names().is_empty());
}

#[tokio::test]
async fn a_name_used_again_for_other_words_has_another_key() {
    let spool = Spool::new();
    let mut events = Vec::new();
    for words in ["DARAH Siti", "ANTAR Siti"] {
        spool.put(&name(0, 0, "txt"), words.as_bytes());
        spool.plain().receive(&mut events).await.unwrap();
    }
    let keys: Vec<&str> = events.iter().map(Event::key).collect();
    assert_eq!(keys.len(), 2);
    assert_ne!(keys.first(), keys.last());
    assert!(keys.iter().all(|key| key.len() <= 100 && !key.contains("900111")));
}

#[tokio::test]
async fn parts_are_joined_in_their_order_and_deleted_together() {
    let spool = Spool::new();
    for part in (0..12).rev() {
        spool.put(&name(0, part, "txt"), format!("{part},").as_bytes());
    }
    let mut events = Vec::new();
    spool.plain().receive(&mut events).await.unwrap();
    assert_eq!(events.iter().map(text).collect::<Vec<_>>(), ["0,1,2,3,4,5,6,7,8,9,10,11,"]);
    assert!(spool.names().is_empty());
}

#[tokio::test]
async fn what_may_still_be_written_waits() {
    let spool = Spool::new();
    spool.put(&name(0, 0, "txt"), b"baru");
    spool.put(&name(1, 0, "txt"), b"");
    let mut events = Vec::new();
    let slow = spool.gateway(InboxFormat::Standard, Duration::from_secs(30));
    assert_eq!(slow.receive(&mut events).await.unwrap(), Received { waiting: 2, ..Received::default() });
    let file = fs::File::options().write(true).open(spool.folders.inbox.join(name(0, 0, "txt"))).unwrap();
    // A clock that was set back: the file comes from tomorrow.
    file.set_modified(SystemTime::now() + Duration::from_secs(86_400)).unwrap();
    assert_eq!(slow.receive(&mut events).await.unwrap(), Received { kept: 1, waiting: 1, aside: 0 });
    let empty = fs::File::options().write(true).open(spool.folders.inbox.join(name(1, 0, "txt"))).unwrap();
    empty.set_modified(SystemTime::now() - Duration::from_secs(61)).unwrap();
    slow.receive(&mut events).await.unwrap();
    assert_eq!(events.iter().map(text).collect::<Vec<_>>(), ["baru", ""]);
}

#[tokio::test]
async fn what_is_no_message_is_set_aside_and_the_rest_goes_on() {
    let spool = Spool::new();
    spool.put(&name(0, 0, "txt"), &vec![b'a'; 65 * 1024]);
    fs::create_dir(spool.folders.inbox.join(name(1, 0, "txt"))).unwrap();
    spool.put(&name(2, 0, "bin"), &[0, 255, 1]);
    spool.put("README", b"none of ours");
    spool.put(&name(3, 0, "smsbackup"), b"\xFF\xFE rubbish");
    let mut events = Vec::new();
    let received = spool.plain().receive(&mut events).await.unwrap();
    assert_eq!(received, Received { kept: 1, waiting: 0, aside: 3 });
    assert!(
        matches!(events.as_slice(), [Event::Incoming(one)] if matches!(&one.kind, Kind::Binary(bytes) if bytes.0 == [0, 255, 1]))
    );
    assert_eq!(spool.names().len(), 4, "nothing was thrown away: {:?}", spool.names());
    assert_eq!(spool.plain().receive(&mut events).await.unwrap(), Received::default());
}

#[tokio::test]
async fn a_delivery_report_is_no_message() {
    let spool = Spool::new();
    let report = "; Saved\n\n[SMSBackup000]\n; Delivered\nPDU = Status_Report\nDateTime = 20260521T020005Z\nState = UnRead\n\
        Number = \"+6281299900111\"\nText00 = 00440065006C006900760065007200650064\nCoding = Default_No_Compression\n\
        MessageReference = 42\n\n";
    spool.put(&name(0, 0, "txt"), report.as_bytes());
    let mut events = Vec::new();
    spool.gateway(InboxFormat::Detail, Duration::ZERO).receive(&mut events).await.unwrap();
    let [Event::Report(report)] = events.as_slice() else { panic!("{events:?}") };
    assert_eq!(report.delivery, Delivery::Delivered);
    let About::Receiver(to, reference) = &report.about else { panic!("{report:?}") };
    assert_eq!((to.phone().unwrap().e164(), *reference), ("+6281299900111", Some(42)));
    assert!(!format!("{events:?}").contains("299900"), "{events:?}");
}

#[tokio::test]
async fn ten_thousand_messages_are_read_one_by_one() {
    let spool = Spool::new();
    for serial in 0..10_000 {
        spool.put(&format!("IN20260521_090000_00_+62812{serial:08}_00.txt"), b"\xFE\xFF\0Y\0a");
    }
    let mut events = Vec::new();
    let started = Instant::now();
    let received = spool.gateway(InboxFormat::Unicode, Duration::ZERO).receive(&mut events).await.unwrap();
    let took = started.elapsed();
    assert_eq!(received, Received { kept: 10_000, ..Received::default() });
    let keys: std::collections::BTreeSet<&str> = events.iter().map(Event::key).collect();
    assert_eq!(keys.len(), 10_000);
    assert!(spool.names().is_empty());
    assert!(took < Duration::from_secs(60), "{took:?}");
    eprintln!("10,000 messages in {took:?}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_lies_there_nothing_is_lost(contents in proptest::collection::vec(proptest::collection::vec(proptest::prelude::any::<u8>(), 1..80), 1..6)) {
        let spool = Spool::new();
        for (serial, content) in contents.iter().enumerate() {
            spool.put(&name(serial, 0, "txt"), content);
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        for format in [InboxFormat::Detail, InboxFormat::Unicode] {
            let mut events = Vec::new();
            let received = runtime.block_on(spool.gateway(format, Duration::ZERO).receive(&mut events)).unwrap();
            proptest::prop_assert_eq!(received.waiting, 0);
            proptest::prop_assert_eq!(received.kept, events.len());
            if format == InboxFormat::Detail {
                proptest::prop_assert_eq!(received.kept + received.aside, contents.len());
            }
        }
    }
}

#[test]
fn what_the_document_tells_to_write_is_what_is_read() {
    let told = include_str!("../../../docs/sms.md");
    for line in Folders::below("/var/spool/gammu").smsdrc().lines() {
        assert!(told.lines().any(|other| other == line), "docs/sms.md lacks: {line}");
    }
}
