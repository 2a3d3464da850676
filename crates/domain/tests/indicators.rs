//! Indicators from notes: what is counted, out of how many, how it stands, and who is behind it.

#![expect(
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

use domain::{
    facts::Fact,
    ids::{AuthorId, DeviceId, EntryId, SubjectId, VillageCode, derived},
    indicators::{
        self, Basis, Counts, Coverage, Effect, Mark, Month, Months, Of, Outcome, PregnancyMark, Rows, Signed,
        Status, Sums, Trend, Value, Verdict, effect, lists,
    },
    moment::Moment,
    note::Note,
    register::Register,
    rules::Rules,
};
use jiff::{
    Timestamp,
    civil::{Date, date},
    tz::Offset,
};
use serde_json::json;

const V1: &str = "62.03.12.2001";
const V2: &str = "62.03.12.2002";
const TODAY: Date = date(2025, 12, 31);

/// Notes, each with the next number.
#[derive(Default)]
struct Book {
    notes: Vec<Note>,
}

impl Book {
    /// Two villages of 1000 people with 20 births for each 1000: 22 pregnancies and 21 births are expected.
    fn new() -> Self {
        let mut book = Self::default();
        for (code, name) in [(V1, "Satu"), (V2, "Dua")] {
            book.village(code, name, json!({"2025": {"population": 1000, "birth_rate_per_1000": 20.0}}));
        }
        book
    }

    fn village(&mut self, code: &str, name: &str, years: serde_json::Value) {
        let fields = json!({"code": code, "name": name, "years": years});
        self.note(code, VillageCode::new(code).subject(), "village.described", fields);
    }

    fn note(&mut self, village: &str, of: SubjectId, kind: &str, fields: serde_json::Value) -> EntryId {
        let no = self.notes.len() as u128;
        let id = EntryId(uuid::Uuid::from_u128(0x0197_0000_0000_7000_8000_0000_0000_0000 + no));
        self.notes.push(Note {
            id,
            village: Some(VillageCode::new(village)),
            subject: of,
            author: AuthorId::SYSTEM,
            device: DeviceId::SERVER,
            noted_at: Moment::new(Timestamp::UNIX_EPOCH, Offset::UTC),
            amends: None,
            fact: Fact::read(kind, 1, fields).unwrap(),
        });
        id
    }

    /// A birth of a mother of her own.
    fn birth(&mut self, village: &str, name: &str, on: Date, place: &str, attendant: &str) -> EntryId {
        let fields = json!({"pregnancy": preg(name), "on": on, "place": place, "attendants": [attendant],
            "children": [{"child": derived(&["child", name]), "outcome": "alive"}]});
        self.note(village, subject(name), "birth", fields)
    }

    /// So many facility births on the 10th of a month.
    fn births(&mut self, village: &str, month: i8, count: usize) {
        for no in 0..count {
            let name = format!("{village}-{month}-{no}");
            self.birth(village, &name, date(2025, month, 10), "puskesmas", "bidan");
        }
    }

    fn unit(&mut self, fields: serde_json::Value) {
        let mut unit = json!({"code": "P1", "name": "Puskesmas"});
        unit.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        self.note(V1, subject("unit"), "unit.described", unit);
    }

    fn register(&self) -> Register {
        Register::load(self.notes.clone())
    }

    fn coverage(&self, id: &str, month: &str) -> Coverage {
        coverage(&self.register(), id, month)
    }

    fn of_village(&self, id: &str, month: &str, village: &str) -> Value {
        let coverage = self.coverage(id, month);
        let all = coverage.villages.iter();
        all.filter(|(code, _)| code.as_ref().is_some_and(|c| c.as_str() == village))
            .map(|(_, v)| *v)
            .next()
            .unwrap()
    }
}

fn subject(word: &str) -> SubjectId {
    SubjectId(derived(&["subject", word]))
}

fn preg(word: &str) -> serde_json::Value {
    json!(derived(&["pregnancy", word]))
}

