//! What follows from agreements, records of care and what was noted of dukun, whatever order it came in.

#![expect(
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

use domain::{
    facts::{Circumstances, ConcernStepKind, DukunActivity, Fact, IncentiveFor},
    ids::{AuthorId, DeviceId, EntryId, SubjectId, VillageCode, derived},
    matters::AgreementStatus,
    moment::Moment,
    note::Note,
    partnership::{self, Indicator, Period, concerns},
    register::Register,
    rights::{Role, Scope},
    rules::Rules,
};
use jiff::{
    Timestamp,
    civil::{Date, date},
    tz::Offset,
};
use serde_json::{Value, json};

const V1: &str = "62.03.12.2001";
const V2: &str = "62.03.12.2002";
const TODAY: Date = date(2025, 9, 30);
const QUARTER: Period = Period { from: date(2025, 7, 1), until: TODAY };

fn subject(word: &str) -> SubjectId {
    SubjectId(derived(&["subject", word]))
}

fn entry(no: u32) -> EntryId {
    EntryId(uuid::Uuid::from_u128(0x0197_0000_0000_7000_8000_0000_0000_0000 + u128::from(no)))
}

/// A note of village 1.
fn note(no: u32, of: SubjectId, kind: &str, fields: Value) -> Note {
    Note {
        id: entry(no),
        village: Some(VillageCode::new(V1)),
        subject: of,
        author: AuthorId::SYSTEM,
        device: DeviceId::SERVER,
        noted_at: Moment::new(Timestamp::UNIX_EPOCH, Offset::UTC),
        amends: None,
        fact: Fact::read(kind, 1, fields).unwrap(),
    }
}

fn preg(word: &str) -> Value {
    json!(derived(&["pregnancy", word]))
}

/// Two villages, a dukun in each, a midwife; the first dukun's agreement was signed on 21 May 2025.
fn ground() -> Vec<Note> {
    let agreement = subject("agreement");
    let draft = json!({
        "title": "Nota Kesepakatan", "villages": [V1],
        "parties": [
            {"side": "bidan", "person": subject("rina")},
            {"side": "dukun", "person": subject("uning")}
        ],
        "clauses": [{"id": "NO_SOLO_BIRTH", "bound": "dukun", "text": "Isi."}],
        "valid_until": "2026-05-20"
    });
    vec![
        note(1, VillageCode::new(V1).subject(), "village.described", json!({"code": V1, "name": "Satu"})),
        note(2, VillageCode::new(V2).subject(), "village.described", json!({"code": V2, "name": "Dua"})),
        note(3, subject("uning"), "dukun.described", json!({"name": "Tambi Uning", "village": V1})),
        note(4, subject("rahel"), "dukun.described", json!({"name": "Indu Rahel", "village": V2})),
        note(5, subject("rina"), "staff.described", json!({"name": "Rina", "profession": "bidan"})),
        note(6, agreement, "agreement.drafted", draft),
        note(7, agreement, "agreement.signed", json!({"on": "2025-05-21", "place": "Aula"})),
    ]
}

/// A mother told of by Tambi Uning in her third month, who came along to a contact, and gave birth on
/// 10 August at the Puskesmas with her there; after the birth they visited together.
fn siti(no: u32) -> Vec<Note> {
    let (mother, pregnancy, child) = (subject("siti"), preg("siti"), json!(derived(&["child", "siti"])));
    let uning = subject("uning");
    let notice = json!({"pregnancy": pregnancy, "name": "Siti", "told_by": "dukun", "dukun": uning,
        "told_on": "2025-01-10", "weeks": 9});
    let contact =
        json!({"pregnancy": pregnancy, "on": "2025-07-20", "edition": "2021", "accompanied_by": uning});
    let birth = json!({"pregnancy": pregnancy, "on": "2025-08-10", "place": "puskesmas", "attendants": ["bidan"],
        "dukun": [uning], "children": [{"child": child, "outcome": "alive"}]});
    let kf = json!({"pregnancy": pregnancy, "on": "2025-08-15", "edition": "2021", "accompanied_by": uning});
    let kn = json!({"child": child, "on": "2025-08-15", "edition": "2021", "accompanied_by": uning});
    vec![
        note(no, mother, "pregnancy.noticed", notice),
        note(no + 1, mother, "antenatal.contact", contact),
        note(no + 2, mother, "birth", birth),
        note(no + 3, mother, "postnatal.contact", kf),
        note(no + 4, mother, "newborn.contact", kn),
    ]
}

