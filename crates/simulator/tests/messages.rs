//! What dukun of the demonstration wrote, and what waits at its moment.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

use std::collections::{BTreeMap, HashSet};

use domain::{
    facts::{Fact, MessageKind, MessageOutcome, MessageReason, MessageState},
    heard::Words,
    ids::VillageCode,
    messages::{self, LAST_TRY, Waiting},
    moment::Moment,
    note::Note,
    register::Register,
    rights::{Role, Scope},
    rules::Rules,
};
use jiff::{
    civil::{DateTime, datetime},
    tz::Offset,
};
use simulator::Plan;

/// The day of the article, an ordinary morning, and just after midnight.
const HOURS: [DateTime; 3] = [
    datetime(2025, 5, 21, 10, 0, 0, 0),
    datetime(2026, 5, 20, 7, 31, 12, 0),
    datetime(2027, 3, 1, 0, 20, 0, 0),
];

/// The demonstration at a moment.
struct Demo {
    now: Moment,
    known: Vec<Note>,
    told: Vec<Note>,
    register: Register,
}

impl Demo {
    fn at(hour: DateTime) -> Self {
        let now = Moment::at_civil(hour, Offset::constant(7));
        let plan = Plan::example(now.date());
        let known: Vec<_> = simulator::simulate(&plan).chain(simulator::event(&plan)).collect();
        let told = simulator::messages(&plan, known.clone(), now);
        let register = Register::load(known.iter().chain(&told).cloned());
        Self { now, known, told, register }
    }

    fn waiting(&self, scope: &Scope) -> Vec<Waiting> {
        messages::waiting(&self.register, &Words::of(None), scope)
    }

    fn whole(&self) -> Vec<Waiting> {
        self.waiting(&Scope { role: Role::Coordinator, villages: Vec::new() })
    }
}

fn demos() -> [Demo; 3] {
    HOURS.map(Demo::at)
}

#[test]
fn the_same_moment_tells_the_same() {
    assert_eq!(Demo::at(HOURS[1]).told, Demo::at(HOURS[1]).told);
}

/// Order of time, nothing of the future, and ids that nothing else has.
fn is_in_order(demo: &Demo) {
    assert!(demo.told.is_sorted_by_key(|note| note.noted_at.timestamp()));
    assert!(demo.told.iter().all(|note| note.noted_at <= demo.now), "{}", demo.now);
    let ids: HashSet<_> = demo.known.iter().chain(&demo.told).map(|note| note.id).collect();
    assert_eq!(ids.len(), demo.known.len() + demo.told.len(), "{}", demo.now);
    for note in &demo.told {
        if let Fact::MessageReceived(received) = &note.fact {
            assert!(received.sent_at.unwrap() <= note.noted_at);
        }
    }
    assert!(demo.register.families().all(|family| family.strays.is_empty()));
}

#[test]
fn everybody_of_the_unit_has_a_number_of_her_own_that_no_network_gives_out() {
    let register = &Demo::at(HOURS[1]).register;
    let staff = register.staff().values().map(|staff| staff.phone.clone().unwrap());
    let dukun = register.dukun().values().filter_map(|dukun| dukun.phone.clone());
    let kaders = register.kaders().values().filter_map(|kader| kader.phone.clone());
    let mothers = register.families().filter_map(|family| family.woman.as_deref()?.phone.clone());
    let all: Vec<_> = staff.chain(dukun).chain(kaders).chain(mothers).collect();
    assert!(all.iter().all(|phone| phone.starts_with("0800")), "{all:?}");
    let of_staff = register.staff().len();
    let numbers: HashSet<_> = all.iter().map(|phone| messages::number(phone)).collect();
    for phone in &all[..of_staff] {
        assert_eq!(messages::senders(register, phone).len(), 1, "{phone}");
        assert_eq!(all.iter().filter(|other| *other == phone).count(), 1, "{phone}");
    }
    assert!(numbers.len() > of_staff);
}

#[test]
fn at_its_moment_something_of_each_sort_waits() {
    for demo in demos() {
        is_in_order(&demo);
        is_accompanied(&demo);
        let waiting = demo.whole();
        assert_eq!(waiting.len(), 4, "{}: {waiting:?}", demo.now);
        let text = |waiting: &&Waiting| waiting.message.received.kind == MessageKind::Text;
        let urgent = waiting.iter().find(|waiting| waiting.is_urgent() && text(waiting)).unwrap();
        assert!(urgent.message.received.text.contains("DARAH"));
        let unclear = waiting.iter().filter(text).find(|waiting| waiting.heard.intent.is_none()).unwrap();
        assert!(!unclear.is_urgent(), "{unclear:?}");
        assert_eq!(waiting.iter().filter(|waiting| !text(waiting)).count(), 1, "a missed call");
        let heard: Vec<_> = waiting.iter().filter(text).map(|waiting| waiting.heard.intent).collect();
        use domain::heard::Intent;
        for intent in [Some(Intent::Danger), Some(Intent::Pregnant), None] {
            assert!(heard.contains(&intent), "{intent:?} in {waiting:?}");
        }
        assert_eq!(messages::tray(&demo.register).len(), 1, "of a number that nobody knows");
        for one in waiting.iter().map(|waiting| &waiting.message).chain(&messages::tray(&demo.register)) {
            let age =
                demo.now.timestamp().as_second() - one.received.record.note.noted_at.timestamp().as_second();
            assert!((10 * 60..3 * 3600).contains(&age), "{age} s old");
        }
    }
}

