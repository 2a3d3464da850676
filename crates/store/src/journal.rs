//! Where the entries of each subject stand in a log. It is kept in memory beside the register, and
//! lets a meeting find what a phone lacks without reading the log.

use std::{collections::HashMap, fmt, ops::BitXorAssign, str::FromStr};

use domain::ids::{EntryId, SubjectId};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::Seq;

/// What two sides compare to learn whether they have the same entries at the same places: the
/// exclusive or of a number for each place with its entry. It tells sets apart that differ by
/// accident, which is all it is for; nobody gains by forging one, because a phone that does deceives
/// only itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sum(pub u64);

impl Sum {
    /// The sum of one entry at its place. Every program that ever meets another must compute the
    /// same, so this never changes.
    ///
    /// Ids are unique and mostly random already; three rounds of a mixer of eight instructions
    /// (`SplitMix64`'s) spread them well enough for an exclusive or, at a hundredth of SHA-256's price.
    #[must_use]
    pub fn of(seq: Seq, entry: EntryId) -> Self {
        let (high, low) = entry.0.as_u64_pair();
        Self(mix(mix(mix(seq) ^ high) ^ low))
    }

    /// The sum of all entries of a subject, as part of a sum over subjects.
    #[must_use]
    pub fn under(self, subject: SubjectId) -> Self {
        let (high, low) = subject.0.as_u64_pair();
        Self(mix(mix(mix(self.0) ^ high) ^ low))
    }
}

fn mix(word: u64) -> u64 {
    let mut mixed = word.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

impl BitXorAssign for Sum {
    fn bitxor_assign(&mut self, other: Self) {
        self.0 ^= other.0;
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for Sum {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(Self)
    }
}

impl Serialize for Sum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sum {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// The places of a log by subject, and the subjects by place.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    of: HashMap<SubjectId, Places>,
    at: Vec<Option<(SubjectId, Sum)>>,
    /// Up to here no place is left out.
    whole: usize,
}

/// The places of one subject, ascending, and for each the sum of all up to it.
#[derive(Clone, Debug, Default)]
struct Places {
    places: Vec<Seq>,
    sums: Vec<Sum>,
}

impl Journal {
    /// Notes the entry at a place; one that is noted already stays. Two that append at once may tell
    /// their places in any order, as long as none is left out for ever: see [`Journal::head`].
    pub fn take(&mut self, seq: Seq, entry: EntryId, subject: SubjectId) {
        let Some(index) = seq.checked_sub(1).and_then(|index| usize::try_from(index).ok()) else { return };
        if index >= self.at.len() {
            self.at.resize(index + 1, None);
        }
        let Some(place) = self.at.get_mut(index).filter(|place| place.is_none()) else { return };
        let sum = Sum::of(seq, entry);
        *place = Some((subject, sum));
        while matches!(self.at.get(self.whole), Some(Some(_))) {
            self.whole += 1;
        }
        self.of.entry(subject).or_default().insert(seq, sum);
    }

    /// The last place before which none is left out. A place beyond it is not to be told to a phone:
    /// the phone would take it for the end of the log, and never ask for the one that came late.
    #[must_use]
    pub fn head(&self) -> Seq {
        self.whole as Seq
    }

    /// The places of a subject's entries, ascending.
    #[must_use]
    pub fn of(&self, subject: SubjectId) -> &[Seq] {
        self.of.get(&subject).map_or(&[], |places| &places.places)
    }

    /// The sum of a subject's entries up to a place; none where there are none.
    #[must_use]
    pub fn sum(&self, subject: SubjectId, up_to: Seq) -> Option<Sum> {
        let places = self.of.get(&subject)?;
        let count = places.places.partition_point(|place| *place <= up_to);
        places.sums.get(count.checked_sub(1)?).copied()
    }

    /// Whom the entry at a place is about, and its sum.
    #[must_use]
    pub fn at(&self, seq: Seq) -> Option<(SubjectId, Sum)> {
        let index = usize::try_from(seq.checked_sub(1)?).ok()?;
        *self.at.get(index)?
    }

    /// Places after `after` up to the head with their subjects, ascending.
    pub fn after(&self, after: Seq) -> impl Iterator<Item = (Seq, SubjectId)> {
        let skipped = usize::try_from(after).unwrap_or(usize::MAX);
        let places = self.at.iter().take(self.whole).enumerate().skip(skipped);
        places.filter_map(|(index, place)| Some((index as Seq + 1, place.as_ref()?.0)))
    }
}

impl Places {
    fn insert(&mut self, seq: Seq, sum: Sum) {
        let behind = self.places.partition_point(|known| *known < seq);
        let before = behind.checked_sub(1).and_then(|last| self.sums.get(last)).copied();
        self.places.insert(behind, seq);
        self.sums.insert(behind, before.unwrap_or_default());
        self.sums.iter_mut().skip(behind).for_each(|so_far| *so_far ^= sum);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::sample;

    fn entry(no: u64) -> EntryId {
        EntryId(sample::id("entry", no))
    }

    #[test]
    fn places_are_found_by_subject_and_by_order() {
        let [a, b] = [1, 2].map(|no| SubjectId(sample::id("subject", no)));
        let mut journal = Journal::default();
        for (seq, subject) in [(1, a), (3, a), (2, b), (3, b)] {
            journal.take(seq, entry(seq), subject);
        }
        assert_eq!((journal.of(a), journal.of(b)), (&[1, 3][..], &[2][..]));
        assert_eq!(journal.after(1).collect::<Vec<_>>(), [(2, b), (3, a)]);
        assert_eq!(journal.after(9).count(), 0);
        assert_eq!(journal.head(), 3);
    }

    #[test]
    fn nothing_beyond_a_place_that_is_still_to_come_is_told() {
        let a = SubjectId(sample::id("subject", 1));
        let mut journal = Journal::default();
        for seq in [1, 3, 4] {
            journal.take(seq, entry(seq), a);
        }
        assert_eq!(journal.head(), 1);
        assert_eq!(journal.after(0).collect::<Vec<_>>(), [(1, a)]);
        journal.take(2, entry(2), a);
        assert_eq!(journal.head(), 4);
        assert_eq!(journal.after(0).count(), 4);
    }

    #[test]
    fn a_sum_is_the_same_in_whatever_order_entries_came() {
        let a = SubjectId(sample::id("subject", 1));
        let journal = |order: [Seq; 4]| {
            let mut journal = Journal::default();
            order.into_iter().for_each(|seq| journal.take(seq, entry(seq), a));
            journal
        };
        let (one, other) = (journal([1, 2, 3, 4]), journal([4, 2, 1, 3]));
        for up_to in 0..=5 {
            let mut sum = Sum::default();
            (1..=up_to.min(4)).for_each(|seq| sum ^= Sum::of(seq, entry(seq)));
            let expected = (up_to > 0).then_some(sum);
            assert_eq!((one.sum(a, up_to), other.sum(a, up_to)), (expected, expected));
        }
        assert_eq!(one.at(3), Some((a, Sum::of(3, entry(3)))));
        assert_eq!((one.at(0), one.at(5)), (None, None));
    }

    #[test]
    fn a_sum_never_changes_and_is_read_as_it_was_written() {
        let sum = Sum::of(60_000, EntryId(uuid::Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_002a)));
        assert_eq!(serde_json::to_string(&sum).unwrap(), "\"a90a38fd7fdec1e9\"");
        assert_eq!(serde_json::from_str::<Sum>(&serde_json::to_string(&sum).unwrap()).unwrap(), sum);
        assert!(serde_json::from_str::<Sum>("\"river\"").is_err());
    }
}
