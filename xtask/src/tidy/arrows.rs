//! Crates depend on each other as `ARCHITECTURE.md` draws it, and the pure ones on little else.
//! What only tests depend on is free.

use crate::house::{Crate, House};

/// Every crate, and those of ours that it may depend on.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("store", &["domain"]),
    ("store-sql", &["domain", "store"]),
    ("sync", &["domain", "store"]),
    ("store-indexeddb", &["domain", "store", "sync"]),
    ("exchange", &["domain"]),
    ("documents", &["domain"]),
    ("gateways", &[]),
    ("app", &["domain", "store"]),
    ("simulator", &["domain", "store"]),
    (
        "server",
        &["app", "documents", "domain", "exchange", "gateways", "simulator", "store", "store-sql", "sync"],
    ),
    ("worker", &["app", "domain", "store", "store-indexeddb", "sync"]),
    ("bench", &["app", "domain", "exchange", "simulator", "store", "store-sql", "sync"]),
    ("e2e", &[]),
    ("xtask", &[]),
];

/// All that `domain` may take from others: it must be the same on the phone, and in 25 years.
const DOMAIN_TAKES: &[&str] =
    &["jiff", "libm", "serde", "serde_json", "special", "strsim", "thiserror", "toml", "uuid"];

/// What `app` may not take: it would not run in the phone's worker.
const APP_REFUSES: &[&str] = &["tokio", "rusqlite", "hyper", "reqwest", "mio", "socket2", "rayon"];

/// What is not as drawn.
pub(super) fn complaints(house: &House) -> Vec<String> {
    let names: Vec<&str> = house.crates.iter().map(|krate| krate.name.as_str()).collect();
    house.crates.iter().flat_map(|krate| of(krate, &names)).collect()
}

fn of(krate: &Crate, names: &[&str]) -> Vec<String> {
    let name = &krate.name;
    let Some((_, allowed)) = ARROWS.iter().find(|(drawn, _)| drawn == name) else {
        return vec![format!(
            "`{name}` is not drawn: add it to ARCHITECTURE.md and to xtask/src/tidy/arrows.rs."
        )];
    };
    let mut complaints = Vec::new();
    for dependency in &krate.dependencies {
        let word = dependency.as_str();
        if names.contains(&word) && !allowed.contains(&word) {
            complaints.push(format!("`{name}` must not depend on `{word}`."));
        } else if name == "domain" && !DOMAIN_TAKES.contains(&word) {
            complaints.push(format!("`domain` must not depend on `{word}`: it takes only {DOMAIN_TAKES:?}."));
        } else if name == "app" && APP_REFUSES.contains(&word) {
            complaints.push(format!("`app` must not depend on `{word}`: it runs in the phone's worker too."));
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    fn krate(name: &str, dependencies: &[&str], for_tests: &[&str]) -> Crate {
        let set = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Crate { name: name.to_owned(), dependencies: set(dependencies), for_tests: set(for_tests) }
    }

    const NAMES: &[&str] = &["domain", "store", "app", "server", "attic"];

    #[test]
    fn arrows_as_drawn_are_silent() {
        assert!(of(&krate("app", &["domain", "store", "axum"], &["tokio", "server"]), NAMES).is_empty());
    }

    #[test]
    fn an_arrow_upwards_is_named() {
        assert_eq!(of(&krate("store", &["app"], &[]), NAMES), ["`store` must not depend on `app`."]);
    }

    #[test]
    fn the_domain_takes_nothing_that_is_not_listed() {
        assert_eq!(of(&krate("domain", &["tokio"], &[]), NAMES).len(), 1);
        assert!(of(&krate("domain", &["jiff"], &["insta"]), NAMES).is_empty());
    }

    #[test]
    fn the_app_refuses_what_a_phone_has_not() {
        assert_eq!(of(&krate("app", &["tokio"], &[]), NAMES).len(), 1);
    }

    #[test]
    fn a_crate_nobody_drew_is_named() {
        assert_eq!(of(&krate("attic", &[], &[]), NAMES).len(), 1);
    }
}
