//! The line is cut at any byte, many times, in both directions; then there is one clean meeting.

use std::collections::HashSet;

use domain::{ids::DeviceId, rights::Role};
use store::Entry;
use sync::guest::Trouble;

use crate::support::{
    Dice,
    ledger::{Ledger, mothers},
    line::{Fault, Wire},
    phone::Phone,
    run,
};

/// A Puskesmas with two midwives and some hundred entries on the server.
fn ledger() -> Ledger {
    let mut ledger = Ledger::new();
    ledger.phone(Role::Bidan, &[0, 1], None);
    ledger.phone(Role::Bidan, &[1, 2], None);
    run(async {
        ledger.host.note(&ledger.dukun(None)).await;
        for no in 0..120 {
            for note in ledger.mother(None, no % 4) {
                ledger.host.note(&note).await;
            }
        }
    });
    ledger
}

fn compare(ledger: &Ledger, no: usize) {
    let phone = &ledger.phones[no];
    assert_eq!(phone.placed(), run(ledger.host.due(phone.device())), "phone {no}");
    assert_eq!(phone.waits(), 0);
}

/// Much is noted on the server at once, as by an import.
fn import(ledger: &Ledger, count: usize) {
    let subjects = mothers(&ledger.host.register());
    let visits = subjects.iter().cycle().take(count).map(|subject| ledger.visit(None, *subject, None, 50));
    let entries: Vec<_> = visits.map(|note| Entry::of(&note, &ledger.host.unit).unwrap()).collect();
    run(ledger.host.receive(&entries));
}

#[test]
fn two_hundred_cuts_lose_nothing_and_double_nothing() {
    let ledger = ledger();
    let mut dice = Dice::new(7);
    let (mut cuts, mut noted, mut middle) = (0, 0, 0);
    while cuts < 220 {
        let no = dice.below(2);
        let phone = &ledger.phones[no];
        if dice.chance(40) {
            let notes = ledger.mother(Some(no), 1 + no - dice.below(2));
            let visit = ledger.visit(Some(no), notes[0].subject, None, 60);
            notes.iter().chain([&visit]).for_each(|note| phone.note(note));
            noted += 3;
        }
        if cuts % 50 == 20 {
            import(&ledger, 500);
        }
        let wire = Wire::new(&ledger.host, phone, dice.throw(), 0);
        wire.next.set(Some(match dice.below(8) {
            0 => Fault::Lost,
            1 => Fault::Unanswered,
            _ => Fault::Cut(usize::MAX),
        }));
        let before = phone.disk.borrow().cursor;
        match run(wire.meet()) {
            Err(Trouble::Away(_)) => cuts += 1,
            met => panic!("{met:?}"),
        }
        middle += usize::from(phone.disk.borrow().cursor != before);
    }
    assert!(noted > 200 && middle > 2, "{noted} {middle}");
    for no in [0, 1, 0, 1] {
        run(Wire::new(&ledger.host, &ledger.phones[no], 1, 0).meet()).unwrap();
    }
    (0..2).for_each(|no| compare(&ledger, no));
    let log = run(ledger.host.log());
    let ids: HashSet<_> = log.iter().map(|stored| stored.entry.id).collect();
    assert_eq!(ids.len(), log.len());
    let by_phones = log.iter().filter(|stored| stored.entry.device != DeviceId::SERVER);
    assert_eq!(by_phones.count(), noted);
    assert!(run(ledger.host.held()).is_empty());
}

/// Every single byte of a first answer.
#[test]
fn a_first_meeting_may_be_cut_at_every_byte() {
    let mut ledger = Ledger::new();
    ledger.phone(Role::Bidan, &[0], None);
    run(async {
        for note in ledger.mother(None, 0) {
            ledger.host.note(&note).await;
        }
    });
    let length = {
        let phone = Phone::new(ledger.phones[0].sender.clone());
        let wire = Wire::new(&ledger.host, &phone, 1, 0);
        run(wire.meet()).unwrap();
        wire.traffic.get().1
    };
    for at in 0..length {
        let phone = Phone::new(ledger.phones[0].sender.clone());
        let wire = Wire::new(&ledger.host, &phone, at as u64, 0);
        wire.next.set(Some(Fault::Cut(at)));
        assert!(matches!(run(wire.meet()), Err(Trouble::Away(_))), "cut at {at} of {length}");
        run(wire.meet()).unwrap();
        assert_eq!(phone.placed(), run(ledger.host.due(phone.device())), "cut at {at}");
    }
}

/// The first meeting of a phone that has much to fetch goes on where it was cut.
#[test]
fn what_was_kept_is_not_sent_again() {
    let ledger = ledger();
    let phone = &ledger.phones[0];
    import(&ledger, 2_000);
    let wire = Wire::new(&ledger.host, phone, 3, 0);
    let whole = {
        let fresh = Phone::new(phone.sender.clone());
        let wire = Wire::new(&ledger.host, &fresh, 3, 0);
        run(wire.meet()).unwrap();
        wire.traffic.get().1
    };
    wire.next.set(Some(Fault::Cut(whole * 3 / 4)));
    run(wire.meet()).unwrap_err();
    wire.traffic.set((0, 0));
    run(wire.meet()).unwrap();
    let rest = wire.traffic.get().1;
    assert!(rest < whole / 2, "{rest} of {whole}");
    compare(&ledger, 0);
}

/// A phone that is given many villages at once goes on where it was cut, too.
#[test]
fn new_villages_come_piece_by_piece() {
    let ledger = ledger();
    import(&ledger, 2_000);
    let phone = &ledger.phones[0];
    let wire = Wire::new(&ledger.host, phone, 5, 0);
    run(wire.meet()).unwrap();
    ledger.give(0, 2, true);
    ledger.give(0, 3, true);
    let mut wanted = run(ledger.host.due(phone.device())).len() - phone.placed().len();
    assert!(wanted > 1_000);
    let mut cuts = 0;
    while wanted > 0 {
        wire.next.set(Some(Fault::None));
        let met = run(async {
            // The first request is answered with "list"; it is the second that is cut.
            wire.meet_cut_at_second(250_000).await
        });
        cuts += usize::from(met.is_err());
        let left = run(ledger.host.due(phone.device())).len() - phone.placed().len();
        assert!(left < wanted, "no progress: {left}");
        wanted = left;
    }
    assert!(cuts > 1, "{cuts}");
    run(wire.meet()).unwrap();
    compare(&ledger, 0);
}
