//! What every store must do, as tests. A crate that brings a store says how to open it
//! ([`Place`]) and writes one line, [`contract!`](crate::contract!), that makes a test of each.
//!
//! A store that passes takes entries once, in gapless order, all of a batch or none, byte for byte,
//! whatever it understands of them, however many write at once.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "these are tests")]

pub mod sample;

use std::{collections::BTreeSet, future::Future, pin::Pin, task::Poll};

use async_trait::async_trait;
use domain::ids::{EntryId, SubjectId, UnitCode};

use crate::{Answer, Seq, Store};

/// A place where a log of [`sample::unit`] is kept; empty when the test gets it.
#[async_trait]
pub trait Place: Send + Sync {
    /// The store under test.
    type Store: Store;
    /// Whether what was written is there when the store is opened again.
    const LASTS: bool;
    /// Opens the store. It was not opened yet, or has been dropped since.
    async fn open(&self) -> Self::Store;
}

/// Makes a test of every clause of the contract. `contract!(tokio::test, Folder::new())`: the
/// attribute that makes an async function a test, and an expression that gives a new [`Place`].
#[macro_export]
macro_rules! contract {
    ($test:meta, $place:expr) => {
        $crate::contract!($test, $place =>
            an_empty_log_is_empty
            entries_get_places_from_one_without_gaps
            appending_again_changes_nothing
            a_batch_that_repeats_itself_takes_each_entry_once
            a_batch_with_a_strangers_entry_is_refused_whole
            what_is_not_understood_is_kept_byte_for_byte
            reading_stops_at_the_limit_and_goes_on_behind_it
            entries_are_picked_in_the_order_asked_for
            an_entry_is_found_by_its_id
            what_is_held_is_listed_once_oldest_first
            what_is_settled_stays_listed
            readings_are_listed_newest_first
            many_append_at_once
            appends_that_overlap_agree_on_places
            what_was_written_is_there_after_opening_again
        );
    };
    ($test:meta, $place:expr => $($clause:ident)*) => {
        $(#[$test]
        async fn $clause() {
            $crate::contract::$clause(&$place).await;
        })*
    };
}

/// An empty log is empty.
pub async fn an_empty_log_is_empty(place: &impl Place) {
    let store = place.open().await;
    assert_eq!(store.head().await.unwrap(), 0);
    assert_eq!(store.append(&[]).await.unwrap(), []);
    assert_eq!(store.read(0, 10).await.unwrap(), []);
    assert_eq!(store.get(EntryId(sample::id("entry", 1))).await.unwrap(), None);
    assert_eq!(store.held().await.unwrap(), []);
    assert_eq!(store.readings(None, 10).await.unwrap(), []);
}