fn coverage(register: &Register, id: &str, month: &str) -> Coverage {
    let rules = Rules::of(register.unit().map(|unit| &**unit));
    let rows = Rows::of(register, &rules, TODAY);
    let month: Month = month.parse().unwrap();
    let months = Months::between(month.january().plus(-1), month);
    let counts = Counts::of(&rows, register, months);
    let sums = Sums { register, rules: &rules, rows: &rows, counts: &counts };
    sums.coverage(indicators::find(id).unwrap(), month).unwrap()
}

fn near(found: Option<f64>, expected: f64) {
    assert!(found.is_some_and(|found| (found - expected).abs() < 1e-9), "{found:?}, not {expected}");
}

#[test]
fn the_worked_exercise_of_a_year() {
    let mut book = Book::new();
    book.unit(json!({"goals": {"PF": {"2025": 80.0}, "K1_AKSES": {"2025": 95.0}}}));
    for month in 1..=9 {
        book.births(V1, month, 1);
    }
    let value = book.of_village("PF", "2025-09", V1);
    assert_eq!((value.n, value.month, value.month_before), (9, 1, 1));
    near(value.goal_now, 0.6);
    near(value.share, 9.0 / 21.0);
    near(value.month_share(), 1.0 / (21.0 / 12.0));
    assert!(
        matches!(value.of, Of::Target(target) if target.basis == Basis::Projected && target.year == 2025)
    );
    let interval = value.interval.unwrap();
    assert!(interval.low < 9.0 / 21.0 && 9.0 / 21.0 < interval.high);
    near(book.of_village("K1_AKSES", "2025-05", V1).goal_now, 0.95 * 5.0 / 12.0);
}

#[test]
fn the_matrix_of_status() {
    // 80 % of 21 births is 16.8 a year and 2.8 until February.
    let status = |january: usize, february: usize, choice: &str| {
        let mut book = Book::new();
        book.unit(json!({"goals": {"PF": {"2025": 80.0}}, "choices": {"status_unchanged": choice}}));
        book.births(V1, 1, january);
        book.births(V1, 2, february);
        let value = book.of_village("PF", "2025-02", V1);
        (value.trend.unwrap(), value.status.unwrap())
    };
    let by_target = |january, february| status(january, february, "by_target");
    assert_eq!(by_target(1, 2), (Trend::Rising, Status::Good));
    assert_eq!(by_target(3, 1), (Trend::Falling, Status::Less));
    assert_eq!(by_target(0, 1), (Trend::Rising, Status::Enough));
    assert_eq!(by_target(1, 0), (Trend::Falling, Status::Poor));
    assert_eq!(by_target(2, 2), (Trend::Unchanged, Status::Good));
    assert_eq!(by_target(1, 1), (Trend::Unchanged, Status::Poor));
    assert_eq!(status(1, 1, "as_rising").1, Status::Enough);
    assert_eq!(status(2, 2, "as_falling").1, Status::Less);
}

#[test]
fn a_village_too_small_has_no_status_and_its_share_is_never_clipped() {
    let mut book = Book::default();
    book.village(V1, "Kecil", json!({"2025": {"population": 100, "birth_rate_per_1000": 20.0}}));
    book.births(V1, 1, 3);
    let value = book.of_village("PN", "2025-01", V1);
    assert_eq!((value.status, value.is_over()), (None, true));
    near(value.share, 3.0 / 2.1);
    assert_eq!(value.interval, None, "three of two is no sample of two");
}

#[test]
fn what_cannot_be_worked_out_is_no_zero() {
    let mut book = Book::new();
    book.village("62.03.12.2003", "Tiga", json!({}));
    let anaemia = book.of_village("ANEMIA", "2025-01", V1);
    assert_eq!((anaemia.share, anaemia.of, anaemia.is_of_none()), (None, Of::Counted(0), true));
    let births = book.coverage("PN", "2025-01");
    assert_eq!(births.lacking.iter().map(VillageCode::as_str).collect::<Vec<_>>(), ["62.03.12.2003"]);
    assert_eq!((births.unit.of, births.unit.share), (Of::Unknown, None));
}

