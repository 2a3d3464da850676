//! The log on a disk in memory: the contract of every store, and what a meeting asks of it.

use std::rc::Rc;

use async_trait::async_trait;
use domain::ids::SubjectId;
use send_wrapper::SendWrapper;
use store::{
    Answer, Entry, Store, Stored,
    contract::{Place, sample},
    system_clock,
};
use sync::{
    guest::{Keep, Taken},
    holding::Holding,
    wire::Verdict,
};

use crate::{
    PhoneLog, PhoneStore,
    memory::{Glass, MemoryDisk, disk},
};

struct Pocket(SendWrapper<Rc<MemoryDisk>>);

#[async_trait]
impl Place for Pocket {
    type Store = PhoneStore;
    const LASTS: bool = true;
    async fn open(&self) -> PhoneStore {
        SendWrapper::new(open(&self.0)).await
    }
}

fn pocket() -> Pocket {
    Pocket(SendWrapper::new(disk()))
}

pub(crate) async fn open(disk: &Rc<MemoryDisk>) -> PhoneStore {
    PhoneStore::new(PhoneLog::open(disk.clone(), Rc::new(Glass), system_clock()).await.unwrap())
}

store::contract!(tokio::test, pocket());

pub(crate) fn from_host(seq: u64, entry: Entry) -> Stored {
    Stored { seq, received_at: "2025-05-21T02:00:00Z".parse().unwrap(), entry }
}

pub(crate) fn about(no: u64, subject: SubjectId) -> Entry {
    Entry { subject, ..sample::entry(no) }
}

#[tokio::test]
async fn what_the_host_took_no_longer_waits_and_keeps_its_place() {
    let disk = disk();
    let phone = open(&disk).await;
    phone.append(&sample::entries(0..3)).await.unwrap();
    assert_eq!(phone.standing().await.unwrap().waiting, 3);
    let ids: Vec<_> = sample::entries(0..3).iter().map(|entry| entry.id).collect();
    let verdicts = vec![(ids[0], Verdict::At(41)), (ids[1], Verdict::Held("held-no-right".into()))];
    phone.take(Taken { verdicts, cursor: Some(40), ..Taken::default() }).await.unwrap();
    for phone in [phone, open(&disk).await] {
        assert_eq!(phone.waiting(9).await.unwrap(), [sample::entry(2)]);
        assert_eq!(phone.held().await.unwrap()[0].reason, "held-no-right");
        let all: Vec<_> = phone.read(0, 9).await.unwrap().into_iter().map(|stored| stored.entry.id).collect();
        assert_eq!(all.len(), 3);
        assert!(ids.iter().all(|id| all.contains(id)));
        // Its place is beyond the cursor, and is said so.
        let holding = phone.standing().await.unwrap().holding;
        assert_eq!(
            (holding.subjects().collect::<Vec<_>>(), holding.ahead),
            (vec![sample::entry(0).subject], vec![41])
        );
    }
}

#[tokio::test]
async fn a_frame_is_kept_with_its_cursor_and_once() {
    let disk = disk();
    let phone = open(&disk).await;
    let frame = || vec![from_host(7, sample::entry(1)), from_host(9, sample::entry(2))];
    for _ in 0..2 {
        phone.take(Taken { entries: frame(), cursor: Some(9), ..Taken::default() }).await.unwrap();
    }
    let phone = open(&disk).await;
    let standing = phone.standing().await.unwrap();
    assert_eq!((standing.cursor, standing.waiting), (9, 0));
    assert!(standing.holding.subjects.contains_key(&sample::entry(1).subject));
    assert_eq!(phone.head().await.unwrap(), 2);
    assert_eq!(phone.append(&[sample::entry(2)]).await.unwrap(), [Answer::Known(2)]);
}

#[tokio::test]
async fn a_subject_that_goes_leaves_what_waits() {
    let disk = disk();
    let phone = open(&disk).await;
    let [stays, goes] = [1, 2].map(|no| SubjectId(sample::id("mother", no)));
    let entries =
        vec![from_host(1, about(1, stays)), from_host(2, about(2, goes)), from_host(3, about(3, stays))];
    phone.take(Taken { entries, cursor: Some(3), ..Taken::default() }).await.unwrap();
    phone.append(&[about(4, goes)]).await.unwrap();
    phone.take(Taken { drop: vec![goes], ..Taken::default() }).await.unwrap();
    for phone in [phone, open(&disk).await] {
        let left: Vec<_> = phone.read(0, 9).await.unwrap().into_iter().map(|stored| stored.entry).collect();
        assert_eq!(left.len(), 3);
        assert!([about(1, stays), about(3, stays), about(4, goes)].iter().all(|entry| left.contains(entry)));
        assert_eq!(phone.waiting(9).await.unwrap(), [about(4, goes)]);
        assert!(phone.standing().await.unwrap().holding.subjects().eq([stays]));
        assert_eq!(phone.get(sample::entry(2).id).await.unwrap(), None);
        assert_eq!(phone.get(sample::entry(4).id).await.unwrap().unwrap().entry, about(4, goes));
    }
}

