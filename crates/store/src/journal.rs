//! Where the entries of each subject stand in a log. It is kept in memory beside the register, and
//! lets a meeting find what a phone lacks without reading the log.

use std::collections::HashMap;

use domain::ids::SubjectId;

use crate::Seq;

/// The places of a log by subject, and the subjects by place.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    of: HashMap<SubjectId, Vec<Seq>>,
    at: Vec<SubjectId>,
}

impl Journal {
    /// Notes the entry at the next place, or at one it has: then nothing changes. Entries that came
    /// together may be told in any order, as long as no place is left out for ever.
    pub fn take(&mut self, seq: Seq, subject: SubjectId) {
        let Some(index) = seq.checked_sub(1).and_then(|index| usize::try_from(index).ok()) else { return };
        if index >= self.at.len() {
            self.at.resize(index + 1, SubjectId(uuid::Uuid::nil()));
        }
        let Some(place) = self.at.get_mut(index).filter(|place| place.0.is_nil()) else { return };
        *place = subject;
        let places = self.of.entry(subject).or_default();
        let behind = places.partition_point(|known| *known < seq);
        places.insert(behind, seq);
    }

    /// The last place.
    #[must_use]
    pub fn head(&self) -> Seq {
        self.at.len() as Seq
    }

    /// The places of a subject's entries, ascending.
    #[must_use]
    pub fn of(&self, subject: SubjectId) -> &[Seq] {
        self.of.get(&subject).map_or(&[], Vec::as_slice)
    }

    /// Places after `after` with their subjects, ascending.
    pub fn after(&self, after: Seq) -> impl Iterator<Item = (Seq, SubjectId)> {
        let skipped = usize::try_from(after).unwrap_or(usize::MAX);
        (after + 1..).zip(self.at.iter().skip(skipped).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::sample;

    #[test]
    fn places_are_found_by_subject_and_by_order() {
        let [a, b] = [1, 2].map(|no| SubjectId(sample::id("subject", no)));
        let mut journal = Journal::default();
        for (seq, subject) in [(1, a), (3, a), (2, b), (3, b)] {
            journal.take(seq, subject);
        }
        assert_eq!((journal.of(a), journal.of(b)), (&[1, 3][..], &[2][..]));
        assert_eq!(journal.after(1).collect::<Vec<_>>(), [(2, b), (3, a)]);
        assert_eq!(journal.after(9).count(), 0);
        assert_eq!(journal.head(), 3);
    }
}
