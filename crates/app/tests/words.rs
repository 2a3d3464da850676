//! Every key that the code asks for has words, and no words wait unused.

#![expect(
    clippy::unwrap_used,
    reason = "test code outside of #[test] functions, which the lint would forgive"
)]

use std::{collections::BTreeSet, fs, path::Path};

use app::{Lang, Text};

/// Keys made at run time begin with one of these; their owners test that each one has words.
const MADE: &[&str] = &[
    "access-purpose-",
    "messageoutcome-",
    "messagereason-",
    "messagestate-",
    "phoneof-",
    "activity-",
    "adatstanding-",
    "bound-",
    "capacity-",
    "concernstep-",
    "fundingsource-",
    "incentivefor-",
    "indicator-",
    "spj-item-",
    "measure-",
    "side-",
    "checklist-",
    "commitmentstatus-",
    "fulfilment-",
    "lack-",
    "minutekind-",
    "sector-",
    "workshopkind-",
    "signature-",
    "add-",
    "anc-with-",
    "bmi-",
    "four-t-",
    "growth-",
    "input-",
    "attendant-",
    "birthplace-",
    "contactplace-",
    "datingmethod-",
    "deathplace-",
    "dose-",
    "ending-",
    "entry-",
    "facilitykind-",
    "field-",
    "gap-",
    "history-",
    "kspr-",
    "milestone-",
    "numbers-",
    "mode-",
    "outcome-",
    "owntext-",
    "presentation-",
    "profession-",
    "protein-",
    "reactivity-",
    "readiness-",
    "referraloutcome-",
    "rule-",
    "saved-",
    "sex-",
    "sign-",
    "task-",
    "teller-",
    "import-",
    "choice-",
    "essential-",
    "level-",
    "band-",
    "birth-several-",
    "month-",
];

fn sources(folder: &Path, all: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            all.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

fn quoted(source: &str) -> BTreeSet<&str> {
    source.split('"').filter(|part| !part.is_empty() && part.len() < 80).collect()
}

fn all_sources(names: &[&str]) -> String {
    let mut all = String::new();
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    for name in names {
        sources(&crates.join(name).join("src"), &mut all);
    }
    all
}

#[test]
fn no_words_wait_unused() {
    let source = all_sources(&["app", "server"]);
    let used = quoted(&source);
    let unused: Vec<_> = Text::of(Lang::Id)
        .keys()
        .filter(|key| !used.contains(key) && !MADE.iter().any(|made| key.starts_with(made)))
        .collect();
    assert!(unused.is_empty(), "words nobody asks for: {unused:?}");
}

#[test]
fn every_key_has_words() {
    let source = all_sources(&["app"]);
    let text = Text::of(Lang::Id);
    let mut missing = BTreeSet::new();
    for opening in [".t(\"", ".with(\"", "Ask::of(\""] {
        for part in source.split(opening).skip(1) {
            let key = part.split('"').next().unwrap_or_default();
            if !key.contains('{') && text.find(key).is_none() && text.with(key, &[]) == key {
                missing.insert(key.to_owned());
            }
        }
    }
    assert!(missing.is_empty(), "keys without words: {missing:?}");
}

#[test]
fn every_sort_of_entry_has_words() {
    for lang in [Lang::Id, Lang::En] {
        for (kind, _) in domain::facts::Fact::KINDS {
            let key = format!("entry-{}", kind.replace(['.', '_'], "-"));
            assert!(Text::of(lang).find(&key).is_some(), "{key}");
        }
    }
}
