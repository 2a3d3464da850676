//! Agreements, commitments and concerns: what is believed of them on a day, in any order of arrival.

use domain::{
    facts::{
        AgreementAddendum, AgreementDrafted, AgreementEnded, AgreementResumed, AgreementSigned,
        AgreementSuspended, Bound, Clause, CommitmentCarried, CommitmentMade, CommitmentProgressed,
        CommitmentStatus, ConcernRaised, Fact, Party, Side, WomanRegistered,
    },
    ids::{AuthorId, DeviceId, EntryId, SubjectId, VillageCode, derived},
    matters::{About, AgreementStatus, Fulfilment},
    moment::Moment,
    note::Note,
    register::Register,
};
use jiff::{
    Timestamp,
    civil::{Date, date},
    tz::Offset,
};

const SIGNED_ON: Date = date(2025, 5, 21);

fn subject(word: &str) -> SubjectId {
    SubjectId(derived(&["subject", word]))
}

fn note(no: u32, of: SubjectId, fact: impl Into<Fact>) -> Note {
    Note {
        id: EntryId(uuid::Uuid::from_u128(0x0197_0000_0000_7000_8000_0000_0000_0000 + u128::from(no))),
        village: None,
        subject: of,
        author: AuthorId::SYSTEM,
        device: DeviceId::SERVER,
        noted_at: Moment::new(Timestamp::UNIX_EPOCH, Offset::UTC),
        amends: None,
        fact: fact.into(),
    }
}

fn clause(id: &str, bound: Bound) -> Clause {
    Clause { id: id.to_owned(), bound, text: format!("Isi {id}") }
}

fn draft() -> AgreementDrafted {
    AgreementDrafted {
        title: "Nota Kesepakatan".to_owned(),
        villages: vec![VillageCode::new("62.03.12.2001")],
        parties: vec![
            Party { side: Side::Dukun, person: subject("uning") },
            Party { side: Side::Bidan, person: subject("rina") },
        ],
        clauses: vec![clause("NO_SOLO_BIRTH", Bound::Dukun), clause("USE_RTK", Bound::Both)],
        valid_until: Some(date(2026, 5, 20)),
        ..AgreementDrafted::default()
    }
}

fn signed() -> AgreementSigned {
    AgreementSigned {
        on: SIGNED_ON,
        place: "Aula Kantor Camat".to_owned(),
        village: None,
        signatures: Vec::new(),
        read_aloud: None,
        absent_witnesses: Vec::new(),
        valid_until: None,
        reviews: Vec::new(),
    }
}

/// The same notes forwards, backwards and doubled fold to the same.
fn each_order(notes: &[Note], check: impl Fn(&Register)) {
    check(&Register::load(notes.to_vec()));
    check(&Register::load(notes.iter().rev().cloned()));
    check(&Register::load(notes.iter().chain(notes).cloned()));
    let mut bit_by_bit = Register::default();
    for one in notes.iter().rev() {
        bit_by_bit.apply([one.clone()]);
    }
    check(&bit_by_bit);
}

#[test]
fn an_agreement_stands_as_its_entries_say_on_each_day() {
    let agreement = subject("agreement");
    let rest = AgreementSuspended { on: date(2025, 8, 1), reason: "Menunggu pertemuan".to_owned() };
    let again = AgreementResumed { on: date(2025, 9, 1), reason: "Sudah bertemu".to_owned() };
    let notes = [
        note(1, agreement, draft()),
        note(2, agreement, signed()),
        note(3, agreement, rest),
        note(4, agreement, again),
    ];
    each_order(&notes, |register| {
        let status = |on| register.agreement_status(agreement, on).unwrap();
        assert_eq!(status(date(2025, 5, 20)), AgreementStatus::Draft);
        assert_eq!(status(SIGNED_ON), AgreementStatus::Signed);
        assert_eq!(status(date(2025, 8, 1)), AgreementStatus::Suspended);
        assert_eq!(status(date(2025, 9, 1)), AgreementStatus::Signed);
        assert_eq!(status(date(2026, 5, 20)), AgreementStatus::Signed);
        assert_eq!(status(date(2026, 5, 21)), AgreementStatus::Expired);
    });
}

