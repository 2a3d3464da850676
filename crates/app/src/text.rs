//! The words of the pages: Fluent catalogues, Indonesian and English, compiled in.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use fluent_syntax::ast;
use unic_langid::langid;

/// A language of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Indonesian, the first language.
    #[default]
    Id,
    /// English.
    En,
}

impl Lang {
    /// Its tag in addresses, cookies and HTML.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }

    /// The language of a tag.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        match tag {
            "id" => Some(Self::Id),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

macro_rules! catalogues {
    ($($name:literal),* $(,)?) => {
        /// Names of the catalogues, one file per topic and language under `text/`.
        pub const CATALOGUES: &[&str] = &[$($name),*];
        const ID: &[&str] = &[$(include_str!(concat!("../text/id/", $name, ".ftl"))),*];
        const EN: &[&str] = &[$(include_str!(concat!("../text/en/", $name, ".ftl"))),*];
    };
}

catalogues!(
    "account",
    "anc",
    "birth",
    "borders",
    "certificate",
    "charts",
    "child",
    "choices",
    "commitment",
    "common",
    "coverage",
    "death",
    "enrol",
    "failure",
    "files",
    "find",
    "format",
    "guests",
    "import",
    "import_page",
    "labels",
    "letterhead",
    "lock",
    "message",
    "message_own",
    "message_setup",
    "mother",
    "notice",
    "numbers",
    "outbox",
    "pack",
    "papers",
    "partnership",
    "phones",
    "places",
    "plan",
    "postnatal",
    "referral",
    "register",
    "rules",
    "today",
    "workshop",
);

/// One language's words.
pub struct Text {
    lang: Lang,
    plain: HashMap<String, String>,
    bundle: FluentBundle<FluentResource>,
}

static INDONESIAN: LazyLock<Text> = LazyLock::new(|| Text::load(Lang::Id, ID));
static ENGLISH: LazyLock<Text> = LazyLock::new(|| Text::load(Lang::En, EN));

impl Text {
    /// The words of a language.
    #[must_use]
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Id => &INDONESIAN,
            Lang::En => &ENGLISH,
        }
    }

    fn load(lang: Lang, sources: &'static [&'static str]) -> Self {
        let tag = match lang {
            Lang::Id => langid!("id"),
            Lang::En => langid!("en"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        let mut keys = Vec::new();
        for source in sources {
            // What is broken in a catalogue shows as its key on the page; a test finds it first.
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            keys.extend(resource.entries().filter_map(key_of).map(str::to_owned));
            bundle.add_resource_overriding(resource);
        }
        let mut text = Self { lang, plain: HashMap::new(), bundle };
        for key in keys {
            if let Some(words) = text.format(&key, None) {
                text.plain.insert(key, words.into_owned());
            }
        }
        text
    }

    /// The language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The words of `key`, which takes no arguments; the key itself when there are none.
    #[must_use]
    pub fn t<'a>(&'a self, key: &'a str) -> &'a str {
        self.plain.get(key).map_or(key, String::as_str)
    }

    /// The words of `key`, if it has any.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&str> {
        self.plain.get(key).map(String::as_str)
    }

    /// The words of `key` with arguments.
    #[must_use]
    pub fn with(&self, key: &str, args: &[(&'static str, &dyn ToString)]) -> String {
        let mut fluent = FluentArgs::new();
        for (name, value) in args {
            let value = value.to_string();
            match value.parse::<i64>() {
                // Numbers choose plural forms; leading zeros and signs are somebody's text.
                Ok(number) if number.to_string() == value => fluent.set(*name, number),
                _ => fluent.set(*name, value),
            }
        }
        self.format(key, Some(&fluent)).map_or_else(|| key.to_owned(), Cow::into_owned)
    }

    fn format<'a>(&'a self, key: &str, args: Option<&'a FluentArgs<'a>>) -> Option<Cow<'a, str>> {
        let pattern = self.bundle.get_message(key)?.value()?;
        Some(self.bundle.format_pattern(pattern, args, &mut Vec::new()))
    }

    /// Every key of the language.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.plain.keys().map(String::as_str)
    }
}

fn key_of<'a>(entry: &ast::Entry<&'a str>) -> Option<&'a str> {
    match entry {
        ast::Entry::Message(message) => Some(message.id.name),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn both_languages_say_everything() {
        let keys = |lang| Text::of(lang).keys().map(str::to_owned).collect::<BTreeSet<_>>();
        let (id, en) = (keys(Lang::Id), keys(Lang::En));
        assert!(id.difference(&en).next().is_none(), "missing in English: {:?}", id.difference(&en));
        assert!(en.difference(&id).next().is_none(), "missing in Indonesian: {:?}", en.difference(&id));
        assert!(!id.is_empty());
    }

    #[test]
    fn every_catalogue_can_be_read() {
        for source in ID.iter().chain(EN) {
            if let Err((_, errors)) = FluentResource::try_new((*source).to_owned()) {
                panic!("{errors:?} in\n{source}");
            }
        }
    }
}
