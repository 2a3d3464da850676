//! Invented entries for the tests of stores. The same number gives the same entry.

use std::sync::Arc;

use domain::{
    facts::{Fact, Village},
    ids::{AuthorId, DeviceId, EntryId, SubjectId, UnitCode, VillageCode, derived},
    moment::Moment,
    note::Note,
};
use jiff::{SignedDuration, Timestamp, tz::Offset};
use serde_json::value::RawValue;

use crate::{Entry, Held, Reading};

/// The unit whose log is tested.
#[must_use]
pub fn unit() -> UnitCode {
    UnitCode("sample-unit".to_owned())
}

/// JSON as it stands.
///
/// # Panics
/// When it is not JSON.
#[must_use]
#[expect(clippy::expect_used, reason = "the callers are tests, and give literals")]
pub fn raw(json: &str) -> Box<RawValue> {
    RawValue::from_string(json.to_owned()).expect("JSON")
}

/// An id of its own for each word and number.
#[must_use]
pub fn id(word: &str, number: u64) -> uuid::Uuid {
    derived(&["sample", word, &number.to_string()])
}

/// A moment, `number` seconds into 2025 and not on a whole second, on a clock in Kalimantan.
#[must_use]
pub fn moment(number: u64) -> Moment {
    let offset = Offset::constant(7);
    Moment::new(timestamp(number), offset)
}

fn timestamp(number: u64) -> Timestamp {
    let seconds = i64::try_from(number).unwrap_or(0);
    Timestamp::constant(1_735_664_400, 0)
        .saturating_add(SignedDuration::new(seconds, 123_456_789))
        .unwrap_or(Timestamp::MAX)
}

/// A fact with who, when and about whom.
#[must_use]
pub fn note(number: u64, fact: Fact) -> Note {
    Note {
        id: EntryId(id("entry", number)),
        village: Some(VillageCode::new("62.03.12.2001")),
        subject: SubjectId(id("subject", number)),
        author: AuthorId(id("author", number % 3)),
        device: DeviceId::SERVER,
        noted_at: moment(number),
        amends: None,
        fact,
    }
}

/// An entry that this version can read: a village is described.
///
/// # Panics
/// Never: a village has a JSON form.
#[must_use]
#[expect(clippy::expect_used, reason = "a village has a JSON form")]
pub fn village(number: u64) -> Entry {
    let fact =
        Village { code: format!("sample-{number}"), name: format!("Desa {number}"), ..Village::default() };
    Entry::of(&note(number, Fact::Village(Arc::new(fact))), &unit()).expect("JSON")
}

/// An entry of a kind that no version knows, with a fact that is easily spoilt by reading it: odd
/// spaces, a number with more digits than a float holds, doubled names, escapes.
#[must_use]
pub fn entry(number: u64) -> Entry {
    let fact = format!(
        "{{ \"n\" :{number}, \"big\":123456789012345678901234567890.10, \"a\":1,\"a\":2, \"t\":\"\\u00e9\\n\u{1F333}\" }}"
    );
    Entry {
        id: EntryId(id("entry", number)),
        unit: unit(),
        village: (!number.is_multiple_of(2)).then(|| VillageCode::new("62.03.12.2001")),
        subject: SubjectId(id("subject", number % 7)),
        author: AuthorId(id("author", number % 3)),
        device: DeviceId(id("device", number % 2)),
        noted_at: moment(number),
        kind: "from.the.future".to_owned(),
        version: 9,
        fact: raw(&fact),
        amends: (number.is_multiple_of(5)).then(|| EntryId(id("entry", number / 5))),
    }
}

/// Entries of these numbers.
#[must_use]
pub fn entries(numbers: std::ops::Range<u64>) -> Vec<Entry> {
    numbers.map(entry).collect()
}

/// Something held.
#[must_use]
pub fn held(number: u64) -> Held {
    Held {
        id: id("held", number),
        received_at: timestamp(number),
        origin: format!("register.xlsx, kunjungan, row {number}"),
        body: "tanggal\t31/02/2025\n\"td\": ½".to_owned(),
        reason: "held-no-such-day".to_owned(),
        details: r#"{"value":"31/02/2025"}"#.to_owned(),
        settled: None,
    }
}

/// Somebody read a page.
#[must_use]
pub fn reading(number: u64, subject: u64) -> Reading {
    Reading {
        at: timestamp(number),
        reader: AuthorId(id("author", number % 3)),
        device: DeviceId::SERVER,
        subject: SubjectId(id("subject", subject)),
        purpose: "mother".to_owned(),
    }
}
