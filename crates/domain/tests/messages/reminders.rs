//! Who is reminded of what, on which day, and in which words.

use domain::{
    ids::{SubjectId, derived},
    messages,
    rules::Rules,
};
use jiff::ToSpan;
use serde_json::json;

use crate::log::{Log, NINE, V1, at, subject};

/// A mother whom somebody brought, with a contact that is due on a day.
fn pregnant(log: &mut Log, name: &str, dukun: Option<SubjectId>) {
    let (mother, pregnancy) = (subject(name), derived(&["pregnancy", name]));
    let notice = json!({"pregnancy": pregnancy, "name": format!("{name} Aminah"), "told_by": "dukun", "dukun": dukun,
        "told_on": "2025-05-10", "weeks": 12});
    log.add(mother, "pregnancy.noticed", notice);
}

#[test]
fn a_dukun_is_reminded_on_mondays_of_whom_she_brought_if_she_agreed() {
    let mut log = Log::new();
    pregnant(&mut log, "Siti", Some(subject("uning")));
    pregnant(&mut log, "Rusni", None);
    let monday = at(jiff::civil::datetime(2025, 5, 26, 8, 0, 0, 0));
    let reminded = |log: &Log, now| messages::reminders(&log.register(), &Rules::default(), now);
    assert!(reminded(&log, monday).is_empty(), "she did not agree");
    let draft = json!({"title": "Kesepakatan", "villages": [V1],
        "parties": [{"side": "bidan", "person": subject("rina")}, {"side": "dukun", "person": subject("uning")}],
        "clauses": [{"id": "WEEKLY_REMINDER", "bound": "bidan", "text": "Isi."}], "valid_until": "2026-05-20"});
    log.add(subject("agreement"), "agreement.drafted", draft);
    log.add(subject("agreement"), "agreement.signed", json!({"on": "2025-05-21", "place": "Aula"}));
    assert!(reminded(&log, at(NINE)).is_empty(), "it is Wednesday");
    let week = reminded(&log, monday);
    assert_eq!(week.len(), 1);
    assert!(
        week[0].fact.text.contains("Siti") && !week[0].fact.text.contains("Rusni"),
        "{}",
        week[0].fact.text
    );
    assert!(!week[0].fact.text.contains("Aminah"), "the first name is enough for who brought her");
    log.queue(&week[0], monday);
    assert!(reminded(&log, monday).is_empty(), "once a week");
    let stopped = json!({"person": subject("uning"), "given": false, "on": "2025-05-27"});
    log.add(messages::reminders_of(subject("uning")), "reminders.agreed", stopped);
    let next = at(jiff::civil::datetime(2025, 6, 2, 8, 0, 0, 0));
    assert!(reminded(&log, next).is_empty(), "she wants none any more");
}

#[test]
fn a_mothers_reminder_needs_her_word_and_tells_nothing() {
    let mut log = Log::new();
    pregnant(&mut log, "Siti", None);
    let contact =
        json!({"pregnancy": derived(&["pregnancy", "Siti"]), "on": "2025-05-20", "edition": "2021"});
    log.add(subject("Siti"), "antenatal.contact", contact);
    let register = log.register();
    let next = domain::tasks::next_contact(
        register.family(subject("Siti")).unwrap().latest().unwrap(),
        &Rules::default(),
        NINE.date(),
    );
    let two_days_before = at(next.unwrap().due.saturating_sub(2.days()).at(8, 0, 0, 0));
    let reminded = |log: &Log| messages::reminders(&log.register(), &Rules::default(), two_days_before);
    assert!(reminded(&log).is_empty());
    let agreed = json!({"person": subject("Siti"), "given": true, "on": "2025-05-21", "phone": "0813", "phone_of": "husband"});
    log.add(messages::reminders_of(subject("Siti")), "reminders.agreed", agreed);
    let due = reminded(&log);
    assert_eq!(due.len(), 1);
    assert_eq!(due[0].fact.to, "0813");
    for word in ["Siti", "hamil", "bidan", "kandungan", "periksa"] {
        assert!(!due[0].fact.text.contains(word), "{}", due[0].fact.text);
    }
}

#[test]
fn a_mother_who_agreed_is_reminded_of_the_expected_birth_once() {
    let mut log = Log::new();
    pregnant(&mut log, "Siti", None);
    let agreed = json!({"person": subject("Siti"), "given": true, "on": "2025-05-21", "phone": "0813"});
    log.add(messages::reminders_of(subject("Siti")), "reminders.agreed", agreed);
    let edd = log.register().family(subject("Siti")).unwrap().latest().unwrap().edd().unwrap();
    let on = |days: i64| at(edd.saturating_sub(days.days()).at(8, 0, 0, 0));
    let births = |log: &Log, days| {
        let all = messages::reminders(&log.register(), &Rules::default(), on(days));
        all.into_iter().filter(|one| one.fact.text.contains("Sekitar tanggal")).collect::<Vec<_>>()
    };
    assert!(births(&log, 15).is_empty() && births(&log, 0).is_empty());
    // Also when the program was off on the first day.
    assert_eq!((births(&log, 14).len(), births(&log, 9).len()), (1, 1));
    let text = &births(&log, 14)[0].fact.text;
    for word in ["Siti", "hamil", "lahir", "bersalin", "bidan", "bayi"] {
        assert!(!text.contains(word), "{text}");
    }
    log.queue(&births(&log, 14)[0], on(14));
    assert!(births(&log, 9).is_empty(), "once");
    let mut other = Log::new();
    pregnant(&mut other, "Siti", None);
    let agreed = json!({"person": subject("Siti"), "given": true, "on": "2025-05-21", "phone": "0813"});
    other.add(messages::reminders_of(subject("Siti")), "reminders.agreed", agreed);
    let ended =
        json!({"pregnancy": derived(&["pregnancy", "Siti"]), "on": "2025-05-21", "ending": "abortion"});
    other.add(subject("Siti"), "pregnancy.ended", ended);
    assert!(births(&other, 14).is_empty(), "nobody is reminded of what is over");
}

#[test]
fn an_official_is_reminded_of_what_is_due_once_they_agreed() {
    let mut log = Log::new();
    log.add(subject("camat"), "official.described", json!({"name": "", "office": "Camat", "phone": "0814"}));
    let made = json!({"activity": "Perahu siap", "sector": "subdistrict", "official": subject("camat"), "due": "2025-05-23"});
    log.add(subject("promise"), "commitment.made", made);
    let reminded = |log: &Log| messages::reminders(&log.register(), &Rules::default(), at(NINE));
    assert!(reminded(&log).is_empty());
    let agreed = json!({"person": subject("camat"), "given": true, "on": "2025-05-20"});
    log.add(messages::reminders_of(subject("camat")), "reminders.agreed", agreed);
    assert_eq!(reminded(&log)[0].fact.to, "0814");
    log.add(subject("promise"), "commitment.progressed", json!({"on": "2025-05-21", "status": "done"}));
    assert!(reminded(&log).is_empty());
}
