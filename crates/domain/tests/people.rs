//! Finding women: by search as typed, and as likely duplicates.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

use domain::{
    duplicates::{Candidate, Reason, likely},
    facts::{Fact, PregnancyRegistered, WomanRegistered},
    ids::{AuthorId, DeviceId, EntryId, PregnancyId, SubjectId, VillageCode, derived},
    moment::Moment,
    note::Note,
    register::Register,
    search::{Field, Index},
};
use jiff::{
    civil::{Date, date},
    tz::Offset,
};

fn note(subject: SubjectId, village: &str, no: usize, fact: impl Into<Fact>) -> Note {
    Note {
        id: EntryId(derived(&[&subject.to_string(), &no.to_string()])),
        village: Some(VillageCode::new(village)),
        subject,
        author: AuthorId::SYSTEM,
        device: DeviceId::SERVER,
        noted_at: Moment::at_civil(date(2025, 3, 1).at(9, 0, 0, 0), Offset::constant(7)),
        amends: None,
        fact: fact.into(),
    }
}

fn woman(
    name: &str,
    husband: &str,
    born: Option<Date>,
    nik: Option<&str>,
    phone: Option<&str>,
) -> WomanRegistered {
    WomanRegistered {
        name: name.to_owned(),
        husband: Some(husband.to_owned()),
        born,
        nik: nik.map(str::to_owned),
        phone: phone.map(str::to_owned),
        ..WomanRegistered::default()
    }
}

fn subject(name: &str) -> SubjectId {
    SubjectId(derived(&["woman", name]))
}

fn register() -> Register {
    let born = |year| Some(date(year, 5, 15));
    let women = [
        ("A", woman("Siti Aminah", "Ahmad", born(1999), Some("6203125505990001"), Some("0812-3456-789"))),
        ("A", woman("Siti Rahmah", "Junaidi", born(1995), None, None)),
        ("B", woman("Nurhayati", "Anton", born(1990), None, None)),
        ("B", woman("Rahel Susanti", "Yohanes", None, None, Some("+62 813 1111 2222"))),
        ("B", woman("Khadijah", "Soekardi", born(2001), Some("6203125505010002"), None)),
        ("A", woman("Marlina", "Tjahjadi", born(1988), None, None)),
    ];
    let notes = women.into_iter().enumerate().flat_map(|(at, (village, woman))| {
        let id = subject(&woman.name);
        let pregnancy: PregnancyRegistered = serde_json::from_value(serde_json::json!({
            "pregnancy": PregnancyId(derived(&["pregnancy", &woman.name])),
            "on": "2025-03-01",
            "cohort_no": format!("{:03}/KOH", at + 1),
        }))
        .unwrap();
        [note(id, village, 1, woman), note(id, village, 2, pregnancy)]
    });
    Register::load(notes)
}

fn index(register: &Register) -> Index {
    let mut index = Index::default();
    for family in register.families() {
        let village =
            if family.village == Some(VillageCode::new("A")) { "Sei Hanyo" } else { "Tumbang Puroh" };
        index.put(family, village);
    }
    index
}

fn found(query: &str) -> Vec<String> {
    let register = register();
    let hits = index(&register).find(query, 10, |_, _| true);
    hits.iter().map(|hit| register.family(hit.subject).unwrap().name().to_owned()).collect()
}

#[test]
fn search_finds_as_typed_in_any_spelling() {
    let queries = [
        ("am", "Siti Aminah"),
        ("aminah", "Siti Aminah"),
        ("Ny. St. Amina", "Siti Aminah"),
        ("siti am", "Siti Aminah"),
        ("amnah", "Siti Aminah"),
        ("nur hayati", "Nurhayati"),
        ("noerhajati", "Nurhayati"),
        ("nurh", "Nurhayati"),
        ("hadijah", "Khadijah"),
        ("kha", "Khadijah"),
        ("sukardi", "Khadijah"),
        ("cahyadi", "Marlina"),
        ("rachel", "Rahel Susanti"),
        ("Indu Rahel", "Rahel Susanti"),
        ("0812 3456", "Siti Aminah"),
        ("+62 812 3456 789", "Siti Aminah"),
        ("081311112222", "Rahel Susanti"),
        ("6203125505010002", "Khadijah"),
        ("6203.1255.0501", "Khadijah"),
        ("006/koh", "Marlina"),
        ("006", "Marlina"),
        ("rahel puroh", "Rahel Susanti"),
    ];
    for (query, name) in queries {
        assert_eq!(found(query).first().map(String::as_str), Some(name), "{query}: {:?}", found(query));
    }
}

