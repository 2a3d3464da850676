//! Obstetric and medical history, and the words in which registers name it.

use std::{collections::HashMap, sync::LazyLock};

use serde::Deserialize;

use crate::{
    signs::plain,
    tables::{Row, Tables},
};

/// An item of history. The row's id is the one under which a registration answers.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryItem {
    /// Words in which registers name the same thing.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// About earlier pregnancies: a woman in her first can't have it.
    #[serde(default)]
    pub obstetric: bool,
    /// To be seen only by those who care for her.
    #[serde(default)]
    pub sensitive: bool,
}

/// All items, in the order of the table.
pub fn all() -> impl Iterator<Item = &'static Row<HistoryItem>> {
    Tables::builtin().history.iter()
}

/// The item a register means by `text`; none when no item means just that.
#[must_use]
pub fn find(text: &str) -> Option<&'static Row<HistoryItem>> {
    static WORDS: LazyLock<HashMap<String, &'static Row<HistoryItem>>> = LazyLock::new(|| {
        let named = |item: &'static Row<HistoryItem>| {
            item.aliases.iter().chain([&item.id]).map(move |word| (plain(word), item))
        };
        all().flat_map(named).collect()
    });
    WORDS.get(&plain(text)).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn register_words_find_their_item() {
        let id = |text| find(text).map(|item| item.id.as_str());
        assert_eq!(id("SC"), Some("previous_sc"));
        assert_eq!(id("uri"), Some("manual_placenta"));
        assert_eq!(id("Uri Dirogoh"), Some("manual_placenta"));
        assert_eq!(id("vakum"), Some("vacuum_forceps"));
        assert_eq!(id("gagal"), Some("failed_pregnancy"));
        assert_eq!(id("transfusi"), Some("transfusion"));
        assert_eq!(id("sehat"), None);
    }

    #[test]
    fn no_word_means_two_items() {
        let mut seen = BTreeMap::new();
        for item in all() {
            for word in item.aliases.iter().chain([&item.id]) {
                let before = seen.insert(plain(word), &item.id);
                assert!(before.is_none_or(|id| *id == item.id), "{word}");
            }
        }
    }
}