/// A birth on a day with the dukun alone at home.
fn solo(no: u32, name: &str, on: &str, dukun: &[SubjectId]) -> Note {
    let fields = json!({"pregnancy": preg(name), "on": on, "place": "mothers_home", "attendants": ["dukun"],
        "dukun": dukun, "children": [{"child": derived(&["child", name]), "outcome": "alive"}]});
    note(no, subject(name), "birth", fields)
}

fn rule(no: u32, word: &str, cause: &str, rupiah: u64, rest: Value) -> Note {
    let mut fields = json!({"cause": cause, "rupiah": rupiah, "source": "bok", "since": "2025-01-01"});
    let rest = rest.as_object().unwrap().clone();
    fields.as_object_mut().unwrap().extend(rest);
    note(no, subject(word), "incentive.rule", fields)
}

/// The same notes forwards, backwards and one by one lead to the same.
fn each_order(notes: &[Note], check: impl Fn(&Register)) {
    check(&Register::load(notes.to_vec()));
    check(&Register::load(notes.iter().rev().chain(notes).cloned()));
    let mut bit_by_bit = Register::default();
    for one in notes.iter().rev() {
        bit_by_bit.apply([one.clone()]);
    }
    check(&bit_by_bit);
}

fn with(more: impl IntoIterator<Item = Note>) -> Vec<Note> {
    ground().into_iter().chain(siti(20)).chain(more).collect()
}

#[test]
fn what_the_records_of_care_tell_of_a_dukun_is_not_typed_again() {
    let again = json!({"activity": "report_new_pregnancy", "on": "2025-01-10", "mother": subject("siti")});
    let ritual = json!({"activity": "ritual_performed", "on": "2025-08-17"});
    let notes = with([
        note(40, subject("uning"), "dukun.did", again),
        note(41, subject("uning"), "dukun.did", ritual),
    ]);
    each_order(&notes, |register| {
        let deeds = partnership::of_dukun(register, subject("uning"), TODAY);
        let told: Vec<_> = deeds.iter().map(|deed| (deed.on, deed.activity, deed.noted)).collect();
        assert_eq!(
            told,
            [
                (date(2025, 1, 10), DukunActivity::ReportNewPregnancy, false),
                (date(2025, 7, 20), DukunActivity::AccompanyAnc, false),
                (date(2025, 8, 10), DukunActivity::PresentAtBirth, false),
                (date(2025, 8, 15), DukunActivity::NifasHomeVisit, false),
                (date(2025, 8, 17), DukunActivity::RitualPerformed, true),
            ],
            "mother and child seen on one day were visited once, and what was typed again counts once"
        );
        assert!(partnership::of_dukun(register, subject("rahel"), TODAY).is_empty());
        assert_eq!(partnership::of_dukun(register, subject("uning"), date(2025, 7, 31)).len(), 2);
    });
}

#[test]
fn a_birth_without_the_midwife_is_no_deed() {
    let notes = with([solo(50, "ani", "2025-09-01", &[subject("uning")])]);
    each_order(&notes, |register| {
        let deeds = partnership::of_dukun(register, subject("uning"), TODAY);
        assert_eq!(deeds.iter().filter(|deed| deed.activity == DukunActivity::PresentAtBirth).count(), 1);
    });
}

#[test]
fn without_a_rule_nothing_is_owed() {
    each_order(&with([]), |register| {
        assert!(partnership::dues(register, &Rules::default(), TODAY).is_empty());
    });
}

#[test]
fn each_cause_pays_once_by_the_rule_of_its_day() {
    let notes = with([
        rule(60, "r1", "brought_and_accompanied", 50_000, json!({"until": "2025-08-31"})),
        rule(61, "r2", "notice_in_trimester1", 10_000, json!({"since": "2025-02-01"})),
        rule(62, "r3", "accompanied_anc", 5_000, json!({"within_days": 100})),
        rule(63, "r4", "cared_for_baby", 25_000, json!({})),
    ]);
    each_order(&notes, |register| {
        let dues = partnership::dues(register, &Rules::default(), TODAY);
        let told: Vec<_> = dues.iter().map(|due| (due.why, due.on, due.rupiah, due.is_late(TODAY))).collect();
        assert_eq!(
            told,
            [
                (IncentiveFor::AccompaniedAnc, date(2025, 7, 20), 5_000, false),
                (IncentiveFor::BroughtAndAccompanied, date(2025, 8, 10), 50_000, true),
            ],
            "the notice came before its rule, and who went along is not paid for the care as well"
        );
        assert_eq!(dues[1].cause, entry(22));
        assert_eq!(dues[1].pay_by, date(2025, 9, 9), "30 days where the rule says nothing");
    });
    let paid = json!({"rule": subject("r1"), "cause": entry(22), "rupiah": 50_000, "on": "2025-09-05",
        "by": "Bendahara", "source": "bok", "received": "thumbprint"});
    let paid = notes.iter().cloned().chain([note(70, subject("uning"), "incentive.paid", paid)]);
    each_order(&paid.collect::<Vec<_>>(), |register| {
        let dues = partnership::dues(register, &Rules::default(), TODAY);
        assert!(dues[1].paid.is_some() && dues[1].is_paid_in_time() && !dues[1].is_late(TODAY));
        assert_eq!(dues.len(), 2);
    });
}