#[test]
fn a_dukun_alone_is_no_skilled_birth_and_a_midwife_at_home_no_facility_birth() {
    let mut book = Book::new();
    book.birth(V1, "a", date(2025, 3, 1), "mothers_home", "bidan");
    book.birth(V1, "b", date(2025, 3, 2), "mothers_home", "dukun");
    let n = |id| book.of_village(id, "2025-03", V1).n;
    assert_eq!((n("PN"), n("PF"), n("PNON"), n("KBD-04")), (1, 0, 1, 1));
    assert_eq!(book.of_village("KBD-04", "2025-03", V1).of, Of::Counted(2));
}

#[test]
fn a_birth_on_the_last_day_of_a_month_counts_in_it() {
    let mut book = Book::new();
    book.birth(V1, "a", date(2025, 10, 31), "puskesmas", "bidan");
    book.birth(V1, "b", date(2025, 11, 1), "puskesmas", "bidan");
    assert_eq!(book.of_village("PF", "2025-10", V1).month, 1);
    let november = book.of_village("PF", "2025-11", V1);
    assert_eq!((november.month, november.n), (1, 2));
}

#[test]
fn a_correction_and_a_void_move_the_number_and_a_late_entry_changes_past_months() {
    let mut book = Book::new();
    let first = book.birth(V1, "a", date(2025, 3, 1), "puskesmas", "bidan");
    let second = book.birth(V1, "b", date(2025, 3, 2), "puskesmas", "bidan");
    assert_eq!(book.of_village("PF", "2025-04", V1).n, 2);
    let amend = |book: &mut Book, of: EntryId, name: &str, kind: &str, fields| {
        book.note(V1, subject(name), kind, fields);
        book.notes.last_mut().unwrap().amends = Some(of);
    };
    amend(&mut book, first, "a", "amended", json!({"changes": {"place": "mothers_home"}}));
    assert_eq!(book.of_village("PF", "2025-04", V1).n, 1);
    amend(&mut book, second, "b", "voided", json!({"reason": "salah ketik"}));
    assert_eq!(book.of_village("PF", "2025-04", V1).n, 0);
    assert_eq!(book.of_village("PN", "2025-04", V1).n, 1);
    book.birth(V1, "late", date(2025, 1, 5), "puskesmas", "bidan");
    assert_eq!(book.of_village("PF", "2025-01", V1).month, 1);
}

#[test]
fn a_mother_who_moves_counts_where_her_pregnancy_was_registered() {
    let mut book = Book::new();
    let fields = json!({"pregnancy": preg("siti"), "on": "2025-01-10", "lmp": "2024-11-20"});
    book.note(V1, subject("siti"), "pregnancy.registered", fields);
    book.note(V1, subject("siti"), "family.moved", json!({"on": "2025-05-01", "to_village": V2}));
    book.birth(V2, "siti", date(2025, 8, 20), "puskesmas", "bidan");
    assert_eq!(book.of_village("PF", "2025-08", V1).n, 1);
    assert_eq!(book.of_village("PF", "2025-08", V2).n, 0);
}

#[test]
fn every_number_opens_to_whom_it_counts_and_to_whom_it_does_not_reach() {
    let mut book = Book::new();
    book.births(V1, 2, 2);
    book.birth(V1, "home", date(2025, 2, 20), "mothers_home", "dukun");
    let register = book.register();
    let rules = Rules::default();
    let rows = Rows::of(&register, &rules, TODAY);
    let month: Month = "2025-02".parse().unwrap();
    let mark = Mark::Pregnancy(PregnancyMark::FacilityBirth);
    assert_eq!(lists::reached(&rows, &register, mark, month.year_so_far()).len(), 2);
    let indicator = indicators::find("PF").unwrap();
    let missing = lists::missing(&rows, indicator, month).unwrap();
    assert_eq!(missing.len(), 1);
    assert!(matches!(missing[0].who, lists::Who::Pregnancy(family, _) if family == subject("home")));
    assert_eq!(lists::missing(&rows, indicators::find("ANEMIA").unwrap(), month), None);
}

/// An agreement for a village signed on a day.
fn sign(book: &mut Book, village: &str, on: &str) {
    let agreement = subject(&format!("agreement {village}"));
    let draft = json!({"title": "Nota", "villages": [village], "parties": [], "clauses": []});
    book.note(village, agreement, "agreement.drafted", draft);
    book.note(village, agreement, "agreement.signed", json!({"on": on, "place": "Aula"}));
}

