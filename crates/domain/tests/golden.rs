//! Every kind and version of fact ever written must load for ever, and every field must say who may see it.
//!
//! `tests/golden/KIND.VERSION.json` holds one fact with every field set. Once released, a file may gain a
//! field; nothing in it ever changes or goes. What needs more than that is a new version of the kind.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test that panics has failed"
)]

use std::{collections::BTreeSet, path::PathBuf};

use domain::{facts::Fact, visibility};
use serde_json::Value;

fn path(kind: &str, version: u16) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{kind}.{version}.json"))
}

fn golden(kind: &str, version: u16) -> Value {
    let path = path(kind, version);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap()
}

#[test]
fn every_version_of_every_kind_loads() {
    for (kind, latest) in Fact::KINDS {
        for version in 1..=*latest {
            let fields = golden(kind, version);
            let fact =
                Fact::read(kind, version, fields.clone()).unwrap_or_else(|error| panic!("{kind}: {error}"));
            assert_eq!(
                fact,
                Fact::read_text(kind, version, &fields.to_string()).unwrap(),
                "{kind} {version}"
            );
        }
    }
}

#[test]
fn the_latest_version_is_written_as_it_was_read() {
    for (kind, latest) in Fact::KINDS {
        let fields = golden(kind, *latest);
        let fact = Fact::read(kind, *latest, fields.clone()).unwrap();
        assert_eq!(fact.to_value(), fields, "{kind}");
        assert_eq!((fact.kind(), fact.version()), (*kind, *latest));
    }
}

#[test]
fn no_golden_file_is_an_orphan() {
    let known: BTreeSet<_> = Fact::KINDS
        .iter()
        .flat_map(|(kind, latest)| (1..=*latest).map(move |version| path(kind, version)))
        .collect();
    let there: BTreeSet<_> = std::fs::read_dir(path("x", 1).parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(there, known);
}

/// The golden files are only worth something when they set every field: the fields are read from the
/// source, where no derive can be asked for them.
#[test]
fn every_field_is_set() {
    let sources = [
        include_str!("../src/facts/mod.rs"),
        include_str!("../src/facts/agreement.rs"),
        include_str!("../src/facts/antenatal.rs"),
        include_str!("../src/facts/birth.rs"),
        include_str!("../src/facts/child.rs"),
        include_str!("../src/facts/message.rs"),
        include_str!("../src/facts/meta.rs"),
        include_str!("../src/facts/mother.rs"),
        include_str!("../src/facts/papers.rs"),
        include_str!("../src/facts/partnership.rs"),
        include_str!("../src/facts/people.rs"),
        include_str!("../src/facts/places.rs"),
        include_str!("../src/facts/workshop.rs"),
    ];
    let (list, structs) = (sources[0], sources.join("\n"));
    let mut checked = 0;
    for (kind, latest) in Fact::KINDS {
        let (before, _) = list.split_once(&format!("= \"{kind}\"")).unwrap();
        let (_, name) = before.rsplit_once('(').unwrap();
        set(&structs, name.trim().trim_end_matches(')'), &golden(kind, *latest), kind, &mut checked);
    }
    assert!(checked > 200, "only {checked} fields were found in the source");
}

fn set(structs: &str, name: &str, value: &Value, place: &str, checked: &mut usize) {
    let value = value.as_array().map_or(value, |list| &list[0]);
    let Some((_, body)) = structs.split_once(&format!("pub struct {name} {{")) else { return };
    let (body, _) = body.split_once("\n}").unwrap();
    for line in body.lines().filter_map(|line| line.trim().strip_prefix("pub ")) {
        let (field, kind) = line.trim_end_matches(',').split_once(": ").unwrap();
        assert!(value.get(field).is_some(), "{place}.{field} is not set in its golden file");
        *checked += 1;
        let inner = kind.trim_start_matches("Option<").trim_start_matches("Vec<").trim_end_matches('>');
        set(structs, inner, &value[field], &format!("{place}.{field}"), checked);
    }
}

#[test]
fn every_field_says_who_may_see_it_and_no_other_does() {
    let mut used = BTreeSet::new();
    for (kind, latest) in Fact::KINDS {
        let declared: BTreeSet<&str> =
            visibility::all().filter(|(of, ..)| of == kind).map(|(_, field, _)| field).collect();
        let fields = golden(kind, *latest);
        for path in fields.as_object().unwrap().iter().flat_map(|(name, value)| paths(name, value)) {
            let covers = |field: &&&str| path == **field || path.starts_with(&format!("{field}."));
            let covering: Vec<_> = declared.iter().filter(covers).collect();
            assert!(!covering.is_empty(), "{kind}.{path} does not say who may see it");
            used.extend(covering.into_iter().map(|field| format!("{kind}.{field}")));
        }
    }
    let all: BTreeSet<_> = visibility::all().map(|(kind, field, _)| format!("{kind}.{field}")).collect();
    let unused: Vec<_> = all.difference(&used).collect();
    assert!(unused.is_empty(), "declared, but no field: {unused:?}");
}

/// The path of every leaf.
fn paths(name: &str, value: &Value) -> Vec<String> {
    let inner: Vec<(&String, &Value)> = match value {
        Value::Object(map) => map.iter().collect(),
        Value::Array(list) if list.iter().any(Value::is_object) => {
            list.iter().filter_map(Value::as_object).flatten().collect()
        }
        _ => return vec![name.to_owned()],
    };
    inner.into_iter().flat_map(|(key, value)| paths(&format!("{name}.{key}"), value)).collect()
}
