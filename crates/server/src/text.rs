//! The words of the command line: Fluent catalogues, Indonesian and English, compiled in.

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};

const INDONESIAN: &str = include_str!("../text/id.ftl");
const ENGLISH: &str = include_str!("../text/en.ftl");

static ID: LazyLock<Text> = LazyLock::new(|| Text::load("id", INDONESIAN));
static EN: LazyLock<Text> = LazyLock::new(|| Text::load("en", ENGLISH));

/// One language's words.
pub(crate) struct Text(FluentBundle<FluentResource>);

impl Text {
    /// The words of the first language.
    #[must_use]
    pub(crate) fn indonesian() -> &'static Self {
        &ID
    }

    /// The words of a language by its tag; Indonesian for an unknown one.
    #[must_use]
    pub(crate) fn of(tag: &str) -> &'static Self {
        if tag.starts_with("en") { &EN } else { &ID }
    }

    fn load(tag: &str, source: &str) -> Self {
        let mut bundle = FluentBundle::new_concurrent(tag.parse().into_iter().collect());
        bundle.set_use_isolating(false);
        // What is broken in a catalogue shows as its key; a test finds it first.
        let resource = match FluentResource::try_new(source.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
        Self(bundle)
    }

    /// The words of a key, if it has any.
    #[must_use]
    pub(crate) fn find(&self, key: &str) -> Option<String> {
        self.format(key, None)
    }

    /// The words of a key without arguments; the key itself when there are none.
    #[must_use]
    pub(crate) fn t(&self, key: &str) -> String {
        self.find(key).unwrap_or_else(|| key.to_owned())
    }

    /// The words of a key with arguments.
    #[must_use]
    pub(crate) fn with(&self, key: &str, args: &[(&'static str, String)]) -> String {
        let mut fluent = FluentArgs::new();
        for (name, value) in args {
            fluent.set(*name, value.clone());
        }
        self.format(key, Some(&fluent)).unwrap_or_else(|| key.to_owned())
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.0.get_message(key)?.value()?;
        Some(self.0.format_pattern(pattern, args, &mut Vec::new()).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn keys(source: &str) -> BTreeSet<String> {
        assert!(FluentResource::try_new(source.to_owned()).is_ok());
        let key = |line: &str| line.split_once(" =").map(|(key, _)| key.to_owned());
        source
            .lines()
            .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
            .filter_map(key)
            .collect()
    }

    #[test]
    fn both_languages_say_everything_and_nothing_is_left_unsaid() {
        let id = keys(INDONESIAN);
        assert_eq!(id, keys(ENGLISH));
        let mut sources = String::new();
        for folder in ["src", "src/commands", "src/messages", "src/web"] {
            for file in
                std::fs::read_dir(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap()
            {
                sources += &std::fs::read_to_string(file.unwrap().path()).unwrap_or_default();
            }
        }
        let is_used = |key: &&String| {
            let plain = key.strip_suffix("-hint").unwrap_or(key);
            let made = ["about-", "arg-", "example-", "help-"].iter().any(|prefix| key.starts_with(prefix));
            made || sources.contains(&format!("\"{plain}\""))
        };
        let unused: Vec<_> = id.iter().filter(|key| !is_used(key)).collect();
        assert!(unused.is_empty(), "{unused:?}");
    }

    #[test]
    fn every_complaint_has_a_hint() {
        let id = keys(INDONESIAN);
        let hints: Vec<_> = id.iter().filter_map(|key| key.strip_suffix("-hint")).collect();
        assert!(hints.iter().all(|key| id.contains(*key)), "{hints:?}");
    }
}
