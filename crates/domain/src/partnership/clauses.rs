//! The library of clauses (`tables/clauses.toml`) and the unit's own beside it.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Measure;
use crate::{
    facts::{Bound, Clause, Unit},
    tables::{BadTable, Edition, Row, Tables, compiled_in, rows},
};

/// A clause of the library.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LibraryClause {
    /// Whom it binds.
    pub bound: Bound,
    /// The words, as they are read aloud and signed.
    pub text: String,
    /// Whether the records can show anything about it.
    pub measurable: bool,
    /// What they show.
    #[serde(default)]
    pub evidence: Vec<Measure>,
    /// Listed because real agreements have it, with a warning; nothing in the program acts on it.
    #[serde(default)]
    pub never_enforced: bool,
}

static LIBRARY: LazyLock<Vec<Row<LibraryClause>>> = LazyLock::new(|| {
    let editions = &Tables::builtin().editions;
    read(compiled_in!("clauses"), editions).expect("the table compiled in is tested to load")
});

/// The clauses compiled in, in the order in which they are offered.
#[must_use]
pub fn library() -> &'static [Row<LibraryClause>] {
    &LIBRARY
}

/// A clause of the library.
#[must_use]
pub fn find(id: &str) -> Option<&'static Row<LibraryClause>> {
    library().iter().find(|clause| clause.id == id)
}

/// What a unit offers for a draft: the library, in the unit's words where it has its own, and the
/// clauses that only it has.
#[must_use]
pub fn offered(unit: Option<&Unit>) -> Vec<Clause> {
    let own = unit.map_or(&[][..], |unit| unit.clauses.as_slice());
    let worded = |row: &Row<LibraryClause>| {
        let clause = Clause { id: row.id.clone(), bound: row.bound, text: row.text.clone() };
        own.iter().find(|own| own.id == row.id).cloned().unwrap_or(clause)
    };
    let only_own = own.iter().filter(|own| find(&own.id).is_none()).cloned();
    library().iter().map(worded).chain(only_own).collect()
}

fn read(text: &str, editions: &[Edition]) -> Result<Vec<Row<LibraryClause>>, BadTable> {
    let clauses: Vec<Row<LibraryClause>> = rows("clauses.toml", "clause", text, editions)?;
    let bad = |clause: &Row<LibraryClause>, reason: &str| BadTable {
        file: "clauses.toml".to_owned(),
        row: clause.id.clone(),
        reason: reason.to_owned(),
    };
    for clause in &clauses {
        if clause.text.trim().is_empty() {
            return Err(bad(clause, "has no words"));
        }
        if clause.measurable == clause.evidence.is_empty() {
            return Err(bad(clause, "is measurable if and only if it names its evidence"));
        }
        if clause.never_enforced && clause.measurable {
            return Err(bad(clause, "is never enforced, and so is not measured"));
        }
    }
    Ok(clauses)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_library_loads_and_has_the_clauses_of_real_agreements() {
        let ids: Vec<_> = library().iter().map(|clause| clause.id.as_str()).collect();
        assert_eq!(ids.len(), 24);
        for id in [
            "NO_SOLO_BIRTH",
            "FACILITY_BIRTH",
            "BIDAN_FEE_SHARE",
            "USE_RTK",
            "RESPECT_ADAT",
            "WEEKLY_REMINDER",
        ] {
            assert!(ids.contains(&id), "{id}");
        }
    }

    #[test]
    fn refusing_a_birth_letter_is_listed_and_measured_by_nothing() {
        let clause = find("NO_BIRTH_LETTER").unwrap();
        assert!(clause.never_enforced && !clause.measurable && clause.evidence.is_empty());
        assert_eq!(library().iter().filter(|clause| clause.never_enforced).count(), 1);
    }

    #[test]
    fn a_clause_without_evidence_is_not_measurable() {
        let clause = |rest: &str| {
            let text = format!(
                "[[clause]]\nid = \"X\"\nbound = \"both\"\ntext = \"Isi.\"\nsource = \"s\"\nconfirmed = false\n{rest}"
            );
            read(&crate::tables::written(&text), &Tables::builtin().editions)
        };
        assert!(clause("measurable = false").is_ok());
        assert!(clause("measurable = true").is_err());
        assert!(clause("measurable = true\nevidence = [\"guessing\"]").is_err());
        assert!(clause("measurable = true\nevidence = [\"notices\"]\nnever_enforced = true").is_err());
    }

    #[test]
    fn a_unit_words_a_clause_anew_and_adds_its_own() {
        let clause =
            |id: &str| Clause { id: id.to_owned(), bound: Bound::Both, text: "Kata sendiri.".into() };
        let unit = Unit { clauses: vec![clause("USE_RTK"), clause("PERAHU")], ..Unit::default() };
        let offered = offered(Some(&unit));
        assert_eq!(offered.len(), 25);
        assert_eq!(offered.iter().filter(|clause| clause.text == "Kata sendiri.").count(), 2);
        assert_eq!(super::offered(None).len(), 24);
    }
}
