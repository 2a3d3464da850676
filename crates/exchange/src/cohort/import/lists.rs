//! Lists of signs, factors and history: words that the tables know, and other words.

use domain::{
    answer::{Answer, Answers},
    history,
    signs::{self, Phase},
    tables::Tables,
};

use crate::cohort::{
    cell::Cell,
    layout,
    value::{Misread, words},
};

/// What a list says.
#[derive(Default)]
pub(super) struct Said {
    pub(super) answers: Answers,
    pub(super) other: Vec<String>,
}

/// Words that answer all with no.
const NONE: &[&str] = &[
    "tidak_ada",
    "tdk_ada",
    "tidak",
    "tdk",
    "nihil",
    "t_a_k",
    "tak",
    "tak_ada",
    "baik",
    "normal",
    "sehat",
    "t_ada",
    "tidak_ada_keluhan",
];
/// Words that answer with no what else could be asked.
const REST: &[&str] = &["lainnya_tidak_ada", "lain_tidak_ada", "selain_itu_tidak_ada"];

/// Reads the danger signs of a phase.
pub(super) fn signs(cell: &Cell, phase: Phase) -> Result<Said, Misread> {
    let all = || signs::of(phase).map(|sign| sign.id.as_str());
    read(cell, all, |word| signs::find(phase, word).map(|sign| sign.id.as_str()))
}

/// Reads the history.
pub(super) fn history(cell: &Cell) -> Result<Said, Misread> {
    let all = || history::all().map(|item| item.id.as_str());
    read(cell, all, |word| history::find(word).map(|item| item.id.as_str()))
}

/// Reads the score factors that a register can name.
pub(super) fn factors(cell: &Cell) -> Result<Said, Misread> {
    read(cell, factor_ids, factor)
}

/// The items of the score card.
fn factor_ids() -> impl Iterator<Item = &'static str> {
    Tables::builtin().kspr.iter().map(|item| item.id.as_str())
}

/// The item of the score card that a register means: by its number, or by the word. Only items that
/// do not follow from readings and history have words (domain.md §4).
pub(in crate::cohort) fn factor(word: &str) -> Option<&'static str> {
    const WORDS: &[(&str, &[&str])] = &[
        ("13", &["kembar", "gemelli", "gemeli", "hamil_kembar"]),
        ("14", &["hidramnion", "kembar_air", "polihidramnion"]),
        ("15", &["bayi_mati_dalam_kandungan", "janin_mati"]),
        ("16", &["lewat_bulan", "lebih_bulan", "post_term", "postterm", "serotinus"]),
        ("17", &["sungsang", "letak_sungsang"]),
        ("18", &["lintang", "letak_lintang"]),
    ];
    let folded = layout::fold(word);
    let by_word = || WORDS.iter().find(|(_, words)| words.contains(&folded.as_str())).map(|(id, _)| *id);
    factor_ids().find(|id| *id == folded).or_else(by_word)
}

fn read<'a, I: Iterator<Item = &'a str>>(
    cell: &Cell,
    all: impl Fn() -> I,
    find: impl Fn(&str) -> Option<&'a str>,
) -> Result<Said, Misread> {
    let mut said = Said::default();
    if matches!(cell, Cell::Bool(false)) || matches!(cell.line().trim(), "-" | "–" | "0") {
        all().for_each(|id| said.answers.set(id, Answer::No));
        return Ok(said);
    }
    let words = words::list(cell)?;
    let mut rest = false;
    for word in &words {
        let folded = layout::fold(word);
        let denied =
            ["tidak ", "tdk ", "bukan ", "Tidak ", "TIDAK "].iter().find_map(|no| word.strip_prefix(no));
        if let Some(id) = find(word) {
            said.answers.set(id, Answer::Yes);
        } else if NONE.contains(&folded.as_str()) || REST.contains(&folded.as_str()) {
            rest = true;
        } else if let Some(id) = denied.and_then(&find) {
            said.answers.set(id, Answer::No);
        } else {
            said.other.push(word.clone());
        }
    }
    if rest {
        for id in all() {
            if !said.answers.get(id).is_assessed() {
                said.answers.set(id, Answer::No);
            }
        }
    }
    Ok(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_words_other_words_and_none() {
        let said = signs(&Cell::text("bengkak; pusing, mengidam"), Phase::Pregnancy).unwrap();
        assert_eq!(said.answers.yes().collect::<Vec<_>>(), ["dizziness", "swelling"]);
        assert_eq!(said.other, ["mengidam"]);
        assert!(!said.answers.get("bleeding").is_assessed(), "not assessed is never no");
        for none in ["tidak ada", "Tidak Ada", "-"] {
            let said = signs(&Cell::text(none), Phase::Pregnancy).unwrap();
            assert_eq!(said.answers.get("bleeding"), Answer::No, "{none}");
            assert!(said.answers.0.values().all(|answer| *answer == Answer::No) && said.other.is_empty());
        }
        assert!(signs(&Cell::Empty, Phase::Pregnancy).unwrap().answers.is_empty());
    }

    #[test]
    fn some_can_be_denied_and_the_rest_too() {
        let said = signs(&Cell::text("perdarahan; tidak pusing"), Phase::Pregnancy).unwrap();
        assert_eq!(said.answers.get("dizziness"), Answer::No);
        assert_eq!(said.answers.0.len(), 2);
        let said = signs(&Cell::text("perdarahan; lainnya tidak ada"), Phase::Pregnancy).unwrap();
        assert_eq!(said.answers.get("bleeding"), Answer::Yes);
        assert_eq!(said.answers.get("dizziness"), Answer::No);
    }

    #[test]
    fn history_and_factors() {
        assert_eq!(history(&Cell::text("sc; gagal")).unwrap().answers.yes().count(), 2);
        assert_eq!(
            factors(&Cell::text("gemelli, letak lintang")).unwrap().answers.yes().collect::<Vec<_>>(),
            ["13", "18"]
        );
    }
}
