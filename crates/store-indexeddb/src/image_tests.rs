//! The image beside the log: a log that is taken up again from what was read before says the same as one that is read
//! from its beginning, and an image that holds what has left the phone is gone.

use std::rc::Rc;

use domain::ids::SubjectId;
use store::{Store, Stored, contract::sample, system_clock};
use sync::{
    guest::{Keep, Taken},
    wire::Verdict,
};

use crate::{
    Contents, Disk, ImageNote, PhoneLog, PhoneStore, Seal,
    log_tests::{about, from_host, open},
    memory::{Glass, MemoryDisk, disk},
};

const PROGRAM: &str = "p1";

/// A log with three entries of the host's in two blocks, and one that waits.
async fn some() -> (Rc<MemoryDisk>, PhoneStore) {
    let disk = disk();
    let phone = open(&disk).await;
    for (no, range) in [(1, 1..3), (3, 3..4)] {
        let entries = range.map(|no| from_host(no, sample::entry(no))).collect();
        phone.take(Taken { entries, cursor: Some(no), ..Taken::default() }).await.unwrap();
    }
    phone.append(&[sample::entry(9)]).await.unwrap();
    (disk, phone)
}

/// What an image of the log as it is now holds; and the log keeps it.
async fn imaged(phone: &PhoneStore) -> Contents {
    let mut contents = Contents::default();
    let blocks = phone.log().settled();
    for number in &blocks {
        contents.take(*number, &phone.log().opened_block(*number).await.unwrap()).unwrap();
    }
    let note = ImageNote { program: PROGRAM.to_owned(), day: "2026-11-23".parse().unwrap(), blocks };
    phone.log().keep_image(note, &vec![7; 3]).await.unwrap();
    contents
}

/// The image that a program begins with.
async fn image(disk: &MemoryDisk) -> Option<Vec<u8>> {
    if !PhoneLog::has_image(disk, &Glass, PROGRAM).await.unwrap() {
        return None;
    }
    let sealed = disk.image().await.unwrap()?;
    Some(Glass.open_bulk("image", &sealed).await.unwrap())
}

async fn resumed(disk: &Rc<MemoryDisk>, contents: Contents) -> Option<PhoneStore> {
    let log = PhoneLog::resume(disk.clone(), Rc::new(Glass), system_clock(), contents).await.unwrap();
    log.map(PhoneStore::new)
}

fn in_order(mut log: Vec<Stored>) -> Vec<Stored> {
    log.iter_mut().for_each(|stored| stored.seq = 0);
    log.sort_by_key(|stored| stored.entry.id);
    log
}

#[tokio::test]
async fn a_log_taken_up_again_says_what_one_read_from_its_beginning_says() {
    let (disk, phone) = some().await;
    let contents = imaged(&phone).await;
    assert_eq!(contents.head(), 3);
    assert_eq!(image(&disk).await.unwrap(), [7; 3]);
    // After the image: one was taken by the host, one came, one is noted.
    let verdicts = vec![(sample::entry(9).id, Verdict::At(5))];
    let entries = vec![from_host(4, sample::entry(4))];
    phone.take(Taken { verdicts, entries, cursor: Some(5), ..Taken::default() }).await.unwrap();
    phone.append(&[sample::entry(10)]).await.unwrap();

    let again = resumed(&disk, contents).await.unwrap();
    let rest = again.read(3, 99).await.unwrap();
    assert_eq!(rest.len(), 3, "only what came after the image is read");
    assert_eq!(rest.first().unwrap().seq, 4);
    let fresh = open(&disk).await;
    for (one, other) in [(&again, &fresh), (&again, &phone)] {
        let (one_log, other_log) = (one.read(0, 99).await.unwrap(), other.read(0, 99).await.unwrap());
        assert_eq!(in_order(one_log), in_order(other_log));
        assert_eq!(one.waiting(9).await.unwrap(), other.waiting(9).await.unwrap());
        assert_eq!(one.standing().await.unwrap(), other.standing().await.unwrap());
    }
    // And it goes on from there.
    again.append(&[sample::entry(11)]).await.unwrap();
    let entries = vec![from_host(6, sample::entry(6))];
    again.take(Taken { entries, cursor: Some(6), ..Taken::default() }).await.unwrap();
    assert_eq!(open(&disk).await.head().await.unwrap(), 8);
}