#[test]
fn each_village_is_compared_with_itself_before_its_own_signing() {
    let mut book = Book::new();
    sign(&mut book, V1, "2025-05-21");
    sign(&mut book, V2, "2025-08-01");
    book.birth(V1, "before", date(2025, 5, 20), "mothers_home", "dukun");
    book.birth(V1, "after", date(2025, 5, 21), "puskesmas", "bidan");
    book.birth(V2, "also before", date(2025, 6, 1), "puskesmas", "bidan");
    book.birth(V2, "long before", date(2024, 7, 1), "puskesmas", "bidan");
    let register = book.register();
    let rules = Rules::default();
    let rows = Rows::of(&register, &rules, TODAY);
    let signed = Signed::of(&register);
    let facility = Effect::of(&rows, &signed, Outcome::FacilityBirth);
    assert_eq!((facility.before.n, facility.before.of), (1, 2));
    assert_eq!((facility.after.n, facility.after.of), (1, 1));
    assert_eq!(facility.verdict, Verdict::TooEarly);
    let months: Vec<_> = facility.months.iter().map(|(month, part)| (*month, part.of)).collect();
    assert_eq!(months, [(-2, 1), (-1, 1), (0, 1)]);
    assert_eq!(facility.small(), 2);
    assert_eq!(effect::changes(&register, &rows, &signed).short, 2);
}

#[test]
fn a_change_beyond_chance_is_told_and_too_few_births_are_too_early() {
    let verdict = |before: (usize, usize), after: (usize, usize)| {
        let mut book = Book::new();
        sign(&mut book, V1, "2025-06-01");
        for (period, (facility, all), on) in [("b", before, date(2025, 3, 1)), ("a", after, date(2025, 7, 1))]
        {
            for no in 0..all {
                let (place, by) =
                    if no < facility { ("puskesmas", "bidan") } else { ("mothers_home", "dukun") };
                book.birth(V1, &format!("{period}{no}"), on, place, by);
            }
        }
        let register = book.register();
        let rows = Rows::of(&register, &Rules::default(), TODAY);
        Effect::of(&rows, &Signed::of(&register), Outcome::FacilityBirth)
    };
    assert_eq!(verdict((20, 60), (50, 60)).verdict, Verdict::Better);
    assert_eq!(verdict((50, 60), (20, 60)).verdict, Verdict::Worse);
    assert_eq!(verdict((0, 3), (3, 3)).verdict, Verdict::TooEarly);
    assert_eq!(verdict((0, 0), (3, 3)).verdict, Verdict::NothingToCompare);
    let same = verdict((300, 600), (300, 600));
    assert_eq!((same.verdict, same.still_needed()), (Verdict::NoChange, None));
    let open = verdict((300, 600), (37, 60));
    assert_eq!(
        open.verdict,
        Verdict::TooEarly,
        "no change and the change sought are both within the interval"
    );
    let some = verdict((300, 600), (10, 20));
    assert_eq!(some.verdict, Verdict::TooEarly);
    assert!(some.still_needed().is_some_and(|more| more > 100));
}

#[test]
fn states_are_those_of_the_end_of_the_month_and_never_summed() {
    let mut book = Book::new();
    for name in ["uning", "rahel"] {
        book.note(V1, subject(name), "dukun.described", json!({"name": name, "village": V1}));
    }
    let draft = json!({"title": "Nota", "villages": [V1], "clauses": [],
        "parties": [{"side": "dukun", "person": subject("uning")}], "valid_until": "2025-07-15"});
    book.note(V1, subject("agreement"), "agreement.drafted", draft);
    book.note(V1, subject("agreement"), "agreement.signed", json!({"on": "2025-05-21", "place": "Aula"}));
    let at = |month| {
        let value = book.of_village("KBD-01", month, V1);
        (value.n, value.of)
    };
    assert_eq!(at("2025-04"), (0, Of::Counted(2)));
    assert_eq!(at("2025-05"), (1, Of::Counted(2)));
    assert_eq!(at("2025-06"), (1, Of::Counted(2)));
    assert_eq!(at("2025-07"), (0, Of::Counted(2)), "it ended on the 15th");
}