#[test]
fn the_rule_of_her_agreement_goes_before_the_units() {
    let notes = with([
        rule(60, "unit", "brought_and_accompanied", 50_000, json!({})),
        rule(61, "hers", "brought_and_accompanied", 60_000, json!({"agreement": subject("agreement")})),
        rule(62, "others", "brought_and_accompanied", 99_000, json!({"agreement": subject("none")})),
    ]);
    each_order(&notes, |register| {
        let dues = partnership::dues(register, &Rules::default(), TODAY);
        assert_eq!(dues.iter().map(|due| due.rupiah).collect::<Vec<_>>(), [60_000]);
    });
}

#[test]
fn who_did_not_go_along_and_cared_for_the_baby_is_thanked_for_that() {
    let birth = json!({"pregnancy": preg("lena"), "on": "2025-08-20", "place": "pustu", "attendants": ["bidan"],
        "children": []});
    let cared = json!({"activity": "nifas_home_visit", "on": "2025-08-25", "mother": subject("lena")});
    let late = json!({"activity": "nifas_home_visit", "on": "2025-10-30", "mother": subject("lena")});
    let notes = with([
        rule(60, "care", "cared_for_baby", 25_000, json!({})),
        note(61, subject("lena"), "birth", birth),
        note(62, subject("uning"), "dukun.did", cared),
        note(63, subject("rahel"), "dukun.did", late),
        solo(64, "ani", "2025-08-01", &[subject("uning")]),
    ]);
    each_order(&notes, |register| {
        let dues = partnership::dues(register, &Rules::default(), date(2025, 12, 31));
        let told: Vec<_> = dues.iter().map(|due| (due.dukun, due.on, due.cause)).collect();
        assert_eq!(told, [(subject("uning"), date(2025, 8, 25), entry(61))]);
    });
}

#[test]
fn of_several_who_told_early_the_first_is_thanked() {
    let told = |who: &str, on: &str| {
        json!({"pregnancy": preg("dewi"), "name": "Dewi", "told_by": "dukun", "dukun": subject(who),
            "told_on": on, "weeks": 8})
    };
    let notes = with([
        rule(60, "early", "notice_in_trimester1", 10_000, json!({})),
        note(61, subject("dewi"), "pregnancy.noticed", told("rahel", "2025-07-05")),
        note(62, subject("dewi"), "pregnancy.noticed", told("uning", "2025-07-04")),
    ]);
    each_order(&notes, |register| {
        let dues = partnership::dues(register, &Rules::default(), TODAY);
        let told: Vec<_> = dues.iter().map(|due| (due.dukun, due.cause)).collect();
        assert_eq!(told, [(subject("uning"), entry(20)), (subject("uning"), entry(62))]);
    });
}

#[test]
fn a_birth_alone_after_the_signing_is_proposed_and_never_raised() {
    let notes = with([
        solo(50, "before", "2025-05-20", &[subject("uning")]),
        solo(51, "ani", "2025-09-01", &[subject("uning")]),
        solo(52, "unnamed", "2025-09-02", &[]),
        solo(53, "unsigned", "2025-09-03", &[subject("rahel")]),
    ]);
    let scope = |role, villages: &[&str]| Scope {
        role,
        villages: villages.iter().map(|code| VillageCode::new(code)).collect(),
    };
    let proposed = |register: &Register, scope: &Scope| {
        let all = concerns::proposals(register, &Rules::default(), scope, TODAY);
        all.iter().map(|proposal| proposal.birth.entry).collect::<Vec<_>>()
    };
    each_order(&notes, |register| {
        assert!(register.matters().concerns.is_empty());
        let all = concerns::proposals(register, &Rules::default(), &scope(Role::Head, &[]), TODAY);
        assert_eq!(all.iter().map(|p| p.birth.entry).collect::<Vec<_>>(), [entry(52), entry(51)]);
        assert!(all.iter().all(|p| p.with == [subject("uning")] && !p.birth.visited));
        assert_eq!(proposed(register, &scope(Role::Bidan, &[V1])).len(), 2);
        assert!(proposed(register, &scope(Role::Bidan, &[V2])).is_empty());
        assert!(proposed(register, &scope(Role::Office, &[])).is_empty());
        assert!(proposed(register, &scope(Role::Sector, &[])).is_empty());
    });
    let raised = json!({"dukun": subject("uning"), "on": "2025-09-04", "mother": subject("ani"),
        "birth": entry(51), "text": "Perlu dibicarakan"});
    let visit =
        json!({"pregnancy": preg("unnamed"), "on": "2025-09-02", "edition": "2021", "examiners": ["bidan"]});
    let mut more = notes;
    more.push(note(80, subject("concern"), "concern.raised", raised));
    more.push(note(81, subject("unnamed"), "postnatal.contact", visit));
    each_order(&more, |register| {
        let all = concerns::proposals(register, &Rules::default(), &scope(Role::Head, &[]), TODAY);
        assert_eq!(all.len(), 1);
        assert!(all[0].birth.visited);
    });
}