#[test]
fn an_addendum_counts_from_its_day_on() {
    let agreement = subject("agreement");
    let addendum = AgreementAddendum {
        on: date(2025, 8, 20),
        reason: "Bidan baru".to_owned(),
        added: vec![Clause { text: "Isi baru".to_owned(), ..clause("USE_RTK", Bound::Both) }],
        removed: vec!["NO_SOLO_BIRTH".to_owned()],
        joined: vec![Party { side: Side::Bidan, person: subject("ani") }],
        left: vec![subject("rina")],
        villages_added: vec![VillageCode::new("62.03.12.2002")],
        valid_until: Some(date(2027, 1, 1)),
    };
    let notes = [note(1, agreement, draft()), note(2, agreement, signed()), note(3, agreement, addendum)];
    each_order(&notes, |register| {
        let agreement = &register.matters().agreements[&agreement];
        let (before, after) = (date(2025, 8, 19), date(2025, 8, 20));
        assert_eq!(agreement.side(Side::Bidan, before), [subject("rina")]);
        assert_eq!(agreement.side(Side::Bidan, after), [subject("ani")]);
        assert_eq!(agreement.clauses(before).len(), 2);
        assert_eq!(
            agreement.clauses(after).iter().map(|c| c.text.as_str()).collect::<Vec<_>>(),
            ["Isi baru"]
        );
        assert_eq!((agreement.villages(before).len(), agreement.villages(after).len()), (1, 2));
        assert_eq!(agreement.valid_until(before), Some(date(2026, 5, 20)));
        assert!(agreement.holds(date(2026, 12, 31)));
        assert!(!agreement.holds(date(2027, 1, 2)));
    });
}

#[test]
fn an_agreement_is_renewed_by_the_signing_of_another_and_not_by_its_draft() {
    let (old, new) = (subject("old"), subject("new"));
    let again = AgreementDrafted { renews: Some(old), valid_until: None, ..draft() };
    let later = AgreementSigned { on: date(2026, 5, 10), ..signed() };
    let notes = [note(1, old, draft()), note(2, old, signed()), note(3, new, again), note(4, new, later)];
    each_order(&notes, |register| {
        let status = |on| register.agreement_status(old, on).unwrap();
        assert_eq!(status(date(2026, 5, 9)), AgreementStatus::Signed);
        assert_eq!(status(date(2026, 5, 10)), AgreementStatus::Renewed);
        assert_eq!(register.agreement_status(new, date(2030, 1, 1)), Some(AgreementStatus::Signed));
    });
}

#[test]
fn an_ended_agreement_is_over_whatever_else_is_said() {
    let agreement = subject("agreement");
    let end = AgreementEnded { on: date(2025, 7, 1), reason: "Pindah".to_owned() };
    let rest = AgreementSuspended { on: date(2025, 8, 1), reason: String::new() };
    let notes = [
        note(1, agreement, draft()),
        note(2, agreement, signed()),
        note(3, agreement, end),
        note(4, agreement, rest),
    ];
    each_order(&notes, |register| {
        let status = |on| register.agreement_status(agreement, on).unwrap();
        assert_eq!(status(date(2025, 6, 30)), AgreementStatus::Signed);
        assert_eq!(status(date(2025, 9, 1)), AgreementStatus::Ended);
    });
}

#[test]
fn carrying_a_commitment_over_makes_nobody_punctual() {
    let commitment = subject("boat");
    let made = CommitmentMade {
        activity: "Perahu siaga".to_owned(),
        due: Some(date(2025, 8, 21)),
        ..CommitmentMade::default()
    };
    let step = |on, status| CommitmentProgressed { on, status, text: None, obstacle: None, evidence: None };
    let carried = CommitmentCarried {
        workshop: subject("next"),
        due: Some(date(2025, 11, 20)),
        reason: Some("Air surut".to_owned()),
    };
    let notes = [
        note(1, commitment, made),
        note(2, commitment, step(date(2025, 7, 1), CommitmentStatus::Running)),
        note(3, commitment, carried),
        note(4, commitment, step(date(2025, 10, 1), CommitmentStatus::Done)),
    ];
    each_order(&notes, |register| {
        let commitment = &register.matters().commitments[&commitment];
        assert_eq!(commitment.status(date(2025, 6, 1)), CommitmentStatus::Planned);
        assert_eq!(commitment.fulfilment(date(2025, 9, 1)), Fulfilment::Open, "it was given until November");
        assert_eq!(commitment.fulfilment(date(2025, 12, 1)), Fulfilment::DoneLate);
    });
    let undone: Vec<_> = notes.iter().take(2).cloned().collect();
    each_order(&undone, |register| {
        let commitment = &register.matters().commitments[&commitment];
        assert_eq!(commitment.fulfilment(date(2025, 8, 21)), Fulfilment::Open);
        assert_eq!(commitment.fulfilment(date(2025, 8, 22)), Fulfilment::Overdue);
    });
}

#[test]
fn one_subject_is_of_one_sort_whatever_comes_first() {
    let strange = subject("strange");
    let raised = ConcernRaised {
        dukun: subject("uning"),
        on: SIGNED_ON,
        mother: None,
        birth: None,
        text: "Perlu dibicarakan".to_owned(),
    };
    let notes = [note(1, strange, raised), note(2, strange, WomanRegistered::default())];
    each_order(&notes, |register| {
        assert_eq!(register.about(strange), Some(About::Family));
        assert!(register.matters().concerns.is_empty());
        assert!(register.family(strange).is_some());
    });
}