#[tokio::test]
async fn another_program_does_not_begin_with_it() {
    let (disk, phone) = some().await;
    imaged(&phone).await;
    assert!(PhoneLog::has_image(&*disk, &Glass, PROGRAM).await.unwrap());
    assert!(!PhoneLog::has_image(&*disk, &Glass, "p2").await.unwrap());
}

#[tokio::test]
async fn an_image_of_what_has_left_the_phone_is_gone() {
    let goes = SubjectId(sample::id("mother", 1));
    let (disk, phone) = some().await;
    let entries = vec![from_host(7, about(7, goes))];
    phone.take(Taken { entries, cursor: Some(7), ..Taken::default() }).await.unwrap();
    let contents = imaged(&phone).await;
    phone.take(Taken { drop: vec![goes], ..Taken::default() }).await.unwrap();
    assert_eq!(disk.image().await.unwrap(), None);
    assert_eq!(image(&disk).await, None);
    assert!(resumed(&disk, contents).await.is_none());
}

#[tokio::test]
async fn an_image_made_while_something_left_is_not_kept() {
    let goes = SubjectId(sample::id("mother", 1));
    let (disk, phone) = some().await;
    let entries = vec![from_host(7, about(7, goes))];
    phone.take(Taken { entries, cursor: Some(7), ..Taken::default() }).await.unwrap();
    let blocks = phone.log().settled();
    phone.take(Taken { drop: vec![goes], ..Taken::default() }).await.unwrap();
    let note = ImageNote { program: PROGRAM.to_owned(), day: "2026-11-23".parse().unwrap(), blocks };
    phone.log().keep_image(note, &vec![7; 3]).await.unwrap();
    assert_eq!(disk.image().await.unwrap(), None);
}

#[tokio::test]
async fn a_withdrawn_phone_has_no_image() {
    let (disk, phone) = some().await;
    imaged(&phone).await;
    PhoneLog::erase_what_was_sent(&*disk).await.unwrap();
    assert_eq!(disk.image().await.unwrap(), None);
}

#[tokio::test]
async fn where_space_is_short_the_image_makes_room_for_entries() {
    let (disk, phone) = some().await;
    imaged(&phone).await;
    disk.crowded.set(true);
    phone.append(&[sample::entry(12)]).await.unwrap();
    assert_eq!(disk.image().await.unwrap(), None);
    assert_eq!(open(&disk).await.waiting(9).await.unwrap(), [sample::entry(9), sample::entry(12)]);
    disk.full.set(true);
    assert!(phone.append(&[sample::entry(13)]).await.is_err());
}

#[tokio::test]
async fn few_blocks_stay_as_they_are_and_many_small_ones_end_the_image() {
    let (disk, phone) = some().await;
    imaged(&phone).await;
    phone.log().join_small().await.unwrap();
    assert!(image(&disk).await.is_some());
    for no in 20..80 {
        let entries = vec![from_host(no, sample::entry(no))];
        phone.take(Taken { entries, cursor: Some(no), ..Taken::default() }).await.unwrap();
    }
    let blocks = phone.log().state().image.as_ref().unwrap().blocks.clone();
    assert_eq!(phone.log().outside_of(&blocks), Some(60));
    phone.log().join_small().await.unwrap();
    assert_eq!(phone.log().outside_of(&blocks), None);
    assert_eq!(image(&disk).await, None);
    assert_eq!(phone.get(sample::entry(31).id).await.unwrap().unwrap().entry, sample::entry(31));
    assert_eq!(phone.log().settled().len(), 1);
}

#[tokio::test]
async fn an_image_that_is_not_to_be_gone_on_from_is_dropped_and_stays_so() {
    let (disk, phone) = some().await;
    imaged(&phone).await;
    phone.log().drop_image().await.unwrap();
    phone.log().change(|state| state.cursor += 1).await.unwrap();
    assert_eq!(disk.image().await.unwrap(), None);
    assert_eq!(open(&disk).await.log().state().image, None);
}

#[tokio::test]
async fn an_image_that_is_not_to_be_begun_with_is_forgotten() {
    let (disk, phone) = some().await;
    imaged(&phone).await;
    PhoneLog::forget_image(&*disk, &Glass).await.unwrap();
    assert_eq!(disk.image().await.unwrap(), None);
    assert_eq!(open(&disk).await.log().state().image, None);
    assert_eq!(open(&disk).await.head().await.unwrap(), 4);
}
