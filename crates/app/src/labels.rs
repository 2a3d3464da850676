//! Words of the domain's choices: `birthplace-dukuns_home` in `labels.ftl` is what a page says for
//! `BirthPlace::DukunsHome`. The key is made of the serialised word, so a new choice without words
//! shows as its key and fails the test below.

use domain::facts::{Attendant, Profession};
use serde::Serialize;

use crate::{form::word, text::Text};

/// The words of one choice.
#[must_use]
pub fn label<T: Serialize>(text: &Text, list: &str, value: &T) -> String {
    text.t(&format!("{list}-{}", word(value))).to_owned()
}

/// Choices for a form: each value's word and what the page says for it.
#[must_use]
pub fn options<T: Serialize>(text: &Text, list: &str, values: &[T]) -> Vec<(String, String)> {
    values.iter().map(|value| (word(value), label(text, list, value))).collect()
}

/// As whom a member of staff examines.
#[must_use]
pub fn examiner_of(profession: Profession) -> Attendant {
    match profession {
        Profession::Obstetrician => Attendant::Obstetrician,
        Profession::Doctor => Attendant::Doctor,
        Profession::Bidan | Profession::Other => Attendant::Bidan,
        Profession::Nurse => Attendant::Nurse,
    }
}
