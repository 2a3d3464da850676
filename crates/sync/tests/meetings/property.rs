//! Whatever people do on phones and on the server, and whatever the line does: after clean meetings
//! everybody has what is theirs to have, and nothing that a person was told to be safe is lost.

use std::collections::HashSet;

use domain::{
    ids::{EntryId, SubjectId},
    note::Note,
    register::Register,
    rights::Role,
};
use proptest::{prelude::*, strategy::ValueTree};
use sync::wire::Parcel;

use crate::support::{
    Dice,
    host::Copy,
    ledger::{Ledger, mothers, visits},
    line::Wire,
    run,
};

/// The phones of every script: two midwives who share a village, the coordinator, and a second phone of
/// the first midwife.
const PHONES: usize = 4;

#[derive(Clone, Debug)]
enum Step {
    Mother { at: usize, village: usize },
    Visit { at: usize, which: usize },
    Amend { at: usize, which: usize, kg: u32 },
    Void { at: usize, which: usize },
    Settle { which: usize },
    Move { at: usize, which: usize, to: usize },
    Dukun { at: usize },
    Meet { phone: usize, seed: u64, faults: usize },
    Tangle { phone: usize, seed: u64 },
    Die { phone: usize, fuse: usize, seed: u64 },
    Full { phone: usize, room: usize, seed: u64 },
    Give { phone: usize, village: usize, given: bool },
    Copy,
    Restore,
}

/// Where something is noted: on a phone, or (the last) on the server's pages.
fn at() -> impl Strategy<Value = usize> {
    0..=PHONES
}

fn step() -> impl Strategy<Value = Step> {
    let which = || 0..40_usize;
    let phone = || 0..PHONES;
    prop_oneof![
        4 => (at(), 0..4_usize).prop_map(|(at, village)| Step::Mother { at, village }),
        6 => (at(), which()).prop_map(|(at, which)| Step::Visit { at, which }),
        4 => (at(), which(), 40..44_u32).prop_map(|(at, which, kg)| Step::Amend { at, which, kg }),
        1 => (at(), which()).prop_map(|(at, which)| Step::Void { at, which }),
        1 => which().prop_map(|which| Step::Settle { which }),
        2 => (at(), which(), 0..5_usize).prop_map(|(at, which, to)| Step::Move { at, which, to }),
        1 => at().prop_map(|at| Step::Dukun { at }),
        9 => (phone(), any::<u64>(), 0..90_usize)
            .prop_map(|(phone, seed, faults)| Step::Meet { phone, seed, faults }),
        2 => (phone(), any::<u64>()).prop_map(|(phone, seed)| Step::Tangle { phone, seed }),
        2 => (phone(), 1..12_usize, any::<u64>()).prop_map(|(phone, fuse, seed)| Step::Die { phone, fuse, seed }),
        1 => (phone(), 0..4_usize, any::<u64>()).prop_map(|(phone, room, seed)| Step::Full { phone, room, seed }),
        3 => (phone(), 0..4_usize, any::<bool>())
            .prop_map(|(phone, village, given)| Step::Give { phone, village, given }),
        1 => Just(Step::Copy),
        1 => Just(Step::Restore),
    ]
}

/// A script as it is played.
struct Play {
    ledger: Ledger,
    copy: Copy,
    /// What a person was told to be safe.
    safe: HashSet<EntryId>,
}

impl Play {
    fn new() -> Self {
        let mut ledger = Ledger::new();
        ledger.phone(Role::Bidan, &[0, 1], None);
        ledger.phone(Role::Bidan, &[1, 2], None);
        ledger.phone(Role::Coordinator, &[], None);
        ledger.phone(Role::Bidan, &[0, 1], Some(0));
        let copy = run(ledger.host.copy());
        Self { ledger, copy, safe: HashSet::new() }
    }

    fn phone(at: usize) -> Option<usize> {
        (at < PHONES).then_some(at)
    }

    fn register(&self, at: usize) -> Register {
        Self::phone(at).map_or_else(|| self.ledger.host.register(), |no| self.ledger.phones[no].register())
    }

    fn note(&mut self, at: usize, note: &Note) {
        match Self::phone(at) {
            Some(no) => self.ledger.phones[no].note(note),
            None => run(self.ledger.host.note(note)),
        }
        self.safe.insert(note.id);
    }

    fn pick(&self, at: usize, which: usize) -> Option<SubjectId> {
        let mothers = mothers(&self.register(at));
        mothers.get(which % mothers.len().max(1)).copied()
    }

    fn pick_visit(&self, at: usize, which: usize) -> Option<Note> {
        let visits = visits(&self.register(at));
        visits.get(which % visits.len().max(1)).cloned()
    }

