//! Which subjects a person's phone holds, and the sums by which both sides compare what it has of them.
//!
//! Places and people of the unit are on the phone of everybody who works there. Of mothers and children
//! a phone holds what its person may see on the server's pages, and nothing else: one function decides
//! for both ([`Scope::sees_family`]).

use std::collections::{BTreeMap, HashSet};

use domain::{
    ids::{EntryId, SubjectId},
    matters::About,
    register::Register,
    rights::{Scope, Visibility},
};
use store::{Seq, Sum};

/// The subjects that the phone of a person of this scope is to hold.
///
/// An entry goes to a phone as a whole, and entries of places have fields that only the unit's own staff
/// may see: who is not of them holds nothing.
#[must_use]
pub fn of(register: &Register, scope: &Scope) -> HashSet<SubjectId> {
    if !scope.sees(Visibility::Partnership) {
        return HashSet::new();
    }
    let families = register.families().filter(|family| scope.sees_family(family)).map(|family| family.id);
    let messages = register.matters().messages.values();
    let messages = messages.filter(|message| scope.reads_message(message)).map(|message| message.id);
    // What a mother said about reminders goes where she goes; what dukun and officials said, to everybody of the unit.
    let goes = |person| match register.family(person) {
        Some(family) => scope.sees_family(family),
        None => register.dukun().contains_key(&person) || register.officials().contains_key(&person),
    };
    let reminders = register.matters().reminders.iter().filter(|(_, said)| goes(said.person));
    let reminders = reminders.map(|(subject, _)| *subject);
    families
        .chain(messages)
        .chain(reminders)
        .chain(register.beside_families().filter(|(_, about)| scope.sees_about(*about)).map(first))
        .collect()
}

fn first((subject, _): (SubjectId, About)) -> SubjectId {
    subject
}

/// The sum of all that a phone has, from the sums of its subjects.
#[must_use]
pub fn digest(subjects: impl IntoIterator<Item = (SubjectId, Sum)>) -> Sum {
    let mut digest = Sum::default();
    subjects.into_iter().for_each(|(subject, sum)| digest ^= sum.under(subject));
    digest
}

/// What a phone has of the host's log, for comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holding {
    /// Of each subject the sum of its entries, wherever they stand.
    pub subjects: BTreeMap<SubjectId, Sum>,
    /// Places beyond the cursor, ascending.
    pub ahead: Vec<Seq>,
}

impl Holding {
    /// Sums up the entries that have a place in the host's log. Entries that wait or are held have none.
    #[must_use]
    pub fn of(cursor: Seq, entries: impl IntoIterator<Item = (Seq, EntryId, SubjectId)>) -> Self {
        let mut holding = Self::default();
        for (seq, entry, subject) in entries {
            *holding.subjects.entry(subject).or_default() ^= Sum::of(seq, entry);
            if seq > cursor {
                holding.ahead.push(seq);
            }
        }
        holding.ahead.sort_unstable();
        holding
    }

    /// Of each subject held.
    pub fn subjects(&self) -> impl Iterator<Item = SubjectId> {
        self.subjects.keys().copied()
    }
}

#[cfg(test)]
mod tests {
    use domain::{ids::derived, rights::Role};

    use super::*;

    fn id(word: &str, no: u64) -> uuid::Uuid {
        derived(&[word, &no.to_string()])
    }

    fn entry(seq: Seq) -> (Seq, EntryId, SubjectId) {
        (seq, EntryId(id("entry", seq)), SubjectId(id("subject", seq % 5)))
    }

    #[test]
    fn a_digest_knows_no_order_and_tells_any_difference() {
        let digest_of =
            |entries: &[(Seq, EntryId, SubjectId)]| digest(Holding::of(0, entries.iter().copied()).subjects);
        let all: Vec<_> = (1..50).map(entry).collect();
        let backwards: Vec<_> = all.iter().rev().copied().collect();
        assert_eq!(digest_of(&all), digest_of(&backwards));
        assert_ne!(digest_of(&all), digest_of(&all[1..]));
        assert_eq!(digest_of(&[]), Sum::default());
        // One entry at another place, one of another subject, two that changed places.
        let mut moved = all.clone();
        moved[7].0 = 99;
        assert_ne!(digest_of(&all), digest_of(&moved));
        let mut strange = all.clone();
        strange[7].2 = all[8].2;
        assert_ne!(digest_of(&all), digest_of(&strange));
        let mut swapped = all.clone();
        (swapped[7].0, swapped[8].0) = (all[8].0, all[7].0);
        assert_ne!(digest_of(&all), digest_of(&swapped));
    }

    #[test]
    fn what_is_beyond_the_cursor_is_named() {
        let holding = Holding::of(3, [5, 2, 4].map(entry));
        assert_eq!(holding.ahead, [4, 5]);
        assert_eq!(holding.subjects().count(), 3);
    }

    #[test]
    fn who_may_not_see_the_partnership_holds_nothing() {
        let register = Register::load(simulated());
        let held = |role| of(&register, &Scope { role, villages: Vec::new() }).len();
        assert_eq!((held(Role::Sector), held(Role::District)), (0, 0));
        let beside = |sees: &dyn Fn(About) -> bool| {
            register.beside_families().filter(|(_, about)| sees(*about)).count()
        };
        assert_eq!(held(Role::Office), beside(&|about| about != About::Concern));
        assert_eq!(held(Role::Head), beside(&|_| true) + register.families().count());
    }

    fn simulated() -> impl Iterator<Item = domain::note::Note> {
        let until = jiff::civil::date(2025, 11, 1);
        simulator::simulate(&simulator::Plan {
            years: 1,
            pregnancies_per_year: 30,
            ..simulator::Plan::example(until)
        })
    }
}
