//! What `betang check` looks for in a log. Nothing here mends anything: a person decides.

use std::collections::HashMap;

use domain::{
    correction::is_correction,
    facts::Unreadable,
    ids::{EntryId, SubjectId, UnitCode},
};

use crate::{Seq, Stored, chain::Sum};

/// Something in a log that should not be so. It names places and ids, and quotes no fact.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Complaint {
    /// Places are missing, doubled or out of order.
    #[error("after place {after} comes place {next}")]
    Gap {
        /// The place before.
        after: Seq,
        /// The place found.
        next: Seq,
    },
    /// The store could not give the entry at all.
    #[error("place {seq} is damaged: {why}")]
    Damaged {
        /// Where.
        seq: Seq,
        /// What the store says.
        why: String,
    },
    /// An entry that changed after it was taken, or one before it did.
    #[error("the sum at place {seq} is not that of the log")]
    Sum {
        /// Where. The chain is taken up again behind it.
        seq: Seq,
    },
    /// The same id twice.
    #[error("place {again} repeats entry {id} of place {first}")]
    Twice {
        /// The id.
        id: EntryId,
        /// Its first place.
        first: Seq,
        /// Its second place.
        again: Seq,
    },
    /// An entry of another unit.
    #[error("place {seq} is an entry of another unit, {unit}")]
    Stray {
        /// Where.
        seq: Seq,
        /// Whose.
        unit: UnitCode,
    },
    /// A kind that this version does not know: a newer one wrote it. It is kept and changes nothing.
    #[error("place {seq} holds {kind} version {version}, which this version does not know")]
    Unknown {
        /// Where.
        seq: Seq,
        /// The kind.
        kind: String,
        /// Its version.
        version: u16,
    },
    /// A known kind whose fields do not fit. It is kept and changes nothing.
    #[error("place {seq} cannot be read: {kind}: {why}")]
    Unreadable {
        /// Where.
        seq: Seq,
        /// The kind.
        kind: String,
        /// What the decoder said, without values.
        why: String,
    },
    /// A correction that does not say of what, or of something that is not in the log.
    #[error("place {seq} corrects an entry that is not in the log")]
    NoTarget {
        /// Where.
        seq: Seq,
        /// The entry it names, if it names one.
        target: Option<EntryId>,
    },
    /// A correction about one subject of an entry about another: it changes nothing.
    #[error("place {seq} corrects entry {target} of another subject")]
    OtherSubject {
        /// Where.
        seq: Seq,
        /// The entry it names.
        target: EntryId,
    },
}

impl Complaint {
    /// Whether it is expected beside a newer version, and no damage.
    #[must_use]
    pub fn is_only_newer(&self) -> bool {
        matches!(self, Self::Unknown { .. })
    }
}

/// What was found in a log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many entries were looked at.
    pub entries: u64,
    /// The last place.
    pub head: Seq,
    /// What is wrong, in the order of the log; corrections without a target come last.
    pub complaints: Vec<Complaint>,
}

/// Looks at a log, entry by entry.
#[derive(Debug, Default)]
pub struct Verifier {
    report: Report,
    unit: Option<UnitCode>,
    sum: Option<Sum>,
    places: HashMap<EntryId, (Seq, SubjectId)>,
    corrections: Vec<(Seq, SubjectId, Option<EntryId>)>,
}

impl Verifier {
    /// Begins before the first place.
    #[must_use]
    pub fn new() -> Self {
        Self { sum: Some(Sum::START), ..Self::default() }
    }

    /// Looks at the next entry; `sum` is the one kept with it, where the store keeps sums.
    pub fn take(&mut self, stored: &Stored, sum: Option<Sum>) {
        self.step(stored.seq);
        self.check_sum(stored, sum);
        self.check_unit(stored);
        self.check_id(stored);
        self.check_fact(stored);
    }

    /// Notes a place that the store could not give.
    pub fn damaged(&mut self, seq: Seq, why: String) {
        self.step(seq);
        self.sum = None;
        self.complain(Complaint::Damaged { seq, why });
    }

    /// What was found, once every entry was taken.
    #[must_use]
    pub fn finish(mut self) -> Report {
        for (seq, subject, target) in std::mem::take(&mut self.corrections) {
            match target.map(|target| (target, self.places.get(&target))) {
                Some((_, Some((_, about)))) if *about == subject => {}
                Some((target, Some(_))) => self.complain(Complaint::OtherSubject { seq, target }),
                Some((target, None)) => self.complain(Complaint::NoTarget { seq, target: Some(target) }),
                None => self.complain(Complaint::NoTarget { seq, target: None }),
            }
        }
        self.report
    }

    fn complain(&mut self, complaint: Complaint) {
        self.report.complaints.push(complaint);
    }

    fn step(&mut self, seq: Seq) {
        let after = self.report.head;
        if seq != after + 1 {
            self.complain(Complaint::Gap { after, next: seq });
        }
        self.report.entries += 1;
        self.report.head = seq;
    }

    fn check_sum(&mut self, stored: &Stored, sum: Option<Sum>) {
        let expected = self.sum.and_then(|before| before.after(stored).ok());
        if let (Some(expected), Some(sum)) = (expected, sum)
            && expected != sum
        {
            self.complain(Complaint::Sum { seq: stored.seq });
        }
        // What is kept is the base for the next, so that one change is told once.
        self.sum = sum.or(expected);
    }

