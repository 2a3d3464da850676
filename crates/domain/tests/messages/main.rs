//! Messages: whose they are, who may read them, who is told, answered and reminded, and what is sent when.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

mod log;
mod reminders;

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    facts::{MessageReason, MessageState, Unit},
    ids::{EntryId, derived},
    messages::{self, Lately, ToQueue},
    rights::{Role, Scope},
    rules::Rules,
};
use log::{Log, NINE, V1, V2, after, at, of, subject, told, whole, words};
use serde_json::json;

#[test]
fn a_number_is_known_however_it_is_written() {
    let register = Log::new().register();
    for from in ["081200000001", "+6281200000001", "62 812 0000-0001"] {
        assert_eq!(messages::senders(&register, from), [subject("uning")], "{from}");
    }
    assert_eq!(messages::senders(&register, "0812"), []);
    assert_eq!(messages::senders(&register, "TSEL"), []);
    assert_eq!(messages::senders(&register, "+6281200000002"), [], "who stopped is not known by her number");
}

#[test]
fn a_message_is_read_by_the_midwives_of_its_villages_and_waits_until_somebody_dealt_with_it() {
    let mut log = Log::new();
    let id = log.message("1", "+6281200000001", "text", "HAMIL Siti 3 bulan", at(NINE));
    log.message("2", "+6281299999999", "text", "HAMIL Ani", at(NINE));
    for (scope, reads) in [
        (of(Role::Bidan, V1), true),
        (of(Role::Bidan, V2), false),
        (whole(), true),
        (Scope { role: Role::Office, villages: Vec::new() }, false),
        (of(Role::Sector, V1), false),
    ] {
        assert_eq!(log.waiting(&scope).len(), usize::from(reads), "{scope:?}");
    }
    log.add(id, "message.sorted", json!({"outcome": "answered"}));
    assert!(log.waiting(&whole()).is_empty());
    assert!(log.register().matters().messages[&id].closed().is_some());
}

#[test]
fn a_number_that_somebody_knows_again_brings_the_message_to_its_midwife() {
    let mut log = Log::new();
    let id = log.message("1", "+6281299999999", "text", "HAMIL Siti", at(NINE));
    assert!(log.waiting(&of(Role::Bidan, V1)).is_empty());
    log.add(id, "message.sorted", json!({"outcome": "sender", "sender": subject("uning"), "villages": [V1]}));
    assert_eq!(log.waiting(&of(Role::Bidan, V1)).len(), 1, "it is still open");
}

#[test]
fn who_does_not_look_is_followed_by_who_can() {
    let mut log = Log::new();
    let id = log.message("1", "+6281200000001", "missed_call", "", at(NINE));
    let first = log.alerts(after(0));
    assert_eq!(told(&first), [subject("rina")], "the midwife of the village, and no other");
    assert!(first[0].fact.text.contains("Tambi Uning") && first[0].fact.text.contains("+6281200000001"));
    log.queue(&first[0], after(0));
    assert!(log.alerts(after(9)).is_empty(), "nobody is told twice");
    assert_eq!(told(&log.alerts(after(10))), [subject("endang")]);
    assert_eq!(told(&log.alerts(after(30))), [subject("endang"), subject("head")]);
    assert!(log.alerts(after(24 * 60)).is_empty(), "nobody is woken for what is a day old");
    log.add_at(after(11), id, "message.sorted", json!({"outcome": "answered"}));
    assert!(log.alerts(after(30)).is_empty());
}

#[test]
fn several_messages_in_a_row_wake_nobody_twice() {
    let mut log = Log::new();
    log.message("1", "+6281200000001", "text", "MULES Siti", at(NINE));
    for key in 2..12 {
        log.message(&key.to_string(), "+6281200000001", "text", "DARAH Siti", at(NINE));
    }
    let alerts = log.alerts(after(0));
    assert_eq!(told(&alerts), [subject("rina")], "eleven at once are one alert");
    log.queue(&alerts[0], after(0));
    log.message("12", "+6281200000001", "text", "TOLONG", after(9));
    assert!(log.alerts(after(9)).is_empty(), "she looks at the first, and sees them all");
    let late = log.message("13", "+6281200000001", "text", "TOLONG", after(10));
    let again = log.alerts(after(10));
    assert_eq!(
        told(&again),
        [subject("endang"), subject("rina")],
        "the pause is over; the coordinator is told once too"
    );
    assert_eq!(again[1].fact.about, Some(late));
}