#[test]
fn search_asks_for_every_word_and_invents_nothing() {
    for query in ["", "   ", "xyzzy", "aminah puroh", "99", "9999999", "siti khadijah", "?"] {
        assert_eq!(found(query), Vec::<String>::new(), "{query}");
    }
    assert_eq!(found("siti"), ["Siti Aminah", "Siti Rahmah"]);
    assert_eq!(found("hanyo").len(), 3);
}

#[test]
fn search_shows_only_what_may_be_seen_and_follows_changes() {
    let register = register();
    let mut index = index(&register);
    let own = VillageCode::new("B");
    let hits = index.find("siti", 10, |_, village| village == Some(&own));
    assert!(hits.is_empty());
    assert_eq!(index.find("a", 1, |_, _| true).len(), 1);
    let family = register.family(subject("Marlina")).unwrap();
    index.put(family, "Katanjung");
    assert_eq!(index.len(), 6);
    assert_eq!(index.find("katanjung", 10, |_, _| true)[0].fields, [Field::Village]);
    assert_eq!(index.find("hanyo", 10, |_, _| true).len(), 2);
    index.remove(family.id);
    assert!(index.find("marlina", 10, |_, _| true).is_empty());
    assert_eq!(index.len(), 5);
}

#[test]
fn likely_duplicates_are_shown_with_reasons() {
    let register = register();
    let candidate = Candidate {
        name: "Ny. St. Aminah".into(),
        husband: Some("H. Achmad".into()),
        village: Some(VillageCode::new("A")),
        born_year: Some(1998),
        ..Candidate::default()
    };
    let found = likely(&register, &candidate);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].subject, subject("Siti Aminah"));
    assert_eq!(found[0].reasons, [Reason::Name, Reason::Husband, Reason::Village, Reason::BirthYear]);
    let except = Candidate { except: Some(subject("Siti Aminah")), ..candidate };
    assert!(likely(&register, &except).is_empty());
}

#[test]
fn a_nik_tells_whatever_the_name() {
    let candidate =
        Candidate { name: "Aminah".into(), nik: Some("6203 1255 0599 0001".into()), ..Candidate::default() };
    let found = likely(&register(), &candidate);
    assert_eq!(found[0].subject, subject("Siti Aminah"));
    assert_eq!(found[0].reasons[0], Reason::Nik);
    let candidate =
        Candidate { name: "Yuliana".into(), nik: Some("6203125505990001".into()), ..Candidate::default() };
    assert_eq!(likely(&register(), &candidate).len(), 1);
}

#[test]
fn a_shared_village_year_or_husband_alone_is_no_ground() {
    let base =
        Candidate { village: Some(VillageCode::new("A")), born_year: Some(1995), ..Candidate::default() };
    for (name, husband) in
        [("Yuliana", "Bardi"), ("Siti Maimunah", "Bardi"), ("Yuliana", "Junaidi"), ("", "")]
    {
        let candidate = Candidate { name: name.into(), husband: Some(husband.into()), ..base.clone() };
        assert_eq!(likely(&register(), &candidate), [], "{name} {husband}");
    }
    // The same name in the village, but another husband and far another age.
    let other =
        Candidate { name: "Marlina".into(), husband: Some("Bardi".into()), born_year: Some(2004), ..base };
    assert_eq!(likely(&register(), &other), []);
}

#[test]
fn one_name_of_two_in_the_village_with_the_same_telephone() {
    let candidate =
        Candidate { name: "Rahel".into(), phone: Some("0813 1111 2222".into()), ..Candidate::default() };
    let found = likely(&register(), &candidate);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].reasons, [Reason::SimilarName, Reason::Phone]);
}