    fn play(&mut self, step: &Step) {
        match *step {
            Step::Mother { at, village } => {
                let notes = self.ledger.mother(Self::phone(at), village);
                notes.iter().for_each(|note| self.note(at, note));
            }
            Step::Visit { at, which } => {
                let Some(subject) = self.pick(at, which) else { return };
                self.note(at, &self.ledger.visit(Self::phone(at), subject, None, 50));
            }
            Step::Amend { at, which, kg } => {
                let Some(visit) = self.pick_visit(at, which) else { return };
                self.note(at, &self.ledger.amend(Self::phone(at), &visit, kg));
            }
            Step::Void { at, which } => {
                let Some(visit) = self.pick_visit(at, which) else { return };
                self.note(at, &self.ledger.void(Self::phone(at), &visit));
            }
            Step::Settle { which } => self.settle(which),
            Step::Move { at, which, to } => {
                let Some(subject) = self.pick(at, which) else { return };
                self.note(at, &self.ledger.moves(Self::phone(at), subject, (to < 4).then_some(to)));
            }
            Step::Dukun { at } => self.note(at, &self.ledger.dukun(Self::phone(at))),
            Step::Give { phone, village, given } if phone != 2 => self.ledger.give(phone, village, given),
            Step::Give { .. } => {}
            Step::Copy => self.copy = run(self.ledger.host.copy()),
            Step::Restore => self.restore(),
            _ => self.meet(step),
        }
    }

    /// The coordinator settles what differs, on her phone.
    fn settle(&mut self, which: usize) {
        let register = self.register(2);
        let records = register.families().flat_map(|family| &family.records);
        let mut differing: Vec<_> = records.filter(|record| !record.conflicts.is_empty()).collect();
        differing.sort_by_key(|record| record.note.id);
        let Some(record) = differing.get(which % differing.len().max(1)) else { return };
        let values = record.conflicts.iter().flat_map(|conflict| &conflict.values);
        let over: Vec<_> = values.flat_map(|(_, notes)| notes).map(|note| note.id).collect();
        self.note(2, &self.ledger.settle(Some(2), &record.note, &over, 45));
    }

    fn meet(&self, step: &Step) {
        let (phone, seed, faults) = match *step {
            Step::Meet { phone, seed, faults } => (phone, seed, faults),
            Step::Tangle { phone, seed } | Step::Die { phone, seed, .. } | Step::Full { phone, seed, .. } => {
                (phone, seed, 20)
            }
            _ => return,
        };
        let phone = &self.ledger.phones[phone];
        match *step {
            Step::Die { fuse, .. } => phone.fuse.set(fuse),
            Step::Full { room, .. } => phone.room.set(room),
            _ => {}
        }
        let wire = Wire::new(&self.ledger.host, phone, seed, faults);
        let other = Wire::new(&self.ledger.host, phone, !seed, faults);
        // What goes wrong here must be mended later; that it went wrong is no fault.
        run(async {
            match step {
                Step::Tangle { .. } => drop(tokio::join!(wire.meet(), other.meet())),
                _ => drop(wire.meet().await),
            }
        });
        phone.restart();
    }

    /// What nobody has any longer cannot come back: noted on the server after the copy, or sent and
    /// dropped since.
    fn restore(&mut self) {
        let mut left = self.copy.ids();
        self.ledger.phones.iter().for_each(|phone| left.extend(phone.ids()));
        self.safe.retain(|id| left.contains(id));
        run(self.ledger.host.restore(&self.copy));
    }

    /// Everybody meets twice, and nothing goes wrong.
    fn end(&self) {
        for no in (0..PHONES).chain(0..PHONES) {
            let phone = &self.ledger.phones[no];
            run(Wire::new(&self.ledger.host, phone, 1, 0).meet()).unwrap();
            assert_eq!(phone.waits(), 0, "phone {no}");
        }
    }

    fn check(&self) {
        let host = self.ledger.host.register();
        let mut taken: HashSet<_> =
            run(self.ledger.host.log()).iter().map(|stored| stored.entry.id).collect();
        for held in run(self.ledger.host.held()) {
            taken.insert(serde_json::from_str::<Parcel>(&held.body).unwrap().id);
        }
        for (no, phone) in self.ledger.phones.iter().enumerate() {
            assert_eq!(phone.placed(), run(self.ledger.host.due(phone.device())), "phone {no}");
            let placed = phone.placed();
            let here = Register::load(placed.iter().filter_map(|(_, entry)| entry.read().ok()));
            for family in here.families() {
                assert_eq!(Some(family), host.family(family.id), "phone {no}");
            }
            assert_eq!(here.dukun(), host.dukun());
            taken.extend(phone.disk.borrow().held.keys());
        }
        let lost: Vec<_> = self.safe.difference(&taken).collect();
        assert!(lost.is_empty(), "lost: {lost:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 400, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_all_ends_well(steps in prop::collection::vec(step(), 1..70)) {
        let mut play = Play::new();
        steps.iter().for_each(|step| play.play(step));
        play.end();
        play.check();
    }
}

/// The same with scripts that are long, and always the same.
#[test]
fn a_long_season_ends_well() {
    let mut play = Play::new();
    let mut dice = Dice::new(2025);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..3 {
        for _ in 0..200 {
            let step = step().new_tree(&mut runner).unwrap().current();
            play.play(&step);
        }
        if dice.chance(50) {
            play.restore();
        }
        play.end();
        play.check();
    }
}
