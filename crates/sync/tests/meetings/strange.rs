//! Answers that no host of ours gives, and those of a newer one.

use std::cell::{Cell, RefCell};

use async_trait::async_trait;
use domain::rights::Role;
use sync::guest::{Line, Meeting, Pieces, Trouble};

use crate::support::{ledger::Ledger, phone::Phone, run};

/// Gives the same answers whatever is asked; the last one again and again.
struct Parrot {
    answers: Vec<String>,
    asked: Cell<usize>,
    requests: RefCell<Vec<String>>,
}

struct Once(Option<Vec<u8>>);

#[async_trait(?Send)]
impl Pieces for Once {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, Trouble> {
        Ok(self.0.take())
    }
}

#[async_trait(?Send)]
impl Line for Parrot {
    async fn ask(&self, body: Vec<u8>) -> Result<Box<dyn Pieces>, Trouble> {
        let no = self.asked.replace(self.asked.get() + 1).min(self.answers.len() - 1);
        self.requests.borrow_mut().push(String::from_utf8(body).unwrap());
        Ok(Box::new(Once(Some(self.answers[no].clone().into_bytes()))))
    }
}

const NOW: &str = r#""now":"2025-06-01T02:00:00Z""#;

fn phone() -> Phone {
    let mut ledger = Ledger::new();
    ledger.phone(Role::Bidan, &[0], None);
    ledger.phones.remove(0)
}

fn meet(phone: &Phone, answers: &[&str]) -> (Result<(), Trouble>, usize) {
    let answers = answers.iter().map(|answer| answer.replace("NOW", NOW)).collect();
    let parrot = Parrot { answers, asked: Cell::new(0), requests: RefCell::default() };
    let meeting =
        Meeting { keep: phone, line: &parrot, sender: &phone.sender, program: "1.0", watch: &|_| {} };
    (run(meeting.meet()).map(drop), parrot.asked.get())
}

fn garbled(met: &Result<(), Trouble>) -> bool {
    matches!(met, Err(Trouble::Garbled(_)))
}

#[test]
fn an_answer_without_its_end_was_cut() {
    for answer in ["", "{NOW}", "{NOW}\n", "{NOW}\n{\"cursor\":3}\n", "{NOW}\n{\"cursor\":3,\"end\":true}"] {
        let (met, _) = meet(&phone(), &[answer]);
        assert!(matches!(met, Err(Trouble::Away(_))), "{answer}: {met:?}");
    }
    assert_eq!(meet(&phone(), &["{NOW}\n{\"cursor\":3,\"end\":true}\n"]), (Ok(()), 1));
}

#[test]
fn a_host_that_asks_for_the_list_twice_is_not_understood() {
    let (met, asked) = meet(&phone(), &["{NOW,\"list\":true}\n"]);
    assert!(garbled(&met), "{met:?}");
    assert_eq!(asked, 2);
}

#[test]
fn what_makes_no_sense_is_told_and_changes_nothing() {
    let page = "<!doctype html>\n<p>Log in to the wireless network</p>\n";
    for answer in [page, "[]\n", "{NOW,\"verdicts\":[1]}\n", "{NOW}\nriver\n", "{NOW}\n{\"seq\":1}\n"] {
        let phone = phone();
        let (met, asked) = meet(&phone, &[answer]);
        assert!(garbled(&met), "{answer}: {met:?}");
        assert_eq!((asked, phone.disk.borrow().cursor), (1, 0));
    }
}

#[test]
fn a_verdict_too_few_is_not_taken_for_any_entry() {
    let mut ledger = Ledger::new();
    ledger.phone(Role::Bidan, &[0], None);
    ledger.mother(Some(0), 0).iter().for_each(|note| ledger.phones[0].note(note));
    let (met, _) = meet(&ledger.phones[0], &["{NOW,\"verdicts\":[7]}\n{\"cursor\":7,\"end\":true}\n"]);
    assert!(garbled(&met));
    assert_eq!(ledger.phones[0].waits(), 2);
}

#[test]
fn a_newer_host_may_say_more() {
    let phone = phone();
    let answer = "{NOW,\"mood\":\"calm\",\"program\":\"9\"}\n{\"cursor\":3,\"end\":true,\"weather\":[1]}\n";
    assert_eq!(meet(&phone, &[answer]).0, Ok(()));
    assert_eq!(phone.disk.borrow().cursor, 3);
}

/// An entry with a field that the phone does not know would not be the same without it: the phone waits
/// for its new program, and keeps what came before.
#[test]
fn an_entry_with_an_unknown_field_is_not_kept_without_it() {
    let entry = r#"{"seq":4,"received_at":"2025-06-01T02:00:00Z","id":"01970000-0000-7000-8000-000000000001","unit":"P1","subject":"01970000-0000-7000-8000-000000000002","author":"01970000-0000-7000-8000-000000000003","device":"00000000-0000-0000-0000-000000000000","noted_at":"2025-06-01T09:00:00+07:00","kind":"river.level","version":1,"fact":{},"mood":"calm"}"#;
    let phone = phone();
    let answer = format!("{{NOW}}\n{{\"cursor\":3}}\n{entry}\n{{\"cursor\":4,\"end\":true}}\n");
    assert!(garbled(&meet(&phone, &[&answer]).0));
    assert_eq!((phone.disk.borrow().cursor, phone.ids().len()), (3, 0));
    let known = answer.replace(",\"mood\":\"calm\"", "");
    assert_eq!(meet(&phone, &[&known]).0, Ok(()));
    assert_eq!((phone.disk.borrow().cursor, phone.ids().len()), (4, 1));
}

#[test]
fn a_phone_that_does_not_do_as_it_is_told_stops_asking() {
    // "Push it again" and "list" in turns, for ever.
    let again = "{NOW,\"again\":[\"01970000-0000-7000-8000-000000000002\"]}\n{\"cursor\":3,\"end\":true}\n";
    let answers: Vec<_> = std::iter::repeat_n(["{NOW,\"list\":true}\n", again], 20).flatten().collect();
    let (met, asked) = meet(&phone(), &answers);
    assert_eq!(met, Ok(()));
    assert!(asked < 12, "{asked}");
}