#[test]
fn a_message_after_the_first_was_dealt_with_wakes_her_again() {
    let mut log = Log::new();
    let first = log.message("1", "+6281200000001", "text", "MULES Siti", at(NINE));
    log.message("2", "+6281200000001", "text", "MULES Siti", after(1));
    let alerts = log.alerts(after(1));
    log.queue(&alerts[0], after(1));
    log.add_at(after(2), first, "message.sorted", json!({"outcome": "answered"}));
    assert!(log.alerts(after(3)).is_empty(), "she was at the page, where the second stands");
    let third = log.message("3", "+6281200000001", "text", "DARAH Siti", after(3));
    let again = log.alerts(after(3));
    assert_eq!(told(&again), [subject("rina")]);
    assert_eq!(again[0].fact.about, Some(third));
}

#[test]
fn nobody_is_told_of_what_can_wait_or_of_what_a_strange_number_says() {
    let mut log = Log::new();
    log.message("1", "+6281200000001", "text", "HAMIL Siti 3 bulan", at(NINE));
    log.message("2", "+6281299999999", "text", "TOLONG", at(NINE));
    log.message("3", "+6281200000002", "text", "DARAH Siti", at(NINE));
    assert!(log.alerts(after(40)).is_empty());
    log.message("4", "+6281200000001", "text", "DARAH Siti banyak", at(NINE));
    assert_eq!(told(&log.alerts(after(0))), [subject("rina")]);
}

#[test]
fn an_answer_says_who_will_call_and_nothing_else() {
    let mut log = Log::new();
    log.message("1", "+6281200000001", "text", "DARAH Siti banyak", at(NINE));
    let waiting = log.waiting(&whole());
    let reply = messages::replies(&log.register(), &Rules::default(), &waiting[0], after(0)).unwrap();
    assert!(
        reply.fact.text.contains("Tambi Uning") && reply.fact.text.contains("Bidan Rina"),
        "{}",
        reply.fact.text
    );
    for word in ["Siti", "darah", "DARAH"] {
        assert!(!reply.fact.text.contains(word), "{}", reply.fact.text);
    }
    log.queue(&reply, after(0));
    log.message("2", "+6281200000001", "text", "TOLONG", after(2));
    let waiting = log.waiting(&whole());
    let last = waiting.last().unwrap();
    assert_eq!(messages::replies(&log.register(), &Rules::default(), last, after(2)), None, "one for both");
    assert!(messages::replies(&log.register(), &Rules::default(), last, after(6)).is_some());
}

#[test]
fn who_was_only_thanked_is_answered_again_when_it_cannot_wait() {
    let mut log = Log::new();
    let mut lately = Lately::default();
    let mut answer = |key: &str, text: &str, minute| {
        let id = log.message(key, "+6281200000001", "text", text, after(minute));
        let waiting = log.waiting(&whole()).into_iter().find(|waiting| waiting.message.id == id).unwrap();
        let reply = messages::reply(&log.register(), &Rules::default(), &lately, &waiting, after(minute))?;
        lately.answer(&reply.fact.to, waiting.is_urgent_text(), after(minute).timestamp());
        Some(reply.fact.text)
    };
    assert!(answer("1", "HAMIL Siti 3 bulan", 0).is_some());
    assert_eq!(answer("2", "HAMIL Rusmini", 1), None, "one for both");
    let urgent = answer("3", "DARAH Siti banyak", 2).unwrap();
    assert!(urgent.contains("segera"), "{urgent}");
    assert_eq!(answer("4", "TOLONG", 3), None, "somebody calls already");
    assert_eq!(answer("5", "HAMIL Ani", 4), None);
    assert!(answer("6", "HAMIL Ani", 8).is_some());
}

#[test]
fn a_dukun_is_answered_in_her_language_where_the_unit_has_written_one() {
    let mut log = Log::new();
    let texts = BTreeMap::from([(
        "thanks".to_owned(),
        BTreeMap::from([("ngaju".to_owned(), "[{dukun}]".to_owned())]),
    )]);
    let settings = domain::facts::MessageSettings { texts, words: Vec::new() };
    let unit = Unit { code: "U".into(), messages: Some(settings), ..Unit::default() };
    log.add(subject("unit"), "unit.described", serde_json::to_value(&unit).unwrap());
    log.message("1", "+6281200000001", "text", "HAMIL Siti", at(NINE));
    let waiting = log.waiting(&whole());
    let reply = messages::replies(&log.register(), &Rules::default(), &waiting[0], after(0)).unwrap();
    assert_eq!(reply.fact.text, "[Tambi Uning]");
}