#[tokio::test]
async fn a_full_disk_refuses_and_changes_nothing() {
    let disk = disk();
    let phone = open(&disk).await;
    phone.append(&[sample::entry(1)]).await.unwrap();
    disk.full.set(true);
    assert!(phone.append(&[sample::entry(2)]).await.is_err());
    let entries = vec![from_host(1, sample::entry(3))];
    assert!(phone.take(Taken { entries, cursor: Some(1), ..Taken::default() }).await.is_err());
    assert_eq!(phone.standing().await.unwrap().cursor, 0);
    disk.full.set(false);
    for phone in [phone, open(&disk).await] {
        assert_eq!(phone.head().await.unwrap(), 1);
        assert_eq!(phone.waiting(9).await.unwrap(), [sample::entry(1)]);
    }
}

#[tokio::test]
async fn many_small_blocks_become_one() {
    let disk = disk();
    let phone = open(&disk).await;
    for no in 1..=60 {
        let entries = vec![from_host(no, sample::entry(no))];
        phone.take(Taken { entries, cursor: Some(no), ..Taken::default() }).await.unwrap();
    }
    phone.append(&[sample::entry(99)]).await.unwrap();
    assert_eq!(disk.block_count(), 61);
    let before = open(&disk).await.read(0, 99).await.unwrap();
    assert_eq!(disk.block_count(), 2);
    let phone = open(&disk).await;
    let after = phone.read(0, 99).await.unwrap();
    let entries = |log: &[Stored]| {
        let mut ids: Vec<_> = log.iter().map(|stored| stored.entry.id).collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(entries(&before), entries(&after));
    assert_eq!(phone.waiting(9).await.unwrap(), [sample::entry(99)]);
    assert_eq!(phone.standing().await.unwrap().cursor, 60);
    assert_eq!(phone.get(sample::entry(31).id).await.unwrap().unwrap().entry, sample::entry(31));
}

#[tokio::test]
async fn a_withdrawn_phone_keeps_what_waits_and_nothing_else() {
    let disk = disk();
    let phone = open(&disk).await;
    let entries = vec![from_host(7, sample::entry(1)), from_host(9, sample::entry(2))];
    phone.take(Taken { entries, cursor: Some(9), ..Taken::default() }).await.unwrap();
    phone.append(&sample::entries(3..5)).await.unwrap();
    let sent = sample::entry(4).id;
    phone.take(Taken { verdicts: vec![(sent, Verdict::At(10))], ..Taken::default() }).await.unwrap();
    PhoneLog::erase_what_was_sent(&*disk).await.unwrap();
    let phone = open(&disk).await;
    assert_eq!(phone.waiting(9).await.unwrap(), [sample::entry(3)]);
    assert_eq!(phone.head().await.unwrap(), 1);
    // It lists nothing, so that the host sends everything again once the phone is let in.
    assert!(phone.standing().await.unwrap().holding.subjects.is_empty());
}

#[tokio::test]
async fn what_the_host_has_lost_waits_again_and_the_rest_has_its_new_place() {
    let disk = disk();
    let phone = open(&disk).await;
    let mother = SubjectId(sample::id("mother", 1));
    let entries = (1..=3).map(|no| from_host(no, about(no, mother))).chain([from_host(4, sample::entry(4))]);
    phone.take(Taken { entries: entries.collect(), cursor: Some(4), ..Taken::default() }).await.unwrap();
    // Of the host's log only the first is left; the third came again, to another place.
    let entries = vec![from_host(1, about(1, mother)), from_host(2, about(3, mother))];
    phone.take(Taken { entries, again: vec![mother], cursor: Some(2), ..Taken::default() }).await.unwrap();
    for phone in [phone, open(&disk).await] {
        assert_eq!(phone.waiting(9).await.unwrap(), [about(2, mother)]);
        let standing = phone.standing().await.unwrap();
        let places = [(1, 1), (2, 3)].map(|(seq, no)| (seq, sample::entry(no).id, mother));
        let places = places.into_iter().chain([(4, sample::entry(4).id, sample::entry(4).subject)]);
        assert_eq!((standing.cursor, standing.holding), (2, Holding::of(2, places)));
        assert_eq!(phone.head().await.unwrap(), 4);
    }
}

#[tokio::test]
async fn what_was_held_and_is_taken_after_all_has_its_place() {
    let disk = disk();
    let phone = open(&disk).await;
    phone.append(&sample::entries(1..3)).await.unwrap();
    let verdicts = vec![(sample::entry(1).id, Verdict::Held("held-no-right".into()))];
    phone.take(Taken { verdicts, ..Taken::default() }).await.unwrap();
    let entries = vec![from_host(7, sample::entry(1)), from_host(8, sample::entry(2))];
    phone.take(Taken { entries, cursor: Some(8), ..Taken::default() }).await.unwrap();
    for phone in [phone, open(&disk).await] {
        assert!(phone.held().await.unwrap().is_empty());
        assert!(phone.waiting(9).await.unwrap().is_empty());
        let places = [(7, 1), (8, 2)].map(|(seq, no)| (seq, sample::entry(no).id, sample::entry(no).subject));
        assert_eq!(phone.standing().await.unwrap().holding, Holding::of(8, places));
        assert_eq!(phone.head().await.unwrap(), 2);
    }
}