#[test]
fn what_must_be_asked_is_answered_or_named_as_asked() {
    assert_eq!(concerns::unasked(&Circumstances::default()), concerns::QUESTIONS);
    let told: Circumstances = serde_json::from_value(json!({
        "minutes_to_facility": 180, "transport": "no", "bidan_reachable": "no", "emergency": "yes",
        "asked": ["hours_of_labour", "mothers_choice"]
    }))
    .unwrap();
    assert!(concerns::unasked(&told).is_empty());
    let one_open = Circumstances { asked: vec!["hours_of_labour".into()], ..told };
    assert_eq!(concerns::unasked(&one_open), ["mothers_choice"]);
}

#[test]
fn nobody_is_reminded_before_they_were_listened_to() {
    use ConcernStepKind::{Closed, Dialogue, Escalated, NotConfirmed, Suspended, Verified};
    use ConcernStepKind::{Warning1, Warning2, Warning3};
    let after = |steps: &[&str]| {
        let id = subject("concern");
        let raised = json!({"dukun": subject("uning"), "on": "2025-09-01", "text": "Cerita"});
        let mut notes = vec![note(1, id, "concern.raised", raised)];
        for (no, step) in (2..).zip(steps) {
            notes.push(note(
                no,
                id,
                "concern.step",
                json!({"step": step, "on": "2025-09-02", "text": "Isi"}),
            ));
        }
        let register = Register::load(notes);
        concerns::next_steps(&register.matters().concerns[&id])
    };
    assert_eq!(after(&[]), [Verified, NotConfirmed]);
    assert_eq!(after(&["verified"]), [Dialogue, Closed]);
    assert_eq!(after(&["verified", "dialogue"]), [Dialogue, Warning1, Closed]);
    assert_eq!(after(&["verified", "dialogue", "warning1", "dialogue"]), [Dialogue, Warning2, Closed]);
    assert_eq!(after(&["verified", "dialogue", "warning2"]), [Dialogue, Warning3, Closed]);
    assert_eq!(after(&["verified", "dialogue", "warning3"]), [Dialogue, Escalated, Closed]);
    assert_eq!(after(&["verified", "dialogue", "escalated"]), [Dialogue, Suspended, Closed]);
    assert_eq!(after(&["verified", "dialogue", "suspended"]), [Dialogue, Closed]);
    assert!(after(&["not_confirmed"]).is_empty());
    assert!(after(&["verified", "closed"]).is_empty());
}

#[test]
fn a_clause_shows_what_the_records_know_and_no_more() {
    let notes = with([solo(51, "ani", "2025-09-01", &[subject("uning")])]);
    each_order(&notes, |register| {
        let agreement = &register.matters().agreements[&subject("agreement")];
        let shown = |clause: &str| {
            let all = partnership::of_clause(register, &Rules::default(), agreement, clause, QUARTER);
            all.iter().map(|evidence| (evidence.seen.len(), evidence.of)).collect::<Vec<_>>()
        };
        assert_eq!(shown("NO_SOLO_BIRTH"), [(1, Some(2))]);
        assert_eq!(shown("FACILITY_BIRTH"), [(1, Some(2))]);
        assert_eq!(shown("ACCOMPANY"), [(1, Some(1)), (1, None)]);
        assert_eq!(shown("BIDAN_NIFAS_KN"), [(1, None), (1, None)]);
        assert_eq!(shown("BIDAN_FEE_SHARE"), [(0, Some(0))], "no rule, no debt");
        assert_eq!(shown("REPORT_NEW_PREGNANCY"), [(0, Some(1))], "Siti was told of half a year before");
        assert!(shown("NO_BIRTH_LETTER").is_empty() && shown("OWN_CLAUSE").is_empty());
    });
}