#[test]
fn the_stop_word_ends_reminders_to_that_number() {
    let mut log = Log::new();
    let agreed =
        json!({"person": subject("siti"), "given": true, "on": "2025-05-01", "phone": "081200000099"});
    log.add(messages::reminders_of(subject("siti")), "reminders.agreed", agreed);
    log.message("1", "+6281200000099", "text", "BERHENTI", at(NINE));
    let register = log.register();
    let message = register.matters().messages.values().next().unwrap();
    let heard = messages::Waiting::of(&register, &words(), message);
    let stopped = messages::stopped(&register, &heard, after(0));
    assert_eq!(stopped.len(), 1);
    let (id, said) = &stopped[0];
    assert_eq!(
        (*id, said.person, said.given),
        (messages::reminders_of(subject("siti")), subject("siti"), false)
    );
    log.add_at(after(0), *id, "reminders.agreed", serde_json::to_value(said).unwrap());
    assert!(!log.register().matters().reminders[id].given);
}

/// A message to be sent, for a test.
fn trial(reason: MessageReason) -> ToQueue {
    let fact =
        domain::facts::MessageQueued { to: "1".into(), reason, text: "x".into(), ..Default::default() };
    ToQueue { entry: EntryId(derived(&["e"])), subject: subject(&format!("{reason:?}")), fact }
}

#[test]
fn what_failed_is_tried_again_after_longer_and_longer_waits() {
    let mut log = Log::new();
    let trial = trial(MessageReason::Trial);
    log.queue(&trial, after(0));
    let due = |log: &Log, now| messages::due(&log.register(), &Rules::default(), now).len();
    assert_eq!(due(&log, after(0)), 1);
    let mut now = 0;
    for (tries, wait) in (1..).zip([1, 5, 15, 60, 240, 720]) {
        log.went(trial.subject, "handing", after(now));
        assert_eq!(due(&log, after(now)), 0, "it is being handed over");
        log.went(trial.subject, "failed", after(now));
        let outgoing = Arc::clone(&log.register().matters().outgoing[&trial.subject]);
        assert_eq!((outgoing.tries(), messages::give_up(&outgoing)), (tries, false));
        assert_eq!((due(&log, after(now + wait - 1)), due(&log, after(now + wait))), (0, 1), "try {tries}");
        now += wait;
    }
    log.went(trial.subject, "handing", after(now));
    log.went(trial.subject, "failed", after(now));
    assert!(messages::give_up(&log.register().matters().outgoing[&trial.subject]));
    assert_eq!(due(&log, after(now + 100_000)), 0);
}

#[test]
fn what_may_have_gone_is_not_sent_again() {
    for state in ["accepted", "sent", "delivered", "given_up", "uncertain"] {
        let mut log = Log::new();
        let trial = trial(MessageReason::Trial);
        log.queue(&trial, after(0));
        log.went(trial.subject, "handing", after(0));
        log.went(trial.subject, state, after(0));
        assert!(messages::due(&log.register(), &Rules::default(), after(10_000)).is_empty(), "{state}");
    }
}

#[test]
fn what_arrived_has_arrived_whatever_is_said_later() {
    let mut log = Log::new();
    let trial = trial(MessageReason::Trial);
    log.queue(&trial, after(0));
    for state in ["handing", "delivered", "sent"] {
        log.went(trial.subject, state, after(0));
    }
    assert_eq!(log.register().matters().outgoing[&trial.subject].state(), Some(MessageState::Delivered));
}

#[test]
fn reminders_wait_for_the_morning_and_alerts_do_not() {
    let mut log = Log::new();
    log.queue(&trial(MessageReason::RemindMother), after(0));
    log.queue(&trial(MessageReason::Alert), after(0));
    let due = |hour| {
        let now = at(NINE.date().at(hour, 0, 0, 0));
        let due = messages::due(&log.register(), &Rules::default(), now);
        due.iter().map(|outgoing| outgoing.queued.reason).collect::<Vec<_>>()
    };
    assert_eq!(due(20), [MessageReason::Alert]);
    assert_eq!(due(5), [MessageReason::Alert]);
    assert_eq!(due(6), [MessageReason::Alert, MessageReason::RemindMother], "what cannot wait goes first");
}