/// Places are given from 1 on, in the order of the batch, without gaps.
pub async fn entries_get_places_from_one_without_gaps(place: &impl Place) {
    let store = place.open().await;
    let answers = store.append(&sample::entries(0..3)).await.unwrap();
    assert_eq!(answers, [1, 2, 3].map(Answer::Accepted));
    let answers = store.append(&sample::entries(3..5)).await.unwrap();
    assert_eq!(answers, [4, 5].map(Answer::Accepted));
    assert_eq!(store.head().await.unwrap(), 5);
    let log = store.read(0, 100).await.unwrap();
    assert_eq!(log.iter().map(|stored| stored.seq).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    let entries: Vec<_> = log.into_iter().map(|stored| stored.entry).collect();
    assert_eq!(entries, sample::entries(0..5));
}

/// An entry that the log has is known at its place; nothing changes, even if it says other things.
pub async fn appending_again_changes_nothing(place: &impl Place) {
    let store = place.open().await;
    store.append(&sample::entries(0..3)).await.unwrap();
    let before = store.read(0, 100).await.unwrap();
    let mut other = sample::entry(1);
    other.fact = sample::raw("{}");
    let answers = store.append(&[sample::entry(2), sample::entry(3), other]).await.unwrap();
    assert_eq!(answers, [Answer::Known(3), Answer::Accepted(4), Answer::Known(2)]);
    assert_eq!(store.read(0, 3).await.unwrap(), before);
    assert_eq!(store.head().await.unwrap(), 4);
}

/// The same entry twice in one batch is taken once.
pub async fn a_batch_that_repeats_itself_takes_each_entry_once(place: &impl Place) {
    let store = place.open().await;
    let batch = [sample::entry(1), sample::entry(2), sample::entry(1)];
    let answers = store.append(&batch).await.unwrap();
    assert_eq!(answers, [Answer::Accepted(1), Answer::Accepted(2), Answer::Known(1)]);
    assert_eq!(store.head().await.unwrap(), 2);
}

/// A log is one unit's; of a batch that cannot be taken nothing is kept, and the next one can be.
pub async fn a_batch_with_a_strangers_entry_is_refused_whole(place: &impl Place) {
    let store = place.open().await;
    store.append(&sample::entries(0..1)).await.unwrap();
    let mut batch = sample::entries(1..4);
    batch[2].unit = UnitCode("another-unit".to_owned());
    assert!(store.append(&batch).await.is_err());
    assert_eq!(store.head().await.unwrap(), 1);
    assert_eq!(store.get(batch[0].id).await.unwrap(), None);
    assert_eq!(store.append(&batch[..2]).await.unwrap(), [2, 3].map(Answer::Accepted));
}

/// Kinds and facts are kept as they were received, known or not.
pub async fn what_is_not_understood_is_kept_byte_for_byte(place: &impl Place) {
    let store = place.open().await;
    let mut entry = sample::entry(1);
    entry.fact = sample::raw("{\r\n\t\"x\" : [1.0, 1e400, \"\\ud83c\\udf33 \\/ \\u0000 Ñ\"],  \"x\":null}");
    entry.kind = "dukun.sang — \"lagu\"".to_owned();
    entry.version = u16::MAX;
    let before = entry.fact.get().to_owned();
    store.append(std::slice::from_ref(&entry)).await.unwrap();
    let read = store.read(0, 1).await.unwrap().remove(0).entry;
    assert_eq!(read.fact.get(), before);
    assert_eq!(read, entry);
    assert!(read.read().is_err(), "no version knows this kind");
    assert_eq!(store.get(entry.id).await.unwrap().unwrap().entry, entry);
}

/// Reading gives at most what was asked for, and continues behind any place.
pub async fn reading_stops_at_the_limit_and_goes_on_behind_it(place: &impl Place) {
    let store = place.open().await;
    store.append(&sample::entries(0..25)).await.unwrap();
    let mut places = Vec::new();
    let mut after: Seq = 0;
    loop {
        let page = store.read(after, 10).await.unwrap();
        assert!(page.len() <= 10);
        let Some(last) = page.last() else { break };
        after = last.seq;
        places.extend(page.iter().map(|stored| stored.seq));
    }
    assert_eq!(places, (1..=25).collect::<Vec<_>>());
    assert_eq!(store.read(0, 0).await.unwrap(), []);
    assert_eq!(store.read(25, 10).await.unwrap(), []);
    assert_eq!(store.read(Seq::MAX, usize::MAX).await.unwrap(), []);
    assert_eq!(store.read(24, usize::MAX).await.unwrap().len(), 1);
}

/// Picking gives the entries at the places named, in their order, and passes over places not taken.
pub async fn entries_are_picked_in_the_order_asked_for(place: &impl Place) {
    let store = place.open().await;
    store.append(&sample::entries(0..5)).await.unwrap();
    let log = store.read(0, 10).await.unwrap();
    let picked = store.pick(&[4, 0, 1, 9, 5]).await.unwrap();
    assert_eq!(picked, [log[3].clone(), log[0].clone(), log[4].clone()]);
    assert_eq!(store.pick(&[]).await.unwrap(), []);
}

/// An entry is found by its id as it is read from the log.
pub async fn an_entry_is_found_by_its_id(place: &impl Place) {
    let store = place.open().await;
    store.append(&sample::entries(0..5)).await.unwrap();
    for stored in store.read(0, 5).await.unwrap() {
        assert_eq!(store.get(stored.entry.id).await.unwrap(), Some(stored));
    }
    assert_eq!(store.get(EntryId(sample::id("entry", 5))).await.unwrap(), None);
}

/// What is held is listed as it was received, once, oldest first.
pub async fn what_is_held_is_listed_once_oldest_first(place: &impl Place) {
    let store = place.open().await;
    store.hold(&[sample::held(3), sample::held(1)]).await.unwrap();
    let mut again = sample::held(1);
    "another reason".clone_into(&mut again.reason);
    store.hold(&[again, sample::held(2), sample::held(2)]).await.unwrap();
    store.hold(&[]).await.unwrap();
    assert_eq!(store.held().await.unwrap(), [1, 2, 3].map(sample::held));
}

/// A person's word on something held is kept beside it, and the first word stays.
pub async fn what_is_settled_stays_listed(place: &impl Place) {
    let store = place.open().await;
    store.hold(&[sample::held(1), sample::held(2)]).await.unwrap();
    store.settle(sample::held(1).id, "ditulis ulang").await.unwrap();
    store.settle(sample::held(1).id, "other").await.unwrap();
    store.hold(&[sample::held(1)]).await.unwrap();
    let mut settled = sample::held(1);
    settled.settled = Some("ditulis ulang".to_owned());
    assert_eq!(store.held().await.unwrap(), [settled, sample::held(2)]);
    assert!(store.settle(sample::held(9).id, "what?").await.is_err());
}

/// Readings are listed newest first, of one subject or of all; the same one twice is two.
pub async fn readings_are_listed_newest_first(place: &impl Place) {
    let store = place.open().await;
    let reading = sample::reading;
    store.note_readings(&[reading(5, 1), reading(2, 2)]).await.unwrap();
    store.note_readings(&[reading(3, 1), reading(5, 1)]).await.unwrap();
    store.note_readings(&[]).await.unwrap();
    let all = store.readings(None, 10).await.unwrap();
    assert_eq!(all, [reading(5, 1), reading(5, 1), reading(3, 1), reading(2, 2)]);
    assert_eq!(store.readings(None, 3).await.unwrap(), all[..3]);
    let of_two = store.readings(Some(SubjectId(sample::id("subject", 2))), 10).await.unwrap();
    assert_eq!(of_two, [reading(2, 2)]);
}

/// Batches that are appended at once are each taken whole, one after the other.
pub async fn many_append_at_once(place: &impl Place) {
    let store = place.open().await;
    let batches: Vec<_> = (0..20).map(|n| sample::entries(n * 10..n * 10 + 10)).collect();
    let answers = together(batches.iter().map(|batch| store.append(batch))).await;
    let mut places = BTreeSet::new();
    for answer in answers {
        let taken: Vec<Seq> = answer
            .unwrap()
            .into_iter()
            .map(|answer| match answer {
                Answer::Accepted(seq) => seq,
                Answer::Known(seq) => panic!("nobody appended {seq} before"),
            })
            .collect();
        assert!(taken.windows(2).all(|pair| pair[1] == pair[0] + 1), "a batch was split");
        places.extend(taken);
    }
    assert_eq!(places, (1..=200).collect());
    assert_eq!(store.head().await.unwrap(), 200);
}

/// The same entries from several sides at once are taken once, and all sides hear the same place;
/// a batch that is refused among them does not touch the others.
pub async fn appends_that_overlap_agree_on_places(place: &impl Place) {
    let store = place.open().await;
    store.append(&[sample::entry(0)]).await.unwrap();
    let mut batches: Vec<_> = (0..8).map(|n| sample::entries(n..n + 5)).collect();
    batches[3].iter_mut().for_each(|entry| entry.unit = UnitCode("another-unit".to_owned()));
    let answers = together(batches.iter().map(|batch| store.append(batch))).await;
    for (number, (batch, answers)) in batches.iter().zip(answers).enumerate() {
        if number == 3 {
            assert!(answers.is_err());
            continue;
        }
        for (entry, answer) in batch.iter().zip(answers.unwrap()) {
            let (Answer::Accepted(seq) | Answer::Known(seq)) = answer;
            assert_eq!(store.get(entry.id).await.unwrap().unwrap().seq, seq);
        }
    }
    let log = store.read(0, 100).await.unwrap();
    assert_eq!(log.iter().map(|stored| stored.seq).collect::<Vec<_>>(), (1..=12).collect::<Vec<_>>());
    assert_eq!(log.iter().map(|stored| stored.entry.id).collect::<BTreeSet<_>>().len(), 12);
}

/// Everything is there when the store is opened again, and places go on where they ended.
pub async fn what_was_written_is_there_after_opening_again<P: Place>(place: &P) {
    if !P::LASTS {
        return;
    }
    let store = place.open().await;
    store.append(&sample::entries(0..5)).await.unwrap();
    store.hold(&[sample::held(1), sample::held(2)]).await.unwrap();
    store.settle(sample::held(1).id, "ditulis ulang").await.unwrap();
    store.note_readings(&[sample::reading(1, 1)]).await.unwrap();
    let before = (store.read(0, 100).await.unwrap(), store.held().await.unwrap());
    drop(store);
    let store = place.open().await;
    assert_eq!((store.read(0, 100).await.unwrap(), store.held().await.unwrap()), before);
    assert_eq!(store.readings(None, 10).await.unwrap(), [sample::reading(1, 1)]);
    let answers = store.append(&sample::entries(4..6)).await.unwrap();
    assert_eq!(answers, [Answer::Known(5), Answer::Accepted(6)]);
}

/// Drives futures side by side on one task, so that the contract needs no runtime of its own.
async fn together<F: Future>(futures: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut running: Vec<Pin<Box<F>>> = futures.map(Box::pin).collect();
    let mut done: Vec<Option<F::Output>> = running.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        for (future, done) in running.iter_mut().zip(&mut done) {
            if done.is_none()
                && let Poll::Ready(output) = future.as_mut().poll(context)
            {
                *done = Some(output);
            }
        }
        if done.iter().all(Option::is_some) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    done.into_iter().flatten().collect()
}
