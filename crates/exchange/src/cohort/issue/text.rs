//! The sentences of issues, from the catalogue that the pages use too.

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use serde_json::{Value, json};
use unic_langid::langid;

use super::{Issue, Reason, Trouble};
use crate::cohort::{import::Plan, read::Unreadable};

/// A language of the sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Indonesian.
    #[default]
    Id,
    /// English.
    En,
}

type Bundle = FluentBundle<FluentResource>;

static INDONESIAN: LazyLock<Bundle> =
    LazyLock::new(|| bundle(Lang::Id, include_str!("../../../../app/text/id/import.ftl")));
static ENGLISH: LazyLock<Bundle> =
    LazyLock::new(|| bundle(Lang::En, include_str!("../../../../app/text/en/import.ftl")));

fn bundle(lang: Lang, source: &str) -> Bundle {
    let tag = if lang == Lang::Id { langid!("id") } else { langid!("en") };
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(false);
    // A broken entry shows as its key; a test finds it first.
    let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(source.to_owned());
    bundle.add_resource_overriding(resource);
    bundle
}

fn say(lang: Lang, key: &str, args: &[(&'static str, String)]) -> Option<String> {
    let bundle = if lang == Lang::Id { &*INDONESIAN } else { &*ENGLISH };
    let pattern = bundle.get_message(key)?.value()?;
    let mut named = FluentArgs::new();
    for (name, value) in args {
        named.set(*name, value.as_str());
    }
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&named), &mut errors).into_owned();
    errors.is_empty().then_some(text)
}

impl Reason {
    /// What is the matter, as a sentence.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        self.say(lang, "reason")
    }

    /// What to do about it, as a sentence.
    #[must_use]
    pub fn hint(&self, lang: Lang) -> String {
        self.say(lang, "hint")
    }

    fn say(&self, lang: Lang, part: &str) -> String {
        let key = format!("import-{part}-{}", self.id().replace('_', "-"));
        say(lang, &key, &self.args()).unwrap_or(key)
    }
}

impl Issue {
    /// An issue as JSON: `sheet`, `row`, `column`, `value`, `reason`, `hint`, the `code` of the
    /// reason, and what else is the matter with the row.
    #[must_use]
    pub fn to_json(&self, lang: Lang) -> Value {
        let also = |trouble: &Trouble| {
            json!({
                "column": trouble.column, "value": trouble.value, "code": trouble.reason.id(),
                "reason": trouble.reason.sentence(lang), "hint": trouble.reason.hint(lang),
            })
        };
        json!({
            "sheet": self.sheet.name(), "row": self.row, "column": self.column, "value": self.value,
            "reason": self.reason.sentence(lang), "hint": self.reason.hint(lang), "code": self.reason.id(),
            "also": self.also.iter().map(also).collect::<Vec<_>>(),
        })
    }
}

impl Unreadable {
    /// Why the file can't be read, and what to do, as two sentences.
    #[must_use]
    pub fn sentences(&self, lang: Lang) -> (String, String) {
        let id = match self {
            Self::UnknownFormat => "unknown-format",
            Self::OldExcel => "old-excel",
            Self::Locked => "locked",
            Self::Damaged(_) => "damaged",
            Self::TooLarge => "too-large",
            Self::NoSheets { .. } => "no-sheets",
        };
        let found = match self {
            Self::NoSheets { found } => found.join(", "),
            _ => String::new(),
        };
        let args = [("found", found)];
        let of = |part: &str| {
            let key = format!("import-file-{part}-{id}");
            say(lang, &key, &args).unwrap_or(key)
        };
        (of("reason"), of("hint"))
    }
}

impl Plan {
    /// The outcome as `betang import --json` prints it: `taken`, `held`, `warnings`.
    #[must_use]
    pub fn to_json(&self, lang: Lang) -> Value {
        let taken: serde_json::Map<_, _> =
            self.taken.iter().map(|(sheet, count)| (sheet.name().to_owned(), json!(count))).collect();
        let issues = |issues: &[Issue]| issues.iter().map(|issue| issue.to_json(lang)).collect::<Vec<_>>();
        json!({ "taken": taken, "held": issues(&self.held), "warnings": issues(&self.warnings) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_its_sentences_in_both_languages() {
        let args: Vec<_> = ["min", "max", "like", "row", "children", "date", "weeks", "days", "noted"]
            .map(|name| (name, "7".to_owned()))
            .into();
        for lang in [Lang::Id, Lang::En] {
            for id in Reason::IDS {
                for part in ["reason", "hint"] {
                    let key = format!("import-{part}-{}", id.replace('_', "-"));
                    assert!(say(lang, &key, &args).is_some(), "{key}");
                }
            }
        }
    }

    #[test]
    fn every_unreadable_file_has_its_sentences() {
        let all = [
            Unreadable::UnknownFormat,
            Unreadable::OldExcel,
            Unreadable::Locked,
            Unreadable::Damaged(String::new()),
            Unreadable::TooLarge,
            Unreadable::NoSheets { found: vec!["Sheet1".to_owned()] },
        ];
        for lang in [Lang::Id, Lang::En] {
            for unreadable in &all {
                let (reason, hint) = unreadable.sentences(lang);
                assert!(!reason.starts_with("import-") && !hint.starts_with("import-"), "{reason} {hint}");
            }
        }
    }

    #[test]
    fn sentences_name_what_they_are_about() {
        let reason = Reason::UnknownVillage { like: Some("Supang".to_owned()) };
        assert!(reason.sentence(Lang::Id).contains("Supang") || reason.hint(Lang::Id).contains("Supang"));
    }
}