/// What cannot wait is of a mother whom the dukun accompanies, and stands on her midwife's page.
fn is_accompanied(demo: &Demo) {
    let home = VillageCode::new("62.03.12.2001");
    let hers = demo.waiting(&Scope { role: Role::Bidan, villages: vec![home.clone()] });
    assert!(hers.len() >= 3, "{hers:?}");
    let urgent = &hers[0];
    assert!(urgent.is_urgent());
    let dukun = urgent.message.sender().unwrap();
    let name = urgent.heard.name.clone().unwrap();
    let mothers = demo.register.families().filter(|family| {
        let latest = family.latest().filter(|pregnancy| pregnancy.over_on().is_none());
        let accompanies = latest.is_some_and(|pregnancy| {
            pregnancy.notices.iter().any(|notice| notice.dukun == Some(dukun))
                || pregnancy.plan().is_some_and(|plan| plan.dukun == Some(dukun))
        });
        family.village.as_ref() == Some(&home) && accompanies && family.name().starts_with(&name)
    });
    assert!(mothers.count() >= 1, "{name} on {}", demo.now);
}

#[test]
fn what_came_before_was_dealt_with_in_every_way() {
    for demo in demos() {
        let mut outcomes: BTreeMap<MessageOutcome, usize> = BTreeMap::new();
        for message in demo.register.matters().messages.values() {
            let Some(sorted) = message.closed() else { continue };
            *outcomes.entry(sorted.outcome).or_default() += 1;
            let mother = sorted.mother.map(|mother| demo.register.family(mother).unwrap());
            if sorted.outcome == MessageOutcome::Mother {
                let said = Waiting::of(&demo.register, &Words::of(None), message);
                assert!(mother.unwrap().name().starts_with(said.heard.name.as_deref().unwrap()), "{said:?}");
            }
            if sorted.outcome == MessageOutcome::Notice {
                let notice = &mother.unwrap().latest().unwrap().notices[0];
                assert_eq!((notice.id(), notice.dukun), (sorted.entry.unwrap(), message.sender()));
                assert_eq!((notice.name.as_str(), notice.weeks), ("Norlena", Some(8)));
            }
            let note = &sorted.record.note;
            assert!(note.noted_at > message.received.record.note.noted_at && note.noted_at < demo.now);
            assert!(demo.register.staff().keys().any(|staff| staff.0 == note.author.0), "by a midwife");
        }
        for (outcome, least) in [
            (MessageOutcome::Mother, 3),
            (MessageOutcome::Notice, 1),
            (MessageOutcome::Answered, 1),
            (MessageOutcome::Nothing, 3),
        ] {
            assert!(outcomes.get(&outcome).is_some_and(|count| *count >= least), "{outcomes:?}");
        }
    }
}

#[test]
fn what_was_sent_has_arrived_once_and_what_failed_was_tried_again() {
    for demo in demos() {
        tells_nothing(&demo);
        reminds(&demo);
        let outgoing = &demo.register.matters().outgoing;
        assert!(outgoing.values().all(|one| one.state() == Some(MessageState::Delivered)));
        let again: Vec<_> = outgoing.values().filter(|one| one.tries() > 1).collect();
        assert_eq!(again.len(), 1);
        assert!(
            again[0].went.iter().any(|went| went.state == MessageState::Failed)
                && again[0].tries() < LAST_TRY
        );
        let of = |reason| outgoing.values().filter(|one| one.queued.reason == reason).count();
        assert!(of(MessageReason::Reply) >= 7 && of(MessageReason::Alert) >= 3);
        let rules = Rules::of(demo.register.unit().map(|unit| &**unit));
        assert!(messages::due(&demo.register, &rules, demo.now).is_empty());
    }
}

/// What is sent tells nothing of what a dukun wrote.
fn tells_nothing(demo: &Demo) {
    let words = Words::of(None);
    for outgoing in demo.register.matters().outgoing.values() {
        let text = &outgoing.queued.text;
        let about = outgoing.queued.about.and_then(|about| demo.register.matters().messages.get(&about));
        let Some(message) = about else { continue };
        let heard = Waiting::of(&demo.register, &words, message).heard;
        let names = heard.name.iter().chain(&heard.other_names).chain(&heard.husband);
        for word in names.chain(heard.signs.iter().map(|sign| &sign.said)) {
            assert!(!text.to_lowercase().contains(&word.to_lowercase()), "{word} in {text}");
        }
    }
}

/// A dukun and a mother agreed to reminders, and she was reminded.
fn reminds(demo: &Demo) {
    let said: Vec<_> = demo.register.matters().reminders.values().collect();
    assert!(said.iter().all(|said| said.given && said.on <= demo.now.date()));
    let dukun = said.iter().find(|said| demo.register.dukun().contains_key(&said.person)).unwrap();
    assert!(dukun.message.is_some(), "she wrote that she wants them");
    let mother = said.iter().find(|said| demo.register.family(said.person).is_some()).unwrap();
    assert!(mother.phone.as_deref().is_some_and(|phone| phone.starts_with("0800")));
    let outgoing = demo.register.matters().outgoing.values();
    let reminded = outgoing.filter(|one| one.queued.person == Some(mother.person));
    assert_eq!(reminded.count(), 1, "{}", demo.now);
}