#[test]
fn a_dukun_at_a_glance() {
    let met =
        json!({"on": "2025-09-12", "dukun": [subject("uning")], "topics": "Perahu", "next_on": "2025-09-20"});
    let notes = with([
        solo(51, "ani", "2025-09-01", &[subject("uning")]),
        note(52, VillageCode::new(V1).subject(), "partnership.met", met),
        rule(60, "r1", "brought_and_accompanied", 50_000, json!({})),
    ]);
    each_order(&notes, |register| {
        let all = partnership::summarise(register, &Rules::default(), QUARTER, None);
        assert_eq!(all.len(), 2);
        let (uning, rahel) = (&all[0], &all[1]);
        assert!(uning.is_partner() && !rahel.is_partner());
        assert_eq!(uning.standing.unwrap().until, Some(date(2026, 5, 20)));
        assert_eq!((uning.accompanied, uning.solo, uning.notices), (1, 1, 0));
        assert_eq!(uning.last_contact, Some(date(2025, 9, 12)));
        assert_eq!((uning.rupiah(), uning.late), (50_000, 1));
        assert!(rahel.standing.is_none() && rahel.last_contact.is_none());
        let second = [VillageCode::new(V2)];
        assert_eq!(partnership::summarise(register, &Rules::default(), QUARTER, Some(&second)).len(), 1);
        let later = partnership::standing(register, subject("uning"), date(2026, 6, 1)).unwrap();
        assert_eq!(later.status, AgreementStatus::Expired);
    });
}

#[test]
fn the_indicators_are_counts_of_how_many() {
    let met = json!({"on": "2025-09-12", "dukun": [], "topics": "Perahu", "next_on": "2025-09-20"});
    let paid = json!({"rule": subject("r1"), "cause": entry(22), "rupiah": 50_000, "on": "2025-09-05",
        "by": "Bendahara", "source": "bok", "received": "thumbprint"});
    let raised = json!({"dukun": subject("uning"), "on": "2025-09-04", "text": "Cerita"});
    let notes = with([
        solo(50, "before", "2025-01-20", &[subject("uning")]),
        solo(51, "ani", "2025-09-01", &[subject("uning")]),
        note(52, VillageCode::new(V1).subject(), "partnership.met", met),
        rule(60, "r1", "brought_and_accompanied", 50_000, json!({})),
        note(61, subject("uning"), "incentive.paid", paid),
        note(62, subject("concern"), "concern.raised", raised),
        note(
            63,
            subject("concern"),
            "concern.step",
            json!({"step": "verified", "on": "2025-09-08", "text": "Isi"}),
        ),
    ]);
    each_order(&notes, |register| {
        let all = partnership::indicators(register, &Rules::default(), QUARTER, None);
        let of = |id: &str| {
            let Indicator { n, of, .. } = all.iter().find(|indicator| indicator.id == id).unwrap();
            (*n, *of)
        };
        assert_eq!(of("KBD-01"), (1, Some(2)));
        assert_eq!(of("KBD-02"), (1, Some(2)));
        assert_eq!(of("KBD-03"), (1, Some(2)));
        assert_eq!(of("KBD-03-before"), (0, Some(1)));
        assert_eq!(of("KBD-04"), (1, Some(2)));
        assert_eq!(of("KBD-05"), (1, Some(2)));
        assert_eq!(of("KBD-06"), (0, None));
        assert_eq!(of("KBD-07"), (0, Some(0)));
        assert_eq!(of("KBD-10"), (1, Some(1)));
        assert_eq!(of("KBD-11"), (1, Some(2)));
        assert_eq!(of("KBD-12"), (1, Some(1)));
        assert_eq!(all.len(), 13);
        let elsewhere = [VillageCode::new(V2)];
        let none = partnership::indicators(register, &Rules::default(), QUARTER, Some(&elsewhere));
        assert!(none.iter().find(|indicator| indicator.id == "KBD-04").unwrap().is_empty());
    });
}

#[test]
fn a_visit_with_a_dukun_counts_in_its_window() {
    each_order(&with([]), |register| {
        let all = partnership::indicators(register, &Rules::default(), QUARTER, None);
        let nifas = all.iter().find(|indicator| indicator.id == "KBD-09").unwrap();
        // Born on 10 August, visited on day 5: KF2 and KN2 of KF1 to KF4 (the last ends on 21 September)
        // and KN1 to KN3.
        assert_eq!((nifas.n, nifas.of), (2, Some(7)));
    });
}