    fn check_unit(&mut self, stored: &Stored) {
        let unit = self.unit.get_or_insert_with(|| stored.entry.unit.clone());
        if *unit != stored.entry.unit {
            self.complain(Complaint::Stray { seq: stored.seq, unit: stored.entry.unit.clone() });
        }
    }

    fn check_id(&mut self, stored: &Stored) {
        let id = stored.entry.id;
        match self.places.get(&id) {
            Some((first, _)) => {
                let first = *first;
                self.complain(Complaint::Twice { id, first, again: stored.seq });
            }
            None => {
                self.places.insert(id, (stored.seq, stored.entry.subject));
            }
        }
    }

    fn check_fact(&mut self, stored: &Stored) {
        let entry = &stored.entry;
        let seq = stored.seq;
        match entry.read() {
            Ok(note) => {
                if is_correction(&note.fact) || note.amends.is_some() {
                    self.corrections.push((seq, note.subject, note.amends));
                }
            }
            Err(Unreadable::Unknown { kind, version }) => {
                self.complain(Complaint::Unknown { seq, kind, version });
            }
            Err(Unreadable::Broken { kind, error }) => {
                self.complain(Complaint::Unreadable { seq, kind: kind.to_owned(), why: error });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use domain::facts::{Fact, Voided};
    use jiff::Timestamp;

    use super::*;
    use crate::{Entry, contract::sample};

    fn village(seq: Seq) -> Stored {
        Stored { seq, received_at: Timestamp::UNIX_EPOCH, entry: sample::village(seq) }
    }

    fn void(seq: Seq, target: Option<EntryId>, subject: SubjectId) -> Stored {
        let fact = Fact::Voided(Arc::new(Voided { reason: "twice".to_owned() }));
        let mut note = sample::note(seq, fact);
        note.amends = target;
        note.subject = subject;
        let entry = Entry::of(&note, &sample::unit()).unwrap();
        Stored { seq, received_at: Timestamp::UNIX_EPOCH, entry }
    }

    fn complaints(log: &[Stored]) -> Vec<Complaint> {
        let mut verifier = Verifier::new();
        log.iter().for_each(|stored| verifier.take(stored, None));
        verifier.finish().complaints
    }

    #[test]
    fn a_good_log_is_good() {
        let first = village(1);
        let void = void(2, Some(first.entry.id), first.entry.subject);
        let mut verifier = Verifier::new();
        let mut sum = Sum::START;
        for stored in [first, void] {
            sum = sum.after(&stored).unwrap();
            verifier.take(&stored, Some(sum));
        }
        assert_eq!(verifier.finish(), Report { entries: 2, head: 2, complaints: Vec::new() });
    }

    #[test]
    fn a_missing_place_is_told() {
        assert_eq!(complaints(&[village(1), village(3)]), [Complaint::Gap { after: 1, next: 3 }]);
        assert_eq!(complaints(&[village(2)]), [Complaint::Gap { after: 0, next: 2 }]);
    }

    #[test]
    fn a_repeated_id_is_told() {
        let first = village(1);
        let again = Stored { seq: 2, ..first.clone() };
        let id = first.entry.id;
        assert_eq!(complaints(&[first, again]), [Complaint::Twice { id, first: 1, again: 2 }]);
    }

    #[test]
    fn a_change_is_told_once_and_where() {
        let mut verifier = Verifier::new();
        let mut sum = Sum::START;
        for seq in 1..=3 {
            let mut stored = village(seq);
            sum = sum.after(&stored).unwrap();
            if seq == 2 {
                stored.entry.village = None;
            }
            verifier.take(&stored, Some(sum));
        }
        assert_eq!(verifier.finish().complaints, [Complaint::Sum { seq: 2 }]);
    }

    #[test]
    fn corrections_are_held_against_what_they_correct() {
        let first = village(2);
        let (id, subject) = (first.entry.id, first.entry.subject);
        let elsewhere = village(9).entry;
        let log = [
            void(1, Some(id), subject),
            first,
            void(3, Some(elsewhere.id), subject),
            void(4, None, subject),
            void(5, Some(id), elsewhere.subject),
        ];
        assert_eq!(
            complaints(&log),
            [
                Complaint::NoTarget { seq: 3, target: Some(elsewhere.id) },
                Complaint::NoTarget { seq: 4, target: None },
                Complaint::OtherSubject { seq: 5, target: id },
            ]
        );
    }

    #[test]
    fn what_cannot_be_read_is_told_apart() {
        let mut newer = village(1);
        newer.entry.kind = "from.the.future".to_owned();
        let mut broken = village(2);
        broken.entry.fact = sample::raw(r#"{"code":7}"#);
        let mut other = village(3);
        other.entry.unit = UnitCode("elsewhere".to_owned());
        let found = complaints(&[newer, broken, other]);
        assert!(
            matches!(found[0], Complaint::Unknown { seq: 1, version: 1, .. }) && found[0].is_only_newer()
        );
        assert!(matches!(found[1], Complaint::Unreadable { seq: 2, .. }));
        assert!(matches!(found[2], Complaint::Stray { seq: 3, .. }));
        assert_eq!(found.len(), 3);
    }
}
